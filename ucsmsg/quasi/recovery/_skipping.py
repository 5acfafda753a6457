"""Comments, foreign white space, and what the author of a text left out."""

import re

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.edits._deviations import LOSS, OMISSION, Deviations
from ucsmsg.quasi.lexing._grammar import CLOSERS, STRINGS
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.recovery._leaving_out import drop
from ucsmsg.quasi.recovery._state import ELEMENT, END, VALUE, Recovery
from ucsmsg.quasi.recovery._unreadable import Unreadable
from ucsmsg.text.marks import CLOSING_BRACKET, QUOTE_FAMILIES

# A comment that is no element: a remark, or an element or a part of one that was commented out.
_JSON = r"(?:\"(?:[^\"\\]|\\.)*+\"|-?[0-9]++(?:\.[0-9]++)?|true|false|null)"
_REMARK = re.compile(
    rf"(?:/\*|(?://|#)(?:[/#]*+(?:\s|[\W_]*+\Z|(?:TODO|FIXME|XXX|HACK|NOTE|BUG)\b)"
    rf"|[{{\[\s]*+(?:{_JSON}\s*+(?:[:,}}\]]|\Z)|[}}\]])))"
)
# A line with a quote at its end and no other: the first one of a string may be missing.
_END_OF_STRING = re.compile(r"(?://|#)(?:[^\"]*+\"|[^']*+')[ \t]*+[,\]]?+\s*+\Z")
_WITHOUT_SPACE = re.compile(r"(?://|#)[^\s/#]")
_SEPARATES = CLOSERS | {"COMMA"}


def skip(r: Recovery, token: Token) -> None:
    """Go on after a comment or foreign white space."""
    if _may_be_element(r, token):
        found = shown(r.text[token.start : token.end])
        expected = "a space behind the sign of a comment" if _WITHOUT_SPACE.match(r.text, token.start) else "no quote"
        message = f"Expected {expected}, got {found}: a comment, or an element"
        drop(r, Unreadable("comment", token.start, token.end, message))
        return
    r.position = token.end
    r.before.is_apart = True
    if skip_token(r.deviations, r.lexer, token, in_brackets=len(r.frames) > 1):
        r.ended = r.ended or OMISSION


def skip_token(deviations: Deviations, lexer: Lexer, token: Token, *, in_brackets: bool = False) -> bool:
    """Report a comment or foreign white space, which is left out; True when the comment never closes."""
    kind, start, end = token
    if kind != "COMMENT":
        name = "foreign-whitespace" if kind == "FOREIGN_WHITESPACE" else "terminal-colour"
        deviations.repair(name, start, end, " ")
        return False
    refusal, is_open = _refusal(lexer, start, end, in_brackets=in_brackets)
    if not refusal:
        deviations.repair("comment", start, end, "")
        return False
    deviations.report("comment", start, end, refusal, refused=True)
    deviations.change(start, end, "", OMISSION)
    return is_open


def _refusal(lexer: Lexer, start: int, end: int, *, in_brackets: bool) -> tuple[str, bool]:
    """Why a comment may be something else, if it may; and whether it takes the end of the value with it."""
    text = lexer.text
    found = shown(text[start:end])
    if text.startswith("/*", start) and not text.endswith("*/", start + 2, end):
        return "Expected `*/`, got the end of the text: what follows may be comment or payload", True
    if may_be_text(text, start, end):
        return f"Expected no comment, got {found} right behind a quote: it may be text", False
    if in_brackets and end == lexer.end and CLOSING_BRACKET.search(text, start, end):
        if _WITHOUT_SPACE.match(text, start):
            return f"Expected a value, got {found}: a word that needs double quotes, or a comment to the end", True
        message = f"Expected a line break behind the comment, got the end of the text in {found}"
        return message + ": the bracket may close the value", True
    return "", False


def _may_be_element(r: Recovery, token: Token) -> bool:
    """True when a comment stands where an element does, up to its comma or the end of the array."""
    is_due = r.state is ELEMENT or (r.frame.is_array and r.before.gap is not None)
    if not is_due or token.kind != "COMMENT" or _refusal(r.lexer, token.start, token.end, in_brackets=True)[0]:
        return False
    comment = r.text[token.start : token.end]
    ends = comment.rstrip()[-1] in ",]" or r.lexer.peek_kind(token.end) in _SEPARATES
    return ends and (_REMARK.match(comment) is None or _END_OF_STRING.match(comment) is not None)


def may_be_text(text: str, start: int, end: int) -> bool:
    """True when a comment begins right after a quote and has one of its kind or of JSON's: it may be of a string."""
    before = text[start - 1 : start]
    family = next((family for family in QUOTE_FAMILIES if before and before in family), "")
    return any(text.find(quote, start, end) >= 0 for quote in (family and family + '"'))


def elided(r: Recovery, token: Token) -> None:
    """What the author of a text left out: dots or `etc`."""
    _, start, end = token
    r.position = end
    if r.state is VALUE:
        r.begin_value()
        r.deviations.repaired("elided", start, end, "")
        r.no_value(start, end, LOSS)
    else:
        r.deviations.repair("elided", start, end, "", kind=LOSS)
    if r.state is not END:
        r.leave_gap(LOSS)


def is_right_behind(text: str, string: Token, dots: Token) -> bool:
    """True when dots touch the string before: its end was left out, or they are text of it."""
    return string.kind in STRINGS and string.end == dots.start and text[dots.start] in ".…"
