"""Payloads in the JSON of others: an object in an object, or a text in a string of one, at any depth.

What is no notification, holds none and is not damaged where one may stand is passed over: a finding about other
people's JSON helps nobody. What has the name of a notification's member all the same is at least a note.
"""

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from ucsmsg._embedded import string_offsets
from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._envelopes import is_entry, is_of_client, origin_around
from ucsmsg.captures._java_maps import from_java_map, is_java_map
from ucsmsg.captures._lines import part_of
from ucsmsg.captures._packed import are_packed, from_numbers
from ucsmsg.captures._payload import Payload, passed_over_traffic, place_in
from ucsmsg.captures._prose import unread_traffic
from ucsmsg.captures._texts import payloads_of_text
from ucsmsg.captures._traffic import GAP, has_member, is_packed, may_be_traffic, names_in
from ucsmsg.captures._written import WrittenText, from_string
from ucsmsg.catalogue import names_where
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path, Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.schema._recognition import is_notification, is_of_notification

_BEGINS = postponed_pattern(
    rf"{GAP}(?:\[{GAP})?+\{{{GAP}"
    rf'(?:"data"{GAP}:{GAP}\{{{GAP}"(?:messageType|referenceId)"{GAP}:|"channel"{GAP}:{GAP}"/(?:meta|v2)/)'
)
"""A notification for certain: it need not be read to see that."""
_EMPTY_BATCH = postponed_pattern(r"\[\s*+\]")
_DAMAGE = names_where(lambda row: row.is_loss) | {"missing-opener", "missing-closer", "extra-closer"}
_EVENT = ("data",)


Inside = Callable[..., Iterator[Payload]]
"""What gives the payloads in a payload: `contained`, or `itself`."""


def itself(payload: Payload, limits: Limits, *, is_alone: bool) -> Iterator[Payload]:  # noqa: ARG001 - as `Inside`
    """The payload, whatever it holds."""
    yield payload


def contained(payload: Payload, limits: Limits, *, is_alone: bool) -> Iterator[Payload]:
    """The payload itself where it is a notification, or damaged where one may stand; otherwise the payloads in it.

    `is_alone`: nothing but payloads is expected where it stands, so that what is no JSON is a damaged one.
    """
    text = payload.text
    if payload.findings or len(text) > limits.size or _BEGINS.match(text) or _EMPTY_BATCH.fullmatch(text):
        yield payload
        return
    if is_java_map(text):
        yield _of_java(payload)
        return
    if not is_alone and not may_be_traffic(text):
        return
    written = payload.written
    source = Source(text, None, written.origin) if written else payload.source
    other = _Other(source, limits)
    if other.is_judged(is_alone=is_alone):
        yield payload
        return
    for inner in other.payloads():
        placed = place_in(inner, payload.source, written) if written else inner
        remarks = (*placed.remarks, *_remarks_in(payload, placed.source))
        yield attrs.evolve(placed, origin=placed.origin.within(payload.origin), remarks=remarks)


def _of_java(payload: Payload) -> Payload:
    """The payload that Java printed as a map; refused where it has no single reading."""
    written, outer = from_java_map(payload.text), payload.written
    found = payload.source.text
    finding = Finding("java-map", "", end=len(found), found=found, refused=written is None)
    if written is None:
        return attrs.evolve(payload, findings=(finding._replace(message=_NO_READING.format(shown(payload.text))),))
    if outer:
        place = Source(payload.text, None, outer.origin)
        placed = place_in(Payload(place, written), payload.source, outer)
    else:
        placed = attrs.evolve(payload, written=written)
    remark = finding._replace(message=_READ.format(shown(payload.text)), used=written.text)
    return attrs.evolve(placed, remarks=(*payload.remarks, remark), origin=payload.origin)


_READ = "Expected JSON, got what Java's `Map.toString()` prints, {}: read as the documentation's types say"
_NO_READING = (
    "Expected JSON, got what Java's `Map.toString()` prints, {}: without quotes texts, numbers, null and what stands "
    "between members cannot be told apart in it; have the client log the JSON"
)


def _remarks_in(payload: Payload, part: Source) -> tuple[Any, ...]:
    """What is to be said about the form of a part of the payload."""
    first = part.origin.offset - payload.source.origin.offset
    inside = (remark for remark in payload.remarks if first <= remark.start < first + len(part.text))
    return tuple(remark._replace(start=remark.start - first, end=remark.end - first) for remark in inside)


@attrs.frozen
class _Found:
    """What was found in a value: its place, its payloads, and in which member of which entry it stands, if in any.

    `is_in_entry`: it surely belongs to others what stands around it, as it is an entry of a log, or a string.
    """

    path: Path
    start: int
    end: int
    payloads: tuple[Payload, ...]
    entry: Path
    member: str | int
    is_in_entry: bool


