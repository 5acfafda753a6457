"""The payloads of pages: plain text, Markdown, HTML or XML."""

from collections.abc import Iterator
from itertools import islice

import attrs

from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._markup import Page, is_markup, read_page
from ucsmsg.captures._prose import prose_records, records_of
from ucsmsg.captures._record import Record, placed
from ucsmsg.captures._texts import Gathered, pieces
from ucsmsg.places import Position
from ucsmsg.quasi import Limits


def page_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """The payloads of a page."""
    if not is_markup(capture.head):
        yield from prose_records(capture, limits)
        return
    text = Gathered(limits.size)
    for chunk in capture.chunks():
        text.add(chunk, capture.origin)
    source = text.take(capture.name)
    if len(source.text) > limits.size:
        yield Record(source)
    else:
        yield from _markup_records(read_page(source), limits)


def _markup_records(page: Page, limits: Limits) -> Iterator[Record]:
    for payload in records_of(blocks(pieces([page.layer.text], Position()), limits.size), limits):
        doubts = tuple(islice(page.doubts(payload.source), limits.diagnostics))
        record = placed(payload, page.source, page.layer)
        yield attrs.evolve(record, findings=(*record.findings, *doubts))
