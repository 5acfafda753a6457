"""The payloads of pages: plain text, Markdown, HTML or XML."""

from collections.abc import Iterator
from itertools import islice

import attrs

from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._lines import Gathered, part_of
from ucsmsg.captures._markup import Page, is_markup, read_page
from ucsmsg.captures._passages import passages
from ucsmsg.captures._payload import Payload, passed_over_traffic, place_in
from ucsmsg.captures._prose import payloads_of, prose_payloads, unread_traffic
from ucsmsg.captures._traffic import NAME_WITH_VALUE, may_be_traffic
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
    position = 0
    found = blocks(passages([page.written.text], Position()), limits.size)
    for payload in payloads_of(found, limits):
        is_traffic = may_be_traffic(payload.text)
        doubts = tuple(islice(page.doubts(payload.source), limits.diagnostics)) if is_traffic else ()
        placed = place_in(payload, page.source, page.written)
        start = placed.source.origin.offset - page.source.origin.offset
        yield from _hidden(page, position, start)
        yield attrs.evolve(placed, findings=(*placed.findings, *doubts))
        position = start + len(placed.source.text)
    yield from _hidden(page, position, len(page.source.text))


def _hidden(page: Page, start: int, end: int) -> Iterator[Payload]:
    """What looks like traffic between two payloads, and is not in the text that a reader sees."""
    if name := NAME_WITH_VALUE.search(page.source.text, start, end):
        hidden = part_of(page.source, name.start(), end)
        is_hidden_by_damage = end == len(page.source.text) and not page.is_closed
        if is_hidden_by_damage:
            yield Payload(hidden, findings=(unread_traffic(hidden.text, refused=True),))
        else:
            yield passed_over_traffic(hidden, "what the page hides")
