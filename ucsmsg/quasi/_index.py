"""Places in RFC 8259 text without the grammar, for text that the C decoder accepts and that has no name twice.

One pass finds where each bracket closes; an object or array is listed when somebody asks for something in it.
"""

import functools
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings
from typing import ClassVar

import attrs

from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path

Place = tuple[int, int]

_WHITE_SPACE = " \t\n\r"
_OTHER = r"[^\"\[\]{}]*+"
_TO_BRACKET = re.compile(rf'{_OTHER}(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"{_OTHER})*+[\[\]{{}}]')
_skip = json.JSONDecoder().raw_decode  # from the offset of a scalar to its value and the offset behind it


@attrs.frozen(slots=False, eq=False)
class _Container:
    """An object or array: its place and path, and for each member or element where it begins and where its value is.

    `names` are those of the members, None for an array. The lists are flat, since many small tuples take their time.
    """

    start: int
    end: int
    path: Path
    names: list[str] | None = None
    firsts: list[int] = attrs.field(factory=list)
    starts: list[int] = attrs.field(factory=list)
    ends: list[int] = attrs.field(factory=list)

    def index_of(self, step: str | int) -> int | None:
        """The index of a member or element, None when there is no such."""
        if self.names is None:
            return step if isinstance(step, int) and 0 <= step < len(self.starts) else None
        return self._numbers.get(step)

    @functools.cached_property
    def _numbers(self) -> dict[str | int, int]:
        return {name: number for number, name in enumerate(self.names or ())}


class Index:
    """The way between paths and offsets in one text, which has no findings."""

    findings: ClassVar[tuple[Finding, ...]] = ()

    def __init__(self, text: str) -> None:
        self._text = text
        self._containers: dict[int, _Container] = {}

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
        start, end = self._root
        for length, step in enumerate(path):
            container = self._containers.get(start) or self._container(start, end, path[:length])
            index = container.index_of(step) if container else None
            if container is None or index is None:
                return None
            start, end = container.starts[index], container.ends[index]
        return start, end

    def paths_at(self, offsets: Iterable[int]) -> Iterator[Path]:
        """For offsets in ascending order the path of the innermost value around each; a name belongs to its value."""
        around: list[_Container] = []  # the containers that are open at the offset before
        for offset in offsets:
            while around and offset >= around[-1].end:
                around.pop()
            container = around.pop() if around else self._container(*self._root, ())
            path: Path = ()
            while container:
                around.append(container)
                path = container.path
                index = bisect_right(container.firsts, offset) - 1
                if index < 0 or offset >= container.ends[index]:
                    break
                path = (*path, index if container.names is None else container.names[index])
                start = container.starts[index]
                container = self._container(start, container.ends[index], path) if start <= offset else None
            yield path

    def _container(self, start: int, end: int, path: Path) -> _Container | None:
        """The object or array at a place and path; None for a scalar."""
        container = self._containers.get(start)
        if container is None and self._text[start] in "{[":
            container = self._containers[start] = self._listed(start, end, path)
        return container

    def _listed(self, start: int, end: int, path: Path) -> _Container:
        text, closings = self._text, self._closings
        names: list[str] = []
        container = _Container(start, end, path, names if text[start] == "{" else None)
        firsts, starts, ends = container.firsts, container.starts, container.ends
        position = _behind_space(text, start + 1)
        while text[position] not in "]}":
            firsts.append(position)
            if container.names is not None:
                name, position = scanstring(text, position + 1)
                names.append(name)
                position = _behind_space(text, _behind_space(text, position) + len(":"))
            starts.append(position)
            position = closings.get(position) or _skip(text, position)[1]
            ends.append(position)
            position = _behind_space(text, position)
            if text[position] == ",":
                position = _behind_space(text, position + 1)
        return container


def _behind_space(text: str, position: int) -> int:
    while text[position] in _WHITE_SPACE:
        position += 1
    return position
