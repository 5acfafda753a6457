"""Places in RFC 8259 text without the grammar, for text that the C decoder accepts and that has no name twice.

One pass finds where each bracket closes; an object or array is listed when somebody asks for something in it.
"""

import functools
import itertools
import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings
from typing import ClassVar, TypeAlias

from ucsmsg.diagnostics import Found
from ucsmsg.places import Path

Place: TypeAlias = tuple[int, int]
"""The offsets between which something stands, in characters from 0."""

_WHITE_SPACE = " \t\n\r"
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_OTHER = r"[^\"\[\]{}]*+"
_TO_BRACKET = re.compile(rf"{_OTHER}(?:{_STRING}{_OTHER})*+[\[\]{{}}]")
_SPACE = r"[ \t\n\r]*+"
_TO_CLOSER = re.compile(rf"{_SPACE}[}}\]]\Z")
# The next member or element: its name (nothing in an array), and its value if that is a scalar.
_VALUE = rf'({_STRING}|[^ \t\n\r,"{{}}\[\]]++|(?=[{{\[]))'
_MEMBER = re.compile(rf"(?:{_SPACE},)?+{_SPACE}({_STRING}){_SPACE}:{_SPACE}{_VALUE}")
_ELEMENT = re.compile(rf"(?:{_SPACE},)?+{_SPACE}(){_VALUE}")


class Container:
    """An object or array: its place and path, and for each member or element where it begins and where its value is.

    `names` are those of the members, None for an array. The lists are flat, since many small tuples take their time.
    """

    __slots__ = ("_numbers", "end", "ends", "firsts", "names", "path", "start", "starts")

    def __init__(self, start: int, end: int, path: Path, names: list[str] | None) -> None:
        self.start = start
        self.end = end
        self.path = path
        self.names = names
        self.firsts: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._numbers: dict[str | int, int] | None = None

    def index_of(self, step: str | int) -> int | None:
        """The index of a member or element, None when there is no such."""
        if self.names is None:
            return step if isinstance(step, int) and 0 <= step < len(self.starts) else None
        if self._numbers is None:
            self._numbers = dict(zip(self.names, itertools.count()))
        return self._numbers.get(step)

    def index_at(self, offset: int) -> int:
        """The index of the member or element around an offset, -1 when there is none; a name belongs to its value."""
        index = bisect_right(self.firsts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else -1

    def path_of(self, index: int) -> Path:
        """The path of a member or element."""
        return (*self.path, index if self.names is None else self.names[index])


class Index:
    """The way between paths and offsets in one text, which has no findings."""

    findings: ClassVar[Found] = Found()

    def __init__(self, text: str) -> None:
        self._text = text
        self._containers: dict[Path, Container] = {}

    @functools.cached_property
    def root(self) -> Place:
        """The offsets between which the whole value stands."""
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
        around = self._containers.get(path[:-1]) if path else None  # there, when others in it were asked for
        start, end = (around.start, around.end) if around else self.root
        for length in range(len(path) - 1 if around else 0, len(path)):
            container = self._container(start, end, path[:length])
            index = container.index_of(path[length]) if container else None
            if container is None or index is None:
                return None
            start, end = container.starts[index], container.ends[index]
        return start, end

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        place = self.place_of(path)
        container = self._containers[path[:-1]] if path and place else None
        if place is None or container is None or container.names is None:
            return None
        return self.name_place(container, container.starts.index(place[0]))

    def name_place(self, container: Container, index: int) -> Place:
        """The offsets between which the name of a member stands, its quotes included."""
        first = container.firsts[index]
        return first, scanstring(self._text, first + 1)[1]

    def path_at(self, offset: int) -> Path:
        """The path of the innermost value around an offset."""
        path: Path = ()
        container = self._container(*self.root, path)
        while container and (index := container.index_at(offset)) >= 0:
            path = container.path_of(index)
            container = self._container(container.starts[index], container.ends[index], path)
        return path

    def ascent(self) -> "Ascent":
        """The same for many offsets, in ascending order."""
        return Ascent(self)

    def limit(self, offset: int, start: int, end: int) -> int:
        """Up to where the path of a value holds from an offset on; -1 where a value inside it may be the innermost."""
        if self._text[start] not in "{[":
            return end
        if offset < start:
            return start
        is_after_all = _TO_CLOSER.match(self._text, offset, end)  # what is before need not be listed
        return end if is_after_all else -1

    def _container(self, start: int, end: int, path: Path) -> Container | None:
        """The object or array at a place and path; None for a scalar."""
        container = self._containers.get(path) or self.listed(start, end, path)
        if container:
            self._containers[path] = container
        return container

    def known(self, start: int, end: int, path: Path) -> Container | None:
        """The same, without keeping it: there may be many, and most are passed once."""
        return self._containers.get(path) or self.listed(start, end, path)

    def listed(self, start: int, end: int, path: Path = ()) -> Container | None:
        """The object or array between two offsets with all that is in it; None for a scalar."""
        if self._text[start] not in "{[":
            return None
        text, closings = self._text, self._closings
        names: list[str] | None = [] if text[start] == "{" else None
        container = Container(start, end, path, names)
        firsts, starts, ends = container.firsts, container.starts, container.ends
        match = (_ELEMENT if names is None else _MEMBER).match
        position = start + 1
        while item := match(text, position):
            _, (first, behind), (value, position) = item.regs
            firsts.append(first)
            starts.append(value)
            if value == position:
                position = closings[value]
            ends.append(position)
            if names is not None:
                name = text[first + 1 : behind - 1]
                names.append(scanstring(text, first + 1)[0] if "\\" in name else name)
        return container


class Ascent:
    """The path of the innermost value around one offset after the other, which holds up to `limit`."""

    def __init__(self, index: Index) -> None:
        self.path: Path = ()
        self.limit = 0
        self._index = index
        self._open = [container] if (container := index.known(*index.root, ())) else []

    def reach(self, offset: int) -> None:
        """Go on to an offset."""
        opened = self._open
        while len(opened) > 1 and offset >= opened[-1].end:
            opened.pop()
        self.limit = -1
        while opened and self.limit < 0:
            container = opened[-1]
            index = container.index_at(offset)
            if index < 0:
                self.path, self.limit = container.path, offset
                return
            start, end = container.starts[index], container.ends[index]
            self.path, self.limit = container.path_of(index), self._index.limit(offset, start, end)
            inner = self._index.known(start, end, self.path) if self.limit < 0 else None
            opened += [inner] if inner else []
