"""`ucsmsg diff` compares notifications, `ucsmsg stats` counts them."""

import json
from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.cli.commands import FINE, Command
from tests.cli.test_filters import CAPTURE, content, history, interaction

START = "2013-11-25T21:02:22.000+0000"


def compared(run: Command, before: str, after: str, *options: str) -> list[str]:
    """The lines of the difference."""
    Path("a").write_text(before, "utf-8")
    Path("b").write_text(after, "utf-8")
    result = run("diff", *options, "a", "b")
    assert result.status == (0 if result.out.startswith("0 gone, 0 new, 0 changed") else 1)
    return result.out.splitlines()


class TestDiff:
    def test_what_is_the_same_is_only_counted(self, run: Command) -> None:
        other = "\n".join(reversed(CAPTURE.split("\n"))).replace('"referenceId":5', '"referenceId": 5L')

        assert compared(run, CAPTURE, other) == ["0 gone, 0 new, 0 changed, 5 notifications the same"]

    def test_what_is_new_gone_and_changed_is_said_with_its_place(self, run: Command) -> None:
        before = f"{failure(1)}\n{failure(2)}\n"
        after = f"\n{failure(2, 'Other')}\n{failure(3)}\n"

        assert compared(run, before, after) == [
            "- GetInteractionContentMessage with reference 1 (a:1)",
            "+ GetInteractionContentMessage with reference 3 (b:3)",
            "~ GetInteractionContentMessage with reference 2 (a:2, b:2)",
            '    $.data.errorMessage: `"Request failed"` -> `"Other"`',
            "1 gone, 1 new, 1 changed, 0 notifications the same",
        ]

    def test_interactions_are_told_by_their_id_and_messages_by_their_index(self, run: Command) -> None:
        before = history(1, interaction(1), interaction(2)) + content(7, interaction(1), START)
        after = history(1, interaction(2, "C9"), interaction(1)) + content(8, interaction(1), START, START)
        lines = compared(run, before, after)

        assert lines[:2] == [
            "~ GetInteractionsHistoryMessage with reference 1 (a:1, b:1)",
            '    $.data.interactions[0].contactId: `"C1"` -> `"C9"`',
        ]
        assert lines[2].startswith("~ GetInteractionContentMessage of interaction I1 (a:1, b:1)")
        assert lines[3] == "    $.data.referenceId: `7` -> `8`"
        assert lines[4].startswith("    $.data.messages[1]: nothing -> `{")
        assert len(lines) == 6

    def test_arrays_without_such_members_are_compared_in_their_order(self, run: Command) -> None:
        before, after = (failure(1).replace("}}", f',"x":{array}}}}}') for array in ("[1,2,[3]]", "[1,5,[3],true]"))

        assert compared(run, before, after)[1:-1] == [
            "    $.data.x[1]: `2` -> `5`",
            "    $.data.x[3]: nothing -> `true`",
        ]

    def test_types_differ_where_values_are_equal(self, run: Command) -> None:
        before, after = (failure(1).replace("}}", f',"x":{value}}}}}') for value in ("1", "true"))

        assert compared(run, before, after)[1] == "    $.data.x: `1` -> `true`"

    def test_of_several_the_first_is_compared_with_the_first(self, run: Command) -> None:
        before, after = (f"{failure(1, first)}\n{failure(1, 'y')}\n" for first in "xz")

        assert compared(run, before, after + failure(1, "z"))[:2] == [
            "+ GetInteractionContentMessage with reference 1 (number 3) (b:3)",
            "~ GetInteractionContentMessage with reference 1 (a:1, b:1)",
        ]

    def test_a_message_without_a_type_is_compared_too(self, run: Command) -> None:
        message = '{"channel":"/v2/ucs/interactions","data":{"x":NaN}}'

        assert compared(run, message, message) == ["0 gone, 0 new, 0 changed, 1 notification the same"]
        assert compared(run, message, "[]")[0] == "- message without a type with reference None (a:1)"

    def test_only_what_is_asked_for_is_compared(self, run: Command) -> None:
        assert compared(run, CAPTURE, "[]", "--type=UcsOperationResponse")[-1].startswith("1 gone, 0 new")

    def test_it_is_an_object_for_programs(self, run: Command) -> None:
        Path("a").write_text(f"{failure(1)}\n{failure(2)}\n", "utf-8")
        Path("b").write_text(failure(2, "x").replace("}}", ',"y":1}}') + failure(3), "utf-8")
        result = run("diff", "--json", "a", "b")
        kind = "GetInteractionContentMessage"

        assert json.loads(result.out) == {
            "gone": [{"type": kind, "known_by": "with reference 1", "number": 1, "place": "a:1"}],
            "new": [{"type": kind, "known_by": "with reference 3", "number": 1, "place": "b:1"}],
            "changed": [
                {
                    "type": kind,
                    "known_by": "with reference 2",
                    "number": 1,
                    "place": "b:1",
                    "place_before": "a:2",
                    "changes": [
                        {"path": "$.data.errorMessage", "before": "Request failed", "after": "x"},
                        {"path": "$.data.y", "after": 1},
                    ],
                }
            ],
            "same": 0,
        }

    def test_what_cannot_be_read_is_one_line(self, run: Command) -> None:
        assert run("diff", "-", "no").err == "ucsmsg: no: No such file or directory\n"


