"""The topic in every spelling, documented messages on every channel, replies, and `data` in `data`."""

import copy
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schema.reading import CHAT_MESSAGE, INTERACTION, content, deviations, history, read, read_one
from ucsmsg import Mode, NotificationError, loads, parse
from ucsmsg.cli import main
from ucsmsg.schema import UcsOperationResponse, UnknownMessage, unstructure

TOPIC = "/v2/ucs/interactions"
WRONG = {"messageType": "GetInteractionsHistoryMessage", "referenceId": "x", "interactions": [{"state": 7}]}
RESPONSE = {"messageType": "UcsOperationResponse", "referenceId": 3, "success": True}
SLASHES = ["", "/", "//", "\\/", "\\", "%2F", "%2f", "&#47;", "&#x2F;", "\\u002F", " /", "/ "]

near_topics = st.builds(
    "{0}{1}{2}{3}{4}{5}{6}".format,
    *itertools.chain.from_iterable(
        (st.sampled_from(SLASHES), st.sampled_from([word, word.upper(), word.title()]))
        for word in ("v2", "ucs", "interactions")
    ),
    st.sampled_from([*SLASHES, "\n", "\u200b"]),
).filter(lambda channel: channel != TOPIC)
blanks = st.lists(st.sampled_from(["/", " ", "\\", "%2F", "\t"]), max_size=3).map("".join)
other_channels = st.sampled_from(
    [
        "/v2/me/chats",
        "/v2/ucs",
        "/v2/ucs/interaction",
        "/v3/ucs/interactions",
        TOPIC + "/5",
        "x" + TOPIC,
        TOPIC + "?x=1",
    ]
)


def judged(channel: str, data: object) -> list[tuple[str, Any]]:
    """What is found beside what is about the channel."""
    return [found for found in deviations({"channel": channel, "data": data}) if found[1] != ("channel",)]


@given(near_topics)
def test_a_near_miss_of_the_topic_is_the_topic(channel: str) -> None:
    for data in (WRONG, RESPONSE, {"messageType": "SomethingElse"}, {"referenceId": 1}):
        structured = read({"channel": channel, "data": data})
        finding = next(one for one in structured.findings if one.path == ("channel",))
        assert (finding.name, finding.refused, finding.used) == ("misspelt-channel", False, f'"{TOPIC}"')
        assert structured.notifications == read({"channel": TOPIC, "data": data}).notifications
        assert judged(channel, data) == deviations({"channel": TOPIC, "data": data})


@given(other_channels | blanks)
def test_a_documented_message_is_judged_on_whatever_channel(channel: str) -> None:
    for data in (WRONG, RESPONSE, RESPONSE | {"messageType": " ucsOperationResponse"}):
        structured = read({"channel": channel, "data": data})
        finding = next(one for one in structured.findings if one.path == ("channel",))
        assert (finding.name, finding.refused, finding.used) == ("unexpected-channel", False, None)
        assert structured.notifications[0].channel == channel
        assert judged(channel, data) == deviations({"channel": TOPIC, "data": data})
        assert judged(channel, {"data": data})[0] == ("nested-data", ("data",))


@given(other_channels)
def test_other_messages_of_other_channels_are_not_judged(channel: str) -> None:
    for data in ({"messageType": "SomethingElse", "referenceId": "x"}, {"referenceId": "1"}, {"data": {"x": 1}}):
        event = {"channel": channel, "data": data}
        assert read(event).findings == ()
        assert isinstance(read_one(event).data, UnknownMessage)
        assert unstructure(read_one(event)) == event


@given(blanks)
def test_a_channel_of_nothing_says_nothing_about_the_message(channel: str) -> None:
    """So it is judged as one without a channel."""
    data = {"messageType": "SomethingElse"}
    assert ("unexpected-channel", ("channel",)) in deviations({"channel": channel, "data": data})
    assert judged(channel, data) == deviations({"data": data})


@pytest.mark.parametrize("channel", [f"{TOPIC}/", f" {TOPIC}", TOPIC.upper(), TOPIC[1:], "", "/v2/me/chats"])
def test_strict_mode_does_not_pass_what_is_wrong_on_a_near_channel(channel: str, tmp_path: Path) -> None:
    text = json.dumps({"channel": channel, "data": WRONG})
    file = tmp_path / "event.json"
    file.write_text(text)
    for mode in ("strict", "lenient"):
        names = {one.name for one in parse(text, mode=mode).diagnostics if one.is_error}
        assert "wrong-type" in names
        with pytest.raises(NotificationError):
            loads(text, mode=mode)
        assert main(["check", "--mode", mode, str(file)]) == 1
    right = json.dumps({"channel": channel, "data": RESPONSE})
    assert not parse(right).ok
    assert parse(right, mode="lenient").ok
    assert loads(right, mode=Mode.STRICT.allow("misspelt-channel").allow("unexpected-channel")).data == (
        UcsOperationResponse(reference_id=3, success=True)
    )


