"""After a value: where a comma or a closing bracket is expected."""

import re

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.edits._deviations import LOSS
from ucsmsg.quasi.lexing._grammar import NUMBERS, OPENERS, SCALARS, STRINGS
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.recovery._leaving_out import drop, got, refuse_scalar, unreadable_from
from ucsmsg.quasi.recovery._names import UNQUOTED, comes_before_colon
from ucsmsg.quasi.recovery._skipping import elided, is_right_behind
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._strings import content_of, stretch_string
from ucsmsg.quasi.recovery._unreadable import Unreadable
from ucsmsg.quasi.recovery._valid_runs import pass_over
from ucsmsg.text.marks import QUOTES

_NEXT_LINE = re.compile(r"\r?[\n\r][0-9]")
_ENDS_IN_SPACE = re.compile(r"[\s\S]\s[\"'”’“‘»«`]|\\[ntr]")
_BEGINS_ELEMENT = SCALARS | OPENERS | {"KEY"}


def comma(r: Recovery, token: Token) -> None:
    """The comma before the next member or element."""
    if not (r.frame.count and r.before.gap is None and pass_over(r, token.start)):
        r.position = token.end
        r.go_on(token)


def semicolon(r: Recovery, token: Token) -> None:
    """A semicolon stands for a comma."""
    r.deviations.repaired("foreign-separator", token.start, token.end, ",", expected="`,`")
    comma(r, token)


def dots(r: Recovery, token: Token) -> None:
    """What was left out after a value, or the rest of the string that the dots touch."""
    string = r.before.adjacent
    if string is None or not is_right_behind(r.text, string, token):
        elided(r, token)
    elif r.text[token.end : token.end + 1] in {*QUOTES}:
        advice = "one text, or something left out between two"
        refuse_scalar(r, "elided", string, unreadable_from(r, token.start), advice)
    else:
        r.rewind_value()
        r.position = token.end
        r.deviations.repaired("elided", string.start, token.end, "", expected="the whole string")
        r.no_value(string.start, token.end, LOSS, string.kind)
        r.leave_gap(LOSS)


def colon(r: Recovery, token: Token) -> None:
    """A colon after a value: in an array the value may be a name."""
    if r.frame.is_array and r.before.adjacent:
        refuse_scalar(r, "pair-in-array", r.before.adjacent, unreadable_from(r, token.start), "put it into an object")
    else:
        no_separator(r, token)


def foreign_colon(r: Recovery, token: Token) -> None:
    """A sign that stands for a colon; an equals sign before a string may belong to the strings around it."""
    is_equals = r.text[token.start : token.end] == "=" and r.lexer.peek_kind(token.end) in STRINGS
    if r.frame.is_array and r.before.adjacent and not is_equals:
        colon(r, token)
    else:
        other(r, token)


def other(r: Recovery, token: Token) -> None:
    """What may begin the next member or element, belong to the string before, or have no reading."""
    string = r.before.adjacent
    if string and string.kind in STRINGS and not r.frame.is_refused and _may_belong_to(r, token, string):
        stretch_string(r, string)
    elif token.kind in _BEGINS_ELEMENT if r.frame.is_array else _begins_member(r, token):
        _missing_comma(r, token)
    else:
        no_separator(r, token)


def no_separator(r: Recovery, token: Token) -> None:
    """Leave out what fits nowhere, with the scalar before that it touches."""
    found, scalar = unreadable_from(r, token.start), r.before.adjacent
    if scalar and found.kind is not LOSS:
        refuse_scalar(r, found.name, scalar, found, "this is no value")
    else:
        drop(r, found)


def _may_belong_to(r: Recovery, token: Token, string: Token) -> bool:
    """True when what follows a string may belong to it, so that its last quote did not end it."""
    if not r.frame.is_array:
        return not _begins_member(r, token)
    return token.kind not in _BEGINS_ELEMENT or (token.kind in SCALARS and token.start == string.end)


def _begins_member(r: Recovery, token: Token) -> bool:
    """True when the token is a name with its colon; one without quotes must be set off from the value before."""
    kind, start, _ = token
    if kind == "KEY":
        return True
    if kind in STRINGS:
        return comes_before_colon(r, token)
    scalar = r.before.adjacent
    is_set_off = scalar is None or scalar.end < start
    return kind in UNQUOTED and is_set_off and comes_before_colon(r, token)


def _missing_comma(r: Recovery, token: Token) -> None:
    if r.before.gap is None and _holds_comma(r, token):
        found, advice = unreadable_from(r, token.start), "the comma stands inside a string"
        if r.before.adjacent:
            refuse_scalar(r, "missing-comma", r.before.adjacent, found, advice)
        else:
            message = f"Expected `,`, got {shown(r.text[token.start : found.end])}: {advice}"
            drop(r, Unreadable("missing-comma", token.start, found.end, message))
        return
    scalar = r.before.adjacent
    if scalar and (advice := _one_or_two(r, scalar, token)):
        refuse_scalar(r, "missing-comma", scalar, unreadable_from(r, token.start), advice)
        return
    if r.before.gap is None:
        r.before.missing_comma = r.deviations.checkpoint()
        message = f"Expected `,` before the next value, got {got(r, token.start)}"
        r.deviations.report("missing-comma", token.start, token.start, message, used=",")
        r.in_doubt |= token.kind in OPENERS
    r.go_on(None)


def _one_or_two(r: Recovery, scalar: Token, token: Token) -> str:
    """The two readings of a scalar and what stands right after it in an array, where they may be one value."""
    are_numbers = scalar.kind in NUMBERS and token.kind in NUMBERS
    if are_numbers and _NEXT_LINE.fullmatch(r.text, scalar.end, token.start + 1):
        return "one number over two lines, or two"
    is_text = r.frame.is_array and scalar.kind in STRINGS and token.kind in STRINGS
    if is_text and (_ENDS_IN_SPACE.match(r.text, scalar.end - 3) or r.is_python):
        return "one text in two parts, as Python has it, or two"
    return ""


def _holds_comma(r: Recovery, token: Token) -> bool:
    """True when the comma that is missing may be the one inside the string before or after."""
    is_string = token.kind in STRINGS or token.kind == "KEY"
    return ends_string(r, ",;") or (is_string and r.text[content_of(r.text, token.start)] == ",")


def ends_string(r: Recovery, signs: str) -> bool:
    """True when the value before is a string that ends with one of the signs."""
    scalar = r.before.recent
    return scalar is not None and scalar.kind in STRINGS and r.text[scalar.end - 2] in signs
