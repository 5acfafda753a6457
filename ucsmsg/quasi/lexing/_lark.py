"""The grammars in `grammar/`, loaded with Lark when this module is first imported: see `_grammar`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from lark import Lark
from lark.lexer import Lexer, LexerState

from ucsmsg.quasi.tree._builder import Builder

_PACKAGE = Path(__file__).resolve().parents[2]
# An installed package carries the folder inside; a checkout has it beside the package.
FOLDER = _PACKAGE / "grammar" if (_PACKAGE / "grammar").is_dir() else _PACKAGE.parent / "grammar"


class _MendedTokens(Lexer):
    """What Lark takes for its lexer: a mender, whose tokens are matched by the grammar's own terminals."""

    __future_interface__: ClassVar[int] = 2

    def __init__(self, _: object) -> None:
        super().__init__()

    def lex(self, lexer_state: LexerState, _parser_state: Any) -> Iterator[Any]:
        mender: Any = lexer_state.text
        tokens: Iterator[Any] = mender.lexemes()
        return tokens


def _source(name: str) -> str:
    return (FOLDER / f"{name}.lark").read_text(encoding="utf-8")


GRAMMARS = {
    "quasi": Lark(_source("quasi"), parser="lalr", lexer=_MendedTokens, transformer=Builder(), keep_all_tokens=True),
    "string": Lark(_source("string"), parser="lalr", lexer="basic"),
}
