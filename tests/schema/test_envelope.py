"""What stands around a message: bare data, Bayeux events and arrays, replies, other topics, JSON in a string."""

import json
from typing import Any

import pytest

from tests.schema.reading import INTERACTION, content, deviations, history, read, read_one
from ucsmsg.schema import FrozenMapping, Notification, UnknownMessage, unstructure

TOPIC = "/v2/ucs/interactions"
ERROR = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "errorMessage": "Request failed"}


def test_bare_data_is_a_notification() -> None:
    notification = read_one(history(INTERACTION))
    assert (notification.channel, notification.id, notification.extra) == (None, None, {})


def test_a_bayeux_event_has_a_channel_an_id_and_more() -> None:
    event = {"channel": TOPIC, "id": "7", "data": ERROR, "ext": {"ack": 1}, "advice": None, "clientId": 5}
    assert read(event).findings == ()
    notification = read_one(event)
    assert (notification.channel, notification.id) == (TOPIC, "7")
    assert notification.extra == {"ext": {"ack": 1}, "advice": None, "clientId": 5}
    assert unstructure(notification) == event


def test_an_unknown_member_of_the_event_is_reported() -> None:
    assert deviations({"data": ERROR, "successful": True}) == [("unknown-member", ("successful",))]


@pytest.mark.parametrize("reply", [{"statusCode": 0}, {"statusCode": 0, "referenceId": 2}])
def test_the_http_reply_to_a_request_is_a_reply(reply: dict[str, Any]) -> None:
    structured = read(reply)
    assert (structured.notifications, structured.replies, structured.findings) == ((), (reply,), ())


def test_a_message_with_a_status_code_is_no_reply() -> None:
    message = {"messageType": "UcsOperationResponse", "referenceId": 2, "success": True, "statusCode": 0}
    for raw in ({"data": message}, message, {"data": message, "statusCode": 0}):
        structured = read(raw)
        assert len(structured.notifications) == 1
        assert structured.replies == ()


def test_a_batch_has_events_and_replies() -> None:
    reply = {"id": "3", "channel": "/meta/connect", "successful": True, "data": {"x": [1]}, "odd": 1}
    structured = read([{"channel": TOPIC, "data": ERROR}, reply, {"data": ERROR | {"referenceId": "x"}}])
    assert len(structured.notifications) == 2
    assert structured.replies == (reply | {"data": {"x": (1,)}},)
    assert type(structured.replies[0]) is FrozenMapping
    (finding,) = structured.findings
    assert (finding.name, finding.path) == ("wrong-type", (2, "data", "referenceId"))


def test_an_empty_batch_is_fine() -> None:
    structured = read([])
    assert (structured.notifications, structured.replies, structured.findings) == ((), (), ())


@pytest.mark.parametrize("value", [7, "text", None, True, 1.5, {}, {"channel": TOPIC}, {"x": 1}, {"channel": None}])
def test_anything_else_is_no_notification(value: Any) -> None:
    structured = read(value)
    assert structured.notifications == ()
    (finding,) = structured.findings
    assert (finding.name, finding.path, finding.refused) == ("not-a-notification", (), True)
    assert finding.message == f"Expected a notification, an object with `data`, got `{finding.found}`"
    assert finding.found == json.dumps(value, separators=(",", ":"))
    assert deviations([history(), value]) == [("not-a-notification", (1,))]


def test_an_array_in_a_batch_is_no_notification() -> None:
    assert deviations([[history()]]) == [("not-a-notification", (0,))]


@pytest.mark.parametrize("channel", [7, [], {}, True])
def test_a_channel_is_a_string_and_no_number_stands_for_it(channel: object) -> None:
    value = {"channel": channel, "data": ERROR}
    (finding,) = read(value).findings
    assert (finding.name, finding.path, finding.refused) == ("wrong-type", ("channel",), True)
    assert read_one(value).channel is None
    assert unstructure(read_one(value)) == value


def test_data_that_is_null_is_kept_apart_from_absent() -> None:
    assert deviations({"data": None}) == [("null-required-member", ("data",))]
    assert read_one({"data": None}) == Notification(extra={"data": None})  # type: ignore[arg-type]  # converted


@pytest.mark.parametrize("data", [7, [], "text", "[1]", "7", True])
def test_data_that_is_no_object_is_refused_and_kept(data: object) -> None:
    structured = read({"data": data})
    (finding,) = structured.findings
    assert (finding.name, finding.path, finding.refused) == ("wrong-type", ("data",), True)
    assert finding.message.startswith("Expected an object, got ")
    assert structured.notifications[0].data is None
    assert unstructure(structured.notifications[0]) == {"data": data}


def test_data_may_be_json_in_a_string() -> None:
    text = json.dumps(ERROR | {"referenceId": "1"})
    structured = read([{"channel": TOPIC, "data": text}])
    assert [(finding.name, finding.path, finding.refused) for finding in structured.findings] == [
        ("json-in-string", (0, "data"), False),
        ("wrong-type", (0, "data", "referenceId"), False),
    ]
    finding = structured.findings[0]
    assert finding.message.startswith('Expected an object, got `"{\\"messageType\\": ')
    assert (finding.found, finding.used) == (json.dumps(text), json.dumps(json.loads(text), separators=(",", ":")))
    assert structured.notifications == read([{"channel": TOPIC, "data": ERROR}]).notifications


