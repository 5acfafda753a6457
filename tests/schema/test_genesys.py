"""The other messages of the server are records that are read where somebody asks for them, and nowhere else."""

import json
from typing import Any

import pytest

from tests.schema.reading import CHAT_MESSAGE
from ucsmsg import RecordError, UnknownMessage, dumps, genesys, loads, parse, read
from ucsmsg.genesys import ChatEvent, ChatStateChangeMessage, HttpReply, IdentifiedContact, MessageLogUpdated
from ucsmsg.schema import Record

LOG = {
    "messageType": "MessageLogUpdated",
    "notificationType": "NewMessages",
    "messages": [CHAT_MESSAGE],
    "chatUri": "http://localhost:8080/api/v2/me/chats/7",
    "chatPath": "/me/chats/7",
}
SAMPLES: dict[type[Record], list[dict[str, Any]]] = {
    MessageLogUpdated: [
        LOG,
        {"messageType": "MessageLogUpdated", "facebooksessionUri": "/1", "facebooksessionPath": "/1", "metrics": {}},
        {"messageType": "MessageLogUpdated", "smssessionUri": "/1"},
    ],
    ChatStateChangeMessage: [LOG | {"messageType": "ChatStateChangeMessage", "chat": {"state": "Chat"}, "metrics": {}}],
    ChatEvent: [
        {"channel": "/v2/me/chats", "data": LOG, "id": "7", "ext": {}},
        {"data": {"messageType": "ChatStateChangeMessage", "notificationType": "StatusChange"}},
    ],
    IdentifiedContact: [
        {"referenceId": 123, "contactId": "0000DaA3G4VF000Q", "metrics": {}},
        {"referenceId": 123, "errorMessage": "no such contact"},
    ],
    HttpReply: [{"statusCode": 0, "referenceId": 2}, {"statusCode": 6, "statusMessage": "not found", "path": "/x"}],
}


def test_each_record_has_its_samples() -> None:
    assert {record.__name__ for record in SAMPLES} == {*genesys.__all__}


@pytest.mark.parametrize("record", SAMPLES, ids=lambda record: str(record.__name__))
def test_what_servers_send_is_read_without_a_deviation_and_written_back(record: type[Record]) -> None:
    for sample in SAMPLES[record]:
        made = loads(json.dumps(sample), as_=record)

        assert json.loads(dumps(made)) == sample
        assert read(sample, as_=record).diagnostics == ()


@pytest.mark.parametrize(
    ("record", "sample", "names"),
    [
        (MessageLogUpdated, LOG | {"chatUri": "http: //localhost: 8080/7"}, ["damaged-uri"]),
        (MessageLogUpdated, LOG | {"messages": [CHAT_MESSAGE | {"index": 0}]}, ["value-out-of-range"]),
        (IdentifiedContact, {"referendeId": 1}, ["misspelt-member", "missing-member"]),
        (HttpReply, {"statusCode": "0"}, ["wrong-type"]),
        (HttpReply, {}, ["missing-member"]),
        (ChatEvent, {"data": LOG | {"chatUri": 7}}, ["wrong-type"]),
        (ChatEvent, {"data": {"messageType": "messagelogupdated"}}, ["value-case"]),
        (ChatEvent, {"data": {"messageType": "X"}}, ["unknown-message-type"]),
        (ChatEvent, {"channel": "/v2/me/chats"}, ["missing-member"]),
    ],
)
def test_what_departs_is_reported(record: type[Record], sample: Any, names: list[str]) -> None:
    assert sorted(each.name for each in read(sample, as_=record).diagnostics) == sorted(names)


def test_a_capture_of_another_topic_is_read_by_its_types() -> None:
    batch = json.dumps([{"channel": "/v2/me/chats", "data": LOG}, {"data": {"messageType": "ChatStateChangeMessage"}}])
    events = loads(batch, as_=list[ChatEvent])

    assert [type(event.data) for event in events] == [MessageLogUpdated, ChatStateChangeMessage]


def test_the_documented_messages_stay_what_they_are() -> None:
    """Although another record also has an `UnknownMessage` for what it does not know."""
    with pytest.raises(RecordError, match=r"got one read as a UcsOperationResponse$"):
        UnknownMessage(message_type="UcsOperationResponse")
    assert UnknownMessage(message_type="MessageLogUpdated").message_type == "MessageLogUpdated"


def test_nobody_who_does_not_ask_for_them_is_told_about_them() -> None:
    parsed = parse(json.dumps({"channel": "/v2/me/chats", "data": LOG | {"chatUri": 7}}))

    assert (parsed.ok, len(parsed.diagnostics)) == (True, 0)
    assert isinstance(parsed.notifications[0].data, UnknownMessage)
