"""What the parser is fed, and what it builds: pieces of a text with the values they stand for."""

from typing import Any, ClassVar


class Lexeme:
    """A token: its terminal, its place in the text, and the value it stands for.

    Lark only asks for `type`; the other class attributes are what it copies to its end token. A lexeme is settled when
    the bracket around it closes: until then the mender may still refuse it or stretch it. For an opening bracket
    `value` counts what was passed on inside it, and `refused` says that something there is to be left out.
    """

    __slots__ = ("end", "refused", "start", "type", "value")

    start_pos: ClassVar[None] = None
    end_pos: ClassVar[None] = None
    line: ClassVar[None] = None
    column: ClassVar[None] = None
    end_line: ClassVar[None] = None
    end_column: ClassVar[None] = None

    def __init__(self, type: str, start: int, end: int, value: Any = None, *, refused: bool = False) -> None:  # noqa: A002 - Lark asks for `type`
        self.type = type
        self.start = start
        self.end = end
        self.value = value
        self.refused = refused


class Node:
    """An object or array: its place, its value, and the nodes of its members or elements in the order of the text.

    `keys` is None for an array. Members and elements that were refused are among `children`, not in `value`.
    """

    __slots__ = ("children", "end", "keys", "start", "value")

    refused: ClassVar[bool] = False

    def __init__(
        self, start: int, end: int, value: Any, keys: "list[Lexeme] | None", children: "list[Lexeme | Node]"
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.keys = keys
        self.children = children


Child = Lexeme | Node
