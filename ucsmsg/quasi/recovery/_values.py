"""After a name, and in an array: where a value is expected."""

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.edits._deviations import OMISSION
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.recovery._brackets import missing_closers
from ucsmsg.quasi.recovery._closers import closes_before
from ucsmsg.quasi.recovery._leaving_out import no_value_yet, refuse_value, unreadable_from
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._unreadable import Unreadable
from ucsmsg.quasi.recovery._valid_runs import pass_over
from ucsmsg.text.marks import LINE_BREAK

_NUMBERS = ("INTEGER", "FLOAT")


def scalar(r: Recovery, token: Token) -> None:
    """The value after a name."""
    r.position = token.end
    r.value(token)


def opener(r: Recovery, token: Token) -> None:
    """An object or array after a name."""
    r.position = token.end
    r.open(*token)
    pass_over(r, token.end)


def scalar_element(r: Recovery, token: Token) -> None:
    """A scalar in an array."""
    r.begin(token.start)
    scalar(r, token)


def opener_element(r: Recovery, token: Token) -> None:
    """An object or array in an array."""
    r.begin(token.start)
    opener(r, token)


def extra_colon(r: Recovery, token: Token) -> None:
    """A colon after a colon can only be a slip, but for one that touches a word."""
    word = r.lexer.next(token.end)
    if word and word.kind == "BARE_WORD" and word.start == token.end:
        got = shown(r.text[token.start : word.end])
        message = f"Expected a value, got {got}: a symbol of another language, or one colon too many"
        refuse_value(r, Unreadable("bare-word", token.start, unreadable_from(r, word.start).end, message))
        return
    r.position = token.end
    r.deviations.repair("foreign-separator", token.start, token.end, "", expected="a value after one colon")


def no_value(r: Recovery, token: Token) -> None:
    """Something after a name that is no value."""
    if number := _with_space(r, token):
        scalar(r, number)
        return
    name = r.frame.name
    on_new_line = LINE_BREAK.search(r.text, name.end if name else token.start, token.start)
    if token.kind == "COMMA" or (token.kind == "KEY" and on_new_line):
        no_value_yet(r, token.start)
    else:
        refuse_value(r, unreadable_from(r, token.start))


def comma_for_element(r: Recovery, token: Token) -> None:
    """A comma where an element is expected: one too many, or an element is missing."""
    r.position = token.end
    found = shown(r.text[token.start : token.end])
    message = f"Expected an element, got {found}: one comma too many, or an element left out"
    r.deviations.report("extra-comma", token.start, token.end, message, refused=True)
    r.deviations.change(token.start, token.end, "", OMISSION)


def _with_space(r: Recovery, token: Token) -> Token | None:
    """A number that has a space behind its minus sign."""
    number = r.lexer.next(token.end) if r.text[token.start : token.end] == "-" else None
    if number is None or number.kind not in _NUMBERS or r.text[number.start] == "-":
        return None
    if LINE_BREAK.search(r.text, token.end, number.start):
        return None
    return Token("NUMBER_FORM", token.start, number.end)


def no_element(r: Recovery, token: Token) -> None:
    """Something in an array that is no element; a member where only the array's closing bracket is missing."""
    if number := _with_space(r, token):
        scalar_element(r, number)
        return
    comma = r.before.comma
    if (
        token.kind == "KEY"
        and comma
        and r.frames[-2].closer == "RBRACE"
        and closes_before(r.lexer, r.frames, token.start)
    ):
        missing_closers(r, 1, comma.start)
        r.go_on(comma)
        return
    found = unreadable_from(r, token.start)
    if token.kind == "KEY":
        got = shown(r.text[token.start : found.end])
        message = f"Expected an element, got {got}: put it into an object"
        found = Unreadable("pair-in-array", token.start, found.end, message)
    r.begin(token.start)
    refuse_value(r, found)
