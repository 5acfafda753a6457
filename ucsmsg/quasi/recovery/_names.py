"""In an object, where a name is expected."""

import re
import unicodedata

import attrs

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.edits._deviations import REPAIR
from ucsmsg.quasi.lexing._grammar import CLASS_OF, CLOSERS, LITERALS, NUMBERS, OPENERS, SCALARS, STRINGS
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.lexing._scalars import read_name
from ucsmsg.quasi.lexing._strings import read_content
from ucsmsg.quasi.recovery._leaving_out import drop, got, refuse_scalar, unreadable_from
from ucsmsg.quasi.recovery._skipping import skip_token
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._strings import content_of, unended
from ucsmsg.quasi.recovery._unreadable import ENCODED_QUOTE, Unreadable, in_part_encoded
from ucsmsg.text.marks import CLOSING_BRACKET

UNQUOTED = NUMBERS | LITERALS | {"BARE_WORD"}
"""The terminals of what may be a name without quotes."""

_SET_OFF = frozenset({"skipped", "comma", "colon", "opener", "closer"})
_VALUES = SCALARS | OPENERS
_ENDS = CLOSERS | {"COMMA"}
_ARROWS = ("->", "→", "~>", "⇒")
COLONS = frozenset({"COLON", "FOREIGN_COLON"})
_NAME = re.compile(r"(?:[^\\]|\\u[0-9A-Fa-f]{4})++")
_SIGNS_OF_NAMES = "_$.-\u200c\u200d"
_MARKS = frozenset({"Mn", "Mc", "Me", "So", "Cs"})
_BROKEN = re.compile(r"(?<!\\)(?:\r?\n|\r)")
_CANONICAL_INTEGER = re.compile(r"0|[1-9][0-9]*")


def comes_before_colon(r: Recovery, token: Token) -> bool:
    """True when a colon follows the token, or one of the signs that stand for it."""
    return r.lexer.peek_kind(token.end) in COLONS


def name_with_colon(r: Recovery, token: Token) -> None:
    """A name of RFC 8259 and its colon, which are one token."""
    start, end = token.start, r.text.rindex('"', token.start, token.end) + 1
    r.begin(start)
    name = Token("STRING", start, end)
    r.name(name, r.scalars.read(name))
    r.position = token.end


def name(r: Recovery, token: Token) -> None:
    """What stands in the place of a name, but is no name of RFC 8259 right before its colon."""
    kind, start, end = token
    follower = r.lexer.peek(end)
    if follower and follower.kind in COLONS and (kind in STRINGS or kind in UNQUOTED):
        _before_colon(r, token)
    elif kind in UNQUOTED and end == r.lexer.end:
        message = f"Expected a name and a value, got the end of the text in {shown(r.text[start:end])}"
        drop(r, Unreadable("cut-off", start, end, message))
    elif kind not in STRINGS:
        no_name(r, token)
    elif r.text.startswith(_ARROWS, end):
        message = f"Expected `:` behind the name, got {got(r, end)}: write a colon"
        drop(r, Unreadable("missing-colon", start, unreadable_from(r, start).end, message))
    elif _touches(r, end):
        _with_quotes_inside(r, token)
    else:
        _without_colon(r, token, follower)


def _without_colon(r: Recovery, token: Token, follower: Token | None) -> None:
    """A string in the place of a name, and no colon after it."""
    _, start, end = token
    if follower is None:
        drop(r, _at_end(r, token))
    elif follower.kind in _VALUES:
        _before_value(r, token, follower)
    elif follower.kind in _ENDS:
        message = f"Expected `:` and a value behind the name {shown(r.text[start:end])}, got {got(r, end)}"
        drop(r, Unreadable("missing-value", start, end, message))
    else:
        drop(r, unreadable_from(r, start))


def _before_value(r: Recovery, token: Token, value: Token) -> None:
    """A string in the place of a name, and a value after it: a colon is missing, where that is certain."""
    _, start, end = token
    if _BROKEN.search(r.text, start, end):
        drop(r, Unreadable("control-character", start, unreadable_from(r, start).end, _broken(r.text[start:end])))
    elif r.text[end - 2] in ":=":
        message = f"Expected `:` behind the name, got it inside {shown(r.text[start:end])}: a slip, or part of it"
        drop(r, Unreadable("missing-colon", start, unreadable_from(r, start).end, message))
    elif _is_whole(r, value):
        r.begin(start)
        message = f"Expected `:` behind the name, got {got(r, end)}"
        r.deviations.report("missing-colon", end, end, message, used=":")
        r.deviations.change(end, end, ":", REPAIR)
        r.in_doubt |= value.kind in OPENERS
        r.name(token, r.scalars.read(token))
        r.position = end
    else:
        drop(r, unreadable_from(r, start))


def no_name(r: Recovery, token: Token) -> None:
    """Leave out what is no name; a number right after a comma together with the one right before it."""
    found, before = unreadable_from(r, token.start), r.before.grouped
    if found.name in ("bare-word", "unexpected-text") and (advice := _advice(r, token)):
        got = shown(r.text[token.start : found.end])
        found = attrs.evolve(found, message=f"Expected a name and a value, got {got}: {advice}")
    if token.kind in NUMBERS and before and before.kind in NUMBERS and r.text[token.start - 1] == ",":
        refuse_scalar(r, found.name, before, found, "one number with a comma inside, or two")
    else:
        drop(r, found)


