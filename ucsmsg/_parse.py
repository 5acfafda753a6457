"""Texts into notifications and back: where the syntax and the schema meet."""

import functools
from collections.abc import Callable, Iterator
from typing import IO, Any

import attrs

from ucsmsg import quasi
from ucsmsg.catalogue import Mode, Severity
from ucsmsg.diagnostics import Diagnostic, Finding, NotificationError, in_order, judged
from ucsmsg.places import Path, Source, Span, path_formatter
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import Parse, parse_source
from ucsmsg.quasi._strings import ContentOffsets
from ucsmsg.schema import FrozenMapping, Notification, structure, unstructure

_CONSEQUENCES = frozenset({"missing-member", "missing-message-type"})
_INCOMPLETE = frozenset({"cut-off", "elided"})


Diagnostics = tuple[Diagnostic, ...]


def _made(diagnostics: Diagnostics | Callable[[], Diagnostics]) -> Diagnostics:
    return diagnostics() if callable(diagnostics) else diagnostics


@attrs.frozen(kw_only=True, slots=False)
class Parsed:
    """What a text holds: its notifications, and everything in it that departs from RFC 8259 or the documentation.

    `notifications` are in the order of the text (a Bayeux array has several); `replies` are the `/meta/*` messages
    between them, which are not judged; `diagnostics` are in the order of their places, and are made when somebody asks
    for them; `ok` is True when none of them is an error.
    """

    notifications: tuple[Notification, ...]
    _diagnostics: Diagnostics | Callable[[], Diagnostics] = attrs.field(alias="diagnostics", eq=_made, repr=False)
    replies: tuple[FrozenMapping, ...] = ()
    source: Source = attrs.field(repr=False)
    _ok: bool | None = attrs.field(alias="ok", default=None, eq=False, repr=False)

    @functools.cached_property
    def diagnostics(self) -> Diagnostics:
        """Every departure, in the order of their places."""
        return _made(self._diagnostics)

    @property
    def ok(self) -> bool:
        """True when no diagnostic is an error."""
        if self._ok is not None and callable(self._diagnostics):
            return self._ok
        return not any(found.is_error for found in self.diagnostics)

    def __reduce__(self) -> tuple[Any, ...]:
        return _parsed, (self.notifications, self.diagnostics, self.replies, self.source)


def _parsed(
    notifications: tuple[Notification, ...],
    diagnostics: Diagnostics,
    replies: tuple[FrozenMapping, ...],
    source: Source,
) -> Parsed:
    return Parsed(notifications=notifications, diagnostics=diagnostics, replies=replies, source=source)


def parse(text: str | bytes | Source, *, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()) -> Parsed:
    """Read a notification, or a Bayeux array of them. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32 (RFC 8259 section 8.1). `mode` (a `Mode`, "strict" or
    "lenient") rules how severe each diagnostic is, never a value. Raises `ValueError` for an unknown mode.
    """
    judge = Mode.of(mode)
    parsed = parse_source(text, limits)
    if not parsed.has_value:
        return Parsed(notifications=(), diagnostics=judged(parsed.findings, judge, parsed.source), source=parsed.source)
    embedded = _Embedded(parsed)
    structured = structure(parsed.value, embedded.read, limits.diagnostics)
    findings = structured.findings
    if not findings and embedded.is_clean:  # nothing whose place anybody could ask for
        return Parsed(
            notifications=structured.notifications, diagnostics=(), replies=structured.replies, source=parsed.source
        )
    return Parsed(
        notifications=structured.notifications,
        diagnostics=lambda: embedded.diagnostics(findings, judge),
        replies=structured.replies,
        source=parsed.source,
        ok=embedded.ok(findings, judge),
    )


def loads(text: str | bytes | Source, *, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()) -> Notification:
    """The one notification of a text.

    Raises `NotificationError` when a diagnostic is an error in `mode`, and when the text is a Bayeux array of none or
    several notifications. `text`, `mode` and `limits` are those of `parse`.
    """
    parsed = parse(text, mode=mode, limits=limits)
    if not parsed.ok:
        raise NotificationError(parsed.source, parsed.diagnostics)
    if len(parsed.notifications) != 1:
        message = f"Expected one notification, got a batch of {len(parsed.notifications)}: read it with parse"
        finding = Finding(name="not-one-notification", message=message, refused=True)
        whole = parsed.source.span(0, len(parsed.source.text))
        diagnostic = Diagnostic.of(finding, Mode.of(mode), whole)
        raise NotificationError(parsed.source, (*parsed.diagnostics, diagnostic))
    return parsed.notifications[0]


def load(file: IO[str] | IO[bytes], *, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()) -> Notification:
    """The one notification of an open file, text or binary; otherwise as `loads`."""
    return loads(file.read(limits.size + 1), mode=mode, limits=limits)


