"""Record classes as structures of msgspec, and what is left to look at in a structure before it may become a record.

Everything follows from the declaration (`member`): a member that is added there is typed, looked at and taken here.
"""

import enum
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated, Any, Literal, Union

from ucsmsg.schema._channels import TOPIC, Channel
from ucsmsg.schema._kinds import Boolean, Enumeration, Integer, Kind, Name, Number, Object, Text, Time, Uri, Value
from ucsmsg.schema._record import MESSAGE_TYPE, members_of, message_type_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf
from ucsmsg.typed._functions import kept_of
from ucsmsg.typed._proof import FREE_DEPTH

TAG = "_message_type"
"""The member of a structure for the type of its message, where that is not what tells structures apart."""

_MISSING = "_missing_"
"""The way of an enumeration to take values that are not listed."""


class NotTypedError(Exception):
    """A declaration that has no structure."""


# null is none of them: what it means the other lanes have to say.
_TYPES: Mapping[type[Kind], Callable[[Any, "Structures"], Any]] = {
    Name: lambda *_: str,
    Text: lambda *_: str,
    Uri: lambda *_: str,
    Time: lambda *_: str,
    Channel: lambda *_: Literal[TOPIC],
    Enumeration: lambda kind, structures: str if structures.is_tolerant else _listed(kind),
    Integer: lambda kind, structures: (
        int if kind.least is None else Annotated[int, structures.package.Meta(ge=kind.least)]
    ),
    Number: lambda *_: int | float,
    Boolean: lambda *_: bool,
    Object: lambda *_: dict[str, Any],
    Value: lambda *_: str | bool | int | float | dict[str, Any] | list[Any],
    RecordOf: lambda kind, structures: structures.of(kind),
    MessageOf: lambda kind, structures: structures.of(kind),
    ArrayOf: lambda kind, structures: list[structures.element_of(kind)],  # type: ignore[misc]  # made at run time
}
"""The types of the values of each kind of members. A kind that is not here has no structure, nor have its records."""


class Structures:
    """The structures of the kinds that a declaration leads to.

    Where they are tolerant, listed values are strings in them. `messages` has the structures of each kind of messages.
    """

    def __init__(self, *, is_tolerant: bool = False) -> None:
        self.is_tolerant: bool = is_tolerant
        self.package: Any = import_module("msgspec")
        self.messages: dict[Kind, list[tuple[type, RecordOf[Any]]]] = {}
        self._known: dict[Kind, Any] = {}

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

    def of(self, kind: Kind) -> Any:
        """The type of an object, or those of a message. Raises `NotTypedError` where it has none."""
        if kind not in self._known:
            self._known[kind] = self._message(kind) if isinstance(kind, MessageOf) else self._structure(kind)
        return self._known[kind]

    def _message(self, kind: MessageOf) -> Any:
        """One of several objects, told by a tag; the only one there is has the tag for a member that must be there."""
        known = kind.known.values()
        self.messages[kind] = [(self._structure(each, is_tagged=len(known) > 1), each) for each in known]
        return Union[tuple(structure for structure, _ in self.messages[kind])]  # noqa: UP007  # as many as are

    def _structure(self, kind: Any, *, is_tagged: bool = False) -> Any:
        """The class of the structures: unknown members are refused, and absence costs nothing."""
        if type(kind) is not RecordOf or kind.keeps is None:
            raise NotTypedError
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


def depth_of(kind: Kind) -> int:
    """How many brackets may be open in a value."""
    if isinstance(kind, ArrayOf):
        return 1 + depth_of(kind.element)
    if isinstance(kind, MessageOf):
        return max(map(depth_of, kind.known.values()))
    if isinstance(kind, RecordOf):
        members = (depth_of(member.kind) for member in members_of(kind.record).values())
        return 1 + max([FREE_DEPTH if kept_of(kind) else 0, *members])
    return FREE_DEPTH if isinstance(kind, Object | Value) else 0


def _listed(kind: Enumeration) -> Any:
    """The values of a kind, unless they have a way of their own to take others, which msgspec would go."""
    if any(_MISSING in vars(of) for of in kind.values.__mro__ if of is not enum.Enum):
        raise NotTypedError
    return kind.values
