"""C decoders for RFC 8259 text: the standard library's, and msgspec's where the extra `speed` has installed it.

Both give the same values. Both raise `ValueError` or `RecursionError` for text that is not valid, and for text that is
but holds something that the grammar reports: a name twice, a lone surrogate, a number beyond a double's range.
"""

import functools
import itertools
import json
import math
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_PAIRED = re.compile(r"(?:[^\\]++|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(?!u[dD][89a-fA-F])[\s\S])*+")
_HIDING_ESCAPE = re.compile(rb"\\u00(?:2[02]|3[aA])")  # of a quote, a space, a colon
_WHITE_SPACE = b" \t\n\r"
_texts = itertools.count()

FIRST = 200
"""So many texts are decoded before msgspec is loaded, which takes as long as it would have saved on them."""

LARGE = 1_000_000
"""Characters. A longer text is left to the standard library, which needs less memory."""

PIECE = 50_000
"""Characters of a text that are encoded at a time."""


def quickest(text: str) -> Any:
    """The value, by msgspec where it pays."""
    if len(text) > LARGE or next(_texts) < FIRST:
        return standard(text)
    return by_msgspec(text)


# ---- The standard library ----


def standard(text: str) -> Any:
    """The value, by the standard library."""
    value = _decode(text)
    if _has_lone_surrogate(text):
        raise ValueError("a lone surrogate")
    return value


def _has_lone_surrogate(text: str) -> bool:
    if "\\u" in text and _SURROGATE_ESCAPE.search(text) and not _PAIRED.fullmatch(text):
        return True
    if text.isascii():
        return False
    try:
        for start in range(0, len(text), PIECE):  # in pieces, which take little memory
            text[start : start + PIECE].encode()  # the fastest way to find a surrogate that stands in the text itself
    except UnicodeEncodeError:
        return True
    return False


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError("a number beyond a double's range")
    return value


def _constant(name: str) -> Any:
    raise ValueError(name)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name twice")
    return members


_decode = json.JSONDecoder(object_pairs_hook=_members, parse_float=_finite, parse_constant=_constant).decode


# ---- msgspec ----


def by_msgspec(text: str) -> Any:
    """The value, by msgspec; by the standard library where msgspec is missing or may have dropped a member."""
    functions = msgspec_functions()
    if functions is None:
        return standard(text)
    decode, encode = functions
    data = text.encode()
    value = decode(data)
    return value if _are_as_many_members(data, encode(value)) else standard(text)


@functools.cache
def msgspec_functions() -> tuple[Callable[[bytes], Any], Callable[[Any], bytes]] | None:
    """Its decoder and its encoder; None where it is not installed, or older than 0.21.

    Until then its errors are no `ValueError`; before 0.19 it misreads integers of twenty digits.
    """
    try:
        package = import_module("msgspec")
    except ImportError:
        return None
    if not issubclass(package.DecodeError, ValueError):
        return None
    return package.json.decode, package.json.encode


def _are_as_many_members(data: bytes, written: bytes) -> bool:
    """True when the text has no more members than the value that was decoded from it and written again.

    Without white space each member has one `":` outside strings, and a member that was dropped makes for one less.
    Those inside strings are as many in both texts, unless one is hidden behind an escape.
    """
    if data == written:
        return True
    return not _HIDING_ESCAPE.search(data) and _colons(data) == _colons(written)


def _colons(data: bytes) -> int:
    return data.translate(None, _WHITE_SPACE).count(b'":')
