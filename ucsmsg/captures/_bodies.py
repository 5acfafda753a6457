"""The payloads in the bodies and frames of a browser's recording."""

import re
from collections.abc import Iterator

from ucsmsg.captures._capture import Capture
from ucsmsg.captures._har import Body, bodies
from ucsmsg.captures._layers import Layer, base64_layer, string_layer
from ucsmsg.captures._prose import found, stretches
from ucsmsg.captures._record import Record, damaged_string, marked, placed
from ucsmsg.captures._traffic import EVENT_NAME
from ucsmsg.diagnostics import Finding
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.text.marks import STRING_START

_FRAMING = re.compile(
    r"""(?: \s++
          | (?<![^\r\n])(?:data:[ ]?|(?:event|id|retry|):[^\r\n]*+)  # server-sent events
          | (?:/\*\*/)?[\w$.]++\( | \)(?:;|\s*+\Z)                   # a callback, as JSONP has it
          | while\(1\); | for\(;;\); | \)\]\}',?                     # guards against being run as a script
          | [0-9]++(?=[\[{])                                         # the type of a Socket.IO packet
        )*+""",
    re.VERBOSE,
)
_EXPECTED = "a recorded body as a JSON string or in base64"
_JSON = re.compile(rf"{STRING_START}|[\[{{]")


def har_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """The payloads of what the server sent, in the order of the recording."""
    for body in bodies(capture.chunks(), capture.origin, limits.size, capture.name):
        if body.is_cut_off:
            yield Record(body.source, findings=(_cut_off(body.source.text),), is_payload=False)
        else:
            yield from _body_records(body, limits)


def _body_records(body: Body, limits: Limits) -> Iterator[Record]:
    """Other traffic of the recording is passed over: only what looks like a notification counts."""
    raw = body.source.text
    if len(raw) > limits.size or (layer := base64_layer(raw) if body.is_base64 else string_layer(raw)) is None:
        if body.is_base64 or EVENT_NAME.search(raw):
            yield Record(body.source) if len(raw) > limits.size else damaged_string(body.source, _EXPECTED)
    elif EVENT_NAME.search(layer.text):
        for payload in _records(layer, limits):
            record = placed(payload, body.source, layer)
            yield marked(record, record.text) if body.is_base64 else record


def _records(layer: Layer, limits: Limits) -> Iterator[Record]:
    framing = _FRAMING.match(layer.text)
    if framing and not _JSON.match(layer.text, framing.end()):
        yield from found(layer.source, limits)
        return
    for start, end in _payloads(layer.text, limits):
        yield Record(Source(layer.text[start:end], None, layer.source.position(start)))


def _payloads(text: str, limits: Limits) -> Iterator[tuple[int, int]]:
    """The payloads of a text that is nothing else: all of it, but for the framing of transports between them."""
    places = [(start, end) for start, end, is_written in stretches(text, limits) if not is_written]
    if not places:
        yield 0, len(text)
        return
    starts = [start for start, _ in places]
    first = starts[0] if _is_framing(text, 0, starts[0]) else 0
    for (_, end), following in zip(places, [*starts[1:], len(text)], strict=True):
        yield first, end if _is_framing(text, end, following) else following
        first = following


def _is_framing(text: str, start: int, end: int) -> bool:
    match = _FRAMING.match(text, start)
    return match is not None and match.end() == end


def _cut_off(raw: str) -> Finding:
    message = "Expected the end of the recording, got the end of the file"
    return Finding(name="cut-off", message=message, end=len(raw), found=raw, refused=True)
