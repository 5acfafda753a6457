"""What the rewriting lane leaves behind: findings and places of the text that was rewritten, without the grammar."""

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path
from ucsmsg.quasi.edits._edit import Edit, EditKind
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
        self.pieces = pieces
        self.tokens = tokens

    def exceeds(self, limit: int) -> bool:
        """True when there are more findings than that."""
        at_most = sum([run.count("'") + len(token) for _, run, token, _ in self.pieces])
        return at_most > limit and self.findings.counts().total() > limit

    @property
    def findings(self) -> "FindingsInTokens":
        """What the grammar would report, in the order of the places."""
        return FindingsInTokens(self)

    @property
    def edits(self) -> list[Edit]:
        """What is changed in the original: a comment is left out there, where only the lane needs a space for it."""
        tokens, starts, shifts = self.layout
        places = zip(tokens, starts, shifts, map(self.tokens.edited, tokens), strict=False)
        return [
            Edit(start - shift, start - shift + len(token), text, EditKind.REPAIR)
            for token, start, shift, text in places
        ]

    def place_of(self, path: Path) -> Place | None:
        """The offsets in the original between which the value at the path stands; None when there is no such value."""
        return self._in_original(self.index.place_of(path))

    def name_place_of(self, path: Path) -> Place | None:
        """The same for the name of the member at the path."""
        return self._in_original(self.index.name_place_of(path))

    def _in_original(self, place: Place | None) -> Place | None:
        if place is None:
            return None
        _, starts, shifts = self.layout
        start, end = place
        return start - shifts[bisect_left(starts, start)], end - shifts[bisect_left(starts, end)]

    @functools.cached_property
    def index(self) -> Index:
        """The places in the text."""
        return Index(self.text)

    @functools.cached_property
    def layout(self) -> tuple[list[str], list[int], list[int]]:
        """The tokens that were rewritten, where they start now, and how far the text is shifted.

        There is one shift more than tokens: before all of them, then behind each.
        """
        tokens: list[str] = []
        starts, shifts = [], [0]
        position = shift = 0  # in the text as it was, and from there to the text as it is now
        for valid, run, token, _ in self.pieces:
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
                shift += len(self.tokens[token]) - len(token)
                shifts.append(shift)
                position += len(token)
        return tokens, starts, shifts


class FindingsInTokens:
    """The findings in the tokens of a text that was rewritten."""

    def __init__(self, rewritten: Rewritten) -> None:
        self._rewritten = rewritten

    def counts(self) -> Counter[tuple[str, bool]]:
        """How often each deviation was found; what is refused is none of this lane's."""
        pieces, tokens = self._rewritten.pieces, self._rewritten.tokens
        strings = sum([run.count("'") for _, run, _, _ in pieces]) // 2
        counts = {("single-quoted-string", False): strings, ("string-prefix", False): tokens.prefixes_in_runs}
        counts = Counter({key: count for key, count in counts.items() if count})
        for token, count in Counter([token for _, _, token, _ in pieces if token]).items():
            for name in tokens.names_in(token):
                counts[name, False] += count
        return counts

    def __getitem__(self, index: int) -> Finding:
        number = bisect_right(self._behind, index)
        tokens, starts, shifts = self._rewritten.layout
        deviations = self._rewritten.tokens.deviations(tokens[number])
        path, origin = self._rewritten.index.path_at(starts[number]), starts[number] - shifts[number]
        name, message, first, last, found, used, _ = deviations[index - self._behind[number]]
        return Finding(name, message, path, origin + first, origin + last, found, used)

    @functools.cached_property
    def _behind(self) -> list[int]:
        """For each token the number of findings up to its end."""
        names_in = self._rewritten.tokens.names_in
        return [*itertools.accumulate([len(names_in(token)) for token in self._rewritten.layout[0]])]

    def __iter__(self) -> Iterator[Finding]:
        tokens, starts, shifts = self._rewritten.layout
        deviations = {token: self._rewritten.tokens.deviations(token) for token in dict.fromkeys(tokens)}
        ascent = self._rewritten.index.ascent()
        for token, start, shift in zip(tokens, starts, shifts, strict=False):
            if start >= ascent.limit:
                ascent.reach(start)
            path, origin = ascent.path, start - shift
            for name, message, first, last, found, used, _ in deviations[token]:
                yield _new(Finding, (name, message, path, origin + first, origin + last, found, used, False))


_new = tuple.__new__  # half the time of the class itself, which calls it from Python