def _advice(r: Recovery, token: Token) -> str:
    """What can be said about a token in the place of a name, "" where that is nothing."""
    follower = r.lexer.next(token.end)
    kind = follower.kind if follower else ""
    if kind == "KEY" and token.kind not in OPENERS:
        return f"remove {shown(r.text[token.start : token.end])}, or put it into the quotes"
    is_scalar = token.kind in NUMBERS or token.kind in LITERALS
    return "a set, or an array in braces" if is_scalar and kind in ("COMMA", "RBRACE") else ""


def _at_end(r: Recovery, token: Token) -> Unreadable:
    """A name after which there is nothing more, comments apart."""
    _, start, end = token
    rest = shown(r.text[end : r.lexer.end])
    if CLOSING_BRACKET.search(r.text, end, r.lexer.end):
        message = f"Expected `:` and a value, got a comment that holds a bracket: {rest}"
        return Unreadable("comment", start, r.lexer.end, message)
    message = f"Expected `:` and a value, got the end of the text behind {shown(r.text[start:end])}"
    return Unreadable("cut-off", start, r.lexer.end, message)


def _touches(r: Recovery, end: int) -> bool:
    """True when text follows at once that could belong to the string before."""
    following = r.lexer.next(end)
    return following is not None and following.start == end and CLASS_OF[following.kind] not in _SET_OFF


def _is_whole(r: Recovery, value: Token) -> bool:
    """True when the value after a name without a colon is all there is up to the next comma or bracket."""
    return value.kind in OPENERS or r.lexer.peek_kind(value.end) in ("", "COMMA", "RBRACE", "KEY")


def _before_colon(r: Recovery, token: Token) -> None:
    """A name that is no string of RFC 8259 right before its colon, or one with another separator."""
    kind, start, end = token
    refused_as, refusal = _refusal(kind, r.text[start:end])
    if refused_as:
        drop(r, Unreadable(refused_as, start, unreadable_from(r, start).end, refusal))
        return
    r.begin(start)
    r.name(token, r.scalars.read(token) if kind in STRINGS else read_name(r.text[start:end]))
    colon = next(r.lexer.tokens(end))
    position = end
    while (skipped := r.lexer.next(position)) and skipped.end <= colon.start:
        skip_token(r.deviations, r.lexer, skipped)
        position = skipped.end
    if colon.kind == "FOREIGN_COLON":
        r.deviations.repair("foreign-separator", colon.start, colon.end, ":", expected="`:`")
    r.position = colon.end


def _refusal(kind: str, name: str) -> tuple[str, str]:
    """The row and the message for a name with several readings, "" for one that has one."""
    got = shown(name)
    if kind not in STRINGS:
        if quote := ENCODED_QUOTE.match(name):
            return "encoded-text", in_part_encoded(quote[0])
        readings = "it has several spellings" if "\\" not in name else "a text that was encoded once more, or a name"
        message = f"Expected a name in double quotes, got {got}: {readings}"
        return ("", "") if _is_name(kind, name) else ("unquoted-key", message)
    if kind == "STRING_PREFIX" and (name[0] in "rR" or name[-2] == name[-1]):
        return "string-prefix", f"Expected a name in quotes, got {got}: the letter may belong inside"
    if _BROKEN.search(name):
        return "control-character", _broken(name)
    return "", ""


def _broken(name: str) -> str:
    return f"Expected no line break in a name, got {shown(name)}: part of it, a space or nothing"


def _is_name(kind: str, name: str) -> bool:
    """True when a name without quotes can only be that name."""
    if kind in NUMBERS:
        return _CANONICAL_INTEGER.fullmatch(name) is not None
    if kind in ("PYTHON_LITERAL", "LITERAL_CASE") or not _NAME.fullmatch(name):
        return False
    value, _ = read_content(name, 0, len(name))
    return value[0] not in ".-" and unicodedata.category(value[0])[0] != "M" and all(map(_may_be_in_name, value))


def _may_be_in_name(character: str) -> bool:
    """True for a letter, digit, mark or pictograph, and for the signs of names in JavaScript and in Java's maps."""
    return character.isalnum() or character in _SIGNS_OF_NAMES or unicodedata.category(character) in _MARKS


def _with_quotes_inside(r: Recovery, token: Token) -> None:
    _, start, end = token
    ending = r.quotes.ending(content_of(r.text, start), end, "name")
    if not ending.end:
        drop(r, unended(r, start, ending))
        return
    r.begin(start)
    whole = Token("STRING", start, ending.end)
    r.name(whole, r.scalars.string(whole, ending.inner))
    r.position = next(r.lexer.tokens(ending.end)).end


def extra_comma(r: Recovery, token: Token) -> None:
    """A comma where a name is expected: between members a second one can only be a slip."""
    r.position = token.end
    r.deviations.repair("extra-comma", token.start, token.end, "")
