"""The grammars in `grammar/`, loaded with Lark when this module is first imported: see `_grammar`."""

from pathlib import Path

from lark import Lark

_PACKAGE = Path(__file__).resolve().parents[2]
# An installed package carries the folder inside; a checkout has it beside the package.
FOLDER = _PACKAGE / "grammar" if (_PACKAGE / "grammar").is_dir() else _PACKAGE.parent / "grammar"


def grammar(name: str) -> str:
    """The text of a grammar."""
    return (FOLDER / f"{name}.lark").read_text(encoding="utf-8")


GRAMMARS = {
    "quasi": Lark(grammar("quasi"), parser="lalr", lexer="basic", start=["start", "token"]),
    "string": Lark(grammar("string"), parser="lalr", lexer="basic"),
}
