"""Texts to notifications: syntax and schema meet, and every deviation has one place."""

import copy
import io
import json
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import ucsmsg
from ucsmsg import (
    GetInteractionsHistoryMessage,
    Limits,
    Mode,
    NotificationError,
    Source,
    UnknownMessage,
    dump,
    dumps,
    load,
    loads,
    parse,
    quasi,
)

INTERACTION: dict[str, Any] = {
    "id": "00016aB14RQD003N",
    "typeId": "Inbound",
    "state": "Stopped",
    "mediaType": "chat",
    "startDate": "2015-10-01 16:02:07.000+0300",
}


def history(*interactions: dict[str, Any], **members: Any) -> dict[str, Any]:
    data = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "interactions": interactions}
    return {"data": data | members}


def found(text: str, mode: str = "strict") -> list[tuple[str, str, int, int]]:
    parsed = parse(text, mode=mode)
    return [(one.name, one.path, one.span.line, one.span.column) for one in parsed.diagnostics]


def test_a_documented_notification_is_a_record_without_diagnostics() -> None:
    notification = loads(json.dumps(history(INTERACTION)))
    assert isinstance(notification.data, GetInteractionsHistoryMessage)
    assert notification.data.interactions is not None
    assert notification.data.interactions[0].id == "00016aB14RQD003N"


def test_every_wrong_value_is_reported_with_its_path_and_its_place() -> None:
    text = json.dumps(history(INTERACTION, INTERACTION | {"state": 7}, INTERACTION | {"id": []}), indent=1)
    assert found(text) == [
        ("wrong-type", "$.data.interactions[1].state", 16, 14),
        ("wrong-type", "$.data.interactions[2].id", 21, 11),
    ]


def test_a_missing_member_stands_at_the_bracket_that_should_hold_it() -> None:
    text = json.dumps(history(INTERACTION | {"id": "1"}, {k: v for k, v in INTERACTION.items() if k != "state"}))
    assert found(text) == [("missing-member", "$.data.interactions[1].state", 1, text.rindex("{") + 1)]


@pytest.mark.parametrize(
    ("damaged", "name", "path"),
    [
        ('"state": InProcess', "bare-word", "$.data.interactions[0].state"),
        ('"state": ...', "elided", "$.data.interactions[0].state"),
        ('"state"', "missing-value", "$.data.interactions[0]"),
        ("...", "elided", "$.data.interactions[0]"),
    ],
)
def test_a_member_that_the_syntax_refused_is_not_missing_as_well(damaged: str, name: str, path: str) -> None:
    text = json.dumps(history(INTERACTION)).replace('"state": "Stopped"', damaged)
    assert [(one, where) for one, where, _, _ in found(text)] == [(name, path)]


def test_a_payload_is_not_missing_where_the_error_message_was_refused() -> None:
    text = '{"data":{"messageType":"GetInteractionContentMessage","referenceId":1,"errorMessage":failed}}'
    assert [name for name, _, _, _ in found(text)] == ["bare-word"]


def test_a_text_that_ends_early_misses_nothing_but_its_end() -> None:
    text = json.dumps(history(INTERACTION))
    assert [name for name, _, _, _ in found(text[: text.index("mediaType")])] == ["cut-off"]


JSON_IN_STRING = json.dumps(
    {
        "channel": "/v2/ucs/interactions",
        "data": '{"messageType":"Üb\u2028er😀",\n "referenceId":1L, "more\\u0020": \'x\'}',
    }
)


def test_a_text_in_a_string_is_read_with_its_places_in_both_texts() -> None:
    parsed = parse(JSON_IN_STRING, mode="lenient")
    assert isinstance(parsed.notifications[0].data, UnknownMessage)
    places = []
    for one in parsed.diagnostics:
        outer = JSON_IN_STRING[one.span.start : one.span.end]
        inner = (one.inner.line, one.inner.column) if one.inner else None
        places.append((one.name, one.path, outer, inner))
    assert places == [
        ("json-in-string", "$.data", JSON_IN_STRING[JSON_IN_STRING.index('"{') : -1], None),
        ("unknown-message-type", "$.data.messageType", '\\"\\u00dcb\\u2028er\\ud83d\\ude00\\"', (1, 16)),
        ("long-suffix", "$.data.referenceId", "1L", (2, 16)),
        ("single-quoted-string", '$.data["more "]', "'x'", (2, 34)),
    ]


