"""JSON objects into records: one walk over an object's members, led by the record's own attributes."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from ucsmsg.constructors import quick_constructor
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._frozen import FrozenMapping, JsonValue
from ucsmsg.schema._kinds import NAME, JsonSchema, Kind, Partly, described, json_text
from ucsmsg.schema._record import MESSAGE_TYPE, Record, members_of, message_type_of
from ucsmsg.schema._unstructure import unstructure

R = TypeVar("R", bound=Record)

Convert = Callable[[Any, Path, Findings], Any]

_NOTHING = FrozenMapping()


class RecordOf(Kind, Generic[R]):
    """An object that becomes a record.

    `record` is the class; `noun` names the object in messages, and `keeps` names the undocumented members that are no
    deviation; with None none is one.
    """

    def __init__(
        self,
        record: type[R],
        noun: str,
        *,
        keeps: Collection[str] | None = (),
    ) -> None:
        members = members_of(record)
        self.expected = noun
        self.record, self._made = record, quick_constructor(record)
        self._keeps = keeps
        self._blank: list[Any] = [None] * (len(members) + 1)
        self._members = {
            member.wire: (index, member.kind.exact, member.kind.quick, member.kind.convert)
            for index, member in enumerate(members.values())
        }
        if message_type_of(record):  # no attribute of the record: it goes where `extra` comes after it
            self._members[MESSAGE_TYPE] = (len(members), str, None, NAME.convert)
        self._required = [(index, member.wire) for index, member in enumerate(members.values()) if member.required]
        self._other_names: dict[str, tuple[int, str, str, Convert]] = {
            name: (index, member.wire, deviation, member.kind.convert_renamed)
            for index, member in enumerate(members.values())
            for name, deviation in member.other_names.items()
        }

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, dict):
            return self.structure(value, path, findings)
        return value if isinstance(value, self.record) else self.wrong_type(value, path, findings)

    def write(self, value: JsonValue) -> JsonValue:
        return unstructure(value)

    def json_schema(self) -> JsonSchema:
        members = members_of(self.record)
        properties = {member.wire: member.kind.json_schema() for member in members.values()}
        required = [member.wire for member in members.values() if member.required]
        if message_type := message_type_of(self.record):
            properties = {MESSAGE_TYPE: {"const": message_type}, **properties}
            required = [MESSAGE_TYPE, *required]
        texts = described(self.record)
        for attribute, member in members.items():
            texts["description"] = texts["description"].replace(f"`{attribute}`", f"`{member.wire}`")
        return {
            **texts,
            "type": "object",
            "properties": properties | dict.fromkeys(sorted(self._keeps or ()), True),
            "required": required,
            "additionalProperties": self._keeps is None,
        }

    def structure(self, raw: Mapping[str, Any], path: Path, findings: Findings) -> R:
        """The record for the object `raw`, which stands at `path`."""
        values = self._blank.copy()
        extra: dict[str, JsonValue] = {}
        members = self._members
        for name, value in raw.items():
            try:
                index, exact, quick, convert = members[name]
            except KeyError:
                self._other_member(raw, name, path, values, extra, findings)
                continue
            if type(value) is exact:
                taken = value if quick is None else quick(value)
                if taken is not None:
                    values[index] = taken
                    continue
            values[index] = _converted(convert, name, value, (*path, name), extra, findings)
        for index, name in self._required:
            if values[index] is None and name not in extra:
                findings.append(missing(name, self.expected, path))
        values[-1] = FrozenMapping(extra) if extra else _NOTHING
        record = self._made(*values)
        check = findings.checks.get(self.record)
        if check is not None:
            check(record, raw, path, findings)
        return record

    def _other_member(
        self,
        raw: Mapping[str, Any],
        name: str,
        path: Path,
        values: list[Any],
        extra: dict[str, Any],
        findings: Findings,
    ) -> None:
        """Take a member under a name that the record does not have."""
        value = raw[name]
        other = self._other_names.get(name)
        if other and other[1] not in raw:
            index, right, deviation, convert = other
            findings.append(_renamed(deviation, name, right, (*path, name)))
            values[index] = _converted(convert, right, value, (*path, name), extra, findings)
            return
        extra[name] = value
        if self._keeps is not None and name not in self._keeps:
            findings.append(_unknown(name, self.expected, value, (*path, name)))


class ArrayOf(Kind):
    """An array whose elements become records. Elements that are no objects stay behind, by their places."""

    expected = "an array"

    def __init__(self, element: RecordOf[Any]) -> None:
        self.element = element

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if not isinstance(value, list | tuple):
            return self.wrong_type(value, path, findings)
        records, rest = [], {}
        for index, element in enumerate(value):
            record = self.element.convert(element, (*path, index), findings)
            if type(record) is Partly:
                rest[str(index)] = record.rest
            else:
                records.append(record)
        return Partly(tuple(records), rest) if rest else tuple(records)

    def convert_renamed(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        """As `convert`; one object is an array of one."""
        if isinstance(value, dict):
            return (self.element.structure(value, path, findings),)
        return self.convert(value, path, findings)

    def write(self, value: JsonValue) -> JsonValue:
        return [unstructure(record) for record in value]

    def json_schema(self) -> JsonSchema:
        return {"type": "array", "items": self.element.json_schema()}


class MessageOf(Kind):
    """An object that its `messageType` makes one of several records; `other` takes what is none of them."""

    expected = "an object"

    def __init__(self, *known: RecordOf[Any], other: RecordOf[Any]) -> None:
        self._known = {message_type_of(kind.record): kind for kind in known}
        self._other = other
        self._records = tuple(kind.record for kind in (*known, other))

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if not isinstance(value, dict):
            return value if isinstance(value, self._records) else self.wrong_type(value, path, findings)
        message_type = value.get(MESSAGE_TYPE)
        known = self._known.get(message_type) if isinstance(message_type, str) else None
        if known:
            return known.structure(value, path, findings)
        if MESSAGE_TYPE not in value:
            findings.append(_untyped(path))
        elif isinstance(message_type, str):
            findings.append(_unknown_type(message_type, ", ".join(self._known), path))
        return self._other.structure(value, path, findings)

    def write(self, value: JsonValue) -> JsonValue:
        return unstructure(value)

    def json_schema(self) -> JsonSchema:
        of_type = [
            {
                "if": {"properties": {MESSAGE_TYPE: {"const": name}}, "required": [MESSAGE_TYPE]},
                "then": kind.json_schema(),
            }
            for name, kind in self._known.items()
        ]
        known = {MESSAGE_TYPE: {"enum": [*self._known]}}
        return {"type": "object", "properties": known, "required": [MESSAGE_TYPE], "allOf": of_type}


def missing(name: str, expected: str, path: Path) -> Finding:
    """The finding for a required member that the object at `path` does not have."""
    message = f"Expected the member `{name}` in {expected}, got none"
    return Finding(name="missing-member", message=message, path=(*path, name))


def _converted(
    convert: Convert,
    name: str,
    value: JsonValue,
    path: Path,
    extra: dict[str, Any],
    findings: Findings,
) -> JsonValue:
    """The value as its kind converts it. What cannot be read of it goes to `extra`, null included."""
    if value is None:
        message = f"Expected a value for `{name}`, got null; taken as absent"
        findings.append(Finding(name="null-member", message=message, path=path, found="null"))
        extra[name] = None
        return None
    taken = convert(value, path, findings)
    if type(taken) is not Partly:
        return taken
    extra[name] = taken.rest
    return taken.value


def _renamed(deviation: str, name: str, right: str, path: Path) -> Finding:
    message = f"Expected the member `{right}`, got it as `{name}`"
    return Finding(name=deviation, message=message, path=path, found=json_text(name), used=json_text(right))


def _unknown(name: str, expected: str, value: JsonValue, path: Path) -> Finding:
    message = f"Expected only documented members in {expected}, got {shown(name)}; kept in `extra`"
    return Finding(name="unknown-member", message=message, path=path, found=json_text(value))


def _untyped(path: Path) -> Finding:
    message = f"Expected the member `{MESSAGE_TYPE}`, got none; all members are kept"
    return Finding(name="missing-message-type", message=message, path=(*path, MESSAGE_TYPE))


def _unknown_type(message_type: str, known: str, path: Path) -> Finding:
    found = json_text(message_type)
    message = f"Expected a `{MESSAGE_TYPE}` of {known}, got {shown(found)}; all members are kept"
    return Finding(name="unknown-message-type", message=message, path=(*path, MESSAGE_TYPE), found=found)
