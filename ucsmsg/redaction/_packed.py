"""Bodies in base64, which are written as a whole: each of their characters holds parts of several of the text."""

import base64

from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.redaction._texts import Redactor, applied


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
        return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")


def body_around(text: str, start: int, end: int) -> Body | None:
    """The body between the quotes around a stretch of a capture; None where it is no base64."""
    first, last = text.rfind('"', 0, start) + 1, text.find('"', end)
    try:
        data = base64.b64decode(text[first:last], validate=True)
    except ValueError:
        return None
    return Body(first, last, data.decode("utf-8", "surrogateescape"))
