"""Counts over time in bounded memory: the more there is to count, the wider the stretches of time that are counted."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_WIDTHS = {
    1: "a second",
    10: "10 seconds",
    _MINUTE: "a minute",
    5 * _MINUTE: "5 minutes",
    15 * _MINUTE: "15 minutes",
    _HOUR: "an hour",
    6 * _HOUR: "6 hours",
    _DAY: "a day",
    7 * _DAY: "a week",
    28 * _DAY: "4 weeks",
    364 * _DAY: "52 weeks",
    3640 * _DAY: "10 times 52 weeks",
    36400 * _DAY: "100 times 52 weeks",
}
"""Seconds, each a multiple of the ones before, and what people call them."""

_STEPS = [*_WIDTHS]
COLUMNS = 120
"""How many stretches of time a chart has at most."""

_LEAST = 12
"""With less of them a column would look like a wall: there are empty ones behind."""

_FEW = 200
"""Of so many counts one may lie outside of the charts: a wrong clock would leave the others in one column."""


@attrs.frozen
class Axis:
    """The stretches of time of a chart: the first one, how many, and how many seconds each has."""

    first: int = 0
    columns: int = 0
    width: int = _STEPS[0]

    @property
    def name(self) -> str:
        """How long a stretch is, in words."""
        return _WIDTHS[self.width]

    def label(self, column: int) -> str:
        """When a stretch begins, in UTC, as precisely as is needed."""
        start = _EPOCH + timedelta(seconds=(self.first + column) * self.width)
        form = "%Y-%m-%d" if self.width >= _DAY else "%Y-%m-%d %H:%M" if self.width >= _MINUTE else "%Y-%m-%d %H:%M:%S"
        return start.strftime(form)


@attrs.define
class Timeline:
    """How often something was counted, by its key and the stretch of time; keys are counted apart from each other."""

    most: int
    untimed: Counter[Any] = attrs.field(factory=Counter)
    _width: int = _STEPS[0]
    _size: int = 0
    _cells: dict[Any, Counter[int]] = attrs.field(factory=lambda: defaultdict(Counter))

    def add(self, key: Any, moment: datetime | None, count: int = 1) -> None:
        """Count something that was at that moment, which is aware; None where nothing tells when it was."""
        if moment is None:
            self.untimed[key] += count
            return
        cells = self._cells[key]
        before = len(cells)
        cells[(moment - _EPOCH) // timedelta(seconds=self._width)] += count
        self._size += len(cells) - before
        while self._size > self.most and self._width < _STEPS[-1]:
            self._widen()

    def _widen(self) -> None:
        wider = _STEPS[_STEPS.index(self._width) + 1]
        factor = wider // self._width
        for key, cells in self._cells.items():
            self._cells[key] = Counter()
            for stretch, count in cells.items():
                self._cells[key][stretch // factor] += count
        self._size = sum(map(len, self._cells.values()))
        self._width = wider

    def axis(self) -> Axis:
        """The stretches of all charts of this, without the few that lie far off."""
        while len(inside := self._inside()) > COLUMNS and self._width < _STEPS[-1]:
            self._widen()
        return Axis(inside.start, max(len(inside), _LEAST if inside else 0), self._width)

    def _inside(self) -> range:
        """From the first stretch to the last one, without the few that lie far off."""
        totals: Counter[int] = Counter()
        for cells in self._cells.values():
            totals.update(cells)
        if not totals:
            return range(0)
        outside = totals.total() // _FEW // 2
        return range(_edge(sorted(totals.items()), outside), _edge(sorted(totals.items(), reverse=True), outside) + 1)

    def series(self, key: Any, axis: Axis) -> list[int]:
        """The counts of a key in the stretches of the axis, which is the last one that was made."""
        cells = self._cells[key]
        return [cells[stretch] for stretch in range(axis.first, axis.first + axis.columns)]

    def outside(self, keys: Iterable[Any], axis: Axis) -> dict[str, int]:
        """How many of some keys are not in these stretches, and where they are."""
        counts = Counter({"before it": 0, "after it": 0, "without a time": 0})
        for key in keys:
            counts["without a time"] += self.untimed[key]
            for stretch, count in self._cells[key].items():
                counts["before it"] += count * (stretch < axis.first)
                counts["after it"] += count * (stretch >= axis.first + axis.columns)
        return counts


def _edge(totals: list[tuple[int, int]], outside: int) -> int:
    """The first stretch behind which more than so many were counted."""
    sums = itertools.accumulate(count for _, count in totals)
    return next(stretch for (stretch, _), total in zip(totals, sums, strict=True) if total > outside)
