"""How strings begin: the marks by which a payload is told from the prose around it.

They are written here once more, as looking for a payload shall not load the grammar; a test holds them to that.
"""

QUOTES = "\"'“”„‟‘’‚‛«»`"
"""Everything that begins or ends a string (`UNCLOSED_STRING`)."""

STRING_START = rf"(?:[BbFfRrUu]{{0,2}}[\"']|[{QUOTES}])"
"""The beginning of a string. The grammar takes any letters before it (`STRING_PREFIX`); words of prose do not count."""

SPACE = r"\s\u180e\u200b-\u200f\u2060-\u2064\ufeff"
"""A set's inside: the white space of RFC 8259 and what is taken for it (`FOREIGN_WHITESPACE`)."""
