"""A payload of a capture as it stands in the file."""

from collections.abc import Iterator

import attrs

from ucsmsg.captures._lines import part_of
from ucsmsg.captures._written import WrittenText
from ucsmsg.constructors import quick_constructor
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.origins import NO_ORIGIN, Origin
from ucsmsg.places import Source, Span
from ucsmsg.text.encodings import UNDECODABLE, undecodable_bytes

_FIRST_OF_UTF_8 = "\udc80"


@attrs.frozen(weakref_slot=False)
class Payload:
    """One payload of a capture as it stands in the file.

    `written` is the text that is meant, where it stands there in another written form. `is_undecodable`: bytes that are
    no text stand in it as surrogates (`surrogateescape`). `findings` is what there is to say about a payload that is
    not parsed, or, where `is_about_capture`, about the capture as a whole: `source` is only a place then. `remarks` is
    what there is to say about the form in which it stands in the file, by offsets in `source`. `origin` is what the
    capture tells of it. `data` is the text of `source` as UTF-8, where that was needed to tell that it is text.
    """

    source: Source
    written: WrittenText | None = None
    is_undecodable: bool = False
    findings: tuple[Finding, ...] = ()
    is_about_capture: bool = False
    remarks: tuple[Finding, ...] = ()
    origin: Origin = NO_ORIGIN
    data: bytes | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def text(self) -> str:
        """The text that is meant."""
        return self.written.text if self.written else self.source.text

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text that is meant."""
        if self.written:
            start, end = self.written.outer(start, end)
        return self.source.span(start, end)


_new_payload = quick_constructor(Payload)


def in_part(source: Source, start: int, end: int) -> Iterator[Payload]:
    """The payload of a part of a text; none where it is blank."""
    payload = _new_payload(part_of(source, start, end))
    if payload.source.text:
        yield payload


def in_whole(source: Source) -> Iterator[Payload]:
    """The payload of a whole text; none where it is blank."""
    return in_part(source, 0, len(source.text))


def place_in(payload: Payload, source: Source, outer: WrittenText) -> Payload:
    """The payload as it stands in the source, where it was found in the text of `outer`."""
    start = payload.source.origin.offset - outer.origin.offset
    end = start + len(payload.source.text)
    remarks = tuple(_moved(remark, start, outer) for remark in payload.remarks)
    if (start, end) != (0, len(outer.text)):
        first, last = outer.outer(start, end)
        source = Source(source.text[first:last], source.name, source.position(first))
    written = payload.written.inside(outer, start) if payload.written else outer.part(start, end)
    return attrs.evolve(payload, source=source, written=written, remarks=remarks)


def _moved(remark: Finding, start: int, outer: WrittenText) -> Finding:
    """The remark on a text that begins at `start` of another one, by offsets in what is written for that text."""
    first = outer.offsets.first(start)
    begin, end = outer.outer(start + remark.start, start + remark.end)
    return remark._replace(start=begin - first, end=end - first)


def damaged_string(source: Source, expected: str) -> Payload:
    """The payload of what should be the inside of a JSON string."""
    message = f"Expected {expected}, got {shown(source.text)}"
    found = source.text
    finding = Finding(name="unexpected-text", message=message, end=len(found), found=found, refused=True)
    return Payload(source, findings=(finding,))


def passed_over_traffic(source: Source, kind: str) -> Payload:
    """What is to be said about a text with members of a notification that is not looked for payloads."""
    message = f"Expected a notification, got {kind}: {shown(source.text)}; it was not read"
    finding = Finding(name="passed-over-traffic", message=message, end=len(source.text), found=source.text)
    return Payload(source, findings=(finding,), is_about_capture=True)


OUT_OF_MEMORY = Finding(
    name="limit-exceeded",
    message="Expected a text that there is memory for, got `MemoryError`: nothing of it was read; lower Limits.size",
    refused=True,
)


def with_origin(payload: Payload, origin: Origin) -> Payload:
    """The payload, of which the capture tells that."""
    return _new_payload(
        payload.source,
        payload.written,
        payload.is_undecodable,
        payload.findings,
        payload.is_about_capture,
        payload.remarks,
        origin,
        payload.data,
    )


def with_bytes(payload: Payload) -> Payload:
    """The payload with its bytes, or with a mark where some of them were no text."""
    text = payload.source.text
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return with_undecodable(payload, text)
    return _new_payload(
        payload.source,
        payload.written,
        payload.is_undecodable,
        payload.findings,
        payload.is_about_capture,
        payload.remarks,
        payload.origin,
        data,
    )


def with_undecodable(payload: Payload, text: str) -> Payload:
    """The payload, with a mark where the text has bytes that were none."""
    damage = "".join(match[0] for match in UNDECODABLE.finditer(text))
    if not damage:
        return payload
    if payload.findings or min(damage) < _FIRST_OF_UTF_8:
        return attrs.evolve(payload, findings=(*payload.findings, *undecodable_bytes(payload.text)))
    return attrs.evolve(payload, is_undecodable=True)
