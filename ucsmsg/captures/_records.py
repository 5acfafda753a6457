"""From a capture to its records, each with its place, in bounded memory."""

import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from ucsmsg import quasi
from ucsmsg.captures._blocks import ROOT, blocks
from ucsmsg.captures._capture import DAMAGED_BYTES, HEAD, Capture, damaged_bytes
from ucsmsg.captures._formats import Format, is_markup, tell
from ucsmsg.captures._har import Body, bodies
from ucsmsg.captures._layers import Layer, base64_layer, string_layer
from ucsmsg.captures._markup import page_layer
from ucsmsg.captures._streams import CaptureSource
from ucsmsg.captures._texts import Gathered, Piece, part_of, pieces
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Position, Source, Span
from ucsmsg.quasi import Limits

_FIRST_OF_UTF_8 = "\udc80"
_OPENER = re.compile(r"[{\[]")
_BRACKET = re.compile(r"[{}\[\]]")
_COMMENT_OR_BLANK = re.compile(r"\s*+(?:\Z|//|#|/?\*)")
_PAYLOAD_FIRST = re.compile(r"\s*+[{\[]")
_MEMBER_START = re.compile(r"""\s*+u?["'“`]""")
_NEXT_TO_EACH_OTHER = re.compile(r"[}\]]\s*+,?\s*+[{\[]")
_CANDIDATE = re.compile(r"""\{(?=[^"'“]*["'“])[^:=]*[:=]|\A[\]}\s]+\Z""")
_SEPARATOR = re.compile("\x1e")
_TRAFFIC = re.compile(r"""(?:channel|messageType)\\?["']""")


@attrs.frozen
class Record:
    """One payload of a capture as it stands in the file.

    `layer` is the text that is meant, where it stands there in another written form. `is_undecodable`: bytes that are
    no text stand in it as surrogates (`surrogateescape`). `findings` is what there is to say about a record that is not
    parsed, or, where `is_payload` is False, about the capture as a whole.
    """

    source: Source
    layer: Layer | None = None
    is_undecodable: bool = False
    findings: tuple[Finding, ...] = ()
    is_payload: bool = True

    @property
    def text(self) -> str:
        """The text that is meant."""
        return self.layer.text if self.layer else self.source.text

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text that is meant."""
        if self.layer:
            start, end = self.layer.outer(start), self.layer.outer(end)
        return self.source.span(start, end)


def iter_records(
    source: CaptureSource,
    *,
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
) -> Iterator[Record]:
    """The payloads of a capture as texts, none of them parsed, in the order of the file.

    `source`: a path, an open file (binary or text), bytes, or lines. `format`: what the capture is, where its content
    is not to be asked. `limits.size`: how many characters are kept of a record: what has one more is beyond the limit.
    `name`: what the capture is called in places; a path is called by itself.

    Raises `OSError` where the source cannot be read, `CaptureError` where a library is missing for it, and `ValueError`
    for an unknown format.
    """
    capture = Capture(source, name)
    form = Format(format) if format is not None else tell(capture.head[:HEAD], is_whole=capture.is_whole)
    for remark in capture.remarks:
        yield Record(Source(capture.mark, capture.name), findings=(remark,), is_payload=False)
    last = Position()
    for record in _READERS[form](capture, limits):
        yield _checked(record) if capture.has_bytes else record
        last = record.source.origin
    if capture.damage:
        yield Record(Source("", capture.name, last), findings=(capture.damage,), is_payload=False)


def _payload_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """What stands between two payloads belongs to the one before, so that nothing is passed over."""
    held = _HeldPayload(limits.size, starts_inside=_MEMBER_START.match(capture.head) is not None)
    for block in _blocks(capture, limits):
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
        yield from _record(part_of(source, start, end))


def _line_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    return _lines(pieces(capture.chunks(), capture.origin), limits, capture.name)


def line_records(lines: Iterable[Piece], limits: Limits, name: str | None) -> Iterator[Record]:
    """The records of lines that were bytes."""
    return map(_checked, _lines(lines, limits, name))


def _lines(lines: Iterable[Piece], limits: Limits, name: str | None) -> Iterator[Record]:
    line = Gathered(limits.size)
    for piece in lines:
        line.add(piece.text, piece.origin)
        if piece.ends_line:
            yield from _record(line.take(name))
    yield from _record(line.take(name))


def _checked(record: Record) -> Record:
    """The record, with a mark where bytes of it were no text."""
    return record if record.source.text.isascii() else _marked(record, record.source.text)


def _marked(record: Record, text: str) -> Record:
    damage = "".join(match[0] for match in DAMAGED_BYTES.finditer(text))
    if not damage:
        return record
    if min(damage) < _FIRST_OF_UTF_8:
        return attrs.evolve(record, findings=damaged_bytes(record.text))
    return attrs.evolve(record, is_undecodable=True)


def _sequence_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    text = Gathered(limits.size)
    for piece in pieces(capture.chunks(), capture.origin):
        source, start = Source(piece.text, capture.name, piece.origin), 0
        for separator in _SEPARATOR.finditer(piece.text):
            text.add(piece.text[start : separator.start()], source.position(start))
            yield from _record(text.take(capture.name))
            start = separator.end()
        text.add(piece.text[start:], source.position(start))
    yield from _record(text.take(capture.name))


def _prose_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """The payloads of a text, without the prose around them."""
    for block in _blocks(capture, limits):
        if len(block.text) > limits.size:
            yield Record(block)
        elif _BRACKET.search(block.text):
            yield from _found(block, limits)


def _found(block: Source, limits: Limits) -> Iterator[Record]:
    for start, end in quasi.find(block.text, limits=limits):
        if _CANDIDATE.search(block.text, start, end):
            yield Record(part_of(block, start, end))


def _page_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    if not is_markup(capture.head):
        yield from _prose_records(capture, limits)
        return
    page = Gathered(limits.size)
    for chunk in capture.chunks():
        page.add(chunk, capture.origin)
    source = page.take(capture.name)
    if len(source.text) > limits.size:
        yield Record(source)
        return
    yield from _markup_records(source, page_layer(source.text), limits)


def _markup_records(page: Source, layer: Layer, limits: Limits) -> Iterator[Record]:
    for block in blocks(pieces([layer.text], Position()), limits.size):
        for record in _found(block, limits):
            start = record.source.origin.offset
            yield _part(page, layer, start, start + len(record.source.text))


def _part(source: Source, layer: Layer, start: int, end: int) -> Record:
    """The record of a part of the layer's text."""
    if (start, end) == (0, len(layer.text)):
        return Record(source, layer)
    first, last = layer.outer(start), layer.outer(end)
    return Record(Source(source.text[first:last], source.name, source.position(first)), layer.part(start, end))