@pytest.mark.parametrize(
    ("quoted", "message", "place"),
    [
        ('"referendeId"', '{"messageType":"UcsOperationResponse", "referendeId" : 7, "success":true}', (1, 48)),
        ('"referendeId"', '{"messageType":"UcsOperationResponse",\n"referendeId":7L, "success":true}', (2, 1)),
        ("'referendeId'", "{'messageType':'UcsOperationResponse', 'referendeId':7, 'success':True}", (1, 48)),
        ('"referendeId"', '{"messageType":"UcsOperationResponse", "referendeId":007, "success":true}', (1, 48)),
    ],
    ids=["valid", "long suffix", "python", "by the grammar"],
)
def test_a_wrong_name_has_the_place_of_the_name(quoted: str, message: str, place: tuple[int, int]) -> None:
    text = f'{{"data":{message}}}'
    (wrong,) = (one for one in parse(text).diagnostics if one.name == "misspelt-member")
    assert (wrong.span.line, wrong.span.column) == place
    assert text[wrong.span.start : wrong.span.end] == wrong.found == quoted
    assert (wrong.path, wrong.used) == ("$.data.referendeId", '"referenceId"')


def test_a_wrong_name_in_a_text_in_a_string_has_its_place_in_both() -> None:
    inner = '{"messageType":"UcsOperationResponse", "referendeId": 7, "success": true}'
    text = json.dumps([{"data": inner}, {"data": {"messageType": "UcsOperationResponse", "success": True}}])
    diagnostics = parse(text).diagnostics
    assert [(one.name, one.inner is None) for one in diagnostics if one.is_error] == [
        ("misspelt-member", False),
        ("missing-member", True),
    ]
    (wrong,) = (one for one in diagnostics if one.name == "misspelt-member")
    assert wrong.inner is not None
    assert inner[wrong.inner.start : wrong.inner.end] == wrong.found == '"referendeId"'
    assert text[wrong.span.start : wrong.span.end] == r"\"referendeId\""


def test_what_was_found_is_the_text_as_it_stands() -> None:
    text = (
        '{"data": {"messageType": "UcsOperationResponse", "referenceId": [ 1 ], "success": \'yes\', "x": {"a" : None}}}'
    )
    found = {one.path: one.found for one in parse(text).diagnostics if one.name in ("wrong-type", "unknown-member")}
    assert found == {"$.data.referenceId": "[ 1 ]", "$.data.success": "'yes'", "$.data.x": '{"a" : None}'}


def test_a_string_that_holds_no_object_is_no_message() -> None:
    assert found('{"data":"hello"}') == [("wrong-type", "$.data", 1, 9)]


def test_loads_raises_with_everything_that_was_found() -> None:
    with pytest.raises(NotificationError) as raised:
        loads(json.dumps(history(INTERACTION | {"state": 7, "mediaType": "Chat"})))
    assert [one.name for one in raised.value.diagnostics] == ["wrong-type", "value-case"]
    assert raised.value.msg == "Expected a string, got `7`"


@pytest.mark.parametrize("count", [0, 2])
def test_loads_takes_a_batch_of_one_only(count: int) -> None:
    text = json.dumps([history(INTERACTION)] * count + [{"channel": "/meta/connect", "successful": True}])
    with pytest.raises(NotificationError, match=f"Expected one notification, got a batch of {count}"):
        loads(text)
    parsed = parse(text)
    assert parsed.ok
    assert len(parsed.notifications) == count
    assert parsed.replies == ({"channel": "/meta/connect", "successful": True},)


def test_a_batch_of_one_is_that_one() -> None:
    assert loads(json.dumps([history(INTERACTION)])) == loads(json.dumps(history(INTERACTION)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "no-value"),
        (" \r\n", "no-value"),
        ("5", "not-a-notification"),
        ('["a"]', "not-a-notification"),
        ("null", "not-a-notification"),
        (b"\xff", "undecodable-bytes"),
        ("{}", "not-a-notification"),
    ],
)
def test_what_is_no_notification_is_a_named_error(text: str | bytes, name: str) -> None:
    for mode in ("strict", "lenient"):
        parsed = parse(text, mode=mode)
        assert not parsed.ok
        assert name in {one.name for one in parsed.diagnostics}
        assert parsed.notifications == ()


def test_load_and_dump_take_open_files() -> None:
    text = json.dumps(history(INTERACTION))
    notification = load(io.BytesIO(text.encode()))
    assert load(io.StringIO(text)) == notification
    file = io.StringIO()
    dump(notification, file)
    assert file.getvalue() == dumps(notification)
    assert loads(file.getvalue()) == notification