class TestStats:
    def test_tables_have_bars_that_fit_the_screen(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        lines = run("stats", "--type=GetInteractionsHistoryMessage", "-", stdin=CAPTURE).out.splitlines()

        assert lines[:2] == ["Message types", f"       2  GetInteractionsHistoryMessage  {'█' * 19}"]
        assert lines[lines.index("Days") + 1 :][:2] == [
            f"       2  2013-11-25  {'█' * 38}",
            f"       2  2015-01-01  {'█' * 38}",
        ]
        assert max(map(len, lines)) <= 60
        assert lines[-1] == "2 payloads, 2 notifications"

    def test_a_screen_without_place_has_no_bars(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "40")
        out = run("stats", "-", stdin=failure(1).replace("GetInteractionContentMessage", "M" * 70)).out

        assert f"       1  {'M' * 29}…\n" in out

    def test_what_is_not_documented_is_listed_with_its_types_and_its_first_place(self, run: Command) -> None:
        lines = [failure(1).replace("}}", f',"odd":{value}}}}}') for value in ("1", '"x"', "2")]
        Path("a").write_text("\n".join([*lines, history(2, interaction(1, state="Odd"))]), "utf-8")
        out = run("stats", "a").out

        assert "\n       3  member $.data.odd (number, string), first in a:1\n" in out
        assert '\n       1  value $.data.interactions[].state `"Odd"`, first in a:4\n' in out

    def test_it_is_an_object_for_programs(self, run: Command) -> None:
        report = json.loads(run("stats", "--json", "-", stdin=CAPTURE).out)

        assert (report["payloads"], report["notifications"]) == (5, 5)
        assert report["message_types"] == {
            "GetInteractionsHistoryMessage": 2,
            "GetInteractionContentMessage": 2,
            "UcsOperationResponse": 1,
        }
        assert report["media"] == {"voice": 4}
        assert report["states"] == {"Processing": 4}
        assert report["days"] == {"2013-11-25": 3, "2014-06-01": 1, "2015-01-01": 2}
        assert report["hours"] == {"00": 1, "01": 1, "12": 1, "21": 3}
        assert report["deviations"]["foreign-timestamp"] == 6
        assert report["unknown"][0] == {
            "kind": "value",
            "path": "$.data.interactions[].mediaType",
            "value": '`"voice"`',
            "file": "<stdin>",
            "line": 2,
            "count": 3,
            "types": {"string": 3},
        }

    def test_of_many_names_the_first_are_kept(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ucsmsg.cli._statistics.MOST", 2)
        text = "\n".join(failure(1).replace("GetInteractionContentMessage", f"M{number}") for number in range(5))
        report = json.loads(run("stats", "--json", "-", stdin=text).out)

        assert report["message_types"] == {"M0": 1, "M1": 1, "(others)": 3}
        assert len(report["unknown"]) == 2

    def test_a_capture_without_anything_has_no_tables(self, run: Command) -> None:
        assert run("stats", "--type=x", "-", stdin=FINE).out == "0 payloads, 0 notifications\n"

    def test_what_cannot_be_read_is_one_line(self, run: Command) -> None:
        assert run("stats", "no").err == "ucsmsg: no: No such file or directory\n"


class TestCoverage:
    PAGE = f"Some text\n{FINE}\nmore\n"

    def test_what_was_passed_over_is_counted_by_its_kind_where_more_is_wanted(self, run: Command) -> None:
        out = run("check", "--verbose", "-", stdin=self.PAGE).out

        assert out == (
            f"      16  characters passed over: prose\n     {len(FINE)}  characters read\n"
            "1 payload, 1 notification in 1 file: 0 errors, 0 warnings, 0 notes\n"
        )

    def test_white_space_is_no_news(self, run: Command) -> None:
        assert "passed over" not in run("check", "-", stdin=f"\n\n{FINE}\n\n{failure(2)}\n").out

    def test_parts_of_a_file_have_the_coverage_of_the_whole(
        self, run: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ucsmsg.captures._file_parts.PART", 300)
        monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Here)
        wrapped = json.dumps({"log": failure(3), "stream": "stdout", "time": "2024-05-06T07:08:09Z"})
        lines = [FINE, "", wrapped, '{"other":1}', failure(4)[:-1], wrapped.replace("3", "5"), '  {"é":2}']
        Path("a").write_text("\n".join(lines * 3) + "\n\n", "utf-8")
        one, two = (run("check", "--format=json", "-j", jobs, "a") for jobs in ("1", "2"))

        assert json.loads(two.out) == json.loads(one.out)
        assert json.loads(one.out)["summary"]["passed_over"]["other-json"] > 0


class Here:
    """A pool of processes that does the work at once, and here."""

    def __init__(self, *_: object, **__: object) -> None:
        """Nothing is started."""

    def submit(self, function: object, *arguments: object) -> object:
        from concurrent.futures import Future  # noqa: PLC0415  # loaded when it is needed

        future: Future[object] = Future()
        future.set_result(function(*arguments))  # type: ignore[operator] # what the pool would call
        return future

    def shutdown(self, **_: object) -> None:
        """Nothing runs."""
