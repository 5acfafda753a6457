"""Unified differences, made from the changes themselves: in linear time, whatever the text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ucsmsg._postponed import postponed_pattern
from ucsmsg._screen import printable

_LINE = postponed_pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTEXT = 3


class Change(NamedTuple):
    """`text` takes the place of what stands between two offsets."""

    start: int
    end: int
    text: str


class _Block(NamedTuple):
    """The lines from `first` up to `last`, that one not included, and those in their place."""

    first: int
    last: int
    lines: list[str]


def apply(text: str, changes: Iterable[Change]) -> str:
    """The text with its changes, which are in order and apart."""
    return apply_between(text, 0, len(text), changes)


def apply_between(text: str, start: int, end: int, changes: Iterable[Change]) -> str:
    """The part of the text between two offsets, with the changes of it."""
    parts: list[str] = []
    done = start
    for first, last, replacement in changes:
        parts += (text[done:first], replacement)
        done = last
    return "".join([*parts, text[done:end]])


def unified(text: str, changes: Iterable[Change], names: tuple[str, str], context: int = _CONTEXT) -> Iterator[str]:
    """The lines of the difference that the changes make, which are in order and apart; none where there are none.

    `names` are those of the text before and after; `context` is how many lines around a change are shown.
    """
    lines = _LINE.findall(text)
    blocks = [*_blocks(text, lines, changes)]
    if blocks:
        yield f"--- {printable(names[0])}\n"
        yield f"+++ {printable(names[1])}\n"
    shift = 0
    for hunk in _hunks(blocks, 2 * context):
        first, last = max(0, hunk[0].first - context), min(len(lines), hunk[-1].last + context)
        added = sum(len(block.lines) - (block.last - block.first) for block in hunk)
        old, new = _range(first, last - first), _range(first + shift, last - first + added)
        yield f"@@ -{old} +{new} @@\n"
        shift += added
        for sign, line in _signed(lines, hunk, first, last):
            yield sign + printable(line.rstrip("\r\n")) + "\n"


def _blocks(text: str, lines: list[str], changes: Iterable[Change]) -> Iterator[_Block]:
    """The lines that change; changes in lines next to each other are one block."""
    starts = [0, *accumulate(map(len, lines))]
    is_open = not text.endswith(("\n", "\r"))  # the end of the text is in the last line, not after it
    group: list[Change] = []
    first = last = 0
    for change in changes:
        begin, end = (bisect_right(starts, place, hi=len(starts) - is_open) - 1 for place in change[:2])
        if group and begin > last:
            yield _block(text, starts, group, first, last)
            group = []
        first = first if group else begin
        last = min(len(lines), end + 1)
        group.append(change)
    if group:
        yield _block(text, starts, group, first, last)


def _block(text: str, starts: Sequence[int], changes: list[Change], first: int, last: int) -> _Block:
    return _Block(first, last, _LINE.findall(apply_between(text, starts[first], starts[last], changes)))


def _hunks(blocks: Iterable[_Block], gap: int) -> Iterator[list[_Block]]:
    """Blocks that are shown together, as no more than `gap` lines stand between two of them."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].last > gap:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _signed(lines: list[str], hunk: list[_Block], first: int, last: int) -> Iterator[tuple[str, str]]:
    """The lines of a hunk, each with what becomes of it."""
    done = first
    for block in hunk:
        yield from ((" ", line) for line in lines[done : block.first])
        yield from (("-", line) for line in lines[block.first : block.last])
        yield from (("+", line) for line in block.lines)
        done = block.last
    yield from ((" ", line) for line in lines[done:last])


def _range(first: int, count: int) -> str:
    """The lines of a hunk as its head has them: counted from 1; of none the one before."""
    if count == 1:
        return str(first + 1)
    return f"{first + 1 if count else first},{count}"
