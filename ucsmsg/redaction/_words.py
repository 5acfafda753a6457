"""Words of a text, however their characters are written: as themselves, escaped, percent-encoded or as entities.

A word is what stands between other characters than letters, marks and digits: an address has several. What stands for
a character is as long as before when another of its alphabet is written in its place.
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ucsmsg.redaction._alphabets import alphabet_of

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0963\u0971-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
)
"""Marks are no letters for Python, but belong to the word in which they stand."""

_PLAIN = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
_SURROGATES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_SPELLED = (
    rf"{_SURROGATES}|\\u[0-9a-fA-F]{{4}}|\\u\{{[0-9a-fA-F]{{1,6}}\}}|\\U[0-9a-fA-F]{{8}}|(?:\\x[0-9a-fA-F]{{2}})++"
    r"|(?:%[0-9A-Fa-f]{2})++|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_COLOUR = r"(?:\x1b|\\u001[bB]|\\x1[bB]|\\e|\\033)\[[0-9;?]{0,20}[A-Za-z]"
"""What switches colours of a terminal."""
_RUN = re.compile(rf"{_COLOUR}|(?:{_PLAIN}|{_SPELLED})++|\\.", re.DOTALL)
_CELL = re.compile(rf"({_SPELLED})|.", re.DOTALL)
_ESCAPED_BYTES = re.compile(r"\\x|%")
_IS_COLOUR = re.compile(_COLOUR)
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


def words_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words between two offsets of a text in which a backslash stands for no more than what follows it."""
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        found = run[0]
        if (found[0] == "\\" and len(found) == len(r"\n")) or _IS_COLOUR.match(found):
            continue
        if _IS_PLAIN.fullmatch(found):
            yield Word(found, run.start(), run.end())
        else:
            yield from _joined(cells_in(text, run.start(), run.end()))


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


def cells_in(text: str, start: int, end: int) -> Iterator[Cell]:
    """The characters between two offsets of a text."""
    for match in _CELL.finditer(text, start, end):
        if match[1] is None:
            yield Cell(match[0], match.start(), match.end())
        elif _ESCAPED_BYTES.match(match[0]):
            yield from _of_bytes(match[0], match.start())
        else:
            yield from _of_one(match[0], match.start())


def _of_one(spelling: str, start: int) -> Iterator[Cell]:
    """The character of an escape or entity; what is none stands for itself."""
    meaning = _meaning(spelling)
    if len(meaning) == 1:
        yield Cell(meaning, start, start + len(spelling))
    else:
        yield from (Cell(each, start + at, start + at + 1) for at, each in enumerate(spelling))


def _meaning(spelling: str) -> str:
    if spelling[0] == "&":
        return html.unescape(spelling)
    codes = [int(digits.strip("{}"), 16) for digits in re.split(r"\\[uU]", spelling)[1:]]
    if len(codes) > 1:
        return chr(0x10000 + ((codes[0] - 0xD800) << 10) + (codes[1] - 0xDC00))
    return chr(codes[0]) if codes[0] <= 0x10FFFF else ""  # noqa: PLR2004 - the last code point


def _of_bytes(spelling: str, start: int) -> Iterator[Cell]:
    """The characters of escaped bytes, in UTF-8 where they are that; one of Latin-1 is a character as well."""
    mark = spelling[: 2 if spelling[0] == "\\" else 1]
    width = len(mark) + 2
    data = bytes.fromhex(spelling.replace(mark, ""))
    size: Callable[[str], int]
    try:
        meaning, size = data.decode(), _size
    except UnicodeDecodeError:
        if mark == "%":
            yield from (Cell(each, start + at, start + at + 1) for at, each in enumerate(spelling))
            return
        meaning, size = data.decode("latin-1"), len
    for character in meaning:
        end = start + width * size(character)
        yield Cell(character, start, end)
        start = end


def _size(character: str) -> int:
    return len(character.encode())


def respelled(spelling: str, character: str) -> str | None:
    """Another character of the same alphabet, written as the one that is written so, as long; None where it cannot."""
    if len(spelling) == 1:
        return character
    written = next((write(spelling, character) for mark, write in _WRITERS if spelling.startswith(mark)), None)
    return written if written and len(written) == len(spelling) else None


def _in_case(spelling: str, digits: str) -> str:
    """The hexadecimal digits in the letter case of those that were there."""
    return digits.upper() if re.search("[A-F]", spelling) else digits


def _as_units(spelling: str, character: str) -> str:
    if spelling[2] == "{":
        digits = f"{ord(character):x}".zfill(len(spelling) - len(r"\u{}"))
        return f"\\u{{{_in_case(spelling[2:], digits)}}}"
    data = character.encode("utf-16-be", "surrogatepass")
    units = (data[at : at + 2].hex() for at in range(0, len(data), 2))
    return "".join(f"\\u{_in_case(spelling, digits)}" for digits in units)


def _as_code(spelling: str, character: str) -> str:
    return f"\\U{_in_case(spelling[2:], f'{ord(character):08x}')}"


def _as_bytes(spelling: str, character: str) -> str:
    is_percent = spelling[0] == "%"
    encoding = "latin-1" if len(spelling) == len(r"\xe4") and not is_percent else "utf-8"
    data = character.encode(encoding, "replace")
    return "".join(f"{'%' if is_percent else chr(92) + 'x'}{_in_case(spelling, f'{byte:02x}')}" for byte in data)


def _as_entity(spelling: str, character: str) -> str:
    if spelling[1:2] == "#" and spelling[2:3] in "xX":
        return f"{spelling[:3]}{_in_case(spelling[3:], f'{ord(character):x}').zfill(len(spelling) - 4)};"
    return f"&#{str(ord(character)).zfill(len(spelling) - 3)};"


_WRITERS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("\\u", _as_units),
    ("\\U", _as_code),
    ("\\x", _as_bytes),
    ("%", _as_bytes),
    ("&", _as_entity),
)
