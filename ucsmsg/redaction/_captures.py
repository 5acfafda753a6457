"""From the text of a capture to the same text with other words.

What is written is read again: of each payload the diagnostics must be those that there were, at the same places. A
payload of which they are not is left out, as spaces in its place.
"""

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from ucsmsg import quasi
from ucsmsg.captures import Format, Payload, format_of, iter_payloads, parse_payload
from ucsmsg.captures._written import WrittenText, from_quoted
from ucsmsg.diagnostics import Diagnostic
from ucsmsg.places import Path, Source, parse_path
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.redaction._packed import Body, body_around
from ucsmsg.redaction._pseudonyms import Pseudonyms
from ucsmsg.redaction._texts import Edit, Redactor, UncertainError, applied, transferred

_ROUNDS = 3
"""So often is read again what is written: what is left out may show in what stands around it."""
_NO_LINE_END = re.compile(r"[^\r\n]")


class Place(NamedTuple):
    """Where a record was left out: its line and column in the capture, counted from 1."""

    line: int
    column: int


@attrs.frozen
class RedactedCapture:
    """The text of a capture with other words, as long as before.

    `payloads` is how many there were, `left_out` where those stood that could not be replaced for certain. `is_whole`
    is False where the capture has to be left out: what would be written is not read as it was.
    """

    text: str
    payloads: int
    left_out: tuple[Place, ...] = ()
    is_whole: bool = True

    @property
    def kept(self) -> int:
        """How many payloads are in the text."""
        return self.payloads - len(self.left_out) if self.is_whole else 0


class _Mark(NamedTuple):
    """What a diagnostic says but for its words."""

    name: str
    severity: str
    path: tuple[str | int, ...]
    span: tuple[int, int]
    inner: tuple[int, int] | None
    has_reading: bool


_Stretch = tuple[int, int]


@attrs.frozen
class CaptureRedactor:
    """Replaces the words of captures: first `collect` of all of them, then `redact` of each."""

    redactor: Redactor
    limits: Limits = Limits()

    def collect(self, text: str, form: Format | None = None) -> None:
        """Note the words that are replaced in a capture, which must not stand in another one either.

        Raises `UnredactableError`.
        """
        reading = _CaptureReading(text, form or format_of(text), self.limits)
        _Writing(self.redactor, self.limits, reading).values()

    @classmethod
    def with_key(cls, key: bytes, *, drops_prose: bool = False, days: int = 0) -> "CaptureRedactor":
        """One that gives the pseudonyms of a key.

        `drops_prose`: whatever may not stay is replaced in prose as well. `days`: times are shifted by so many.
        """
        return cls(Redactor(Pseudonyms(key), drops_prose=drops_prose, days=days))

    def name(self, text: str) -> str:
        """A name of a file with other words in the places of those that were collected."""
        return applied(text, self.redactor.prose(text, 0, len(text)))

    def redact(self, text: str, form: Format | None = None, encoding: str = "utf-8") -> RedactedCapture:
        """The capture with other words, all of whose characters are in the encoding. Raises `UnredactableError`."""
        form = form or format_of(text)
        reading = _CaptureReading(text, form, self.limits)
        redactor = attrs.evolve(self.redactor, pseudonyms=self.redactor.pseudonyms.in_encoding(encoding))
        writing = _Writing(redactor, self.limits, reading)
        after = writing.text()
        payloads = {_start(each): each for each in reading.payloads}
        marks = {start: _marks(each, self.limits) for start, each in payloads.items()}
        left_out = {start: _stretch(payloads[start]) for start in writing.uncertain}
        after = _blank(after, left_out.values())
        for _ in range(_ROUNDS):
            wrong = self._wrong(after, form, {start: marks[start] for start in marks.keys() - left_out.keys()})
            if not wrong:
                origins = (payloads[start].source.origin for start in sorted(left_out) if start in payloads)
                places = tuple(Place(origin.line, origin.column) for origin in origins)
                return RedactedCapture(after, len(payloads), places)
            left_out |= {start: _stretch(payloads[start]) if start in payloads else end for start, end in wrong.items()}
            after = _blank(after, left_out.values())
        return RedactedCapture("", len(payloads), is_whole=False)

    def _wrong(self, text: str, form: Format, expected: dict[int, list[_Mark]]) -> dict[int, _Stretch]:
        """Where a payload is not what it was, and where there is another one than there was."""
        found = {_start(each): each for each in _CaptureReading(text, form, self.limits).payloads}
        wrong = {start: _stretch(each) for start, each in found.items() if start not in expected}
        for start, marks in expected.items():
            if start not in found or not _are_alike(marks, _marks(found[start], self.limits)):
                wrong[start] = (start, start)
        return wrong


