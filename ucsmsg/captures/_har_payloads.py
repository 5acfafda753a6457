"""The payloads in the bodies and frames of a browser's recording."""

import base64
import functools
import json
from collections.abc import Generator, Iterator
from typing import Any

import attrs

from ucsmsg.captures._capture import Capture
from ucsmsg.captures._har import Body, Recording, Sender
from ucsmsg.captures._payload import Payload, damaged_string, passed_over_traffic, place_in, with_undecodable
from ucsmsg.captures._prose import unread_traffic
from ucsmsg.captures._texts import payloads_of_text
from ucsmsg.captures._traffic import EVENT_NAME, TRACE_WORDS, has_trace, may_have_trace
from ucsmsg.captures._words import stands_in
from ucsmsg.captures._written import from_base64, from_json_string
from ucsmsg.diagnostics import Finding
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.text.encodings import encoding_of

_EXPECTED = "a recorded body as a JSON string or in base64"


def har_payloads(capture: Capture, limits: Limits) -> Generator[Payload, None, Source]:
    """The payloads of what the server sent, in the order of the recording; returns what follows the recording."""
    is_plain = functools.partial(_is_plain, limits=limits)
    recording = Recording(
        capture.chunks(), capture.origin, limits.size, capture.name, is_plain=is_plain, is_live=capture.is_live
    )
    for body in recording.bodies():
        if body.is_cut_off:
            yield Payload(body.source, findings=(_cut_off(body.source.text),), is_about_capture=True)
        elif body.sender is Sender.SERVER:
            for payload in _body_payloads(body, limits):
                yield attrs.evolve(payload, origin=body.origin)
        else:
            yield from _other_traffic(body)
    return recording.rest()


def _is_plain(text: str, entry: Any, limits: Limits) -> bool:
    """True where an entry surely holds nothing that looks like a notification; what is packed in it is unpacked."""
    if len(text) > limits.size or may_have_trace(text):
        return False
    packed = text.count('"base64"')
    return not packed or (packed == 1 and _is_plain_in_base64(entry))


def _is_plain_in_base64(entry: Any) -> bool:
    try:
        content = entry["response"]["content"]
        return content["encoding"] == "base64" and _has_no_word(content["text"])
    except (LookupError, TypeError, ValueError):
        return False


def _has_no_word(packed: str) -> bool:
    """True where no word of a notification is packed in base64; raises `ValueError` where that is damaged."""
    data = base64.b64decode(packed, validate=True)
    encoding, _ = encoding_of(data)
    if not any(stands_in(word.encode(encoding), data) for word in TRACE_WORDS):
        return True
    return not may_have_trace(json.dumps(data.decode(encoding, "replace"), ensure_ascii=False))


def _body_payloads(body: Body, limits: Limits) -> Iterator[Payload]:
    """Other traffic of the recording is passed over: only what looks like a notification counts."""
    raw = body.source.text
    if len(raw) > limits.size or (written := from_base64(raw) if body.is_base64 else from_json_string(raw)) is None:
        if body.is_base64 or EVENT_NAME.search(raw) or has_trace(raw):
            yield Payload(body.source) if len(raw) > limits.size else damaged_string(body.source, _EXPECTED)
    elif EVENT_NAME.search(written.text):
        for payload in payloads_of_text(written, limits):
            placed = place_in(payload, body.source, written)
            yield with_undecodable(placed, placed.text) if body.is_base64 else placed
    elif has_trace(written.text) or has_trace(raw):
        yield passed_over_traffic(body.source, "a reply to a request")


def _other_traffic(body: Body) -> Iterator[Payload]:
    text = body.source.text
    if body.sender is Sender.UNKNOWN:
        yield Payload(body.source, findings=(unread_traffic(text, refused=True),))
    elif has_trace(text):
        yield passed_over_traffic(body.source, "what the client sent")


def _cut_off(raw: str) -> Finding:
    message = "Expected the end of the recording, got the end of the file"
    return Finding(name="cut-off", message=message, end=len(raw), found=raw, refused=True)
