"""The grammars in `grammar/`: the parser that builds a value, and the terminals as patterns.

Valid text needs neither: Lark is loaded at the first call, once, under Python's import lock.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from ucsmsg.quasi.tree._nodes import Child, Lexeme

if TYPE_CHECKING:
    from lark import Lark
    from lark.lexer import TerminalDef


class Mended(Protocol):
    """What the parser reads: tokens that the rules of `quasi.lark` accept."""

    def lexemes(self) -> Iterator[Lexeme]:
        """The tokens of one value."""


@functools.cache
def _loaded(name: str) -> "Lark":
    from ucsmsg.quasi.lexing._lark import GRAMMARS  # noqa: PLC0415 - see above

    return GRAMMARS[name]


def build(mended: Mended) -> Child:
    """The node of the value, by `quasi.lark`."""
    node: Child = _loaded("quasi").parse(mended)  # type: ignore[assignment]  # what the builder makes
    return node


def terminals() -> dict[str, str]:
    """The pattern of each terminal of `quasi.lark`."""
    return {terminal.name: terminal.pattern.to_regexp() for terminal in _loaded("quasi").terminals}


@functools.cache
def token_pattern() -> re.Pattern[str]:
    """The pattern of the next token of `quasi.lark` behind white space."""
    return _pattern(_loaded("quasi").terminals, before=r"[ \t\n\r]*+")


@functools.cache
def string_pattern() -> re.Pattern[str]:
    """The pattern of the next piece of a string's inside, by `string.lark`."""
    return _pattern(_loaded("string").terminals)


@functools.cache
def content_pattern() -> re.Pattern[str]:
    """`string_pattern`, but with escapes of RFC 8259 that follow each other as one piece, `ESCAPES`."""
    names = ("ESCAPE", "SURROGATE_PAIR", "LONE_SURROGATE", "UNICODE_ESCAPE")
    escape, pair, lone, unicode = (_loaded("string").get_terminal(name).pattern.to_regexp() for name in names)
    return re.compile(rf"(?P<ESCAPES>(?:{escape}|{pair}|(?!{lone}){unicode})++)|{string_pattern().pattern}")


def _pattern(terminals: "Iterable[TerminalDef]", before: str = "") -> re.Pattern[str]:
    """One pattern with a named group for each terminal, tried in the order of their priorities."""
    ordered = sorted(terminals, key=lambda terminal: -terminal.priority)
    groups = "|".join(f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})" for terminal in ordered)
    return re.compile(f"{before}(?:{groups})")
