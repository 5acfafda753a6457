"""Any declaration made by `member` has structures, as long as all kinds in it are known; what is read is the same."""

# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
import enum
import json
from typing import Any, ClassVar

import attrs
import pytest

from ucsmsg.schema import FrozenMapping
from ucsmsg.schema._declaring import record
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._kinds import BOOLEAN, INTEGER, NUMBER, OBJECT, TEXT, TIME, URI, VALUE, Integer, Name
from ucsmsg.schema._record import Record, member, rest
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf, record_kind
from ucsmsg.typed._lane import TypedLane
from ucsmsg.typed._structures import NotTypedError


class Colour(enum.StrEnum):
    """A listed value."""

    RED = "Red"


@record
@attrs.frozen(kw_only=True)
class Part(Record):
    """A part of a call."""

    name: str | None = member("name", TEXT)
    at: Any = member("at", TIME)
    extra: FrozenMapping = rest()


@record
@attrs.frozen(kw_only=True)
class Call(Record):
    """A message with a member of every kind and shape."""

    message_type: ClassVar[str] = "Call"

    values: Any = member("values", ArrayOf(VALUE))
    value: Any = member("value", VALUE)
    wanted: Any = member("wanted", VALUE, required=True)
    number: Any = member("number", NUMBER)
    numbers: Any = member("numbers", ArrayOf(NUMBER), required=True)
    strings: Any = member("strings", ArrayOf(TEXT))
    colours: Any = member("colours", ArrayOf(Colour))
    uris: Any = member("uris", ArrayOf(URI))
    objects: Any = member("objects", ArrayOf(OBJECT))
    rows: Any = member("rows", ArrayOf(ArrayOf(Part)))
    lines: Any = member("lines", ArrayOf(ArrayOf(INTEGER)))
    structure: Any = member("structure", Part)
    columns: Any = member("columns", BOOLEAN, required_without="structure")
    new: Any = member("new", Integer(least=3), required_without="undeclared")
    extra: FrozenMapping = rest()


@record(keeps=None)
@attrs.frozen(kw_only=True)
class Other(Record):
    """Any other message."""

    extra: FrozenMapping = rest()


@record(noun="an event")
@attrs.frozen(kw_only=True)
class Event(Record):
    """A message in an event."""

    data: Any = member("data", MessageOf(Call, other=Other), required=True)
    extra: FrozenMapping = rest()


CALL: dict[str, Any] = {
    "messageType": "Call",
    "values": ["a", 1, True, 2.5, {"b": ["c", None]}, ["d"], []],
    "value": {"e": "f"},
    "wanted": "g",
    "number": 1,
    "numbers": [1, -0.5, 1e300],
    "strings": ["h", "i"],
    "colours": ["Red"],
    "uris": ["http://a/b", "/c"],
    "objects": [{}, {"j": {"k": "l"}}],
    "rows": [[], [{"name": "m"}, {"at": "2013-11-25 21:02:22.036+0200"}], [{}]],
    "lines": [[1], [], [2, 3]],
    "structure": {"name": "n", "at": "2013-11-25 21:02:22.036-0200"},
    "columns": False,
    "new": 3,
}
LANES = {Call: TypedLane(record_kind(Call), {}), Event: TypedLane(record_kind(Event), {})}


def is_taken(of: type[Any], value: Any) -> bool:
    """True when the lane takes the text, which then has no finding and the same record."""
    read = LANES[of].read(json.dumps(value))
    findings = Findings()
    expected = record_kind(of).structure(value, (), findings)
    if read is None:
        return False
    assert findings == []
    assert read.records() == (expected,)
    assert repr(read.records()) == repr((expected,))
    return True


def test_every_kind_and_shape_is_read() -> None:
    assert is_taken(Call, CALL)
    assert is_taken(Event, {"data": CALL})


@pytest.mark.parametrize("name", [name for name in CALL if name not in {"wanted", "numbers", "messageType", "new"}])
def test_every_member_may_be_absent_that_is_not_required(name: str) -> None:
    assert is_taken(Call, {other: value for other, value in CALL.items() if other != name})


@pytest.mark.parametrize("name", ["wanted", "numbers", "messageType", "new"])
def test_no_member_may_be_absent_that_is_required_or_is_the_type_of_the_message(name: str) -> None:
    call = {other: value for other, value in CALL.items() if other != name}
    assert not is_taken(Call, call)
    assert not is_taken(Event, {"data": call})


def test_a_member_may_not_be_absent_with_the_one_without_which_it_is_required() -> None:
    assert not is_taken(Call, {name: value for name, value in CALL.items() if name not in {"structure", "columns"}})


@pytest.mark.parametrize("name", CALL)
@pytest.mark.parametrize("value", [None, [None], "other", 7, [["x y"]], "x y", ["x y"], {"z": 1}, [1.5], ["red"]])
def test_other_values_are_taken_only_where_they_deviate_in_nothing(name: str, value: Any) -> None:
    is_taken(Call, CALL | {name: value})
    is_taken(Event, {"data": CALL | {name: value}})


@pytest.mark.parametrize("name", ["values", "value", "wanted", "strings", "objects", "rows", "structure"])
def test_a_name_twice_is_found_in_every_shape(name: str) -> None:
    text = json.dumps(CALL)
    twice = text.replace(f'"{name}":', f'"{name}": {json.dumps(CALL[name])}, "{name}":', 1)
    assert LANES[Call].read(text)
    assert LANES[Call].read(twice) is None


class Foreign(Name):
    """A kind of somebody else's, which may read otherwise than the one that it is derived from."""


@pytest.mark.parametrize(
    "kind", [Foreign(), ArrayOf(Foreign()), ArrayOf(TIME), RecordOf(Other, "another", keeps=None), ArrayOf(Other)]
)
def test_what_has_no_structure_is_left_to_the_other_lanes(kind: Any) -> None:
    @record
    @attrs.frozen(kw_only=True)
    class Holder(Record):
        held: Any = member("held", kind)
        extra: FrozenMapping = rest()

    with pytest.raises(NotTypedError):
        TypedLane(record_kind(Holder), {})


def test_a_record_without_members_has_a_structure() -> None:
    @record
    @attrs.frozen(kw_only=True)
    class Nothing(Record):
        extra: FrozenMapping = rest()

    lane = TypedLane(record_kind(Nothing), {})
    read = lane.read("[{}, {}]")
    assert read is not None
    assert read.records() == (Nothing(), Nothing())
    assert lane.read('{"a": 1}') is None
