"""The payloads of pages: plain text, Markdown or HTML."""

from collections.abc import Iterator

from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._formats import is_markup
from ucsmsg.captures._layers import Layer
from ucsmsg.captures._markup import page_layer
from ucsmsg.captures._prose import found, prose_records
from ucsmsg.captures._record import Record, part
from ucsmsg.captures._texts import Gathered, pieces
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits


def page_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """The payloads of a page."""
    if not is_markup(capture.head):
        yield from prose_records(capture, limits)
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
        for record in found(block, limits):
            start = record.source.origin.offset
            yield part(page, layer, start, start + len(record.source.text))
