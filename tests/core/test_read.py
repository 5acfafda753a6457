"""Values that were decoded already, single records, and arrays of them: read as texts of them are, and written back."""

import gzip
import io
import json
import math
import pickle
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, reject, settings

from tests.captures.samples import failure
from tests.schema.reading import CHAT_MESSAGE, INTERACTION, content, history
from tests.schema.strategies import payloads
from ucsmsg import (
    ChatMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Limits,
    Notification,
    NotificationError,
    Owner,
    QuasiJSONError,
    Source,
    UnwritableError,
    dump,
    dumps,
    iter_parse,
    load,
    loads,
    parse,
    quasi,
    read,
    to_dict,
)

TWO = [CHAT_MESSAGE, CHAT_MESSAGE | {"index": "2"}]


def marks(result: Any) -> list[tuple[Any, ...]]:
    """Everything in the diagnostics of a result."""
    return [attrs.astuple(diagnostic) for diagnostic in result.diagnostics]


# ---- Decoded values ----


@settings(max_examples=40)
@given(value=payloads)
def test_a_value_is_read_as_its_text_is(value: Any) -> None:
    """Of a text itself `read` is another name for `parse`, and what has no text as JSON is none of its business."""
    assume(not isinstance(value, str))
    try:
        text = quasi.dumps(value)
    except UnwritableError:
        reject()
    from_text, from_value = parse(text), read(value)

    assert (from_value.notifications, from_value.replies, from_value.ok) == (
        from_text.notifications,
        from_text.replies,
        from_text.ok,
    )
    assert marks(from_value) == marks(from_text)
    assert from_value.source == Source(text, "<value>")


def test_a_diagnostic_of_a_value_has_its_path_and_its_place_in_the_text_of_the_value() -> None:
    parsed = read(history(INTERACTION | {"state": 7}))
    (diagnostic,) = parsed.diagnostics

    assert diagnostic.path == "$.data.interactions[0].state"
    assert diagnostic.render(parsed.source).split("\n")[0] == (
        "<value>:1:140: error[wrong-type] Expected a string, got `7` (at $.data.interactions[0].state)"
    )


@pytest.mark.parametrize("value", [failure(1), failure(1).encode(), bytearray(failure(1).encode()), Source(failure(1))])
def test_a_text_is_read_as_one(value: Any) -> None:
    assert read(value) == parse(value)


def test_what_clients_hand_over_may_have_other_containers() -> None:
    value = [{"data": {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "interactions": ()}}]

    assert read(value).ok
    assert read(tuple(value)).notifications == read(value).notifications


def test_what_python_s_decoder_takes_for_numbers_is_reported() -> None:
    parsed = read({"data": {"messageType": "X", "referenceId": math.nan}}, mode="lenient")

    assert [diagnostic.name for diagnostic in parsed.diagnostics][-2:] == ["non-finite-number", "wrong-type"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (datetime(2015, 10, 1, tzinfo=UTC), "Expected a JSON value, got datetime: "),
        ({"data": {1: 2}}, "Expected a string for a member's name, got int"),
        (Owner(), "Expected a JSON value, got Owner: "),
    ],
)
def test_a_value_that_is_no_json_is_one_clear_error(value: Any, message: str) -> None:
    with pytest.raises(UnwritableError) as caught:
        read(value)

    assert str(caught.value).startswith(message)


def test_a_value_is_held_to_the_limits() -> None:
    assert [each.name for each in read([[[]]], limits=Limits(depth=2)).diagnostics] == ["limit-exceeded"]


# ---- Single records, and arrays of them ----


def test_a_record_alone_is_read_in_text_and_in_value() -> None:
    interaction = loads(json.dumps(INTERACTION), as_=Interaction)

    assert interaction == read(INTERACTION, as_=Interaction).value
    assert interaction.id == INTERACTION["id"]
    message = loads(json.dumps(history(INTERACTION))).data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.interactions == (interaction,)


def test_an_array_of_records_is_a_list_or_a_tuple_as_was_asked() -> None:
    text = json.dumps(TWO)
    listed, fixed = (parse(text, as_=as_, mode="lenient").value for as_ in (list[ChatMessage], tuple[ChatMessage, ...]))

    assert isinstance(listed, list)
    assert isinstance(fixed, tuple)
    assert [message.index for message in listed] == [message.index for message in fixed] == [1, 2]


def test_the_diagnostics_are_those_of_the_same_record_in_a_notification() -> None:
    alone = read(TWO[1], as_=ChatMessage, mode="lenient")
    inside = read(content(TWO[1]), mode="lenient")

    assert [(each.name, each.path.removeprefix("$")) for each in alone.diagnostics] == [
        (each.name, each.path.removeprefix("$.data.messages[0]")) for each in inside.diagnostics
    ]


def test_comparisons_between_members_are_made_too() -> None:
    document = read(CHAT_MESSAGE | {"timestampSeconds": 1385406142037}, as_=ChatMessage)

    assert [each.name for each in document.diagnostics] == ["timestamp-mismatch"]


def test_a_schema_error_has_its_line_in_damaged_text_too() -> None:
    with pytest.raises(QuasiJSONError) as caught:
        loads("[{'id': '1',},\n {'id': [2], }]", as_=list[Owner], mode="lenient")

    assert type(caught.value) is QuasiJSONError
    assert (caught.value.path, caught.value.found, caught.value.expected) == ("$[1].id", "[2]", "a string")
    assert str(caught.value) == (
        "<text>:2:9: error[wrong-type] Expected a string, got `[2]` (at $[1].id)\n"
        "     2 |  {'id': [2], }]\n"
        "       |         ^^^"
    )


