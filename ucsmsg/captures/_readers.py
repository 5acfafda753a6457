"""From a capture to its payloads, each with its place, in bounded memory."""

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

from ucsmsg import quasi
from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._capture import HEAD, Capture, CaptureText
from ucsmsg.captures._contained import Inside, contained, itself
from ucsmsg.captures._coverage import Account, Coverage, PassedOver, Reading
from ucsmsg.captures._formats import Format, tell, tell_notifications
from ucsmsg.captures._lines import Gathered, Piece, pieces
from ucsmsg.captures._parts import part_payloads, reader_of_parts
from ucsmsg.captures._payload import OUT_OF_MEMORY, Payload, in_part, in_whole, with_bytes
from ucsmsg.captures._prose import prose_payloads
from ucsmsg.captures._streams import CaptureSource, Member
from ucsmsg.captures._traffic import ROOT, STARTS
from ucsmsg.captures._whole_values import is_value
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._limits import checked_limits
from ucsmsg.text.encodings import checked_encoding

_OPENER = postponed_pattern(r"[{\[]")
_COMMENT_OR_BLANK = postponed_pattern(r"\s*+(?:\Z|//|#|/?\*)")
_NEXT_TO_EACH_OTHER = postponed_pattern(r"[}\]]\s*+,?\s*+[{\[]")
_SEPARATOR = postponed_pattern("\x1e")


def iter_payloads(
    source: CaptureSource,
    *,
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
    encoding: str | None = None,
    are_notifications: bool = True,
) -> Reading[Payload]:
    """The payloads of a capture as texts, none of them parsed, in the order of the file.

    `source`: a path (every `str` is one), an open file (binary or text), bytes, or lines. `format`: what the capture
    is, where its content is not to be asked. `limits.size`: how many characters are kept of a payload: what
    has one more is beyond the limit. `name`: what the capture is called in places; a path is called by itself.
    `encoding`: that of bytes, where it is none that is told: one of Python's names, such as "cp1252". Where
    `are_notifications` is False every value is a payload, whatever it is.

    Raises `OSError` where the source cannot be read, `CaptureError` where a library is missing for it, and `ValueError`
    for an unknown format or encoding, at once; `TypeError` for a source that is nothing of these, and for lines of
    several types; `ValueError` for lines that are all names of files.
    """
    form = None if format is None else Format.of(format)
    coverage = Coverage()
    named = checked_encoding(encoding)
    payloads = payloads_of_capture(
        source, form, checked_limits(limits), name, coverage, are_notifications=are_notifications, encoding=named
    )
    return Reading(payloads, coverage)


def payloads_of_capture(
    source: CaptureSource | Member,
    form: Format | None,
    limits: Limits,
    name: str | None,
    coverage: Coverage,
    *,
    are_notifications: bool = True,
    encoding: str | None = None,
) -> Iterator[Payload]:
    """The payloads of a capture, which `coverage` counts; where they are no notifications, every value is one."""
    capture = Capture(source, name, encoding)
    account = Account(coverage, limits.size)
    inside = contained if are_notifications else itself
    for remark in capture.remarks:
        payload = Payload(Source(capture.byte_order_mark, capture.name), findings=(remark,), is_about_capture=True)
        account.read(payload, PassedOver.WHITE_SPACE)
        yield payload
    for member in capture.members or ():
        inner = f"{capture.name or ''}!/{member.name}"
        yield from payloads_of_capture(
            member, form, limits, inner, coverage, are_notifications=are_notifications, encoding=encoding
        )
    last = Position()
    try:
        for payload in _texts_of(capture, form, limits, account, inside):
            yield with_bytes(payload) if capture.has_bytes else payload
            last = payload.source.origin
    except MemoryError:
        capture.damage = OUT_OF_MEMORY
    if capture.damage and (capture.is_text or not isinstance(source, Member)):
        yield Payload(Source("", capture.name, last), findings=(capture.damage,), is_about_capture=True)


def _texts_of(
    capture: Capture, form: Format | None, limits: Limits, account: Account, inside: Inside
) -> Iterator[Payload]:
    """The payloads of a capture; what follows a recording is a text of its own, with a format of its own."""
    told = tell_notifications if inside is contained else tell
    form = form or told(capture.head[:HEAD], is_whole=capture.is_whole)
    while form is Format.HAR:
        from ucsmsg.captures._har_payloads import har_payloads  # noqa: PLC0415 - few captures are recordings

        rest = yield from _account_for(har_payloads(capture, limits), form, limits, account, inside)
        account.pass_over(rest.origin.offset, _PASSED_OVER[form])
        capture.resume(rest)
        form = told(capture.head[:HEAD], is_whole=capture.is_whole)
    read = reader_of_parts(capture.head) if form in _OF_PARTS else None
    payloads = part_payloads(capture, limits, read) if read else _READERS[form](capture, limits)
    form = Format.LOG if read else form
    yield from _account_for(payloads, form, limits, account, inside)
    account.pass_over(capture.characters, _PASSED_OVER[form])