class Endless(io.RawIOBase):
    """A file that hands out a little at a time, and has no end."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:3] = b"[1,"
        return 3


def test_load_reads_no_more_than_the_limit() -> None:
    with pytest.raises(NotificationError, match="Expected at most 10 characters"):
        load(io.StringIO("[" * 100), limits=Limits(size=10))
    with pytest.raises(NotificationError, match="Expected at most 10 bytes, got 12"):
        load(Endless(), limits=Limits(size=10))  # type: ignore[call-overload] # a raw file


def test_load_reads_what_comes_bit_by_bit_up_to_the_end() -> None:
    text = json.dumps(history(INTERACTION))
    end, start = os.pipe()
    with os.fdopen(end, "rb", buffering=0) as reader:
        with os.fdopen(start, "wb", buffering=0) as writer:
            writer.write(text.encode())
        assert load(reader, limits=Limits(size=sys.maxsize)) == loads(text)
    with pytest.raises(NotificationError, match=r"error\[no-value\]"):
        load(io.BytesIO())


def test_a_source_carries_its_name_into_the_message() -> None:
    with pytest.raises(NotificationError, match=r"^capture\.json:1:1: error\[not-a-notification\]"):
        loads(Source("5", "capture.json"))


def test_a_result_is_immutable_and_pickles() -> None:
    parsed = parse(json.dumps(history(INTERACTION | {"mediaType": "Chat"})))
    again = pickle.loads(pickle.dumps(parsed))  # noqa: S301 - our own bytes
    assert again == parsed
    assert (again.ok, again.diagnostics) == (True, parsed.diagnostics)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        parsed.notifications = ()  # type: ignore[misc]  # what is tested
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        parsed.ok = False
    assert not attrs.evolve(parsed, diagnostics=parse("5").diagnostics).ok


def test_diagnostics_that_are_made_later_are_an_attribute_like_any_other() -> None:
    """Whoever compares, copies or takes apart a result asks for them, and they are made once."""
    text = json.dumps(history(INTERACTION | {"mediaType": "Chat", "state": 7}))
    parsed, other = parse(text), parse(text)
    assert copy.copy(parsed) == copy.deepcopy(other) == parsed
    assert hash(parsed) == hash(other)
    assert parsed != parse(text, mode=Mode.STRICT.deny("value-case"))
    assert parsed.diagnostics is parsed.diagnostics
    assert [one.name for one in attrs.asdict(parse(text))["diagnostics"]] == ["wrong-type", "value-case"]
    assert attrs.evolve(parse(text), replies=()) == parsed


@pytest.mark.parametrize(
    "mode", ["strict", "lenient", Mode.LENIENT.deny("value-case"), Mode.STRICT.deny("long-suffix")]
)
@pytest.mark.parametrize(
    "text",
    [
        json.dumps(history(INTERACTION)),
        json.dumps(history(INTERACTION | {"mediaType": "Chat"})),
        json.dumps(history(INTERACTION)).replace('"referenceId": 1', "'referenceId': 1L"),
        json.dumps(history(INTERACTION)).replace('"referenceId": 1', '"referenceId": foo'),
        json.dumps(history(INTERACTION)) + ",",
        JSON_IN_STRING,
    ],
)
def test_ok_is_what_the_diagnostics_say(text: str, mode: Mode | str) -> None:
    """It is known before the places are."""
    parsed = parse(text, mode=mode)
    assert parsed.ok is not any(found.severity == "error" for found in parsed.diagnostics)


def test_what_is_no_name_of_the_package_is_an_attribute_error() -> None:
    """`iter_parse` is imported when it is asked for; nothing else is."""
    assert callable(ucsmsg.iter_parse)
    with pytest.raises(AttributeError, match="module 'ucsmsg' has no attribute 'itre_parse'"):
        _ = ucsmsg.itre_parse  # type: ignore[attr-defined] # which shows that type checkers see it too
    assert set(ucsmsg.__all__) <= set(dir(ucsmsg))


def test_a_message_type_that_the_syntax_refused_is_not_missing_as_well() -> None:
    assert [name for name, _, _, _ in found('{"data":{"messageType":yes,"referenceId":1}}')] == ["bare-word"]


MESSAGE = {"messageType": "GetInteractionContentMessage", "referenceId": 1, "messages": [{}] * 10}


@pytest.mark.parametrize("value", [{"data": MESSAGE}, MESSAGE, [MESSAGE]])
def test_more_deviations_than_the_limit_leave_nothing_read(value: object) -> None:
    parsed = parse(json.dumps(value), limits=Limits(diagnostics=20))
    assert parsed.notifications == ()
    assert [(one.name, one.path, one.message) for one in parsed.diagnostics] == [
        (
            "limit-exceeded",
            "$",
            "Expected at most 20 deviations, got more: raise Limits.diagnostics if the text is yours",
        )
    ]


@pytest.mark.parametrize("value", [None, 1, Path("a.json"), ["{}"]])
def test_what_is_no_text_is_a_type_error_that_says_what_to_do(value: Any) -> None:
    message = f"Expected str, bytes or Source, got {type(value).__name__}: load and iter_parse read files, read values"
    for read in (parse, loads, quasi.parse, quasi.loads):
        with pytest.raises(TypeError, match=rf"^{message}$"):
            read(value)


@pytest.mark.parametrize("of", [bytearray, memoryview])
def test_bytes_of_other_types_are_bytes(of: Callable[[bytes], bytearray | memoryview]) -> None:
    data = b'{"data":{"messageType":"UcsOperationResponse","referenceId":7,"success":true}}'
    assert loads(of(data)) == loads(data)
    assert [document.value for document in quasi.iter_parse(of(data * 2))] == [quasi.loads(of(data))] * 2