def dumps(notification: Notification) -> str:
    """The notification as canonical RFC 8259 text with the wire's names; `loads` gives it back.

    Raises `UnwritableError` where it holds a number that RFC 8259 has no text for (NaN, the infinities).
    """
    return quasi.dumps(unstructure(notification))


def dump(notification: Notification, file: IO[str]) -> None:
    """Write the notification to an open text file; otherwise as `dumps`."""
    file.write(dumps(notification))


class _EmbeddedText:
    """A JSON text in a string of another text: its own reading, and where its characters stand in the outer text."""

    def __init__(self, outer: Parse, parsed: Parse, path: Path) -> None:
        start, end = outer.place_of(path) or (0, 0)
        text = outer.source.text
        content = next(offset for offset in range(start, end) if not text[offset].isalpha()) + 1
        self.path = path
        self.parsed = parsed
        self.offsets = ContentOffsets(text, content, end - 1)


class _Embedded:
    """The texts inside the strings of one text, and the places of what the schema found in all of them."""

    def __init__(self, parsed: Parse) -> None:
        self._outer = parsed
        self.texts: dict[Path, _EmbeddedText] = {}

    def read(self, text: str, path: Path) -> Any:
        """The JSON value of a string's text; None when it is no object."""
        parsed = parse_source(text, self._outer.limits)
        if not isinstance(parsed.value, dict):
            return None
        self.texts[path] = _EmbeddedText(self._outer, parsed, path)
        return parsed.value

    @property
    def is_clean(self) -> bool:
        """True when the syntax of neither the text nor of one inside it deviates."""
        return self._outer.is_certain and not self._outer.names and not self.texts

    def ok(self, findings: tuple[Finding, ...], mode: Mode) -> bool | None:
        """True when no finding of syntax or schema is an error; None where the places are needed to tell."""
        if not self._outer.is_certain or self._outer.names & _INCOMPLETE or self.texts:
            return None
        return self._outer.ok(mode) and not any(finding.severity(mode) is Severity.ERROR for finding in findings)

    def diagnostics(self, findings: tuple[Finding, ...], mode: Mode) -> Diagnostics:
        """Everything that was found, in the order of the places."""
        syntax = judged(self._outer.findings, mode, self._outer.source)
        schema = self._schema_diagnostics(findings, mode) if findings or self.texts else ()
        return in_order((*syntax, *schema))

    def _schema_diagnostics(self, findings: tuple[Finding, ...], mode: Mode) -> Iterator[Diagnostic]:
        """The schema's findings with their places, and the syntax findings of the texts inside strings."""
        write = path_formatter()
        lost = _Lost(self._syntax_findings())
        for finding in findings:
            if finding.name not in _CONSEQUENCES or not lost.explains(finding.path):
                span, inner = self._spans(finding.path)
                yield Diagnostic.of(finding, mode, span, inner, format_path=write)
        for text in self.texts.values():
            for finding in text.parsed.findings:
                moved = attrs.evolve(finding, path=(*text.path, *finding.path))
                yield Diagnostic.of(moved, mode, *self._inside(text, finding.start, finding.end))

    def _syntax_findings(self) -> Iterator[Finding]:
        yield from self._outer.findings
        for text in self.texts.values():
            for finding in text.parsed.findings:
                yield attrs.evolve(finding, path=(*text.path, *finding.path))

    def _spans(self, path: Path) -> tuple[Span, Span | None]:
        """The place of the value at the path, or of the opening bracket of what should have it."""
        for length in range(1, len(path)):
            text = self.texts.get(path[:length])
            if text:
                return self._inside(text, *_place(text.parsed, path[length:]))
        return self._outer.source.span(*_place(self._outer, path)), None

    def _inside(self, text: _EmbeddedText, start: int, end: int) -> tuple[Span, Span]:
        outer = self._outer.source.span(text.offsets[start], text.offsets[end])
        return outer, text.parsed.source.span(start, end)


def _place(parsed: Parse, path: Path) -> tuple[int, int]:
    place = parsed.place_of(path)
    if place is not None:
        return place
    while path and place is None:
        path = path[:-1]
        place = parsed.place_of(path)
    start = place[0] if place else 0
    return start, start + 1


class _Lost:
    """What the syntax layer has left out and reported: the schema does not report it once more as missing."""

    def __init__(self, findings: Iterator[Finding]) -> None:
        self._refused: set[Path] = set()
        self._incomplete: set[Path] = set()
        for finding in findings:
            if finding.refused:
                self._refused.add(finding.path)
            elif finding.name in _INCOMPLETE:
                self._incomplete.update(finding.path[:length] for length in range(len(finding.path) + 1))

    def explains(self, path: Path) -> bool:
        """True when the member at the path is missing because its text was refused, elided or cut off."""
        parent = path[:-1]
        failure = (*parent, "errorMessage")  # it stands instead of the payload
        return not self._refused.isdisjoint((path, parent, failure)) or parent in self._incomplete