def _har_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    for body in bodies(capture.chunks(), capture.origin, limits.size, capture.name):
        if body.is_cut_off:
            yield Record(body.source, findings=(_cut_off(body.source.text),), is_payload=False)
        else:
            yield from _body_record(body, limits)


def _body_record(body: Body, limits: Limits) -> Iterator[Record]:
    """Other traffic of the recording is prose: only what looks like a notification counts."""
    raw = body.source.text
    if len(raw) > limits.size or (layer := base64_layer(raw) if body.is_base64 else string_layer(raw)) is None:
        if body.is_base64 or _TRAFFIC.search(raw):
            yield Record(body.source, findings=() if len(raw) > limits.size else (_damaged_string(raw),))
    elif _TRAFFIC.search(layer.text):
        for start, end in _stretches(layer.text, limits):
            record = _part(body.source, layer, start, end)
            yield _marked(record, record.text) if body.is_base64 else record


def _stretches(text: str, limits: Limits) -> list[tuple[int, int]]:
    """The payloads of a body: one, several as streaming has them, or between the words of other transports."""
    found = [place for place in quasi.find(text, limits=limits) if _CANDIDATE.search(text, *place)]
    is_one = len(found) < 2 and _PAYLOAD_FIRST.match(text)  # noqa: PLR2004 - one
    return [(0, len(text))] if is_one or not found else found


def _cut_off(raw: str) -> Finding:
    message = "Expected the end of the recording, got the end of the file"
    return Finding(name="cut-off", message=message, end=len(raw), found=raw, refused=True)


def _damaged_string(raw: str) -> Finding:
    return Finding(
        name="unexpected-text",
        message=f"Expected a recorded body as a JSON string or in base64, got {shown(raw)}",
        end=len(raw),
        found=raw,
        refused=True,
    )


def _blocks(capture: Capture, limits: Limits) -> Iterator[Source]:
    return blocks(pieces(capture.chunks(), capture.origin), limits.size, capture.name)


def _record(source: Source) -> Iterator[Record]:
    record = Record(part_of(source, 0, len(source.text)))
    if record.source.text:
        yield record


_READERS: dict[Format, Callable[[Capture, Limits], Iterator[Record]]] = {
    Format.PAYLOAD: _payload_records,
    Format.NDJSON: _line_records,
    Format.JSON_SEQ: _sequence_records,
    Format.LOG: _prose_records,
    Format.PAGE: _page_records,
    Format.HAR: _har_records,
}