@pytest.mark.parametrize("name", ["messageType", "referenceId", "referendeId"])
def test_a_message_without_data_around_it_is_wrapped(name: str) -> None:
    value = {name: 1}
    structured = read(value)
    first = structured.findings[0]
    assert (first.name, first.path, first.refused) == ("unwrapped-data", (), False)
    assert first.message == "Expected the message in a member `data`, got it without"
    assert structured.notifications == read({"data": value}).notifications


def test_below_a_missing_data_the_paths_are_those_of_the_text() -> None:
    message = history(INTERACTION | {"state": "new"})["data"]
    structured = read([{"channel": None, **message}])
    assert [(finding.name, finding.path) for finding in structured.findings] == [
        ("unwrapped-data", (0,)),
        ("value-case", (0, "interactions", 0, "state")),
        ("null-member", (0, "channel")),
    ]
    assert deviations(message) == [("unwrapped-data", ()), ("value-case", ("interactions", 0, "state"))]


def test_a_channel_beside_an_unwrapped_message_is_the_events() -> None:
    value = {"channel": TOPIC, **ERROR}
    assert deviations(value) == [("unwrapped-data", ())]
    assert unstructure(read_one(value)) == {"channel": TOPIC, "data": ERROR}


def test_a_message_without_a_type_is_kept_whole() -> None:
    data = {"referenceId": 123, "contactId": "0000DaA3G4VF000Q"}
    structured = read({"data": data})
    (finding,) = structured.findings
    assert (finding.name, finding.path, finding.refused) == ("missing-message-type", ("data", "messageType"), False)
    assert finding.message == "Expected the member `messageType`, got none; all members are kept"
    assert structured.notifications[0].data == UnknownMessage(
        reference_id=123, extra=FrozenMapping({"contactId": "0000DaA3G4VF000Q"})
    )
    assert unstructure(structured.notifications[0]) == {"data": data}


@pytest.mark.parametrize("message_type", ["SomethingElse", "", "GetInteractionsContentMessage", "\u212aall"])
def test_a_message_of_an_unknown_type_is_kept_whole(message_type: str) -> None:
    data = {"messageType": message_type, "messages": [{"index": "x"}], "x": None}
    structured = read({"data": data})
    (finding,) = structured.findings
    assert (finding.name, finding.path, finding.refused) == ("unknown-message-type", ("data", "messageType"), False)
    assert finding.message == (
        "Expected a `messageType` of GetInteractionsHistoryMessage, GetInteractionContentMessage, "
        f'UcsOperationResponse, got `"{message_type}"`; all members are kept'
    )
    assert unstructure(structured.notifications[0]) == {"data": data}


@pytest.mark.parametrize(("raw", "name"), [(None, "null-required-member"), (7, "wrong-type"), ([], "wrong-type")])
def test_a_message_type_that_is_no_string_is_one_finding(raw: object, name: str) -> None:
    value = {"data": {"messageType": raw}}
    assert deviations(value) == [(name, ("data", "messageType"))]
    assert unstructure(read_one(value)) == value


@pytest.mark.parametrize(
    "event",
    [
        {"channel": "/v2/me/chats", "data": {"messageType": "ChatStateChangeMessage", "chat": {"state": 7}, "x": None}},
        {"channel": "/v2/me/devices", "data": {"messageType": "ErrorMessage", "referenceId": 5}, "id": "3"},
        {"channel": "/v2/me/chats", "data": {"messageType": 7, "referenceId": "5"}, "id": 3, "successful": True},
        {"channel": "/v2/me/calls", "data": [1, {"a": None}]},
        {"channel": "/v2/me/calls", "data": "no JSON"},
        {"channel": "/v2/me/calls", "data": None},
        {"channel": "/v2/me/calls", "successful": True, "messageType": "X"},
        {"channel": "/v2/ucs", "data": {"messageType": "SomethingElse"}},
        {"channel": "/v2/ucs/interactions/5", "data": {"messageType": 7, "data": {"messageType": "X"}}},
    ],
)
def test_the_messages_of_other_topics_are_kept_and_not_judged(event: dict[str, Any]) -> None:
    assert read(event).findings == ()
    notification = read_one(event)
    assert notification.channel == event["channel"]
    assert isinstance(notification.data, UnknownMessage | None)
    assert unstructure(notification) == event


def test_only_what_is_certain_is_taken_from_the_messages_of_other_topics() -> None:
    data = {"messageType": "ErrorMessage", "referenceId": 5, "statusCode": 2}
    assert read_one({"channel": "/v2/me/chats", "id": "3", "data": data}) == Notification(
        channel="/v2/me/chats",
        id="3",
        data=UnknownMessage(message_type="ErrorMessage", reference_id=5, extra=FrozenMapping({"statusCode": 2})),
    )


def test_json_in_a_string_is_read_on_other_topics_too() -> None:
    event = {"channel": "/v2/me/chats", "data": '{"messageType":"X"}'}
    assert deviations(event) == [("json-in-string", ("data",))]
    assert read_one(event).data == UnknownMessage(message_type="X")


def test_several_deviations_are_all_reported() -> None:
    value = content(interaction=INTERACTION | {"state": 7, "mediaType": "Chat", "x": 1}, referenceId="2")
    assert deviations(value) == [
        ("wrong-type", ("data", "referenceId")),
        ("wrong-type", ("data", "interaction", "state")),
        ("value-case", ("data", "interaction", "mediaType")),
        ("unknown-member", ("data", "interaction", "x")),
    ]
