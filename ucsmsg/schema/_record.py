"""What every record is, and what its attributes say about the members they stand for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast

import attrs

from ucsmsg.diagnostics import UcsmsgError, shown
from ucsmsg.places import format_path
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._frozen import FrozenMapping, JsonValue, check_from_code
from ucsmsg.schema._kinds import OBJECT, Kind

MESSAGE_TYPE = "messageType"
_MEMBER = "member"
_MISSING = object()


class RecordError(UcsmsgError, ValueError):
    """A value that an attribute of a record cannot take; the message names it, what it expects and what it got."""


class Record:
    """The base of all records, which are immutable.

    Every attribute may be None. `extra` holds the raw values of members that are unknown, null or unreadable, by their
    names on the wire, so that they are written back as they came; of an array with unreadable elements these alone, by
    their indexes: `{"messages": {"1": 7}}`.

    What code makes must be what is read again when it has been written; anything else raises `RecordError`.
    """

    __slots__ = ("__weakref__",)

    extra: FrozenMapping

    def __attrs_post_init__(self) -> None:
        """Check a record that was made in code; what is read does not pass here."""
        read_again = _READ_AGAIN.get(type(self))
        if read_again is None:
            message = f"Expected a documented record, got {type(self).__name__}: what a subclass adds is not written"
            raise RecordError(message)
        _check_same(self, read_again(self))


_READ_AGAIN: dict[type, Callable[[Any], Record | None]] = {}


def read_again_by(record: type[Record], read: Callable[[Any], Record | None]) -> None:
    """Say what becomes of a record of the class when it is written and read; the last one to say so counts."""
    _READ_AGAIN[record] = read


def _check_same(record: Record, again: Record | None) -> None:
    """Raise `RecordError` where a record is not what is read again when it has been written."""
    if again == record:
        return
    of = type(record)
    if again is None or type(again) is not of:
        read = f"a {type(again).__name__}" if again else "none"
        raise RecordError(f"Expected a {of.__name__} that is read again as one, got one read as {read}")
    for name, value in record.extra.items():
        if again.extra.get(name, _MISSING) != value:
            raise RecordError(f"extra: Expected members that no attribute is read from, got {shown(name)}")
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("Any", of))
    name = next(field.name for field in fields if getattr(record, field.name) != getattr(again, field.name))
    raise RecordError(f"{name}: Expected what is read again as it is written, got {shown(repr(getattr(record, name)))}")


@attrs.frozen
class Member:
    """A documented member: its name on the wire, its kind, and whether it is always there.

    `required_without` names another member without which it must be there. `other_names` are names that stand for it
    where it is absent, each with the name of the deviation.
    """

    wire: str
    kind: Kind
    required: bool = False
    required_without: str = ""
    other_names: Mapping[str, str] = MappingProxyType({})

    def is_due(self, raw: Mapping[str, JsonValue]) -> bool:
        """True when the object must have the member, and a value for it."""
        return self.required or (bool(self.required_without) and raw.get(self.required_without) is None)


_MEMBERS: dict[type, dict[str, Member]] = {}


def member(
    wire: str,
    kind: Kind,
    *,
    required: bool = False,
    required_without: str = "",
    other_names: Mapping[str, str] | None = None,
) -> Any:
    """The attribute for a member. It is None where the member is absent, null or unreadable."""
    description = Member(wire, kind, required, required_without, MappingProxyType(dict(other_names or {})))
    return attrs.field(default=None, converter=_in_code(kind), metadata={_MEMBER: description})


def rest() -> Any:
    """The attribute for the members that no other attribute stands for."""
    return attrs.field(default=FrozenMapping(), converter=_in_code(OBJECT))


def members_of(record: type) -> dict[str, Member]:
    """The members of a record's class by attribute, in the order of the class."""
    if record not in _MEMBERS:
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(record)
        _MEMBERS[record] = {field.name: field.metadata[_MEMBER] for field in fields if _MEMBER in field.metadata}
    return _MEMBERS[record]


def message_type_of(record: type) -> str:
    """The `messageType` that stands for a record's class, or "" for a class that has none of its own."""
    message_type = getattr(record, "message_type", "")
    return message_type if isinstance(message_type, str) else ""


def _in_code(kind: Kind) -> "attrs.Converter[JsonValue, JsonValue]":
    """The converter for constructing in code: what has a reading is taken silently, what has none raises."""

    def convert(value: JsonValue, field: "attrs.Attribute[JsonValue]") -> JsonValue:
        if value is None:
            return field.default
        findings = Findings()
        taken = kind.convert(value, (field.name,), findings)
        for finding in findings:
            if finding.refused:
                raise RecordError(f"{format_path(finding.path).removeprefix('$.')}: {finding.message}")
        try:
            check_from_code(value)
        except TypeError as reason:
            raise RecordError(f"{field.name}: {reason}") from None
        return taken

    return attrs.Converter(convert, takes_field=True)
