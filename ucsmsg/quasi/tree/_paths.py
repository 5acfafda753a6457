"""Paths: from an offset of the text to the place in the value, and back."""

import bisect
import itertools
from collections.abc import Iterable, Iterator

import attrs

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.quasi.tree._nodes import Child, Lexeme, Node
from ucsmsg.text.json_text import exact_text, string_text

_LONGEST_USED = 10_000


class Places:
    """The way between paths and offsets in one tree. What it passes on the way is indexed once."""

    def __init__(self, root: Child | None) -> None:
        self._root = root
        self._starts: dict[int, list[int]] = {}
        self._indexes: dict[int, list[int]] = {}
        self._children: dict[int, dict[str | int, Child]] = {}

    def node_at(self, path: Path) -> Child | None:
        """The node at the path, or None."""
        node = self._root
        for step in path:
            node = self._children_of(node).get(step) if isinstance(node, Node) else None
        return node

    def key_at(self, path: Path) -> Lexeme | None:
        """The name of the member at the path, or None."""
        around = self.node_at(path[:-1])
        child = self.node_at(path)
        if not path or child is None or not isinstance(around, Node) or around.keys is None:
            return None
        return around.keys[around.children.index(child)]

    def path_at(self, start: int, end: int) -> Path:
        """The path of the innermost value around two offsets."""
        path: list[str | int] = []
        node = self._root
        while isinstance(node, Node) and node.children:
            index = bisect.bisect_right(self._starts_of(node), start) - 1
            child = node.children[index]
            first = node.keys[index].start if node.keys else child.start
            if index < 0 or end > child.end or (start == end and start in (first, child.end)):
                break
            path.append(node.keys[index].value if node.keys else self._indexes_of(node)[index])
            node = child
        return tuple(path)

    def _starts_of(self, node: Node) -> list[int]:
        starts = self._starts.get(id(node))
        if starts is None:
            starts = self._starts[id(node)] = [child.start for child in (node.keys or node.children)]
        return starts

    def _indexes_of(self, node: Node) -> list[int]:
        """For each element its index in the value: refused ones do not count."""
        indexes = self._indexes.get(id(node))
        if indexes is None:
            kept = (not child.refused for child in node.children)
            indexes = self._indexes[id(node)] = list(itertools.accumulate(kept, initial=0))
        return indexes

    def _children_of(self, node: Node) -> dict[str | int, Child]:
        """The children by name or index, as far as they are in the value."""
        children = self._children.get(id(node))
        if children is None:
            if node.keys is None:
                children = dict(enumerate(child for child in node.children if not child.refused))
            else:
                members = zip(node.keys, node.children, strict=True)
                children = {key.value: child for key, child in members if not key.refused and key.value in node.value}
            self._children[id(node)] = children
        return children


def with_paths(root: Child | None, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings in the order of their places, each with the path of the innermost value around it."""
    places = Places(root)
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        yield attrs.evolve(finding, path=places.path_at(finding.start, finding.end))


def duplicate_keys(text: str, root: Child | None) -> Iterator[Finding]:
    """A finding for each member whose name occurs again in the same object."""
    for node in _doubled(root):
        yield from _duplicates_of(text, node)


def doubled_before(root: Child | None) -> int | None:
    """The offset behind the first object in which a name occurs again; None when there is none."""
    return min((node.end for node in _doubled(root)), default=None)


def _doubled(root: Child | None) -> Iterator[Node]:
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if not isinstance(node, Node):
            continue
        nodes.extend(node.children)
        if node.keys and len(node.keys) > len(node.value) and len({key.value for key in node.keys}) < len(node.keys):
            yield node


def _duplicates_of(text: str, node: Node) -> Iterator[Finding]:
    last: dict[str, int] = {}
    keys = node.keys or []
    for index, key in enumerate(keys):
        if key.refused:
            continue
        if key.value in last:
            earlier = last[key.value]
            start, end = keys[earlier].start, node.children[earlier].end
            message = (
                f"Expected a name once in an object, got {shown(text[key.start : key.end])} again: the last one counts"
            )
            yield Finding(
                name="duplicate-key",
                message=message,
                start=start,
                end=end,
                found=text[start:end],
                used=_member_text(key.value, node.children[index]),
            )
        last[key.value] = index


def _member_text(name: str, child: Child) -> str | None:
    """The member as JSON text; None where its value is not certain, has no such text, or a very long one.

    Long ones that stand in each other would take the memory of many texts.
    """
    value = None if child.refused or child.end - child.start > _LONGEST_USED else exact_text(child.value)
    return None if value is None else f"{string_text(name)}:{value}"
