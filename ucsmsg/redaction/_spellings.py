"""How characters are written where they do not stand as themselves: escaped, as bytes, as entities.

Whatever stands for one can stand for another of its alphabet, in as many characters.
"""

import html
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

Meant = Iterator[tuple[str, int]]
"""Characters, each with how many it is written with."""

_UNIT = re.compile(r"(\\+u)([0-9a-fA-F]{4})")
_BYTE = re.compile(r"(\\+x|%(?:25){0,3})([0-9a-fA-F]{2})")
_CODE = re.compile(r"(\\+(?:u\{|U))([0-9a-fA-F]++)(\}?)")
_ENTITY = re.compile(r"(&(?:amp;){0,3})(#[xX]|#)?([0-9a-zA-Z]++)(;)")


class _Form(NamedTuple):
    """A form: what it looks like, how it begins, and the ways from it and to it."""

    pattern: str
    begins: re.Pattern[str]
    read: Callable[[str], "Meant | None"]
    write: Callable[[str, str], str]


def meant_by(spelling: str) -> Meant:
    """The characters that stand there in one form; where it has no meaning, those that it is written with."""
    meant = next(form.read(spelling) for form in _FORMS if form.begins.match(spelling))
    return ((character, 1) for character in spelling) if meant is None else meant


def respelled(spelling: str, character: str) -> str | None:
    """Another character in the form of the one that is written so; None where that would not be as long."""
    if len(spelling) == 1:
        return character
    written = next((form.write(spelling, character) for form in _FORMS if form.begins.match(spelling)), "")
    return written if len(written) == len(spelling) else None


def in_digits(digits: str, before: str, character: str) -> str | None:
    """Another character in the hexadecimal digits of its bytes, as the one before is; None where that is not so."""
    data = before.encode("utf-8", "surrogatepass").hex()
    written = character.encode("utf-8", "surrogatepass").hex()
    return _in_case(digits, written) if digits.lower() == data and len(written) == len(data) else None


def _shared(pieces: Sequence[str], text: str, size: Callable[[str], int]) -> Meant:
    """The characters of a text, which are written with so many of the pieces each."""
    taken = iter(pieces)
    return ((character, sum(map(len, islice(taken, size(character))))) for character in text)


def _in_case(spelling: str, digits: str) -> str:
    """The hexadecimal digits in the letter case of those that were there."""
    return digits.upper() if re.search("[A-F]", spelling) else digits


def _put(spelling: str, piece: re.Pattern[str], digits: Sequence[str]) -> str:
    """The spelling with other digits; "" where there are not as many pieces of them."""
    new = iter(digits)
    written, count = piece.subn(lambda match: match[1] + _in_case(spelling, next(new, "")), spelling)
    return written if count == len(digits) else ""


# ---- Units of UTF-16 ----


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _read_units(spelling: str) -> Meant:
    pieces = [*_UNIT.finditer(spelling)]
    text = bytes.fromhex("".join(piece[2] for piece in pieces)).decode("utf-16-be", "surrogatepass")
    return _shared([piece[0] for piece in pieces], text, lambda character: len(_utf_16(character)) // 2)


def _write_unit(spelling: str, character: str) -> str:
    digits = _utf_16(character).hex()
    return _put(spelling, _UNIT, [digits[at : at + 4] for at in range(0, len(digits), 4)])


# ---- Code points ----


def _read_code(spelling: str) -> Meant | None:
    code = int((_CODE.match(spelling) or [""] * 3)[2], 16)
    return iter([(chr(code), len(spelling))]) if code <= sys.maxunicode else None


def _write_code(spelling: str, character: str) -> str:
    return _CODE.sub(lambda match: match[1] + _number(match[2], character) + match[3], spelling)


def _number(digits: str, character: str) -> str:
    return _in_case(digits, f"{ord(character):x}").zfill(len(digits))


# ---- Bytes ----


def _read_bytes(spelling: str) -> Meant | None:
    """In UTF-8 where they are that; where they are none, those with a backslash are of Latin-1."""
    pieces = [*_BYTE.finditer(spelling)]
    data, written = bytes.fromhex("".join(piece[2] for piece in pieces)), [piece[0] for piece in pieces]
    try:
        return _shared(written, data.decode(), lambda character: len(character.encode()))
    except UnicodeDecodeError:
        return _shared(written, data.decode("latin-1"), len) if spelling[0] == "\\" else None


def _write_byte(spelling: str, character: str) -> str:
    is_latin = spelling[0] == "\\" and len(_BYTE.findall(spelling)) == 1
    data = character.encode("latin-1" if is_latin else "utf-8", "replace")
    return _put(spelling, _BYTE, [f"{byte:02x}" for byte in data])


# ---- Entities ----


def _read_entity(spelling: str) -> Meant | None:
    text = html.unescape(_ENTITY.sub(r"&\2\3\4", spelling))
    return iter([(text, len(spelling))]) if len(text) == 1 else None


def _write_entity(spelling: str, character: str) -> str:
    def written(match: re.Match[str]) -> str:
        if match[2] in ("#x", "#X"):
            return f"{match[1]}{match[2]}{_number(match[3], character)};"
        digits = str(ord(character)).zfill(len(match[0]) - len(f"{match[1]}#;"))
        return f"{match[1]}#{digits};"

    return _ENTITY.sub(written, spelling)


_FORMS = (
    _Form(r"(?:\\u[0-9a-fA-F]{4})++", re.compile(r"\\+u[0-9a-fA-F]"), _read_units, _write_unit),
    _Form(r"\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}", re.compile(r"\\+[uU]"), _read_code, _write_code),
    _Form(r"(?:\\x[0-9a-fA-F]{2})++|(?:%(?:25){0,3}[0-9A-Fa-f]{2})++", re.compile(r"\\+x|%"), _read_bytes, _write_byte),
    _Form(
        r"&(?:amp;){0,3}(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
        re.compile("&"),
        _read_entity,
        _write_entity,
    ),
)
SPELLED = "|".join(form.pattern for form in _FORMS)
