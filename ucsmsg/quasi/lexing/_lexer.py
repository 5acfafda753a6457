"""The tokens of a text between two offsets, matched by the grammar's terminals."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from ucsmsg.places import Source
from ucsmsg.quasi.lexing._bracket_pairs import BracketPairs
from ucsmsg.quasi.lexing._grammar import SKIPPED, next_pattern, token_pattern

_LOOK_AHEAD = 100_000
_AHEAD_OF_CHARACTER = 4
_RESUMES = 20


class Token(NamedTuple):
    """A terminal of the grammar, and the offsets between which it was matched."""

    kind: str
    start: int
    end: int


_new = tuple.__new__  # half the time of the class itself, which calls it from Python


class Lexer:
    """The tokens of one text. What was looked at ahead is not matched once more."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.start = start
        self._end = len(text) if end is None else end
        self._match = token_pattern().match
        self._known: dict[int, Token | None] = {}
        self._pairs: BracketPairs | None = None
        self._resumes = _RESUMES
        self._look_ahead = _LOOK_AHEAD

    @functools.cached_property
    def source(self) -> Source:
        """The text with its lines."""
        return Source(self.text)

    @property
    def end(self) -> int:
        """The offset at which the text ends for the lexer."""
        return self._end

    @end.setter
    def end(self, end: int) -> None:
        self._end = end
        self._known.clear()
        self._pairs = None

    def begin(self, start: int) -> None:
        """Start anew at an offset after what was read before; looking ahead costs no more than for one text in all."""
        self._look_ahead = min(_LOOK_AHEAD, self._look_ahead + _AHEAD_OF_CHARACTER * (start - self.start))
        self._resumes = _RESUMES
        self._known.clear()
        self.start = start

    def spend_resume(self) -> bool:
        """True a few times: a string that never closes is read to the end of the text, and then once more after it."""
        self._resumes -= 1
        return self._resumes >= 0

    def spend_look_ahead(self, tokens: int = 1) -> bool:
        """True for so many tokens in all that looking ahead costs no more than reading on."""
        was_spent = self._look_ahead <= 0
        self._look_ahead -= tokens
        return not was_spent

    def next(self, position: int) -> Token | None:
        """The first token at or after `position`, white space of RFC 8259 left out; None at the end of the text."""
        if self._known and position in self._known:
            return self._known.pop(position)
        match = self._match(self.text, position, self._end)
        if match is None:
            return None
        kind = match.lastgroup or ""
        return _new(Token, (kind, *match.span(kind)))

    def peek(self, position: int) -> Token | None:
        """The first token at or after `position` that is no comment and no foreign white space either."""
        while True:
            token = self._known[position] if position in self._known else self.next(position)
            self._known[position] = token
            if token is None or token.kind not in SKIPPED:
                return token
            position = token.end

    def peek_kind(self, position: int) -> str:
        """The terminal of that token, "" at the end of the text."""
        token = self.peek(position)
        return token.kind if token else ""

    def unmatched_brackets(self, position: int) -> tuple[list[str], int]:
        """The terminals of the brackets from `position` on without pairs that match, and how many are looked at."""
        self._pairs = self._pairs or BracketPairs(self.text, position, self._end)
        return self._pairs.unmatched(position)

    def places(self, kinds: frozenset[str], start: int, end: int) -> Iterator[tuple[str, int]]:
        """The terminals of single characters between two offsets that are of these kinds, and where they stand."""
        for match in next_pattern(kinds).finditer(self.text, start, end):
            if match.lastgroup:
                yield match.lastgroup, match.end() - 1

    def tokens(self, position: int) -> Iterator[Token]:
        """All tokens from `position` on but comments and foreign white space."""
        next_match, text, end = self._match, self.text, self._end
        while match := next_match(text, position, end):
            kind = match.lastgroup or ""
            start, position = match.span(kind)
            if kind not in SKIPPED:
                yield _new(Token, (kind, start, position))
