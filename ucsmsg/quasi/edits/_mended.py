"""A text that was mended: what its value is read from, and the way between its places and those of the original."""

import functools
import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

from ucsmsg.places import Path
from ucsmsg.quasi.edits._edit import Edit, EditKind, OffsetMap, apply, in_order, offset_maps
from ucsmsg.quasi.edits._index import Container, Index, Place
from ucsmsg.quasi.lexing._strings import ContentOffsets


class Members:
    """The members or elements of an object or array, those that are not in the value included.

    `container` has their places in the text of the places. `reasons` say why one is not in the value, None if it is;
    `is_refused` tells those that have no reading themselves from those that were left out with them. `refused` are the
    offsets of all names and values without a reading in that text.
    """

    def __init__(self, container: Container, original: OffsetMap, refused: Mapping[int, EditKind]) -> None:
        self.container = container
        self.names = container.names
        self._original = original
        self._refused = refused

    # ---- What is not in the value ----

    @functools.cached_property
    def refused_names(self) -> list[bool]:
        """For each member whether its name has no reading; nothing for elements."""
        return [first in self._refused for first in self.container.firsts] if self.names is not None else []

    @functools.cached_property
    def is_refused(self) -> list[bool]:
        """For each member or element whether its value has no reading."""
        return [start in self._refused for start in self.container.starts]

    @functools.cached_property
    def reasons(self) -> list[EditKind | None]:
        """For each member or element why it is not in the value."""
        reasons = [*map(self._refused.get, self.container.starts)]
        for index, is_refused in enumerate(self.refused_names):
            reasons[index] = EditKind.OMISSION if is_refused else reasons[index]
        if self.names is not None and any(reasons):
            self._leave_out_earlier(self.names, reasons)
        return reasons

    # ---- Places in the original ----

    @property
    def start(self) -> int:
        """Where the object or array starts."""
        return self._original.start(self.container.start)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self._original.end(self.container.end)

    @functools.cached_property
    def firsts(self) -> list[int]:
        """Where the members or elements start, their names included."""
        return [*map(self._original.start, self.container.firsts)]

    @functools.cached_property
    def starts(self) -> list[int]:
        """Where their values start."""
        return [*map(self._original.start, self.container.starts)]

    @functools.cached_property
    def ends(self) -> list[int]:
        """Where they end."""
        return [*map(self._original.end, self.container.ends)]

    # ---- Names and indexes ----

    @functools.cached_property
    def has_name_twice(self) -> bool:
        """True when two members have the same name."""
        return self.names is not None and len(set(self.names)) < len(self.names)

    def _leave_out_earlier(self, names: list[str], reasons: list[EditKind | None]) -> None:
        """A name whose last value was refused has no value: the earlier ones are left out with it."""
        last = {name: reasons[index] for index, name in enumerate(names) if not self.refused_names[index]}
        for index, name in enumerate(names):
            if not self.refused_names[index]:
                reasons[index] = reasons[index] or last[name]

    @functools.cached_property
    def indexes(self) -> list[int]:
        """For each element its index in the value: those that were left out do not count."""
        return [0, *itertools.accumulate(int(reason is None) for reason in self.reasons)]

    @functools.cached_property
    def _by_step(self) -> dict[str | int, int]:
        kept = [index for index, reason in enumerate(self.reasons) if reason is None]
        if self.names is None:
            return dict(enumerate(kept))
        return {self.names[index]: index for index in kept}

    def index_of(self, step: str | int) -> int | None:
        """The number of the member or element that is in the value under this name or index."""
        return self._by_step.get(step)

    def step(self, index: int) -> str | int:
        """The name of a member, or the index of an element in the value."""
        return self.indexes[index] if self.names is None else self.names[index]


