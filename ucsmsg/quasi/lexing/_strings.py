"""Strings: from the text between the quotes to the value."""

import bisect
import re
import sys
from itertools import accumulate, count, islice
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings
from operator import add
from typing import NamedTuple

from ucsmsg.quasi.lexing._grammar import content_pattern, string_pattern
from ucsmsg.text.json_text import SURROGATE, piece_text

_UNDECODABLE = re.compile("[\udc80-\udcff]")

_LONG_ESCAPE = re.compile(r'\\[^"/bfnrt_]')
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}


class Deviation(NamedTuple):
    """A deviation inside a string, at offsets of the text; `used` stands between quotes, or is None."""

    name: str
    start: int
    end: int
    used: str | None
    refusal: str = ""


def has_surrogate(value: str) -> bool:
    """True when the value holds half of a surrogate pair."""
    return not value.isascii() and SURROGATE.search(value) is not None


def has_undecodable(text: str, start: int, end: int) -> bool:
    """True when a text from bytes holds, between two offsets, bytes that are not UTF-8."""
    return _UNDECODABLE.search(text, start, end) is not None


def read_content(
    text: str, start: int, end: int, *, prefix: str = "", limit: int = sys.maxsize
) -> tuple[str, list[Deviation]]:
    """The value of any string's content, piece by piece, with the deviations in it: one more than `limit` at most."""
    if (whole := string_pattern().fullmatch(text, start, end)) and whole.lastgroup == "TEXT":
        return whole[0], []
    pieces: list[str] = []
    deviations: list[Deviation] = []
    for match in content_pattern().finditer(text, start, end):  # the pieces leave no character out
        piece, kind = match[0], match.lastgroup or ""
        value = scanstring(piece + '"', 0)[0] if kind == "ESCAPES" else _value_of(kind, piece)
        pieces.append(value)
        if kind not in _PLAIN and len(deviations) <= limit:
            place = match.start()
            deviations.append(_deviation(kind, place, piece, value, prefix, before=text[place - 1 : place]))
    value = "".join(pieces)
    return (_joined(value) if has_surrogate(value) else value), deviations


def _joined(value: str) -> str:
    """The value with halves of surrogate pairs that meet as one character, which they are in every JSON text of it."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


_PLAIN = frozenset({"TEXT", "ESCAPES"})


def _value_of(kind: str, piece: str) -> str:
    if kind in ("TEXT", "CONTROL_CHARACTER"):
        return piece
    if kind == "LINE_CONTINUATION":
        return ""
    if kind == "SURROGATE_PAIR":
        high, low = int(piece[2:6], 16), int(piece[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if kind == "BYTES_ESCAPE":
        return bytes.fromhex(piece.replace("\\x", "")).decode("latin-1")
    digits = piece[2:].strip("{}")
    if piece[0] == "\\" and piece[1] in "xuU" and digits and kind != "UNKNOWN_ESCAPE":
        return chr(int(digits, 16))
    return _ESCAPES.get(piece[1:2], piece[1:]) if piece[0] == "\\" else piece


def _deviation(kind: str, start: int, piece: str, value: str, prefix: str, *, before: str) -> Deviation:
    end = start + len(piece)
    if kind == "CONTROL_CHARACTER" and before == "=" and piece[0] in "\r\n":
        refusal = "Expected an escape for the line break, got one behind `=`: a mail in quoted-printable has none there"
        return Deviation("control-character", start, end, None, refusal)
    if kind == "UNKNOWN_ESCAPE":
        refusal = "Expected an escape of RFC 8259 or `\\\\` for a backslash"
        return Deviation("unknown-escape", start, end, None, refusal)
    if kind == "BYTES_ESCAPE" and prefix.lower() != "u" and (character := _as_utf8(value)):
        refusal = f"Expected a character, got two readings: `{character}` as UTF-8 bytes or `{value}` as characters"
        return Deviation("foreign-escape", start, end, None, refusal)
    name = kind.lower().replace("_", "-") if kind in ("LONE_SURROGATE", "CONTROL_CHARACTER") else "foreign-escape"
    return Deviation(name, start, end, piece_text(value))


def _as_utf8(value: str) -> str:
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return ""


class ContentOffsets:
    """For each offset in a string's value, the offset in the text where that character is written."""

    def __init__(self, text: str, start: int, end: int) -> None:
        content = text[start:end].replace("\\\\", "\\_")
        if has_surrogate(content) or _LONG_ESCAPE.search(content):
            self._find_pieces(text, start, end)
            return
        *escaped, _ = content.split("\\")  # each escape is two characters for one
        self._values = [0, *islice(accumulate(map(len, escaped), initial=1), 1, None)]
        self._places: list[int] = [*map(add, self._values, count(start))]

    def _find_pieces(self, text: str, start: int, end: int) -> None:
        self._values, self._places = [0], [start]
        length = 0
        before = ""
        for match in string_pattern().finditer(text, start, end):
            value = _value_of(match.lastgroup or "", match[0])
            length += len(_joined(before[-1:] + value)) - len(before[-1:])  # two halves that meet are one character
            before = value
            self._values.append(length)
            self._places.append(match.end())

    def __getitem__(self, offset: int) -> int:
        index = bisect.bisect_right(self._values, offset) - 1
        return self._places[index] + offset - self._values[index]
