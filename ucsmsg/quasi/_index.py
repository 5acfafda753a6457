"""Places in RFC 8259 text without the grammar, for text that the C decoder accepts and that has no name twice.

One pass finds where each bracket closes; a container is listed when somebody asks for something in it.
"""

import functools
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings
from typing import ClassVar

import attrs

from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path

Place = tuple[int, int]
Children = tuple[Sequence[str | int], Sequence[int], dict[str | int, Place]]

_WHITE_SPACE = " \t\n\r"
_OTHER = r"[^\"\[\]{}]*+"
_TO_BRACKET = re.compile(rf'{_OTHER}(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"{_OTHER})*+[\[\]{{}}]')
_skip = json.JSONDecoder().scan_once  # from the offset of a scalar to its value and the offset behind it


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
    """The way between paths and offsets in one text, which has no findings."""

    findings: ClassVar[tuple[Finding, ...]] = ()

    def __init__(self, text: str) -> None:
        self._text = text
        self._containers: dict[int, _Container] = {}
        self._around: list[_Container] = []  # the containers that are open where somebody asked last

    @functools.cached_property
    def _root(self) -> Place:
        return len(self._text) - len(self._text.lstrip(_WHITE_SPACE)), len(self._text.rstrip(_WHITE_SPACE))

    @functools.cached_property
    def _closings(self) -> dict[int, int]:
        """For the offset of each opening bracket the one behind its closing bracket."""
        opened: list[int] = []
        closings: dict[int, int] = {}
        for match in _TO_BRACKET.finditer(self._text):
            end = match.end()
            if self._text[end - 1] in "{[":
                opened.append(end - 1)
            else:
                closings[opened.pop()] = end
        return closings

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
            children = self._members(start) if self._text[start] == "{" else self._elements(start)
            container = self._containers[start] = _Container(start, end, path, *children)
        return container

    def _members(self, start: int) -> Children:
        text, closings = self._text, self._closings
        firsts: list[int] = []
        values: dict[str | int, Place] = {}
        first = _behind_space(text, start + 1)
        while text[first] != "}":
            name, position = scanstring(text, first + 1)
            position = _behind_space(text, _behind_space(text, position) + len(":"))
            end = closings.get(position) or _skip(text, position)[1]
            firsts.append(first)
            values[name] = position, end
            first = _next(text, end)
        return list(values), firsts, values

    def _elements(self, start: int) -> Children:
        text, closings = self._text, self._closings
        values: dict[str | int, Place] = {}
        first = _behind_space(text, start + 1)
        while text[first] != "]":
            end = closings.get(first) or _skip(text, first)[1]
            values[len(values)] = first, end
            first = _next(text, end)
        return range(len(values)), [first for first, _ in values.values()], values


def _next(text: str, end: int) -> int:
    """The offset of what follows a value: the next member or element, or the closing bracket."""
    position = end if text[end] in ",}]" else _behind_space(text, end)
    return _behind_space(text, position + 1) if text[position] == "," else position


def _behind_space(text: str, position: int) -> int:
    while text[position] in _WHITE_SPACE:
        position += 1
    return position
