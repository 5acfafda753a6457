"""The lane for RFC 8259 text: the standard library's C decoder, where it gives what the grammar would give."""

import json
import re
import sys
from typing import Any

from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._strings import has_surrogate

# A number can only be beyond a double's range with a long exponent or very many digits.
_LARGE_NUMBER = re.compile(r"[0-9][eE]\+?[0-9]{2}|[0-9]{200}")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_PAIRED = re.compile(r"(?:[^\\]++|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(?!u[dD][89a-fA-F])[\s\S])*+")


class NotCertainError(Exception):
    """The text may hold something that the grammar reports: it has to look."""


def decode_valid(text: str, limits: Limits) -> Any:
    """The value of a text without any deviation. Raises `NotCertainError` when it may have one."""
    if has_surrogate(text) or (_SURROGATE_ESCAPE.search(text) and not _PAIRED.fullmatch(text)):
        raise NotCertainError
    if limits.digits != sys.get_int_max_str_digits() and re.search(rf"[0-9]{{{limits.digits + 1}}}", text):
        raise NotCertainError
    decoder = _CHECKING if _LARGE_NUMBER.search(text) else _PLAIN
    try:
        value = decoder.decode(text)
    except (ValueError, RecursionError) as error:
        raise NotCertainError from error
    if not _is_shallow(text, value, limits.depth):
        raise NotCertainError
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCertainError
    return members


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise NotCertainError
    return value


def _constant(_: str) -> Any:
    raise NotCertainError


_PLAIN = json.JSONDecoder(object_pairs_hook=_members, parse_constant=_constant)
_CHECKING = json.JSONDecoder(object_pairs_hook=_members, parse_constant=_constant, parse_float=_finite)


def _is_shallow(text: str, value: Any, depth: int) -> bool:
    """True when no more than `depth` brackets are open at once."""
    if text.count("[") + text.count("{") <= depth:
        return True
    level = [value] if type(value) in (dict, list) else []
    for _ in range(depth + 1):
        if not level:
            return True
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) in (dict, list)
        ]
    return False
