"""Recovery: what is done about each token where it stands.

One table says it: for each state and class of tokens a function of the file that explains it. What RFC 8259 allows is
taken as it is; everything else is repaired where it has one reading, or left out up to the next certain place.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from ucsmsg.quasi.lexing._grammar import CLASS_OF, CLOSERS, OPENERS
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.recovery import _after_values, _brackets, _names, _skipping, _values
from ucsmsg.quasi.recovery._state import AFTER, CLOSER_OF, ELEMENT, END, NAME, VALUE, Recovery
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
        | {"key": _names.name_with_colon, "comma": _names.extra_comma, "foreign_comma": _names.extra_comma}
    ),
    VALUE: _row(
        dict.fromkeys(("key", "comma", *_BOGUS), _values.no_value)
        | dict.fromkeys(_SCALARS, _values.scalar)
        | {"opener": _values.opener, "colon": _values.extra_colon}
    ),
    ELEMENT: _row(
        dict.fromkeys(("key", *_BOGUS), _values.no_element)
        | dict.fromkeys(_SCALARS, _values.scalar_element)
        | dict.fromkeys(("comma", "foreign_comma"), _values.comma_for_element)
        | {"opener": _values.opener_element}
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
        elif r.among_prose and _may_end_before(r, token) and not _is_closed(r, token):
            whole, lexer.end = lexer.end, token.start
            _brackets.end_of_text(r)
            lexer.end = whole
        else:
            HANDLERS[r.state][CLASS_OF[token.kind]](r, token)
    return r.root


def _may_end_before(r: Recovery, token: Token) -> bool:
    """True when a line begins that does not look like a part of the value: prose, a fence, or another payload."""
    if r.state is VALUE or not LINE_BREAK.search(r.text, r.position, token.start):
        return False
    if token.kind == "LBRACE":
        return not r.frame.is_array
    if r.text.startswith(_FENCE, token.start):
        return r.state is not ELEMENT or CLASS_OF[token.kind] != "string"
    return token.kind == "BARE_WORD" and _LINE_OF_PROSE.match(r.text, token.start, r.lexer.end) is not None


def _is_closed(r: Recovery, token: Token) -> bool:
    """True when the brackets that are open before the token close after it: what stands between belongs to the value.

    A closing bracket of an outer level closes the inner ones, and one too many closes nothing, as in recovery.
    """
    if token.start < r.closed_at:
        return True
    open_ones = [frame.closer for frame in r.frames[1:]]
    most = len(open_ones) + r.deviations.limits.depth
    position = token.start
    while open_ones and len(open_ones) <= most and r.lexer.spend_look_ahead() and (ahead := r.lexer.peek(position)):
        kind, start, position = ahead
        if r.text.startswith(_FENCE, start):
            position = start + len(_FENCE)
        elif kind == "UNCLOSED_STRING":
            return False
        else:
            _open_or_close(open_ones, kind)
    r.closed_at = r.closed_at if open_ones else position
    return not open_ones


def _open_or_close(open_ones: list[str], kind: str) -> None:
    """What a token does to the brackets that are open; the terminals are those that close them."""
    if kind in OPENERS:
        open_ones.append(CLOSER_OF[kind])
    elif kind in CLOSERS and kind in open_ones:
        while open_ones.pop() != kind:
            pass
