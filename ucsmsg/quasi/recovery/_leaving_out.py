"""The ways to go on where something has no reading: it is left out, and one finding says what and why."""

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.edits._deviations import OMISSION
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._unreadable import Unreadable, unreadable
from ucsmsg.text.marks import WHITE_SPACE

_TO_THE_END = frozenset({"cut-off", "unclosed-string", "unescaped-quote"})


def got(r: Recovery, start: int) -> str:
    """The next token for a message."""
    token = r.lexer.peek(start)
    return shown(r.text[token.start : token.end]) if token else "the end of the text"


def unreadable_from(r: Recovery, start: int) -> Unreadable:
    """What has no reading and starts at an offset."""
    return unreadable(r.lexer, start, in_object=not r.frame.is_array)


def report(r: Recovery, found: Unreadable) -> None:
    """Report what has no reading, and go on after it."""
    is_refused = found.kind is OMISSION
    r.deviations.report(
        found.name, found.start, found.end, found.message, used=None if is_refused else "", refused=is_refused
    )
    r.position = found.end
    if found.end == r.lexer.end and found.name in _TO_THE_END:
        r.ended = r.ended or found.kind


def drop(r: Recovery, found: Unreadable) -> None:
    """Leave out what stands in the place of a member or element."""
    report(r, found)
    r.deviations.change(found.start, found.end, "", found.kind)
    r.leave_gap(found.kind)


def refuse_value(r: Recovery, found: Unreadable) -> None:
    """Leave out what stands in the place of a value."""
    r.begin_value()
    report(r, found)
    r.no_value(found.start, found.end, found.kind)
    if found.name == "unclosed-string":  # the comma behind it is in it
        r.leave_gap(found.kind)


def refuse_scalar(r: Recovery, name: str, scalar: Token, found: Unreadable, advice: str) -> None:
    """Refuse the scalar before together with what follows it, up to the next certain place."""
    message = f"Expected a comma or a bracket, got {shown(r.text[scalar.start : found.end])}: {advice}"
    refuse_from(r, scalar, Unreadable(name, scalar.start, found.end, message))


def refuse_from(r: Recovery, scalar: Token, found: Unreadable) -> None:
    """Refuse the scalar that was taken before with all that was found from there on."""
    r.rewind_value()
    report(r, found)
    r.no_value(found.start, found.end, found.kind, scalar.kind)
    r.leave_gap(found.kind)


def no_value_yet(r: Recovery, start: int) -> None:
    """Report that a name has no value."""
    name = r.frame.name
    first = name.start if name else start
    written = shown(r.text[first:start].rstrip(WHITE_SPACE + ":"))
    message = f"Expected a value behind the name {written}, got {got(r, start)}: null, an empty string or no member"
    r.deviations.report("missing-value", first, start, message, refused=True)
    r.no_value(start, start, OMISSION)
