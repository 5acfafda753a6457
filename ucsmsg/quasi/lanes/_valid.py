"""The lane for RFC 8259 text: a C decoder, where it gives what the grammar would give."""

import re
import sys
from collections.abc import Callable
from typing import Any, TypeAlias

from ucsmsg.places import Source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._index import Index
from ucsmsg.quasi.lanes._decoders import quickest
from ucsmsg.quasi.lanes._reading import HandOverError, Reading

Decode: TypeAlias = Callable[[str], Any]


def by_decoder(source: Source, limits: Limits, decode: Decode | None = None) -> Reading:
    """Read a text without any deviation. Raises `HandOverError` when it may have one.

    `decode` is one of the decoders; without it the quickest is taken.
    """
    text = source.text
    return Reading(source, decode_valid(text, limits, decode), Index(text))


def decode_valid(text: str, limits: Limits, decode: Decode | None = None) -> Any:
    """The value that `by_decoder` reads."""
    if limits.digits != sys.get_int_max_str_digits() and re.search(rf"[0-9]{{{limits.digits + 1}}}", text):
        raise HandOverError
    try:
        value = (decode or quickest)(text)
    except (ValueError, RecursionError) as error:
        raise HandOverError from error
    if not _is_short(text, limits.depth) and not _is_shallow(value, limits.depth):
        raise HandOverError
    return value


def _is_short(text: str, depth: int) -> bool:
    """True when the text has no more than `depth` pairs of brackets."""
    return len(text) <= 2 * depth or text.count("[") + text.count("{") <= depth


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
