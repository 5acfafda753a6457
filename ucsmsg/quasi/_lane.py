"""The lane for RFC 8259 text: the standard library's C decoder, where it gives what the grammar would give."""

import json
import math
import re
import sys
from typing import Any

from ucsmsg.quasi._limits import Limits

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_PAIRED = re.compile(r"(?:[^\\]++|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(?!u[dD][89a-fA-F])[\s\S])*+")


class NotCertainError(Exception):
    """The text may hold something that the grammar reports: it has to look."""


def decode_valid(text: str, limits: Limits) -> Any:
    """The value of a text without any deviation. Raises `NotCertainError` when it may have one."""
    if _has_lone_surrogate(text):
        raise NotCertainError
    if limits.digits != sys.get_int_max_str_digits() and re.search(rf"[0-9]{{{limits.digits + 1}}}", text):
        raise NotCertainError
    try:
        value = _decode(text)
    except (ValueError, RecursionError) as error:
        raise NotCertainError from error
    if text.count("[") + text.count("{") > limits.depth and not _is_shallow(value, limits.depth):
        raise NotCertainError
    return value


def _has_lone_surrogate(text: str) -> bool:
    if "\\u" in text and _SURROGATE_ESCAPE.search(text) and not _PAIRED.fullmatch(text):
        return True
    if text.isascii():
        return False
    try:
        text.encode()  # the fastest way to find a surrogate that stands in the text itself
    except UnicodeEncodeError:
        return True
    return False


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise NotCertainError
    return value


def _constant(_: str) -> Any:
    raise NotCertainError


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCertainError
    return members


_decode = json.JSONDecoder(object_pairs_hook=_members, parse_float=_finite, parse_constant=_constant).decode


def _is_shallow(value: Any, depth: int) -> bool:
    """True when no more than `depth` brackets are open at once."""
    level = [value] if type(value) in (dict, list) else []
    for _ in range(depth):
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) is dict or type(child) is list
        ]
        if not level:
            return True
    return False
