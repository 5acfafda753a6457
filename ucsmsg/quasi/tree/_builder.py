"""The grammar's rules as values with places: what Lark calls when a bracket closes."""

from typing import Any

from lark import Transformer

from ucsmsg.quasi.tree._nodes import Child, Lexeme, Node


class Builder(Transformer[Any, Any]):
    """Builds the node of each object and array as soon as its closing bracket is there.

    The children of a rule are all its tokens, in order: an opening bracket, then a name, a value and a comma for each
    member or a value and a comma for each element, and a closing bracket.
    """

    def object(self, children: list[Any]) -> Node:
        """`{`, then name, value, comma; name, value, comma; … `}`."""
        opener, keys, values = children[0], children[1:-1:3], children[2:-1:3]
        members = {key.value: value.value for key, value in zip(keys, values, strict=True)}
        if opener.refused:
            members = _certain_members(keys, values)
        return Node(opener.start, children[-1].end, members, keys, values)

    def array(self, children: list[Any]) -> Node:
        """`[`, then value, comma; value, comma; … `]`."""
        opener, values = children[0], children[1:-1:2]
        elements = [value.value for value in values if not value.refused]
        return Node(opener.start, children[-1].end, elements, None, values)


def _certain_members(keys: list[Lexeme], values: list[Child]) -> dict[str, Any]:
    """The members without the refused ones; a name whose last value is refused has no certain value."""
    members: dict[str, Any] = {}
    for key, value in zip(keys, values, strict=True):
        if key.refused:
            continue
        members.pop(key.value, None)
        if not value.refused:
            members[key.value] = value.value
    return members
