"""What the tests of the typed lane share: the lane, and how it is compared with the others."""

import json
from collections import Counter
from typing import Any

from tests.schema.reading import CHAT_MESSAGE, INTERACTION
from ucsmsg import Mode, Parsed
from ucsmsg.parsing import parse_untyped
from ucsmsg.quasi import Limits
from ucsmsg.schema._envelope import kind_as
from ucsmsg.typed._batches import BatchLane
from ucsmsg.typed._lane import TypedLane
from ucsmsg.typed._texts import _load

LANE = BatchLane()
TOLERANT = BatchLane(is_tolerant=True)
LANES = {"typed": LANE, "tolerant": TOLERANT}
CONTENT: dict[str, Any] = {
    "channel": "/v2/ucs/interactions",
    "data": {
        "messageType": "GetInteractionContentMessage",
        "referenceId": 7,
        "interaction": INTERACTION | {"userData": {"VIP": True, "Note": None, "Skills": [{"Level": 1.5}, "a"]}},
        "messages": [CHAT_MESSAGE, CHAT_MESSAGE | {"index": 3, "text": 'a "quoted" \\ text\\\\', "url": "http://a/b"}],
        "metrics": {"eventProcessing": {"nodeProcessingTimeNanos": -1}},
    },
}
HISTORY: dict[str, Any] = {
    "data": {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "interactions": [INTERACTION] * 2}
}
RESPONSE: dict[str, Any] = {"data": {"messageType": "UcsOperationResponse", "referenceId": 1, "success": True}}

CHANNEL = {"channel": "/v2/ucs/interactions"}
REPLY = {"channel": "/meta/connect", "id": "7", "successful": True, "advice": {"reconnect": "retry", "interval": 0}}
OTHER = {
    "channel": "/v2/me/devices",
    "data": {"messageType": "DeviceStateChange", "referenceId": 3, "devices": [1]},
}
BATCH: list[Any] = [RESPONSE | {"ext": {"ack": "1"}}, REPLY, HISTORY, OTHER]


def text_of(value: Any, **options: Any) -> str:
    """The value as JSON."""
    return json.dumps(value, ensure_ascii=False, **options)


def untyped(text: str | bytes) -> Parsed:
    """What the other lanes make of the text."""
    parsed: Any = parse_untyped(text, None, Mode.STRICT, Limits())
    assert isinstance(parsed, Parsed)
    return parsed


def lanes_of(as_: Any) -> dict[str, tuple[TypedLane, Any]]:
    """The lane and the tolerant one for what texts are read as, each with that; some have no tolerant one."""
    kind, many = kind_as(as_)
    lanes = zip(LANES, _load(kind, is_array=many is not None), strict=True)
    return {name: (lane, as_) for name, lane in lanes if lane}


def is_taken(text: str | bytes) -> bool:
    """True when the typed lane takes the text; it then gives in every respect what the other lanes give."""
    return taken_by(LANE, text)


def taken_by(lane: TypedLane, text: str | bytes) -> bool:
    """True when a lane takes the text; its notes and records are then those of the other lanes."""
    read = lane.read(text)
    if read is None:
        return False
    other = untyped(text)
    assert Counter(read.notes) == other.diagnostics.by_name()
    assert repr(read.replies) == repr(other.replies)
    assert read.records() == other.notifications
    assert repr(read.records()) == repr(other.notifications)  # an int is no float there, a value of a list no str
    return True


def taken_as(lane: TypedLane, as_: Any, text: str | bytes) -> bool:
    """As `taken_by`, for a text that is read `as_` something."""
    read = lane.read(text)
    if read is None:
        return False
    other: Any = parse_untyped(text, as_, Mode.STRICT, Limits())
    records = other.value if isinstance(other.value, list | tuple) else [other.value]
    assert Counter(read.notes) == other.diagnostics.by_name()
    assert repr([*read.records()]) == repr([*records])
    assert [*read.records()] == [*records]
    return True