class _Other:
    """A value of which it is not known whether it is a notification, holds one, or neither."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._reading: Reading = read_source(source, limits)
        self._is_damaged = not self._reading.is_certain or not _DAMAGE.isdisjoint(self._reading.names)

    def is_judged(self, *, is_alone: bool) -> bool:
        """True where the value is to be judged as a whole."""
        value = self._reading.value
        if is_notification(value):
            return True
        if self._found:
            return any(map(self._is_part, self._found))
        if is_alone:
            return self._is_damaged or bool(self._reading.names) or not _is_other(value)
        return self._is_damaged and has_member(self._source.text)

    def _is_part(self, found: _Found) -> bool:
        """True where it may belong to what stands around it, which is damaged or an event in another form."""
        is_event = found.path == _EVENT and bool(self._reading.names)
        return not found.is_in_entry and (self._is_damaged or is_event)

    def payloads(self) -> Iterator[Payload]:
        """The payloads in the value, and what is to be said about names of their members between them."""
        position = 0
        seen: dict[tuple[Path, str], str | int] = {}
        members = Counter(entry for entry, _ in {(found.entry, found.member) for found in self._found})
        for found in self._found:
            yield from self._unread(position, found.start)
            for payload in found.payloads:
                key = found.entry, self._key(payload) if members[found.entry] > 1 else ""
                is_copy = seen.setdefault(key, found.member) != found.member
                yield _copy(payload) if is_copy else payload
            position = found.end
        yield from self._unread(position, len(self._source.text))

    def _key(self, payload: Payload) -> str:
        """The same for the same value, however it is written."""
        return repr(read_source(payload.text, self._limits).value)

    def _unread(self, start: int, end: int) -> Iterator[Payload]:
        for name in names_in(self._source.text, start, end):
            part = part_of(self._source, name.start(), end)
            if self._is_damaged:
                yield Payload(part, findings=(unread_traffic(part.text, refused=True),))
            else:
                yield passed_over_traffic(part, "JSON of others")
            return

    @functools.cached_property
    def _found(self) -> list[_Found]:
        """What is in the value, in the order of the text."""
        value = self._reading.value
        if not self._reading.has_value or not may_be_traffic(self._source.text):
            return []
        found = (self._found_at(path, each, is_name=is_name) for path, each, is_name in _candidates(value))
        return sorted((each for each in found if each.payloads), key=lambda each: each.start)

    def _found_at(self, path: Path, value: Any, *, is_name: bool) -> _Found:
        places = self._reading.annotations
        start, end = (places.name_place_of(path) if is_name else places.place_of(path)) or (0, 0)
        origin = origin_around(self._reading.value, path)
        is_string = isinstance(value, str)
        is_packed_array = are_packed(value)
        if is_string:
            payloads = self._payloads_in_string(path, value, is_name=is_name)
        else:
            payloads = self._numbers(start, end) if is_packed_array else self._object(start, end)
        told = tuple(attrs.evolve(each, origin=each.origin.within(origin)) for each in payloads)
        entry = self._entry_of(path)
        is_in_entry = entry is not None or is_string or is_packed_array
        return _Found(path, start, end, told, path[:entry], next(iter(path[entry or 0 :]), ""), is_in_entry)

    def _entry_of(self, path: Path) -> int | None:
        """How many steps lead to the innermost entry of a log around the value at the path; None without one."""
        value, entry = self._reading.value, None
        for length, step in enumerate(path):
            entry = length if is_entry(value) else entry
            value = value[step]
        return entry

    def _object(self, start: int, end: int) -> Iterator[Payload]:
        yield Payload(part_of(self._source, start, end))

    def _payloads_in_string(self, path: Path, value: str, *, is_name: bool) -> Iterator[Payload]:
        offset = string_offsets(self._reading, path, is_name=is_name)
        start, end = offset(0), offset(len(value))
        yield from self._payloads_written(start, end, from_string(value, offset))

    def _numbers(self, start: int, end: int) -> Iterator[Payload]:
        written = from_numbers(self._source.text[start:end])
        if written is None:
            part = part_of(self._source, start, end)
            yield Payload(part, findings=(unread_traffic(part.text, refused=True),))
        else:
            yield from self._payloads_written(start, end, written)

    def _payloads_written(self, start: int, end: int, written: WrittenText) -> Iterator[Payload]:
        outer = Source(self._source.text[start:end], self._source.name, self._source.position(start))
        for payload in payloads_of_text(written, self._limits):
            for inner in contained(payload, self._limits, is_alone=False):
                yield place_in(inner, outer, written)


def _is_other(value: Any) -> bool:
    """True for what is surely no notification that has lost its members: it has names that none has."""
    if not isinstance(value, list):
        return isinstance(value, dict) and bool(value) and not is_of_notification(value)
    objects = [each for each in value if isinstance(each, dict)]
    return bool(value) and all(map(_is_other, objects))


def _copy(payload: Payload) -> Payload:
    return passed_over_traffic(payload.source, "the same once more in another member")


_Candidate = tuple[Path, Any, bool]


def _candidates(root: Any) -> Iterator[_Candidate]:
    """What may hold a payload below a value: notifications, and strings with the name of a member of one in them.

    A name may be such a string too, and is marked by True: Wireshark writes the lines of a text as names.
    """
    waiting: list[_Candidate] = [((), root, False)]
    while waiting:
        path, value, is_name = waiting.pop()
        if isinstance(value, str):
            if has_member(value) or is_packed(value):
                yield path, value, is_name
        elif are_packed(value):
            yield path, value, False
        elif isinstance(value, dict | list):
            if path and is_notification(value):
                yield path, value, False
            elif not is_of_client(root, path):
                waiting += reversed([*_inside(path, value)])


def _inside(path: Path, value: dict[str, Any] | list[Any]) -> Iterator[_Candidate]:
    if isinstance(value, list):
        yield from (((*path, index), each, False) for index, each in enumerate(value))
        return
    for name, each in value.items():
        yield (*path, name), each, False
        yield (*path, name), name, True