class _CaptureReading:
    """The payloads of a capture, and the other values in it; `form` is that of the text."""

    def __init__(self, text: str, form: Format, limits: Limits) -> None:
        self.text = text
        self.form = form
        self._limits = limits
        payloads = iter_payloads(io.StringIO(text, newline=""), format=form, limits=limits)
        self.payloads = [payload for payload in payloads if payload.source.text]

    def others(self, taken: list[_Stretch]) -> list[_Stretch]:
        """Where other values stand: those with payloads in them, and then those between all of these.

        Of a page only what is JSON for certain is one, and no program.
        """
        is_recording = self.form is Format.HAR
        around = [each for each in self._found(0, len(self.text)) if is_recording or self._is_valid(*each)]
        taken = _union([*taken, *around])
        gaps = _between(taken, len(self.text))
        found = (each for gap in gaps for each in self._found(*gap))
        return around + [each for each in found if self.form is not Format.PAGE or self._is_valid(*each)]

    def _found(self, start: int, end: int) -> Iterator[_Stretch]:
        spans = quasi.find(self.text[start:end], limits=self._limits) if self.text.find("{", start, end) >= 0 else ()
        return ((start + first, start + last) for first, last in spans)

    def _is_valid(self, start: int, end: int) -> bool:
        reading = read_source(Source(self.text[start:end]), self._limits)
        return reading.is_certain and not reading.names


class _Writing:
    """What changes in a capture: in its payloads, in other values, and between them."""

    def __init__(self, redactor: Redactor, limits: Limits, reading: _CaptureReading) -> None:
        self._redactor = redactor
        self._limits = limits
        self._reading = reading
        self._bodies: list[Body] = []
        self.uncertain: set[int] = set()

    def values(self) -> list[Edit]:
        """The payloads, the bodies that some of them stand in, and other values, with other words."""
        edits = [edit for payload in self._reading.payloads if (edit := self._of_payload(payload))]
        bodies = [Edit(body.start, body.end, body.written(self._redactor)) for body in self._bodies]
        taken = _union((*map(_stretch, self._reading.payloads), *(_place(body) for body in bodies)))
        others = [edit for place in self._reading.others(taken) for edit in self._of_other(*place, taken)]
        return [*edits, *bodies, *others]

    def text(self) -> str:
        """The text with all that changes in it."""
        text = self._reading.text
        edits = self.values()
        taken = _union((*map(_place, edits), *map(_stretch, self._reading.payloads)))
        edits += (_as_a_whole(text, *gap, self._redactor.prose(text, *gap)) for gap in _between(taken, len(text)))
        return applied(text, iter(sorted(edits)))

    def _of_payload(self, payload: Payload) -> Edit | None:
        """The payload with other words; None where it is written with the body it stands in, or not for certain."""
        source = payload.source
        written = from_quoted(source.text) if payload.is_about_capture else payload.written
        reading = read_source(_content(payload, written), self._limits)
        edits = self._redactor.edits(reading)
        if (payload.findings and not payload.is_about_capture) or not reading.has_value:
            edits = self._redactor.unread(source.text)
        elif written is not None:
            edits = transferred(source.text, written.text, applied(written.text, edits), written.outer)
        try:
            return Edit(*_stretch(payload), applied(source.text, edits))
        except UncertainError:
            self._take_with_body(payload, reading)
            return None

    def _take_with_body(self, payload: Payload, reading: Reading) -> None:
        """Have the payload written with the body that it stands in, the last one or another."""
        start, end = _stretch(payload)
        last = self._bodies[-1] if self._bodies else None
        body = last if last and start < last.end else body_around(self._reading.text, start, end)
        if body is None or not body.takes(reading):
            self.uncertain.add(start)
        elif body is not last:
            self._bodies.append(body)

    def _of_other(self, start: int, end: int, taken: list[_Stretch]) -> Iterator[Edit]:
        """What stands around the payloads in another value, with other words."""
        text = self._reading.text[start:end]
        inside = [(max(first, start) - start, min(last, end) - start) for first, last in _meeting(taken, start, end)]
        try:
            edits = [*self._redactor.edits(read_source(Source(text), self._limits))]
        except UncertainError:
            edits = [*self._redactor.unread(text)]
        after = applied(text, (edit for edit in edits if not _meeting(inside, edit.start, edit.end)))
        for first, last in _between(inside, len(text)):
            if first < last:
                yield Edit(start + first, start + last, after[first:last])


