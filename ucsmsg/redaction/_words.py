"""Words of a text, however their characters are written: as themselves, escaped, percent-encoded or as entities.

A word is what stands between other characters than letters, marks and digits: an address has several.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ucsmsg.redaction._alphabets import alphabet_of
from ucsmsg.redaction._spellings import SPELLED, meant_by, respelled

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0963\u0971-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
)
"""Marks are no letters for Python, but belong to the word in which they stand."""

_PLAIN = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
_COLOUR = r"(?:\x1b|\\u001[bB]|\\x1[bB]|\\e|\\033)\[[0-9;?]{0,20}[A-Za-z]"
"""What switches colours of a terminal: no word stands in it, and none in another escape."""
_IS_PLAIN = re.compile(_PLAIN)


class Cell(NamedTuple):
    """A character, and between which offsets of the text it is written."""

    character: str
    start: int
    end: int


class Word(NamedTuple):
    """A word, and between which offsets it is written; its cells where it is not written as itself."""

    text: str
    start: int
    end: int
    cells: tuple[Cell, ...] = ()

    def rewritten(self, text: str, other: str) -> str | None:
        """Another word of the same length, as this one is written in the text; None where that cannot be."""
        if not self.cells:
            return other
        pieces = (respelled(text[cell.start : cell.end], new) for cell, new in zip(self.cells, other, strict=True))
        written = [piece for piece in pieces if piece is not None]
        return "".join(written) if len(written) == len(self.cells) else None


class _Patterns:
    """What finds words in a text where `backslash` stands for one."""

    def __init__(self, backslash: str) -> None:
        spelled, colour = (pattern.replace(r"\\", backslash) for pattern in (SPELLED, _COLOUR))
        self.run = re.compile(rf"{colour}|(?P<word>(?:{_PLAIN}|{spelled})++)|{backslash}.?", re.DOTALL)
        self.cell = re.compile(rf"(?P<spelled>{spelled})|.", re.DOTALL)


_OF_TEXT, _OF_PROSE = _Patterns(r"\\"), _Patterns(r"\\++")


def words_in(text: str, start: int = 0, end: int | None = None, *, is_prose: bool = False) -> Iterator[Word]:
    """The words between two offsets of a text, in which a backslash belongs to what follows it.

    In prose several of them do: what stands there may have been written in a string, and that in another one.
    """
    patterns = _OF_PROSE if is_prose else _OF_TEXT
    for run in patterns.run.finditer(text, start, len(text) if end is None else end):
        found = run["word"]
        if found is None:
            continue
        if _IS_PLAIN.fullmatch(found):
            yield Word(found, run.start(), run.end())
        else:
            yield from _joined(_cells_in(patterns, text, run.start(), run.end()))


def _cells_in(patterns: _Patterns, text: str, start: int, end: int) -> Iterator[Cell]:
    """The characters between two offsets of a text."""
    for match in patterns.cell.finditer(text, start, end):
        place = match.start()
        for character, size in meant_by(match[0]) if match["spelled"] else [(match[0], 1)]:
            yield Cell(character, place, place + size)
            place += size


def _joined(cells: Iterator[Cell]) -> Iterator[Word]:
    """The words that cells next to each other make."""
    word: list[Cell] = []
    for cell in cells:
        if alphabet_of(cell.character):
            word.append(cell)
        elif word:
            yield _word_of(word)
            word = []
    if word:
        yield _word_of(word)


def _word_of(cells: list[Cell]) -> Word:
    return Word("".join(cell.character for cell in cells), cells[0].start, cells[-1].end, tuple(cells))
