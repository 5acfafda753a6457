"""Payloads in the JSON of others: found by their names, and read with their places; all else is passed over."""

import json
from typing import Any

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import Limits, Parsed, iter_parse, parse
from ucsmsg.captures import PassedOver
from ucsmsg.schema._recognition import is_notification, is_of_notification

ONE, TWO, THREE = failure(1), failure(2), failure(3)
FORMS: dict[str, str] = {
    "compact": ONE,
    "indented": json.dumps(json.loads(ONE), indent=2),
    "escaped": json.dumps({"data": json.loads(ONE)["data"] | {"errorMessage": "Zugriff für “Ōta” 🙂 verweigert"}}),
    "batch": f"[{ONE}]",
    "repr": repr(json.loads(failure(1, "it's"))),
}


def read(*lines: str, mode: str = "lenient", **options: Any) -> list[Parsed]:
    """The results for lines of JSON."""
    return list(iter_parse("".join(f"{line}\n" for line in lines).encode(), mode=mode, **options))


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("around", ["{}", "received {} in 3 ms", "\n{}\n", "{} and " + TWO])
@pytest.mark.parametrize("times", [1, 2])
def test_a_payload_in_a_string_is_read_with_its_places_in_both_texts(form: str, around: str, times: int) -> None:
    text = around.replace("{}", form.replace(":1", ":1L").replace(": 1", ": 1L"))
    line = text
    for _ in range(times):
        line = json.dumps({"time": "t1", "level": "INFO", "message": line})
    results = read(line, '{"time":"t2","message":"ready"}')
    suffix = next(each for parsed in results for each in parsed.diagnostics if each.name == "long-suffix")

    assert references(results)[0] == 1
    assert all(parsed.ok for parsed in results)
    assert line[suffix.span.start : suffix.span.end] == "1L"
    assert (suffix.span.line, suffix.span.column) == (1, line.index("1L") + 1)
    assert suffix.inner is not None
    assert text.split("\n")[suffix.inner.line - 1][suffix.inner.column - 1 :].startswith("1L")
    assert (results[0].origin.time, results[0].origin.level) == ("t1", "INFO")


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("is_in_entry", [False, True])
def test_a_payload_is_read_in_a_text_that_is_nothing_but_a_string(form: str, times: int, *, is_in_entry: bool) -> None:
    text = form
    for _ in range(times):
        text = json.dumps(text)
    capture = json.dumps({"time": "t1", "message": text}) if is_in_entry else text
    results = [*iter_parse(capture.encode(), mode="lenient")]

    assert references(results) == [1]
    assert all(parsed.ok for parsed in results)


@pytest.mark.parametrize("form", [form for name, form in FORMS.items() if name != "repr"])
@pytest.mark.parametrize("indent", [None, 1])
def test_a_payload_in_an_object_is_read_where_it_stands(form: str, indent: int | None) -> None:
    entry = {"time": "t1", "details": {"a": [1, {"body": json.loads(form)}]}}
    text = json.dumps(entry, indent=indent, ensure_ascii=False)
    (parsed,) = iter_parse(text.encode())

    assert references([parsed]) == [1]
    assert parsed.ok
    assert json.loads(parsed.source.text) == json.loads(form)
    assert text[parsed.source.origin.offset :].startswith(parsed.source.text)


def test_lines_without_a_payload_are_passed_over_and_counted() -> None:
    other = '{"time":"t","message":"agent ready","n":{"a":[]}}'
    lines = [other, json.dumps({"time": "t", "message": ONE}), other]
    reading = iter_parse("".join(f"{line}\n" for line in lines).encode())

    assert references(reading) == [1]
    others = reading.coverage.passed_over[PassedOver.OTHER_JSON]
    assert (others.count, reading.coverage.characters) == (4, sum(len(line) + 1 for line in lines))


@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_a_damaged_payload_in_a_string_is_reported_and_hides_nothing(mode: str) -> None:
    damaged = TWO.replace('"referenceId":2', '"referenceId":"x y')
    results = read(*(json.dumps({"time": "t", "message": f"got {text}"}) for text in (ONE, damaged, THREE)), mode=mode)

    assert [parsed.ok for parsed in results] == [True, False, True]
    assert {parsed.source.origin.line for parsed in results} == {1, 2, 3}
    assert (references(results)[0], references(results)[-1]) == (1, 3)


