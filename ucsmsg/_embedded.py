"""Texts inside the strings of a text, and the places of what the schema found in all of them."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ucsmsg.catalogue import Mode, Severity, names_where
from ucsmsg.diagnostics import Diagnostic, Diagnostics, Finding, Judged, in_order
from ucsmsg.places import Path, Span, path_formatter
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.lanes._reading import Reading

_FOLLOWING = names_where(lambda row: row.follows_from_loss)
_ABOUT_NAMES = names_where(lambda row: row.is_about_name)
_LOSSES = names_where(lambda row: row.is_loss)

# How often a message may be written as a text in a string: once by a bridge, and once more by another.
_MOST_STRINGS = 2


def string_offsets(reading: Reading, path: Path, *, is_name: bool = False) -> Callable[[int], int]:
    """From an offset in the value of the string at a path, or in its name, to where that character is written."""
    if "encoded-text" in reading.names:
        recovered: Any = reading.annotations  # which no other lane gives for such a text
        offsets: Callable[[int], int] = recovered.mended.content_offsets(path, is_name=is_name)
        return offsets
    from ucsmsg.quasi.lexing._strings import ContentOffsets  # noqa: PLC0415 - few texts stand in a string

    named = reading.annotations.name_place_of(path) if is_name else None
    start, end = named or _place(reading, path)
    text = reading.source.text
    content = next(offset for offset in range(start, end) if not text[offset].isalpha()) + 1
    return ContentOffsets(text, content, end - 1).__getitem__


class _EmbeddedText:
    """A JSON text in a string of another text: its own reading, and where its characters stand in the outer text.

    `outer` is where the string stands: the text itself, or another text in a string of it that is nothing but a string.
    """

    parsed: Reading

    def __init__(self, outer: "Reading | _EmbeddedText", parsed: Reading, path: Path) -> None:
        self.path = path
        self.parsed = parsed
        self._outer = outer
        around = outer if isinstance(outer, Reading) else outer.parsed
        self._offset = string_offsets(around, path if isinstance(outer, Reading) else ())

    def offset(self, offset: int) -> int:
        """Where the character at an offset of this text stands in the whole text."""
        offset = self._offset(offset)
        return offset if isinstance(self._outer, Reading) else self._outer.offset(offset)


class Embedded:
    """The texts inside the strings of one text, and the places of what the schema found in all of them."""

    def __init__(self, parsed: Reading, limits: Limits) -> None:
        self._outer = parsed
        self._limits = limits
        self.texts: dict[Path, _EmbeddedText] = {}
        self._strings: list[_EmbeddedText] = []

    def read(self, text: str, path: Path) -> Any:
        """The JSON value of a string's text, or of the text in a string that it is; None when that is no object."""
        strings: list[_EmbeddedText] = []
        outer: Reading | _EmbeddedText = self._outer
        parsed = read_source(text, self._limits)
        while isinstance(parsed.value, str) and len(strings) + 1 < _MOST_STRINGS:
            outer = _EmbeddedText(outer, parsed, path)
            strings.append(outer)
            parsed = read_source(parsed.value, self._limits)
        if not isinstance(parsed.value, dict):
            return None
        self._strings += strings
        self.texts[path] = _EmbeddedText(outer, parsed, path)
        return parsed.value

    def text_at(self, path: Path) -> str:
        """What stands in the text at the path of a value."""
        parsed, path = self._innermost(path)
        return parsed.source.text[slice(*_place(parsed, path))]

    def diagnostics(self, findings: tuple[Finding, ...], mode: Mode) -> Diagnostics:
        """Everything that was found, in the order of the places."""
        return Joined(self, findings, mode) if findings or self.texts else self.of_syntax(mode)

    def of_syntax(self, mode: Mode) -> Diagnostics:
        """What was found in the syntax of the text itself."""
        return Judged(self._outer.annotations.findings, mode, self._outer.source)

    def has_right_syntax(self, mode: Mode) -> bool:
        """True when nothing in the syntax of the text itself is an error."""
        return self._outer.ok(mode)

    @property
    def may_explain(self) -> bool:
        """True when the schema's findings may follow from the syntax's, or are not all: the places have to tell."""
        return bool(not self._outer.is_certain or self._outer.names & _LOSSES or self.texts)

    def schema_diagnostics(self, findings: tuple[Finding, ...], mode: Mode) -> Iterator[Diagnostic]:
        """The schema's findings with their places, and the syntax findings of the texts inside strings."""
        write = path_formatter()
        lost = _Lost(self._syntax_findings() if self.may_explain else iter(()))
        for finding in findings:
            if finding.name not in _FOLLOWING or not lost.explains(finding.path):
                span, inner, found = self._placed(finding)
                yield Diagnostic.of(finding, mode, span, inner, found=found, format_path=write)
        for text, finding in self._findings_inside():
            yield Diagnostic.of(finding, mode, *self._inside(text, finding.start, finding.end))

    def _syntax_findings(self) -> Iterator[Finding]:
        yield from self._outer.annotations.findings
        yield from (finding for _, finding in self._findings_inside())

    def _findings_inside(self) -> Iterator[tuple[_EmbeddedText, Finding]]:
        """The findings of syntax in the texts in strings, with their paths in the whole value."""
        for text in (*self._strings, *self.texts.values()):
            for finding in text.parsed.annotations.findings:
                yield text, finding._replace(path=(*text.path, *finding.path))

    def _innermost(self, path: Path) -> tuple[Reading, Path]:
        """The text that the value at a path stands in, and its path there."""
        for length in range(1, len(path)) if self.texts else ():
            if text := self.texts.get(path[:length]):
                return text.parsed, path[length:]
        return self._outer, path

    def _placed(self, finding: Finding) -> tuple[Span, Span | None, str]:
        """Where a finding of the schema is, in the outer and perhaps in an inner text, and what stands there."""
        path = finding.path
        for length in range(1, len(path)) if self.texts else ():
            text = self.texts.get(path[:length])
            if text:
                start, end = _place(text.parsed, path[length:], finding)
                return *self._inside(text, start, end), _found(text.parsed, start, end, finding)
        start, end = _place(self._outer, path, finding)
        return self._span(start, end), None, _found(self._outer, start, end, finding)

    @functools.cached_property
    def _span(self) -> Callable[[int, int], Span]:
        return self._outer.source.spans()

    def _inside(self, text: _EmbeddedText, start: int, end: int) -> tuple[Span, Span]:
        outer = self._span(text.offset(start), text.offset(end))
        return outer, text.parsed.source.span(start, end)


