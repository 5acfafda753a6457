"""Diagnostics, the errors that carry them, and the one function that draws an excerpt with a caret."""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, overload

import attrs

from ucsmsg._display import MOST, Displayed, Table, rich_group, rich_line
from ucsmsg._screen import Screen, columns, printable
from ucsmsg.catalogue import Mode, Severity, row_named
from ucsmsg.constructors import quick_constructor
from ucsmsg.places import Path, Source, Span, format_path, path_formatter

__all__ = ["Diagnostic", "Diagnostics", "NotificationError", "QuasiJSONError", "UcsmsgError", "excerpt", "render"]

_BATCH = 32
"""So many are made at a time when somebody goes through them."""

_SCREEN = Screen()
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_LEAST_ROOM = 12
"""Columns for an excerpt on the narrowest screen."""
# The one form of all messages; what stands in back quotes is from the text or a name, and may hold anything.
_EXPECTED = re.compile(r"Expected ((?:`[^`]*+`|[^`])*?), got ").match


class Finding(NamedTuple):
    """A deviation as the parser or the schema found it, before a mode has judged it.

    The syntax layer knows offsets, the schema layer a path; whoever joins them adds what is missing. `refused` means
    that there is no single reading: nothing was taken, and no mode can make that less than an error. Without a message
    it is that of a repair, in the words of the row.
    """

    name: str
    message: str = ""
    path: Path = ()
    start: int = 0
    end: int = 0
    found: str = ""
    used: str | None = None
    refused: bool = False

    def severity(self, mode: Mode) -> Severity:
        """How much the deviation matters in `mode`."""
        return Severity.ERROR if self.refused else mode.severity(self.name)

    @property
    def full_message(self) -> str:
        """The message, made of the row where it has none of its own."""
        return self.message or _message_of_repair(self.name, self.found)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Diagnostic(Displayed):
    """One departure from RFC 8259 or from the documented schema.

    `name` is the catalogue's; `path` reads as the documentation's (`$.data.messages[3].timestamp`); `found` is the raw
    text that stood there, `used` the JSON text that takes its place: "" where something was left out; for a piece of a
    string, such as an escape, what stands between the quotes; None where the value was kept, where nothing could be
    taken, or where there is no such text (for another encoding, for NaN). `inner` is the place inside a string that
    itself holds JSON.
    """

    name: str
    severity: Severity
    message: str
    path: str
    span: Span
    found: str
    used: str | None
    inner: Span | None = None

    @staticmethod
    def of(
        finding: Finding,
        mode: Mode,
        span: Span,
        inner: Span | None = None,
        *,
        found: str | None = None,
        format_path: Callable[[Path], str] = format_path,
    ) -> "Diagnostic":
        """The finding as `mode` judges it.

        `found` is the text at the place, for a finding that was made without it. Whoever has many findings gives the
        function that formats their paths.
        """
        return _new_diagnostic(
            finding.name,
            finding.severity(mode),
            finding.full_message,
            format_path(finding.path),
            span,
            finding.found if found is None else found,
            finding.used,
            inner,
        )

    def __str__(self) -> str:
        """One line, in which nothing acts on a terminal: `1:10: error[missing-member] Expected … (at $.data)`."""
        return "".join(self._parts)

    @property
    def _parts(self) -> tuple[str, str, str]:
        """The line before the tag, the tag, and what follows."""
        place = f"{self.span.line}:{self.span.column}: "
        return place, _tag(self), f" {self.message} (at {printable(self.path)})"

    def _table(self) -> Table:
        place = f"{self.span.line}:{self.span.column}"
        used = "kept, or nothing taken" if self.used is None else self.used
        facts = {"place": place, "message": self.message, "path": self.path, "found": self.found, "used": used}
        return Table(_tag(self), [*facts.items()])

    def __rich__(self) -> Any:
        """For the library rich: the line, with a colour for the severity."""
        return rich_line(*self._parts, _STYLES[self.severity])

    @property
    def is_error(self) -> bool:
        """True when `loads` would raise because of it."""
        return self.severity is Severity.ERROR

    @property
    def expected(self) -> str | None:
        """What its message says was expected, None for the few that say something else."""
        return expected_in(self.message)

    def render(self, source: Source) -> str:
        """The diagnostic as a person reads it: place, name, message, and the excerpt of `source` with the caret."""
        return render(self, source)

    def log_fields(self) -> dict[str, str | int | None]:
        """Everything in it as plain values: for `extra=` of the `logging` module, and as a row of a table.

        Each name begins with `diagnostic_`, because `logging` keeps `name` and `message` for itself. Offsets count from
        0, lines and columns from 1, in characters.
        """
        span, inner = self.span, self.inner
        fields = {
            "name": self.name,
            "severity": self.severity.value,
            "message": self.message,
            "path": self.path,
            "start": span.start,
            "end": span.end,
            "line": span.line,
            "column": span.column,
            "end_line": span.end_line,
            "end_column": span.end_column,
            "found": self.found,
            "used": self.used,
            "inner_line": inner.line if inner else None,
            "inner_column": inner.column if inner else None,
        }
        return {f"diagnostic_{name}": value for name, value in fields.items()}


