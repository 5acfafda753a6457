"""The quick way from an object that deviates in nothing to its record: a function that is written for each class.

It follows from the declaration of the class, and leaves at the first doubt: what an object deviates in, and where, the
walk over its members has to say (`RecordOf.structure`), which gives the same record where there is no doubt.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ucsmsg.constructors import draft_of, generated
from ucsmsg.schema._findings import CrossChecks
from ucsmsg.schema._frozen import FrozenMapping
from ucsmsg.schema._kinds import Way
from ucsmsg.schema._record import MESSAGE_TYPE, Member, members_of, message_type_of

Quick: TypeAlias = Callable[[Any], Any]
"""The record for an object, or what else is made of a value; None where there is a doubt."""

_NOTHING = FrozenMapping()


def quick_object(record: type, checks: CrossChecks) -> Quick | None:
    """The function for the objects of a record's class; None where two of its members have one name."""
    members = members_of(record)
    message_type = [MESSAGE_TYPE] if message_type_of(record) else []
    wires = [*(member.wire for member in members.values()), *message_type]
    if len({*wires}) < len(wires):
        return None
    ways = {name: member.kind.quick_way(checks) for name, member in members.items()}
    compared = checks.get(record, ())
    lines = [
        "made, absent = Draft(), 0",
        *(line for name, member in members.items() for line in _member(name, member, ways[name])),
        *(line for wire in message_type for line in _optional(wire, ["if type(value) is not str: return"], [])),
        f"if len(raw) + absent != {len(wires)}: return",
        *_requiring(members),
        "made.extra = NOTHING",
        "made.__class__ = Record",
        *(
            f"if not agrees{number}({', '.join(f'made.{name}' for name in check.attributes)}): return"
            for number, check in enumerate(compared)
        ),
        "return made",
    ]
    names: dict[str, Any] = {
        "Draft": draft_of(record),
        "Record": record,
        "NOTHING": _NOTHING,
        **{f"exact_{name}": exact for name, (exact, _) in ways.items()},
        **{f"quick_{name}": quick for name, (_, quick) in ways.items()},
        **{f"agrees{number}": check.agrees for number, check in enumerate(compared)},
    }
    quick: Quick = generated("quick(raw)", lines, names)
    return quick


def _member(name: str, member: Member, way: Way) -> list[str]:
    """The lines that take one member; a null is of no exact type, and is a doubt as well."""
    taken = f"quick_{name}(value)" if way[1] else "value"
    lines = [
        f"if type(value) is not exact_{name}: return",
        f"made.{name} = value = {taken}",
        *(["if value is None: return"] if way[1] else []),
    ]
    if member.required:
        return [f"if {member.wire!r} not in raw: return", f"value = raw[{member.wire!r}]", *lines]
    return _optional(member.wire, lines, [f"made.{name} = None"])


def _optional(wire: str, lines: Iterable[str], otherwise: Iterable[str]) -> list[str]:
    inner = [f"value = raw[{wire!r}]", *lines]
    return [f"if {wire!r} in raw:", *_indented(inner), "else:", *_indented(["absent += 1", *otherwise])]


def _requiring(members: Mapping[str, Member]) -> Iterator[str]:
    """The members that must be there where another is not."""
    for member in members.values():
        if member.required_without:
            yield f"if {member.wire!r} not in raw and {member.required_without!r} not in raw: return"


def quick_array(way: Way) -> Quick | None:
    """The function for arrays whose elements are taken in that way."""
    exact, quick = way
    if exact is None:
        return None

    def quick_elements(values: list[Any]) -> tuple[Any, ...] | None:
        taken = []
        for value in values:
            element = (quick(value) if quick else value) if type(value) is exact else None
            if element is None:
                return None
            taken.append(element)
        return tuple(taken)

    return quick_elements


def quick_message(known: Mapping[str, Quick]) -> Quick:
    """The function for messages whose functions are `known` by their types."""

    def quick(raw: Mapping[str, Any]) -> Any:
        message_type = raw.get(MESSAGE_TYPE)
        quick = known.get(message_type) if type(message_type) is str else None
        return quick(raw) if quick else None

    return quick


def _indented(lines: Iterable[str]) -> list[str]:
    return ["    " + line for line in lines]
