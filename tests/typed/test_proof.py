"""Each part of the proof has a text that msgspec reads wrongly, or forgivingly, and that the lane does not take."""

import copy
import json
from typing import Any

import pytest

from tests.typed.reading import CONTENT, HISTORY, LANE, RESPONSE, is_taken, text_of, untyped
from ucsmsg.schema._times import EXAMPLE, documented_time
from ucsmsg.text.searching import library
from ucsmsg.typed import _proof
from ucsmsg.typed._moments import moments_function
from ucsmsg.typed._proof import FREE_DEPTH, has_strings

moments_of = moments_function()


def changed(path: str, value: Any, root: Any = CONTENT) -> Any:
    """The notification with another value at the path, `data.messages.0.index`."""
    changed = copy.deepcopy(root)
    *around, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    inner = changed
    for step in around:
        inner = inner[step]
    inner[last] = value
    return changed


@pytest.mark.parametrize("value", [CONTENT, HISTORY, RESPONSE, [], [CONTENT, HISTORY]])
@pytest.mark.parametrize("options", [{}, {"indent": 1}, {"separators": (",", ":")}, {"sort_keys": True}])
def test_documented_notifications_are_taken_however_they_are_written(value: Any, options: dict[str, Any]) -> None:
    assert is_taken(text_of(value, **options))
    assert is_taken(text_of(value, **options).encode())
    assert is_taken(json.dumps(value, **options))


# ---- Names twice ----

TWICE = [
    ('"referenceId": 7', '"referenceId": 7, "referenceId": 7'),
    ('"referenceId": 7', '"referenceId": 7, "\\u0072eferenceId": 7'),
    ('"VIP": true', '"VIP": true, "VIP": true'),
    ('"Level": 1.5', '"Level": 1.5, "Level": 1e0'),
    ('"index": 3', '"index": 2, "index": 3'),
    ('"messageType":', '"messageType": "GetInteractionContentMessage", "messageType":'),
    ('"channel":', '"channel": "/v2/ucs/interactions", "channel":'),
    ('"data":', '"data": {"messageType": "UcsOperationResponse", "referenceId": 1, "success": true}, "data":'),
    # What is written with an escape counts as a quote less in the text, or as one more.
    ('"referenceId": 7', '"referenceId": 7, "referenceId": 7, "id": "\\u0022\\u0022"'),
    ('"Note": null', '"Note": "\\u0022\\u0022", "Note": "\\\\"'),
    ('"Note": null', '"Note": "\\\\\\"\\\\", "Note": "\\""'),
]


@pytest.mark.parametrize(("once", "twice"), TWICE)
def test_a_name_twice_is_not_taken(once: str, twice: str) -> None:
    text = text_of(CONTENT)
    assert once in text
    assert not is_taken(text.replace(once, twice))
    assert "duplicate-key" in untyped(text.replace(once, twice)).diagnostics.by_name()


def test_msgspec_itself_drops_a_name_twice() -> None:
    """So that the texts above show that the strings have to be counted."""
    text = text_of(CONTENT).replace('"VIP": true', '"VIP": true, "VIP": true')
    assert LANE._decode(text.encode()).data.interaction.user_data["VIP"] is True  # noqa: SLF001  # past the proof


