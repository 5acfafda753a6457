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
    """The way from offsets in an edited text back to those in the original; the edits are in order."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = [*edits]
        self._starts: list[int] = []  # of each edit in the edited text
        self._ends: list[int] = []
        shift = 0
        for start, end, replacement, *_ in self._edits:
            self._starts.append(start + shift)
            shift += len(replacement) - (end - start)
            self._ends.append(end + shift)

    def start(self, offset: int) -> int:
        """Where what starts at `offset` starts in the original: after anything left out right before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        edit, end = self._edits[index], self._ends[index]
        return edit.start if offset < end else edit.end + offset - end

    def end(self, offset: int) -> int:
        """Where what ends at `offset` ends in the original: before anything left out right after it."""
        index = bisect_left(self._ends, offset)
        if index < len(self._ends) and self._starts[index] < offset:
            return self._edits[index].end
        return offset if index == 0 else self._edits[index - 1].end + offset - self._ends[index - 1]
