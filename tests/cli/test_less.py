"""A report shows as much as its reader wants: fewer deviations, fewer lines, less of the values."""

import json
from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.cli.commands import BROKEN, FINE, NOTED, Command
from ucsmsg.cli._fixing import can_fix
from ucsmsg.cli.reporters import COUNTING, REPORTERS, TextReporter
from ucsmsg.schema import json_schema

SECRET = "Tr0ub4dor"
MANY = FINE.replace("}}", ',"userData":[' + "'a'," * 30 + "1L,2L]}}")
LONG = failure(2, "x" * 900 + SECRET).replace('"x', "'x").replace(f'{SECRET}"', f"{SECRET}'")


def names_in(out: str) -> list[str]:
    """The names in the lines of deviations."""
    return [line.split("[")[1].split("]")[0] for line in out.splitlines() if ": error[" in line or ": note[" in line]


class TestChoice:
    TEXT = f"{NOTED}\n{BROKEN}\n"

    @pytest.mark.parametrize(
        ("options", "names", "counts", "status"),
        [
            ((), ["long-suffix", "missing-closer"], "1 error, 0 warnings, 1 note", 1),
            (("--severity=error",), ["missing-closer"], "1 error", 1),
            (("--severity=warning",), ["missing-closer"], "1 error, 0 warnings", 1),
            (("--ignore=missing-closer",), ["long-suffix"], "0 errors, 0 warnings, 1 note", 0),
            (("--ignore=missing-closer", "--ignore=long-suffix"), [], "0 errors, 0 warnings, 0 notes", 0),
            (("--select=missing-closer", "--ignore=missing-closer"), [], "0 errors, 0 warnings, 0 notes", 0),
            (("--severity=error", "--ignore=missing-closer"), [], "0 errors", 0),
        ],
    )
    @pytest.mark.parametrize("is_counting", [False, True])
    def test_what_is_not_wanted_is_neither_reported_nor_counted(
        self, run: Command, options: tuple[str, ...], names: list[str], counts: str, status: int, *, is_counting: bool
    ) -> None:
        result = run("check", *options, *["--statistics"] * is_counting, "-", stdin=self.TEXT)

        assert result.status == status
        assert f"2 payloads, 2 notifications in 1 file: {counts}\n" in result.out
        assert names_in(result.out) == ([] if is_counting else names)

    def test_of_a_name_as_many_are_shown_as_there_may_be_and_all_are_counted(self, run: Command) -> None:
        broken = [failure(number)[:-1].replace(",", "L,", 1) for number in range(4)]
        text = "\n".join(broken)
        result = run("check", "--max-per-name=2", "-", stdin=text)

        assert sorted(names_in(result.out)) == ["long-suffix"] * 2 + ["missing-closer"] * 2
        assert "       4  error    missing-closer\n" in result.out


class TestLines:
    def test_a_payload_with_many_has_a_line_for_each_name(self, run: Command) -> None:
        result = run("check", "--mode=lenient", "--format=text", "-", stdin=MANY)

        assert names_in(result.out) == ["unknown-member", "long-suffix"]
        assert "       and 29 more single-quoted-string, 1 more long-suffix in the same payload\n" in result.out
        assert "^" not in result.out
        assert run("check", "--mode=lenient", "--format=concise", "-", stdin=MANY).out == result.out

    def test_a_payload_with_few_has_excerpts_unless_they_are_not_wanted(self, run: Command) -> None:
        text, full, concise = (run("check", "--format", form, "-", stdin=NOTED).out for form in COUNTING[:3])

        assert text == full
        assert concise == "\n".join(line for line in text.split("\n") if " | " not in line)

    def test_full_has_an_excerpt_for_each(self, run: Command) -> None:
        out = run("check", "--mode=lenient", "--format=full", "-", stdin=MANY).out

        assert out.count("^\n") == 33
        assert "more" not in out

    def test_payloads_are_folded_one_by_one_however_many_work_on_them(self, run: Command) -> None:
        line = FINE.replace('"', "'").replace("Request failed", "")
        Path("a").write_text(f"{line}\n" * 3, "utf-8")
        Path("b").write_text(f"{line}\n" * 2, "utf-8")
        one, two = (run("check", "--mode=lenient", "-j", jobs, "a", "b") for jobs in ("1", "2"))

        assert one == two
        assert one.out.count("more single-quoted-string in the same payload\n") == 5

    def test_the_last_line_says_what_to_do_next(self, run: Command) -> None:
        Path("a.ndjson").write_text(f"{NOTED}\n{BROKEN}\n", "utf-8")
        Path("b.log").write_text(f"12:00 INFO {BROKEN}\n12:01 INFO {BROKEN}\n", "utf-8")

        last = [run("check", path).out.splitlines()[-1] for path in ("a.ndjson", "b.log")]
        assert last == [f"Next: ucsmsg explain missing-closer{more}" for more in (", ucsmsg fix a.ndjson", "")]
        assert "Next" not in run("check", "-q", "a.ndjson").out + run("check", "-", stdin=FINE).out

    def test_what_cannot_be_read_again_is_not_to_be_fixed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "a"
        file.write_text(FINE, "utf-8")
        assert can_fix(str(file))
        assert not can_fix(str(tmp_path))

        monkeypatch.setattr(Path, "open", fail_once([PermissionError()]))
        assert not can_fix(str(file))


