"""What Java's `Map.toString()` prints, `{referenceId=1, errorMessage=Not found}`, read back where that has one reading.

The form has no quotes: nothing in it tells a text from a number or from null, and a text may hold whatever stands
between two members. It can be read where the type of each value is known from the schema and no text holds a sign of
the form.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._brackets import end_of_open
from ucsmsg.captures._written import Breaks, WrittenText
from ucsmsg.places import Source
from ucsmsg.schema import (
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Notification,
    UcsOperationResponse,
)
from ucsmsg.schema._kinds import Boolean, Integer, Kind, Object
from ucsmsg.schema._record import members_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf

Shape = Mapping[str, Any] | list[Any] | re.Pattern[str]
"""An object by the shapes of its members, an array by that of its elements, or the pattern of a value."""

_TELLS = postponed_pattern(r"\s*+\[?\s*+\{\s*+[A-Za-z]\w*+=(?![=>])")
_MEMBER = postponed_pattern(r"messageType=\w|channel=/v2/ucs/")
_NAME = postponed_pattern(r"\s*+([A-Za-z]\w*+)=")
_NEXT = postponed_pattern(r",\s++(?=[A-Za-z]\w*+=|\{)")
_TEXT = postponed_pattern(r"(?!null\b)(?:[^,={}\[\]\"\r\n]++|,(?!\s++\w++=))*+")
_NUMBER = postponed_pattern(r"-?(?:0|[1-9][0-9]*+)")
_WORD = postponed_pattern("true|false")
_METRICS = {
    "eventProcessing": {
        "nodeProcessingTimeNanos": _NUMBER,
        "serverGenerationTimestamp": _NUMBER,
        "serverProcessingTimeTotalMs": _NUMBER,
    }
}
_MESSAGES = (GetInteractionsHistoryMessage, GetInteractionContentMessage, UcsOperationResponse)


def is_java_map(text: str) -> bool:
    """True for a text that a map of Java's has printed, with a message in it."""
    return _TELLS.match(text) is not None and _MEMBER.search(text) is not None


def ends_of_java_maps(text: str) -> Callable[[int], int]:
    """The function that gives the end of a map that is printed at a place; 0 where none is, or where it has no end.

    A text in it may be what ends any other payload.
    """
    is_endless = False

    def end(start: int) -> int:
        nonlocal is_endless
        if is_endless or not _TELLS.match(text, start):
            return 0
        closed = end_of_open(text, start + 1, text[start])
        is_endless = not closed
        return closed

    return end


def from_java_map(text: str) -> WrittenText | None:
    """The JSON text of the map, or of a list of maps; None where it has no single reading."""
    reader = _Reader(text)
    try:
        end = reader.read(0, [_EVENT] if text.lstrip().startswith("[") else _EVENT)
    except _NoReadingError:
        return None
    return reader.written() if not text[end:].strip() else None


def _shape_of(kind: Kind) -> Shape:
    if isinstance(kind, RecordOf):
        return _members(kind.record)
    if isinstance(kind, ArrayOf):
        return [_shape_of(kind.element)]
    if isinstance(kind, Integer):
        return _NUMBER
    if isinstance(kind, Boolean):
        return _WORD
    return {} if isinstance(kind, Object) else _TEXT


def _members(record: type) -> dict[str, Shape]:
    return {member.wire: _shape_of(member.kind) for member in members_of(record).values()}


def _message() -> dict[str, Shape]:
    """The members of all messages: the same name has the same kind in each of them."""
    shapes: dict[str, Shape] = {"messageType": _TEXT}
    for record in _MESSAGES:
        shapes |= _members(record)
    return shapes | {"metrics": _METRICS}


def _event() -> dict[str, Shape]:
    members = members_of(Notification).values()
    return {each.wire: _message() if isinstance(each.kind, MessageOf) else _shape_of(each.kind) for each in members}


_EVENT = _event() | _message()
"""A message may stand without its event."""


class _NoReadingError(Exception):
    """The text is no such map, or has several readings."""


class _Reader:
    """Writes the text as JSON, with the place of each character."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._breaks = [(0, 0)]
        self._length = 0

    def written(self) -> WrittenText:
        """The text that was written."""
        return WrittenText(Source("".join(self._parts)), Breaks(self._breaks), is_string=False)

    def _add(self, part: str, start: int, end: int) -> None:
        """Add what stands in the text between two places; in step with it as far as both go."""
        if self._breaks[-1][0] == self._length:
            self._breaks.pop()
        self._breaks.append((self._length, start))
        self._parts.append(part)
        self._length += len(part)
        self._breaks.append((self._length, end))

    def _skip(self, sign: str, position: int) -> int:
        start = self._match(re.compile(r"\s*+"), position).end()
        if not self._text.startswith(sign, start):
            raise _NoReadingError
        self._add(sign, start, start + 1)
        return start + 1

    def _match(self, pattern: re.Pattern[str], position: int) -> re.Match[str]:
        match = pattern.match(self._text, position)
        if match is None:
            raise _NoReadingError
        return match

    def read(self, position: int, shape: Shape) -> int:
        """Read a value of the shape; gives the place behind it."""
        if isinstance(shape, list):
            return self._several(position, "[]", lambda at: self.read(at, shape[0]))
        if isinstance(shape, Mapping):
            left = dict(shape)
            return self._several(position, "{}", lambda at: self._member(at, left))
        return self._scalar(position, shape)

    def _several(self, position: int, brackets: str, read: Any) -> int:
        position = self._skip(brackets[0], position)
        if not self._text.startswith(brackets[1], position):
            position = read(position)
            while self._text.startswith(",", position):
                behind = self._match(_NEXT, position).end()
                self._add(",", position, behind)
                position = read(behind)
        return self._skip(brackets[1], position)

    def _member(self, position: int, left: dict[str, Shape]) -> int:
        name = self._match(_NAME, position)
        if name[1] not in left:
            raise _NoReadingError
        self._quoted(name[1], name.start(1))
        self._add(":", name.end() - 1, name.end())
        return self.read(name.end(), left.pop(name[1]))

    def _scalar(self, position: int, pattern: re.Pattern[str]) -> int:
        match = self._match(pattern, position)
        if pattern is _TEXT:
            self._quoted(match[0], position)
        else:
            self._add(match[0], position, match.end())
        return match.end()

    def _quoted(self, text: str, start: int) -> None:
        self._add('"', start, start)
        for at, character in enumerate(text, start):
            written = json.dumps(character, ensure_ascii=False)[1:-1]
            if len(written) > 1:
                self._add(written, at, at + 1)
            else:
                self._parts.append(written)
                self._length += 1
        self._add('"', start + len(text), start + len(text))