def _as_a_whole(text: str, start: int, end: int, edits: Iterator[Edit]) -> Edit:
    """One edit that is all of them."""
    moved = (Edit(edit.start - start, edit.end - start, edit.text) for edit in edits)
    return Edit(start, end, applied(text[start:end], moved))


def _place(edit: Edit) -> _Stretch:
    return edit.start, edit.end


def _content(payload: Payload, written: WrittenText | None) -> Source | bytes:
    """The text that is meant."""
    text = written.text if written else payload.source.text
    return text.encode("utf-8", "surrogateescape") if payload.is_undecodable else Source(text)


def _start(payload: Payload) -> int:
    return payload.source.origin.offset


def _stretch(payload: Payload) -> _Stretch:
    return _start(payload), _start(payload) + len(payload.source.text)


# ---- What is said of payloads ----


def _marks(payload: Payload, limits: Limits) -> list[_Mark]:
    return [_mark(each) for each in parse_payload(payload, limits=limits).diagnostics]


def _mark(diagnostic: Diagnostic) -> _Mark:
    span, inner = diagnostic.span, diagnostic.inner
    return _Mark(
        diagnostic.name,
        diagnostic.severity,
        parse_path(diagnostic.path),
        (span.start, span.end),
        (inner.start, inner.end) if inner else None,
        diagnostic.used is not None,
    )


def _are_alike(marks: list[_Mark], others: list[_Mark]) -> bool:
    """True where all is the same but for the names in paths, which may be others of the same length."""
    if len(marks) != len(others):
        return False
    return all(
        one._replace(path=()) == other._replace(path=()) and _leads_alike(one.path, other.path)
        for one, other in zip(marks, others, strict=True)
    )


def _leads_alike(path: Path, other: Path) -> bool:
    return len(path) == len(other) and all(
        one == step or (isinstance(one, str) and isinstance(step, str) and len(one) == len(step))
        for one, step in zip(path, other, strict=True)
    )


# ---- Stretches ----


def _union(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Stretches in order that do not touch each other, and cover the same."""
    joined: list[_Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _between(stretches: list[_Stretch], length: int) -> Iterator[_Stretch]:
    done = 0
    for start, end in stretches:
        yield done, start
        done = end
    yield done, length


def _meeting(stretches: list[_Stretch], start: int, end: int) -> list[_Stretch]:
    """Those of the stretches that have something in common with what stands between two offsets."""
    first = bisect_left(stretches, (start, 0))
    first -= first > 0 and stretches[first - 1][1] > start
    return stretches[first : bisect_left(stretches, (end, 0))]


def _blank(text: str, stretches: Iterable[_Stretch]) -> str:
    """The text with spaces in those stretches; lines stay lines."""
    edits = (Edit(start, end, _NO_LINE_END.sub(" ", text[start:end])) for start, end in _union(stretches))
    return applied(text, edits)
