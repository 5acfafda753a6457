"""Records as Python objects: immutable, constructed in code with the same readings, copied, hashed, written."""

import copy
import enum
import pickle
import weakref
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schema.reading import CHAT_MESSAGE, INTERACTION, content, history, read_one
from tests.schema.strategies import json_values
from ucsmsg import UnwritableError, dumps, parse
from ucsmsg.diagnostics import UcsmsgError
from ucsmsg.schema import (
    ChatMessage,
    ChatMessageType,
    FrozenMapping,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    InteractionState,
    MediaType,
    Notification,
    Owner,
    Participant,
    ParticipantType,
    RecordError,
    UcsOperationResponse,
    UnknownMessage,
    Visibility,
    unstructure,
)
from ucsmsg.schema._record import members_of

NOON = datetime(2013, 11, 25, 12, tzinfo=UTC)
A_TIME = "Expected a time such as `2015-10-01 16:02:07.000+0300`"
RECORDS: list[Any] = [
    Owner(id="1", user_name="ada"),
    Participant(nickname="Ada", type=ParticipantType.AGENT, participant_id="1"),
    ChatMessage(index=1, from_=Participant(type="Agent"), type=ChatMessageType.TEXT, timestamp=NOON),
    Interaction(id="1", media_type=MediaType.CHAT, start_date=NOON, user_data=FrozenMapping({"a": [1]})),
    GetInteractionsHistoryMessage(reference_id=1, interactions=(Interaction(id="1"),)),
    GetInteractionContentMessage(reference_id=1, interaction=Interaction(id="1"), messages=()),
    UcsOperationResponse(reference_id=1, success=True),
    UnknownMessage(message_type="X", extra=FrozenMapping({"a": None})),
    Notification(channel="/v2/ucs/interactions", data=UnknownMessage()),
    read_one(content(CHAT_MESSAGE, 7, CHAT_MESSAGE | {"index": "2", "x": [{}], "text": None})),
    read_one(history(INTERACTION | {"startDate": "yesterday"})),
]


