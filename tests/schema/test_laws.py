"""The promises of the schema layer, for values of every kind."""

import json
import pickle
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.schema.reading import read
from tests.schema.strategies import json_values, notifications, payloads
from ucsmsg._screen import printable
from ucsmsg.catalogue import ROWS, Layer
from ucsmsg.schema import Notification, Structured, unstructure
from ucsmsg.testing.strategies import notification_texts

NAMES = {row.name: row for row in ROWS if row.layer is Layer.SCHEMA}


class Text(str):
    """A string that the quick way does not take."""

    __slots__ = ()


class Integer(int):
    """An integer that the quick way does not take."""


class Object(dict[str, Any]):
    """An object that the quick way does not take."""


def slow(value: Any) -> Any:
    """The same value, in types that only the converters take."""
    if isinstance(value, dict):
        return Object({name: slow(member) for name, member in value.items()})
    if isinstance(value, list):
        return [slow(element) for element in value]
    if isinstance(value, str):
        return Text(value)
    return Integer(value) if type(value) is int else value


def kept(value: Any) -> Any:
    """What must stand in the written value: the one that was read, in an object with `data`."""
    return value if "data" in value else {"data": value}


def texts(structured: Structured) -> str:
    return repr((structured.notifications, structured.findings))


@given(payloads)
def test_any_json_value_is_read(value: Any) -> None:
    """Nothing is raised; whatever is not read whole is reported under a name of the catalogue."""
    structured = read(value)
    for finding in structured.findings:
        assert finding.name in NAMES
        assert finding.refused or NAMES[finding.name].becomes
        assert finding.message.startswith("Expected ")
        assert printable(finding.message) == finding.message
        assert finding.used is None or not finding.refused
    hash(structured)


@given(payloads)
def test_what_was_read_is_read_again_from_what_is_written(value: Any) -> None:
    for notification in read(value).notifications:
        again = read(unstructure(notification))
        assert again.notifications == (notification,)
        assert read(unstructure(again.notifications[0])).findings == again.findings


@given(payloads)
def test_reading_twice_only_finds_what_was_kept(value: Any) -> None:
    """What is repaired is gone after writing, and nothing new appears but the sixth digit of a second."""
    first = {finding.name for finding in read(value).findings} | {"foreign-timestamp"}
    written = [unstructure(notification) for notification in read(value).notifications]
    assert {finding.name for finding in read(written).findings} <= first


@given(notification_texts())
def test_without_a_finding_the_written_value_is_the_one_that_was_read(text: str) -> None:
    value = json.loads(text)
    structured = read(value)
    assert structured.findings == ()
    assert [unstructure(notification) for notification in structured.notifications] == [value]


@given(notifications)
def test_every_member_is_somewhere(value: Any) -> None:
    """The members of the message are all written again, under the right name where it was another."""
    structured = read(value)
    right = {"interaction": "interactions", "referendeId": "referenceId"}
    for notification in structured.notifications:
        data = kept(value)["data"]
        for finding in structured.findings:
            data = data["data"] if finding.name == "nested-data" else data
        if isinstance(data, dict) and notification.data is not None:
            written = unstructure(notification)["data"]
            assert all(name in written or right.get(name) in written or name == "channel" for name in data)


@given(payloads)
def test_the_quick_way_and_the_converters_agree(value: Any) -> None:
    """A value in types that the quick way does not know gives the same records and the same findings."""
    quick, careful = read(value), read(slow(value))
    assert quick == careful
    assert texts(quick) == texts(careful)


@given(payloads)
def test_records_can_be_pickled_hashed_and_evolved(value: Any) -> None:
    for notification in read(value).notifications:
        again = pickle.loads(pickle.dumps(notification))  # noqa: S301  # the test's own bytes
        assert again == notification
        assert hash(again) == hash(notification)
        assert constructed(notification) == notification


def constructed(record: Notification) -> Notification:
    """The record made once more through its own constructor."""
    return Notification(channel=record.channel, id=record.id, data=record.data, extra=record.extra)


@given(st.lists(notifications, max_size=3))
def test_a_batch_is_its_messages_one_by_one(values: list[Any]) -> None:
    batch, alone = read(values), [read(value) for value in values if not isinstance(value, list)]
    assert batch.notifications == tuple(record for one in alone for record in one.notifications)
    assert batch.replies == tuple(reply for one in alone for reply in one.replies)
    assert [(finding.name, finding.path) for finding in batch.findings] == [
        (finding.name, (index, *finding.path)) for index, one in enumerate(alone) for finding in one.findings
    ]


@given(st.dictionaries(st.text(max_size=5), json_values, max_size=4))
def test_json_in_a_string_is_the_same_message(data: dict[str, Any]) -> None:
    text = json.dumps(data, default=str)
    inside, outside = read({"data": text}), read({"data": json.loads(text)})
    assert inside.notifications == outside.notifications
    assert inside.findings[1:] == outside.findings
    assert inside.findings[0].name == "json-in-string"