def _tag(diagnostic: Diagnostic) -> str:
    """Severity and name, as lines have them."""
    return f"{diagnostic.severity}[{diagnostic.name}]"


_new_diagnostic = quick_constructor(Diagnostic)


def _message_of_repair(name: str, found: str) -> str:
    return instead_of(row_named(name).expected, found)


# ---- Many of them ----


class Findings(Protocol):
    """What was found in a text, in the order of the places. Paths and texts may be made for each that is asked for."""

    def counts(self) -> Counter[tuple[str, bool]]:
        """How often each deviation was found, by its name and whether it was refused."""

    def __getitem__(self, index: int, /) -> Finding:
        """One of them."""

    def __iter__(self) -> Iterator[Finding]:
        """Each of them."""


class Found(tuple[Finding, ...]):
    """Findings that are made."""

    __slots__ = ()

    def counts(self) -> Counter[tuple[str, bool]]:
        """How often each deviation was found."""
        return Counter([(one.name, one.refused) for one in self])


class Diagnostics(Sequence[Diagnostic], Displayed):
    """Diagnostics in the order of their places.

    Each is made when somebody asks for it, and all are kept once somebody has gone through them: a text may have many
    thousands. `len`, `counts` and `by_name` make none. They are equal to a tuple of the same, and pickled as made.
    """

    _batches: Callable[[], Iterator[Sequence[Diagnostic]]]
    """Where they are not made yet: all of them, some at a time."""

    def __init__(self, made: Iterable[Diagnostic] = ()) -> None:
        self._made: tuple[Diagnostic, ...] | None = tuple(made)

    def counts(self) -> Counter[tuple[Severity, str]]:
        """How often each deviation occurs, by its severity and name."""
        return Counter([(one.severity, one.name) for one in self])

    def by_name(self) -> Counter[str]:
        """How often each deviation occurs, by its name."""
        names: Counter[str] = Counter()
        for (_, name), count in self.counts().items():
            names[name] += count
        return names

    @property
    def has_errors(self) -> bool:
        """True when `loads` would raise because of one of them."""
        return any(severity is Severity.ERROR for severity, _ in self.counts())

    def __len__(self) -> int:
        return self.counts().total() if self._made is None else len(self._made)

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Diagnostic, ...]: ...

    def __getitem__(self, index: int | slice) -> Diagnostic | tuple[Diagnostic, ...]:
        if self._made is not None:
            return self._made[index]
        wanted = range(len(self))[index]
        return self._make(wanted) if isinstance(wanted, int) else tuple(map(self._make, wanted))

    def __iter__(self) -> Iterator[Diagnostic]:
        return self._make_all() if self._made is None else iter(self._made)

    def _make_all(self) -> Iterator[Diagnostic]:
        made: list[Diagnostic] = []
        for some in self._batches():
            made += some
            yield from some
        self._made = tuple(made)

    def _make(self, index: int) -> Diagnostic:
        """One of those that are not made yet."""
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Diagnostics | tuple):
            return NotImplemented
        return self is other or (len(self) == len(other) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _table(self) -> Table:
        return table_of_diagnostics(self)

    def __rich__(self) -> Any:
        """For the library rich: a line each."""
        return rich_group(rich_lines(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Diagnostics, (tuple(self),)


class Judged(Diagnostics):
    """The findings in a source as a mode judges them."""

    def __init__(self, findings: Findings, mode: Mode, source: Source) -> None:
        super().__init__()
        is_empty = isinstance(findings, Found) and not findings  # as of most texts: nothing is counted or made then
        self._made = () if is_empty else None
        self._findings, self._mode, self._source = findings, mode, source

    def counts(self) -> Counter[tuple[Severity, str]]:
        """How often each deviation occurs, by its severity and name."""
        counts: Counter[tuple[Severity, str]] = Counter()
        for (name, refused), count in self._findings.counts().items():
            counts[Severity.ERROR if refused else self._mode.severity(name), name] += count
        return counts

    def _make(self, index: int) -> Diagnostic:
        finding = self._findings[index]
        return Diagnostic.of(finding, self._mode, self._source.span(finding.start, finding.end))

    def _batches(self) -> Iterator[Sequence[Diagnostic]]:
        write, span, severity = path_formatter(), self._source.spans(), functools.cache(self._mode.severity)
        error, message_of = Severity.ERROR, functools.cache(_message_of_repair)
        findings = iter(self._findings)
        while some := [
            _new_diagnostic(
                name,
                error if refused else severity(name),
                message or message_of(name, found),
                write(path),
                span(start, end),
                found,
                used,
            )
            for name, message, path, start, end, found, used, refused in itertools.islice(findings, _BATCH)
        ]:
            yield some


def table_of_diagnostics(diagnostics: Diagnostics) -> Table:
    """The first of them, a row each."""
    rows = [
        (f"{each.span.line}:{each.span.column}", _tag(each), each.message, each.path) for each in diagnostics[:MOST]
    ]
    return Table("", rows, ("place", "deviation", "message", "path"), len(diagnostics) - len(rows))


def rich_lines(diagnostics: Diagnostics) -> Iterator[Any]:
    """The first of them for the library rich, a line each."""
    for diagnostic in diagnostics[:MOST]:
        yield diagnostic.__rich__()
    if len(diagnostics) > MOST:
        yield rich_line(f"and {len(diagnostics) - MOST:,} more")


# ---- Errors ----


class UcsmsgError(Exception):
    """The base of every error that this package raises on data."""


class QuasiJSONError(UcsmsgError, ValueError):
    """A text that is not what it should be, with the first error's place as in `json.JSONDecodeError`.

    `msg`, `doc`, `pos` (offset from 0), `lineno`, `colno` (from 1) are the standard library's; `end` is the offset
    behind the place. `path` leads to it in the value, `found` is the text that stands there, and `expected` what should
    (None for the few errors that say something else). `diagnostics` are everything that was found, notes and warnings
    included.
    """

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    msg: str
    doc: str
    pos: int
    end: int
    lineno: int
    colno: int
    path: str
    found: str
    expected: str | None

    def __init__(self, source: Source, diagnostics: Sequence[Diagnostic]) -> None:
        self.source = source
        self.diagnostics = tuple(diagnostics)
        first = next((diagnostic for diagnostic in self.diagnostics if diagnostic.is_error), None)
        if first is None:
            raise ValueError("Expected an error among the diagnostics, got none")
        self.msg = first.message
        self.doc = source.text
        self.pos, self.end = first.span.start, first.span.end
        self.lineno, self.colno = first.span.line, first.span.column
        self.path, self.found, self.expected = first.path, first.found, first.expected
        self._first = first
        super().__init__(first.message)

    def __str__(self) -> str:
        errors = sum(diagnostic.is_error for diagnostic in self.diagnostics)
        more = f"\n({errors - 1} more: see diagnostics)" if errors > 1 else ""
        return render(self._first, self.source) + more

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.diagnostics)


class NotificationError(QuasiJSONError):
    """A text that is not the one notification that it should be."""


def in_order(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """The diagnostics in the order of their places."""
    return Diagnostics(sorted(diagnostics, key=lambda diagnostic: (diagnostic.span.start, diagnostic.span.end)))


def render(diagnostic: Diagnostic, source: Source, screen: Screen = _SCREEN) -> str:
    """The diagnostic as a person reads it: place, name, message, and the excerpt with the caret.

    Nothing in it can move a terminal's cursor, change its colours or reverse its text.
    """
    return f"{headline(diagnostic, source.name, screen)}\n{excerpt(source, diagnostic.span, screen)}"


def headline(diagnostic: Diagnostic, name: str | None, screen: Screen = _SCREEN) -> str:
    """Place, name, message and path of a diagnostic in a text of that name, in one line."""
    return screen.shown(f"{name or '<text>'}:{diagnostic}")


def excerpt(source: Source, span: Span, screen: Screen = _SCREEN) -> str:
    """The line in which `span` starts, cropped around it to the screen, and a caret under the span's first line."""
    line, start, end = source.line_around(span)
    gutter = f"{span.line:>6} | "
    room = max(_LEAST_ROOM, screen.width - len(gutter))
    is_cut = start + room < len(line)
    ahead = screen.pieces(line[start : start + room])
    lead = max(room // 3, room - sum(map(columns, ahead)) - is_cut)
    backwards = reversed(screen.pieces(line[max(0, start - room) : start]))
    before = "".join(reversed(screen.fitted(backwards, lead, has_more=start > room)))
    after = "".join(screen.fitted(ahead, room - columns(before), has_more=is_cut))
    first, last = columns(before), columns(before + screen.shown(line[start : min(end, start + room)]))
    if end > start and last <= first:  # a mark on the character before it
        first = max(0, first - 1)
    carets = " " * first + "^" * max(1, min(last, columns(before + after)) - first)
    return f"{gutter}{before}{after}\n{' ' * (len(gutter) - 2)}| {carets}"


def shown(text: str, limit: int = 60) -> str:
    """The text in back quotes for a message: printable, and cropped to about `limit` characters."""
    cropped = text if len(text) <= limit else text[: limit - 1] + "…"
    return f"`{printable(cropped)}`"


def expected_in(message: str) -> str | None:
    """What a message says was expected."""
    match = _EXPECTED(message)
    return match[1] if match else None


def instead_of(expected: str, found: str) -> str:
    """The message of a repair."""
    return f"Expected {expected}, got {shown(found)}"


def beyond_limit(most: str, got: object, settings: str) -> str:
    """The message of a text that passes a limit: what it may have at most, and which settings allow more."""
    return f"Expected at most {most}, got {got}: raise {settings} if the text is yours"


def too_many_deviations(limit: int) -> str:
    """The message of a text with more deviations than are kept."""
    return beyond_limit(f"{limit} deviations", "more", "Limits.diagnostics")
