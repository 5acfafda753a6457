"""Law: a closing bracket that is missing, or too many, is reported with the other place where it may be so."""

import json
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ucsmsg import Source, quasi

_TOKEN = re.compile(r'"[^"]*"|\S')
_PLACE = re.compile(r"line (\d+), column (\d+)(?: instead| may be too many instead)\Z")


def _containers(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=3) | st.dictionaries(st.sampled_from("abc"), values, max_size=3)


values = st.recursive(st.sampled_from([True, None, "x"]), _containers, max_leaves=12)
texts = _containers(_containers(values)).map(json.dumps) | _containers(values).map(
    lambda value: json.dumps(value, indent=1)
)


def pairs(text: str) -> Any:
    """The value of RFC 8259 text with every member in its place; None for other text."""
    try:
        return json.loads(text, object_pairs_hook=list)
    except ValueError:
        return None


def other_readings(candidates: Iterator[tuple[int, str]], reading: str) -> set[int]:
    """The places at which another single repair gives another value."""
    return {place for place, text in candidates if pairs(text) not in (None, pairs(reading))}


def named_place(text: str, name: str) -> int | None:
    """The offset of the other place that the one diagnostic names."""
    (diagnostic,) = quasi.parse(text, "lenient").diagnostics
    assert (diagnostic.name, diagnostic.severity) == (name, "warning")
    match = _PLACE.search(diagnostic.message)
    if match is None:
        return None
    places = {
        (place.line, place.column): place.start for place in map(Source(text).span, range(len(text)), range(len(text)))
    }
    return places[int(match[1]), int(match[2])]


@settings(max_examples=80)
@given(text=texts)
def test_a_missing_closer_is_put_at_the_end_and_the_other_place_is_named(text: str) -> None:
    """It is before a comma inside; what follows that would belong to the bracket around it."""
    closer, cut = text[-1], text[:-1].rstrip()
    assume(cut[-1] not in "[{")
    assert quasi.parse(cut, "lenient").value == json.loads(text)
    starts = [match.start() for match in _TOKEN.finditer(cut)]
    others = other_readings(((start, cut[:start] + closer + cut[start:]) for start in starts), text)
    place = named_place(cut, "missing-closer")

    assert place in others if others else place is None


@settings(max_examples=80)
@given(text=texts)
def test_a_closer_too_many_is_the_last_one_and_the_other_place_is_named(text: str) -> None:
    """It is another one of the same kind, with a comma behind it."""
    longer = text + text[-1]
    assert quasi.parse(longer, "lenient").value == json.loads(text)
    starts = [match.start() for match in _TOKEN.finditer(longer) if match[0] == text[-1]]
    others = other_readings(((start, longer[:start] + longer[start + 1 :]) for start in starts), text)
    place = named_place(longer, "extra-closer")

    assert place in others if others else place is None