@pytest.mark.parametrize("cut", [3, 20, 40, 60, 100])
def test_a_log_line_that_is_cut_off_in_its_payload_is_an_error(cut: int) -> None:
    line = json.dumps({"time": "t", "message": f"got {TWO}"})
    results = read(line.replace("2", "1"), line[:-cut], line.replace("2", "3"), format="ndjson")

    assert references(results)[0] == 1
    assert references(results)[-1] == 3
    assert [parsed.source.origin.line for parsed in results if not parsed.ok] == [2]


def test_other_peoples_damage_around_a_payload_is_theirs() -> None:
    line = '{"time": 1, "a": [1,,2], "message": ' + json.dumps(ONE) + "}"

    assert [(references([parsed]), parsed.ok) for parsed in read(line, line, format="ndjson")] == [([1], True)] * 2


def test_a_name_of_a_notification_outside_of_the_payload_is_a_note_and_an_error_where_there_is_damage() -> None:
    entry = {"time": "t", "request": {"referenceId": 5}, "message": ONE}
    healthy, damaged = json.dumps(entry), json.dumps(entry | {"x": [1, 2]}).replace("1, 2", "1,,2")
    (note, _), (error, _) = read(healthy), read(damaged, format="ndjson")

    assert [(each.name, each.severity) for each in note.diagnostics] == [("passed-over-traffic", "note")]
    assert note.diagnostics[0].message.startswith('Expected a notification, got JSON of others: `referenceId": 5}')
    assert [(each.name, each.severity) for each in error.diagnostics] == [("surrounding-text", "error")]


def test_the_same_payload_in_another_member_of_an_entry_is_a_copy() -> None:
    entry = {"@timestamp": "t", "message": f"received {ONE}", "event": {"original": ONE}, "payload": json.loads(ONE)}
    results = read(json.dumps(entry), json.dumps({"0": "Received", "1": [json.loads(ONE)] * 2}))

    assert references(results) == [1, 1, 1]
    assert [name for name, _, _ in marks(results)] == ["passed-over-traffic"] * 2 + ["repeated-notification"]
    assert (
        results[1]
        .diagnostics[0]
        .message.startswith("Expected a notification, got the same once more in another member: `{")
    )


def test_what_a_client_sent_is_a_note_in_a_collection_of_requests() -> None:
    exchange = {
        "name": "content",
        "request": {"method": "POST", "body": {"raw": ONE}},
        "response": [{"originalRequest": {"url": {"raw": "http://h/x"}, "body": {"raw": TWO}}, "body": THREE}],
    }
    (sent, answer) = iter_parse(json.dumps({"info": {"name": "x"}, "item": [exchange]}).encode())

    assert [each.name for each in sent.diagnostics] == ["passed-over-traffic"]
    assert (references([answer]), answer.origin.source) == ([3], "http://h/x")


@pytest.mark.parametrize("around", ["text = {}\n", "log\nm: {}\n", "x({});\n", "[[m]]\ntext = {}\n"])
@pytest.mark.parametrize("message", ["Request failed", 'it\'s "so"', "a\\b\n{c}"])
def test_a_payload_may_be_all_of_a_string_that_is_assigned(around: str, message: str) -> None:
    payload = json.dumps({"data": json.loads(ONE)["data"] | {"errorMessage": message}})
    results = read(around.format(json.dumps(payload)))

    assert [each.notifications for each in results if each.notifications] == [parse(payload).notifications]


def test_a_payload_may_stand_in_a_name() -> None:
    (parsed,) = iter_parse(json.dumps({"data-text-lines": {f"{ONE}\n": ""}}).encode())

    assert (references([parsed]), parsed.ok) == ([1], True)


@pytest.mark.parametrize(
    "text",
    [
        '{"name":\n"value1"}\n\n{"name":\n"value2"}\n',
        "[settings]\na=1\n[x]\n",
        '[plugins]\nimportlib-metadata; python_version < "3.8"\n',
    ],
)
def test_a_capture_of_other_texts_has_no_payload(text: str) -> None:
    assert [name for name, _, _ in marks(iter_parse(text.encode()))] == ["no-value"]


@pytest.mark.parametrize("capture", ["INFO {}\n", "Text\n\n{}\n", "<html><p>{}</p>\n"])
@pytest.mark.parametrize(
    "other",
    [
        '{"a":1}',
        '{"data":{}}',
        '{"channel":"general","data":{"text":"hi"}}',
        '{"channel":"#general"}',
        '{"messages":[{"id":1}],"success":true}',
        '{"success":false,"errorMessage":"no"}',
        "{'en': {'title': 'Chats'}, 'x': [1,]}",
        '{"a": b, "c": {d}}',
        '{"operationName":"GetInteractionContent"}',
        'function(e){switch(e.messageType){case"X":s(e["channel"])}}',
        'body{"color":red}',
        '{"interaction":{"id":"1"}}',
    ],
)
def test_other_objects_between_prose_are_passed_over(capture: str, other: str) -> None:
    text = "".join(capture.replace("{}", each) for each in (ONE, other, TWO))

    results = list(iter_parse(text.encode()))

    assert (references(results), marks(results)) == ([1, 2], [])


