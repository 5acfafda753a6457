"""Record classes as structures of msgspec, and what is left to look at in a structure before it may become a record.

Everything follows from the declaration (`member`): a member that is added there is typed, looked at and taken here.
"""

import enum
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated, Any, Literal, TypeAlias, Union

import attrs

from ucsmsg.schema._channels import TOPIC, Channel
from ucsmsg.schema._findings import CrossCheck
from ucsmsg.schema._kinds import Boolean, Enumeration, Integer, Kind, Name, Number, Object, Text, Time, Uri, Value
from ucsmsg.schema._record import MESSAGE_TYPE, members_of, message_type_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf
from ucsmsg.typed._columns import Columns
from ucsmsg.typed._functions import TAG, Functions, Writer
from ucsmsg.typed._proof import FREE_DEPTH

Structure: TypeAlias = Any
"""A structure of msgspec: an object with the attributes of a record."""


_MISSING = "_missing_"
"""The way of an enumeration to take values that are not listed."""


class NotTypedError(Exception):
    """A declaration that has no structure."""


@attrs.frozen
class Shape:
    """What there is for one kind of objects: the type of its structures, and two functions.

    `look(structure, columns)` gives the number of strings that the text must have for the structure, names included,
    and adds what is to be looked at together to the columns. It raises `NotProvenError` where members disagree.
    `make(structure, moments)` gives the record; its times are the next ones of `moments`. For a message there is one of
    each by type. `depth` is how many brackets may be open in it.
    """

    type: Any
    look: Functions
    make: Functions
    depth: int


# null is none of them: what it means the other lanes have to say.
_TYPES: Mapping[type[Kind], Callable[[Any, "Shapes"], Any]] = {
    Name: lambda *_: str,
    Text: lambda *_: str,
    Uri: lambda *_: str,
    Time: lambda *_: str,
    Channel: lambda *_: Literal[TOPIC],
    Enumeration: lambda kind, shapes: str if shapes.is_tolerant else _listed(kind),
    Integer: lambda kind, shapes: int if kind.least is None else Annotated[int, shapes.package.Meta(ge=kind.least)],
    Number: lambda *_: int | float,
    Boolean: lambda *_: bool,
    Object: lambda *_: dict[str, Any],
    Value: lambda *_: str | bool | int | float | dict[str, Any] | list[Any],
    RecordOf: lambda kind, shapes: shapes.of(kind).type,
    MessageOf: lambda kind, shapes: shapes.of(kind).type,
    ArrayOf: lambda kind, shapes: list[shapes.element_of(kind)],  # type: ignore[misc]  # made at run time
}
"""The types of the values of each kind of members. A kind that is not here has no structure, nor have its records."""


class Shapes:
    """The shapes of the kinds that a declaration leads to. `checks` are the comparisons to make, by record class.

    Where they are tolerant, listed values in other letter case and times with white space lost or added are noted.
    """

    def __init__(self, checks: Mapping[type, tuple[CrossCheck, ...]], *, is_tolerant: bool = False) -> None:
        self.is_tolerant: bool = is_tolerant
        self.package: Any = import_module("msgspec")
        self.columns = Columns()
        self._checks = checks
        self._known: dict[Kind, Shape] = {}

    def type_of(self, kind: Kind) -> Any:
        """The type of the values of a kind. Raises `NotTypedError` where it has none."""
        of = _TYPES.get(type(kind))
        if of is None:
            raise NotTypedError
        return of(kind, self)

    def element_of(self, kind: ArrayOf) -> Any:
        """The type of the elements of an array. What is looked at one by one, as a member, has none there."""
        if type(kind.element) is Time or (self.is_tolerant and type(kind.element) is Enumeration):
            raise NotTypedError
        return self.type_of(kind.element)

    def of(self, kind: Kind) -> Shape:
        """The shape of an object or a message. Raises `NotTypedError` where it has none."""
        if kind not in self._known:
            self._known[kind] = self._message(kind) if isinstance(kind, MessageOf) else self._record(kind)
        return self._known[kind]

    def _message(self, kind: MessageOf) -> Shape:
        """One of several objects, told by a tag; the only one there is has the tag for a member that must be there."""
        shapes = [self._record(known, is_tagged=len(kind.known) > 1) for known in kind.known.values()]
        types = tuple(shape.type for shape in shapes)
        looks: Any = {shape.type: shape.look for shape in shapes}
        makes: Any = {shape.type: shape.make for shape in shapes}
        return Shape(Union[types], looks, makes, max(shape.depth for shape in shapes))  # noqa: UP007  # as many as are

    def _record(self, kind: Any, *, is_tagged: bool = False) -> Shape:
        if type(kind) is not RecordOf or kind.keeps is None:
            raise NotTypedError
        kinds = {name: member.kind for name, member in members_of(kind.record).items()}
        structure = self._structure(kind, is_tagged=is_tagged)
        nested = {name: self.of(inner) for name, each in kinds.items() if _is_object(inner := _innermost(each))}
        kept = kept_of(kind)
        writer = Writer(kind.record, kept, self.columns, is_tolerant=self.is_tolerant)
        return Shape(
            structure,
            writer.look({name: shape.look for name, shape in nested.items()}, self._checks.get(kind.record, ())),
            writer.make({name: shape.make for name, shape in nested.items()}),
            1 + max([FREE_DEPTH if kept else 0, *map(self._depth, kinds.values())]),
        )

    def _structure(self, kind: RecordOf[Any], *, is_tagged: bool) -> Any:
        """The class of the structures: unknown members are refused, and absence costs nothing."""
        members, message_type = members_of(kind.record), message_type_of(kind.record)
        fields = [
            (name, self.type_of(member.kind), *(() if member.required else (None,))) for name, member in members.items()
        ]
        fields += [(name, Any, None) for name in kept_of(kind)]
        wire = {name: member.wire for name, member in members.items()} | kept_of(kind)
        if message_type and not is_tagged:
            fields.append((TAG, Literal[message_type]))
            wire[TAG] = MESSAGE_TYPE
        if len(dict(field[:2] for field in fields)) < len(fields):
            raise NotTypedError  # an attribute has a name that a structure needs
        tag = {"tag_field": MESSAGE_TYPE, "tag": message_type} if is_tagged else {}
        return self.package.defstruct(
            kind.record.__name__, fields, rename=wire, kw_only=True, forbid_unknown_fields=True, gc=False, **tag
        )

    def _depth(self, kind: Kind) -> int:
        if isinstance(kind, ArrayOf):
            return 1 + self._depth(kind.element)
        if _is_object(kind):
            return self.of(kind).depth
        return FREE_DEPTH if isinstance(kind, Object | Value) else 0


def _listed(kind: Enumeration) -> Any:
    """The values of a kind, unless they have a way of their own to take others, which msgspec would go."""
    if any(_MISSING in vars(of) for of in kind.values.__mro__ if of is not enum.Enum):
        raise NotTypedError
    return kind.values


def kept_of(kind: RecordOf[Any]) -> dict[str, str]:
    """The members that a record keeps, by their names in a structure. One that may stand for another has none."""
    members = members_of(kind.record).values()
    known = {name for member in members for name in (member.wire, *member.other_names)}
    return {f"kept{number}": name for number, name in enumerate(sorted({*(kind.keeps or ())} - known))}


def _innermost(kind: Kind) -> Kind:
    """What the elements of an array are in the end."""
    return _innermost(kind.element) if isinstance(kind, ArrayOf) else kind


def _is_object(kind: Kind) -> bool:
    return isinstance(kind, RecordOf | MessageOf)
