"""One case: a text, its value (`...` for none), and each finding with its offsets and what was taken instead."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from ucsmsg import quasi
from ucsmsg.places import Path
from ucsmsg.quasi._document import read_source

REFUSED = object()

Case = tuple[str, Any, list[tuple[str, int, int, Any]]]

Kinds = dict[str, dict[str, Case]]
"""Cases by the reason why they come out as they do, and by the fault in each."""


def named(kinds: Kinds) -> list[Any]:
    """The cases as parameters of a test; each is named after its fault."""
    return [pytest.param(case, id=fault) for cases in kinds.values() for fault, case in cases.items()]


def judge(case: Case) -> None:
    """The value and the findings are exactly the expected ones, and each finding's text is the one at its place."""
    text, value, expected = case
    parsed = read_source(text, quasi.Limits())
    found = [
        (finding.name, finding.start, finding.end, REFUSED if finding.refused else finding.used)
        for finding in parsed.annotations.findings
    ]
    assert found == expected
    assert parsed.has_value == (value is not ...)
    assert same(parsed.value, None if value is ... else value)
    assert all(text[finding.start : finding.end] in finding.found for finding in parsed.annotations.findings)


def paths(value: Any) -> Iterator[Path]:
    """The path of a JSON value and of every value in it."""
    parts: list[tuple[Path, Any]] = [((), value)]
    while parts:
        path, part = parts.pop()
        yield path
        steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        parts.extend(((*path, step), child) for step, child in steps)


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down; NaN is the same as NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | Decimal) and math.isnan(one):
        return math.isnan(other)
    return bool(one == other)
