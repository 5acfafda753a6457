"""What stands in the rows of each table."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.schema.reading import CHAT_MESSAGE, INTERACTION, OWNER, PARTICIPANT, content, history
from tests.tables.samples import PREFIX, Rows, rows_of, written
from ucsmsg.tables import tasks

PLACE = {"line": 1, "start": 0}
BEYOND = 2**63


def rows(tmp_path: Path, capture: str | dict[str, Any], name: str = "capture.json", mode: str = "lenient") -> Rows:
    return rows_of(tasks(written(tmp_path, name, capture)), mode)


def test_a_row_of_interactions_has_all_members(tmp_path: Path) -> None:
    more = {"callDuration": 7, "userData": {"a": [1, None]}, "toBe": {"kept": 1}}
    first, second = rows(tmp_path, history(INTERACTION, INTERACTION | more))["interactions"]

    assert first | {"file": "x"} == {
        **PLACE,
        "file": "x",
        "notification": 1,
        "envelope_time": None,
        "envelope_level": None,
        "envelope_stream": None,
        "envelope_source": None,
        "number": 1,
        "id": "0000Sa99620J0EM5",
        "type_id": "Inbound",
        "state": "Stopped",
        "media_type": "chat",
        "start_date": datetime(2013, 11, 25, 19, 2, 22, tzinfo=UTC),
        "start_date_offset": 120,
        "end_date": datetime(2013, 11, 25, 19, 2, 25, tzinfo=UTC),
        "end_date_offset": 120,
        "owner": {"id": OWNER["id"], "user_name": "ada", "first_name": "Ada", "last_name": "L", "extra": None},
        "uri": INTERACTION["uri"],
        "path": INTERACTION["path"],
        "contact_id": None,
        "parent_id": None,
        "subject": None,
        "comment": None,
        "custom_attributes": [("SearchId", "123456")],
        "phone_number": None,
        "call_duration": None,
        "user_data": None,
        "extra": None,
    }
    assert (second["number"], second["call_duration"]) == (2, 7)
    assert (second["user_data"], second["extra"]) == ('{"a":[1,null]}', '{"toBe":{"kept":1}}')
    assert first["file"] == str(tmp_path / "capture.json")


def test_a_row_of_messages_has_its_sender_and_its_interaction(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, content(CHAT_MESSAGE))["messages"]

    assert row["interaction_id"] == INTERACTION["id"]
    assert row["participant"] == {
        "nickname": "Ada",
        "type": "Agent",
        "participant_id": PARTICIPANT["participantId"],
        **dict.fromkeys(("id", "visibility", "uri", "path", "extra")),
    }
    assert (row["timestamp"], row["timestamp_offset"]) == (datetime(2013, 11, 25, 19, 2, 22, 36000, UTC), 120)
    assert (row["index"], row["timestamp_seconds"], row["text"]) == (1, 1385406142036, "Good morning")


def test_participants_are_told_apart_by_all_they_have_with_the_earliest_of_their_messages(tmp_path: Path) -> None:
    customer = {"type": "Customer", "participantId": "1"}
    messages = [
        CHAT_MESSAGE,
        CHAT_MESSAGE | {"from": customer, "timestamp": "2013-11-25 21:03:00.000+0200"},
        CHAT_MESSAGE | {"from": customer, "timestamp": "2013-11-25 20:03:01.000+0100"},
        CHAT_MESSAGE | {"from": customer, "timestamp": "2013-11-25 18:02:59.000+0000"},
        CHAT_MESSAGE | {"from": customer | {"nickname": "Bo"}, "timestamp": "nonsense"},
        CHAT_MESSAGE | {"from": None},
    ]
    found = rows_of(tasks(written(tmp_path, "capture", content(*messages))), mode="lenient")

    assert found["participants"] == []  # two of the messages have errors
    found = rows(tmp_path, content(*messages[:4]))
    shown = ("number", "interaction_id", "messages", "first_seen", "first_seen_offset", "nickname", "participant_id")
    assert [[row[name] for name in shown] for row in found["participants"]] == [
        [1, INTERACTION["id"], 1, datetime(2013, 11, 25, 19, 2, 22, 36000, UTC), 120, "Ada", "00AF52939EDF5BC6"],
        [2, INTERACTION["id"], 3, datetime(2013, 11, 25, 18, 2, 59, tzinfo=UTC), 0, None, "1"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """{"channel":"/v2/ucs/interactions","id":"4","ext":{"a":1},"data":{"messageType":"UcsOperationResponse",
            "referenceId":3,"success":false,"errorMessage":"no","metrics":{},"new":[1]}}""",
            {
                "channel": "/v2/ucs/interactions",
                "event_id": "4",
                "event_extra": '{"ext":{"a":1}}',
                "message_type": "UcsOperationResponse",
                "reference_id": 3,
                "success": False,
                "error_message": "no",
                "metrics": "{}",
                "interactions": 0,
                "messages": 0,
                "earliest": None,
                "extra": '{"new":[1]}',
            },
        ),
        (
            '{"data":{"messageType":"Novel","referenceId":3,"interaction":{"id":"1"}}}',
            {"message_type": "Novel", "reference_id": 3, "extra": '{"interaction":{"id":"1"}}', "messages": 0},
        ),
        (json.dumps(history(INTERACTION, INTERACTION)), {"interactions": 2, "messages": 0, "earliest_offset": 120}),
        (json.dumps(content(CHAT_MESSAGE)), {"interactions": 1, "messages": 1, "reference_id": 2, "success": None}),
    ],
)
def test_a_row_of_notifications_has_what_the_other_tables_do_not_have(
    text: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    (row,) = rows(tmp_path, text)["notifications"]

    assert {name: row[name] for name in expected} == expected


def test_notifications_of_a_batch_are_numbered(tmp_path: Path) -> None:
    batch = json.dumps([content(CHAT_MESSAGE), {"channel": "/meta/connect", "successful": True}, history(INTERACTION)])
    found = rows(tmp_path, batch)

    assert [row["notification"] for row in found["interactions"]] == [1, 2]
    assert [row["notification"] for row in found["messages"]] == [1]


def test_what_a_capture_tells_of_a_payload_stands_with_each_of_its_rows(tmp_path: Path) -> None:
    found = rows(tmp_path, f"words\n{PREFIX}got {json.dumps(content(CHAT_MESSAGE, news=1))}\n", "server.log")

    for name, table in found.items():
        told = [(row["line"], row["start"], row["envelope_time"], row["envelope_level"]) for row in table]
        assert told == [(2, 61, "2015-10-01 16:02:07,123", "INFO")], name


def test_a_payload_with_an_error_has_its_diagnostics_and_no_other_rows(tmp_path: Path) -> None:
    found = rows(tmp_path, json.dumps(content(CHAT_MESSAGE)).replace('"Text"', "'Text'"), mode="strict")

    assert {name: len(table) for name, table in found.items() if table} == {"diagnostics": 1}
    row = found["diagnostics"][0]
    assert (row["rejected"], row["name"], row["severity"], row["found"], row["used"]) == (
        *(True, "single-quoted-string", "error", "'Text'", '"Text"'),
    )
    assert (row["at_line"], row["at_end"] - row["at_start"], row["path"]) == (1, 6, "$.data.messages[0].type")
    assert row["earliest"] == datetime(2013, 11, 25, 19, 2, 22, tzinfo=UTC)


@pytest.mark.parametrize("number", ["NaN", "-Infinity"])
def test_what_json_has_no_text_for_is_rejected_in_all_tables(number: str, tmp_path: Path) -> None:
    found = rows(tmp_path, f'{{"data":{{"messageType":"UcsOperationResponse","referenceId":{number},"success":true}}}}')

    assert found["notifications"] == []
    found = rows(tmp_path, json.dumps(content(CHAT_MESSAGE, metrics={"a": 7})).replace("7}", f"{number}}}"))
    assert {name: len(table) for name, table in found.items() if table} == {"diagnostics": 1}
    assert found["diagnostics"][0]["rejected"] is True


@pytest.mark.parametrize(
    ("member", "value", "taken", "extra"),
    [
        ("callDuration", BEYOND, None, f'{{"callDuration":{BEYOND}}}'),
        ("callDuration", BEYOND - 1, BEYOND - 1, None),
        ("subject", "a\ud800", None, '{"subject":"a\\ud800"}'),
        ("mediaType", "a\udfff", None, '{"mediaType":"a\\udfff"}'),
        ("subject", "a\0\u2028é", "a\0\u2028é", None),
        ("startDate", "0001-01-01 00:00:00.000+0300", None, '{"startDate":"0001-01-01 00:00:00.000+0300"}'),
        ("startDate", "9999-12-31 23:59:59.999-0100", None, '{"startDate":"9999-12-31 23:59:59.999-0100"}'),
        ("customAttributes", {"a": "b", "c": "d"}, [("a", "b"), ("c", "d")], None),
        ("customAttributes", {}, [], None),
        ("customAttributes", {"a": "b", "c": 7}, [("a", "b")], '{"customAttributes":{"c":7}}'),
        ("customAttributes", {"\udc00": "x", "a": "b"}, [("a", "b")], '{"customAttributes":{"\\udc00":"x"}}'),
        ("userData", {"a": "\ud800"}, '{"a":"\\ud800"}', None),
        ("subject", None, None, '{"subject":null}'),
        ("new", {"a": "\ud800"}, None, '{"new":{"a":"\\ud800"}}'),
    ],
)
def test_what_a_column_cannot_take_stands_in_extra(
    member: str, value: Any, taken: Any, extra: str | None, tmp_path: Path
) -> None:
    (row,) = rows(tmp_path, history(INTERACTION | {member: value}))["interactions"]
    names = {"callDuration": "call_duration", "mediaType": "media_type", "startDate": "start_date"}
    names |= {"customAttributes": "custom_attributes", "userData": "user_data"}

    assert (row.get(names.get(member, member)), row["extra"]) == (taken, extra)


def test_the_extra_of_a_record_in_a_record_stands_in_its_own(tmp_path: Path) -> None:
    owner = OWNER | {"firstName": "\ud800", "age": 7}
    (row,) = rows(tmp_path, history(INTERACTION | {"ownerInformation": owner}))["interactions"]

    assert (row["owner"]["extra"], row["owner"]["first_name"]) == ('{"age":7,"firstName":"\\ud800"}', None)
    assert row["extra"] is None
    (row,) = rows(tmp_path, history({**INTERACTION, "ownerInformation": {"id": "1"}}))["interactions"]
    assert row["owner"] == {"id": "1", "user_name": None, "first_name": None, "last_name": None, "extra": None}
    without = {name: value for name, value in INTERACTION.items() if name != "ownerInformation"}
    (row,) = rows(tmp_path, history(without))["interactions"]
    assert row["owner"] is None


def test_a_number_beyond_64_bits_of_a_message_stands_in_the_extra_of_notifications(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, content(CHAT_MESSAGE, referenceId=BEYOND))["notifications"]

    assert (row["reference_id"], row["extra"]) == (None, f'{{"referenceId":{BEYOND}}}')


def test_an_interaction_whose_id_is_no_text_has_none_in_the_rows_of_its_messages(tmp_path: Path) -> None:
    found = rows(tmp_path, content(CHAT_MESSAGE, interaction=INTERACTION | {"id": "\ud800", "uri": None, "path": None}))

    assert [row["interaction_id"] for row in found["messages"]] == [None]
    assert '"id":"\\ud800"' in found["interactions"][0]["extra"]


def test_a_time_that_is_no_moment_of_utc_is_not_the_earliest(tmp_path: Path) -> None:
    dates = {"startDate": "0001-01-01 00:00:00.000+0300", "endDate": "2013-11-25 21:02:25.000+0200"}
    (row,) = rows(tmp_path, history(INTERACTION | dates))["notifications"]

    assert row["earliest"] == datetime(2013, 11, 25, 19, 2, 25, tzinfo=UTC)


def test_the_raw_text_of_a_deviation_that_is_no_text_stands_in_extra(tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes(json.dumps(history(INTERACTION)).encode().replace(b"Stopped", b"St\xffpped"))
    found = rows_of(tasks(file))["diagnostics"]

    assert [row["name"] for row in found if row["found"] is None] != []
    assert all("\\udcff" in row["extra"] for row in found if row["found"] is None)


def test_a_name_that_is_no_text_is_written_with_escapes(tmp_path: Path) -> None:
    file = tmp_path / "caf\udce9-é.json"
    file.write_text(json.dumps(content(CHAT_MESSAGE)), "utf-8")
    (row,) = rows_of(tasks(file))["messages"]

    assert row["file"] == f"{tmp_path}/caf\\udce9-é.json"


def test_damage_of_a_capture_is_a_row_and_no_error(tmp_path: Path) -> None:
    found = rows(tmp_path, b"\x1f\x8b\x08\x00".decode("latin-1"), "broken.gz")

    assert {name: len(table) for name, table in found.items()}["diagnostics"] >= 1


def test_a_content_message_without_messages_has_no_rows_of_them(tmp_path: Path) -> None:
    found = rows(tmp_path, content())
    empty = rows(tmp_path, '{"data":{"messageType":"GetInteractionContentMessage","referenceId":1,"errorMessage":"x"}}')

    assert (found["messages"], len(found["interactions"])) == ([], 1)
    assert (empty["messages"], empty["interactions"], len(empty["notifications"])) == ([], [], 1)


def test_numbers_that_no_float_can_be_are_exact_in_json(tmp_path: Path) -> None:
    text = json.dumps(history(INTERACTION | {"userData": {"a": 7}})).replace('"a": 7', '"a": 1E+999, "b": "\\ud800"')
    (row,) = rows(tmp_path, text)["interactions"]

    assert row["user_data"] == '{"a":1E+999,"b":"\\ud800"}'
