"""What the rewriting lane leaves behind: findings and places of the text that was rewritten, without the grammar."""

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

from ucsmsg.diagnostics import Finding, new_finding
from ucsmsg.places import Path
from ucsmsg.quasi.edits._index import Index, Place
from ucsmsg.quasi.lanes._written_tokens import Tokens

_IN_RUN = re.compile(r"([uU]?'[^']*+')")

Piece = tuple[str, str, str, str]
"""A stretch of valid tokens, behind it a run of plain strings or another token to rewrite, or the sign of neither."""


class Rewritten:
    """A text as RFC 8259 has it, the names of what the original deviates in, and the pieces it was made of."""

    def __init__(self, text: str, pieces: Sequence[Piece], tokens: Tokens) -> None:
        self.text = text
        self.names = frozenset(tokens.names)
        self._pieces = pieces
        self._tokens = tokens

    def exceeds(self, limit: int) -> bool:
        """True when there are more findings than that."""
        at_most = sum([run.count("'") + len(token) for _, run, token, _ in self._pieces])
        return at_most > limit and sum(map(len, map(self._tokens.deviations, self._layout[0]))) > limit

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the grammar would report, in the order of the places."""
        tokens, starts, shifts = self._layout
        places = zip(self._index.paths_at(starts), tokens, starts, shifts, strict=False)
        deviations = self._tokens.deviations
        return tuple(
            [
                new_finding(name, message, path, origin + first, origin + last, found, used)
                for path, token, start, shift in places
                for origin in [start - shift]
                for name, message, first, last, found, used, _ in deviations(token)
            ]
        )

    def place_of(self, path: Path) -> Place | None:
        """The offsets in the original between which the value at the path stands; None when there is no such value."""
        return self._in_original(self._index.place_of(path))

    def name_place_of(self, path: Path) -> Place | None:
        """The same for the name of the member at the path."""
        return self._in_original(self._index.name_place_of(path))

    def _in_original(self, place: Place | None) -> Place | None:
        if place is None:
            return None
        _, starts, shifts = self._layout
        start, end = (offset - shifts[bisect_left(starts, offset)] for offset in place)
        return start, end

    @functools.cached_property
    def _index(self) -> Index:
        return Index(self.text)

    @functools.cached_property
    def _layout(self) -> tuple[list[str], list[int], list[int]]:
        """The tokens that were rewritten, where they start now, and how far the text is shifted.

        There is one shift more than tokens: before all of them, then behind each.
        """
        tokens: list[str] = []
        starts, shifts = [], [0]
        position = shift = 0  # in the text as it was, and from there to the text as it is now
        for valid, run, token, _ in self._pieces:
            position += len(valid)
            parts = _IN_RUN.split(run) if run else ()
            for string, between in zip(parts[1::2], parts[2::2], strict=True):
                tokens.append(string)
                starts.append(position + shift)
                shift -= string[0] != "'"
                shifts.append(shift)
                position += len(string) + len(between)
            if token:
                tokens.append(token)
                starts.append(position + shift)
                shift += len(self._tokens[token]) - len(token)
                shifts.append(shift)
                position += len(token)
        return tokens, starts, shifts
