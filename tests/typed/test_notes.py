"""What the documentation's own samples deviate in is read by a tolerant lane, with as many notes as others find."""

import copy
import itertools
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.outcomes import CORPUS
from tests.typed.reading import CONTENT, HISTORY, RESPONSE, taken_by, text_of
from tests.typed.reading import TOLERANT as LANE
from ucsmsg import Limits, Mode, parse
from ucsmsg.parsing import parse_untyped
from ucsmsg.testing import mutations, notification_mutations, read_corpus
from ucsmsg.typed import _texts
from ucsmsg.typed._proof import without_suffixes

NOTED = {"long-suffix", "damaged-timestamp", "value-case"}


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "FIRST", 0)


def is_taken(text: str | bytes) -> bool:
    """True when the tolerant lane takes the text."""
    return taken_by(LANE, text)


def documented(value: Any, *, medium: str = "Chat") -> str:
    """The notification as the documentation prints it."""
    text = re.sub(r"(\d{4}-\d\d-\d\d) (\d\d):(\d\d):(\d\d\.)", r"\1\2: \3: \4", text_of(value))
    return re.sub(r'("\w+": \d++)(?!\.)', r"\1L", text).replace('"mediaType": "chat"', f'"mediaType": "{medium}"')


@pytest.mark.parametrize("value", [CONTENT, HISTORY, RESPONSE, [CONTENT, HISTORY]])
def test_documented_oddities_are_noted(value: Any) -> None:
    assert is_taken(text_of(value))
    assert is_taken(documented(value))
    assert is_taken(documented(value).encode())


def test_the_fourth_sample_of_the_documentation_is_taken() -> None:
    taken = [case for case in read_corpus(CORPUS) if is_taken(case.data) and LANE.read(case.data).notes]  # type: ignore[union-attr]  # it was taken
    assert any(case.name.startswith("documented/") for case in taken)
    assert len(taken) >= 4


@pytest.mark.parametrize("value", [HISTORY, RESPONSE])
def test_on_every_mutation_of_the_syntax(value: Any) -> None:
    names = Counter(one.name for one in mutations(text_of(value)) if is_taken(one.text))
    assert set(names) == {"long-suffix"}


def test_on_every_mutation_of_a_notification() -> None:
    (notification,) = parse(text_of(CONTENT)).notifications
    names = Counter(one.name for one in notification_mutations(notification) if is_taken(text_of(one.value)))
    assert set(names) == {"damaged-timestamp", "value-case"}


PARTS = [
    *('"a":5L', '"a" : -0L', '"a":5L}', ' "index":3L', '"a":05L', '"a":5.0L', '"a":+5L', '"a":5LL', "5L", '"5L"'),
    *('":5L,"', '"\\":5L,"', '"b\\"a":5L', '"é":5L', '"":5L', '"a":5L //', '"a":"5L,"', '"a\\u0041":5L'),
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PARTS), max_size=3), st.sampled_from([", ", ",", " ", ""]))
def test_suffixes_are_taken_from_members_and_never_from_strings(parts: list[str], comma: str) -> None:
    inside = text_of(RESPONSE).replace('"referenceId": 1', comma.join(['"referenceId": 1L', *parts]))
    is_taken(inside)
    is_taken(text_of(CONTENT).replace('"VIP": true', comma.join(['"VIP": true', *parts])))
    is_taken(text_of(CONTENT).replace('"Good morning"', text_of(comma.join(parts))))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a":5L}', (b'{"a":5}', 1)),
        (b'{"a" :\n-5L ,"b":0L,"c":5l}', (b'{"a" :\n-5 ,"b":0,"c":5l}', 2)),
        (b'{"a":1' + b"0" * 60 + b"L}", (b'{"a":1' + b"0" * 60 + b"}", 1)),
        (b'{"a":1' + b"0" * 70 + b"L}", (b'{"a":1' + b"0" * 70 + b"L}", 0)),
        (b'{"a":"\\"b\\":5L,"}', (b'{"a":"\\"b\\":5L,"}', 0)),
        (b'{"a":":5L,"}', (b'{"a":":5L,"}', 0)),
        (b"[5L]", (b"[5L]", 0)),
        (b'{"a":05L,"b":5.0L,"c":5LL}', (b'{"a":05L,"b":5.0L,"c":5LL}', 0)),
    ],
)
def test_which_suffixes_are_taken(data: bytes, expected: tuple[bytes, int]) -> None:
    assert without_suffixes(data) == expected


@pytest.mark.parametrize("medium", ["CHAT", "Email", " chat", "Chat ", "chats", "\u0441hat", "Cha\u0074"])
def test_listed_values_are_taken_in_any_letter_case(medium: str) -> None:
    assert is_taken(documented(CONTENT, medium=medium)) is (medium.lower() == "chat")


@pytest.mark.parametrize("time", ["2013-11-2521: 02: 22.000+0300", "2013-11-31 21: 02: 22.000+0200", "yesterday", ""])
def test_times_that_contradict_or_have_no_reading_are_not_taken(time: str) -> None:
    value = copy.deepcopy(CONTENT)
    value["data"]["messages"][0]["timestamp"] = time
    assert not is_taken(text_of(value))


# ---- Results ----

TEXT = documented([CONTENT, HISTORY])


@pytest.mark.parametrize("mode", [Mode.STRICT, Mode.LENIENT, Mode.STRICT.deny("value-case")])
def test_results_are_those_of_the_other_lanes_in_every_respect(mode: Mode) -> None:
    parsed = parse(TEXT, mode=mode)
    other: Any = parse_untyped(TEXT, None, mode, Limits())
    assert LANE.read(TEXT)
    assert parsed.ok is other.ok is (mode in {Mode.STRICT, Mode.LENIENT})
    assert "diagnostics" in vars(parsed)
    assert len(parsed.diagnostics) == len(other.diagnostics) > 10
    assert parsed.diagnostics.counts() == other.diagnostics.counts()
    assert parsed.diagnostics[3] == other.diagnostics[3]
    assert parsed == other


def test_a_count_of_notes_asks_no_other_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parse(TEXT)
    monkeypatch.setattr("ucsmsg.parsing.read_source", None)
    assert parsed.ok
    assert set(parsed.diagnostics.by_name()) == NOTED
    assert len(parsed.notifications) == 2
    with pytest.raises(TypeError):
        _ = parsed.diagnostics[0]


def test_more_notes_than_the_limit_are_left_to_the_other_lanes() -> None:
    count = len(parse(TEXT).diagnostics)
    for limit in (count, count - 1, 1):
        limits = Limits(diagnostics=limit)
        assert parse(TEXT, limits=limits) == parse_untyped(TEXT, None, Mode.STRICT, limits)


def test_all_combinations_of_oddities_are_taken() -> None:
    text = documented(CONTENT)
    odd = [('"index": 3L', '"index": 3'), ('"Chat"', '"chat"'), ("2521: 02: 22.036", "25 21:02:22.036")]
    for chosen in itertools.product((False, True), repeat=len(odd)):
        each = text
        for is_chosen, (found, used) in zip(chosen, odd, strict=True):
            each = each.replace(found, used) if is_chosen else each
        assert is_taken(each)