class TestValues:
    @pytest.mark.parametrize("form", REPORTERS)
    def test_a_long_value_is_shown_by_its_beginning_unless_all_is_wanted(self, run: Command, form: str) -> None:
        Path("capture").write_text(LONG, "utf-8")
        short, long = (run("check", "--format", form, *options, "capture").out for options in ((), ("--long-values",)))

        assert SECRET not in short
        assert "x" * 200 not in short
        assert (SECRET in long) == (form in ("json", "ndjson", "sarif"))

    def test_a_report_for_programs_has_the_lengths(self, run: Command) -> None:
        (hit,) = json.loads(run("check", "--format=json", "-", stdin=LONG).out)["diagnostics"]

        assert (hit["found"], hit["used"]) == ("'" + "x" * 198 + "…", '"' + "x" * 198 + "…")
        assert (hit["found_length"], hit["used_length"]) == (911, 911)

    @pytest.mark.parametrize("form", REPORTERS)
    @pytest.mark.parametrize(
        "text",
        [
            f"'{SECRET}'",
            failure(2, f"'{SECRET}'"),
            FINE.replace("}}", f",'{SECRET}':[0x1]}}}}"),
            FINE.replace(":1,", f":{SECRET},"),
            json.dumps({"log": {"entries": [{"response": {"content": {"text": failure(2, f"'{SECRET}'")}}}]}}),
        ],
    )
    def test_without_values_nothing_of_the_capture_is_shown(self, run: Command, form: str, text: str) -> None:
        out = run("check", "--mode=lenient", "--no-values", "--format", form, "-", stdin=text).out

        assert SECRET not in out
        assert "^" not in out

    def test_without_values_places_and_documented_names_are_shown(self, run: Command) -> None:
        text = failure(2).replace("2,", "2L,").replace('"data":', '"data":{"odd":1L}, "data":')
        out = run("check", "--no-values", "-", stdin=text.replace('{"odd":1L}, "data":', "")).out

        assert "<stdin>:1:24: note[long-suffix] An integer that ends in `L` (at $.data.referenceId)\n" in out
        odd = run("check", "--no-values", "--input-format=payload", "-", stdin=NOTED.replace("}}", ',"odd":[1L]}}')).out
        assert '(at $.data["…"]' in odd
        assert "referenceId" in json.dumps(json_schema())

    def test_all_of_them_and_none_is_a_usage_error(self, run: Command) -> None:
        result = run("check", "--long-values", "--no-values", "-")

        assert (result.status, result.err) == (2, "ucsmsg: Expected --long-values or --no-values, got both of them\n")


class TestFiles:
    def test_a_report_can_go_to_several_files_beside_the_text(self, run: Command) -> None:
        Path("capture").write_text(f"{NOTED}\n{BROKEN}\n", "utf-8")
        options = ("--output=r.sarif", "--output=junit=j.txt", "--output=all.json", "--output=concise=c")
        result = run("check", *options, "capture")

        assert result == run("check", "capture")
        for form, path in (("sarif", "r.sarif"), ("junit", "j.txt"), ("json", "all.json"), ("concise", "c")):
            assert Path(path).read_text("utf-8") == run("check", "--format", form, "capture").out

    def test_the_files_are_whole_when_nobody_reads_the_text(
        self, run: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("capture").write_text("".join(f"{failure(number)[:-1]}\n" for number in range(3)), "utf-8")
        close = fail_once([BrokenPipeError()])
        monkeypatch.setattr(TextReporter, "begin", lambda _: monkeypatch.setattr("sys.stdout.flush", close))
        monkeypatch.setattr("ucsmsg.cli._run.drop_output", lambda: None)
        run("check", "--output=all.json", "capture")

        assert len(json.loads(Path("all.json").read_text("utf-8"))["diagnostics"]) == 3

    def test_a_run_that_is_interrupted_leaves_the_old_file(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("all.json").write_text("old", "utf-8")
        monkeypatch.setattr("ucsmsg.cli._checking.iter_parse", fail_once([KeyboardInterrupt()]))
        result = run("check", "--output=all.json", "-", stdin=FINE)

        assert (result.status, Path("all.json").read_text("utf-8")) == (130, "old")

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (
                ("--output=x",),
                "Invalid value for '--output': Expected FORMAT=FILE or a name that ends in .sarif, .json",
            ),
            (("--output=json=-",), "Expected a file for --output, got -: what stands there is chosen with --format"),
            (("--output=json=",), "Expected the name of a file for --output json, got ''"),
            (("--output=a.json", "--output=ndjson=a.json"), "Expected two places to write to, got a.json for --output"),
            (("--output=a.json", "--write-baseline=a.json"), "Expected two places to write to, got a.json for --outp"),
            (("--output=text=capture",), "Expected another file for --output text than those that are read, got cap"),
            (("--write-baseline=capture",), "Expected another file for --write-baseline than those that are read,"),
            (("--output=no/a.json",), "no/a.json: No such file or directory"),
        ],
    )
    def test_what_cannot_be_written_is_one_line(self, run: Command, options: tuple[str, ...], message: str) -> None:
        Path("capture").write_text(FINE, "utf-8")
        result = run("check", *options, "capture")

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err.startswith(f"ucsmsg: {message}")
        assert [path.name for path in Path().iterdir()] == ["capture"]


def fail_once(errors: list[BaseException]) -> object:
    """A function that fails at its first call."""

    def fail(*_: object, **__: object) -> None:
        if errors:
            raise errors.pop()

    return fail
