"""What a text says of a value beyond the value: how its numbers are written, and texts in strings in strings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucsmsg import GetInteractionsHistoryMessage, Interaction, Mode, UcsOperationResponse, dumps, loads, parse

INTERACTION = {
    "id": "1",
    "typeId": "Inbound",
    "state": "Stopped",
    "mediaType": "call",
    "startDate": "2015-10-01 16:02:07.000+0300",
    "phoneNumber": "@",
}
MESSAGE = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "interactions": [INTERACTION]}
NOTIFICATION = json.dumps({"data": MESSAGE})
ANYTHING = Mode.LENIENT

digits = st.from_regex(r"[1-9][0-9]{0,40}", fullmatch=True)
spellings = st.one_of(
    digits,
    digits.map("-{}".format),
    digits.map("+{}".format),
    st.from_regex(r"0[xX][0-9A-Fa-f]{1,20}", fullmatch=True),
    st.from_regex(r"0[oO][0-7]{1,20}", fullmatch=True),
    st.from_regex(r"0[bB][01]{1,20}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,2}(_[0-9]{3}){1,3}", fullmatch=True),
    st.sampled_from(["0", "-0", "+0", "007", "08", "0009", "00", "-007"]),
)


def only_interaction(text: str) -> Interaction:
    data = parse(text, mode=ANYTHING).notifications[0].data
    assert isinstance(data, GetInteractionsHistoryMessage)
    assert data.interactions is not None
    return data.interactions[0]


@given(spellings)
def test_a_number_for_a_text_is_taken_as_it_is_written(number: str) -> None:
    for text, path in (
        (NOTIFICATION, "$.data.interactions[0].phoneNumber"),
        (json.dumps([{"data": MESSAGE}]), "$[0].data.interactions[0].phoneNumber"),
        (json.dumps(MESSAGE), "$.interactions[0].phoneNumber"),
        (json.dumps({"data": {"data": MESSAGE}}), "$.data.data.interactions[0].phoneNumber"),
        (json.dumps({"data": {**MESSAGE, "interactions": INTERACTION}}), "$.data.interactions.phoneNumber"),
    ):
        written = text.replace('"@"', f" {number} ")
        assert only_interaction(written).phone_number == number
        found = [
            one for one in parse(written, mode=ANYTHING).diagnostics if one.path == path and one.name == "wrong-type"
        ]
        assert [(one.found, one.used) for one in found] == [(number, f'"{number}"')]
        assert f"got `{number[:59]}" in found[0].message


@given(spellings, st.integers(1, 2))
def test_a_number_in_a_text_in_a_string_is_taken_as_it_is_written_there(number: str, strings: int) -> None:
    inner = json.dumps(MESSAGE).replace('"@"', number)
    outer = inner
    for _ in range(strings):
        outer = json.dumps(outer)
    text = f'[{{"data": {outer}}}]'
    assert only_interaction(text).phone_number == number
    (diagnostic,) = (one for one in parse(text, mode=ANYTHING).diagnostics if one.name == "wrong-type")
    assert diagnostic.inner is not None
    assert inner[diagnostic.inner.start : diagnostic.inner.end] == diagnostic.found == number
    assert text[diagnostic.span.start : diagnostic.span.end] == number


@pytest.mark.parametrize(("number", "text"), [("5001L", "5001"), ("5001l", "5001"), ("-5L", "-5")])
def test_the_suffix_of_a_long_number_belongs_to_python(number: str, text: str) -> None:
    written = NOTIFICATION.replace('"@"', number)
    assert only_interaction(written).phone_number == text


@given(spellings)
def test_what_was_read_is_read_again_from_its_text(number: str) -> None:
    (notification,) = parse(NOTIFICATION.replace('"@"', number), mode=ANYTHING).notifications
    assert loads(dumps(notification)) == notification


RESPONSE = {"messageType": "UcsOperationResponse", "referenceId": 3, "success": True}


def in_strings(message: str, times: int) -> str:
    for _ in range(times):
        message = json.dumps(message)
    return f'{{"data": {message}}}'


@pytest.mark.parametrize("times", [1, 2])
def test_a_message_may_be_a_text_in_a_string_in_a_string(times: int) -> None:
    parsed = parse(in_strings(json.dumps(RESPONSE), times))
    assert [(one.name, one.path) for one in parsed.diagnostics] == [("json-in-string", "$.data")]
    assert parsed.notifications[0].data == UcsOperationResponse(reference_id=3, success=True)


def test_a_text_in_three_strings_is_refused() -> None:
    parsed = parse(in_strings(json.dumps(RESPONSE), 3))
    assert [(one.name, one.severity) for one in parsed.diagnostics] == [("wrong-type", "error")]


@pytest.mark.parametrize("text", ["text", "7", "[1]", '"text"', '"7"', '"[1]"'])
def test_a_string_in_a_string_that_holds_no_object_is_no_message(text: str) -> None:
    assert [one.name for one in parse(in_strings(text, 1)).diagnostics] == ["wrong-type"]


def test_what_deviates_in_a_string_in_a_string_has_its_place_in_the_whole_text() -> None:
    message = '{"messageType": "UcsOperationResponse",\n "referenceId": 7L, "success": yes, "é": 1}'
    text = in_strings(message, 2)
    found = [
        (
            one.name,
            one.path,
            text[one.span.start : one.span.end],
            (one.inner.line, one.inner.column) if one.inner else None,
        )
        for one in parse(text).diagnostics
    ]
    assert found == [
        ("json-in-string", "$.data", text[len('{"data": ') : -1], None),
        ("long-suffix", "$.data.referenceId", "7L", (2, 17)),
        ("bare-word", "$.data.success", "yes", (2, 32)),
        ("unknown-member", r'$.data["\u00e9"]', "1", (2, 42)),
    ]


def test_what_deviates_in_the_string_between_has_its_place_too() -> None:
    middle = "'" + json.dumps(RESPONSE) + "'"
    text = in_strings(middle, 1)
    found = [(one.name, one.path, text[one.span.start : one.span.end]) for one in parse(text).diagnostics]
    assert found == [
        ("json-in-string", "$.data", json.dumps(middle)),
        ("single-quoted-string", "$.data", json.dumps(middle)[1:-1]),
    ]
