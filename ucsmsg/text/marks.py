"""How strings begin and end: the marks by which payloads are told from prose, and texts from what stands beside them.

They are written here once more, as looking for a payload shall not load the grammar; a test holds them to that.
"""

import re

QUOTE_FAMILIES = ('"', "'", "“”„‟", "‘’‚‛", "«»", "`")
"""Quotes that end a string which another of the same family has begun (`SMART_QUOTED_STRING`)."""

QUOTES = "".join(QUOTE_FAMILIES)
"""Everything that begins or ends a string (`UNCLOSED_STRING`)."""

_NO_QUOTE = rf"(?:[^{QUOTES}]|(?<=\w)['’](?=\w))*+"
ACROSS_STRINGS = re.compile(rf"{_NO_QUOTE}[{QUOTES}]\s*+(?=[:,\]}}])[\s\S]*[,:{{\[]\s*+[{QUOTES}]{_NO_QUOTE}")
"""The inside of what may be several strings, in quotes of any kind: the first ends one, the last begins another."""

STRING_START = rf"(?:[BbFfRrUu]{{0,2}}[\"']|[{QUOTES}])"
"""The beginning of a string. The grammar takes any letters before it (`STRING_PREFIX`); words of prose do not count."""

SPACE = r"\s\u180e\u200b-\u200f\u2060-\u2064\ufeff"
"""A set's inside: the white space of RFC 8259 and what is taken for it (`FOREIGN_WHITESPACE`)."""

WHITE_SPACE = " \t\n\r"
"""The white space of RFC 8259 section 2."""

LINE_BREAK = re.compile(r"[\n\r]")

CLOSING_BRACKET = re.compile(r"[}\]]")
