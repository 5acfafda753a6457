# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
"""Law: records of one's own are generated, damaged and read as the documented ones are."""

import enum
from datetime import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucsmsg import (
    FrozenMapping,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Mode,
    Notification,
    Severity,
    UcsOperationResponse,
    dumps,
    genesys,
    loads,
    quasi,
    read,
    to_dict,
)
from ucsmsg.places import format_path
from ucsmsg.schema import (
    BOOLEAN,
    NAME,
    NUMBER,
    OBJECT,
    TEXT,
    TIME,
    URI,
    VALUE,
    ArrayOf,
    Integer,
    Record,
    member,
    record,
    rest,
)
from ucsmsg.testing import MUTABLE_IN_RECORDS, NotificationMutation, mutate, mutate_record, record_mutations
from ucsmsg.testing.strategies import records


class CallState(enum.StrEnum):
    RINGING = "Ringing"
    TALKING = "Talking"


@record
@attrs.frozen(kw_only=True)
class Device(Record):
    number: str | None = member("number", NAME, required=True)
    extra: FrozenMapping = rest()


@record
@attrs.frozen(kw_only=True)
class Call(Record):
    """Each kind of member."""

    id: str | None = member("id", TEXT, required=True)
    state: CallState | str | None = member("state", CallState, required=True)
    started: datetime | None = member("started", TIME)
    duration: int | None = member("duration", Integer(least=1))
    uri: str | None = member("uri", URI, required_without="error")
    error: str | None = member("error", TEXT)
    volume: float | None = member("volume", NUMBER)
    is_held: bool | None = member("isHeld", BOOLEAN)
    device: Device | None = member("device", Device)
    devices: tuple[Device, ...] | None = member("devices", ArrayOf(Device))
    tags: tuple[str, ...] | None = member("tags", ArrayOf(TEXT))
    data: FrozenMapping | None = member("data", OBJECT)
    note: Any = member("note", VALUE)
    extra: FrozenMapping = rest()


WHOLE = loads(
    """{"id": "1", "state": "Ringing", "started": "2015-10-01 16:02:07.000+0300", "duration": 5, "uri": "http://host:1/1",
    "volume": 0.5, "isHeld": true, "device": {"number": "1"}, "devices": [{"number": "2"}], "tags": ["a"], "data": {},
    "note": [1]}""",
    as_=Call,
)
KINDS = (Call, Device, genesys.HttpReply, genesys.IdentifiedContact, genesys.ChatStateChangeMessage)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_what_is_drawn_keeps_to_the_declaration(kind: type[Record]) -> None:
    @settings(max_examples=15, database=None)
    @given(drawn=records(kind))
    def check(drawn: Record) -> None:
        # Two times of a drawn chat message need not agree.
        names = {each.name for each in read(to_dict(drawn), as_=kind).diagnostics}
        assert names <= {"timestamp-mismatch", "implausible-timestamp", "id-mismatch"}
        assert not names or kind is genesys.ChatStateChangeMessage
        assert loads(dumps(drawn), as_=kind, mode=Mode.LENIENT) == drawn

    check()


@settings(max_examples=10)
@given(drawn=records(Notification))
def test_the_documented_records_can_be_drawn_too(drawn: Notification) -> None:
    assert isinstance(drawn.data, GetInteractionsHistoryMessage | GetInteractionContentMessage | UcsOperationResponse)
    assert drawn.channel in (None, "/v2/ucs/interactions")


def assert_reported(mutation: NotificationMutation, mode: Mode) -> None:
    """The one diagnostic is the mutation's, and the record is written as it must be."""
    document = read(mutation.value, as_=Call, mode=mode)
    severity = Severity.ERROR if mutation.refused else mode.severity(mutation.name)

    assert [(one.name, one.path, one.severity) for one in document.diagnostics] == [
        (mutation.name, format_path(mutation.path), severity)
    ]
    assert document.value is not None
    assert to_dict(document.value) == mutation.written


def test_every_place_of_a_record(mode: Mode) -> None:
    tried = [*record_mutations(WHOLE)]
    for mutation in tried:
        assert_reported(mutation, mode)

    assert {mutation.name for mutation in tried} == MUTABLE_IN_RECORDS


@settings(max_examples=40)
@given(drawn=records(Call), seed=st.integers(0, 99))
def test_any_place_of_any_record(drawn: Call, seed: int, mode: Mode) -> None:
    for name in sorted(MUTABLE_IN_RECORDS):
        if mutation := mutate_record(drawn, name, seed):
            assert_reported(mutation, mode)


@settings(max_examples=40)
@given(drawn=records(Call), seed=st.integers(0, 99))
def test_a_damaged_text_is_read_as_the_record_that_was_written(drawn: Call, seed: int) -> None:
    mutation = mutate(dumps(drawn), "single-quoted-string", seed)

    assert mutation is not None
    assert loads(mutation.text, as_=Call, mode="lenient") == drawn
    assert {each.name for each in quasi.parse(mutation.text).diagnostics} == {mutation.name}


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (lambda: mutate_record({}, "wrong-type"), TypeError, "Expected a record, got dict: read it first, with "),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: [*record_mutations("{}")], TypeError, "Expected a record, got str: read it first, with "),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: mutate_record(WHOLE, "json-in-string"), ValueError, "Expected the name of a mutable row, got 'json"),
        (lambda: records(int), TypeError, "Expected a kind such as TEXT, a StrEnum or a class declared with "),  # type: ignore[type-var]  # what type checkers refuse as well
    ],
)  # fmt: skip
def test_what_is_no_record_is_one_clear_error(call: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        call()

    assert str(caught.value).startswith(message)