def _account_for(
    payloads: Iterator[Payload], form: Format, limits: Limits, account: Account, inside: Inside
) -> Generator[Payload, None, Any]:
    """The payloads, and those in the JSON of others, counted; returns what their reader does.

    A text that is nothing but one value is judged, whatever it is.
    """
    is_alone = _PASSED_OVER[form] is PassedOver.WHITE_SPACE
    only: Payload | None = None
    may_be_only = form is Format.PAYLOAD
    while True:
        try:
            payload = next(payloads)
        except StopIteration as end:
            if only:
                account.read(only, _PASSED_OVER[form])
                yield only
            return end.value
        if only:
            account.pass_over(_end_of(only), PassedOver.OTHER_JSON)
        account.pass_over(payload.source.origin.offset, _PASSED_OVER[form])
        only = payload if may_be_only else None
        may_be_only = False
        for inner in inside(payload, limits, is_alone=is_alone):
            only = None
            account.read(inner, PassedOver.OTHER_JSON)
            yield inner
        if not only:
            account.pass_over(_end_of(payload), PassedOver.OTHER_JSON)


def _end_of(payload: Payload) -> int:
    return payload.source.origin.offset + len(payload.source.text)


def _stream_payloads(capture: Capture, limits: Limits) -> Iterator[Payload]:
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


def _split(source: Source, limits: Limits) -> Iterator[Payload]:
    """The payloads that stand one after the other in a text, each with what follows it up to the next."""
    starts = [0]
    if len(source.text) <= limits.size and _NEXT_TO_EACH_OTHER.search(source.text) and not is_value(source.text):
        starts += [start for start, _ in quasi.find(source.text, limits=limits)][1:]
    for start, end in zip(starts, [*starts[1:], len(source.text)], strict=True):
        yield from in_part(source, start, end)


def payloads_of_part(text: CaptureText, form: Format, limits: Limits, coverage: Coverage) -> Iterator[Payload]:
    """The payloads of a part of a capture that was bytes, in one of the formats that are read in parts."""
    account = Account(coverage, limits.size, text.origin.offset)
    payloads = {Format.NDJSON: _line_payloads, Format.LOG: prose_payloads}[form](text, limits)
    yield from map(with_bytes, _account_for(payloads, form, limits, account, contained))
    account.pass_over(text.origin.offset + text.characters, _PASSED_OVER[form])


def _line_payloads(text: CaptureText, limits: Limits) -> Iterator[Payload]:
    return _lines(pieces(text.chunks(), text.origin), limits, text.name)


def _lines(lines: Iterable[Piece], limits: Limits, name: str | None) -> Iterator[Payload]:
    line = Gathered(limits.size)
    for piece in lines:
        if piece.ends_line and not line and len(piece.text) <= limits.size:
            yield from in_whole(Source(piece.text, name, piece.origin))
            continue
        line.add(piece.text, piece.origin)
        if piece.ends_line:
            yield from in_whole(line.take(name))
    yield from in_whole(line.take(name))


def _sequence_payloads(capture: Capture, limits: Limits) -> Iterator[Payload]:
    text = Gathered(limits.size)
    for piece in pieces(capture.chunks(), capture.origin):
        source, start = Source(piece.text, capture.name, piece.origin), 0
        for separator in _SEPARATOR.finditer(piece.text):
            text.add(piece.text[start : separator.start()], source.position(start))
            yield from in_whole(text.take(capture.name))
            start = separator.end()
        text.add(piece.text[start:], source.position(start))
    yield from in_whole(text.take(capture.name))


def _page_payloads(capture: Capture, limits: Limits) -> Iterator[Payload]:
    from ucsmsg.captures._pages import page_payloads  # noqa: PLC0415 - loads what is for markup only

    return page_payloads(capture, limits)


_READERS: dict[Format, Callable[[Capture, Limits], Iterator[Payload]]] = {
    Format.PAYLOAD: _stream_payloads,
    Format.NDJSON: _line_payloads,
    Format.JSON_SEQ: _sequence_payloads,
    Format.LOG: prose_payloads,
    Format.PAGE: _page_payloads,
}

_OF_PARTS = (Format.LOG, Format.NDJSON, Format.PAYLOAD, Format.PAGE)
"""What a runtime of containers may have written; read as the logs that it was made of."""

_PASSED_OVER = {
    Format.PAYLOAD: PassedOver.WHITE_SPACE,
    Format.NDJSON: PassedOver.WHITE_SPACE,
    Format.JSON_SEQ: PassedOver.WHITE_SPACE,
    Format.LOG: PassedOver.PROSE,
    Format.PAGE: PassedOver.PROSE,
    Format.HAR: PassedOver.RECORDING,
}
"""What stands between the payloads of a format."""
