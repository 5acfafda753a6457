"""What stands around a value: prose, or what may belong to the value or be one itself."""

import json
import re

from ucsmsg.text.marks import WHITE_SPACE

_LABEL_LINE = re.compile(r"(?<=[\n\r])\[[^\[\]{}\"'\n\r]*?[A-Za-z][^\[\]{}\"'\n\r]*+\](?![ \t\n\r]*+[,:\]}])")
_QUOTED_MEMBER = re.compile(r"[\"'”’“‘»«`]\s*+[:=]")
# Brackets that belong to nothing: of a terminal's colours, and around the script of a page.
_MARKS = re.compile(r"\x1b\[[0-9;]*+[A-Za-z]|<!\[CDATA\[|\]\]>")
_STRING = r"(?:\"(?:[^\"\\\r\n]++|\\.)*+\"|'(?:[^'\\\r\n]++|\\.)*+')"
_WORD_OR_NUMBER = r"(?:null|true|false|None|True|False|-?[0-9]++(?:\.[0-9]++)?(?:[eE][+\-]?[0-9]++)?)(?![\w.:\-])"
_SCALAR = rf"(?:{_STRING}|{_WORD_OR_NUMBER})"
_ELEMENTS = rf"{_WORD_OR_NUMBER}(?:\s*+,\s*+{_WORD_OR_NUMBER})"
_ARRAY = re.compile(rf"\[\s*+{_ELEMENTS}++\s*+,?\s*+\]")
_ARRAY_IN_LINE = re.compile(rf"[^\n\r\[]*+\[\s*+{_ELEMENTS}*+\s*+\]")
_OTHER_ARGUMENT = re.compile(rf"[\w$]\(\s*+(?:{_SCALAR}\s*+,\s*+)++\Z")
_MEMBER = rf"[A-Za-z_$][\w$.\-]*+\s*+:\s*+(?:{_SCALAR}|\[[^\[\]{{}}]*+\])\s*+"
_MEMBERS = re.compile(rf"(?:{_MEMBER},\s*+)++(?=[\[{{A-Za-z_$])|[A-Za-z_$][\w$.\-]*+\s*+:\s*+(?=[\[{{])")
_MEMBER_AFTER = re.compile(rf"[ \t]*+(?:,\s*+)?{_MEMBER}(?:[,}}]|\Z)")
_GOES_ON = re.compile(r"\s*+(?:\}|,\s*+(?:[A-Za-z_$][\w$.\-]*+|[\"'])|[\"'])")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of a stretch without the white space of RFC 8259 around it."""
    around = text[start:end].lstrip(WHITE_SPACE)
    start = end - len(around)
    return start, start + len(around.rstrip(WHITE_SPACE))


def stands_apart(text: str) -> bool:
    """True when nothing in the text can belong to a value or be one itself.

    That is an odd bracket or quote, a member, a line of JSON, an array of several elements, another argument of the
    call in which the value stands.
    """
    text = _MARKS.sub("", text)
    if text.count("{") != text.count("}") or text.count("[") != text.count("]") or text.count('"') % 2:
        return False
    if _QUOTED_MEMBER.search(text) or _ARRAY.search(text) or _OTHER_ARGUMENT.search(text):
        return False
    return not any(map(_is_json, text.splitlines()))


def goes_on(text: str, start: int, end: int) -> bool:
    """True when the text after a value goes on as one in brackets would, or joins an array to it in its line."""
    if text.startswith((",", ":", "=", "["), start) and not _LABEL_LINE.match(text, start):
        return True
    is_in_line = not text[:start].endswith(("\n", "\r"))
    return is_in_line and bool(_ARRAY_IN_LINE.match(text, start, end) or _MEMBER_AFTER.match(text, start, end))


def members_before(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the members without quotes end that stand before a payload, and whether one of them has a value.

    Every piece is a name and a JSON value, with commas between; the last may be the name of the payload. (0, False)
    where there are none, as a piece that is none makes them all prose.
    """
    position, has_value = start, False
    while match := _MEMBERS.match(text, position, end):
        position = match.end()
        has_value = has_value or match[0].rstrip().endswith(",")
    is_before = position > start and text[position : position + 1] in ("{", "[")
    return (position, has_value) if is_before else (0, False)


def has_members_after(text: str, start: int, end: int) -> bool:
    """True when a closing brace, or another member, follows what stands after a name."""
    return _GOES_ON.match(text, start, end) is not None


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
