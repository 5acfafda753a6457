"""Places in RFC 8259 text without the grammar, for text that the C decoder accepts and that has no name twice.

A container is listed when somebody asks for something in it; the C decoder skips what is beside the way.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings

import attrs

from ucsmsg.places import Path

Place = tuple[int, int]

_WHITE_SPACE = " \t\n\r"
_skip = json.JSONDecoder().scan_once  # from the offset of a value to the value and the offset behind it


@attrs.frozen(eq=False)
class _Container:
    """An object or array: its place and path, and of what is in it the steps, where each begins, and the values."""

    start: int
    end: int
    path: Path
    steps: Sequence[str | int]
    firsts: Sequence[int]
    values: dict[str | int, Place]


class Index:
    """The way between paths and offsets in one text. May raise `RecursionError`, as the C decoder does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = len(text) - len(text.lstrip(_WHITE_SPACE)), len(text.rstrip(_WHITE_SPACE))
        self._containers: dict[int, _Container] = {}
        self._around: list[_Container] = []  # the containers that are open where somebody asked last

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        place: Place | None = self._root
        for length, step in enumerate(path):
            container = self._container(place, path[:length]) if place else None
            place = container.values.get(step) if container else None
        return place

    def path_at(self, offset: int) -> Path:
        """The path of the innermost value around a character; a name belongs to its value."""
        around = self._around
        while around and not around[-1].start <= offset < around[-1].end:
            around.pop()
        container = around.pop() if around else self._container(self._root, ())
        path: Path = ()
        while container:
            around.append(container)
            path = container.path
            index = bisect_right(container.firsts, offset) - 1
            step = container.steps[index] if index >= 0 else None
            if step is None or offset >= container.values[step][1]:
                break
            path = (*path, step)
            container = self._container(container.values[step], path) if offset >= container.values[step][0] else None
        return path

    def _container(self, place: Place, path: Path) -> _Container | None:
        """The object or array at a place and path; None for a scalar."""
        start, end = place
        container = self._containers.get(start)
        if container is None and self._text[start] in "{[":
            children = _members if self._text[start] == "{" else _elements
            container = self._containers[start] = _Container(start, end, path, *children(self._text, start))
        return container


Children = tuple[Sequence[str | int], Sequence[int], dict[str | int, Place]]


def _members(text: str, start: int) -> Children:
    firsts: list[int] = []
    values: dict[str | int, Place] = {}
    first = _behind_space(text, start + 1)
    while text[first] != "}":
        name, position = scanstring(text, first + 1)
        position = _behind_space(text, position) + len(":")
        if text[position] in _WHITE_SPACE:
            position = _behind_space(text, position)
        end = _skip(text, position)[1]
        firsts.append(first)
        values[name] = position, end
        first = _next(text, end)
    return list(values), firsts, values


def _elements(text: str, start: int) -> Children:
    firsts: list[int] = []
    values: dict[str | int, Place] = {}
    first = _behind_space(text, start + 1)
    while text[first] != "]":
        end = _skip(text, first)[1]
        values[len(firsts)] = first, end
        firsts.append(first)
        first = _next(text, end)
    return range(len(firsts)), firsts, values


def _next(text: str, end: int) -> int:
    """The offset of what follows a value: the next member or element, or the closing bracket."""
    position = _behind_space(text, end)
    return _behind_space(text, position + 1) if text[position] == "," else position


def _behind_space(text: str, position: int) -> int:
    while text[position] in _WHITE_SPACE:
        position += 1
    return position
