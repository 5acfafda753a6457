"""The reference: Lark reads by `grammar/quasi.lark` the tokens of a text with those that recovery added or decided.

The tree is lossless: every character but the white space of RFC 8259 is in a token. It shows that recovery gives what
the grammar accepts, and that the value of the mended text is the value of the tree. Several times slower than recovery
alone, it reads texts for the tests, and for whoever asks `parse` for it.
"""

import functools
from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

import attrs
from lark import Lark, Token, Transformer
from lark.lexer import Lexer as LarkLexer
from lark.lexer import LexerState

from ucsmsg.places import Source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._edit import Edit, EditKind
from ucsmsg.quasi.edits._value import decode
from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.quasi.lanes._recovered import by_recovery
from ucsmsg.quasi.lexing._grammar import CLASS_OF, SKIPPED, STRINGS
from ucsmsg.quasi.lexing._lark import grammar
from ucsmsg.quasi.lexing._lexer import Lexer
from ucsmsg.text.encodings import Decoded

_INSERTED = {
    ",": "MISSING_COMMA",
    ":": "MISSING_COLON",
    "{": "MISSING_OPENER",
    "}": "MISSING_CLOSER",
    "]": "MISSING_CLOSER",
    "null": "MISSING_VALUE",
}
_SIGNS = {"{": "LBRACE", "}": "RBRACE", "[": "LSQB", "]": "RSQB", ",": "COMMA", ":": "COLON"}
_SEPARATORS = ("FOREIGN_COMMA", "FOREIGN_COLON")
_LEFT_OUT = {EditKind.LOSS: "CUT_OFF", EditKind.OMISSION: "REFUSED"}
_COMMAS = ("COMMA", "FOREIGN_COMMA")
_FILTER = ("/*", "*/")
_AFTER_NAME = " \t\n\r:"


class Piece(NamedTuple):
    """A token of the stream: its terminal, its offsets in the text, and the JSON text that stands for it."""

    terminal: str
    start: int
    end: int
    text: str


def pieces(text: str, edits: list[Edit], root: tuple[int, int]) -> Iterator[Piece]:
    """The tokens of a text and of its edits, which are in order; `root` is where the value stands."""
    lexer = Lexer(text)
    position = 0
    for edit in edits:
        yield from _untouched(lexer, position, edit.start)
        terminal = _terminal(lexer, edit, root)
        yield Piece(terminal, edit.start, edit.end, edit.text)
        position = edit.end
    yield from _untouched(lexer, position, len(text))


def _untouched(lexer: Lexer, start: int, end: int) -> Iterator[Piece]:
    """The tokens of RFC 8259 between two offsets."""
    lexer.end = end
    while token := lexer.next(start):
        yield Piece(*token, lexer.text[token.start : token.end])
        start = token.end


def _terminal(lexer: Lexer, edit: Edit, root: tuple[int, int]) -> str:
    """The terminal of what an edit takes the place of, or of what it adds."""
    if edit.start == edit.end:
        return _INSERTED[edit.text]
    lexer.end = edit.end
    token = lexer.next(edit.start)
    whole = token.kind if token and token.end == edit.end else ""
    if edit.is_placeholder:
        return "ELIDED" if whole == "ELIDED" else "REFUSED"
    return _of_repair(whole, edit.text) if edit.text else _of_dropped(whole, lexer.text, edit, root)


def _of_dropped(whole: str, text: str, edit: Edit, root: tuple[int, int]) -> str:
    """The terminal of what was dropped: a token where it may stand, or what has none."""
    if edit.kind is EditKind.LOSS and (edit.end <= root[0] or edit.start >= root[1]):
        return "SURROUNDING_TEXT"
    if edit.kind is EditKind.REPAIR and text[edit.start : edit.end] in _FILTER:
        return "COMMENT_FILTERED"
    is_kept = edit.kind is EditKind.LOSS and whole in (*_COMMAS, "ELIDED")
    if edit.kind is EditKind.REPAIR or whole in SKIPPED or is_kept:
        return whole
    return _LEFT_OUT[edit.kind]


