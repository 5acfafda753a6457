"""From a capture to its records, each with its place, in bounded memory."""

import re
from collections.abc import Callable, Iterable, Iterator

from ucsmsg import quasi
from ucsmsg.captures._bodies import har_records
from ucsmsg.captures._capture import HEAD, Capture
from ucsmsg.captures._formats import Format, tell
from ucsmsg.captures._pages import page_records
from ucsmsg.captures._prose import prose_records
from ucsmsg.captures._record import Record, checked, whole
from ucsmsg.captures._streams import CaptureSource
from ucsmsg.captures._texts import Gathered, Piece, part_of, pieces
from ucsmsg.captures._traffic import ROOT, STARTS
from ucsmsg.parsing import checked_limits
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits

_OPENER = re.compile(r"[{\[]")
_COMMENT_OR_BLANK = re.compile(r"\s*+(?:\Z|//|#|/?\*)")
_NEXT_TO_EACH_OTHER = re.compile(r"[}\]]\s*+,?\s*+[{\[]")
_SEPARATOR = re.compile("\x1e")


def iter_records(
    source: CaptureSource,
    *,
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
) -> Iterator[Record]:
    """The payloads of a capture as texts, none of them parsed, in the order of the file.

    `source`: a path (every `str` is one), an open file (binary or text), bytes, or lines. `format`: what the capture
    is, where its content is not to be asked. `limits.size`: how many characters are kept of a record: what has one more
    is beyond the limit. `name`: what the capture is called in places; a path is called by itself.

    Raises `OSError` where the source cannot be read, `CaptureError` where a library is missing for it, and `ValueError`
    for an unknown format, at once; `TypeError` for a source that is nothing of these, and for lines of several types;
    `ValueError` for lines that are all names of files.
    """
    form = None if format is None else Format.of(format)
    return _records(source, form, checked_limits(limits), name)


def _records(source: CaptureSource, form: Format | None, limits: Limits, name: str | None) -> Iterator[Record]:
    capture = Capture(source, name)
    form = form or tell(capture.head[:HEAD], is_whole=capture.is_whole)
    for remark in capture.remarks:
        yield Record(Source(capture.mark, capture.name), findings=(remark,), is_payload=False)
    last = Position()
    for record in _READERS[form](capture, limits):
        yield checked(record) if capture.has_bytes else record
        last = record.source.origin
    if capture.damage:
        yield Record(Source("", capture.name, last), findings=(capture.damage,), is_payload=False)


def _payload_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """What stands between two payloads belongs to the one before, so that nothing is passed over."""
    held = _HeldPayload(limits.size, starts_inside=STARTS.match(capture.head) is not None)
    for block in capture.blocks(limits.size):
        if held.ends_before(block.text):
            yield from _split(held.take(capture.name), limits)
        held.add(block.text, block.origin)
        if held.has_payload and capture.is_live:
            yield from _split(held.take(capture.name), limits)
    yield from _split(held.take(capture.name), limits)


class _HeldPayload(Gathered):
    """The text of a payload and of what stands around it.

    `starts_inside`: its outer brackets are missing, so that every other bracket belongs to it.
    """

    def __init__(self, size: int, *, starts_inside: bool) -> None:
        super().__init__(size)
        self._starts_inside = starts_inside
        self._has_text = False
        self.has_payload = False

    def ends_before(self, text: str) -> bool:
        """True when `text` starts another payload."""
        if ROOT.match(text):
            return self._has_text or self.has_payload
        return self.has_payload and not self._starts_inside and _OPENER.search(text) is not None

    def add(self, text: str, origin: Position) -> None:
        super().add(text, origin)
        self._has_text = self._has_text or _COMMENT_OR_BLANK.match(text) is None
        self.has_payload = self.has_payload or _OPENER.search(text) is not None

    def take(self, name: str | None = None) -> Source:
        self._has_text = self.has_payload = False
        return super().take(name)


def _split(source: Source, limits: Limits) -> Iterator[Record]:
    """The payloads that stand one after the other in a text, each with what follows it up to the next."""
    starts = [0]
    if len(source.text) <= limits.size and _NEXT_TO_EACH_OTHER.search(source.text):
        starts += [start for start, _ in quasi.find(source.text, limits=limits)][1:]
    for start, end in zip(starts, [*starts[1:], len(source.text)], strict=True):
        yield from whole(part_of(source, start, end))


def _line_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    return _lines(pieces(capture.chunks(), capture.origin), limits, capture.name)


def line_records(lines: Iterable[Piece], limits: Limits, name: str | None) -> Iterator[Record]:
    """The records of lines that were bytes."""
    return map(checked, _lines(lines, limits, name))


def _lines(lines: Iterable[Piece], limits: Limits, name: str | None) -> Iterator[Record]:
    line = Gathered(limits.size)
    for piece in lines:
        line.add(piece.text, piece.origin)
        if piece.ends_line:
            yield from whole(line.take(name))
    yield from whole(line.take(name))


def _sequence_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    text = Gathered(limits.size)
    for piece in pieces(capture.chunks(), capture.origin):
        source, start = Source(piece.text, capture.name, piece.origin), 0
        for separator in _SEPARATOR.finditer(piece.text):
            text.add(piece.text[start : separator.start()], source.position(start))
            yield from whole(text.take(capture.name))
            start = separator.end()
        text.add(piece.text[start:], source.position(start))
    yield from whole(text.take(capture.name))


_READERS: dict[Format, Callable[[Capture, Limits], Iterator[Record]]] = {
    Format.PAYLOAD: _payload_records,
    Format.NDJSON: _line_records,
    Format.JSON_SEQ: _sequence_records,
    Format.LOG: prose_records,
    Format.PAGE: page_records,
    Format.HAR: har_records,
}