@pytest.mark.parametrize(
    ("text", "strings"),
    [
        ('{"a":"b"}', 2),
        ('["\\""]', 1),
        ('["\\\\"]', 1),
        ('["\\\\\\""]', 1),
        ('["\\\\","\\\\"]', 2),
        ('["\\u0022"]', 1),
        ('["\\n","a"]', 2),
        ('["\\/\\"\\b\\"","\\u00e9\\""]', 2),
        ('{"\\\\":"\\\\\\""}', 2),
        ("[]", 0),
    ],
)
@pytest.mark.parametrize("find", [library, lambda: None])
def test_strings_are_counted_past_the_quotes_in_them(
    text: str, strings: int, find: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    json.loads(text)
    monkeypatch.setattr(_proof, "library", find)
    assert has_strings(text.encode(), strings)
    assert not has_strings(text.encode(), strings - 1)
    assert not has_strings(text.encode(), strings + 1)


# ---- Times ----

TIMES = [
    *("2015-10-01 16:02:07.000+0300", "2015-10-01 16:02:07.999-2359", "2016-02-29 00:00:00.000+0000"),
    *("2015-10-01 16:02:07.000-0030", "0001-01-01 00:00:00.000-0001", "9999-12-31 23:59:59.999+0000"),
    *("2015-10-01T16:02:07.000+0300", "2015-10-01x16:02:07.000+0300", "2015-10-01 16:02:07,000+0300"),
    *("2015-10-01 16:02:07.000+03:00", "2015-10-01 16:02:07.00+03:00", "2015-10-01 16:02:07.000-0000"),
    *("2015-10-01 16:02:07.000Z", "2015-10-01 16:02:07.000", "2015-10-01 16:02:07.0+0300"),
    *("2015-10-01 16:02:07.0000000+0300", "2015-10-01 16:02:07+03:00:00", "2015-W40-4 16:02:07.0000+0300"),
    *("2015-02-29 16:02:07.000+0300", "2015-10-01 24:00:00.000+0300", "2015-10-01 16:60:07.000+0300"),
    *("2015-10-01 16:02:60.000+0300", "2015-10-01 16:02:07.000+0060", "2015-10-01 16:02:07.000+2400"),
    *("0000-10-01 16:02:07.000+0300", "2015-13-01 16:02:07.000+0300", "2015-10-00 16:02:07.000+0300"),
    *("2015+10+01 16:02:07.000+0300", "٢٠١٥-10-01 16:02:07.000+0300", "2015-10-01 16:02:07.000+030", ""),
    *(" 015-10-01 16:02:07.000+0300", "2015-10-01 16-02-07.000+0300", "2015-10-0116: 02: 07.000+0300"),
]


@pytest.mark.parametrize("text", TIMES)
def test_only_times_in_the_documented_form_are_moments(text: str) -> None:
    expected = documented_time(text)
    for texts in ([text], [EXAMPLE, text, None], [None, text, EXAMPLE]):
        try:
            moments = moments_of(texts, [])
        except Exception:  # noqa: BLE001  # whatever it is, the lane does not take the text
            assert expected is None
        else:
            assert [repr(moments[texts.index(text)])] == [repr(expected)]
            assert moments[texts.index(EXAMPLE) if EXAMPLE in texts else 0] is not None


@pytest.mark.parametrize("text", TIMES)
@pytest.mark.parametrize(
    "path", ["data.interaction.startDate", "data.interaction.endDate", "data.messages.1.timestamp"]
)
def test_a_notification_with_another_time_is_not_taken(path: str, text: str) -> None:
    is_taken(text_of(changed(path, text)))


def test_two_times_that_are_documented_together_are_not_taken() -> None:
    whole = "2013-11-25 21:02:22.000+0200" * 2
    value = changed("data.interaction.startDate", whole[:20])
    assert not is_taken(text_of(changed("data.interaction.endDate", whole[20:], value)))


# ---- What else the other lanes have to see ----

NOT_TAKEN = [
    ("data.interaction.uri", "http: //localhost: 8080/api/v2/interactions/0000Sa99620J0EM5"),
    ("data.interaction.path", "/interactions/x"),
    ("data.interaction.id", "other"),
    ("data.messages.0.url", "http://a b"),
    ("data.messages.0.url", "http://a\tb"),
    ("data.messages.0.url", "http://a\u200bb"),
    ("data.messages.0.from.uri", "http: //a"),
    ("data.messages.0.from.path", "/a /b"),
    ("data.messages.0.from.id", "other than participantId"),
    ("data.messages.0.from.type", "agent"),
    ("data.messages.0.timestampSeconds", 1385406142037),
    ("data.messages.0.timestampSeconds", 1385406142036.0),
    ("data.messages.0.index", 0),
    ("data.messages.0.index", 3),
    ("data.messages.0.index", True),
    ("data.messages.0.text", None),
    ("data.messages.0.unknown", 1),
    ("data.interaction.mediaType", "Chat"),
    ("data.interaction.mediaType", "email"),
    ("data.interaction.callDuration", -1),
    ("data.interaction.endDate", "2013-11-25 21:02:21.999+0200"),
    ("data.interaction.subject", 7),
    ("data.interaction.userData", []),
    ("data.errorMessage", "failed"),
    ("data.messageType", "getInteractionContentMessage"),
    ("data.messageType", "UnknownMessage"),
    ("data.data", {}),
    ("channel", "/v2/UCS/interactions"),
    ("channel", "/meta/connect"),
    ("channel", None),
    ("id", 1),
    ("data", None),
    ("data", "{}"),
    ("data", [CONTENT["data"]]),
]


@pytest.mark.parametrize(("path", "value"), NOT_TAKEN)
def test_what_deviates_is_not_taken(path: str, value: Any) -> None:
    assert not is_taken(text_of(changed(path, value)))
    assert not is_taken(text_of([HISTORY, changed(path, value)]))


@pytest.mark.parametrize("name", ["id", "startDate"])
def test_what_lacks_a_member_is_not_taken(name: str) -> None:
    value = copy.deepcopy(CONTENT)
    del value["data"]["interaction"][name]
    assert not is_taken(text_of(value))


@pytest.mark.parametrize("root", [HISTORY, RESPONSE, CONTENT])
def test_what_lacks_its_type_is_not_taken_and_pays_for_no_name_twice(root: Any) -> None:
    text = text_of(root)
    name = f'"messageType": "{root["data"]["messageType"]}", '
    assert not is_taken(text.replace(name, ""))
    assert not is_taken(text.replace(name, "").replace('"referenceId":', '"referenceId": 2, "referenceId":'))


@pytest.mark.parametrize(
    "data",
    [
        {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1},
        {"messageType": "GetInteractionContentMessage", "referenceId": 1},
        HISTORY["data"] | {"errorMessage": "failed"},
        RESPONSE["data"] | {"errorMessage": "failed"},
        CONTENT["data"] | {"messages": [], "errorMessage": ""},
    ],
)
def test_neither_a_payload_nor_an_error_or_both_is_not_taken(data: Any) -> None:
    assert not is_taken(text_of({"data": data}))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1", "null", '"a"', "{}", '{"data":{}}', "[1]", "[[]]", "\ufeff[]", "[]\x00", "[],", "[]//"),
        text_of(HISTORY["data"]),
        text_of(CONTENT).replace('"VIP": true', '"VIP": 1e999'),
        text_of(CONTENT).replace('"VIP": true', '"VIP": NaN'),
        text_of(CONTENT).replace('"VIP": true', '"VIP": "\\ud800"'),
        text_of(CONTENT).replace('"VIP": true', '"VIP": "\ud800"'),
        text_of(CONTENT).replace('"VIP": true', '"VIP": "\t"'),
        text_of(CONTENT).replace('"VIP": true', '"VIP": ' + "1" * 5000),
        text_of(CONTENT).replace("true", "True"),
        text_of(CONTENT).replace("1385406142036", "1385406142036L"),
        text_of(CONTENT).replace('"', "'"),
        text_of(CONTENT)[:-1],
    ],
)
def test_what_is_no_such_json_is_not_taken(text: str) -> None:
    assert not is_taken(text)


@pytest.mark.parametrize("data", [b"\xff", text_of(RESPONSE).encode("utf-16"), b'{"data":"\xed\xa0\x80"}'])
def test_bytes_that_are_no_utf_8_are_not_taken(data: bytes) -> None:
    assert not is_taken(data)


@pytest.mark.parametrize(
    ("deep", "expected"), [(FREE_DEPTH - 1, True), (FREE_DEPTH, False), (300, False), (9999, False)]
)
def test_free_objects_are_taken_up_to_a_depth(deep: int, expected: bool) -> None:  # noqa: FBT001  # a parameter
    value = text_of(CONTENT).replace('"VIP": true', '"VIP": ' + "[" * deep + "]" * deep)
    assert is_taken(value) is expected


@pytest.mark.parametrize("error", [MemoryError, RecursionError, UnicodeError, OverflowError, KeyError])
def test_whatever_is_raised_on_the_way_is_for_the_other_lanes(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(_: bytes) -> Any:
        raise error

    monkeypatch.setattr(LANE, "_decode", decode)
    assert LANE.read(text_of(RESPONSE)) is None
