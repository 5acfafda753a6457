"""The functions that look at structures and make records of them, written for a kind of records by its declaration.

Loops over the members of a class at run time would take three times as long, and a call for each object half as long
again: what stands in an object is looked at in lines of the same function.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from ucsmsg.constructors import draft_of, generated
from ucsmsg.schema._channels import Channel
from ucsmsg.schema._frozen import FrozenMapping, freeze
from ucsmsg.schema._kinds import Enumeration, Kind, Name, Object, Text, Time, Uri, Value
from ucsmsg.schema._record import Record, members_of, message_type_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf
from ucsmsg.typed._columns import Columns
from ucsmsg.typed._moments import Moments
from ucsmsg.typed._proof import NotProvenError, strings_in

Structure: TypeAlias = Any
"""A structure of msgspec: an object with the attributes of a record."""

Look: TypeAlias = Callable[[Sequence[Structure | Record], list[str]], tuple[int, list[Moments]]]
"""`look(structures, notes)` gives the number of strings that a text must have for them, and their times.

It adds the names of what deviates to the notes, and raises an error where anything else is not as documented. A record
that stands for its structure is passed over.
"""

Make: TypeAlias = Callable[[Sequence[Structure | Record], list[Moments]], tuple[Any, ...]]
"""`make(structures, times)` gives the records."""

Messages: TypeAlias = Mapping[Kind, Sequence[tuple[type, RecordOf[Any]]]]
"""The structures of each kind of messages, and what records are made of them."""

_NOTHING = FrozenMapping()


@attrs.frozen
class _Lines:
    """What is done with a value of a kind: `look` is a line that looks at it, `take` what a record has of it.

    `is_string` where it is one string of the text.
    """

    look: str = ""
    take: str = "{value}"
    is_string: bool = False


_PLAIN = _Lines()
_STRING = _Lines(is_string=True)
_LINES: Mapping[type[Kind], _Lines] = {
    Name: _STRING,
    Text: _STRING,
    Channel: _STRING,
    Enumeration: _STRING,
    Time: _STRING,
    Uri: _Lines("uris.append({value})", is_string=True),
    Object: _Lines("strings += strings_in({value})", "freeze({value})"),
    Value: _Lines("strings += strings_in([{value}])", "freeze({value})"),
}


class _Function:
    """A function that is written: what it knows, by name, and its variables."""

    def __init__(self, messages: Messages, columns: Columns) -> None:
        self._messages = messages
        self._columns = columns
        self._names: dict[str, Any] = {}
        self._variables = 0

    def _known(self, name: str, value: object) -> str:
        self._names[name := f"{name}{len(self._names)}"] = value
        return name

    def _variable(self) -> str:
        self._variables += 1
        return f"value{self._variables}"


# ---- Looking ----


class _Look(_Function):
    """Looks at structures; where it `is_tolerant`, listed values are strings in any letter case, which is noted."""

    def __init__(self, messages: Messages, columns: Columns, *, is_tolerant: bool) -> None:
        super().__init__(messages, columns)
        self._is_tolerant = is_tolerant

    def function(self, kind: RecordOf[Any], structure: type) -> Look:
        """The function for structures of a kind."""
        lines = [*self._record(kind, "each")]
        body = [
            "strings, uris = 0, []",
            *(f"column{number} = []" for number in self._columns.numbers),
            "for each in structures:",
            *_indented([f"if type(each) is {self._known('Structure', structure)}:", *_indented(lines)]),
            *self._columns.settling(),
            f"return strings, [{', '.join(f'column{number}' for number in self._columns.times)}]",
        ]
        names = {"strings_in": strings_in, "NotProven": NotProvenError, **self._names}
        names |= self._columns.names(is_tolerant=self._is_tolerant)
        look: Look = generated("look(structures, notes)", body, names)
        return look

    def _record(self, kind: RecordOf[Any], value: str) -> Iterator[str]:
        """The lines that look at a structure. A time has its place in its column whether it is there or not."""
        members = members_of(kind.record)
        required = [member.kind for member in members.values() if member.required]
        yield f"strings += {sum(map(_strings_of, required)) + 2 * bool(message_type_of(kind.record))}"
        for name, member in members.items():
            lines = [*self._value(member.kind, f"{value}.{name}")]
            if not member.required:
                lines = [
                    f"if {value}.{name} is not None:",
                    *_indented([f"strings += {_strings_of(member.kind)}", *lines]),
                ]
            yield from lines
        yield from self._kept([f"{value}.{name}" for name in kept_of(kind)])
        for name, number in self._columns.of(kind.record).items():
            yield f"column{number}.append({value}.{name})"
        yield from self._comparing(kind.record, value)

    def _value(self, kind: Kind, value: str) -> Iterator[str]:
        """The lines that look at a value that is there."""
        if isinstance(kind, ArrayOf):
            yield from self._array(kind, value)
        elif isinstance(kind, RecordOf):
            yield f"{(inner := self._variable())} = {value}"
            yield from self._record(kind, inner)
        elif isinstance(kind, MessageOf):
            yield f"{(inner := self._variable())} = {value}"
            for structure, of in self._messages[kind]:
                yield f"if type({inner}) is {self._known('Structure', structure)}:"
                yield from _indented(self._record(of, inner))
        elif isinstance(kind, Enumeration) and self._is_tolerant:
            yield f"{value} = {self._known('listed', _listed(kind))}({value}, notes)"
        elif line := _LINES.get(type(kind), _PLAIN).look:
            yield line.format(value=value)

    def _array(self, kind: ArrayOf, value: str) -> Iterator[str]:
        if _is_string(kind.element):
            yield f"strings += len({value})"
        if lines := [*self._value(kind.element, each := self._variable())]:
            yield f"for {each} in {value}:"
            yield from _indented(lines)

    def _kept(self, kept: Sequence[str]) -> Iterator[str]:
        """Of several members that a record keeps, a structure does not tell which came first."""
        if kept:
            yield f"if not ({' is '.join(kept)} is None):"
            yield f"    [kept] = [each for each in [{', '.join(kept)}] if each is not None]"
            yield "    strings += 1 + strings_in([kept])"

    def _comparing(self, record: type, value: str) -> Iterator[str]:
        """What members say together; the comparisons with times come later."""
        members = members_of(record)
        names = {member.wire: f"{value}.{name}" for name, member in members.items()}
        for name, member in members.items():
            if member.required_without:
                other = names.get(member.required_without)
                yield f"if {value}.{name} is None and {other} is None: raise NotProven"
        for check in self._columns.checks_without_times(record):
            values = ", ".join(f"{value}.{name}" for name in check.attributes)
            yield f"if not {self._known('agrees', check.agrees)}({values}): raise NotProven"


def look_function(
    kind: RecordOf[Any], structure: type, messages: Messages, columns: Columns, *, is_tolerant: bool
) -> Look:
    """The function that looks at structures of a kind."""
    return _Look(messages, columns, is_tolerant=is_tolerant).function(kind, structure)


# ---- Making ----


class _Make(_Function):
    """Makes records of structures."""

    def function(self, kind: RecordOf[Any], structure: type) -> Make:
        """The function for structures of a kind."""
        lines = [*self._record(kind, "each", made := self._variable()), f"records.append({made})"]
        body = [
            f"[{', '.join(f'times{number}' for number in self._columns.times)}] = map(iter, times)",
            "records = []",
            "for each in structures:",
            *_indented([f"if type(each) is {self._known('Structure', structure)}:", *_indented(lines)]),
            *_indented(["else:", "    records.append(each)"]),
            "return tuple(records)",
        ]
        names = {"freeze": freeze, "NOTHING": _NOTHING, **self._names}
        make: Make = generated("make(structures, times)", body, names)
        return make

    def _record(self, kind: RecordOf[Any], value: str, made: str) -> Iterator[str]:
        """The lines that make a record of a structure: a draft takes what it has."""
        record, times = kind.record, self._columns.of(kind.record)
        yield f"{made} = {self._known('Draft', draft_of(record))}()"
        for name, member in members_of(record).items():
            given, taken = f"{value}.{name}", f"{made}.{name}"
            if type(member.kind) is Time:
                yield f"{taken} = next(times{times[name]})"
                continue
            lines = [*self._value(member.kind, given, taken)]
            if not member.required and lines != [f"{taken} = {given}"]:
                lines = [f"if {given} is None:", f"    {taken} = None", "else:", *_indented(lines)]
            yield from lines
        yield f"{made}.extra = NOTHING"
        for name, wire in kept_of(kind).items():
            yield f"if {value}.{name} is not None: {made}.extra = freeze({{{wire!r}: {value}.{name}}})"
        yield f"{made}.__class__ = {self._known('Record', record)}"

    def _value(self, kind: Kind, value: str, taken: str) -> Iterator[str]:
        """The lines that take a value that is there."""
        if isinstance(kind, ArrayOf):
            yield from self._array(kind, value, taken)
        elif isinstance(kind, RecordOf):
            yield f"{(inner := self._variable())} = {value}"
            yield from self._record(kind, inner, made := self._variable())
            yield f"{taken} = {made}"
        elif isinstance(kind, MessageOf):
            yield f"{(inner := self._variable())} = {value}"
            made = self._variable()
            for structure, of in self._messages[kind]:
                yield f"if type({inner}) is {self._known('Structure', structure)}:"
                yield from _indented(self._record(of, inner, made))
            yield f"{taken} = {made}"
        else:
            yield f"{taken} = {_LINES.get(type(kind), _PLAIN).take.format(value=value)}"

    def _array(self, kind: ArrayOf, value: str, taken: str) -> Iterator[str]:
        each, element, elements = self._variable(), self._variable(), self._variable()
        lines = [*self._value(kind.element, each, element)]
        if lines == [f"{element} = {each}"]:
            yield f"{taken} = tuple({value})"
            return
        yield f"{elements} = []"
        yield f"for {each} in {value}:"
        yield from _indented([*lines, f"{elements}.append({element})"])
        yield f"{taken} = tuple({elements})"


def make_function(kind: RecordOf[Any], structure: type, messages: Messages, columns: Columns) -> Make:
    """The function that makes records of structures of a kind."""
    return _Make(messages, columns).function(kind, structure)


# ---- What both need to know of kinds ----


def kept_of(kind: RecordOf[Any]) -> dict[str, str]:
    """The members that a record keeps, by their names in a structure. One that may stand for another has none."""
    members = members_of(kind.record).values()
    known = {name for member in members for name in (member.wire, *member.other_names)}
    return {f"kept{number}": name for number, name in enumerate(sorted({*(kind.keeps or ())} - known))}


def _listed(kind: Enumeration) -> Callable[[str, list[str]], object]:
    """`listed(text, notes)`: the listed value that the text is, in any letter case, which is noted."""

    def listed(text: str, notes: list[str]) -> object:
        value = kind.members.get(text)
        if value is None:
            value = kind.in_any_case(text)
            notes.append("value-case")
        if value is None:
            raise NotProvenError
        return value

    return listed


def _strings_of(kind: Kind) -> int:
    """The strings that a member is: its name, and its value where that is one."""
    return 1 + _is_string(kind)


def _is_string(kind: Kind) -> bool:
    return _LINES.get(type(kind), _PLAIN).is_string


def _indented(lines: Iterable[str]) -> list[str]:
    return ["    " + line for line in lines]
