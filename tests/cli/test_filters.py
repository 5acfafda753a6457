"""`ucsmsg clean` as a filter: what is wanted, once, with where it came from."""

import json
from pathlib import Path

import pytest

from tests.captures.samples import failure, references
from tests.cli.commands import BROKEN, FINE, NOTED, Command
from ucsmsg import Origin, iter_parse, loads

TOPIC = "/v2/ucs/interactions"


def interaction(
    number: int, contact: str = "C1", start: str = "2013-11-25T21:02:22.000+0000", **more: object
) -> dict[str, object]:
    """An interaction of the history."""
    required = {"typeId": "Inbound", "state": "Processing", "mediaType": "voice", "startDate": start}
    return {"id": f"I{number}", "contactId": contact} | required | more


def history(number: int, *interactions: dict[str, object]) -> str:
    data = {"messageType": "GetInteractionsHistoryMessage", "referenceId": number, "interactions": interactions}
    return json.dumps({"channel": TOPIC, "data": data})


def content(number: int, of: dict[str, object], *times: str) -> str:
    sender = {"type": "Agent", "participantId": "P"}
    messages = [
        {"index": index, "from": sender, "type": "Text", "timestamp": time} for index, time in enumerate(times, 1)
    ]
    data = {"messageType": "GetInteractionContentMessage", "referenceId": number, "interaction": of}
    return json.dumps({"channel": TOPIC, "data": data | {"messages": messages}})


CAPTURE = "\n".join(
    [
        failure(1),
        history(2, interaction(1), interaction(2, "C2")),
        history(3, interaction(3, "C3", "2015-01-01T00:00:00.000+0200", endDate="2015-01-01T01:00:00.000+0200")),
        content(4, interaction(1), "2014-06-01T12:00:00.000+0000"),
        '{"data":{"messageType":"UcsOperationResponse","referenceId":5,"success":true}}',
    ]
)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("--type=UcsOperationResponse", [5]),
        ("--type=UcsOperationResponse --type=GetInteractionsHistoryMessage", [2, 3, 5]),
        ("--type=Other", []),
        ("--interaction=I1", [2, 4]),
        ("--interaction=I2 --interaction=I3", [2, 3]),
        ("--contact=C2", [2]),
        ("--contact=C1 --type=GetInteractionContentMessage", [4]),
        ("--contact=C2 --interaction=I1", [2]),
        ("--since=2014-01-01T00:00:00Z", [3, 4]),
        ("--since=2014-06-01T12:00:00+00:00 --until=2014-06-01T12:00:01Z", [4]),
        ("--until=2014-06-01T12:00:00Z", [2, 4]),
        ("--since=2014-12-31T23:00:00Z", [3]),
        ("--since=2014-12-31T23:00:00.001Z", []),
        ("--until=2013-11-25T21:02:22Z", []),
    ],
)
def test_what_is_asked_for_is_written(run: Command, options: str, numbers: list[int]) -> None:
    result = run("clean", "--mode=lenient", *options.split(), "-", stdin=CAPTURE)

    assert result.status == 0
    assert references(iter_parse(result.out.encode(), mode="lenient")) == numbers
    left_out = 5 - len(numbers)
    noun = "notification" if left_out == 1 else "notifications"
    assert result.err.endswith(f"+ 0 rejected; {left_out} {noun} not asked for\n" if left_out else "+ 0 rejected\n")


def test_of_a_batch_what_is_asked_for_is_written(run: Command) -> None:
    batch = f"[{history(2, interaction(2))},{history(3, interaction(3))}]"
    result = run("clean", "--mode=lenient", "--interaction=I3", "-", stdin=batch)

    assert references(iter_parse(result.out.encode())) == [3]


@pytest.mark.parametrize("time", ["", "yesterday", "2013-11-25", "2013-11-25T21:02:22", "25.11.2013"])
def test_a_time_has_one_reading(run: Command, time: str) -> None:
    result = run("clean", f"--since={time}", "-")

    expected = "Expected a time with its offset, such as 2013-11-25T21:02:22Z"
    assert (result.status, result.err) == (2, f"ucsmsg: Invalid value for '--since': {expected}, got {time!r}\n")


