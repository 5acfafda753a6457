# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
"""Records of one's own are declared as the documented ones are, and are read, written and described alike."""

import enum
import json
from decimal import Decimal
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from ucsmsg import FrozenMapping, RecordError
from ucsmsg.schema import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    TIME,
    VALUE,
    ArrayOf,
    MessageOf,
    Record,
    UnknownMessage,
    json_schema,
    member,
    record,
    rest,
    unstructure,
)
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._structure import record_kind


class CallState(enum.StrEnum):
    RINGING = "Ringing"
    TALKING = "Talking"


@record
@attrs.frozen(kw_only=True)
class Device(Record):
    """A telephone."""

    number: str | None = member("number", TEXT, required=True)
    extra: FrozenMapping = rest()


@record
@attrs.frozen(kw_only=True)
class CallStateMessage(Record):
    """A message about a call."""

    state: CallState | str | None = member("state", CallState, required=True)
    volume: float | None = member("volume", NUMBER)
    tags: tuple[str, ...] | None = member("tags", ArrayOf(TEXT))
    matrix: tuple[tuple[int, ...], ...] | None = member("matrix", ArrayOf(ArrayOf(INTEGER)))
    states: tuple[CallState | str, ...] | None = member("states", ArrayOf(CallState))
    devices: tuple[Device, ...] | None = member("devices", ArrayOf(Device))
    note: Any = member("note", VALUE)
    is_held: bool | None = member("isHeld", BOOLEAN)
    extra: FrozenMapping = rest()


WHOLE = {
    "state": "Ringing",
    "volume": 0.5,
    "tags": ["a"],
    "matrix": [[1, 2], []],
    "states": ["Talking"],
    "devices": [{"number": "1"}],
    "note": [{"a": None}],
    "isHeld": False,
}


def read(value: dict[str, Any]) -> tuple[CallStateMessage, list[tuple[str, tuple[str | int, ...]]]]:
    """The record, and the names and paths of what was found."""
    findings = Findings()
    made = record_kind(CallStateMessage).structure(value, (), findings)
    return made, [(finding.name, finding.path) for finding in findings]


def test_a_whole_object_is_read_without_a_finding_and_written_as_it_was() -> None:
    made, found = read(WHOLE)

    assert found == []
    assert made == CallStateMessage(
        state=CallState.RINGING,
        volume=0.5,
        tags=("a",),
        matrix=((1, 2), ()),
        states=(CallState.TALKING,),
        devices=(Device(number="1"),),
        note=(FrozenMapping({"a": None}),),
        is_held=False,
    )
    assert unstructure(made) == WHOLE
    assert read(unstructure(made)) == (made, [])


@pytest.mark.parametrize(
    ("member", "value", "taken", "found"),
    [
        ("volume", 1, 1, []),
        ("volume", Decimal("1e400"), Decimal("1e400"), []),
        ("volume", " -1.5e1 ", -15.0, [("wrong-type", ("volume",))]),
        ("volume", "1e400", None, [("wrong-type", ("volume",))]),
        ("volume", "0x1", None, [("wrong-type", ("volume",))]),
        ("volume", True, None, [("wrong-type", ("volume",))]),
        ("tags", [1, "b"], ("1", "b"), [("wrong-type", ("tags", 0))]),
        ("tags", {"state": 1}, None, [("wrong-type", ("tags",))]),
        ("tags", [[], "b", {}], ("b",), [("wrong-type", ("tags", 0)), ("wrong-type", ("tags", 2))]),
        ("matrix", [[1, []], [2]], ((2,),), [("wrong-type", ("matrix", 0, 1))]),
        ("states", ["ringing"], ("Ringing",), [("value-case", ("states", 0))]),
        ("states", ["Ended"], ("Ended",), [("unknown-value", ("states", 0))]),
        ("devices", {"number": "1"}, (Device(number="1"),), [("wrong-type", ("devices",))]),
        ("devices", [{}], (Device(),), [("missing-member", ("devices", 0, "number"))]),
        ("devices", [[{"number": "1"}]], (), [("wrong-type", ("devices", 0))]),
        ("note", "x", "x", []),
    ],
)  # fmt: skip
def test_a_deviation_is_found_at_its_path_and_nothing_is_lost(
    member: str, value: Any, taken: Any, found: list[Any]
) -> None:
    made, deviations = read({"state": "Ringing", member: value})

    assert (getattr(made, member), deviations) == (taken, found)
    assert read(unstructure(made))[0] == made


