"""Edits: what a reading changes in a text."""

import enum
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class EditKind(enum.StrEnum):
    """Why a text is changed.

    `REPAIR`: a departure with one reading is written as RFC 8259 has it. `LOSS`: what cannot be kept is left out, such
    as the fragment at the end of a text that was cut off. `OMISSION`: what has no single reading is left out.
    """

    REPAIR = "repair"
    LOSS = "loss"
    OMISSION = "omission"


class Edit(NamedTuple):
    """`text` takes the place of what stands between two offsets, in characters from 0.

    It `is_placeholder` where it only keeps the place of a name or value that has no reading.
    """

    start: int
    end: int
    text: str
    kind: EditKind
    is_placeholder: bool = False


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of their places, without those that are part of a larger one; insertions come first."""
    ordered, done = [], 0
    for edit in sorted(edits, key=_place):
        if edit.start >= done:
            ordered.append(edit)
            done = edit.end
    return ordered


def _place(edit: Edit) -> tuple[int, bool, int, bool]:
    """Insertions first, then a whole before its parts, and what is refused before what was taken there before."""
    return edit.start, edit.end > edit.start, -edit.end, not edit.is_placeholder


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that are in order."""
    parts: list[str] = []
    done = 0
    for start, end, replacement, *_ in edits:
        parts += (text[done:start], replacement)
        done = end
    parts.append(text[done:])
    return "".join(parts)


class OffsetMap:
    """The way from offsets in one text to those in another; the places of what differs in both are in order.

    A stretch that was added or left out has no length in one of them. What starts there starts after it, what ends
    there ends before it; what starts or ends inside a stretch is taken to its start or end.
    """

    def __init__(self, starts: list[int], ends: list[int], other_starts: list[int], other_ends: list[int]) -> None:
        self._starts, self._ends = starts, ends
        self._other_starts, self._other_ends = other_starts, other_ends

    def start(self, offset: int) -> int:
        """Where what starts at `offset` starts in the other text."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        end = self._ends[index]
        return self._other_starts[index] if offset < end else self._other_ends[index] + offset - end

    def end(self, offset: int) -> int:
        """Where what ends at `offset` ends in the other text."""
        index = bisect_left(self._ends, offset)
        if index < len(self._ends) and self._starts[index] < offset:
            return self._other_ends[index]
        return offset if index == 0 else self._other_ends[index - 1] + offset - self._ends[index - 1]


def offset_maps(edits: Iterable[Edit]) -> tuple[OffsetMap, OffsetMap]:
    """The ways from the original to the text with the edits, which are in order, and back."""
    starts, ends, new_starts, new_ends = [], [], [], []
    shift = 0
    for start, end, replacement, *_ in edits:
        starts.append(start)
        ends.append(end)
        new_starts.append(start + shift)
        shift += len(replacement) - (end - start)
        new_ends.append(end + shift)
    return OffsetMap(starts, ends, new_starts, new_ends), OffsetMap(new_starts, new_ends, starts, ends)
