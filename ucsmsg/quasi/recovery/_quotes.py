"""Quotes inside a string that were not escaped: where the string ends."""

import re
from collections.abc import Iterator

import attrs

from ucsmsg.quasi.recovery._quoted_text import is_quoted_text
from ucsmsg.text.marks import ACROSS_STRINGS, LINE_BREAK, QUOTE_FAMILIES

_NAME = r"(?:[A-Za-z]?[\"'“‘][^\"'“”‘’\n\r]*+[\"'”’]|[\w$]++)[ \t\n\r]*+(?:=|:)"
_ELEMENT = r"(?:[\"'“‘\[{\-\d]|u[\"']|true|false|null|True|False|None)"
_FOLLOWERS = {
    "name": r"[ \t\n\r]*+:",
    "value": rf"[ \t\n\r]*+(?:\}}|,[ \t\n\r]*+(?:{_NAME}|\}}))",
    "element": rf"[ \t\n\r]*+(?:\]|,[ \t\n\r]*+(?:{_ELEMENT}|\]))",
    "root": r"[ \t\n\r]*+\Z",
}
# What JSON's own quotes stand beside; between the members of an object a comma alone says nothing.
_BESIDE = {"element": ",:", "name": ",:", "value": ":", "root": ":"}
_BEFORE_STRUCTURE = {context: re.compile(rf"[ \t\n\r]*+[{signs}\]}}]") for context, signs in _BESIDE.items()}
_BEHIND_STRUCTURE = {context: re.compile(rf"[{signs}\[{{][ \t\n\r]*+$") for context, signs in _BESIDE.items()}
_LOOK_BACK = 80
_NEXT_STRINGS = {
    "value": re.compile(rf"[ \t\n\r]*+,[ \t\n\r]*+{_NAME}[ \t\n\r]*+(?=[\"'])"),
    "element": re.compile(r"[ \t\n\r]*+,[ \t\n\r]*+(?=[\"'])"),
}
_WHOLE_STRING = re.compile(r"([\"'])(?:(?!\1)[^\\]|\\[\s\S])*+\1[ \t\n\r]*+(?:[,\]}]|\Z)")
# Between two quotes: nothing, or an operator that joins two strings; in an array also a value of its own.
_NO_TEXT = re.compile(r"\s*+(?:[+.&,|]{1,2})?+\s*+")
_NO_TEXT_IN_ARRAY = re.compile(r"\s*+(?:[+\-]?[0-9.]++|true|false|null|None|True|False|[+.&,|=:;>'\"]{1,2})?+\s*+")


@attrs.frozen
class Ending:
    """Where a string with quotes inside ends: the offset behind its last quote, and the quotes before it.

    Without a single reading `end` is 0, and `refused_as` and `refusal` say why.
    """

    end: int = 0
    inner: tuple[int, ...] = ()
    refused_as: str = ""
    refusal: str = ""


class Quotes:
    """The possible endings of strings in one text. Each stretch is searched once, so that time stays linear."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._found: dict[tuple[str, str], tuple[int, int]] = {}

    def ending(self, content: int, behind: int, context: str) -> Ending:
        """Where the string ends whose content starts at `content` and whose first quote ends at `behind`.

        `context` says what the string is: a "name", a member's "value", an "element", or the "root".
        """
        family = next(family for family in QUOTE_FAMILIES if self._text[content - 1] in family)
        last = self._next_ending(family, behind, context)
        if last < 0 or LINE_BREAK.search(self._text, content, last):
            refusal = "Expected a closing quote, got none that ends the string: where it ends cannot be known"
            return Ending(refused_as="unclosed-string", refusal=refusal)
        inner = tuple(self._unescaped(family, content, last))
        if (
            any(self._text[place - 1] == "\\" for place in inner)
            or self._touches(inner, content, last, context)
            or self._is_structure(inner, last, context)
            or ACROSS_STRINGS.fullmatch(self._text, content, last)
            or not is_quoted_text(self._text, content, inner, last)
            or (len(inner) % 2 and self._is_troubled_behind(last + 1, context))
        ):
            refusal = 'Expected `\\"` for a quote inside the string, got several quotes that could end it'
            return Ending(refused_as="unescaped-quote", refusal=refusal)
        return Ending(last + 1, inner)

    def _next_ending(self, family: str, start: int, context: str) -> int:
        """The offset of the next quote behind which the text goes on as JSON, or -1."""
        known = self._found.get((family, context))
        if known and known[0] <= start and (known[1] < 0 or start <= known[1]):
            return known[1]
        found = next((place for place in self._unescaped(family, start, self._end, _FOLLOWERS[context])), -1)
        self._found[family, context] = start, found
        return found

    def _unescaped(self, family: str, start: int, end: int, follower: str = "") -> Iterator[int]:
        for match in re.compile(f"[{family}](?={follower})").finditer(self._text, start, self._end):
            if match.start() >= end:
                return
            if not self._is_escaped(match.start()):
                yield match.start()

    def _is_escaped(self, place: int) -> bool:
        first = place
        while first and self._text[first - 1] == "\\":
            first -= 1
        return (place - first) % 2 == 1

    def _touches(self, inner: tuple[int, ...], content: int, last: int, context: str) -> bool:
        """True when a quote beside the first or the last one may be one too many, or doubled as its twin is."""
        at_start = not self._text[content : inner[0]].strip()
        at_end = not self._text[inner[-1] + 1 : last].strip()
        return (at_start and at_end) or ((len(inner) % 2 == 1 or context == "name") and (at_start or at_end))

    def _is_structure(self, inner: tuple[int, ...], last: int, context: str) -> bool:
        """True when one of the inner quotes stands as JSON's own would: then it could have ended the string."""
        text, end = self._text, self._end
        no_text = _NO_TEXT_IN_ARRAY if context == "element" else _NO_TEXT
        for place, following in zip(inner, (*inner[1:], last), strict=True):
            if _BEFORE_STRUCTURE[context].match(text, place + 1, end):
                return True
            if _BEHIND_STRUCTURE[context].search(text, max(0, place - _LOOK_BACK), place):
                return True
            if following != last and no_text.fullmatch(text, place + 1, following):
                return True
        return False

    def _is_troubled_behind(self, position: int, context: str) -> bool:
        """True when the next value is a string in trouble of its own: an odd quote of this one may belong to it."""
        pattern = _NEXT_STRINGS.get(context)
        match = pattern.match(self._text, position, self._end) if pattern else None
        return match is not None and _WHOLE_STRING.match(self._text, match.end(), self._end) is None
