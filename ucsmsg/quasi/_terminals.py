"""The terminals of the grammars as patterns. Lark is loaded at the first call, once, under Python's import lock."""

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark.lexer import TerminalDef


@functools.cache
def terminals() -> dict[str, str]:
    """The pattern of each terminal of `quasi.lark`."""
    from ucsmsg.quasi._grammar import QUASI  # noqa: PLC0415 - valid text never needs it

    return {terminal.name: terminal.pattern.to_regexp() for terminal in QUASI.terminals}


@functools.cache
def token_pattern() -> re.Pattern[str]:
    """The pattern of the next token of `quasi.lark` behind white space."""
    from ucsmsg.quasi._grammar import QUASI  # noqa: PLC0415 - valid text never needs it

    return _pattern(QUASI.terminals, before=r"[ \t\n\r]*+")


@functools.cache
def string_pattern() -> re.Pattern[str]:
    """The pattern of the next piece of a string's inside, by `string.lark`."""
    from ucsmsg.quasi._grammar import STRING  # noqa: PLC0415 - valid text never needs it

    return _pattern(STRING.terminals)


@functools.cache
def content_pattern() -> re.Pattern[str]:
    """`string_pattern`, but with escapes of RFC 8259 that follow each other as one piece, `ESCAPES`."""
    from ucsmsg.quasi._grammar import STRING  # noqa: PLC0415 - valid text never needs it

    names = ("ESCAPE", "SURROGATE_PAIR", "LONE_SURROGATE", "UNICODE_ESCAPE")
    escape, pair, lone, unicode = (STRING.get_terminal(name).pattern.to_regexp() for name in names)
    return re.compile(rf"(?P<ESCAPES>(?:{escape}|{pair}|(?!{lone}){unicode})++)|{string_pattern().pattern}")


def _pattern(terminals: "Iterable[TerminalDef]", before: str = "") -> re.Pattern[str]:
    """One pattern with a named group for each terminal, tried in the order of their priorities."""
    ordered = sorted(terminals, key=lambda terminal: -terminal.priority)
    groups = "|".join(f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})" for terminal in ordered)
    return re.compile(f"{before}(?:{groups})")
