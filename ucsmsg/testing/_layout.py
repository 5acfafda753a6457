"""Where everything stands in a valid JSON text: its values, their names, and what separates them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import attrs

from ucsmsg.places import Path

_TOKEN = re.compile(
    r'[ \t\n\r]*+(?:(?P<string>"(?:[^"\\]|\\.)*+")|(?P<number>-?[0-9][0-9.eE+\-]*+)|(?P<literal>true|false|null)'
    r"|(?P<mark>[{}\[\],:]))"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"[ \t\n\r]*+")
_CONTAINERS = {"{": "object", "[": "array"}


@attrs.define
class Value:
    """A value of the text: its path, its kind (object, array, string, number or literal) and its place.

    `name` is the place of a member's name, `colon` the offset behind it; `comma` is the offset of the comma before the
    member or element, None for the first. `parent` is the kind of the container, "" for the root; `size` counts the
    members or elements of a container.
    """

    path: Path
    kind: str
    start: int
    end: int = 0
    name: tuple[int, int] | None = None
    colon: int = 0
    comma: int | None = None
    parent: str = ""
    size: int = 0

    @property
    def first(self) -> int:
        """The offset at which the member or element begins: its name's, where it has one."""
        return self.name[0] if self.name else self.start


class Layout:
    """A valid JSON text and the places in it. Raises `ValueError` when the text is not valid or a name occurs twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.original = load(text)
        self.tokens = [(match.lastgroup or "", *match.span(match.lastgroup or 0)) for match in _TOKEN.finditer(text)]
        self.values = [*self._values()]

    @property
    def is_encodable(self) -> bool:
        """True when the text has no surrogates of its own, so that it can be written as bytes."""
        return _SURROGATE.search(self.text) is None

    def of_kind(self, *kinds: str) -> Iterator[Value]:
        """The values of these kinds, in the order of their beginnings."""
        return (value for value in self.values if value.kind in kinds)

    def below_root(self, *kinds: str) -> Iterator[Value]:
        """The members and elements of these kinds; of any kind when none is named."""
        return (value for value in self.values if value.parent and (not kinds or value.kind in kinds))

    def members(self) -> Iterator[Value]:
        """The values that have a name."""
        return (value for value in self.values if value.name)

    def raw(self, value: Value) -> str:
        """The text of the value."""
        return self.text[value.start : value.end]

    def next_token(self, offset: int) -> int:
        """The offset of the next token at or behind `offset`; the end of the text when there is none."""
        space = _WHITE_SPACE.match(self.text, offset)
        return space.end() if space else offset

    def _values(self) -> Iterator[Value]:
        """Every value in the order of its beginning; a container's end is known once its last value was taken."""
        stack: list[Value] = []
        name: tuple[int, int] | None = None
        colon, comma = 0, None
        for index, (kind, start, end) in enumerate(self.tokens):
            mark = self.text[start] if kind == "mark" else ""
            if mark == ",":
                comma = start
            elif mark == ":":
                name, colon = self.tokens[index - 1][1:], start
            elif mark in ("}", "]"):
                stack.pop().end = end
            elif kind != "string" or not self._is_name(index):
                value = Value((), _CONTAINERS.get(mark, kind), start, end, name, colon, comma)
                self._place(value, stack)
                name = comma = None
                if mark:
                    stack.append(value)
                yield value

    def _is_name(self, index: int) -> bool:
        following = self.tokens[index + 1 : index + 2]
        return bool(following) and self.text[following[0][1]] == ":"

    def _place(self, value: Value, stack: list[Value]) -> None:
        if stack:
            parent = stack[-1]
            step = json.loads(self.text[slice(*value.name)]) if value.name else parent.size
            value.path = (*parent.path, step)
            value.parent = parent.kind
            parent.size += 1


def load(text: str) -> Any:
    """The value of a valid JSON text in which no name occurs twice; `ValueError` for any other."""
    try:
        return json.loads(text, object_pairs_hook=_members, parse_constant=_no_constant)
    except ValueError as reason:
        raise ValueError(
            f"Expected valid JSON, got {reason}: repair it first, with ucsmsg.quasi.fix(text).text"
        ) from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("an object with a name twice")
    return members


def _no_constant(name: str) -> None:
    raise ValueError(f"the number {name}")
