"""Texts as programs log bytes: in base64, in hexadecimal digits, or as numbers; told by a name in them."""

import base64
import re
from collections.abc import Iterator
from typing import Any

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._lines import decode_chunks
from ucsmsg.captures._traffic import PACKED_NAME, is_packed
from ucsmsg.captures._written import PackedOffsets, WrittenText, from_byte_pieces
from ucsmsg.places import Source
from ucsmsg.text.encodings import encoding_of

_RUN = postponed_pattern(
    r"(?<![\w+/\-])[\w+/\-]{40,}+={0,2}+|(?<![\w\-])(?:-?[0-9]{1,3}(?:,\s?+|\s)){30,}+-?[0-9]{1,3}", re.ASCII
)
_HEX = postponed_pattern(r"(?:0[xX])?((?:[0-9A-Fa-f]{2})++)[0-9A-Fa-f]?")
_DIGITS = postponed_pattern(r"-?[0-9]++")
_OF_ADDRESSES = str.maketrans("-_", "+/")
_IN_BASE64, _IN_HEX = (4, 3), (2, 1)
_BYTES = 256
_WRAPPED = {64, 72, 76}
"""Characters of a line of base64 that goes on in the next one."""


def packed_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What holds a notification's name in one of these forms."""
    if is_packed(text[start:end]):
        yield from (match for match in _RUN.finditer(text, start, end) if is_packed(match[0]))


def from_packed(raw: str) -> WrittenText | None:
    """The text of what `packed_in` found, as far as it goes; None where it is damaged, or goes on in the next line."""
    if any(map(str.isspace, raw)) or "," in raw:
        return from_numbers(raw)
    if digits := _HEX.fullmatch(raw):
        return _from_data(bytes.fromhex(digits[1]), digits.start(1), *_IN_HEX)
    if len(raw) in _WRAPPED:
        return None
    letters = raw.rstrip("=").translate(_OF_ADDRESSES)
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return _from_data(base64.b64decode(whole + "=" * (-len(whole) % 4)), 0, *_IN_BASE64)


def _from_data(data: bytes, first: int, characters: int, size: int) -> WrittenText:
    encoding, start = encoding_of(data)
    text = "".join(decode_chunks([data[start:]], encoding))
    return WrittenText(Source(text), PackedOffsets(text, encoding, start, first, characters, size))


def from_numbers(raw: str) -> WrittenText | None:
    """The text of numbers of bytes, which Java has from -128 on; None where they are no text in UTF-8."""
    pieces = [*_DIGITS.finditer(raw)]
    numbers = [int(piece[0]) for piece in pieces]
    if not _are_bytes(numbers):
        return None
    data = bytes(number % _BYTES for number in numbers)
    return from_byte_pieces(data, [piece.start() for piece in pieces], len(raw))


def are_packed(values: Any) -> bool:
    """True for an array of numbers of bytes that hold a notification's name."""
    is_array = isinstance(values, list) and len(values) > len(PACKED_NAME)
    return is_array and _are_bytes(values) and PACKED_NAME in bytes(value % _BYTES for value in values)


def _are_bytes(values: list[Any]) -> bool:
    return all(type(value) is int and -_BYTES // 2 <= value < _BYTES for value in values)
