"""Charts: columns of counts over time, one series on the other, as shapes of SVG.

The shapes are stretched to the width of the page, and words stand outside of them: so they are as large as other words
on every screen.
"""

from collections.abc import Iterable, Mapping

import attrs

from ucsmsg.report._timeline import Axis, Timeline

HEIGHT = 100
"""Of a chart in its own units; its width has as many as there are columns."""

SHADES = 8
"""How many series have a colour of their own; the others share one."""

_LABELS = 4
_GAP = 0.12


@attrs.frozen
class Series:
    """One series: its name, the class that gives its colour, its count, and its columns as one shape."""

    name: str
    style: str
    total: int
    shape: str


@attrs.frozen
class Column:
    """What a stretch of time holds, in words."""

    place: int
    label: str
    counts: tuple[int, ...]
    note: str


@attrs.frozen
class Chart:
    """A chart: its series, the greatest sum of a stretch, what each stretch holds, and some labels."""

    series: tuple[Series, ...]
    columns: tuple[Column, ...]
    most: int
    labels: tuple[str, ...]
    axis: Axis
    outside: str

    @property
    def filled(self) -> list[Column]:
        """The stretches in which something was counted."""
        return [column for column in self.columns if any(column.counts)]


def chart(timeline: Timeline, keys: Mapping[str, tuple[object, str]], axis: Axis, totals: Mapping[str, int]) -> Chart:
    """The chart of some series: each name with its key in the timeline and its class, the first one at the bottom."""
    counts = {name: timeline.series(key, axis) for name, (key, _) in keys.items()}
    columns = [*zip(*counts.values(), strict=True)]
    most = max(map(sum, columns), default=0)
    floors = [0] * axis.columns
    series = []
    for name, each in counts.items():
        series.append(Series(name, keys[name][1], totals[name], _shape(each, floors, most)))
        floors = [floor + count for floor, count in zip(floors, each, strict=True)]
    outside = timeline.outside((key for key, _ in keys.values()), axis)
    return Chart(
        series=tuple(series),
        columns=tuple(
            Column(place, axis.label(place), each, _note(axis.label(place), counts, each))
            for place, each in enumerate(columns)
        ),
        most=most,
        labels=tuple(_labels(axis)),
        axis=axis,
        outside=", ".join(f"{count:,} {where}" for where, count in outside.items() if count),
    )


def _shape(counts: Iterable[int], floors: Iterable[int], most: int) -> str:
    """A rectangle for each count that is not zero, as the path of a shape."""
    pieces = []
    for place, (count, floor) in enumerate(zip(counts, floors, strict=True)):
        if count:
            height = HEIGHT * count / most
            top = HEIGHT - HEIGHT * floor / most - height
            pieces.append(f"M{place + _GAP:g} {top:.2f}h{1 - 2 * _GAP:g}v{height:.2f}h-{1 - 2 * _GAP:g}z")
    return "".join(pieces)


def _note(label: str, counts: Mapping[str, object], column: Iterable[int]) -> str:
    told = ", ".join(f"{count:,} {name}" for name, count in zip(counts, column, strict=True) if count)
    return f"{label}: {told or 'none'}"


def _labels(axis: Axis) -> list[str]:
    """When the chart begins, some times between, each at its place, and the last stretch."""
    if axis.columns <= 1:
        return [axis.label(0)] * axis.columns
    places = dict.fromkeys(round(step * (axis.columns - 1) / (_LABELS - 1)) for step in range(_LABELS))
    return [axis.label(place) for place in places]


def shares(counts: Mapping[str, int], styles: Mapping[str, str]) -> list[tuple[str, str, int, float, float]]:
    """Parts of a bar: the name, the class, the count, where it begins and how long it is, in hundredths."""
    total = sum(counts.values())
    start = 0.0
    parts = []
    for name, count in counts.items():
        if count:
            length = 100 * count / total
            parts.append((name, styles[name], count, round(start, 3), round(length, 3)))
            start += length
    return parts
