"""Places in RFC 8259 text without the grammar, for text that the C decoder accepts and that has no name twice.

A container is listed when somebody asks for something in it; the C decoder skips what is beside the way.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings

from ucsmsg.places import Path

_WHITE_SPACE = " \t\n\r"
_skip = json.JSONDecoder().scan_once  # from the offset of a value to the value and the offset behind it


class _Container:
    """An object or array: its names or indexes, where each member or element begins, and where its value stands."""

    __slots__ = ("firsts", "places", "steps")

    def __init__(self, steps: Sequence[str | int], firsts: list[int], places: dict[str | int, tuple[int, int]]) -> None:
        self.steps = steps
        self.firsts = firsts
        self.places = places


class Index:
    """The way between paths and offsets in one text. May raise `RecursionError`, as the C decoder does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = (len(text) - len(text.lstrip(_WHITE_SPACE)), len(text.rstrip(_WHITE_SPACE)))
        self._containers: dict[int, _Container] = {}

    def place_of(self, path: Path) -> tuple[int, int] | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        place: tuple[int, int] | None = self._root
        for step in path:
            container = self._container_at(place[0]) if place else None
            place = container.places.get(step) if container else None
        return place

    def path_at(self, offset: int) -> Path:
        """The path of the innermost value around a character; a name belongs to its value."""
        path: list[str | int] = []
        start = self._root[0]
        while container := self._container_at(start):
            index = bisect_right(container.firsts, offset) - 1
            if index < 0:
                break
            step = container.steps[index]
            start, end = container.places[step]
            if offset >= end:
                break
            path.append(step)
        return tuple(path)

    def _container_at(self, start: int) -> _Container | None:
        """The object or array that begins at an offset; None for a scalar."""
        container = self._containers.get(start)
        if container is None and self._text[start] in "{[":
            list_children = _members if self._text[start] == "{" else _elements
            container = self._containers[start] = list_children(self._text, start)
        return container


def _members(text: str, start: int) -> _Container:
    firsts: list[int] = []
    places: dict[str | int, tuple[int, int]] = {}
    first = _behind_space(text, start + 1)
    while text[first] != "}":
        name, position = scanstring(text, first + 1)
        position = _behind_space(text, _behind_space(text, position) + len(":"))
        end = _skip(text, position)[1]
        firsts.append(first)
        places[name] = position, end
        first = _next(text, end)
    return _Container(list(places), firsts, places)


def _elements(text: str, start: int) -> _Container:
    places: list[tuple[int, int]] = []
    first = _behind_space(text, start + 1)
    while text[first] != "]":
        end = _skip(text, first)[1]
        places.append((first, end))
        first = _next(text, end)
    return _Container(range(len(places)), [first for first, _ in places], dict(enumerate(places)))


def _next(text: str, end: int) -> int:
    """The offset of what follows a value: the next member or element, or the closing bracket."""
    position = _behind_space(text, end)
    return _behind_space(text, position + 1) if text[position] == "," else position


def _behind_space(text: str, position: int) -> int:
    while text[position] in _WHITE_SPACE:
        position += 1
    return position
