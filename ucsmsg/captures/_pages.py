"""The payloads of pages: plain text, Markdown, HTML or XML."""

from collections.abc import Iterator
from itertools import islice

import attrs

from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._lines import Gathered, pieces
from ucsmsg.captures._markup import Page, is_markup, read_page
from ucsmsg.captures._payload import Payload, place_in
from ucsmsg.captures._prose import payloads_of, prose_payloads
from ucsmsg.places import Position
from ucsmsg.quasi import Limits


def page_payloads(capture: Capture, limits: Limits) -> Iterator[Payload]:
    """The payloads of a page."""
    if not is_markup(capture.head):
        yield from prose_payloads(capture, limits)
        return
    text = Gathered(limits.size)
    for chunk in capture.chunks():
        text.add(chunk, capture.origin)
    source = text.take(capture.name)
    if len(source.text) > limits.size:
        yield Payload(source)
    else:
        yield from _markup_payloads(read_page(source), limits)


def _markup_payloads(page: Page, limits: Limits) -> Iterator[Payload]:
    for payload in payloads_of(blocks(pieces([page.written.text], Position()), limits.size), limits):
        doubts = tuple(islice(page.doubts(payload.source), limits.diagnostics))
        placed = place_in(payload, page.source, page.written)
        yield attrs.evolve(placed, findings=(*placed.findings, *doubts))