class TestOutput:
    def test_without_a_name_it_is_the_standard_output(self, run: Command) -> None:
        result = run("clean", "-", stdin=f"{NOTED}\n{BROKEN}\n")

        assert (result.status, references(iter_parse(result.out.encode()))) == (1, [2])
        assert result.err == "2 payloads in = 1 clean (1 notification in -) + 1 rejected\n"

    def test_what_is_rejected_may_have_the_standard_output_instead(self, run: Command) -> None:
        assert json.loads(run("clean", "--rejects=-", "-", stdin=f"{NOTED}\n{BROKEN}\n").out)["text"] == BROKEN
        assert run("clean", "--diff", "-", stdin=FINE).out == ""

    def test_quiet_leaves_the_counts_out(self, run: Command) -> None:
        assert run("clean", "--quiet", "-", stdin=FINE).err == ""

    def test_it_may_be_written_over_several_lines(self, run: Command) -> None:
        out = run("clean", "--indent=2", "-", stdin=f"{FINE}\n{NOTED}\n").out

        assert out.startswith('{\n  "data": {\n    "messageType": ')
        assert references(iter_parse(out.encode())) == [1, 2]

    def test_a_number_without_json_text_is_a_reject_that_leaves_nothing_out(self, run: Command) -> None:
        result = run("clean", "--mode=lenient", "--type=x", "-", stdin=FINE.replace("}}", ',"x":NaN}}'))

        assert result.err == "1 payload in = 0 clean (0 notifications in -) + 1 rejected\n"


class TestDedupe:
    def test_what_came_before_is_left_out_in_whichever_file(self, run: Command) -> None:
        Path("a").write_text(f"{FINE}\n{NOTED}\n{FINE}\n", "utf-8")
        Path("b").write_text(f"{NOTED.replace('2L', '2')}\n{failure(3)}\n", "utf-8")
        result = run("clean", "--dedupe", "a", "b")

        assert references(iter_parse(result.out.encode())) == [1, 2, 3]
        assert result.err.endswith("5 clean (3 notifications in -) + 0 rejected; 2 notifications sent before\n")

    def test_without_it_everything_is_written(self, run: Command) -> None:
        assert references(iter_parse(run("clean", "-", stdin=f"{FINE}\n{FINE}\n").out.encode())) == [1, 1]


class TestOrigin:
    LOG = f"2013-11-25T21:02:22Z INFO {NOTED}\n2013-11-25T21:02:23Z WARN {FINE}\n"

    def test_each_notification_has_where_it_came_from(self, run: Command) -> None:
        Path("server.log").write_text(self.LOG, "utf-8")
        first, second = map(json.loads, run("clean", "--with-origin", "server.log").out.splitlines())

        assert first["origin"] == {
            "file": "server.log",
            "line": 1,
            "time": "2013-11-25T21:02:22Z",
            "level": "INFO",
        }
        assert second["origin"]["line"] == 2
        assert loads(json.dumps(first["notification"])) == loads(NOTED)

    @pytest.mark.parametrize("indent", [(), ("--indent=1",)])
    def test_it_is_read_back(self, run: Command, indent: tuple[str, ...]) -> None:
        Path("server.log").write_text(self.LOG, "utf-8")
        run("clean", "--with-origin", *indent, "server.log", "-o", "out")
        result = run("check", "out")

        assert result.status == 0
        assert result.out.endswith("\n2 payloads, 2 notifications in 1 file: 0 errors, 0 warnings, 0 notes\n")
        parsed = [each for each in iter_parse("out") if each.notifications]
        assert references(parsed) == [2, 1]
        assert parsed[0].origin == Origin(time="2013-11-25T21:02:22Z", level="INFO")

    def test_a_capture_that_tells_nothing_has_the_file_and_the_line(self, run: Command) -> None:
        line = json.loads(run("clean", "--with-origin", "-", stdin=f"\n{FINE}").out)

        assert line["origin"] == {"file": "<stdin>", "line": 2}
