"""Batches as servers send them, with replies, other topics and events with more around, are read by the typed lane."""

# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
import copy
import itertools
import json
import pickle
import re
from typing import Any, ClassVar

import attrs
import pytest

from tests.typed.reading import (
    BATCH,
    CHANNEL,
    CONTENT,
    HISTORY,
    LANE,
    OTHER,
    REPLY,
    RESPONSE,
    TOLERANT,
    is_taken,
    lanes_of,
    taken_as,
    taken_by,
    text_of,
    untyped,
)
from ucsmsg import parse
from ucsmsg.parsing import notification_count
from ucsmsg.schema import TEXT, FrozenMapping, Interaction, member, record, rest
from ucsmsg.schema._record import Record
from ucsmsg.typed import _texts
from ucsmsg.typed._proof import FREE_DEPTH

EVENT = CHANNEL | RESPONSE
MESSAGES: dict[str, Any] = {
    "reply": REPLY,
    "handshake": {
        "channel": "/meta/handshake",
        "version": "1.0",
        "ext": {"ack": True},
        "error": "402::session_unknown",
    },
    "published": CHANNEL | {"successful": True, "id": "3"},
    "http": {"statusCode": 0, "referenceId": 2},
    "topic": OTHER,
    "topic, free": {"channel": "/workspace/v3/contacts", "data": {"userData": [{"key": "a"}, None]}, "ext": None},
    "event": EVENT | {"id": "5"},
    "advice": EVENT | {"advice": {"reconnect": "none", "hosts": ["a", "b"]}},
    "client": EVENT | {"clientId": "1x2y3z"},
    "ext": CONTENT | {"ext": {"ack": 1, "a": [{"b": "c"}]}},
    "several": EVENT | {"id": "5", "ext": {}, "clientId": "1", "advice": None},
    "several, in another order": {"clientId": "1", "advice": {}, **EVENT, "ext": "x"},
}


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "FIRST", 0)


@pytest.mark.parametrize("name", MESSAGES)
def test_every_documented_message_is_taken_in_a_batch(name: str) -> None:
    message = MESSAGES[name]
    for batch in itertools.permutations([message, CONTENT, HISTORY]):
        assert is_taken(text_of(batch))
    assert is_taken(text_of([message], indent=1))
    assert is_taken(text_of([message, message]).replace("/", "\\/").encode())


def test_all_of_them_are_taken_together() -> None:
    assert is_taken(text_of([*MESSAGES.values(), *reversed(MESSAGES.values())]))


def test_results_are_those_of_the_other_lanes_in_every_respect() -> None:
    text = text_of(BATCH)
    parsed, other = parse(text), untyped(text)
    assert LANE.read(text)
    assert len(parsed.replies) == 1
    assert notification_count(parsed) == len(other.notifications) == 3
    assert parsed == other
    assert repr(parsed) == repr(other)
    assert pickle.loads(pickle.dumps(parse(text))) == other  # noqa: S301  # our own bytes
    assert parsed.ok
    assert len(parsed.diagnostics) == 0


# ---- What is not taken ----

_NAME = re.compile(r'"(?:[a-z]\w*)": ')


@pytest.mark.parametrize("name", MESSAGES)
def test_a_name_twice_is_found_in_every_message_and_wherever_it_stands(name: str) -> None:
    text = text_of([MESSAGES[name], REPLY])
    for found in _NAME.finditer(text):
        twice = text[: found.start()] + found[0] + '"x", ' + text[found.start() :]
        json.loads(twice)
        assert not is_taken(twice)
        assert "duplicate-key" in untyped(twice).diagnostics.by_name()


@pytest.mark.parametrize(
    "message",
    [
        *(None, 1, "a", [], [REPLY], {}, {"successful": None, "data": {}}, CONTENT | {"channel": "/meta/connect"}),
        EVENT | {"successful": True},
        EVENT | {"channel": "/v2/me/devices"},
        EVENT | {"data": text_of(RESPONSE["data"])},
        {"data": EVENT},
        {"data": {"data": text_of(RESPONSE["data"])}},
        OTHER | {"data": "{}"},
        RESPONSE["data"],
        EVENT | {"id": 5},
        EVENT | {"ext": None, "advice": {}, "unknown": 1},
        EVENT | {"data": RESPONSE["data"] | {"success": None}},
    ],
)
def test_what_deviates_is_not_taken(message: Any) -> None:
    assert not is_taken(text_of([message, REPLY]))
    assert not is_taken(text_of([REPLY, CONTENT, message]))
    assert untyped(text_of([message, REPLY])).diagnostics


@pytest.mark.parametrize("name", ["reply", "topic", "advice", "several"])
def test_what_is_free_is_taken_up_to_a_depth(name: str) -> None:
    for deep, expected in ((FREE_DEPTH - 4, True), (FREE_DEPTH + 1, False), (9999, False)):
        text = text_of([MESSAGES[name] | {"ext" if name == "several" else "advice": "deep"}, REPLY])
        assert is_taken(text.replace('"deep"', "[" * deep + "]" * deep)) is expected


def test_one_message_that_is_no_documented_event_is_left_to_the_other_lanes() -> None:
    for name in ("reply", "http", "topic", "several"):
        assert not is_taken(text_of(MESSAGES[name]))


def test_suffixes_are_noted_wherever_they_stand() -> None:
    text = text_of(BATCH).replace('"referenceId": 1', '"referenceId": 1L').replace('"interval": 0', '"interval": 0L')
    assert taken_by(TOLERANT, text)
    assert parse(text).diagnostics.by_name() == {"long-suffix": 3}
    assert parse(text) == untyped(text)


# ---- Members that a record keeps ----


@record(keeps={"first", "second", "third", "name", "label"})
@attrs.frozen(kw_only=True)
class Keeping(Record):
    """A message with members that are kept; one of these is an attribute, and one may stand for it."""

    message_type: ClassVar[str] = "Keeping"

    name: Any = member("name", TEXT, other_names={"label": "renamed-member"})
    inner: Any = member("inner", Interaction)
    extra: FrozenMapping = rest()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"first": {"a": ["b", None]}}, True),
        ({"third": "c", "name": "d"}, True),
        ({"second": [[], {}]}, True),
        ({"second": 1.5}, True),
        ({}, True),
        ({"first": None}, False),
        ({"first": 1, "second": 2}, False),
        ({"second": 1, "first": 2, "third": 3}, False),
        ({"label": "e"}, False),
        ({"name": "f", "label": "e"}, False),
        ({"fourth": "g"}, False),
    ],
)
def test_one_member_that_a_record_keeps_is_taken(value: Any, expected: bool) -> None:  # noqa: FBT001  # a parameter
    of: Any = Keeping
    lane, _ = lanes_of(of)["typed"]
    text = json.dumps({"messageType": "Keeping"} | value)
    assert taken_as(lane, of, text) is expected
    assert not taken_as(lane, of, text.replace("{", '{"first": 1, ', 1).replace("{", '{"first": 2, ', 1))
    assert lane.depth > FREE_DEPTH


def test_what_is_kept_is_in_the_order_of_the_text() -> None:
    several = [MESSAGES["several"], MESSAGES["several, in another order"]]
    assert [[*one.extra] for one in parse(text_of(copy.deepcopy(several))).notifications] == [
        ["ext", "clientId", "advice"],
        ["clientId", "advice", "ext"],
    ]