@pytest.mark.parametrize(
    ("text", "as_", "value", "names"),
    [
        ("7", Owner, None, ["wrong-type"]),
        ("null", list[Owner], None, ["wrong-type"]),
        ('[{"id": "1"}, 7]', list[Owner], [Owner(id="1")], ["wrong-type"]),
        ('[{"id": "1"}]', Owner, Owner(id="1"), ["wrong-type"]),
        ("[]", list[Owner], [], []),
        ("", Owner, None, ["no-value"]),
        ('{"id": "1", "x": 1}', Owner, Owner(id="1", extra={"x": 1}), ["unknown-member"]),  # type: ignore[arg-type]  # what type checkers refuse as well
    ],
)
def test_what_can_be_read_is_there_and_what_is_wrong_is_said(text: str, as_: Any, value: Any, names: list[str]) -> None:
    document = parse(text, as_=as_)

    assert (document.value, [each.name for each in document.diagnostics]) == (value, names)
    assert document.ok == (not names)


def test_a_result_is_a_value_that_pickles() -> None:
    document = parse('{"id": 1}', as_=Owner)
    again = pickle.loads(pickle.dumps(document))  # noqa: S301  # the test's own bytes

    assert again == document
    assert marks(again) == marks(document)
    assert repr(document) == "TypedDocument(value=Owner(id='1'))"


def test_with_more_deviations_than_the_limit_nothing_counts_as_read() -> None:
    document = parse('[{"id": 1}, {"id": 2}]', as_=list[Owner], limits=Limits(diagnostics=1))

    assert (document.value, [each.name for each in document.diagnostics]) == (None, ["limit-exceeded"])


def test_files_and_captures_hold_them_too() -> None:
    text = '{"id": "1"}\n{"id": []}\n\xff'.encode("latin-1")
    documents = list(iter_parse(gzip.compress(text), as_=Owner, name="owners"))

    assert load(io.StringIO('{"id": "1"}'), as_=Owner) == Owner(id="1")
    assert [document.value for document in documents][:2] == [Owner(id="1"), Owner(extra={"id": []})]  # type: ignore[arg-type]  # what type checkers refuse as well
    assert [str(each).split("]")[0] for document in documents for each in document.diagnostics] == [
        "2:8: error[wrong-type",
        "3:1: error[no-value",
        "3:1: error[undecodable-bytes",
    ]
    assert {document.source.name for document in documents} == {"owners"}
    assert [document.value for document in iter_parse(b"", as_=Owner)] == [None]
    assert documents[0].origin == next(iter_parse(text)).origin


AS = "Expected a class declared with @record, or a list of one such as list[Interaction], got "


@pytest.mark.parametrize("as_", [int, list, list[int], tuple[Owner], {}, "Owner", list[list[Owner]]])
def test_what_nothing_can_be_read_as_is_one_clear_error(as_: Any) -> None:
    for call in (parse, loads, read, iter_parse):
        with pytest.raises(TypeError) as caught:
            call(b"{}", as_=as_)
        assert str(caught.value) == f"{AS}{as_!r}"


# ---- Back ----


def test_a_record_of_any_kind_is_written_and_read_back() -> None:
    interaction = loads(json.dumps(INTERACTION), as_=Interaction)

    assert to_dict(interaction) == INTERACTION
    assert loads(dumps(interaction), as_=Interaction) == interaction
    assert read(to_dict(interaction), as_=Interaction).value == interaction


def test_the_options_of_writing_are_those_of_json() -> None:
    owner = Owner(id="é", user_name="a", extra={"b": [1, {}], "a": []})  # type: ignore[arg-type]  # what type checkers refuse as well
    file = io.StringIO()
    dump(owner, file, indent=1)

    for options in ({"indent": 2}, {"indent": "\t", "sort_keys": True}, {"ensure_ascii": True, "indent": 0}):
        assert dumps(owner, **options) == json.dumps(to_dict(owner), **{"ensure_ascii": False} | options)
    assert file.getvalue() == dumps(owner, indent=1)
    assert dumps(owner) == '{"id":"é","userName":"a","b":[1,{}],"a":[]}'


@pytest.mark.parametrize("write", [to_dict, dumps])
def test_what_is_no_record_is_not_written(write: Any) -> None:
    with pytest.raises(TypeError) as caught:
        write({"id": "1"})

    assert str(caught.value) == "Expected a record, got dict"


def test_the_error_of_a_notification_keeps_its_own_name() -> None:
    for read_one in (loads, lambda text: loads(text, mode="lenient")):
        with pytest.raises(NotificationError):
            read_one("[1]")
    assert isinstance(loads(failure(1)), Notification)


@pytest.mark.parametrize(
    ("capture", "values"),
    [
        (b'{"id": "1"}\n{}\n{"id": []}\n', ["1", None, None]),
        (b'2015-10-01 12:00:01 INFO sent {"id": "1"}\n2015-10-01 12:00:02 INFO sent {"id": []}\n', ["1", None]),
        (b'Sent:\n{"id": "1"}\nand\n{"id": "2"}\n', ["1", "2"]),
    ],
)
def test_a_capture_needs_no_word_of_a_notification(capture: bytes, values: list[str | None]) -> None:
    documents = list(iter_parse(capture, as_=Owner))

    assert [document.value and document.value.id for document in documents] == values
