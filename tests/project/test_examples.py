"""The example of each row is one: it is reported under the row's name, and becomes what the row says."""

import gzip
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.project.pages import rows_of
from ucsmsg import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    NotificationError,
    iter_parse,
    loads,
    parse,
    quasi,
)
from ucsmsg.catalogue import ROWS, Layer, Row, row_named
from ucsmsg.schema._record import members_of

Message = dict[str, Any]

# What is meant by an example in words.
MEANT: dict[str, str | bytes] = {
    "foreign-encoding": '{"id":1}'.encode("utf-16"),
    "undecodable-bytes": b'{"subject":"\xe9"}',
    "limit-exceeded": "[" * 100_000,
    "damaged-compression": gzip.compress(b'{"data":{"referenceId":1}}')[:-4],
}

# A case of each deviation that has a reading in other cases. Most stand in the row's own words.
REFUSED = {
    "string-prefix": "[b'a']",
    "control-character": '["a=\nb"]',
    "foreign-escape": r'["\xc3\xa9"]',
    "unescaped-quote": '["a""b"]',
    "leading-zeros": "[010]",
    "unquoted-key": "{None:1}",
    "comment": "[1 /* 2]",
    "encoded-text": '{\\"a\\":1,"b":2}',
    "surrounding-text": 'POST } {"id":1}',
    "elided": '["he said "..." to me"]',
    "extra-comma": "[1,,2]",
    "missing-comma": '["a," "b"]',
    "missing-colon": '{"a:" 1}',
    "missing-closer": '{"a":"b}"',
    "extra-closer": "[[1},2]",
    "missing-opener": '"a":1},"b":2}',
    "cut-off": '"a',
    "wrong-type": '{"index":[]}',
    "damaged-uri": '{"uri":"http:// host/1"}',
}

# Where a part of a notification stands: for each record what is put around its members.
AROUND: dict[type, Callable[[Message], Message]] = {
    Interaction: lambda members: _content(interaction=members),
    ChatMessage: lambda members: _content(messages=[members]),
    GetInteractionContentMessage: lambda members: _content(**members),
    GetInteractionsHistoryMessage: lambda members: _message("GetInteractionsHistoryMessage", **members),
}
WHOLE = {"channel", "data", "messageType"}
"""The members by which a notification is told from a part of one."""
UNFINISHED = {"missing-member", "missing-message-type"}
"""What is also reported of a notification that is not complete."""


def _message(message_type: str, **members: object) -> Message:
    return {"data": {"messageType": message_type} | members}


def _content(**members: object) -> Message:
    return _message("GetInteractionContentMessage", **members)


def notification(example: str) -> str:
    """The text of a notification with the part of it that the example shows."""
    part = json.loads(example)
    if not isinstance(part, dict) or WHOLE & part.keys():
        return example
    known = {
        record: {name for each in members_of(record).values() for name in (each.wire, *each.other_names)}
        for record in AROUND
    }
    home = max(AROUND, key=lambda record: len(known[record] & part.keys()))
    return json.dumps(AROUND[home](part))


def written(row: Row) -> str | bytes:
    """The example as a text."""
    return MEANT.get(row.name, row.example)


@pytest.mark.parametrize("row", rows_of(Layer.SYNTAX), ids=lambda row: str(row.name))
def test_a_syntax_example_is_reported_under_its_name_and_becomes_what_the_row_says(row: Row) -> None:
    document = quasi.parse(written(row), mode="lenient")

    assert {diagnostic.name for diagnostic in document.diagnostics} == {row.name}
    assert document.ok == bool(row.becomes)
    assert not row.becomes.startswith(("{", "[")) or document.value == json.loads(row.becomes)


@pytest.mark.parametrize(
    "row",
    [row for row in rows_of(Layer.SCHEMA) if row.name not in ("not-one-notification", "schema-violation")],
    ids=lambda row: str(row.name),
)
def test_a_schema_example_is_reported_under_its_name_and_becomes_what_the_row_says(row: Row) -> None:
    parsed = parse(notification(row.example), mode="lenient")
    names = {diagnostic.name for diagnostic in parsed.diagnostics}

    assert row.name in names
    assert names <= {row.name} | UNFINISHED
    assert parsed.ok == bool(row.becomes)
    if re.fullmatch(r"\w+=[^.]+|[A-Z]\w+\.[A-Z]+", row.becomes):  # an attribute with its value, or an enumerated value
        name, _, value = row.becomes.partition("=")
        shown = repr(parsed.notifications)
        assert f"{name}=" not in shown if value == "None" else row.becomes in shown


def test_loads_reports_a_batch_under_its_name() -> None:
    with pytest.raises(NotificationError) as raised:
        loads(row_named("not-one-notification").example)

    assert [diagnostic.name for diagnostic in raised.value.diagnostics] == ["not-one-notification"]


@pytest.mark.parametrize("row", rows_of(Layer.CAPTURE), ids=lambda row: str(row.name))
def test_a_capture_example_is_reported_under_its_name(row: Row) -> None:
    text = written(row)
    capture = text if isinstance(text, bytes) else text.encode()
    names = {diagnostic.name for parsed in iter_parse(capture, mode="lenient") for diagnostic in parsed.diagnostics}

    assert row.name in names
    assert names <= {row.name} | UNFINISHED


@pytest.mark.parametrize(("name", "text"), REFUSED.items(), ids=[*REFUSED])
def test_a_refused_case_is_an_error_under_its_name(name: str, text: str) -> None:
    row = row_named(name)
    document = (
        quasi.parse(text, mode="lenient") if row.layer is Layer.SYNTAX else parse(notification(text), mode="lenient")
    )

    assert row.becomes
    assert name in {diagnostic.name for diagnostic in document.diagnostics if diagnostic.is_error}


def test_every_row_says_when_a_repair_is_refused() -> None:
    assert {row.name for row in ROWS if row.refused_when} == set(REFUSED)
