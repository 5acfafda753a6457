"""JSON objects into records: one walk over an object's members, led by the record's own attributes."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from ucsmsg.constructors import quick_constructor
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.schema._findings import NO_CHECKS, CrossChecks, Findings
from ucsmsg.schema._frozen import FrozenMapping, JsonValue, freeze
from ucsmsg.schema._kinds import NAME, JsonSchema, Kind, Partly, Way, described, json_text, repaired, report_spelling
from ucsmsg.schema._quick import quick_array, quick_message, quick_object
from ucsmsg.schema._record import MESSAGE_TYPE, Member, Record, kind_of, members_of, message_type_of, read_again_by
from ucsmsg.schema._unstructure import unstructure

R = TypeVar("R", bound=Record)

Convert = Callable[[Any, Path, Findings], Any]

FIRST = 30
"""So many objects of a class are walked over before its function is written, which takes as long as it saves then."""

_NOTHING = FrozenMapping()


class RecordOf(Kind, Generic[R]):
    """An object that becomes a record. An array of one such object is read as the object.

    `record` is the class; `noun` names the object in messages, and `keeps` names the undocumented members that are no
    deviation; with None none is one. `not_null` names members that may be absent, but not null.
    """

    def __init__(
        self,
        record: type[R],
        noun: str,
        *,
        keeps: Collection[str] | None = (),
        not_null: Collection[str] = (),
    ) -> None:
        members = members_of(record)
        self.expected = noun
        self.record, self._made = record, quick_constructor(record)
        self.keeps = keeps
        self._blank: list[Any] = [None] * (len(members) + 1)
        self._members = {
            member.wire: (index, member.kind.exact, member.kind.quick, member.kind.convert)
            for index, member in enumerate(members.values())
        }
        if message_type_of(record):  # no attribute of the record: it goes where `extra` comes after it
            self._members[MESSAGE_TYPE] = (len(members), str, None, NAME.convert)
        self._required = [
            (index, member)
            for index, member in enumerate(members.values())
            if member.required or member.required_without
        ]
        self._due = {member.wire: member for _, member in self._required}
        self._not_null = not_null
        self._quick: tuple[CrossChecks, Way] = NO_CHECKS, (None, None)
        self.walks = 0  # objects that were walked over before the function was written
        self._other_names: dict[str, tuple[int, str, str, Convert]] = {
            name: (index, member.wire, deviation, member.kind.convert_renamed)
            for index, member in enumerate(members.values())
            for name, deviation in member.other_names.items()
        }
        read_again_by(record, lambda made: self.structure(unstructure(made), (), Findings()))

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, dict):
            return self.structure(value, path, findings)
        if _is_one_object(value):
            repaired("wrong-type", self.expected, value, value[0], path, findings)
            return self.structure(value[0], (*path, 0), findings)
        return value if isinstance(value, self.record) else self.wrong_type(value, path, findings)

    def has_member_of(self, value: Mapping[str, JsonValue]) -> bool:
        """True when the object has a member that is documented."""
        return not self._members.keys().isdisjoint(value)

    def write(self, value: JsonValue) -> JsonValue:
        return unstructure(value)

    def json_schema(self) -> JsonSchema:
        members = members_of(self.record)
        properties = {member.wire: member.kind.json_schema() for member in members.values()}
        required = [member.wire for member in members.values() if member.required]
        either = [
            {"oneOf": [{"required": [member.wire]}, {"required": [member.required_without]}]}
            for member in members.values()
            if member.required_without
        ]
        if message_type := message_type_of(self.record):
            properties = {MESSAGE_TYPE: {"const": message_type}, **properties}
            required = [MESSAGE_TYPE, *required]
        texts = described(self.record)
        for attribute, member in members.items():
            texts["description"] = texts["description"].replace(f"`{attribute}`", f"`{member.wire}`")
        return {
            **texts,
            "type": "object",
            "properties": properties | dict.fromkeys(sorted(self.keeps or ()), True),
            "required": required,
            **(either[0] if either else {}),
            "additionalProperties": self.keeps is None,
        }

    def quick_way(self, checks: CrossChecks) -> Way:
        made_for, way = self._quick
        if checks is not made_for and checks is not NO_CHECKS:  # more checks than there are only make more doubts
            quick = quick_object(self.record, checks)
            way = (dict, quick) if quick else (None, None)
            self._quick = checks, way
        return way

    def structure(self, raw: Mapping[str, Any], path: Path, findings: Findings) -> R:
        """The record for the object `raw`, which stands at `path`."""
        if self.walks < FIRST:
            self.walks += 1
            return self._walked(raw, path, findings)
        exact, quick = self.quick_way(findings.checks)
        record: R | None = quick(raw) if quick and type(raw) is exact else None
        return self._walked(raw, path, findings) if record is None else record

    def _walked(self, raw: Mapping[str, Any], path: Path, findings: Findings) -> R:
        """The same by a walk over the members, which reports whatever deviates in them."""
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
            values[index] = self._converted(raw, convert, name, (*path, name), extra, findings)
        for index, member in self._required:
            if values[index] is None and member.wire not in extra and member.is_due(raw):
                findings.append(_missing(member, self.expected, path))
        values[-1] = freeze(extra) if extra else _NOTHING
        record = self._made(*values)
        for check in findings.checks.get(self.record, ()):
            if not check.holds(record):
                check.report(record, raw, path, findings)
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
            values[index] = self._converted(raw, convert, right, (*path, name), extra, findings)
            return
        extra[name] = value
        if self.keeps is not None and name not in self.keeps:
            findings.append(_unknown(name, self.expected, value, (*path, name)))

    def _converted(
        self,
        raw: Mapping[str, Any],
        convert: Convert,
        name: str,
        path: Path,
        extra: dict[str, Any],
        findings: Findings,
    ) -> JsonValue:
        """The value at the path as its kind converts it. What cannot be read of it goes to `extra`, null included."""
        value = raw[str(path[-1])]
        if value is None:
            due = self._due.get(name)
            is_due = name in self._not_null or (due is not None and due.is_due(raw))
            findings.append(_null(name, path, is_due=is_due))
            extra[name] = None
            return None
        taken = convert(value, path, findings)
        if type(taken) is not Partly:
            return taken
        extra[name] = taken.rest
        return taken.value


def record_kind(record: type[R]) -> RecordOf[R]:
    """The kind of a class declared with `@record`; raises `TypeError` for another."""
    kind = kind_of(record)
    if not isinstance(kind, RecordOf):
        raise TypeError(f"Expected a class declared with @record, got {record!r}")
    return kind


class ArrayOf(Kind):
    """An array of elements of one kind, as a tuple. Elements that cannot be read stay behind, by their places.

    `element` is a kind, a class declared with `@record` or a `StrEnum`. One object that has a documented member of such
    a record is read as an array of one.
    """

    expected: str = "an array"

    def __init__(self, element: Kind | type) -> None:
        self.element: Any = kind_of(element)
        self._of_records = isinstance(self.element, RecordOf)

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, dict) and self._of_records and self.element.has_member_of(value):
            repaired("wrong-type", self.expected, value, [value], path, findings)
            return self.convert_renamed(value, path, findings)
        if not isinstance(value, list | tuple):
            return self.wrong_type(value, path, findings)
        read, rest = [], {}
        for index, element in enumerate(value):
            is_wrong = self._of_records and isinstance(element, list | tuple)
            convert = self.element.wrong_type if is_wrong else self.element.convert
            taken = convert(element, (*path, index), findings)
            if type(taken) is Partly:
                rest[str(index)] = element
            else:
                read.append(taken)
        return Partly(tuple(read), rest) if rest else tuple(read)

    def quick_way(self, checks: CrossChecks) -> Way:
        quick = quick_array(self.element.quick_way(checks))
        return list if quick else None, quick

    def convert_renamed(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        """As `convert`; one object is an array of one."""
        if isinstance(value, dict) and self._of_records:
            return (self.element.structure(value, path, findings),)
        return self.convert(value, path, findings)

    def write(self, value: JsonValue) -> JsonValue:
        return [self.element.write(element) for element in value]

    def json_schema(self) -> JsonSchema:
        return {"type": "array", "items": self.element.json_schema()}


class MessageOf(Kind):
    """An object that its `messageType` makes one of several records; `other` takes what is none of them.

    The records are classes declared with `@record`, the known ones with a class variable `message_type`; raises
    `TypeError` for others.
    The `messageType` may be in other letter case, with white space around it.
    """

    expected: str = "an object"

    def __init__(self, *known: type[Record], other: type[Record]) -> None:
        self.known = {message_type_of(record): record_kind(record) for record in known}
        if "" in self.known:
            raise TypeError(f"Expected records with a `message_type`, got {self.known[''].record!r}")
        self._by_case = {name.lower(): kind for name, kind in self.known.items()}
        self._other = record_kind(other)
        self._records = (*known, other)

    def read_again(self, made: Record) -> Record:
        """The message as it is read, if its type is documented; any other depends on its channel."""
        written = unstructure(made)
        known = self.kind_of(written)
        record: Record = known.structure(written, (), Findings()) if known else made
        return record

    def kind_of(self, value: Mapping[str, JsonValue]) -> RecordOf[Any] | None:
        """What reads a message of a documented type; None for any other object."""
        message_type = value.get(MESSAGE_TYPE)
        if not isinstance(message_type, str):
            return None
        return self.known.get(message_type) or (
            self._by_case.get(message_type.strip().lower()) if message_type.isascii() else None
        )

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, dict):
            return self._message(value, path, findings)
        if _is_one_object(value):
            repaired("wrong-type", self.expected, value, value[0], path, findings)
            return self._message(value[0], (*path, 0), findings)
        return value if isinstance(value, self._records) else self.wrong_type(value, path, findings)

    def quick_way(self, checks: CrossChecks) -> Way:
        ways = {name: kind.quick_way(checks)[1] for name, kind in self.known.items()}
        return dict, quick_message({name: quick for name, quick in ways.items() if quick})

    def _message(self, value: Mapping[str, JsonValue], path: Path, findings: Findings) -> JsonValue:
        message_type = value.get(MESSAGE_TYPE)
        known = self.known.get(message_type) if isinstance(message_type, str) else None
        if known:
            return known.structure(value, path, findings)
        if known := self.kind_of(value):
            report_spelling(message_type_of(known.record), value[MESSAGE_TYPE], (*path, MESSAGE_TYPE), findings)
            return known.structure(value, path, findings)
        if MESSAGE_TYPE not in value:
            findings.append(_untyped(path))
        elif isinstance(message_type := value[MESSAGE_TYPE], str):
            findings.append(_unknown_type(message_type, ", ".join(self.known), path))
        return self._other.structure(value, path, findings)

    def write(self, value: JsonValue) -> JsonValue:
        return unstructure(value)

    def json_schema(self) -> JsonSchema:
        of_type = [
            {
                "if": {"properties": {MESSAGE_TYPE: {"const": name}}, "required": [MESSAGE_TYPE]},
                "then": kind.json_schema(),
            }
            for name, kind in self.known.items()
        ]
        known = {MESSAGE_TYPE: {"enum": [*self.known]}}
        return {"type": "object", "properties": known, "required": [MESSAGE_TYPE], "allOf": of_type}


def _is_one_object(value: JsonValue) -> bool:
    return isinstance(value, list | tuple) and len(value) == 1 and isinstance(value[0], dict)


def _missing(member: Member, expected: str, path: Path) -> Finding:
    where = f"a message without `{member.required_without}`" if member.required_without else expected
    message = f"Expected the member `{member.wire}` in {where}, got none"
    return Finding(name="missing-member", message=message, path=(*path, member.wire))


def _null(name: str, path: Path, *, is_due: bool) -> Finding:
    message = f"Expected a value for `{name}`, got null; taken as absent"
    deviation = "null-required-member" if is_due else "null-member"
    return Finding(name=deviation, message=message, path=path, found="null")


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
