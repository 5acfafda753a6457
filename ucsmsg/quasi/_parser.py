"""Lark's LALR parser for the grammar, fed by the mender."""

import functools
import re
from collections.abc import Iterator
from typing import Any, ClassVar

from lark import Lark
from lark.lexer import Lexer, LexerState

from ucsmsg.quasi import _grammar
from ucsmsg.quasi._builder import Builder
from ucsmsg.quasi._mender import Mender
from ucsmsg.quasi._nodes import Child, Lexeme


class _MendedTokens(Lexer):
    """What Lark takes for its lexer: the mender, whose tokens are matched by the grammar's own terminals."""

    __future_interface__: ClassVar[int] = 2

    def __init__(self, _: object) -> None:
        super().__init__()

    def lex(self, lexer_state: LexerState, _parser_state: Any) -> Iterator[Any]:
        mender: Any = lexer_state.text
        tokens: Iterator[Lexeme] = mender.lexemes()
        return tokens


@functools.cache
def _lark() -> Lark:
    with _grammar.loading:
        return Lark(
            _grammar.source("quasi"),
            parser="lalr",
            lexer=_MendedTokens,
            transformer=Builder(),
            keep_all_tokens=True,
        )


@functools.cache
def token_pattern() -> re.Pattern[str]:
    """The pattern of the grammar's next token behind white space."""
    return _grammar.token_pattern(_lark().terminals)


@functools.cache
def terminals() -> dict[str, str]:
    """The pattern of each of the grammar's terminals."""
    return {terminal.name: terminal.pattern.to_regexp() for terminal in _lark().terminals}


def build(mender: Mender) -> Child:
    """The node of the mender's value."""
    node: Child = _lark().parse(mender)  # type: ignore[assignment]  # what the builder makes
    return node
