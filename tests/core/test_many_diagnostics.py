"""Diagnostics are a sequence that makes each one when it is asked for; what only counts them makes none."""

import copy
import json
import pickle
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from tests.core.test_parse import INTERACTION, history
from ucsmsg import Diagnostic, Diagnostics, Limits, Parsed, Severity, diagnostics, parse, quasi

ODD = history(INTERACTION | {"mediaType": "Chat", "state": 7, "path": "I"})
TEXTS = {
    "nothing": json.dumps(history(INTERACTION)),
    "tokens": repr(json.loads(json.dumps(history(INTERACTION)))).replace("{'", "{u'"),
    "tokens and schema": repr(json.loads(json.dumps(ODD))) + "// c",
    "schema": json.dumps(ODD),
    "structure": json.dumps(ODD).replace(",", " ", 2),
    "refused": json.dumps(ODD).replace('"Chat"', "chat talk"),
    "cut off": json.dumps(ODD)[:-9],
    "in a string": json.dumps({"data": json.dumps(ODD["data"]).replace(": 7", ": 7L")}),
    "a value that is none": "5L",
    "nothing certain": "[1",
    "beyond a limit": "[" * 300,
}


def as_tuples(text: str) -> list[tuple[Diagnostics, tuple[Diagnostic, ...]]]:
    """The diagnostics of both layers, which nobody has asked for yet, and what they are."""
    readers: list[Callable[[], Diagnostics]] = [
        lambda: parse(text).diagnostics,
        lambda: parse(text, mode="lenient").diagnostics,
        lambda: quasi.parse(text).diagnostics,
    ]
    return [(read(), tuple(read())) for read in readers]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_they_are_counted_and_indexed_as_if_they_were_made(text: str) -> None:
    for found, made in as_tuples(text):
        assert found.counts() == Counter((one.severity, one.name) for one in made)
        assert found.by_name() == Counter(one.name for one in made)
        assert found.has_errors is any(one.is_error for one in made)
        assert len(found) == len(made)
        assert tuple(found[index] for index in range(-len(made), len(made))) == made * 2
        assert (found[1:], found[::-2]) == (made[1:], made[::-2])
        with pytest.raises(IndexError):
            _ = found[len(made)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_once_made_they_are_kept(text: str) -> None:
    for found, made in as_tuples(text):
        assert (*found, *found) == made * 2
        assert [one is other for one, other in zip(found, found, strict=True)] == [True] * len(made)
        assert (len(found), found[:1], tuple(reversed(found))) == (len(made), made[:1], made[::-1])
        assert found.by_name() == Counter(one.name for one in made)


def test_whoever_stops_at_the_first_has_made_no_other() -> None:
    found = parse(TEXTS["tokens"]).diagnostics
    each = iter(found)
    assert next(each) == found[0]
    assert found[0] is not found[0]


@pytest.mark.parametrize("text", [TEXTS["tokens"], TEXTS["tokens and schema"], "[1 2]", "[1"])
def test_counting_makes_none(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = parse(text).diagnostics.by_name()
    assert expected

    def refuse(*_: object) -> None:
        raise AssertionError

    for name in ("_new_diagnostic", "path_formatter"):
        monkeypatch.setattr(diagnostics, name, refuse)
    for found in (parse(text).diagnostics, quasi.parse(text).diagnostics):
        assert (len(found), found.has_errors) == (found.by_name().total(), parse(text).ok is False)
    assert parse(text).diagnostics.by_name() == expected


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_they_are_equal_to_a_tuple_of_the_same_and_go_into_a_pickle_made(text: str) -> None:
    for found, made in as_tuples(text):
        again: Sequence[Diagnostic] = pickle.loads(pickle.dumps(found))  # noqa: S301  # the test's own bytes
        assert type(again) is Diagnostics
        assert found == made == again == copy.deepcopy(found)
        assert (hash(found), repr(found)) == (hash(made), repr(made))
        assert found != (*made, *made, 5)
        assert found != 5
        assert bool(found) is bool(made)


def test_those_that_are_made_are_counted_too() -> None:
    made = Diagnostics(parse("[1L, 2L]").diagnostics)
    assert made.by_name() == {"long-suffix": 2, "not-a-notification": 2}
    assert made.counts()[Severity.NOTE, "long-suffix"] == 2
    assert [*Parsed(notifications=(), diagnostics=made, source=parse("1").source).diagnostics] == [*made]


def test_the_limit_counts_what_would_be_made() -> None:
    text = "[u'a', 1L, 'b']"
    assert len(quasi.parse(text, limits=Limits(diagnostics=4)).diagnostics) == 4
    assert quasi.parse(text, limits=Limits(diagnostics=3)).diagnostics.by_name() == {"limit-exceeded": 1}
