"""What the rewriting lane leaves behind: findings and places of the text that was rewritten, without the grammar."""

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ucsmsg.diagnostics import Finding, new_finding
from ucsmsg.places import Path
from ucsmsg.quasi._index import Index, Place
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._nodes import Lexeme
from ucsmsg.quasi._scan import SCALARS, Scan
from ucsmsg.quasi._terminals import token_pattern

_IN_RUN = re.compile(r"[uU]?'[^']*+'")

Piece = tuple[str, str, str]
"""A stretch of valid tokens, and the run of plain strings or the other token behind it that was rewritten."""

Deviations = Sequence[tuple[str, str, int, int, str, str | None]]
"""The findings in one token: name, message, offsets from the token's start, what was found and what was used."""


class TokenReader:
    """What the grammar makes of tokens, each as if it stood alone; what it would report is kept for each."""

    def __init__(self, limits: Limits) -> None:
        self._scan = Scan("", 0, 0, token_pattern(), limits)
        self._deviations: dict[str, Deviations] = {}

    def read(self, token: str) -> tuple[str, Lexeme | None, list[Finding]]:
        """The terminal of a token, its value if it is a scalar, and the findings."""
        scan, length = self._scan, len(token)
        scan.take(token, length)
        match = scan.match(token)
        kind = match.lastgroup or "" if match else ""
        lexeme = None
        if kind in SCALARS:
            lexeme = scan.scalar(kind, 0, length)
        elif kind == "COMMA":
            scan.trailing_comma(0, length)
        else:
            scan.ignore(kind, 0, length)
        self._keep(token)
        return kind, lexeme, scan.findings

    def deviations(self, token: str) -> Deviations:
        """What there is to report of a token."""
        if token not in self._deviations:
            if token[-1] == "'" and "\\" not in token:  # from a run, where such strings are plain
                self._scan.take(token, len(token))
                content = token.index("'") + 1
                self._scan.quotes(token[: content - 1], 0, content, len(token), token[content:-1])
                self._keep(token)
            else:
                self.read(token)
        return self._deviations[token]

    def _keep(self, token: str) -> None:
        findings = self._scan.findings
        self._deviations[token] = [(one.name, one.message, one.start, one.end, one.found, one.used) for one in findings]


class Rewritten:
    """A text as RFC 8259 has it, the names of what the original deviates in, and the pieces it was made of.

    `written` has what stands for each token that is in no run.
    """

    def __init__(
        self, text: str, names: frozenset[str], pieces: Sequence[Piece], written: Mapping[str, str], reader: TokenReader
    ) -> None:
        self.text = text
        self.names = names
        self._pieces = pieces
        self._written = written
        self._deviations = reader.deviations

    def exceeds(self, limit: int) -> bool:
        """True when there are more findings than that."""
        return sum([len(self._deviations(token)) for token in self._layout[0]]) > limit

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the grammar would report, in the order of the places."""
        tokens, starts, shifts = self._layout
        places = zip(tokens, starts, shifts, self._index.paths_at(starts), strict=False)
        deviations = self._deviations
        return tuple(
            [
                new_finding(name, message, path, start - shift + first, start - shift + last, found, used, False)
                for token, start, shift, path in places
                for name, message, first, last, found, used in deviations(token)
            ]
        )

    def place_of(self, path: Path) -> Place | None:
        """The offsets in the original between which the value at the path stands; None when there is no such value."""
        place = self._index.place_of(path)
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
        for valid, run, token in self._pieces:
            position += len(valid)
            for match in _IN_RUN.finditer(run):
                string = match[0]
                tokens.append(string)
                starts.append(position + match.start() + shift)
                shift -= string[0] != "'"
                shifts.append(shift)
            if token:
                tokens.append(token)
                starts.append(position + shift)
                shift += len(self._written[token]) - len(token)
                shifts.append(shift)
            position += len(run) + len(token)
        return tokens, starts, shifts
