"""The functions that look at a structure and make a record of it, written for each record class by its declaration.

Loops over the members of a class at run time would take three times as long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from ucsmsg.constructors import draft_of, generated
from ucsmsg.schema._channels import Channel
from ucsmsg.schema._findings import CrossCheck
from ucsmsg.schema._frozen import FrozenMapping, freeze
from ucsmsg.schema._kinds import Enumeration, Kind, Name, Object, Text, Time, Uri, Value
from ucsmsg.schema._record import members_of, message_type_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf
from ucsmsg.typed._columns import URIS, Columns
from ucsmsg.typed._proof import NOTES, NotProvenError, strings_in

Function: TypeAlias = Callable[[Any, Any], Any]
Functions: TypeAlias = Function | Mapping[Any, Function]
"""A function, or those for several types of structures."""

TAG = "_message_type"
"""The member of a structure for the type of its message, where that is not what tells structures apart."""

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
_OBJECT = _Lines("strings += look_{name}({value}, columns)", "make_{name}({value}, moments)")
_LINES: Mapping[type[Kind], _Lines] = {
    Name: _STRING,
    Text: _STRING,
    Channel: _STRING,
    Enumeration: _STRING,
    Uri: _Lines(f"columns[{URIS}].append({{value}})", is_string=True),
    Time: _Lines("columns[{column}].append({value})", "moments[{column}]()", is_string=True),
    Object: _Lines("strings += strings_in({value})", "freeze({value})"),
    Value: _Lines("strings += strings_in([{value}])", "freeze({value})"),
    RecordOf: _OBJECT,
    MessageOf: _Lines(
        "strings += look_{name}[type({value})]({value}, columns)", "make_{name}[type({value})]({value}, moments)"
    ),
}


class Writer:
    """Writes the functions of one record class.

    `kept` are the members that it keeps, by their names in a structure.

    Where they are `tolerant`, listed values are strings in a structure: they are taken in any letter case, with a note.
    """

    def __init__(self, record: type, kept: Mapping[str, str], columns: Columns, *, is_tolerant: bool) -> None:
        self._record = record
        self._kept = kept
        self._is_tolerant = is_tolerant
        self._members = members_of(record)
        self._times = columns.of_times(self._members)
        self._columns = columns
        self._has_type = bool(message_type_of(record))

    @property
    def _listed(self) -> dict[str, Enumeration]:
        """The members with listed values that are still strings."""
        kinds = {name: member.kind for name, member in self._members.items() if self._is_tolerant}
        return {name: kind for name, kind in kinds.items() if isinstance(kind, Enumeration)}

    # ---- Looking ----

    def look(self, looks: Mapping[str, Functions], checks: tuple[CrossCheck, ...]) -> Function:
        """`look(structure, columns)`; `looks` are those of the members."""
        names = {
            "strings_in": strings_in,
            "NotProven": NotProvenError,
            **{f"look_{name}": look for name, look in looks.items()},
            **{f"agrees{number}": check.agrees for number, check in enumerate(checks)},
            **{f"listed_{name}": _listed(kind) for name, kind in self._listed.items()},
        }
        lines = [*self._counting(), *self._requiring(), *self._checking(checks), "return strings"]
        look: Function = generated("look(structure, columns)", lines, names)
        return look

    def _counting(self) -> Iterator[str]:
        """The strings that the text has for the members that are there, and what stands in their values.

        A time has its place in its column whether it is there or not.
        """
        required = [member.kind for member in self._members.values() if member.required]
        yield f"strings = {sum(map(_strings_of, required)) + 2 * self._has_type}"
        for name, member in self._members.items():
            value = f"structure.{name}"
            lines = self._look(name, member.kind, value)
            if type(member.kind) is Time:
                yield from lines
                lines = []
            if not member.required:
                lines = [f"if {value} is not None:", *_indented([f"strings += {_strings_of(member.kind)}", *lines])]
            yield from lines
        if self._kept:  # of several, a structure does not tell which came first
            kept = [f"structure.{name}" for name in self._kept]
            yield f"if not ({' is '.join(kept)} is None):"
            yield f"    [value] = [each for each in [{', '.join(kept)}] if each is not None]"
            yield "    strings += 1 + strings_in([value])"

    def _look(self, name: str, kind: Kind, value: str) -> list[str]:
        if name in self._listed:
            return [f"{value} = listed_{name}({value}, columns[{NOTES}])"]
        if not isinstance(kind, ArrayOf):
            line = _LINES.get(type(kind), _PLAIN).look.format(name=name, value=value, column=self._times.get(name))
            return [line] if line else []
        inner = self._look(name, kind.element, each := "each_" + value.replace(".", "_"))
        strings = [f"strings += len({value})"] if _is_string(kind.element) else []
        return [*strings, f"for {each} in {value}:", *_indented(inner)] if inner else strings

    def _requiring(self) -> Iterator[str]:
        """The members that must be there where another is not."""
        names = {member.wire: f"structure.{name}" for name, member in self._members.items()}
        for name, member in self._members.items():
            if member.required_without:
                other = names.get(member.required_without)
                yield f"if structure.{name} is None and {other} is None: raise NotProven"

    def _checking(self, checks: tuple[CrossCheck, ...]) -> Iterator[str]:
        """The comparisons of members; those with times come later."""
        for number, check in enumerate(checks):
            if self._times.keys().isdisjoint(check.attributes):
                values = ", ".join(f"structure.{name}" for name in check.attributes)
                yield f"if not agrees{number}({values}): raise NotProven"
                continue
            for name, column in self._columns.compared(check.agrees, self._times, check.attributes).items():
                yield f"columns[{column}].append(structure.{name})"

    # ---- Making ----

    def make(self, makes: Mapping[str, Functions]) -> Function:
        """`make(structure, moments)`; `makes` are those of the members."""
        names: dict[str, Any] = {
            "freeze": freeze,
            "Draft": draft_of(self._record),
            "Record": self._record,
            "NOTHING": _NOTHING,
            **{f"make_{name}": make for name, make in makes.items()},
        }
        make: Function = generated("make(structure, moments)", self._making(), names)
        return make

    def _making(self) -> Iterator[str]:
        yield "made = Draft()"
        for name, member in self._members.items():
            value = f"structure.{name}"
            if (taken := self._take(name, member.kind, "value")) != "value":
                is_always = member.required or type(member.kind) is Time
                yield f"value = {value}"
                value = taken if is_always else f"None if value is None else {taken}"
            yield f"made.{name} = {value}"
        yield "made.extra = NOTHING"
        for name, wire in self._kept.items():
            yield f"if structure.{name} is not None: made.extra = freeze({{{wire!r}: structure.{name}}})"
        yield "made.__class__ = Record"
        yield "return made"

    def _take(self, name: str, kind: Kind, value: str) -> str:
        if not isinstance(kind, ArrayOf):
            take = _LINES.get(type(kind), _PLAIN).take
            return take.format(name=name, value=value, column=self._times.get(name))
        inner = self._take(name, kind.element, "each")
        return f"tuple({value})" if inner == "each" else f"tuple([{inner} for each in {value}])"


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
