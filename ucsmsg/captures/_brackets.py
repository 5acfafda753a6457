"""The brackets of a text outside of its strings, and which of them are open."""

import json
import re
from collections.abc import Iterator

from ucsmsg._postponed import postponed_pattern

STRING_REST = postponed_pattern(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
"""The rest of a string in double quotes that has been opened."""

_STRING = rf"""(?<!\\)(?s:"{STRING_REST.pattern})|(?<![\w\\])u?'[^'\\\r\n]*+(?:\\.[^'\\\r\n]*+)*+'"""
CLOSED_STRING = postponed_pattern(_STRING)
_TOKEN = postponed_pattern(_STRING + r"|[{}\[\]]")
BRACKET = postponed_pattern(r"[{\[\]}]")
BRACKETS = postponed_pattern(r"\{++|\[++|\}++|\]++")
"""Brackets of one kind in a row."""
_OPENER_OF = {"}": "{", "]": "["}
_DEPTH = 1 << 14


class OpenBrackets:
    """The brackets that are open. One that closes an outer level closes the inner ones; one too many closes nothing.

    Beyond a depth that no payload has they are only counted, so that endless brackets take no memory.
    """

    def __init__(self) -> None:
        self._stack = bytearray()
        self._counts = {"{": 0, "[": 0}
        self._surplus = 0

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def innermost(self) -> str:
        return chr(self._stack[-1]) if self._stack else ""

    def copy(self) -> "OpenBrackets":
        twin = OpenBrackets()
        twin._stack, twin._counts, twin._surplus = self._stack.copy(), self._counts.copy(), self._surplus
        return twin

    def is_open(self, opener: str) -> bool:
        """True when a bracket of that kind is open."""
        return self._counts[opener] > 0

    def would_close(self, closer: str) -> bool:
        """True when a bracket is open that `closer` closes."""
        return self.is_open(_OPENER_OF[closer])

    def take(self, brackets: str) -> None:
        """Open or close brackets: one, or several of a kind."""
        if brackets[0] in _OPENER_OF:
            self._close(_OPENER_OF[brackets[0]], len(brackets))
            return
        taken = brackets[: _DEPTH - len(self._stack)]
        self._surplus += len(brackets) - len(taken)
        self._stack += taken.encode()
        self._counts[brackets[0]] += len(taken)

    def _close(self, opener: str, times: int) -> None:
        surplus = min(times, self._surplus)
        self._surplus -= surplus
        for _ in range(min(times - surplus, self._counts[opener])):
            closed = ""
            while closed != opener:
                closed = chr(self._stack.pop())
                self._counts[closed] -= 1


def _walk(text: str, brackets: OpenBrackets) -> Iterator[re.Match[str]]:
    """Each bracket of the text outside of strings, when `brackets` has taken it."""
    for match in _TOKEN.finditer(text):
        if match[0] in "{}[]":
            brackets.take(match[0])
            yield match


def _has_closer(text: str) -> bool:
    """True where a bracket is closed at all; endless opening ones are seen at once."""
    return "}" in text or "]" in text


def balanced_end(text: str, before: OpenBrackets) -> int:
    """The offset after the last bracket that closes everything; 0 when there is none."""
    if not _has_closer(text):
        return 0
    brackets = before.copy()
    return max((match.end() for match in _walk(text, brackets) if not brackets), default=0)


def end_of_open(text: str, start: int, opener: str = "{") -> int:
    """The offset after the bracket that closes one that was opened before `start`; 0 when there is none."""
    brackets = OpenBrackets()
    brackets.take(opener)
    for match in _TOKEN.finditer(text, start):
        if match[0] in "{}[]":
            brackets.take(match[0])
        if not brackets:
            return match.end()
    return 0


def first_value_end(text: str) -> int:
    """The offset after the bracket that closes the one with which the text begins; 0 when there is none."""
    if text.lstrip()[:1] not in ("{", "[") or not _has_closer(text):
        return 0
    brackets = OpenBrackets()
    return next((match.end() for match in _walk(text, brackets) if not brackets), 0)


def elements(text: str) -> Iterator[tuple[int, int]]:
    """The messages of a batch as stretches of its text; the text itself where it is no array of objects."""
    if not text.startswith("["):
        yield 0, len(text)
    elif (objects := _objects_in(text)) is None:
        yield from _elements_in(text)
    else:
        yield from objects


_SIGN = postponed_pattern(r"(?:\A\[|[ \t\r\n]*+(?:,|(?P<end>\])))[ \t\r\n]*+")
"""Before, between and behind the elements of an array."""


def _objects_in(text: str) -> list[tuple[int, int]] | None:
    """The elements of an array of objects in valid JSON, by a decoder in C; None for any other text."""
    found: list[tuple[int, int]] = []
    position = 0
    try:
        while (sign := _SIGN.match(text, position)) and not sign["end"] and text.startswith("{", sign.end()):
            start, (_, position) = sign.end(), _decode(text, sign.end())
            found.append((start, position))
    except (ValueError, RecursionError):
        return None
    return found if sign and sign["end"] and sign.end() == len(text) else None


_decode = json.JSONDecoder().raw_decode


def _elements_in(text: str) -> Iterator[tuple[int, int]]:
    brackets, start, depth = OpenBrackets(), 0, 0
    for match in _walk(text, brackets):
        if depth == 1 and len(brackets) > depth:
            start = match.start()
        elif len(brackets) == 1 and depth > 1:
            yield start, match.end()
        depth = len(brackets)
