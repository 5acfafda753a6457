"""What Java's maps print is one error or warning a payload, and read back where that has one reading."""

import json
from typing import Any

import pytest

from tests.captures.samples import failure, references
from ucsmsg import Parsed, iter_parse, parse

MESSAGE = {
    "index": 1,
    "from": {"nickname": "O'Hara", "type": "Agent", "participantId": "00AF52939EBE5BC4"},
    "type": "Text",
    "timestamp": "2015-10-01 16:02:07.000+0300",
    "timestampSeconds": 1443704527000,
    "text": "Hi: there, you; 'é' & x > 3, \\ 7",
}
INTERACTION = {
    "id": "0000Sa99620J0EM5",
    "typeId": "Inbound",
    "state": "Stopped",
    "mediaType": "chat",
    "startDate": "2015-10-01 16:02:07.000+0300",
    "subject": "",
    "callDuration": 7,
    "userData": {},
}
TIMES = {"nodeProcessingTimeNanos": 535492, "serverGenerationTimestamp": 1, "serverProcessingTimeTotalMs": -1}
CONTENT = {
    "data": {
        "referenceId": 102,
        "messageType": "GetInteractionContentMessage",
        "interaction": INTERACTION,
        "messages": [MESSAGE, MESSAGE],
        "metrics": {"eventProcessing": TIMES},
    },
    "channel": "/v2/ucs/interactions",
}
DONE = {"data": {"messageType": "UcsOperationResponse", "success": True, "referenceId": 7}, "id": "5"}
HISTORY = {"data": {"messageType": "GetInteractionsHistoryMessage", "interactions": [], "referenceId": 8}}


WHY = (
    "`: without quotes texts, numbers, null and what stands between members cannot be told apart in it; "
    "have the client log the JSON"
)


def printed(value: Any) -> str:
    """The value as Java prints it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}={printed(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(printed, value)) + "]"
    return json.dumps(value) if isinstance(value, bool | None) else str(value)


def read(text: str, mode: str = "lenient") -> list[Parsed]:
    """The results for a log with the text between two payloads."""
    return list(iter_parse(f"INFO {failure(1)}\nINFO got {text} in 3 ms\nINFO {failure(2)}\n".encode(), mode=mode))


@pytest.mark.parametrize(
    "value",
    [CONTENT, DONE, HISTORY, [CONTENT], [DONE, CONTENT], CONTENT["data"]],
    ids=lambda value: printed(value)[:30],
)
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_a_map_with_one_reading_is_read_with_its_row(value: Any, mode: str) -> None:
    text = printed(value)
    first, parsed, last = read(text, mode)
    expected = parse(json.dumps(value), mode=mode)
    (row,) = (each for each in parsed.diagnostics if each.name == "java-map")

    assert references([first, last]) == [1, 2]
    assert parsed.notifications == expected.notifications
    assert parsed.source.text == text
    assert json.loads(row.used or "") == value
    assert (row.severity, row.found) == ("error" if mode == "strict" else "warning", text)
    assert row.message.startswith("Expected JSON, got what Java's `Map.toString()` prints, `")


def test_a_deviation_has_its_place_in_the_map() -> None:
    line = "INFO {data={messageType=UcsOperationResponse, referenceId=7, success=true}, channel=/V2/ucs/interactions}"
    (parsed,) = iter_parse(f"{line}\n".encode(), mode="lenient")
    (channel,) = (each for each in parsed.diagnostics if each.name == "misspelt-channel")

    assert line[channel.span.start : channel.span.end] == "/V2/ucs/interactions"


@pytest.mark.parametrize(
    "changed",
    [
        ("subject=,", "subject=a=b,"),
        ("subject=,", "subject=a {b},"),
        ("subject=,", 'subject="a",'),
        ("subject=,", "subject=null,"),
        ("subject=,", "subject=a, color=b,"),
        ("subject=,", "subject=a, id=b,"),
        ("userData={}", "userData={a=1}"),
        ("callDuration=7", "callDuration=7.5"),
        ("callDuration=7", "other=7"),
        ("success=true", "success=null"),
        ("referenceId=7", "referenceId=07"),
        ("messages=[", "messages=[5, "),
        ("messages=[", "messages=5["),
        ("}, channel", "}; channel"),
    ],
    ids=lambda pair: f"{pair[1]}",
)
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_a_map_without_a_single_reading_is_one_error_that_says_why(changed: tuple[str, str], mode: str) -> None:
    text = printed([CONTENT, DONE]).replace(*changed)
    first, *bad, last = read(text, mode)

    assert references([first, last]) == [1, 2]
    assert [each.name for parsed in bad for each in parsed.diagnostics] == ["java-map"]
    assert bad[0].diagnostics[0].is_error
    assert bad[0].diagnostics[0].message.endswith(WHY)


def test_a_map_in_a_string_of_other_json_is_read_too() -> None:
    entry = json.dumps({"time": "t", "message": f"Received [{printed(DONE)}]"})
    (parsed, _) = iter_parse(f"{entry}\n{entry}\n".encode(), mode="lenient")
    (row,) = parsed.diagnostics

    assert (references([parsed]), row.name, parsed.origin.time) == ([7], "java-map", "t")
    assert entry[row.span.start : row.span.end] == f"[{printed(DONE)}]"


@pytest.mark.parametrize("text", ["{a=1, b={c=2}}", "{referenceId=5, foo=3}", "{messageType=", "{x=[1, 2"])
def test_other_maps_are_prose(text: str) -> None:
    results = read(text)

    assert references(results) == [1, 2]
    assert all(parsed.ok for parsed in results)


def test_a_map_on_a_page_has_its_places_there() -> None:
    page = f"<!DOCTYPE html>\n<p>&lt;</p><pre>{printed(DONE)}</pre>\n"
    (parsed,) = iter_parse(page.encode(), mode="lenient")
    (row,) = parsed.diagnostics

    assert (references([parsed]), row.name) == ([7], "java-map")
    assert page[row.span.start : row.span.end] == printed(DONE)
