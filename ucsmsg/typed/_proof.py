"""How the typed lane proves that nothing of a text was dropped: the text has as many strings as what was read of it.

msgspec takes the last of members with one name and says nothing. But the text has the name, and perhaps the value, as
strings of their own: every string of the structures stands in the text, and so the text has more of them when one that
stands in it is in no structure.
"""

import re
from typing import Any

from ucsmsg.text.searching import library

FREE_DEPTH = 32
"""So many objects and arrays of a member without a declaration may stand in each other."""


class NotProvenError(Exception):
    """The lane cannot prove that it has read all of a text, and that nothing in it deviates."""


# One backslash behind another is not the first half of an escape.
_ESCAPES = re.compile(rb"\\[\\\"]").findall


def has_strings(data: bytes, strings: int) -> bool:
    """True when a JSON text has no more strings than that, where it cannot have less.

    A quote begins or ends a string, unless it stands in one, behind a backslash.
    """
    quotes = data.count(b'"') - 2 * strings
    return not quotes or (b"\\" in data and _escaped_quotes(data) == quotes)


def _escaped_quotes(data: bytes) -> int:
    """How many quotes stand behind a backslash that does not stand behind one itself."""
    found = library()
    if found is None or found.find(data, rb'\\"') >= 0:
        return _ESCAPES(data).count(rb"\"")
    return int(found.count(data, rb"\""))


_SUFFIX = re.compile(rb"L(?<=[0-9]L)(?=[ \t\n\r,}])")  # no `l`, which takes four times as long to look for
# A name, as no string has a quote in it with a word before it and a colon behind; whatever else it is, is no JSON.
_TO_SUFFIX = re.compile(rb'"(?<=\w")[ \t\n\r]*+:[ \t\n\r]*+-?(?:0|[1-9][0-9]*+)').fullmatch
_FARTHEST = 64
"""Bytes between a name and the suffix of its value."""


def without_suffixes(data: bytes) -> tuple[bytes, int]:
    """The text without the `L` behind integers that are members, and how many there were.

    What is JSON then had these and no others outside of strings: in a string there is a backslash before a quote.
    """
    pieces, end = [], 0
    for found in _SUFFIX.finditer(data):
        start = found.start()
        if _TO_SUFFIX(data, data.rfind(b'"', max(0, start - _FARTHEST), start), start):
            pieces.append(data[end:start])
            end = start + 1
    return b"".join([*pieces, data[end:]]), len(pieces)


def strings_in(value: Any, depth: int = FREE_DEPTH) -> int:
    """How many strings a JSON text has for an object or array: its names, and its values that are strings.

    Raises `NotProvenError` where it is deeper than `depth`.
    """
    if not depth:
        raise NotProvenError
    is_object = type(value) is dict
    strings = len(value) if is_object else 0
    for member in value.values() if is_object else value:
        if type(member) is str:
            strings += 1
        elif type(member) is dict or type(member) is list:
            strings += strings_in(member, depth - 1)
    return strings
