"""Recovery: what is done about each token where it stands.

One table says it: for each state and class of tokens a function of the file that explains it. What RFC 8259 allows is
taken as it is; everything else is repaired where it has one reading, or left out up to the next certain place.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from ucsmsg.quasi.lexing._grammar import CLASS_OF
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.recovery import _after_values, _brackets, _names, _skipping, _values
from ucsmsg.quasi.recovery._state import AFTER, ELEMENT, END, NAME, VALUE, Recovery
from ucsmsg.text.marks import LINE_BREAK

Handler: TypeAlias = Callable[[Recovery, Token], None]

_SCALARS = ("string", "number", "literal")
_BOGUS = ("bogus", "colon", "foreign_colon", "foreign_comma")
_LINE_OF_PROSE = re.compile(r"[^\n\r\[\]{}\"':,]*+(?:[\n\r]|\Z)")
_FENCE = "```"


def _row(handlers: Mapping[str, Handler]) -> dict[str, Handler]:
    """The handlers of one state; what is the same in all of them is added."""
    return {"skipped": _skipping.skip, "elided": _skipping.elided, "closer": _brackets.closer, **handlers}


HANDLERS: dict[str, dict[str, Handler]] = {
    NAME: _row(
        dict.fromkeys(("opener", *_SCALARS, *_BOGUS), _names.name)
        | {"key": _names.name_with_colon, "comma": _names.extra_comma}
    ),
    VALUE: _row(
        dict.fromkeys(("key", "comma", *_BOGUS), _values.no_value)
        | dict.fromkeys(_SCALARS, _values.scalar)
        | {"opener": _values.opener, "colon": _values.extra_colon}
    ),
    ELEMENT: _row(
        dict.fromkeys(("key", *_BOGUS), _values.no_element)
        | dict.fromkeys(_SCALARS, _values.scalar_element)
        | {"opener": _values.opener_element, "comma": _values.comma_for_element}
    ),
    AFTER: _row(
        dict.fromkeys(("key", "opener", "bogus", *_SCALARS), _after_values.other)
        | {
            "comma": _after_values.comma,
            "foreign_comma": _after_values.semicolon,
            "colon": _after_values.colon,
            "foreign_colon": _after_values.foreign_colon,
            "elided": _after_values.dots,
        }
    ),
}


def recover(r: Recovery) -> Token:
    """Read one value to its end, or to the end of the text, and tell its root; `position` then stands after it."""
    lexer = r.lexer
    while r.state is not END:
        token = lexer.next(r.position)
        if token is None:
            _brackets.end_of_text(r)
        elif r.among_prose and _ends_before(r, token):
            whole, lexer.end = lexer.end, token.start
            _brackets.end_of_text(r)
            lexer.end = whole
        else:
            HANDLERS[r.state][CLASS_OF[token.kind]](r, token)
    return r.root


def _ends_before(r: Recovery, token: Token) -> bool:
    """True when a line begins that cannot belong to the value: prose, a fence, or another payload."""
    if r.state is VALUE or not LINE_BREAK.search(r.text, r.position, token.start):
        return False
    if token.kind == "LBRACE":
        return not r.frame.is_array
    if r.text.startswith(_FENCE, token.start):
        return r.state is not ELEMENT or CLASS_OF[token.kind] != "string"
    return token.kind == "BARE_WORD" and _LINE_OF_PROSE.match(r.text, token.start, r.lexer.end) is not None