def _of_repair(whole: str, text: str) -> str:
    """The terminal of a sign or a token that was taken as it stands, of a string that was stretched, or of a name."""
    if text in _SIGNS and whole not in _SEPARATORS:
        return _SIGNS[text]
    if text[0] == '"' and whole not in STRINGS:
        return "UNQUOTED_KEY" if whole not in ("", "UNCLOSED_STRING") else "UNESCAPED_QUOTE"
    return whole if whole in CLASS_OF and whole != "BARE_WORD" else "NUMBER_FORM"


@attrs.frozen
class Node:
    """A value of the tree, and the offsets between which it stands."""

    value: Any
    start: int
    end: int


class _Tree(Transformer[Any, Any]):
    """Makes the nodes, from the inside to the outside; what is not in the value makes none."""

    def start(self, children: list[Any]) -> Node:
        """The value of the text."""
        return next(child for child in children if isinstance(child, Node))

    def scalar(self, children: list[Token]) -> Node:
        """The value of a string, number or literal, or a name."""
        (token,) = children
        return Node(decode(str(token)).value, token.start_pos or 0, token.end_pos or 0)

    string = number = literal = scalar

    def skipped(self, _: list[Any]) -> None:
        """Nothing."""
        return

    extra_comma = extra_closer = trailing_comma = skipped

    def member(self, children: list[Any]) -> tuple[str, Node | None] | None:
        """A name and its value; None for a value without a reading, and for a member with such a name."""
        name = children[0]
        if isinstance(name, Token) and name.type == "KEY":
            name = name.rstrip(_AFTER_NAME)
        if isinstance(name, Token) and name.type == "REFUSED":
            return None
        value = next((child for child in children[1:] if isinstance(child, Node)), None)
        text = name.value if isinstance(name, Node) else decode(str(name)).value
        return text, value

    def object(self, children: list[Any]) -> Node:
        """The members; a name whose last value has no reading has none."""
        members: dict[str, Any] = {}
        without_value = set()
        for name, node in (child for child in children if isinstance(child, tuple)):
            if node is None:
                without_value.add(name)
            else:
                without_value.discard(name)
                members[name] = node.value
        value = {name: members[name] for name in members if name not in without_value}
        return Node(value, children[0].start_pos, children[-1].end_pos)

    def array(self, children: list[Any]) -> Node:
        """The elements."""
        elements = [child.value for child in children if isinstance(child, Node)]
        return Node(elements, children[0].start_pos, children[-1].end_pos)


class _Stream(LarkLexer):
    """What Lark takes for its lexer: it hands on the pieces."""

    __future_interface__: ClassVar[int] = 2

    def __init__(self, _: object) -> None:
        super().__init__()

    def lex(self, lexer_state: LexerState, _parser_state: Any) -> Iterator[Token]:
        """The tokens."""
        stream: Any = lexer_state.text
        for terminal, start, end, text in stream:
            yield Token(terminal, text, start_pos=start, end_pos=end)


@functools.cache
def _parser() -> Lark:
    return Lark(grammar("quasi"), parser="lalr", lexer=_Stream, transformer=_Tree(), keep_all_tokens=True)


def by_reference(source: Source, limits: Limits, decoded: Decoded | None = None) -> Reading:
    """Read any text by recovery, and its value by Lark. Raises Lark's errors if recovery gave what is not accepted."""
    parsed = by_recovery(source, limits, decoded)
    mended = getattr(parsed.annotations, "mended", None)
    if mended is None:
        return parsed
    place = parsed.annotations.place_of(())
    text, edits = source.text, mended.edits
    if "encoded-text" in parsed.names:  # the grammar is that of what was encoded
        text, edits = mended.text, []
    node: Any = _parser().parse([*pieces(text, edits, place)])  # type: ignore[arg-type]  # see _Stream
    return parsed._replace(value=node.value)
