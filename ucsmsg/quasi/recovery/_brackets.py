"""Closing brackets, and the end of the text, where all that is open is closed."""

from ucsmsg.catalogue import row_named
from ucsmsg.diagnostics import instead_of, shown
from ucsmsg.quasi.edits._deviations import LOSS, OMISSION, REPAIR, Deviations
from ucsmsg.quasi.lexing._grammar import NUMBERS, STRINGS
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.recovery._after_values import ends_string
from ucsmsg.quasi.recovery._closers import Closing, Repair, closing, other_closer, other_end
from ucsmsg.quasi.recovery._leaving_out import got, no_value_yet, report
from ucsmsg.quasi.recovery._state import AFTER, VALUE, Recovery
from ucsmsg.quasi.recovery._unreadable import Unreadable
from ucsmsg.text.marks import LINE_BREAK


def closer(r: Recovery, token: Token) -> None:
    """A closing bracket: the one that is expected, or another."""
    if r.may_close(token.kind):
        r.position = token.end
        r.close(token.end)
    elif r.state is VALUE:
        no_value_yet(r, token.start)
    elif r.before.comma and r.frame.closer == token.kind:
        trailing_comma(r)
    else:
        _other_closer(r, token, closing(r.lexer, r.frames, token.kind, token.start))


def trailing_comma(r: Recovery) -> None:
    """Drop the comma before a closing bracket."""
    comma = r.before.comma
    if comma:
        r.deviations.repaired("trailing-comma", comma.start, comma.end, "")
        r.drop_comma(REPAIR)


def _other_closer(r: Recovery, token: Token, decided: Closing) -> None:
    """A closing bracket that is not the one expected."""
    _, start, end = token
    if decided.repair is not Repair.DROP:
        trailing_comma(r)
    if decided.repair is Repair.REFUSE:
        found = shown(r.text[start:end])
        message = f"Expected a closing bracket that matches, got {found}: too many, one missing, or exchanged"
        r.deviations.report("extra-closer", start, end, message, refused=True)
    if decided.missing and decided.repair is not Repair.DROP:
        missing_closers(r, decided.missing, start)
        return
    r.position = end
    r.before.is_apart = True
    if decided.repair is Repair.DROP:
        drop_closer(r.deviations, r.lexer, r.closed.start, r.closed.end, token)
    else:
        r.deviations.change(start, end, "", OMISSION)


def missing_closers(r: Recovery, count: int, start: int) -> None:
    """Close the innermost brackets where their own closing ones are missing."""
    other = other_end(r.lexer, r.closed) if _is_last(r, start) else None
    for _ in range(count):
        bracket, closing_bracket = ("[", "]") if r.frame.is_array else ("{", "}")
        opened = f" of {place_of(r.lexer, r.frame.start)}" if count > 1 else ""
        message = f"Expected `{closing_bracket}` for the open `{bracket}`{opened}, got {got(r, start)}"
        if other is not None:
            message += f"; it may be missing before {place_of(r.lexer, other)} instead"
            other = None
        in_doubt = r.in_doubt or ends_string(r, closing_bracket)
        if in_doubt:
            message += "; another sign may stand in its place"
        r.deviations.report("missing-closer", start, start, message, used=closing_bracket, refused=in_doubt)
        r.deviations.change(start, start, closing_bracket, OMISSION if in_doubt else REPAIR)
        r.close(start)


def _is_last(r: Recovery, end: int) -> bool:
    """True when a bracket of the same kind was closed last in the innermost one, and nothing follows it up to `end`."""
    closed, follower = r.closed, r.lexer.peek(r.closed.end)
    is_inside = closed.start > r.frame.start and closed.kind == r.frame.kind
    return is_inside and (follower is None or follower.start >= end)


def drop_closer(deviations: Deviations, lexer: Lexer, start: int, end: int, token: Token) -> None:
    """Leave out a closing bracket that is too many; the value between the two offsets is the last one before it."""
    follower = lexer.peek(end)
    is_right_behind = follower is not None and follower.start == token.start
    other = other_closer(lexer, start, end, token.kind) if is_right_behind else None
    expected = row_named("extra-closer").expected
    message = instead_of(expected, lexer.text[token.start : token.end])
    if other is not None:
        message += f"; the one of {place_of(lexer, other)} may be too many instead"
    deviations.report("extra-closer", token.start, token.end, message, used="")
    deviations.change(token.start, token.end, "", REPAIR)


def place_of(lexer: Lexer, offset: int) -> str:
    """The line and column of an offset, for a message."""
    place = lexer.source.position(offset)
    return f"line {place.line}, column {place.column}"


def end_of_text(r: Recovery) -> None:
    """Close what is open where the text ends."""
    _last_value(r)
    end = r.lexer.end
    if r.ended is None:
        missing_closers(r, len(r.frames) - 1, end)
        return
    r.drop_comma(r.ended)
    while len(r.frames) > 1:
        r.deviations.change(end, end, "]" if r.frame.is_array else "}", r.ended)
        r.close(end)


def _last_value(r: Recovery) -> None:
    """Judge what stands right before the end of the text: it may be only a part of what it was."""
    end = r.lexer.end
    scalar, comma = r.before.adjacent, r.before.comma
    if r.state is VALUE:
        name = r.frame.name
        start = name.start if name else end
        cut_off(r, start, "Expected a value")
        r.no_value(end, end, r.ended or LOSS)
    elif scalar and _is_uncertain(r, scalar):
        _leave_out_last(r, scalar)
    elif comma:
        cut_off(r, comma.start, "Expected an element" if r.frame.is_array else "Expected a member")
    elif r.state is not AFTER:
        cut_off(r, end, "Expected a closing bracket")


def _is_uncertain(r: Recovery, scalar: Token) -> bool:
    """True for a number of which more digits may have followed, and a string with a closing bracket at its end."""
    if scalar.kind in NUMBERS:
        return _may_be_cut(r, scalar)
    return scalar.kind in STRINGS and r.text[scalar.end - 2] in "}]"


def _leave_out_last(r: Recovery, scalar: Token) -> None:
    if scalar.kind in NUMBERS:
        _cut_number(r, scalar)
        return
    message = "Expected a closing bracket, got it inside the last string: a slip, or part of the text"
    report(r, Unreadable("missing-closer", scalar.start, r.lexer.end, message))
    r.no_value(scalar.start, r.lexer.end, OMISSION)


def _cut_number(r: Recovery, number: Token) -> None:
    r.rewind_value()
    cut_off(r, number.start, "Expected a comma or a bracket")
    r.no_value(number.start, r.lexer.end, r.ended or LOSS)


def _may_be_cut(r: Recovery, number: Token) -> bool:
    """True when nothing stands after a number, or in a text of one line the line break that tools put there."""
    text, end = r.text, r.lexer.end
    if text[number.end - 1] == ")":
        return False
    has_break_only = end == len(text) and text[number.end : number.end + 3] in ("\n", "\r\n", "\r")
    return number.end == end or (has_break_only and not LINE_BREAK.search(text, 0, number.end))


def cut_off(r: Recovery, start: int, expected: str) -> None:
    """Report that the text ends inside a value, unless that has been said."""
    if r.ended is None:
        found = r.text[start : r.lexer.end].strip()
        message = f"{expected}, got the end of the text" + (f" behind {shown(found)}" if found else "")
        report(r, Unreadable("cut-off", start, r.lexer.end, message))