class Joined(Diagnostics):
    """What was found in a text by syntax and schema."""

    def __init__(self, embedded: Embedded, findings: tuple[Finding, ...], mode: Mode) -> None:
        super().__init__()
        self._made = None
        self._embedded, self._findings, self._mode = embedded, findings, mode

    def counts(self) -> Counter[tuple[Severity, str]]:
        """How often each deviation occurs, by its severity and name."""
        if self._embedded.may_explain:
            return super().counts()
        counts = self._embedded.of_syntax(self._mode).counts()
        counts.update([(finding.severity(self._mode), finding.name) for finding in self._findings])
        return counts

    @property
    def has_errors(self) -> bool:
        """True when `loads` would raise because of one of them; which is known before how many there are."""
        if self._embedded.may_explain:
            return super().has_errors
        is_error = (finding.severity(self._mode) is Severity.ERROR for finding in self._findings)
        return any(is_error) or not self._embedded.has_right_syntax(self._mode)

    def _batches(self) -> Iterator[Sequence[Diagnostic]]:
        # First by paths, which keeps the objects that were listed: most are those around the syntax's findings too.
        schema = [*self._embedded.schema_diagnostics(self._findings, self._mode)]
        yield [*in_order([*self._embedded.of_syntax(self._mode), *schema])]


def _found(parsed: Reading, start: int, end: int, finding: Finding) -> str:
    """The text at the place of a finding about something that is there."""
    return parsed.source.text[start:end] if finding.found else ""


def _place(parsed: Reading, path: Path, finding: Finding | None = None) -> tuple[int, int]:
    """Where the value at the path stands or the name that is wrong, or the opening bracket of what should have it."""
    is_name = finding is not None and finding.name in _ABOUT_NAMES
    place = parsed.annotations.name_place_of(path) if is_name else parsed.annotations.place_of(path)
    if place is not None:
        return place
    while path and place is None:
        path = path[:-1]
        place = parsed.annotations.place_of(path)
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
            elif finding.name in _LOSSES:
                self._incomplete.update(finding.path[:length] for length in range(len(finding.path) + 1))

    def explains(self, path: Path) -> bool:
        """True when the member at the path is missing because its text was refused, elided or cut off."""
        parent = path[:-1]
        failure = (*parent, "errorMessage")  # it stands instead of the payload
        return not self._refused.isdisjoint((path, parent, failure)) or parent in self._incomplete
