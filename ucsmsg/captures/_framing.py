"""Arrays that only what stands before them tells from prose: an event's data in a stream, a body after HTTP headers."""

import re

from ucsmsg.captures._brackets import first_value_end

_EVENT_DATA = re.compile(r"data:[ ]?+(?=\[)")
_STATUS_LINE = re.compile(r"HTTP/[0-9.]++ [0-9]{3}\b")
_HEADER = re.compile(r"[\w-]++:")


class Framing:
    """What stands before the next block of a text."""

    def __init__(self) -> None:
        self._in_headers = False
        self._is_body_next = False

    def array_in(self, block: str) -> int | None:
        """Where the array begins that the block is, after the name of an event's data; None where it is none.

        One with objects in it needs nothing before it.
        """
        event = _EVENT_DATA.match(block)
        start = event.end() if event else 0
        is_expected = event is not None or self._is_body_next
        if self._in_headers or self._is_body_next or block.startswith("HTTP/"):
            self._pass(block)
        if not is_expected or block[start : start + 1] != "[" or "{" in block:
            return None
        return start if first_value_end(block[start:]) == len(block.rstrip()) - start else None

    def _pass(self, block: str) -> None:
        is_blank = not block.strip()
        self._is_body_next = is_blank and (self._in_headers or self._is_body_next)
        is_header = self._in_headers and _HEADER.match(block) is not None
        self._in_headers = is_header or _STATUS_LINE.match(block) is not None
