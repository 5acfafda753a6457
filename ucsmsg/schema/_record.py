"""What every record is, and what its attributes say about the members they stand for."""

import enum
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, cast

import attrs

from ucsmsg._display import Displayed
from ucsmsg.diagnostics import Finding, UcsmsgError, expected_in, shown
from ucsmsg.places import format_path
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._frozen import FrozenMapping, JsonValue, check_from_code
from ucsmsg.schema._kinds import OBJECT, Enumeration, Kind

MESSAGE_TYPE = "messageType"
_MEMBER = "member"
_MISSING = object()


class RecordError(UcsmsgError, ValueError):
    """A value that an attribute of a record cannot take; the message names it, what it expects and what it got.

    `path` leads from the record to the value, `found` is the value as Python writes it, and `expected` what should be
    there; each is None where the record as a whole is wrong.
    """

    path: str | None
    expected: str | None
    found: str | None

    def __init__(
        self, message: str, path: str | None = None, expected: str | None = None, found: str | None = None
    ) -> None:
        super().__init__(message)
        self.path, self.expected, self.found = path, expected, found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.path, self.expected, self.found)


class Record(Displayed):
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
            message = f"Expected a class declared with @record, got {type(self).__name__}: what it adds is not written"
            raise RecordError(message)
        _check_same(self, read_again(self))

    def __repr__(self) -> str:
        """As code that makes it: attributes that are None, and an `extra` without members, are left out."""
        given = (f"{name}={value!r}" for name, value, default in self.__rich_repr__() if value != default)
        return f"{type(self).__name__}({', '.join(given)})"

    def __rich_repr__(self) -> Iterator[tuple[str, Any, Any]]:
        """For the library rich: the same, over as many lines as it takes."""
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("Any", type(self)))
        return ((field.alias or field.name, getattr(self, field.name), field.default) for field in fields)


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
            expected = "members that no attribute is read from"
            raise RecordError(f"extra: Expected {expected}, got {shown(name)}", "extra", expected, repr(name))
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("Any", of))
    name = next(field.name for field in fields if getattr(record, field.name) != getattr(again, field.name))
    expected, found = "what is read again as it is written", repr(getattr(record, name))
    raise RecordError(f"{name}: Expected {expected}, got {shown(found)}", name, expected, found)


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
_KINDS: dict[type, Kind] = {}
_NO_KIND = "Expected a kind such as TEXT, a StrEnum or a class declared with @record"


def declare(record: type[Record], kind: Kind) -> None:
    """Say which kind a member is that the class stands for."""
    _KINDS[record] = kind


def kind_of(given: Kind | type) -> Kind:
    """The kind itself, or the one that a class declared with `@record`, or a `StrEnum`, stands for.

    Raises `TypeError` for anything else.
    """
    if isinstance(given, Kind):
        return given
    if not isinstance(given, type):
        raise TypeError(f"{_NO_KIND}, got {given!r}")
    if kind := _KINDS.get(given):
        return kind
    if issubclass(given, enum.StrEnum):
        return Enumeration(given)
    raise TypeError(f"{_NO_KIND}, got {given!r}")


def member(
    wire: str,
    kind: Kind | type,
    *,
    required: bool = False,
    required_without: str = "",
    other_names: Mapping[str, str] | None = None,
) -> Any:
    """The attribute for the member that is called `wire`. It is None where that is absent, null or unreadable.

    `kind` is one of the kinds (`TEXT`, `ArrayOf(…)` and so on), a class declared with `@record`, or a `StrEnum` of the
    listed values. `required`: the member is always there; `required_without`: it is there where this other member is
    not. `other_names` stand for the member where it is absent; for each the catalogue's name of that deviation,
    `renamed-member` or `misspelt-member`. Raises `TypeError` for what is no kind.
    """
    read = kind_of(kind)
    description = Member(wire, read, required, required_without, MappingProxyType(dict(other_names or {})))
    return attrs.field(default=None, converter=_in_code(read), metadata={_MEMBER: description})


def rest() -> Any:
    """The attribute `extra` of a record, for the members that no other attribute stands for."""
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
                raise _refusal(finding, value)
        try:
            check_from_code(value)
        except TypeError as reason:
            raise RecordError(
                f"{field.name}: {reason}", field.name, expected_in(str(reason)), _in_python(value)
            ) from None
        return taken

    return attrs.Converter(convert, takes_field=True)


def _in_python(value: object) -> str:
    """The value as Python writes it; what is too deep or too long for that is an ellipsis."""
    try:
        return repr(value)
    except (RecursionError, ValueError):
        return "…"


def _refusal(finding: Finding, value: JsonValue) -> RecordError:
    """The error for a part of a value from code, which it says as Python writes it."""
    for step in finding.path[1:]:
        value = value[step]
    path, found = format_path(finding.path).removeprefix("$."), _in_python(value)
    before, _, why = finding.message.partition(f", got {shown(finding.found)}")
    return RecordError(f"{path}: {before}, got {shown(found)}{why}", path, expected_in(finding.message), found)
