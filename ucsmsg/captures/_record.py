"""A record: one payload of a capture as it stands in the file."""

from collections.abc import Iterator

import attrs

from ucsmsg.captures._layers import Layer
from ucsmsg.captures._texts import part_of
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Source, Span
from ucsmsg.text.encodings import UNDECODABLE, undecodable_bytes

_FIRST_OF_UTF_8 = "\udc80"


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
            start, end = self.layer.outer(start, end)
        return self.source.span(start, end)


def whole(source: Source) -> Iterator[Record]:
    """The record of a whole text; none where it is blank."""
    record = Record(part_of(source, 0, len(source.text)))
    if record.source.text:
        yield record


def placed(record: Record, source: Source, layer: Layer) -> Record:
    """The record as it stands in the source, where it was found in the text of the layer."""
    start = record.source.origin.offset - layer.origin.offset
    end = start + len(record.source.text)
    if (start, end) != (0, len(layer.text)):
        first, last = layer.outer(start, end)
        source = Source(source.text[first:last], source.name, source.position(first))
    outer = record.layer.inside(layer, start) if record.layer else layer.part(start, end)
    return attrs.evolve(record, source=source, layer=outer)


def damaged_string(source: Source, expected: str) -> Record:
    """The record of what should be the inside of a JSON string."""
    message = f"Expected {expected}, got {shown(source.text)}"
    found = source.text
    finding = Finding(name="unexpected-text", message=message, end=len(found), found=found, refused=True)
    return Record(source, findings=(finding,))


def checked(record: Record) -> Record:
    """The record, with a mark where bytes of it were no text."""
    return record if record.source.text.isascii() else marked(record, record.source.text)


def marked(record: Record, text: str) -> Record:
    """The record, with a mark where the text has bytes that were none."""
    damage = "".join(match[0] for match in UNDECODABLE.finditer(text))
    if not damage:
        return record
    if record.findings or min(damage) < _FIRST_OF_UTF_8:
        return attrs.evolve(record, findings=(*record.findings, *undecodable_bytes(record.text)))
    return attrs.evolve(record, is_undecodable=True)