@pytest.mark.parametrize(
    "payload",
    [
        '{"channel":"/v2/ucs/interactions"}',
        '{"channel":"v2/ucs/interactions","data":{}}',
        '{"data":{"referenceId":"7"}}',
        '{"referenceId":7,"contactId":"0000DaA3G4VF000Q"}',
        '{"referenceId":7,"messageType":"X"}',
        '{"data":{"data":{"messageType":"X"}}}',
        '{"data":"{\\"messageType\\":\\"X\\"}"}',
        '{"data":{"interactions":[{"typeId":"Inbound","mediaType":"chat"}]}}',
        '{"data":{"messageType":"X", "a": b}}',
        '{"data":{"referenceId":7',
    ],
)
def test_a_notification_that_lacks_something_is_judged_between_prose(payload: str) -> None:
    (first, *bad, last) = iter_parse(f"INFO {ONE}\nINFO {payload}\nINFO {TWO}\n".encode())

    assert (references([first]), references([last])) == ([1], [2])
    assert [name for name, _, _ in marks(bad)]
    assert bad[0].source.text == payload


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ({"channel": "/meta/connect", "successful": True}, True),
        ({"channel": "/v2/me/calls", "data": {}}, True),
        ({"channel": "/v2/me/calls"}, True),
        ({"channel": "/calls"}, False),
        ({"channel": "/calls", "data": {}}, True),
        ({"statusCode": 0, "referenceId": 2}, True),
        ({"statusCode": 0}, False),
        ({"referenceId": 1, "metrics": {}}, True),
        ({"referenceId": None, "messageType": []}, False),
        ({"data": {"referenceId": 1}, "time": 1}, True),
        ({"data": {"data": {"referenceId": 1}}, "time": 1}, False),
        ({"data": '{"referenceId": 1}', "time": 1}, False),
        ({"data": "x"}, False),
        ([{"data": {"referenceId": 1}}, 5], True),
        ([5, {"data": {"referenceId": 1}}], False),
        ([], False),
        ("x", False),
    ],
)
def test_a_notification_is_told_by_two_documented_names_or_the_topic(value: Any, is_one: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert is_notification(value) is is_one


@pytest.mark.parametrize(
    ("value", "is_one"), [({"data": 1}, True), ({"data": 1, "x": 2}, False), ({"id": "1"}, False), (5, False)]
)
def test_nothing_but_documented_names_may_be_left_of_one(value: Any, is_one: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert is_of_notification(value) is is_one


def test_what_is_too_large_to_be_read_is_not_searched() -> None:
    line = json.dumps({"time": "t", "message": ONE * 3})
    results = read(json.dumps({"message": ONE, "time": 1}), line, format="ndjson", limits=Limits(size=300))

    assert references(results) == [1]
    assert [name for name, _, _ in marks(results)] == ["limit-exceeded"]


def test_a_remark_about_the_form_stays_with_the_payload_inside() -> None:
    entry = json.dumps({"time": "t", "message": failure(1, "it's")}).replace("'", "''")
    (parsed,) = iter_parse(f"INFO body: '{entry}'\n".encode(), format="log", mode="lenient")
    (remark,) = parsed.diagnostics

    assert (references([parsed]), remark.name, remark.found) == ([1], "doubled-quote", "''")
    assert remark.span.column == f"INFO body: '{entry}".index("it''s") + 3


def test_a_text_that_is_one_value_is_judged_whatever_it_is() -> None:
    assert [name for name, _, _ in marks(iter_parse(b'{"name":"value1"}'))] == ["not-a-notification"]


@pytest.mark.parametrize("last", ["", "[5]", '{"data":{}}'])
def test_where_others_follow_the_first_value_is_not_judged(last: str) -> None:
    results = list(iter_parse(f'{{"message":\n[]}}\n\n{ONE}\n{last}'.encode(), format="payload", mode="lenient"))

    assert references(results)[:1] == [1]
    assert "not-a-notification" not in {name for name, line, _ in marks(results) if line < 4}
