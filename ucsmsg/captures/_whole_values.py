"""Objects at the end of a text, and values over several lines: a decoder in C sees that all in them is closed."""

import functools
import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ucsmsg._postponed import postponed_pattern
from ucsmsg.quasi.lanes._decoders import msgspec_functions

_WORDS = r"""(?:[^"'{}\[\]/\r\n]++|/(?!\*)|\[[\w .:#@+-]++\])*+"""
"""Words, and brackets that are closed."""
_BEFORE = postponed_pattern(rf'{_WORDS}(?=\{{\s*+")')
_END_OF_LINE = r"[ \t]*+\r?+\n"
_BEFORE_LINES = postponed_pattern(rf'{_WORDS}(?=\{{{_END_OF_LINE}\s*+")|[ \t]*+(?=\[{_END_OF_LINE}\s*+\{{\s*+")')
_SPACE = postponed_pattern(r"[ \t]*+")
_CLOSERS = {"{": "}", "[": "]"}


def value_over_lines(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a value begins that the line at `start` ends with, and the offset of the bracket that may close it.

    That one has a line of its own, as far to the right as the first; -1 where there is none before `end`.
    """
    before, indent = _BEFORE_LINES.match(text, start, end), _SPACE.match(text, start)
    if not before or not indent:
        return None
    return before.end(), text.find(f"\n{indent[0]}{_CLOSERS[text[before.end()]]}", before.end(), end)


def is_value(text: str) -> bool:
    """True where the text is valid JSON, and nothing else."""
    try:
        decoder()(text)
    except (ValueError, RecursionError):
        return False
    return True


def object_at_end(text: str) -> int | None:
    """Where the object begins with which the text ends, and before which nothing is open; None where there is none.

    The object has members, and is valid JSON.
    """
    before = _BEFORE.match(text)
    return before.end() if before and is_value(text[before.end() :]) else None


@functools.cache
def decoder() -> Callable[[str], Any]:
    """What raises an error for all but valid JSON: msgspec skips a value in a fifth of the time of reading it."""
    if msgspec_functions() is None:
        return json.loads
    package = import_module("msgspec")
    skip = package.json.Decoder(package.Raw).decode
    return lambda text: skip(text.encode())
