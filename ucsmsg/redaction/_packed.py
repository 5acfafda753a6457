"""Bodies in base64, which are written as a whole: each of their characters holds parts of several of the text."""

import base64
import re
import string

from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.redaction._texts import Redactor, applied

_TO_THE_END = re.compile(r"[A-Za-z0-9+/]*+={0,2}")
_CHARACTERS = string.ascii_letters + string.digits + "+/"
_STEP = 1 << 10
_TOGETHER = 4
"""So many characters hold three bytes."""


class Body:
    """A body in base64 between two offsets of a capture, and the payloads that were found in it."""

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self._text = text
        self._readings: list[tuple[int, Reading]] = []
        self._done = 0

    def takes(self, reading: Reading) -> bool:
        """True where the payload stands in it, after those before; it is written with it then."""
        at = self._text.find(reading.source.text, self._done)
        if at < 0:
            return False
        self._readings.append((at, reading))
        self._done = at + len(reading.source.text)
        return True

    def written(self, redactor: Redactor) -> str:
        """The body with other words: in the payloads by their rules, and all of them elsewhere."""
        parts: list[str] = []
        done = 0
        for at, reading in self._readings:
            between = self._text[done:at]
            parts += (applied(between, redactor.unread(between)), applied(reading.source.text, redactor.edits(reading)))
            done = at + len(reading.source.text)
        rest = self._text[done:]
        text = "".join([*parts, applied(rest, redactor.unread(rest))])
        packed = base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")
        return packed[: self.end - self.start]


def body_around(text: str, start: int, end: int) -> Body | None:
    """The body around a stretch of a capture; None where it is no base64."""
    first = _start_of_run(text, start)
    match = _TO_THE_END.match(text, first)
    return _body(text, first, match.end()) if match and match.end() >= end else None


def _start_of_run(text: str, end: int) -> int:
    """Where the characters begin that stand before an offset and may all be base64."""
    start, step = end, _STEP
    while start > 0:
        first = max(0, start - step)
        others = len(text[first:start].rstrip(_CHARACTERS))
        if others:
            return first + others
        start, step = first, step * 2
    return 0


def _body(text: str, start: int, end: int) -> Body:
    """What may be cut off: the characters that hold no whole byte any more stay as they are."""
    raw = text[start:end].rstrip("=")
    whole = len(raw) - (len(raw) % _TOGETHER == 1)
    padding = "=" * (-whole % _TOGETHER)
    data = base64.b64decode(raw[:whole] + padding)
    return Body(start, start + min(end - start, whole + len(padding)), data.decode("utf-8", "surrogateescape"))
