"""The functions that look at a structure and make a record of it, written for each record class by its declaration.

Loops over the members of a class at run time would take three times as long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
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
    """Writes the functions of one record class; `is_tagged` where its type is no member of its structures.

    `kept` are the members that it keeps, by their names in a structure.

    Where they are `tolerant`, listed values are strings in a structure: they are taken in any letter case, with a note.
    """

    def __init__(
        self, record: type, kept: Mapping[str, str], columns: Columns, *, is_tagged: bool, is_tolerant: bool
    ) -> None:
        self._record = record
        self._kept = kept
        self._is_tolerant = is_tolerant
        self._members = members_of(record)
        self._times = columns.of_times(self._members)
        self._columns = columns
        self._has_type = bool(message_type_of(record))
        tag = [TAG] if self._has_type and not is_tagged else []
        self._values = [*("_" + name for name in self._members), *kept, *tag]
        self._attributes = [*("made." + name for name in self._members), *kept, *tag]
        self._astuple = import_module("msgspec").structs.astuple

    @property
    def _listed(self) -> dict[str, Enumeration]:
        """The members with listed values that are still strings."""
        kinds = {name: member.kind for name, member in self._members.items() if self._is_tolerant}
        return {name: kind for name, kind in kinds.items() if isinstance(kind, Enumeration)}

    # ---- Looking ----

    def look(self, looks: Mapping[str, Functions], checks: tuple[CrossCheck, ...]) -> Function:
        """`look(structure, columns)`; `looks` are those of the members."""
        names = {
            "astuple": self._astuple,
            "strings_in": strings_in,
            "NotProven": NotProvenError,
            **{f"look_{name}": look for name, look in looks.items()},
            **{f"agrees{number}": check.agrees for number, check in enumerate(checks)},
            **{f"listed_{name}": _listed(kind) for name, kind in self._listed.items()},
        }
        lines = [*self._counting(), *self._looking(), *self._requiring(), *self._checking(checks)]
        look: Function = generated("look(structure, columns)", [*lines, "return strings"], names)
        return look

    def _counting(self) -> Iterator[str]:
        """The strings that the text has for the members themselves: two for each that is there, or its name alone."""
        strings = sum(1 + _is_string(member.kind) for member in self._members.values())
        strings += 2 * self._has_type + 2 * len(self._kept)
        yield f"values = [{', '.join(self._values)}] = astuple(structure)"
        yield f"strings = {strings} - 2 * values.count(None)"
        for name, member in self._members.items():
            if not member.required and not _is_string(member.kind):
                yield f"if _{name} is None: strings += 1"
        if self._kept:  # of several, a structure does not tell which came first
            kept = ", ".join(self._kept)
            yield f"if not ({' is '.join(self._kept)} is None):"
            yield f"    strings += strings_in([{kept}]) - {len(self._kept)} + [{kept}].count(None)"
            yield f"    if [{kept}].count(None) < {len(self._kept) - 1}: raise NotProven"

    def _looking(self) -> Iterator[str]:
        """What stands in the values. A time has its place in its column whether it is there or not."""
        for name, member in self._members.items():
            lines = self._look(name, member.kind, "_" + name)
            if lines and not member.required and type(member.kind) is not Time:
                lines = [f"if _{name} is not None:", *_indented(lines)]
            yield from lines

    def _look(self, name: str, kind: Kind, value: str) -> list[str]:
        if name in self._listed:
            return [f"structure.{name} = {value} = listed_{name}({value}, columns[{NOTES}])"]
        if not isinstance(kind, ArrayOf):
            line = _LINES.get(type(kind), _PLAIN).look.format(name=name, value=value, column=self._times.get(name))
            return [line] if line else []
        inner = self._look(name, kind.element, "each_" + value)
        strings = [f"strings += len({value})"] if _is_string(kind.element) else []
        return [*strings, f"for each_{value} in {value}:", *_indented(inner)] if inner else strings

    def _requiring(self) -> Iterator[str]:
        """The members that must be there where another is not."""
        names = {member.wire: f"_{name}" for name, member in self._members.items()}
        for name, member in self._members.items():
            if member.required_without:
                yield f"if _{name} is None and {names.get(member.required_without)} is None: raise NotProven"

    def _checking(self, checks: tuple[CrossCheck, ...]) -> Iterator[str]:
        """The comparisons of members; those with times come later."""
        for number, check in enumerate(checks):
            if self._times.keys().isdisjoint(check.attributes):
                values = ", ".join("_" + name for name in check.attributes)
                yield f"if not agrees{number}({values}): raise NotProven"
                continue
            for name, column in self._columns.compared(check.agrees, self._times, check.attributes).items():
                yield f"columns[{column}].append(_{name})"

    # ---- Making ----

    def make(self, makes: Mapping[str, Functions]) -> Function:
        """`make(structure, moments)`; `makes` are those of the members."""
        names = {
            "astuple": self._astuple,
            "freeze": freeze,
            "Draft": draft_of(self._record),
            "Record": self._record,
            "NOTHING": _NOTHING,
            **{f"make_{name}": make for name, make in makes.items()},
        }
        make: Function = generated("make(structure, moments)", self._making(), names)
        return make

    def _making(self) -> Iterator[str]:
        """A draft takes all values as they are, then those that are others in a record."""
        yield "made = Draft()"
        yield f"[{', '.join(self._attributes)}] = astuple(structure)"
        for name, member in self._members.items():
            value = f"made.{name}"
            taken = self._take(name, member.kind, value)
            if taken != value:
                is_always = member.required or type(member.kind) is Time
                yield f"{'' if is_always else f'if {value} is not None: '}{value} = {taken}"
        yield "made.extra = NOTHING"
        for name, wire in self._kept.items():
            yield f"if {name} is not None: made.extra = freeze({{{wire!r}: {name}}})"
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


def _is_string(kind: Kind) -> bool:
    return _LINES.get(type(kind), _PLAIN).is_string


def _indented(lines: Iterable[str]) -> list[str]:
    return ["    " + line for line in lines]
