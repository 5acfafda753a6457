"""Alphabets: the characters of which one may stand for another, as they are of the same kind.

Both have the same script, letter case and number of bytes in UTF-8, so that whatever holds a text is as long as before.
"""

import functools
import string
import unicodedata

DIGITS, LOWER = string.digits, string.ascii_lowercase
_ASCII = {DIGITS: DIGITS, LOWER: LOWER, string.ascii_uppercase: string.ascii_uppercase}
_ROW = 128
"""Characters stand in rows of so many, by their code points: all of a row take as many bytes."""
_WORDS = ("L", "M", "N")
"""What words are made of: letters, marks and numbers, by the first letter of their category."""


@functools.lru_cache(maxsize=1 << 14)
def alphabet_of(character: str, encoding: str = "utf-8") -> str:
    """The characters that may stand for this one, itself included; "" for what is no part of a word.

    All of them are in the encoding, in as many bytes.
    """
    if character.isascii():
        return next((alphabet for alphabet in _ASCII if character in alphabet), "")
    category = unicodedata.category(character)
    if not category.startswith(_WORDS):
        return ""
    first = ord(character) // _ROW * _ROW
    size = _size(character, encoding)
    row = [each for each in map(chr, range(first, first + _ROW)) if _size(each, encoding) == size]
    alphabets = (
        [each for each in row if unicodedata.category(each) == category and _script(each) == _script(character)],
        [each for each in row if unicodedata.category(each)[0] == category[0]],
    )
    return "".join(next((alphabet for alphabet in alphabets if len(alphabet) > 1), [character]))


def _size(character: str, encoding: str) -> int:
    """How many bytes it takes; 0 where the encoding has no such character."""
    try:
        return len(character.encode(encoding))
    except UnicodeEncodeError:
        return 0


def _script(character: str) -> str:
    """The first word of the character's name, which is that of its script: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(character, "").partition(" ")[0]
