# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
"""The quick way gives what the walk over the members gives, and leaves whatever deviates to it."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.test_record_mutations import WHOLE, Call
from tests.schema.reading import CHAT_MESSAGE, INTERACTION, OWNER, PARTICIPANT, content, history, read
from tests.schema.strategies import payloads
from ucsmsg import FrozenMapping, GetInteractionContentMessage, Notification, UcsOperationResponse, parse, quasi
from ucsmsg.schema import NAME, TEXT, VALUE, ArrayOf, Record, member, record, rest, structure_as, unstructure
from ucsmsg.schema._cross_checks import CHECKS
from ucsmsg.schema._findings import NO_CHECKS, Findings
from ucsmsg.schema._structure import FIRST, RecordOf, record_kind
from ucsmsg.testing import mutate_notification, notification_mutations, record_mutations
from ucsmsg.testing.strategies import notifications, records


class Walked(dict[str, Any]):
    """An object that the quick way does not take."""

    __slots__ = ()


def walked(value: Any) -> Any:
    """The same value, for the walk: the reference."""
    if isinstance(value, dict):
        return Walked({name: walked(each) for name, each in value.items()})
    return [walked(each) for each in value] if isinstance(value, list) else value


def quick(kind: RecordOf[Any], value: Any) -> Any:
    """What the quick way gives for an object; it is taken from now on."""
    kind.walks = FIRST
    _, function = kind.quick_way(CHECKS)
    assert function is not None
    return function(value)


def assert_same(value: Mapping[str, Any], as_: type[Record]) -> bool:
    """The record and the findings are those of the walk; True where the quick way has taken the object."""
    kind: RecordOf[Any] = record_kind(as_)
    taken, findings, expected_findings = quick(kind, value), Findings(checks=CHECKS), Findings(checks=CHECKS)
    made = kind.structure(value, (), findings)
    expected = kind.structure(walked(value), (), expected_findings)

    assert (made, repr(made), findings) == (expected, repr(expected), expected_findings)
    assert taken is None or (repr(taken) == repr(expected) and not findings)
    return taken is not None


WHOLE_CONTENT = content(
    CHAT_MESSAGE | {"url": "http://host/", "noticeText": "a", "userData": {"a": [None, {"b": 1}]}},
    CHAT_MESSAGE | {"index": 4, "from": PARTICIPANT | {"id": PARTICIPANT["participantId"], "uri": "/1", "path": "/1"}},
    interaction=INTERACTION | {"contactId": "1", "subject": "ä", "phoneNumber": "007", "callDuration": 0},
    metrics={},
)
SOUND = [
    WHOLE_CONTENT | {"channel": "/v2/ucs/interactions", "id": "1"},
    history(INTERACTION, {name: INTERACTION[name] for name in ("id", "typeId", "state", "mediaType", "startDate")}),
    history(),
    content(),
    {"data": {"messageType": "UcsOperationResponse", "referenceId": 1, "success": False, "errorMessage": "no"}},
]


@pytest.mark.parametrize("value", SOUND)
def test_what_deviates_in_nothing_is_taken(value: dict[str, Any]) -> None:
    assert assert_same(value, Notification)


@pytest.mark.parametrize("value", SOUND)
def test_every_mutation_of_a_notification_is_left_to_the_walk(value: dict[str, Any]) -> None:
    (notification,) = read(value).notifications
    for mutation in notification_mutations(notification):
        assert read(mutation.value) == read(walked(mutation.value))
        if isinstance(mutation.value, dict) and "data" in mutation.value:
            assert not assert_same(mutation.value, Notification), mutation


@settings(max_examples=40)
@given(made=notifications(), seed=st.integers(0, 99), name=st.sampled_from(["null-member", "wrong-type", "value-case"]))
def test_any_notification_and_its_mutations(made: Notification, seed: int, name: str) -> None:
    assert_same(unstructure(made), Notification)
    if mutation := mutate_notification(made, name, seed):
        assert not assert_same(mutation.value, Notification)


@given(payloads)
def test_any_value_is_read_as_the_walk_reads_it(value: Any) -> None:
    quick_one, careful = read(value), read(walked(value))
    assert (quick_one, repr(quick_one)) == (careful, repr(careful))


def test_every_mutation_of_an_own_record_is_read_as_the_walk_reads_it() -> None:
    for mutation in record_mutations(WHOLE):
        assert not assert_same(mutation.value, Call)


@settings(max_examples=30)
@given(drawn=records(Call))
def test_own_records_are_taken_but_for_numbers_and_values_of_any_type(drawn: Call) -> None:
    value = unstructure(drawn)
    assert assert_same(value, Call) == (drawn.note is None and "note" not in value and type(drawn.volume) is not int)


@pytest.mark.parametrize("name", [None, 7, ["GetInteractionContentMessage"], "getInteractionContentMessage", "Other"])
def test_a_message_of_no_known_type_is_left_to_the_walk(name: Any) -> None:
    assert not assert_same({"data": {"messageType": name, "referenceId": 1}}, Notification)
    assert not assert_same({"data": {"referenceId": 1}}, Notification)


def test_a_type_of_another_message_is_no_deviation_where_one_is_asked_for() -> None:
    value = WHOLE_CONTENT["data"] | {"messageType": "other"}
    assert assert_same(value, GetInteractionContentMessage)
    assert not assert_same(value | {"messageType": 7}, GetInteractionContentMessage)
    assert assert_same({"referenceId": 1, "success": True}, UcsOperationResponse)


@record
@attrs.frozen(kw_only=True)
class Twice(Record):
    """Two attributes for one member."""

    first: str | None = member("name", NAME)
    second: str | None = member("name", TEXT)
    extra: FrozenMapping = rest()


@record
@attrs.frozen(kw_only=True)
class Holder(Record):
    """Elements that no type tells."""

    inner: Twice | None = member("inner", Twice)
    many: tuple[Twice, ...] | None = member("many", ArrayOf(Twice))
    values: tuple[Any, ...] | None = member("values", ArrayOf(VALUE))
    rows: tuple[Any, ...] | None = member("rows", ArrayOf(ArrayOf(NAME)))
    extra: FrozenMapping = rest()


def test_a_class_with_two_members_of_one_name_has_no_quick_way() -> None:
    kind = record_kind(Twice)
    assert kind.quick_way(CHECKS) == (None, None)
    read_as, _ = structure_as(Twice)({"name": "a"}, 9, lambda _: "")
    assert read_as == Twice(second="a")


@pytest.mark.parametrize("value", [{}, {"rows": [["a"], []]}])
def test_arrays_of_what_a_type_tells_are_taken(value: dict[str, Any]) -> None:
    assert assert_same(value, Holder)


@pytest.mark.parametrize(
    "value",
    [
        {"rows": [["a", 7]]},
        {"values": ["a"]},
        {"inner": {"name": "a"}},
        {"many": [{"name": "a"}]},
        {"many": []},
    ],
)
def test_what_no_type_tells_is_left_to_the_walk(value: dict[str, Any]) -> None:
    assert not assert_same(value, Holder)


def test_functions_are_written_when_there_are_many_objects() -> None:
    @record
    @attrs.frozen(kw_only=True)
    class Seldom(Record):
        name: str | None = member("name", NAME)
        extra: FrozenMapping = rest()

    kind: RecordOf[Seldom] = record_kind(Seldom)
    made = [kind.structure({"name": "a"}, (), Findings(checks=CHECKS)) for _ in range(FIRST)]
    assert kind.quick_way(NO_CHECKS) == (None, None)
    made.append(kind.structure({"name": "a"}, (), Findings(checks=CHECKS)))
    assert kind.quick_way(NO_CHECKS) is kind.quick_way(CHECKS)
    assert kind.quick_way(NO_CHECKS)[0] is dict
    assert made == [Seldom(name="a")] * (FIRST + 1)


def test_a_text_is_read_as_before_with_one_odd_object_among_many() -> None:
    odd = OWNER | {"email": "ada@host"}
    value = history(*[INTERACTION] * (2 * FIRST), INTERACTION | {"ownerInformation": odd})
    parsed = parse(quasi.dumps(value))
    assert [(each.name, each.path) for each in parsed.diagnostics] == [
        ("unknown-member", f"$.data.interactions[{2 * FIRST}].ownerInformation.email")
    ]
