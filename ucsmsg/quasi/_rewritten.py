"""What the rewriting lane leaves behind: findings and places of the text that was rewritten, without the grammar."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path
from ucsmsg.quasi._index import Index, Place
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._scan import SCALARS, Scan
from ucsmsg.quasi._terminals import token_pattern

RUN = "RUN"
_IN_RUN = re.compile(r"[uU]?'[^']*+'")

Replaced = tuple[str, int, int, int]
"""A token that was rewritten: its terminal, its offsets in the original text, and how long it is now.

A run of plain strings, `RUN`, is many tokens with what stands between them.
"""


class Rewritten:
    """A text as RFC 8259 has it, the names of what the original deviates in, and the tokens that were rewritten."""

    def __init__(
        self, original: str, text: str, names: frozenset[str], replaced: Sequence[Replaced], limits: Limits
    ) -> None:
        self.text = text
        self.names = names
        self._original = original
        self._replaced = replaced
        self._limits = limits

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the grammar would report, in the order of the places."""
        scan = Scan(self._original, 0, len(self._original), token_pattern(), self._limits)
        paths = self._index.paths_at(self._shifts[0])
        for (kind, start, end, _), scan.path in zip(self._tokens(), paths, strict=True):
            if kind in SCALARS:
                scan.scalar(kind, start, end)
            elif kind == "TRAILING_COMMA":
                scan.trailing_comma(start, end)
            else:
                scan.ignore(kind, start, end)
        return tuple(scan.findings)

    def place_of(self, path: Path) -> Place | None:
        """The offsets in the original between which the value at the path stands; None when there is no such value."""
        place = self._index.place_of(path)
        if place is None:
            return None
        starts, shifts = self._shifts
        start, end = (offset - shifts[bisect_left(starts, offset)] for offset in place)
        return start, end

    @functools.cached_property
    def _index(self) -> Index:
        return Index(self.text)

    @functools.cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """Where the rewritten tokens start, and how far the text is shifted: before all of them, then behind each."""
        starts, shifts = [], [0]
        for _, start, end, length in self._tokens():
            starts.append(start + shifts[-1])
            shifts.append(shifts[-1] + length - (end - start))
        return starts, shifts

    def _tokens(self) -> Iterator[Replaced]:
        """The rewritten tokens, those in runs one by one."""
        for replaced in self._replaced:
            if replaced[0] != RUN:
                yield replaced
                continue
            for match in _IN_RUN.finditer(self._original, replaced[1], replaced[2]):
                start, end = match.span()
                if self._original[start] == "'":
                    yield "SINGLE_QUOTED_STRING", start, end, end - start
                else:
                    yield "STRING_PREFIX", start, end, end - start - 1
