"""Strings with quotes inside that were not escaped: stretched up to the quote that ends them, or refused."""

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.quasi.recovery._leaving_out import refuse_from
from ucsmsg.quasi.recovery._quotes import Ending
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._unreadable import Unreadable, certain_line


def content_of(text: str, start: int) -> int:
    """The offset after the opening quote of the string that starts at `start`, prefix included."""
    while text[start].isalpha():
        start += 1
    return start + 1


def unended(r: Recovery, start: int, ending: Ending) -> Unreadable:
    """A string of which it is not known where it ends."""
    end = certain_line(r.lexer, start)
    message = f"{ending.refusal}; got {shown(r.text[start:end].strip())}"
    return Unreadable(ending.refused_as, start, end, message)


def stretch_string(r: Recovery, string: Token) -> None:
    """Read the string before up to the quote that ends it, or refuse it."""
    content = content_of(r.text, string.start)
    ending = r.quotes.ending(content, string.end, "element" if r.frame.is_array else "value")
    if not ending.end:
        refuse_from(r, string, unended(r, string.start, ending))
        return
    r.rewind_value(with_comma=False)
    whole = Token(string.kind, string.start, ending.end)
    r.settle(whole, r.scalars.string(whole, ending.inner))
    r.position = ending.end
