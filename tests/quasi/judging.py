"""One case: a text, its value (`...` for none), and each finding with its offsets and what was taken instead."""

import math
from decimal import Decimal
from typing import Any

from ucsmsg import quasi
from ucsmsg.quasi._document import parse_source

REFUSED = object()

Case = tuple[str, Any, list[tuple[str, int, int, Any]]]


def judge(case: Case) -> None:
    """The value and the findings are exactly the expected ones, and each finding's text is the one at its place."""
    text, value, expected = case
    parsed = parse_source(text, quasi.Limits())
    found = [
        (finding.name, finding.start, finding.end, REFUSED if finding.refused else finding.used)
        for finding in parsed.findings
    ]
    assert found == expected
    assert parsed.has_value == (value is not ...)
    assert same(parsed.value, None if value is ... else value)
    assert all(text[finding.start : finding.end] in finding.found for finding in parsed.findings)


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