class Summer(tzinfo):
    """A zone that is no `datetime.timezone`."""

    def utcoffset(self, _: datetime | None, /) -> timedelta:
        return timedelta(hours=2)

    def dst(self, _: datetime | None, /) -> timedelta:
        return timedelta(hours=1)

    def tzname(self, _: datetime | None, /) -> str:
        return "CEST"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_every_record_can_be_copied_pickled_hashed_and_evolved(record: Any) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(record, protocol)) == record  # noqa: S301  # the test's own bytes
    assert copy.copy(record) == record
    assert copy.deepcopy(record) == record
    assert hash(copy.deepcopy(record)) == hash(record)
    assert attrs.evolve(record) == record
    assert type(attrs.evolve(record)) is type(record)
    assert weakref.ref(record)() is record


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_no_attribute_can_be_assigned_or_deleted(record: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.extra = FrozenMapping()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del record.extra
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        record.other = 1
    with pytest.raises(TypeError):
        record.extra["a"] = 1


def test_a_record_that_was_read_is_one_that_was_constructed() -> None:
    message = read_one(content(CHAT_MESSAGE)).data
    assert isinstance(message, GetInteractionContentMessage)
    assert message.messages is not None
    assert message.messages[0] == ChatMessage(
        index=1,
        from_=Participant(nickname="Ada", type=ParticipantType.AGENT, participant_id="00AF52939EDF5BC6"),
        type=ChatMessageType.TEXT,
        visibility=Visibility.ALL,
        timestamp=datetime(2013, 11, 25, 21, 2, 22, 36000, timezone(timedelta(hours=2))),
        timestamp_seconds=1385406142036,
        text="Good morning",
    )
    assert type(message.messages[0]) is ChatMessage


def test_what_has_a_reading_is_accepted_silently_in_code() -> None:
    interaction = Interaction(
        id=7,  # type: ignore[arg-type]  # converted
        state=" stopped",
        media_type="fax",
        start_date="2013-11-2521: 02: 22.000+0200",  # type: ignore[arg-type]  # converted
        end_date="2013-11-25 21:02:23.000+0200",  # type: ignore[arg-type]  # converted
        owner_information={"id": "1", "x": 2},  # type: ignore[arg-type]  # converted
        uri="http: //host/7",
        call_duration="12",  # type: ignore[arg-type]  # converted
        user_data={"a": [None]},  # type: ignore[arg-type]  # converted
    )
    assert interaction.id == "7"
    assert interaction.state is InteractionState.STOPPED
    assert interaction.media_type == "fax"
    assert interaction.start_date == datetime(2013, 11, 25, 19, 2, 22, tzinfo=UTC)
    assert interaction.end_date == datetime(2013, 11, 25, 19, 2, 23, tzinfo=UTC)
    assert interaction.owner_information == Owner(id="1", extra=FrozenMapping({"x": 2}))
    assert interaction.uri == "http://host/7"
    assert interaction.call_duration == 12
    assert interaction.user_data == {"a": (None,)}
    assert type(interaction.user_data) is FrozenMapping


def test_arrays_and_messages_are_converted_in_code() -> None:
    message = GetInteractionsHistoryMessage(interactions=[Interaction(id="1"), {"id": "2"}])  # type: ignore[arg-type]  # what type checkers refuse as well
    assert message.interactions == (Interaction(id="1"), Interaction(id="2"))
    data: Any = {"messageType": "UcsOperationResponse", "success": True}
    assert Notification(data=data).data == UcsOperationResponse(success=True)
    assert Notification(data=message).data is message


def test_evolving_converts_too() -> None:
    message = attrs.evolve(ChatMessage(index=1), type="text", index="2")  # type: ignore[arg-type]  # converted
    assert (message.type, message.index) == (ChatMessageType.TEXT, 2)


def test_none_is_taken_for_every_attribute() -> None:
    for record in RECORDS:
        if not isinstance(record, Notification):
            empty = type(record)(**dict.fromkeys([*members_of(type(record)), "extra"]))
            assert empty == type(record)()


@pytest.mark.parametrize(
    ("record", "attribute", "value", "message"),
    [
        (ChatMessage, "index", "one", "index: Expected an integer, got `'one'`"),
        (ChatMessage, "from_", 7, "from_: Expected a participant, got `7`"),
        (ChatMessage, "from_", {"type": 7}, "from_.type: Expected a string, got `7`"),
        (ChatMessage, "user_data", [1], "user_data: Expected an object, got `[1]`"),
        (ChatMessage, "extra", [1], "extra: Expected an object, got `[1]`"),
        (
            ChatMessage,
            "extra",
            {"a": {1}},
            "extra: Expected an object, got `{'a': {1}}`: Expected a JSON value, got set",
        ),
        (Interaction, "state", 7, "state: Expected a string, got `7`"),
        (UcsOperationResponse, "success", 1, "success: Expected true or false, got `1`"),
        (UnknownMessage, "message_type", 1, "message_type: Expected a string, got `1`"),
        (Notification, "data", 1, "data: Expected an object, got `1`"),
        (GetInteractionsHistoryMessage, "interactions", 1, "interactions: Expected an array, got `1`"),
        (GetInteractionsHistoryMessage, "interactions", [None], "interactions[0]: Expected an interaction, got `None`"),
        (
            GetInteractionContentMessage,
            "messages",
            [{"timestamp": "now"}],
            f"messages[0].timestamp: {A_TIME}, got `'now'`: it is no date and time of a known form",
        ),
        (
            Interaction,
            "start_date",
            datetime(2013, 11, 25, 12),  # noqa: DTZ001  # this is what the case is about
            f"start_date: {A_TIME}, got `datetime.datetime(2013, 11, 25, 12, 0)`: it has no offset from UTC",
        ),
        (
            Interaction,
            "start_date",
            datetime(2013, 11, 25, 12, tzinfo=timezone(timedelta(seconds=-5))),
            (
                f"start_date: {A_TIME}, got `datetime.datetime(2013, 11, 25, 12, 0, tzinfo=datetime.time…`: "
                "its offset from UTC has seconds"
            ),
        ),
        (
            Interaction,
            "end_date",
            date(2013, 11, 25),
            f"end_date: {A_TIME}, got `datetime.date(2013, 11, 25)`",
        ),
    ],
)
def test_what_has_none_raises_in_code(record: Any, attribute: str, value: object, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        record(**{attribute: value})
    assert str(caught.value) == message
    assert isinstance(caught.value, UcsmsgError)
    assert isinstance(caught.value, ValueError)


def test_the_error_of_a_record_has_its_parts_and_pickles() -> None:
    with pytest.raises(RecordError) as caught:
        GetInteractionContentMessage(messages=[{"timestamp": "now"}])  # type: ignore[arg-type]  # converted
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # the test's own bytes

    for error in (caught.value, again):
        assert (error.path, error.expected, error.found) == (
            "messages[0].timestamp",
            "a time such as `2015-10-01 16:02:07.000+0300`",
            "'now'",
        )
    assert str(again) == str(caught.value)


@pytest.mark.parametrize(
    ("make", "parts"),
    [
        (lambda: Owner(extra={"id": "2"}), ("extra", "members that no attribute is read from", "'id'")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Owner(extra={"a": nested(99_999)}), ("extra", "a value at most 256 deep", "…")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Special(id="1"), (None, None, None)),
        (
            lambda: Notification(data=UnknownMessage(extra=FrozenMapping({"referenceId": "5"}))),
            ("data", "what is read again as it is written", "UnknownMessage(extra={'referenceId': '5'})"),
        ),
    ],
)
def test_the_parts_of_an_error_are_those_that_it_knows(make: Any, parts: tuple[str | None, ...]) -> None:
    with pytest.raises(RecordError) as caught:
        make()

    assert (caught.value.path, caught.value.expected, caught.value.found) == parts


def test_a_record_is_shown_without_what_is_not_there() -> None:
    message = ChatMessage(index=1, from_=Participant(type="Agent"), extra=FrozenMapping({"x": None}))

    assert repr(message) == (
        "ChatMessage(index=1, from_=Participant(type=<ParticipantType.AGENT: 'Agent'>), extra={'x': None})"
    )
    assert repr(Owner()) == "Owner()"


def test_times_of_any_zone_keep_their_offset_only() -> None:
    interaction = Interaction(start_date=datetime(2013, 7, 1, 12, tzinfo=Summer(), fold=1))
    assert interaction.start_date is not None
    assert type(interaction.start_date.tzinfo) is timezone
    assert unstructure(interaction) == {"startDate": "2013-07-01 12:00:00.000+0200"}


def test_unstructure_gives_json_values_in_the_order_of_the_class() -> None:
    value = content(CHAT_MESSAGE, interaction=INTERACTION | {"userData": {"a": [{}]}, "x": 1})
    written = unstructure(read_one(value))
    assert written == value
    assert list(written["data"]) == ["messageType", "referenceId", "interaction", "messages"]
    assert list(written["data"]["interaction"])[:3] == ["id", "typeId", "state"]
    assert list(written["data"]["interaction"])[-1] == "x"
    assert type(written["data"]["messages"]) is list
    assert type(written["data"]["interaction"]["userData"]) is dict
    assert not isinstance(written["data"]["interaction"]["state"], enum.Enum)


def test_a_value_set_in_code_needs_the_unreadable_one_taken_out_of_extra() -> None:
    message = read_one(history(INTERACTION | {"startDate": "yesterday"})).data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.interactions is not None
    assert unstructure(message.interactions[0])["startDate"] == "yesterday"
    with pytest.raises(RecordError, match=r"^extra: Expected members that no attribute is read from, got `startDate`$"):
        attrs.evolve(message.interactions[0], start_date=NOON)
    mended = attrs.evolve(message.interactions[0], start_date=NOON, extra=FrozenMapping())
    assert unstructure(mended)["startDate"] == "2013-11-25 12:00:00.000+0000"


@pytest.mark.parametrize(("kept", "written"), [({"4": 10, "2": 2, "0": 0}, [0, {}, 2, {}, 10]), ({}, [{}, {}])])
def test_elements_go_back_to_their_places(kept: Any, written: list[Any]) -> None:
    extra = FrozenMapping({"messages": kept} if kept else {})
    message = GetInteractionContentMessage(messages=(ChatMessage(), ChatMessage()), extra=extra)
    assert unstructure(message)["messages"] == written


TOPIC = "/v2/ucs/interactions"
A_NUMBER = "`UnknownMessage(extra={'referenceId': '5'})`"
A_MESSAGE = "`UnknownMessage(extra={'data': {'messageType': 'X'}})`"
NOT_READ = "extra: Expected members that no attribute is read from, got "


def nested(depth: int) -> list[Any]:
    """A list in that many lists."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


class Special(Interaction):
    """A record with an attribute of its own, which nothing writes."""

    note = "x"


def interaction(**members: Any) -> Interaction:
    return Interaction(**members)


@pytest.mark.parametrize(
    ("record", "members", "message"),
    [
        (Interaction, {"id": "1", "extra": {"id": "2"}}, NOT_READ + "`id`"),
        (Interaction, {"extra": {"id": "2"}}, NOT_READ + "`id`"),
        (Interaction, {"extra": {"x": 1, "id": "2"}}, NOT_READ + "`id`"),
        (Interaction, {"extra": {"callDuration": "90"}}, NOT_READ + "`callDuration`"),
        (Interaction, {"id": "1", "extra": {"id": None}}, NOT_READ + "`id`"),
        (GetInteractionsHistoryMessage, {"extra": {"referendeId": 1}}, NOT_READ + "`referendeId`"),
        (GetInteractionsHistoryMessage, {"extra": {"messageType": "X"}}, NOT_READ + "`messageType`"),
        (GetInteractionContentMessage, {"messages": [], "extra": {"messages": {"1": 7}}}, NOT_READ + "`messages`"),
        (
            UnknownMessage,
            {"message_type": "GetInteractionContentMessage"},
            "Expected a UnknownMessage that is read again as one, got one read as a GetInteractionContentMessage",
        ),
        (
            UnknownMessage,
            {"message_type": " ucsoperationresponse"},
            "Expected a UnknownMessage that is read again as one, got one read as a UcsOperationResponse",
        ),
        (
            Special,
            {"id": "1"},
            "Expected a class declared with @record, got Special: what it adds is not written",
        ),
        *[
            (
                Notification,
                members,
                "Expected a Notification that is read again as one, got one read as none",
            )
            for members in [
                {},
                {"channel": TOPIC},
                {"channel": "/meta/connect"},
                {"channel": "/meta/connect", "data": UnknownMessage()},
                {"channel": "/v2/me/chats", "extra": {"successful": True}},
                {"extra": {"statusCode": 0}},
            ]
        ],
        (Notification, {"data": UnknownMessage(), "extra": {"data": None}}, NOT_READ + "`data`"),
        (
            Notification,
            {"channel": "/v2/me/chats", "extra": {"data": '{"messageType": "X"}'}},
            NOT_READ + "`data`",
        ),
        (
            Notification,
            {"data": UnknownMessage(extra=FrozenMapping({"referenceId": "5"}))},
            f"data: Expected what is read again as it is written, got {A_NUMBER}",
        ),
        (
            Notification,
            {"data": UnknownMessage(extra=FrozenMapping({"data": {"messageType": "X"}}))},
            f"data: Expected what is read again as it is written, got {A_MESSAGE}",
        ),
    ],
)
def test_what_would_be_read_as_something_else_is_refused_in_code(record: Any, members: Any, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        record(**members)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "made",
    [
        lambda: Notification(channel="/v2/me/chats", data=GetInteractionsHistoryMessage(reference_id=1)),
        lambda: Notification(channel="/meta/connect", data=UcsOperationResponse(success=True)),
        lambda: Notification(channel="", data=UnknownMessage(message_type="X")),
        lambda: Notification(channel="/v2/me/chats"),
        lambda: Notification(channel="V2/ucs/interactions", data=UnknownMessage()),
        lambda: Notification(channel="/v2/me/chats", data=UnknownMessage(extra=FrozenMapping({"referenceId": "5"}))),
        lambda: Notification(data=UnknownMessage(), extra=FrozenMapping({"ext": {}, "other": None})),
        lambda: Notification(extra=FrozenMapping({"data": None})),
        lambda: Notification(extra=FrozenMapping({"data": "no JSON"})),
        lambda: Notification(data=GetInteractionContentMessage(interaction=interaction(extra={"id": None, "x": [1]}))),
        lambda: Notification(
            data=GetInteractionContentMessage(messages=(ChatMessage(),), extra=FrozenMapping({"messages": {"1": 7}}))
        ),
    ],
)
def test_what_is_made_in_code_is_read_again_from_its_text(made: Callable[[], Notification]) -> None:
    notification = made()
    assert parse(dumps(notification)).notifications == (notification,)


@pytest.mark.parametrize("value", [None, "1", ["x"], {"1": "x"}])
def test_extra_has_nothing_under_the_name_of_an_attribute_with_a_value(value: object) -> None:
    with pytest.raises(RecordError, match="Expected members that no attribute is read from, got `messages`"):
        GetInteractionContentMessage(reference_id=1, messages=(), extra=FrozenMapping({"messages": value}))


@given(json_values, st.sampled_from(RECORDS), st.data())
def test_extra_made_in_code_is_refused_or_read_again(value: Any, record: Any, data: st.DataObject) -> None:
    """Whatever `extra` holds, under the names of attributes too: what can be made is what is read again."""
    wires = [member.wire for member in members_of(type(record)).values()]
    name = data.draw(st.sampled_from([*wires, "messageType", "referendeId", "interaction", "statusCode", "x"]))
    try:
        made = attrs.evolve(record, extra={name: value})
        notification = notification_with(made)
        text = dumps(notification)
    except (RecordError, UnwritableError):
        return
    assert parse(text).notifications == (notification,)


def notification_with(record: Any) -> Notification:
    """A notification with the record in it."""
    match record:
        case Notification():
            return record
        case Owner():
            return notification_with(Interaction(owner_information=record))
        case Participant():
            return notification_with(ChatMessage(from_=record))
        case Interaction():
            return notification_with(GetInteractionContentMessage(interaction=record))
        case ChatMessage():
            return notification_with(GetInteractionContentMessage(messages=(record,)))
    return Notification(data=record)
