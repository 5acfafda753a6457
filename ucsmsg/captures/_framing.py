"""Empty batches, which only what stands before them tells from prose: `data:` of an event stream, HTTP headers."""

from ucsmsg._postponed import postponed_pattern

_EMPTY = postponed_pattern(r"\[\s*+\]\s*+\Z")
_EVENT_DATA = postponed_pattern(r"data:[ ]?+(?=\[)")
_STATUS_LINE = postponed_pattern(r"HTTP/[0-9.]++ [0-9]{3}\b")
_HEADER = postponed_pattern(r"[\w-]++:")


class Framing:
    """What stands before the next block of a text."""

    def __init__(self) -> None:
        self._in_headers = False
        self._is_body_next = False

    @property
    def is_open(self) -> bool:
        """True among headers, and where a body may follow."""
        return self._in_headers or self._is_body_next

    def array_in(self, block: str) -> int | None:
        """Where the empty array begins that the block is, after the name of an event's data; None where it is none.

        One with objects in it needs nothing before it, and one of other values is none of the server's.
        """
        event = _EVENT_DATA.match(block)
        start = event.end() if event else 0
        is_expected = event is not None or self._is_body_next
        if self._in_headers or self._is_body_next or block.startswith("HTTP/"):
            self._pass(block)
        return start if is_expected and _EMPTY.match(block, start) else None

    def _pass(self, block: str) -> None:
        is_blank = not block.strip()
        self._is_body_next = is_blank and (self._in_headers or self._is_body_next)
        is_header = self._in_headers and _HEADER.match(block) is not None
        self._in_headers = is_header or _STATUS_LINE.match(block) is not None
