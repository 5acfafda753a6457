"""The deviations of a report, by their names: how often, when, in which files, and the first few as excerpts."""

from collections import Counter

import attrs

from ucsmsg.catalogue import Row, Severity, row_named
from ucsmsg.diagnostics import Diagnostic
from ucsmsg.parsing import Parsed
from ucsmsg.places import Source
from ucsmsg.report._bounds import OTHERS, Bounds, shown
from ucsmsg.report._noted import Noted
from ucsmsg.report._timeline import Timeline

_BEFORE, _AFTER = 70, 130
"""Characters of a line that an excerpt shows before and behind the marked ones."""

_TRIED = 40
"""In so many payloads an excerpt of a name is looked for that says something else than those there are."""


@attrs.frozen
class Excerpt:
    """A deviation where it stands: the line around it in three pieces, and what was found and used."""

    file: str
    line: int
    column: int
    path: str
    severity: Severity
    message: str
    before: str
    marked: str
    after: str
    found: str
    used: str | None

    @classmethod
    def of(cls, diagnostic: Diagnostic, source: Source) -> "Excerpt":
        """The excerpt of a deviation in its source; nothing in it acts on what shows it."""
        span = diagnostic.span
        line, start, end = source.line_around(span)
        first, last = max(0, start - _BEFORE), min(len(line), end + _AFTER)
        return cls(
            file=shown(source.name or "<text>"),
            line=span.line,
            column=span.column,
            path=shown(diagnostic.path),
            severity=diagnostic.severity,
            message=shown(diagnostic.message, 2 * _BEFORE + _AFTER),
            before="…" * (first > 0) + shown(line[first:start]),
            marked=shown(line[start:end]),
            after=shown(line[end:last]) + "…" * (last < len(line)),
            found=shown(diagnostic.found),
            used=None if diagnostic.used is None else shown(diagnostic.used),
        )


@attrs.define
class Deviation:
    """All deviations of a name."""

    row: Row
    counts: Counter[Severity] = attrs.field(factory=Counter)
    payloads: int = 0
    files: Counter[str] = attrs.field(factory=Counter)
    excerpts: list[Excerpt] = attrs.field(factory=list)
    messages: set[str] = attrs.field(factory=set)

    @property
    def count(self) -> int:
        """How many there are."""
        return self.counts.total()

    @property
    def severity(self) -> Severity:
        """How much those matter that matter most."""
        return max(self.counts)


@attrs.define
class Deviations:
    """The deviations so far."""

    bounds: Bounds
    timeline: Timeline
    by_name: dict[str, Deviation] = attrs.field(factory=dict)

    def add(self, noted: Noted) -> None:
        """Count those of a payload."""
        wanted, file = set(), noted.file
        for (severity, name), count in noted.counts.items():
            deviation = self.by_name.setdefault(name, Deviation(row_named(name)))
            deviation.counts[severity] += count
            deviation.files[
                file if file in deviation.files or len(deviation.files) < self.bounds.files else OTHERS
            ] += count
            self.timeline.add(name, noted.moment, count)
            deviation.payloads += 1
            if len(deviation.excerpts) < self.bounds.excerpts and deviation.payloads <= _TRIED:
                wanted.add(name)
        if wanted:
            self._add_excerpts(noted.parsed, wanted)

    def _add_excerpts(self, parsed: Parsed, wanted: set[str]) -> None:
        for diagnostic in parsed.diagnostics:
            deviation = self.by_name[diagnostic.name]
            is_new = diagnostic.message not in deviation.messages
            if diagnostic.name in wanted and is_new and len(deviation.excerpts) < self.bounds.excerpts:
                deviation.messages.add(diagnostic.message)
                deviation.excerpts.append(Excerpt.of(diagnostic, parsed.source))

    def in_order(self) -> list[Deviation]:
        """Those that matter most first, then the most frequent."""
        order = [*Severity]
        return sorted(self.by_name.values(), key=lambda one: (-order.index(one.severity), -one.count, one.row.name))
