"""What of a capture was read, and what was passed over: every character is in one of the two."""

import enum
from collections.abc import Iterator
from typing import Generic, TypeVar

import attrs

from ucsmsg.captures._payload import Payload

T = TypeVar("T")


class PassedOver(enum.StrEnum):
    """What a stretch of a capture is that was passed over. None of them but the last has a notification's member."""

    WHITE_SPACE = "white-space"
    """Blank lines and other white space between payloads, and record separators (U+001E)."""
    PROSE = "prose"
    """The text of a log or a page between payloads, prefixes of lines and what a page hides included."""
    RECORDING = "recording"
    """The parts of a browser's recording that are not read, and the texts in it that are no traffic of the server."""
    OTHER_JSON = "other-json"
    """JSON that is no notification and holds none, and what stands around a notification in it."""
    BEYOND_LIMIT = "beyond-limit"
    """What follows the beginning of a payload beyond `Limits.size`, up to the next one."""


@attrs.frozen
class Stretches:
    """How many stretches there were, and how many characters they had together."""

    count: int = 0
    characters: int = 0


@attrs.define
class Coverage:
    """How many characters of a capture stand in results, and what was passed over, as far as it has been read."""

    read: int = 0
    passed_over: dict[PassedOver, Stretches] = attrs.field(factory=dict)

    @property
    def characters(self) -> int:
        """All characters: those that were read, and those that were passed over."""
        return self.read + sum(stretches.characters for stretches in self.passed_over.values())

    def pass_over(self, kind: PassedOver, characters: int) -> None:
        """Count a stretch; none where it has no characters."""
        if characters > 0:
            before = self.passed_over.get(kind, Stretches())
            self.passed_over[kind] = Stretches(before.count + 1, before.characters + characters)


class Account:
    """The one place that counts: nothing is left out between a payload and the next one in the file."""

    def __init__(self, coverage: Coverage, limit: int, start: int = 0) -> None:
        self._coverage = coverage
        self._limit = limit
        self._end = start
        self._is_cut = False

    def read(self, payload: Payload, before: PassedOver) -> None:
        """Count a payload, and what stands between the last one and it, which is of the kind `before`."""
        start, length = payload.source.origin.offset, len(payload.source.text)
        self.pass_over(start, before)
        if length:
            self._coverage.read += max(0, start + length - self._end)
            self._end = max(self._end, start + length)
            self._is_cut = length > self._limit

    def pass_over(self, end: int, kind: PassedOver) -> None:
        """Count what follows the last payload, up to the offset `end`."""
        self._coverage.pass_over(PassedOver.BEYOND_LIMIT if self._is_cut else kind, end - self._end)
        self._is_cut = self._is_cut and end <= self._end
        self._end = max(self._end, end)


class Reading(Iterator[T], Generic[T]):
    """What a capture holds, one after the other; `coverage` says what of it was read so far."""

    def __init__(self, items: Iterator[T], coverage: Coverage) -> None:
        self._items = items
        self.coverage = coverage

    def __next__(self) -> T:
        return next(self._items)
