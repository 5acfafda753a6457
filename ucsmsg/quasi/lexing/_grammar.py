"""The grammars in `grammar/`: the terminals as patterns, and the classes in which `quasi.lark` puts them.

Valid text needs none of it: Lark is loaded at the first call, once, under Python's import lock.
"""

import functools
import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ucsmsg.quasi.lexing._lark import GRAMMARS

if TYPE_CHECKING:
    from lark.lexer import TerminalDef


_SPACE = r"[ \t\n\r]*+"


def _classes() -> dict[str, frozenset[str]]:
    """The alternatives of the rule `token`, and the terminals of each."""
    members: dict[str, set[str]] = {}
    for rule in GRAMMARS["quasi"].rules:
        members.setdefault(str(rule.origin.name), set()).update(symbol.name for symbol in rule.expansion)
    return {name: frozenset(members[name]) for name in sorted(members["token"])}


CLASSES = _classes()
CLASS_OF = {terminal: name for name, terminals in CLASSES.items() for terminal in terminals}
STRINGS, NUMBERS, LITERALS = CLASSES["string"], CLASSES["number"], CLASSES["literal"]
SCALARS = STRINGS | NUMBERS | LITERALS
OPENERS, CLOSERS, SKIPPED = CLASSES["opener"], CLASSES["closer"], CLASSES["skipped"]
BRACKETS = OPENERS | CLOSERS
BRACKETS_AND_COMMAS = BRACKETS | CLASSES["comma"]


@functools.cache
def terminals() -> dict[str, str]:
    """The pattern of each terminal of `quasi.lark`."""
    return {terminal.name: terminal.pattern.to_regexp() for terminal in GRAMMARS["quasi"].terminals}


@functools.cache
def token_pattern() -> re.Pattern[str]:
    """The pattern of the next token of `quasi.lark` after white space: of every terminal that is in a class.

    The others are told by where they stand, and recovery decides that.
    """
    return _pattern(_lexed(), before=_SPACE)


@functools.cache
def next_pattern(kinds: frozenset[str]) -> re.Pattern[str]:
    """The pattern of the next token of these kinds or the end, with all tokens before it, in one match.

    It finds those of `token_pattern`. The kinds are terminals of single characters.
    """
    before = list(itertools.takewhile(lambda terminal: terminal.name not in kinds, _lexed()))
    wanted = [terminal for terminal in _lexed() if terminal.name in kinds]
    after = [terminal for terminal in _lexed() if terminal not in (*before, *wanted)]
    first, ends, last = ("|".join(map(_unnamed, terminals)) for terminals in (before, wanted, after))
    token = rf"(?:{first}|(?!{ends})(?:{last}))"
    return re.compile(rf"(?:{_SPACE}{token})*+{_SPACE}(?:{'|'.join(map(_named, wanted))})?")


@functools.cache
def string_pattern() -> re.Pattern[str]:
    """The pattern of the next piece of a string's inside, by `string.lark`."""
    return _pattern(GRAMMARS["string"].terminals)


@functools.cache
def content_pattern() -> re.Pattern[str]:
    """`string_pattern`, but with escapes of RFC 8259 that follow each other as one piece, `ESCAPES`."""
    names = ("ESCAPE", "SURROGATE_PAIR", "LONE_SURROGATE", "UNICODE_ESCAPE")
    escape, pair, lone, unicode = (GRAMMARS["string"].get_terminal(name).pattern.to_regexp() for name in names)
    return re.compile(rf"(?P<ESCAPES>(?:{escape}|{pair}|(?!{lone}){unicode})++)|{string_pattern().pattern}")


def _lexed() -> "list[TerminalDef]":
    """The terminals that are in a class, in the order in which they are tried."""
    return _by_priority(terminal for terminal in GRAMMARS["quasi"].terminals if terminal.name in CLASS_OF)


def _by_priority(terminals: "Iterable[TerminalDef]") -> "list[TerminalDef]":
    return sorted(terminals, key=lambda terminal: -terminal.priority)


def _pattern(terminals: "Iterable[TerminalDef]", before: str = "") -> re.Pattern[str]:
    """One pattern with a named group for each terminal, tried in the order of their priorities."""
    return re.compile(f"{before}(?:{'|'.join(map(_named, _by_priority(terminals)))})")


def _named(terminal: "TerminalDef") -> str:
    return f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})"


def _unnamed(terminal: "TerminalDef") -> str:
    return f"(?:{terminal.pattern.to_regexp()})"
