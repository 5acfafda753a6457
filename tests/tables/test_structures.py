"""Rows made of the typed lane's structures are those that are made of records."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.schema.reading import CHAT_MESSAGE, INTERACTION, PARTICIPANT, content, history
from tests.tables.samples import Rows, ndjson, rows_of, written
from ucsmsg import Notification, dumps
from ucsmsg.parsing import typed_of
from ucsmsg.tables import _contents, tasks
from ucsmsg.testing import strategies
from ucsmsg.typed import _texts

CHANNEL = {"channel": "/v2/ucs/interactions"}
OPERATION = {"data": {"messageType": "UcsOperationResponse", "referenceId": 2**70, "success": True}}
FAILURE = {"data": {"messageType": "GetInteractionContentMessage", "referenceId": 1, "errorMessage": "x"}}
REPLY = {"channel": "/meta/connect", "successful": True, "id": "7"}
LATE = INTERACTION | {"id": "9", "uri": None, "startDate": "9999-12-31 23:59:59.999-0100", "callDuration": 2**63}
LATE = {name: value for name, value in LATE.items() if name not in ("uri", "path", "endDate", "ownerInformation")}
MORE = INTERACTION | {
    "userData": {"a": [1, 2.5, "é", None, {}]},
    "customAttributes": {},
    "comment": "",
    "parentId": "p",
}
TALK = [CHAT_MESSAGE, CHAT_MESSAGE | {"index": 2, "from": PARTICIPANT | {"nickname": "Bo"}, "userData": {"x": 1}}]
TEXTS: list[Any] = [
    content(*TALK, metrics={"eventProcessing": {"a": -1}}),
    CHANNEL | {"id": "3"} | content(*TALK, CHAT_MESSAGE | {"index": 3, "type": "text"}),
    CHANNEL | {"ext": {"ack": 1}} | history(INTERACTION, MORE, LATE),
    CHANNEL | {"ext": {"ack": 1}, "advice": {"b": 2}} | history(),
    [CHANNEL | history(MORE), CHANNEL | content(*TALK), CHANNEL | OPERATION, CHANNEL | history(INTERACTION, LATE)],
    [CHANNEL | content(*TALK), REPLY, CHANNEL | content(CHAT_MESSAGE)],
    [CHANNEL | {"ext": {}, "advice": {}} | content(*TALK), CHANNEL | content(*TALK), REPLY],
    OPERATION,
    FAILURE,
    content(CHAT_MESSAGE, unknown=1),
]


@pytest.fixture
def _all_by_the_lane(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(_texts, "FIRST", 0)
    _texts.forget()
    yield
    _texts.forget()


def by_both_ways(capture: Path, mode: str) -> tuple[Rows, Rows, int]:
    """The rows with structures and without, and how many results had some."""
    asked: list[bool] = []

    def counting(parsed: Any) -> Any:
        typed = typed_of(parsed)
        asked.append(typed is not None)
        return typed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_contents, "typed_of", counting)
        with_structures = rows_of(tasks(capture), mode)
        patch.setattr(_contents, "typed_of", lambda _: None)
        return with_structures, rows_of(tasks(capture), mode), sum(asked)


@pytest.mark.usefixtures("_all_by_the_lane")
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_structures_and_records_give_the_same_rows(mode: str, tmp_path: Path) -> None:
    lines = [*map(json.dumps, TEXTS), json.dumps(TEXTS[0]).replace('"index": 1', '"index": 1L')]
    capture = written(tmp_path, "capture", "\n".join(lines).encode() + b"\n" + ndjson(9))
    found, expected, structures = by_both_ways(capture, mode)

    assert structures >= len(TEXTS)
    assert len(found["messages"]) > 20
    assert found == expected


@pytest.mark.usefixtures("_all_by_the_lane")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(notification=strategies.notifications())
def test_any_notification_gives_the_same_rows(
    notification: Notification, tmp_path_factory: pytest.TempPathFactory
) -> None:
    capture = written(tmp_path_factory.getbasetemp(), "capture.json", dumps(notification))
    found, expected, _ = by_both_ways(capture, "lenient")

    assert found == expected
