"""The grammars in `grammar/`: the parser that builds a value, and the terminals as patterns.

Valid text needs neither: Lark is loaded at the first call, once, under Python's import lock.
"""

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Lark
    from lark.lexer import TerminalDef


@functools.cache
def _loaded(name: str) -> "Lark":
    from ucsmsg.quasi.lexing._lark import GRAMMARS  # noqa: PLC0415 - see above

    return GRAMMARS[name]


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


STRINGS = frozenset({"STRING", "DAMAGED_STRING", "SINGLE_QUOTED_STRING", "SMART_QUOTED_STRING", "STRING_PREFIX"})
NUMBERS = frozenset({"INTEGER", "FLOAT", "LONG_SUFFIX", "LEADING_ZEROS", "NUMBER_FORM", "NON_FINITE_NUMBER"})
LITERALS = frozenset({"TRUE", "FALSE", "NULL", "PYTHON_LITERAL", "LITERAL_CASE"})
SCALARS = STRINGS | NUMBERS | LITERALS
SKIPPED = frozenset({"COMMENT", "FOREIGN_WHITESPACE"})
OPENERS = frozenset({"LBRACE", "LSQB"})
CLOSERS = frozenset({"RBRACE", "RSQB"})

CLASSES = {
    "key": {"KEY"},
    "string": STRINGS,
    "number": NUMBERS,
    "literal": LITERALS,
    "opener": OPENERS,
    "closer": CLOSERS,
    "comma": {"COMMA"},
    "colon": {"COLON"},
    "separator": {"FOREIGN_SEPARATOR"},
    "elided": {"ELIDED"},
    "skipped": SKIPPED,
    "bogus": {"UNCLOSED_STRING", "PARENTHESIS", "BARE_WORD", "UNEXPECTED_TEXT"},
}
CLASS_OF = {terminal: name for name, terminals in CLASSES.items() for terminal in terminals}
