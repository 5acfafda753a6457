"""The brackets of a text from an offset to its end, and which of them have no partner there."""

from bisect import bisect_left
from typing import NamedTuple

from ucsmsg.quasi.lexing._grammar import BRACKETS, next_pattern

_CLOSER_OF = {"LBRACE": "RBRACE", "LSQB": "RSQB"}


class Unmatched(NamedTuple):
    """A bracket without a partner, and the next one after it."""

    kind: str
    after: "Unmatched | None"


class BracketPairs:
    """What is found from one offset on answers for all offsets after it, so that a text is looked through once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._end = end
        self._begin(start)

    def _begin(self, start: int) -> None:
        found = next_pattern(BRACKETS).finditer(self._text, start, self._end)
        brackets = [(match.lastgroup, match.end()) for match in found if match.lastgroup]
        self._ends = [end for _, end in brackets]
        rest: Unmatched | None = None
        rests = [rest]
        for kind, _ in reversed(brackets):
            rest = rest.after if rest and rest.kind == _CLOSER_OF.get(kind) else Unmatched(kind, rest)
            rests.append(rest)
        self._rests = rests[::-1]

    def unmatched(self, position: int) -> tuple[list[str], int]:
        """The terminals of the brackets from `position` on without pairs that match; and how many there are with them.

        Where the tokens from `position` on are others than those found before, these are looked through instead.
        """
        first = next_pattern(BRACKETS).match(self._text, position, self._end)
        if first is None or not first.lastgroup:
            return [], 0
        index = bisect_left(self._ends, first.end())
        if self._ends[index : index + 1] != [first.end()]:
            self._begin(position)
            index = 0
        kinds, rest = [], self._rests[index]
        while rest:
            kinds.append(rest.kind)
            rest = rest.after
        return kinds, len(self._ends) - index
