"""What checking gives: the one thing that every reporter reports."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs

from ucsmsg.catalogue import Severity, names_where
from ucsmsg.cli._terminal import WIDEST
from ucsmsg.diagnostics import Diagnostic
from ucsmsg.places import Position, Source, Span

_AROUND = WIDEST
"""How much of a line an excerpt may need before and behind the place where a deviation starts."""

_IN_PAIRS = {"surrounding-text", "unescaped-quote"}
"""One alone makes another text: half a fence, or a quote that closes the string."""

_NOT_REPLACED = names_where(lambda row: row.is_loss or not row.shows_in_diff or row.name in _IN_PAIRS)


@attrs.frozen
class Hit:
    """A deviation, and as much of the file as an excerpt of it needs.

    `payload` is where its payload begins, in characters from the beginning of the file. `is_replaceable`: what was used
    can stand where it was found. `found_length` and `used_length` are those of the whole values.
    """

    diagnostic: Diagnostic
    source: Source
    payload: int = 0
    is_replaceable: bool = False
    found_length: int = 0
    used_length: int | None = None
    fingerprint: str = ""

    @classmethod
    def of(cls, diagnostic: Diagnostic, source: Source) -> "Hit":
        """The deviation with the part of its line that is worth showing."""
        span, used = diagnostic.span, diagnostic.used
        line, start, _ = source.line_around(span)
        first = max(0, start - _AROUND)
        origin = Position(span.start - start + first, span.line, span.column - start + first)
        return cls(
            diagnostic,
            Source(line[first : start + _AROUND], source.name, origin),
            source.origin.offset,
            _is_replaceable(diagnostic, source),
            len(diagnostic.found),
            None if used is None else len(used),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Flat, because processes hand over many."""
        diagnostic, source, *others = attrs.astuple(self, recurse=False)
        return _hit, (*map(_flat, attrs.astuple(diagnostic, recurse=False)), *_flat(source), *others)


def _is_replaceable(diagnostic: Diagnostic, source: Source) -> bool:
    """True when what was found stands at its place as it is, and what was used is all that takes its place."""
    if diagnostic.used is None or diagnostic.inner or diagnostic.name in _NOT_REPLACED:
        return False
    start, end = (offset - source.origin.offset for offset in (diagnostic.span.start, diagnostic.span.end))
    return end - start == len(diagnostic.found) and source.text.startswith(diagnostic.found, start)


def _flat(value: Any) -> Any:
    if isinstance(value, Source):
        return value.text, value.name, _flat(value.origin)
    return attrs.astuple(value, recurse=False) if isinstance(value, Span | Position) else value


def _hit(*flat: Any) -> Hit:
    name, severity, message, path, span, found, used, inner, text, source, origin, *others = flat
    diagnostic = Diagnostic(
        name=name,
        severity=severity,
        message=message,
        path=path,
        span=Span(*span),
        found=found,
        used=used,
        inner=Span(*inner) if inner else None,
    )
    return Hit(diagnostic, Source(text, source, Position(*origin)), *others)


NOTHING: Counter[Any] = Counter()
"""Nothing is ever added to it: most payloads deviate in nothing."""
_NO_VALUE = Severity.ERROR, "no-value"
_OTHER_VALUE = Severity.ERROR, "not-a-notification"


@attrs.frozen(kw_only=True)
class Checked:
    """Some payloads of a file, one after the other: how many, the deviations in them, and how often each occurs.

    `known` counts those that a baseline accepts, which are in nothing else. `read` and `passed_over` are characters.
    """

    payloads: int = 0
    notifications: int = 0
    replies: int = 0
    hits: tuple[Hit, ...] = ()
    names: Counter[tuple[Severity, str]] = NOTHING
    known: int = 0
    read: int = 0
    passed_over: Counter[str] = NOTHING

    @property
    def has_errors(self) -> bool:
        """True when a deviation is an error."""
        return any(severity is Severity.ERROR for severity, _ in self.names)

    @property
    def is_without_payload(self) -> bool:
        """True where all that is to be said of a file is that it holds no payload, or is a value of others."""
        return not self.notifications and {*self.names} in ({_NO_VALUE}, {_OTHER_VALUE})


@attrs.define
class Total:
    """Counts over a file, or over all of them; `gone` is what a baseline knows and the run has not met."""

    name: str = ""
    files: int = 0
    payloads: int = 0
    notifications: int = 0
    replies: int = 0
    names: Counter[tuple[Severity, str]] = attrs.field(factory=Counter)
    known: int = 0
    read: int = 0
    passed_over: Counter[str] = attrs.field(factory=Counter)
    gone: list[tuple[str, int]] = attrs.field(factory=list)

    def add(self, checked: Checked) -> None:
        """Count some payloads."""
        self.payloads += checked.payloads
        self.notifications += checked.notifications
        self.replies += checked.replies
        self.known += checked.known
        self.read += checked.read
        if checked.names or checked.passed_over:  # in most payloads nothing deviates
            self.names.update(checked.names)
            self.passed_over.update(checked.passed_over)

    def of(self, severity: Severity) -> int:
        """How many deviations have that severity."""
        return sum(count for (each, _), count in self.names.items() if each is severity)

    @property
    def errors(self) -> int:
        """How many deviations are errors."""
        return self.of(Severity.ERROR)

    def by_name(self) -> list[tuple[Severity, str, int]]:
        """The deviations with their counts: errors first, then the most frequent."""
        order = list(Severity)
        rows = [(severity, name, count) for (severity, name), count in self.names.items()]
        return sorted(rows, key=lambda row: (-order.index(row[0]), -row[2], row[1]))


def merged(results: Iterable[Checked]) -> Checked:
    """Several results as one."""
    total = Total()
    hits: list[Hit] = []
    for each in results:
        total.add(each)
        hits += each.hits
    return Checked(
        payloads=total.payloads,
        notifications=total.notifications,
        replies=total.replies,
        hits=tuple(hits),
        names=total.names,
        read=total.read,
        passed_over=total.passed_over,
    )


def merged_to_errors(results: Iterable[Checked]) -> list[Checked]:
    """The results with those up to one that has errors as one: a run may have to end after any of these."""
    groups: list[list[Checked]] = [[]]
    for each in results:
        groups[-1].append(each)
        if each.has_errors:
            groups.append([])
    return [merged(group) for group in groups if group] or [Checked()]
