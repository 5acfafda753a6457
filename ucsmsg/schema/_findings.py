"""What a conversion is given beside a value and its path: where to report, and what belongs to the whole reading."""

import functools
import operator
import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path

NumberText: TypeAlias = Callable[[Path], str]
"""The text of the number at a path as it stands in the source; "" where there is no text."""


Report: TypeAlias = Callable[[Any, Mapping[str, Any], Path, "Findings"], None]
"""Reports that the members of a record disagree: the record, the object it was read from, and the path of that."""


@attrs.frozen(slots=False)
class CrossCheck:
    """A comparison of some attributes of a record with each other.

    `agrees` is called with their values, and is True when there is nothing to report; `report` is called where there
    is, with the record, the object it was read from, the path of that, and the findings. `agree` may be the same
    as `agrees` for many, given as lists of values that are not empty.
    """

    attributes: tuple[str, ...]
    agrees: Callable[..., bool]
    report: Report
    agree: Callable[..., bool] | None = None

    @functools.cached_property
    def values_of(self) -> Callable[[Any], Iterable[Any]]:
        """The values of the attributes that a record has."""
        values = operator.attrgetter(*self.attributes)
        return values if len(self.attributes) > 1 else lambda record: (values(record),)

    def holds(self, record: object) -> bool:
        """True when the record has nothing to report."""
        return self.agrees(*self.values_of(record))


CrossChecks: TypeAlias = Mapping[type, tuple[CrossCheck, ...]]
"""The comparisons to make in the records that are read, by their classes."""

NO_CHECKS: CrossChecks = MappingProxyType({})


class TooManyError(Exception):
    """More deviations than the limit allows."""


class Findings(list[Finding]):
    """The findings of one reading, up to a limit: hostile input must not cost memory.

    `checks` are the comparisons to make in the records that are read, by their classes; `number_text` says how a number
    is written in the source.
    """

    def __init__(
        self,
        limit: int = sys.maxsize,
        checks: CrossChecks = NO_CHECKS,
        number_text: NumberText = lambda _: "",
    ) -> None:
        super().__init__()
        self._limit = limit
        self.checks: CrossChecks = checks
        self.number_text: NumberText = number_text

    def append(self, finding: Finding) -> None:
        """Add a finding; raises `TooManyError` beyond the limit."""
        if len(self) >= self._limit:
            raise TooManyError
        super().append(finding)


class MovedFindings(Findings):
    """Findings in a value some of whose members stand elsewhere in the text.

    `places` has the path in the text for each of them, by their names in the value at `path`.
    """

    def __init__(self, findings: Findings, path: Path, places: Mapping[str | int, Path]) -> None:
        super().__init__(checks=findings.checks, number_text=lambda path: findings.number_text(self._moved(path)))
        self._findings, self._depth, self._places = findings, len(path), places

    def append(self, finding: Finding) -> None:
        """Add the finding with its path in the text."""
        self._findings.append(finding._replace(path=self._moved(finding.path)))

    def _moved(self, path: Path) -> Path:
        place = self._places.get(path[self._depth])
        return path if place is None else (*place, *path[self._depth + 1 :])
