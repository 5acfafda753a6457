"""What is known is accepted, what is new is reported, and what is gone is said."""

import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from tests.captures.samples import failure
from tests.cli.commands import BROKEN, FINE, NOTED, Command

QUOTED = failure(7, "a").replace('"a"', "'a'")
AGAIN, ONCE_MORE = (QUOTED.replace("7", number) for number in ("17", "27"))
OTHER = failure(8, "b").replace('"b"', "'b'")
# As GitLab documents the report; `path` is relative there, which the caller sees to.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


def write(name: str, *lines: str) -> None:
    Path(name).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def prints(run: Command, *arguments: str) -> list[str]:
    """The fingerprints of a report."""
    return [each["fingerprint"] for each in json.loads(run("check", "--format=json", *arguments).out)["diagnostics"]]


def known(run: Command, *files: str) -> None:
    """Make the baseline."""
    result = run("check", "--write-baseline", "known.json", *files)
    assert result.status == 0
    assert result.err.endswith("written to known.json\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_known_is_accepted_and_what_is_new_fails(run: Command, jobs: str) -> None:
    write("a", QUOTED, BROKEN, NOTED)
    known(run, "a")
    assert run("check", "--baseline=known.json", "-j", jobs, "a").status == 0

    write("a", "", NOTED, FINE, BROKEN, "", OTHER, QUOTED)
    result = run("check", "--baseline=known.json", "-j", jobs, "a")
    assert result.status == 1
    assert [line.split(" ")[0] for line in result.out.splitlines() if ": error[" in line] == ["a:6:86:"]
    assert "5 payloads, 5 notifications in 1 file (3 known): 1 error, 0 warnings, 0 notes\n" in result.out


def test_each_known_deviation_is_accepted_once(run: Command) -> None:
    write("a", QUOTED, AGAIN)
    known(run, "a")
    write("a", QUOTED, AGAIN, ONCE_MORE)

    assert "(2 known): 1 error" in run("check", "--baseline=known.json", "a").out


def test_what_is_gone_is_said(run: Command) -> None:
    write("a", QUOTED, OTHER, NOTED)
    known(run, "a")
    write("a", NOTED, QUOTED)
    result = run("check", "--baseline=known.json", "a")

    assert result.status == 0
    assert "       1  gone     single-quoted-string at $.data.errorMessage\n" in result.out
    summary = json.loads(run("check", "--baseline=known.json", "--format=json", "a").out)["summary"]
    assert (summary["known"], summary["gone"]) == (
        2,
        [{"kind": "single-quoted-string at $.data.errorMessage", "count": 1}],
    )


def test_a_run_that_stops_early_does_not_say_what_is_gone(run: Command) -> None:
    write("a", QUOTED, OTHER)
    known(run, "a")
    write("a", BROKEN, QUOTED)

    assert "gone" not in run("check", "--baseline=known.json", "--max-errors=1", "a").out


def test_fingerprints_survive_moved_lines_other_files_and_new_neighbours(run: Command) -> None:
    write("a", QUOTED, BROKEN)
    write("b", OTHER)
    before = prints(run, "a", "b")
    assert len({*before}) == 3

    write("c", NOTED, "", FINE, BROKEN.replace(":3", ":3L"), QUOTED)
    after = prints(run, "b", "c")
    assert Counter(before) - Counter(after) == Counter()


def test_a_fingerprint_does_not_depend_on_indexes_and_counts_what_is_the_same(run: Command) -> None:
    for name, array in (("a", "[0x1,'b']"), ("b", "['c',0x1,'b','b']")):
        write(name, FINE.replace("}}", f',"x":{array}}}}}'))
    one, two = (prints(run, "--select=number-form", "--select=single-quoted-string", each) for each in "ab")

    assert {*one} < {*two}
    assert len({*two}) == 4


@pytest.mark.parametrize("form", ["ndjson", "sarif", "code-quality"])
def test_every_report_for_programs_has_the_fingerprints(run: Command, form: str) -> None:
    write("a", QUOTED, AGAIN, BROKEN)
    out = run("check", "--format", form, "a").out

    assert [out.count(each) for each in prints(run, "a")] == [1, 1, 1]


def test_a_baseline_holds_no_values_and_has_a_stable_order(run: Command) -> None:
    write("a", OTHER, QUOTED, BROKEN)
    known(run, "a")
    text = Path("known.json").read_text("utf-8")
    write("a", BROKEN, QUOTED, OTHER)
    known(run, "a")

    assert Path("known.json").read_text("utf-8") == text
    assert "'a'" not in text
    names = [each["name"] for each in json.loads(text)["deviations"]]
    assert names == ["missing-closer", "single-quoted-string", "single-quoted-string"]


def test_statistics_know_the_baseline_too(run: Command) -> None:
    write("a", QUOTED)
    known(run, "a")
    write("a", QUOTED, BROKEN)
    result = run("check", "--baseline=known.json", "--statistics", "a")

    assert result.out.startswith(
        "       1  error    missing-closer\n2 payloads, 2 notifications in 1 file (1 known): 1 e"
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        "[]",
        "{}",
        '{"deviations":[{}]}',
        '{"deviations":[{"name":1}]}',
        '{"deviations":[1]}',
        '{"deviations":[{"name":"a","path":"$","digest":"0","count":"1"}]}',
    ],
)
def test_what_is_no_baseline_is_one_line(run: Command, content: str) -> None:
    Path("known.json").write_text(content, "utf-8")
    result = run("check", "--baseline=known.json", "-")

    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith("ucsmsg: known.json: Expected a baseline as --write-baseline makes it, got: ")


def test_a_baseline_that_is_not_there_is_one_line(run: Command) -> None:
    assert run("check", "--baseline=no.json", "-").err == "ucsmsg: no.json: No such file or directory\n"


def test_a_file_that_cannot_be_read_is_no_reason_not_to_write_what_is_known(run: Command) -> None:
    write("a", QUOTED)
    result = run("check", "--write-baseline=known.json", "no", "a")

    assert result.status == 2
    assert len(json.loads(Path("known.json").read_text("utf-8"))["deviations"]) == 1


def test_code_quality_is_what_gitlab_reads(run: Command) -> None:
    write("a", QUOTED, NOTED, BROKEN)
    report = json.loads(run("check", "--format=code-quality", "a").out)

    jsonschema.validate(report, CODE_QUALITY)
    assert [(each["check_name"], each["severity"], each["location"]) for each in report] == [
        ("single-quoted-string", "major", {"path": "a", "lines": {"begin": 1, "end": 1}}),
        ("long-suffix", "info", {"path": "a", "lines": {"begin": 2, "end": 2}}),
        ("missing-closer", "major", {"path": "a", "lines": {"begin": 3, "end": 3}}),
    ]
