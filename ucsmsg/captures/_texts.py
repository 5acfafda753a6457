"""The payloads of a text that stands in written form in another one: a recorded body, a string of other JSON."""

import re
from collections.abc import Iterator

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._payload import Payload
from ucsmsg.captures._prose import payload_spans, payloads_around
from ucsmsg.captures._whole_values import object_at_end
from ucsmsg.captures._written import WrittenText
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.text.marks import STRING_START

_FRAMING = postponed_pattern(
    r"""(?: \s++
          | (?<![^\r\n])(?:data:[ ]?|(?:event|id|retry|):[^\r\n]*+)  # server-sent events
          | while\(1\); | for\(;;\); | \)\]\}',?                     # guards against being run as a script
          # a callback, as JSONP has it
          | (?:/\*\*/\s*+(?:typeof\ [\w$.]++\ ===\ 'function'\ &&\ )?+)?+[\w$.]++\( | \)(?:;|\s*+\Z)
          | (?:[0-9]++:)?[0-9]++-?(?:/[^,\s]*+,)?+[0-9]*+(?=[\[{])   # the type of a Socket.IO packet
          | a(?=\[")                                                 # a frame of SockJS
        )*+""",
    re.VERBOSE,
)
_JSON = postponed_pattern(rf"{STRING_START}|[\[{{]")


def payloads_of_text(written: WrittenText, limits: Limits) -> Iterator[Payload]:
    """The payloads of the text that is meant, with their places in it: all of it but framing, or what is in prose."""
    framing = _FRAMING.match(written.text)
    if framing and not _JSON.match(written.text, framing.end()):
        yield from payloads_around(written.source, object_at_end(written.text), limits)
        return
    for start, end in _spans(written.text, limits):
        yield Payload(Source(written.text[start:end], None, written.source.position(start)))


def _spans(text: str, limits: Limits) -> Iterator[tuple[int, int]]:
    """The payloads of a text that is nothing else: all of it, but for the framing of transports between them."""
    spans = [(start, end) for start, end, is_written in payload_spans(text, limits) if not is_written]
    if not spans:
        yield 0, len(text)
        return
    starts = [start for start, _ in spans]
    first = starts[0] if _is_framing(text, 0, starts[0]) else 0
    for (_, end), following in zip(spans, [*starts[1:], len(text)], strict=True):
        yield first, end if _is_framing(text, end, following) else following
        first = following


def _is_framing(text: str, start: int, end: int) -> bool:
    match = _FRAMING.match(text, start)
    return match is not None and match.end() == end
