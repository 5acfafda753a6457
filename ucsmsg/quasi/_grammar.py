"""The grammars in `grammar/`, loaded at first need."""

import functools
import re
import threading
from collections.abc import Iterable
from pathlib import Path

from lark import Lark
from lark.lexer import TerminalDef

_PACKAGE = Path(__file__).resolve().parent.parent
# An installed package carries the folder inside; a checkout has it beside the package.
FOLDER = _PACKAGE / "grammar" if (_PACKAGE / "grammar").is_dir() else _PACKAGE.parent / "grammar"

_WHITE_SPACE = r"[ \t\n\r]*+"
loading = threading.RLock()


def source(name: str) -> str:
    """The text of the grammar `name`."""
    return (FOLDER / f"{name}.lark").read_text(encoding="utf-8")


def pattern_of(terminals: Iterable[TerminalDef], before: str = "") -> re.Pattern[str]:
    """One pattern with a named group for each terminal, tried in the order of their priorities."""
    ordered = sorted(terminals, key=lambda terminal: -terminal.priority)
    groups = "|".join(f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})" for terminal in ordered)
    return re.compile(f"{before}(?:{groups})")


def token_pattern(terminals: Iterable[TerminalDef]) -> re.Pattern[str]:
    """The pattern of the next token behind white space."""
    return pattern_of(terminals, _WHITE_SPACE)


@functools.cache
def string_pattern() -> re.Pattern[str]:
    """The pattern of the next piece of a string's inside."""
    with loading:
        return pattern_of(Lark(source("string"), parser="lalr", lexer="basic").terminals)