def test_what_is_missing_or_unknown_is_said_in_the_words_of_the_class() -> None:
    findings = Findings()
    record_kind(CallStateMessage).structure({"dnis": 1}, (), findings)

    assert [finding.message for finding in findings] == [
        "Expected only documented members in a call state message, got `dnis`; kept in `extra`",
        "Expected the member `state` in a call state message, got none",
    ]


def test_code_is_held_to_the_same() -> None:
    with pytest.raises(RecordError) as caught:
        CallStateMessage(tags=["a", 7.5])  # type: ignore[arg-type]  # which is what is tried

    assert str(caught.value) == "tags[1]: Expected a string, got `7.5`"
    with pytest.raises(
        RecordError, match=r"^note: Expected a JSON value, got `\{1\}`: Expected a JSON value, got set$"
    ):
        CallStateMessage(note={1})


def test_its_schema_accepts_what_is_read_without_a_finding() -> None:
    schema = json_schema(CallStateMessage)
    validator = Draft202012Validator(schema)

    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert [*schema["$defs"]] == ["CallState", "CallStateMessage", "Device"]
    assert validator.is_valid(WHOLE)
    for wrong in ({"state": "Ended"}, {}, {"state": "Ringing", "x": 1}, {"state": "Ringing", "volume": "1"}):
        assert not validator.is_valid(wrong)
        assert read(wrong)[1]


def test_its_settings_say_what_else_is_no_deviation() -> None:
    @record(noun="a reply", keeps=None, not_null={"b"})
    @attrs.frozen(kw_only=True)
    class HTTPReply(Record):
        status: int | None = member("statusCode", INTEGER)
        b: str | None = member("b", TEXT)
        extra: FrozenMapping = rest()

    findings = Findings()
    made = record_kind(HTTPReply).convert({"statusCode": 0, "x": 1, "b": None}, (), findings)

    assert unstructure(made) == {"statusCode": 0, "x": 1, "b": None}
    assert [finding.name for finding in findings] == ["null-required-member"]
    assert repr(made) == "HTTPReply(status=0, extra={'x': 1, 'b': None})"


@pytest.mark.parametrize(
    ("name", "noun"), [("Owner", "an owner"), ("HTTPReply", "a HTTP reply"), ("SmsV2Session", "a sms v 2 session")]
)
def test_an_object_is_called_by_the_words_of_its_class(name: str, noun: str) -> None:
    cls: type[Record] = record(attrs.make_class(name, {"extra": rest()}, bases=(Record,), frozen=True))

    assert record_kind(cls).expected == noun


def undeclared() -> Any:
    @attrs.frozen(kw_only=True)
    class Undeclared(Record):
        extra: FrozenMapping = rest()

    return Undeclared


KIND = "Expected a kind such as TEXT, a StrEnum or a class declared with @record, got "
CLASS = (
    "Expected a subclass of Record below @record, with @attrs.frozen(kw_only=True) and `extra = rest()` as its last "
    "attribute, got "
)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: member("x", str), KIND + "<class 'str'>"),
        (lambda: member("x", "text"), KIND + "'text'"),  # type: ignore[arg-type]  # what type checkers refuse as well
        (
            lambda: ArrayOf(undeclared()),
            KIND + "<class 'tests.schema.test_own_records.undeclared.<locals>.Undeclared'>",
        ),
        (lambda: MessageOf(Device, other=Device), f"Expected records with a `message_type`, got {Device!r}"),
        (lambda: json_schema(int), KIND + "<class 'int'>"),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: json_schema(CallState), "Expected a class declared with @record, got <enum 'CallState'>"),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: record(int), CLASS + "<class 'int'>"),  # type: ignore[type-var]  # what type checkers refuse as well
        (lambda: record(7), CLASS + "7"),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: record(type("Bare", (Record,), {})), CLASS + "<class 'tests.schema.test_own_records.Bare'>"),
        (
            lambda: record(attrs.make_class("NoExtra", {"x": member("x", TIME)}, bases=(Record,))),
            CLASS + "<class 'tests.schema.test_own_records.NoExtra'>",
        ),
        (lambda: record(type("Sub", (UnknownMessage,), {})), CLASS + "<class 'tests.schema.test_own_records.Sub'>"),
    ],
)
def test_what_is_no_declaration_is_one_clear_error(call: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        call()

    assert str(caught.value) == message


def test_a_class_that_is_not_declared_makes_no_records() -> None:
    with pytest.raises(RecordError) as caught:
        undeclared()()

    assert str(caught.value) == "Expected a class declared with @record, got Undeclared: what it adds is not written"
