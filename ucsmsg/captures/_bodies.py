"""The payloads in the bodies and frames of a browser's recording."""

import re
from collections.abc import Iterator

from ucsmsg import quasi
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._har import Body, bodies
from ucsmsg.captures._layers import base64_layer, string_layer
from ucsmsg.captures._prose import CANDIDATE
from ucsmsg.captures._record import Record, marked, part
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.quasi import Limits

_PAYLOAD_FIRST = re.compile(r"\s*+[{\[]")
_TRAFFIC = re.compile(r"""(?:channel|messageType)\\?["']""")


def har_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """The payloads of what the server sent, in the order of the recording."""
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
            record = part(body.source, layer, start, end)
            yield marked(record, record.text) if body.is_base64 else record


def _stretches(text: str, limits: Limits) -> list[tuple[int, int]]:
    """The payloads of a body: one, several as streaming has them, or between the words of other transports."""
    found = [place for place in quasi.find(text, limits=limits) if CANDIDATE.search(text, *place)]
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
