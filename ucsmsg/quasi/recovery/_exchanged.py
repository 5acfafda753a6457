"""Signs of other notations that stand for JSON's in the whole text, exchanged before it is read.

Each sign is told by all the others: alone it has several readings. Every offset stays what it is.
"""

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from ucsmsg.quasi.edits._edit import Edit, EditKind, apply
from ucsmsg.text.marks import ACROSS_STRINGS

_DOUBLE_QUOTES = "“”„‟"
_ESCAPED = re.compile(rf"\\[{_DOUBLE_QUOTES}]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_STRING_OR_BRACE = re.compile(r'"(?:[^"\\]|\\.)*+"|\'(?:[^\'\\]|\\.)*+\'|\{\{|\}\}|[{}]')


class Place(NamedTuple):
    """Where something was exchanged, by the row of the catalogue; `used` is JSON's text for it, if there is one."""

    name: str
    start: int
    end: int
    used: str | None = None


class Exchanged(NamedTuple):
    """The edits that put JSON's signs in their places, in order, and what was exchanged."""

    edits: Sequence[Edit] = ()
    places: Sequence[Place] = ()


NOTHING = Exchanged()


def with_signs(text: str, edits: Sequence[Edit]) -> str:
    """The text with JSON's signs, and with spaces for the rest of what was exchanged."""
    return apply(text, [edit._replace(text=edit.text.ljust(edit.end - edit.start)) for edit in edits])


def exchange(start: int, end: int, sign: str) -> Edit:
    """The edit that puts a sign of JSON in the place of another one."""
    return Edit(start, end, sign, EditKind.REPAIR)


def doubled_braces(text: str) -> Exchanged | None:
    """The braces of a text in which each is doubled, as in a template; None where one is not, or is in a string."""
    if not text.strip().startswith("{{") or ":" not in text:
        return None
    found = [*_STRING_OR_BRACE.finditer(text)]
    braces = [match for match in found if match[0] in ("{{", "}}")]
    if text.count("{") + text.count("}") != 2 * len(braces):
        return None
    edits = [exchange(*match.span(), match[0][0]) for match in braces]
    return Exchanged(edits, [Place("doubled-brace", braces[0].start(), braces[-1].end())])


def mixed_quotes(text: str) -> Exchanged | None:
    """The strings that a typographic quote closes, and no such quote opens; None where the text is no JSON with those.

    One that such a quote opens as well ends with it, and may go on to the next one of its kind.
    """
    straight = _straightened(text)
    if straight == text or _ESCAPED.search(text) or not _is_json(straight):
        return None
    changed = [string for string in _STRING.finditer(straight) if string[0] != text[string.start() : string.end()]]
    if any(_has_other_readings(text, *string.span()) for string in changed):
        return None
    places = [Place("smart-quoted-string", *string.span(), string[0]) for string in changed]
    return Exchanged([exchange(*string.span(), string[0]) for string in changed], places)


def _straightened(text: str) -> str:
    for quote in _DOUBLE_QUOTES:
        text = text.replace(quote, '"')  # much quicker than `translate`
    return text


def _has_other_readings(text: str, start: int, end: int) -> bool:
    """True when a typographic quote opens the string and a straight one closes it, or it may be several strings."""
    only_opens = text[start] != '"' and text[end - 1] == '"'
    return only_opens or ACROSS_STRINGS.fullmatch(text, start + 1, end - 1) is not None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
