"""What a capture tells of its payloads: the time, the level, the stream and the source."""

import json
import pickle

import pytest

from tests.captures.samples import failure, references
from ucsmsg import Origin, iter_parse, parse
from ucsmsg.origins import NO_ORIGIN

ONE, TWO = failure(1), failure(2)


@pytest.mark.parametrize(
    ("prefix", "time", "level"),
    [
        ("2024-05-06 07:08:09,123 DEBUG [main] cometd - ", "2024-05-06 07:08:09,123", "DEBUG"),
        ("2024-05-06T07:08:09.5+02:00 ", "2024-05-06T07:08:09.5+02:00", None),
        ("[2024/05/06 07:08:09] WARN ", "2024/05/06 07:08:09", "WARN"),
        ("<14>May  6 07:08:09 host app[12]: ", "May  6 07:08:09", None),
        ("[06/May/2024:07:08:09 +0000] ", "06/May/2024:07:08:09 +0000", None),
        ("06.05.2024 07:08:09 INFO ", "06.05.2024 07:08:09", "INFO"),
        ("20240506T070809 ", "20240506T070809", None),
        ("07:08:09.123 ", "07:08:09.123", None),
        ("1714979289123 INFO ", "1714979289123", "INFO"),
        ("[   12.345678] app: ", "12.345678", None),
        ("INFO cometd ", None, "INFO"),
        ("ts=2024-05-06T07:08:09Z level=debug event=", "2024-05-06T07:08:09Z", "debug"),
        ("received ", None, None),
    ],
)
def test_the_prefix_of_a_line_tells_the_time_and_the_level(prefix: str, time: str | None, level: str | None) -> None:
    (parsed,) = iter_parse(f"{prefix}{ONE}\n".encode(), format="log")

    assert parsed.ok
    assert parsed.origin == Origin(time=time, level=level)


def test_a_container_tells_the_stream() -> None:
    (parsed,) = iter_parse(f"2024-05-06T07:08:09.1Z stderr F {ONE}\n".encode())

    assert parsed.origin == Origin(time="2024-05-06T07:08:09.1Z", stream="stderr")


def test_lines_without_a_prefix_belong_to_the_record_before_up_to_a_blank_line() -> None:
    log = f"07:08:09 received\n{ONE}\nand {TWO}\n07:08:10 x {{ \n{failure(3)} }}\n\n{failure(4)}\n"

    origins = [parsed.origin.time for parsed in iter_parse(log.encode(), format="log")]

    assert origins == ["07:08:09", "07:08:09", "07:08:10", None]


def test_a_recording_tells_the_time_and_the_address_of_the_request() -> None:
    url = "http://host/cometd"
    entry = {
        "_webSocketMessages": [{"type": "receive", "time": 1.5, "opcode": 1, "data": TWO}],
        "request": {"url": url},
        "response": {"content": {"text": ONE}},
        "startedDateTime": "2024-05-06T07:08:09.123Z",
    }
    recording = {"log": {"version": "1.2", "entries": [entry, {"response": {"content": {"text": failure(3)}}}]}}
    results = list(iter_parse(json.dumps(recording).encode()))

    assert references(results) == [2, 1, 3]
    assert [parsed.origin for parsed in results] == [
        Origin(time="1.5"),
        Origin(time="2024-05-06T07:08:09.123Z", source=url),
        NO_ORIGIN,
    ]


def test_a_refused_payload_has_its_origin_too() -> None:
    (parsed,) = iter_parse(b'INFO "referenceId": {5\n', format="log")

    assert not parsed.ok
    assert parsed.origin == Origin(level="INFO")


def test_a_result_with_its_origin_can_be_pickled() -> None:
    (parsed,) = iter_parse(f"INFO {ONE[:-1]}\n".encode(), format="log")

    assert pickle.loads(pickle.dumps(parsed)) == parsed  # noqa: S301 - made here
    assert [found.name for found in parsed.diagnostics] == ["missing-closer"]


def test_a_text_alone_has_no_origin() -> None:
    assert parse(ONE).origin == NO_ORIGIN


def test_what_the_inner_container_tells_comes_first() -> None:
    inner, outer = Origin(time="1", source="a"), Origin(time="2", level="INFO", stream="stdout")

    assert inner.within(outer) == Origin(time="1", level="INFO", stream="stdout", source="a")
    assert inner.within(NO_ORIGIN) is inner