@pytest.mark.parametrize(
    "reply",
    [
        {"channel": TOPIC, "id": "3", "successful": True},
        {"channel": TOPIC, "successful": False, "error": "403::publish_denied", "clientId": "x"},
        {"channel": f"{TOPIC}/", "successful": True},
        {"channel": "/v2/me/calls", "successful": True, "id": 7},
        {"successful": True},
        {"statusCode": 0, "referenceId": 2},
        {"channel": "/meta/connect", "successful": True, "data": {"messageType": "SomethingElse"}},
    ],
)
def test_a_reply_is_no_deviation(reply: dict[str, Any]) -> None:
    structured = read([reply])
    assert (structured.notifications, structured.replies, structured.findings) == ((), (reply,), ())


@pytest.mark.parametrize("beside", [{"successful": True}, {"statusCode": 0}, {"channel": "/meta/connect"}])
def test_a_documented_message_is_no_reply_whatever_stands_beside_it(beside: dict[str, Any]) -> None:
    for event in ({"data": RESPONSE} | beside, RESPONSE | beside):
        structured = read(event)
        assert structured.replies == ()
        assert isinstance(structured.notifications[0].data, UcsOperationResponse)
        assert structured.findings != ()


@pytest.mark.parametrize("message_type", ["UcsOperationResponse", "GetInteractionContentMessage"])
def test_a_message_type_in_another_spelling_is_read(message_type: str) -> None:
    for spelt, names in (
        (message_type.upper(), ["value-case"]),
        (f"\t{message_type} ", ["value-space"]),
        (f" {message_type.lower()}", ["value-space", "value-case"]),
    ):
        data = {"referenceId": 1, "errorMessage": "e", "success": False, "messageType": spelt}
        found = [(one.name, one.path, one.used) for one in read({"data": data}).findings]
        assert found[: len(names)] == [(name, ("data", "messageType"), f'"{message_type}"') for name in names]
        assert read_one({"data": data}) == read_one({"data": data | {"messageType": message_type}})


EVENT = {"channel": TOPIC, "id": "5", "ext": {}, "data": RESPONSE}


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_data_in_data_is_read_with_the_places_of_the_text(depth: int) -> None:
    value = copy.deepcopy(content(CHAT_MESSAGE, interaction=INTERACTION | {"state": "new", "phoneNumber": 7}))
    for _ in range(depth):
        value = {"data": value}
    inner = ("data",) * (depth + 1)
    nested = [("nested-data", ("data",) * (level + 1)) for level in range(depth)]
    assert deviations(value)[:depth] == nested
    assert deviations(value)[depth:] == [
        ("value-case", (*inner, "interaction", "state")),
        ("wrong-type", (*inner, "interaction", "phoneNumber")),
    ]
    assert deviations([value])[-1] == ("wrong-type", (0, *inner, "interaction", "phoneNumber"))


def test_an_event_in_data_is_the_event() -> None:
    assert read_one({"data": EVENT}) == read_one(EVENT)
    assert read_one({"id": "7", "data": {"channel": 5, "data": RESPONSE}}).id == "7"
    assert deviations({"data": EVENT | {"channel": 5}}) == [
        ("nested-data", ("data",)),
        ("wrong-type", ("data", "channel")),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"data": RESPONSE, "referenceId": 1},
        {"data": RESPONSE, "x": 1},
        {"data": RESPONSE, "id": "2"},
        {"data": {"x": 1}},
        {"data": 7},
        {"data": "text"},
    ],
)
def test_with_anything_else_beside_it_data_in_data_stays_where_it_is(data: dict[str, Any]) -> None:
    event = {"id": "1", "data": data}
    assert "missing-message-type" in {name for name, _ in deviations(event)}
    assert unstructure(read_one(event)) == event


def test_history_without_data_on_another_channel_is_judged_too() -> None:
    event = {"channel": "/v2/me/chats", **history(INTERACTION | {"state": 7})["data"]}
    assert deviations(event) == [
        ("unwrapped-data", ()),
        ("wrong-type", ("interactions", 0, "state")),
        ("unexpected-channel", ("channel",)),
    ]
