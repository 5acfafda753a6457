"""Places in RFC 8259 text without the grammar, for text that the C decoder accepts and that has no name twice.

One pass finds where each bracket closes; an object or array is listed when somebody asks for something in it.
"""

import functools
import itertools
import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C function for RFC 8259 strings
from typing import ClassVar, NamedTuple, TypeAlias

from ucsmsg.diagnostics import Found
from ucsmsg.places import Path

Place: TypeAlias = tuple[int, int]
"""The offsets between which something stands, in characters from 0."""

_WHITE_SPACE = " \t\n\r"
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_OTHER = r"[^\"\[\]{}]*+"
_TO_BRACKET = re.compile(rf"{_OTHER}(?:{_STRING}{_OTHER})*+[\[\]{{}}]")
_SPACE = r"[ \t\n\r]*+"
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
        self._asked: set[int] = set()  # where objects begin in which a member was asked for

    @functools.cached_property
    def root(self) -> Place:
        """The offsets between which the whole value stands."""
        return len(self._text) - len(self._text.lstrip(_WHITE_SPACE)), len(self._text.rstrip(_WHITE_SPACE))

    @functools.cached_property
    def brackets(self) -> "Brackets":
        """The brackets of the text in pairs."""
        pairs = Brackets([], [], [])
        around = -1
        for match in _TO_BRACKET.finditer(self._text):
            end = match.end()
            if self._text[end - 1] in "{[":
                pairs.around.append(around)
                around = len(pairs.starts)
                pairs.starts.append(end - 1)
                pairs.ends.append(end)
            else:
                pairs.ends[around] = end
                around = pairs.around[around]
        return pairs

    @functools.cached_property
    def _closings(self) -> dict[int, int]:
        """For the offset of each opening bracket the one behind its closing bracket."""
        return dict(zip(self.brackets.starts, self.brackets.ends, strict=True))

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        known = max(0, len(path) - 1)
        while known and path[:known] not in self._containers:  # from what was listed for others
            known -= 1
        around = self._containers.get(path[:known])
        start, end = (around.start, around.end) if around else self.root
        for length in range(known, len(path)):
            if length == len(path) - 1 and (place := self._first_place(start, end, path[length])):
                return place
            container = self._container(start, end, path[:length])
            index = container.index_of(path[length]) if container else None
            if container is None or index is None:
                return None
            start, end = container.starts[index], container.ends[index]
        return start, end

    def _first_place(self, start: int, end: int, name: str | int) -> Place | None:
        """The place of the first member that is asked for in an object, by its name; for more all are listed."""
        if self._text[start] != "{" or start in self._asked or "\\" in str(name):
            return None
        self._asked.add(start)
        starts, ends, around = self.brackets
        position = start
        while (position := self._text.find(f'"{name}"', position + 1, end)) >= 0:
            number = bisect_right(starts, position) - 1
            while ends[number] <= position:
                number = around[number]
            member = _MEMBER.match(self._text, position) if self._text[position - 1] != "\\" else None
            if starts[number] != start:
                position = ends[number] - 1
            elif member:
                first, behind = member.span(2)
                return first, behind if first < behind else self._closings[first]
        return None

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        place = self.place_of(path)
        container = self._container(*(self.place_of(path[:-1]) or self.root), path[:-1]) if path and place else None
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
        return Ascent(self, self._text)

    def _container(self, start: int, end: int, path: Path) -> Container | None:
        """The object or array at a place and path; None for a scalar."""
        container = self._containers.get(path) or self.listed(start, end, path)
        if container:
            self._containers[path] = container
        return container

    def listed(self, start: int, end: int, path: Path = ()) -> Container | None:
        """The object or array between two offsets with all that is in it; None for a scalar."""
        return self.list_all(start, end, path) if self._text[start] in "{[" else None

    def list_all(self, start: int, end: int, path: Path = ()) -> Container:
        """The object or array between two offsets with all that is in it."""
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


class Brackets(NamedTuple):
    """Brackets in pairs, in their order: where each opens, where it has closed, and the number of the one around it."""

    starts: list[int]
    ends: list[int]
    around: list[int]


class _Open:
    """An object or array that is open at an offset: the number of its brackets, its path, what is listed of it."""

    __slots__ = ("container", "is_array", "number", "path")

    def __init__(self, number: int, path: Path, *, is_array: bool) -> None:
        self.number = number
        self.path = path
        self.is_array = is_array
        self.container: Container | None = None


class Ascent:
    """The path of the innermost value around one offset after the other, which holds up to `limit`.

    A name tells it that stands there, or before the value; an object is listed where none does, and an array.
    """

    def __init__(self, index: Index, text: str) -> None:
        self.path: Path = ()
        self.limit = 0
        self._index, self._text = index, text
        self._starts, self._ends, self._around = index.brackets
        self._open: list[_Open] = []  # each in the one before
        self._next = 0  # where the next bracket is

    def reach(self, offset: int) -> None:
        """Go on to an offset, which is in no bracket, nor in a token behind its start."""
        if offset > self._next:
            self._go_into(offset)
        self.limit = offset
        if not self._open:
            self.path = ()
            return
        opened = self._open[-1]
        member = _MEMBER.match(self._text, offset) if self._text[offset] == '"' and not opened.is_array else None
        if member:
            first, behind = member.span(1)
            name = self._text[first + 1 : behind - 1]
            self.path = (*opened.path, scanstring(self._text, first + 1)[0] if "\\" in name else name)
            self.limit = member.end(2)
            return
        while self._text[self.limit] in _WHITE_SPACE:  # what stands between two tokens has one path
            self.limit += 1
        self.path = opened.path if self._text[self.limit] in "}]" else self._path_at(offset)

    def _go_into(self, offset: int) -> None:
        """Open what is around an offset."""
        while self._open and self._ends[self._open[-1].number] <= offset:
            self._open.pop()
        last = number = bisect_right(self._starts, offset) - 1
        inner = []
        while number > (self._open[-1].number if self._open else -1):
            if offset < self._ends[number]:
                inner.append(number)
            number = self._around[number]
        for number in reversed(inner):
            start = self._starts[number]
            self._open.append(_Open(number, self._path_at(start), is_array=self._text[start] == "["))
        following = self._starts[last + 1 : last + 2] or [len(self._text)]
        self._next = min(following[0], self._ends[self._open[-1].number] - 1) if self._open else following[0]

    def _path_at(self, start: int) -> Path:
        """The path of what begins there in the innermost object or array that is open."""
        if not self._open:
            return ()
        opened = self._open[-1]
        name = self._name_before(start)
        if name is not None:
            return (*opened.path, name)
        if opened.container is None:
            start_of, end_of = self._starts[opened.number], self._ends[opened.number]
            opened.container = self._index.list_all(start_of, end_of, opened.path)
        index = opened.container.index_at(start)
        return opened.container.path_of(index) if index >= 0 else opened.path

    def _name_before(self, start: int) -> str | None:
        """The name of the member whose value begins there, or nothing where it is written in an unusual way."""
        text = self._text
        end = start - (2 if text[start - 1] == " " else 1)
        if not text.startswith('":', end - 1):
            return None
        first = text.rindex('"', 0, end - 1)
        name = text[first + 1 : end - 1]
        return None if "\\" in name or text[first - 1] == "\\" else name