class Mended:
    """A text and its edits.

    In the text that `placed` gives every member and element has a place: `null` or a name stands where there is no
    reading. In the text of the value these members and elements are left out.
    """

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self._text = text
        self.edits = in_order(edits)
        self.is_whole = not any(edit.is_placeholder for edit in self.edits)
        self._members: dict[int, Members | None] = {}

    @functools.cached_property
    def placed(self) -> str:
        """The text with all its members and elements: RFC 8259 but for NaN and the infinities."""
        return apply(self._text, self.edits)

    @functools.cached_property
    def text(self) -> str:
        """The text of the value: RFC 8259 but for NaN and the infinities."""
        return self.placed if self.is_whole else apply(self.placed, self._left_out)

    def fixes(self, *, lossy: bool) -> list[Edit]:
        """The edits that keep everything: repairs, and losses if asked for. What was refused is not touched."""
        kinds = (EditKind.REPAIR, EditKind.LOSS) if lossy else (EditKind.REPAIR,)
        offsets = self._original
        left_out = [
            Edit(offsets.end(start), offsets.end(end), text, kind) for start, end, text, kind, _ in self._left_out
        ]
        edits = in_order([*self._edits_of_what_is_left(), *left_out])
        return [edit for edit in edits if edit.kind in kinds]

    def _edits_of_what_is_left(self) -> Iterator[Edit]:
        """The edits but for those in what is left out, such as a comma that was put in before it."""
        starts = [edit.start for edit in self._left_out]
        shift = 0
        for edit in self.edits:
            start, end = edit.start + shift, edit.start + shift + len(edit.text)
            index = bisect_right(starts, start) - 1
            is_inside = start < end and index >= 0 and end <= self._left_out[index].end
            if not edit.is_placeholder and not is_inside:
                yield edit
            shift += len(edit.text) - (edit.end - edit.start)

    # ---- From paths to places ----

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        found = self._find(path)
        return found[1] if found else None

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        found = self._find(path)
        if found is None or found[0] is None or found[0][0].names is None:
            return None
        return self.name_place(*found[0])

    def name_place(self, members: Members, index: int) -> Place:
        """The offsets between which the name of a member stands, its quotes included."""
        first, end = self._index.name_place(members.container, index)
        return self._original.start(first), self._original.end(end)

    def text_of(self, members: Members, index: int) -> str:
        """The text of a member's or element's value, without what was left out of it."""
        start, end = members.container.starts[index], members.container.ends[index]
        inside = in_order(edit for edit in self._taken_out if start <= edit.start and edit.end <= end)
        moved = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in inside]
        return apply(self.placed[start:end], moved)

    def content_offsets(self, path: Path, *, is_name: bool = False) -> Callable[[int], int]:
        """From an offset in the value of the string at the path, or in its name, to where that character is written."""
        member, (start, end) = self._find_placed(path) or (None, self._index.root)
        if is_name and member:
            start, end = self._index.name_place(member[0].container, member[1])
        offsets = ContentOffsets(self.placed, start + 1, end - 1)
        return lambda offset: self._original.start(offsets[offset])

    def _find(self, path: Path) -> "tuple[tuple[Members, int] | None, Place] | None":
        found = self._find_placed(path)
        return found and (found[0], (self._original.start(found[1][0]), self._original.end(found[1][1])))

    def _find_placed(self, path: Path) -> "tuple[tuple[Members, int] | None, Place] | None":
        start, end = self._index.root
        around = None
        for step in path:
            members = self._members_at(start, end)
            index = members.index_of(step) if members else None
            if members is None or index is None:
                return None
            around = members, index
            start, end = members.container.starts[index], members.container.ends[index]
        return around, (start, end)

    # ---- From places to paths ----

    def path_at(self, start: int, end: int) -> Path:
        """The path of the innermost value around two offsets of the original."""
        first = self._edited.start(start)
        last = first if start == end else max(first, self._edited.end(end))
        path: list[str | int] = []
        members = self._members_at(*self._index.root)
        while members and members.container.firsts:
            container = members.container
            index = bisect_right(container.firsts, first) - 1
            limit = container.ends[index]
            if index < 0 or last > limit or (first == last and first in (container.firsts[index], limit)):
                break
            path.append(members.step(index))
            members = self._members_at(container.starts[index], limit)
        return tuple(path)

    # ---- Objects and arrays ----

    @functools.cached_property
    def _index(self) -> Index:
        return Index(self.placed)

    @functools.cached_property
    def _maps(self) -> tuple[OffsetMap, OffsetMap]:
        return offset_maps(self.edits)

    @property
    def _edited(self) -> OffsetMap:
        """From the original to the text of the places."""
        return self._maps[0]

    @property
    def _original(self) -> OffsetMap:
        """From the text of the places to the original."""
        return self._maps[1]

    @functools.cached_property
    def _refused(self) -> dict[int, EditKind]:
        """Where the names and values without a reading start in the text of the places, and why there is none."""
        shift, starts = 0, {}
        for edit in self.edits:
            if edit.is_placeholder:
                starts[edit.start + shift] = edit.kind
            shift += len(edit.text) - (edit.end - edit.start)
        return starts

    def _members_at(self, start: int, end: int) -> Members | None:
        """The members or elements of the object or array that starts there; None for a scalar."""
        if start not in self._members:
            container = self._index.listed(start, end)
            self._members[start] = Members(container, self._original, self._refused) if container else None
        return self._members[start]

    def containers(self) -> Iterator[Members]:
        """Every object and array in the text."""
        stack = [self._index.root]
        while stack:
            members = self._members_at(*stack.pop())
            if members:
                stack += zip(members.container.starts, members.container.ends, strict=True)
                yield members

    @property
    def leaves_out_values(self) -> bool:
        """True when a value with a reading is left out: its name has none, or stands again with a value without one."""
        pairs = (zip(members.reasons, members.is_refused, strict=True) for members in self.incomplete)
        return any(reason and not is_refused for reason, is_refused in itertools.chain.from_iterable(pairs))

    def without_reading(self) -> list[Place]:
        """The offsets of each value without a reading, and of each member whose name has none; none in another."""
        if self.is_whole:
            return []
        places = sorted(place for members in self.incomplete for place in _without_reading(members))
        ends = itertools.accumulate((end for _, end in places), max, initial=0)
        return [place for place, end in zip(places, ends, strict=False) if place[1] > end]

    @functools.cached_property
    def _left_out(self) -> list[Edit]:
        """The edits that take out of the text of the places what is not in the value, with its commas."""
        return in_order(self._taken_out)

    @functools.cached_property
    def _taken_out(self) -> list[Edit]:
        """The same, with those that are part of a larger one."""
        return [edit for members in self.incomplete for edit in _without_left_out(members)]

    @functools.cached_property
    def incomplete(self) -> list[Members]:
        """The objects and arrays in which a member or element has no reading."""
        parents = {id(members): members for members in map(self._parent_of, self._refused)}
        return [*parents.values()]

    def _parent_of(self, start: int) -> Members:
        """The object or array in which a name or value stands that starts there in the text of the places."""
        members = self._members_at(*self._index.root)
        while True:
            assert members is not None  # noqa: S101 - only members and elements are refused
            container = members.container
            index = bisect_right(container.firsts, start) - 1
            if start in (container.firsts[index], container.starts[index]):
                return members
            members = self._members_at(container.starts[index], container.ends[index])


def _without_reading(members: Members) -> Iterator[Place]:
    for index, end in enumerate(members.ends):
        if members.refused_names[index : index + 1] == [True]:
            yield members.firsts[index], end
        elif members.is_refused[index] and members.reasons[index] is EditKind.OMISSION:
            yield members.starts[index], end


def _without_left_out(members: Members) -> Iterator[Edit]:
    firsts, ends = members.container.firsts, members.container.ends
    kept = [index for index, reason in enumerate(members.reasons) if reason is None]
    first_kept = kept[0] if kept else len(firsts)
    if first_kept:
        kind = EditKind.OMISSION if EditKind.OMISSION in members.reasons[:first_kept] else EditKind.LOSS
        yield Edit(firsts[0], firsts[first_kept] if kept else ends[-1], "", kind)
    for index in range(first_kept + 1, len(firsts)):
        reason = members.reasons[index]
        if reason:
            yield Edit(ends[index - 1], ends[index], "", reason)
