"""What a conversion is given beside a value and its path: where to report, and what belongs to the whole reading."""

import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path

Check: TypeAlias = Callable[[Any, Mapping[str, Any], Path, "Findings"], None]
"""Compares the members of a record with each other: the record, the object it was read from, and the path of that."""


class TooManyError(Exception):
    """More deviations than the limit allows."""


class Findings(list[Finding]):
    """The findings of one reading, up to a limit: hostile input must not cost memory.

    `checks` are the comparisons to make in the records that are read, by their classes.
    """

    def __init__(self, limit: int = sys.maxsize, checks: Mapping[type, Check] | None = None) -> None:
        super().__init__()
        self._limit = limit
        self.checks = checks or {}

    def append(self, finding: Finding) -> None:
        """Add a finding; raises `TooManyError` beyond the limit."""
        if len(self) >= self._limit:
            raise TooManyError
        super().append(finding)
