"""`ucsmsg check` says what is wrong and where."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, FINE, NOTED, PAGE, ROOT, Command
from ucsmsg.captures import _file_parts as file_parts
from ucsmsg.captures import files_of
from ucsmsg.cli import _parallel as parallel

SUMMARY = """
       1  error    missing-closer
       1  note     long-suffix
"""
NEXT = "Next: ucsmsg explain missing-closer\n"
COUNTING = "Expected text, full, concise, json, ndjson as --format with --statistics"
SETTINGS = {
    "mode": ('"lenient"', ("--mode", "lenient")),
    "deny": ('["long-suffix", "comment"]', ("--deny", "long-suffix", "--deny", "comment")),
    "allow": ('["missing-closer"]', ("--allow", "missing-closer")),
    "select": ('["long-suffix"]', ("--select", "long-suffix")),
    "ignore": ('["long-suffix"]', ("--ignore", "long-suffix")),
    "severity": ('"error"', ("--severity", "error")),
    "baseline": ('"known.json"', ("--baseline", "known.json")),
    "max-per-name": ("1", ("--max-per-name", "1")),
    "long-values": ("true", ("--long-values",)),
    "no-values": ("true", ("--no-values",)),
    "input-format": ('"ndjson"', ("--input-format", "ndjson")),
    "format": ('"json"', ("--format", "json")),
    "encoding": ('"cp1252"', ("--encoding", "cp1252")),
    "exclude": ('["a.*"]', ("--exclude", "a.*")),
    "include": ('["a.*"]', ("--include", "a.*")),
    "no-ignore": ("true", ("--no-ignore",)),
    "max-errors": ("1", ("--max-errors", "1")),
    "jobs": ("2", ("--jobs", "2")),
    "quiet": ("true", ("--quiet",)),
    "statistics": ("true", ("--statistics",)),
    "verbose": ("true", ("--verbose",)),
}
OF_OTHER_COMMANDS = (
    "documentation",
    "drop-prose",
    "key-file",
    "max-notifications",
    "no-pager",
    "shift-days",
    "timezone",
)


def test_the_documented_page_has_notes_only(run: Command) -> None:
    result = run("check", "--statistics", ROOT / "corpus/documented/page.txt")

    assert result.status == 0
    assert "4 notifications in 1 file: 0 errors, 0 warnings, 13 notes" in result.out


def test_each_deviation_has_its_place_name_message_and_excerpt(run: Command) -> None:
    Path("page.txt").write_text(PAGE, "utf-8")
    result = run("check", "page.txt")

    assert result.status == 0
    assert result.out == (
        "page.txt:4:24: note[long-suffix] Expected an integer without `L`, got `2L` (at $.data.referenceId)\n"
        f"     4 | {NOTED[:90]}…\n"
        "       |                        ^^\n"
        "\n"
        "       1  note     long-suffix\n"
        "      14  of 221 characters passed over (--verbose says as what)\n"
        "2 payloads, 2 notifications in 1 file: 0 errors, 0 warnings, 1 note\n"
        "Next: ucsmsg explain long-suffix\n"
    )
    assert result.err == ""


def test_errors_give_status_1(run: Command) -> None:
    result = run("check", "-", stdin=f"{NOTED}\n{BROKEN}\n")

    assert result.status == 1
    assert "<stdin>:2:" in result.out
    assert result.out.endswith(SUMMARY + "2 payloads, 2 notifications in 1 file: 1 error, 0 warnings, 1 note\n" + NEXT)


def test_lenient_mode_warns_of_what_it_repairs(run: Command) -> None:
    result = run("check", "--mode", "lenient", "-", stdin=BROKEN)

    assert result.status == 0
    assert "warning[missing-closer]" in result.out


def test_a_place_inside_a_string_is_shown_too(run: Command) -> None:
    result = run("check", "--mode=lenient", ROOT / "corpus/captures/browser.har")

    assert "\n       = inside the string: line 1, column 62\n" in result.out
    assert "4 notifications, 1 reply in 1 file" in result.out


def test_several_files_are_counted_apart_and_together(run: Command) -> None:
    for name, text in (("a", FINE), ("b", BROKEN), ("c", NOTED)):
        Path(name).write_text(text, "utf-8")
    result = run("check", "-q", "a", ".")
    assert (result.status, result.out.count("\n")) == (1, 6)

    result = run("check", "--statistics", ".")
    assert result == run("check", "--statistics", "--quiet", ".")
    assert result.out == (
        SUMMARY[1:] + "       1  in b: 1 error, 0 warnings, 0 notes\n"
        "       1  in c: 0 errors, 0 warnings, 1 note\n"
        "3 payloads, 3 notifications in 3 files: 1 error, 0 warnings, 1 note\n"
        "Next: ucsmsg explain missing-closer\n"
    )


def test_of_many_files_the_first_are_listed(run: Command) -> None:
    for number in range(23):
        Path(f"{number:02}").write_text(NOTED, "utf-8")

    assert run("check", ".").out.count("  in ") == 21
    assert "          in 3 more files (--statistics lists all)\n" in run("check", ".").out
    assert run("check", "--statistics", ".").out.count("  in ") == 23


class TestOptions:
    def test_a_deviation_can_be_denied(self, run: Command) -> None:
        assert run("check", "--deny", "long-suffix", "-", stdin=NOTED).status == 1

    def test_a_deviation_can_be_allowed(self, run: Command) -> None:
        assert run("check", "--allow", "missing-closer", "-", stdin=BROKEN).status == 0

    def test_denying_prevails(self, run: Command) -> None:
        options = ("--deny=missing-closer", "--allow=missing-closer", "--allow=long-suffix")

        assert run("check", *options, "-", stdin=BROKEN).status == 1

    def test_only_what_is_selected_is_reported(self, run: Command) -> None:
        result = run("check", "--select", "long-suffix", "--select", "comment", "-", stdin=f"{NOTED}\n{BROKEN}\n")

        assert result.status == 0
        assert "missing-closer" not in result.out
        assert "long-suffix" in result.out

    def test_a_format_can_be_forced(self, run: Command) -> None:
        assert "no-value" in run("check", "--input-format", "ndjson", "-", stdin=PAGE).out

    def test_the_run_stops_after_so_many_errors(self, run: Command) -> None:
        Path("a").write_text(f"{BROKEN}\n" * 9, "utf-8")
        Path("b").write_text(f"{BROKEN}\n" * 9, "utf-8")
        result = run("check", "--max-errors", "2", "a", "b")

        assert result.status == 1
        assert result.out.count("error[missing-closer]") == 2
        assert result.err == "ucsmsg: stopped after 2 errors\n"

    def test_quiet_leaves_the_summary_out(self, run: Command) -> None:
        assert run("check", "-q", "-", stdin=BROKEN).out.count("\n") == 3

    @pytest.mark.parametrize("forced", ["1", ""])
    def test_colors_are_for_terminals_that_want_them(
        self, run: Command, forced: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setenv("NO_COLOR", forced)

        assert ("\x1b[31m\x1b[1merror[missing-closer]\x1b[0m" in run("check", "-", stdin=BROKEN).out) == (not forced)


class TestFailures:
    def test_what_cannot_be_read_is_one_line_and_the_rest_is_checked(self, run: Command) -> None:
        Path("a").write_text(NOTED, "utf-8")
        result = run("check", "nothing", "a")

        assert result.status == 2
        assert result.err == "ucsmsg: nothing: No such file or directory\n"
        assert "1 note" in result.out

    def test_a_folder_without_files_is_one_line(self, run: Command) -> None:
        Path("empty").mkdir()
        result = run("check", "empty")

        assert (result.status, result.err) == (2, "ucsmsg: empty: Expected files, got a folder without any\n")

    def test_a_link_that_leads_nowhere_hides_no_other_file(self, run: Command) -> None:
        Path("folder/sub").mkdir(parents=True)
        for name in ("folder/a", "folder/c", "folder/sub/d"):
            Path(name).write_text(NOTED, "utf-8")
        Path("folder/b").symlink_to("nowhere")
        result = run("check", "folder")

        assert (result.status, result.err) == (2, "ucsmsg: folder/b: No such file or directory\n")
        assert "3 notifications in 3 files: 0 errors, 0 warnings, 3 notes" in result.out

    @pytest.mark.parametrize("jobs", ["1", "2"])
    @pytest.mark.parametrize("archive", [b"Rar!\x1a\x07" + bytes(30), b"7z\xbc\xaf\x27\x1c" + bytes(30)])
    def test_an_archive_that_nothing_unpacks_is_an_error_in_a_folder_too(
        self, run: Command, archive: bytes, jobs: str
    ) -> None:
        """It may hold payloads; a picture holds none."""
        folder = Path("captures")
        folder.mkdir()
        (folder / "a.json").write_text(FINE, "utf-8")
        (folder / "b.bin").write_bytes(archive)
        (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
        result = run("check", "-j", jobs, "--format", "concise", folder)

        assert result.status == 1
        assert "captures/b.bin:1:1: error[damaged-compression] Expected one text, got a " in result.out
        assert result.err == "ucsmsg: left out of folders: 1 without a payload\n"

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_pipe_in_a_folder_is_not_waited_for(self, run: Command, jobs: str) -> None:
        Path("folder").mkdir()
        Path("folder/a").write_text(NOTED, "utf-8")
        os.mkfifo("folder/pipe")
        result = run("check", "-j", jobs, "folder")

        assert result.status == 0
        assert result.err == "ucsmsg: left out of folders: 1 as links to folders, pipes or devices\n"
        assert "1 notification in 1 file: 0 errors" in result.out

    def test_a_folder_with_a_pipe_only_is_without_files(self, run: Command) -> None:
        Path("folder").mkdir()
        os.mkfifo("folder/pipe")
        result = run("check", "folder")

        assert result.status == 2
        assert result.err.splitlines()[0] == "ucsmsg: folder: Expected files, got a folder without any"

    def test_a_folder_that_cannot_be_read_is_one_line(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        """And hides none of its neighbours."""
        for name in ("a", "b/x", "c"):
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(NOTED, "utf-8")
        listed = Path.iterdir

        def closed(folder: Path) -> Iterator[Path]:
            if folder.name == "b":
                raise PermissionError(13, "Permission denied", str(folder))
            return listed(folder)

        monkeypatch.setattr(Path, "iterdir", closed)
        result = run("check", ".")

        assert (result.status, result.err) == (2, "ucsmsg: b: Permission denied\n")
        assert [line.partition(" ")[0] for line in result.out.splitlines() if "note[" in line] == ["a:1:24:", "c:1:24:"]
        with pytest.raises(PermissionError, match="Permission denied"):
            list(files_of("."))

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_file_that_vanishes_is_one_line(self, run: Command, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a", "b"):
            Path(name).write_text(NOTED, "utf-8")

        def begin(_: object) -> None:
            Path("a").unlink()

        monkeypatch.setattr("ucsmsg.cli.reporters.TextReporter.begin", begin)
        result = run("check", "-j", jobs, "a", "b")

        assert (result.status, result.err) == (2, "ucsmsg: a: No such file or directory\n")
        assert "b:1:24: note[long-suffix]" in result.out

    def test_a_library_that_is_missing_is_one_line(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
        result = run("check", "-", stdin=b"\x28\xb5\x2f\xfd0000")

        assert result.status == 2
        assert result.err == 'ucsmsg: <stdin>: Expected the library zstandard to read zstd; pip install "ucsmsg[cli]"\n'

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((), "Missing argument 'PATH...'."),
            (("--mode", "loose", "-"), "Invalid value for '--mode': 'loose' is not one of 'strict', 'lenient'."),
            (
                ("--deny", "coment", "-"),
                "Invalid value for '--deny': Expected the name of a deviation, got 'coment': did you mean comment?",
            ),
            (
                ("--allow", "bare-word", "-"),
                "Invalid value for '--allow': Expected a deviation that can be repaired, got 'bare-word': it has no",
            ),
            (("--jobs", "0", "-"), "Invalid value for '-j' / '--jobs': 0 is not in the range x>=1."),
            (("--frobnicate", "-"), "No such option"),
            *(
                (("--statistics", f"--format={form}", "-"), f"{COUNTING}, got {form}")
                for form in ("sarif", "junit", "github")
            ),
        ],
    )
    def test_a_bad_option_is_one_line(self, run: Command, arguments: tuple[str, ...], message: str) -> None:
        result = run("check", *arguments)

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err.startswith(f"ucsmsg: {message}")


class TestProject:
    def test_settings_may_stand_in_pyproject(self, run: Command) -> None:
        Path("pyproject.toml").write_text(
            '[tool.ucsmsg]\nmode = "lenient"\ndeny = ["long-suffix"]\nquiet = true\n', "utf-8"
        )
        Path("sub").mkdir()
        os.chdir("sub")

        assert run("check", "-", stdin=BROKEN).status == 0
        assert run("check", "-", stdin=NOTED).status == 1
        assert run("check", "-", "--deny", "comment", stdin=NOTED).status == 0
        assert "payload" not in run("check", "-", stdin=BROKEN).out

    @pytest.mark.parametrize("key", SETTINGS)
    def test_every_setting_does_what_its_option_does(self, run: Command, key: str) -> None:
        setting, options = SETTINGS[key]
        Path("captures/.git").mkdir(parents=True)
        Path("captures/.gitignore").write_text("c.*\n", "utf-8")
        for name in ("a.log", "b.log", "c.log"):
            Path("captures", name).write_text(f"Example\n{NOTED}\n{BROKEN}\n{BROKEN}\n", "utf-8")
        run("check", "--write-baseline", "known.json", "-", stdin=NOTED)
        by_option, by_default = (run("check", *more, "captures") for more in (options, ()))
        Path("pyproject.toml").write_text(f"[tool.ucsmsg]\n{key} = {setting}\n", "utf-8")

        assert run("check", "captures") == by_option
        assert (by_option == by_default) == (key in ("jobs", "long-values"))

    def test_these_are_all_settings(self, run: Command) -> None:
        Path("pyproject.toml").write_text("[tool.ucsmsg]\nmood = 1\n", "utf-8")

        assert (
            run("check", "-").err.strip().endswith("; there are: " + ", ".join(sorted([*SETTINGS, *OF_OTHER_COMMANDS])))
        )

    @pytest.mark.parametrize("command", ["check", "clean"])
    def test_a_setting_is_for_every_command_that_has_the_option(self, run: Command, command: str) -> None:
        Path("pyproject.toml").write_text('[tool.ucsmsg]\nmode = "lenient"\nformat = "json"\n', "utf-8")
        options = ("-o", "out") if command == "clean" else ()

        assert run(command, *options, "-", stdin=BROKEN).status == 0

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (
                "[tool.ucsmsg]\nmood = 1",
                "Expected a setting of [tool.ucsmsg], got 'mood'; there are: allow, baseline, deny, ",
            ),
            ("[tool]\nucsmsg = 1", "Expected a table [tool.ucsmsg], got 1"),
            ("tool = 5", "Expected a table [tool], got 5"),
            ("[tool.ucsmsg]\nquiet = [1]", "Expected true or false for quiet, got [1]"),
            ("[tool.ucsmsg]\nstatistics = 1", "Expected true or false for statistics, got 1"),
            ("[tool.ucsmsg]\njobs = 2.5", "Expected an integer for jobs, got 2.5"),
            ("[tool.ucsmsg]\nmax-errors = true", "Expected an integer for max-errors, got True"),
            ("[tool.ucsmsg]\nformat = 1", "Expected a string for format, got 1"),
            ("[tool.ucsmsg]\ndeny = 'comment'", "Expected a list of strings for deny, got 'comment'"),
            ("[tool.ucsmsg]\nselect = [1]", "Expected a list of strings for select, got [1]"),
            ("[tool.ucsmsg]\noutput = 'x'", "Expected a setting of [tool.ucsmsg], got 'output'; there are: "),
            ("[tool", "Expected TOML, got: "),
        ],
    )
    def test_a_bad_setting_is_one_line(self, run: Command, content: str, message: str) -> None:
        Path("pyproject.toml").write_text(content, "utf-8")
        result = run("check", "-")

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert message in result.err

    def test_other_projects_have_none(self, run: Command) -> None:
        Path("pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")

        assert run("check", "-", stdin=NOTED).status == 0


class TestJobs:
    @pytest.fixture(autouse=True)
    def _small_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_parts, "PART", 1000)
        monkeypatch.setattr(parallel, "_SMALL", 1000)

    def test_the_report_does_not_depend_on_the_number_of_processes(self, run: Command) -> None:
        for name in ("a", "b"):
            Path(name).write_text(f"{FINE}\n{NOTED}\n{BROKEN}\n" * 20, "utf-8")
        Path("c").write_text(PAGE, "utf-8")
        Path("d").write_text(PAGE * 20, "utf-8")
        arguments = ("check", "--format=json", "a", "-", "b", "c", "d")

        one, two = run(*arguments, stdin=NOTED), run(*arguments, "-j2", stdin=NOTED)
        assert json.loads(one.out)["summary"]["notifications"] == 60 + 1 + 60 + 2 + 40
        assert one == two

    @pytest.mark.parametrize("options", [(), ("--select=comment",), ("--statistics",)])
    def test_a_file_of_blank_lines_has_no_payload_in_several_processes_too(
        self, run: Command, options: tuple[str, ...]
    ) -> None:
        Path("blank").write_text("\n" * 5000, "utf-8")
        Path("b").write_text(f"{NOTED}\n" * 100, "utf-8")
        arguments = ("check", "--format=ndjson", "--input-format=ndjson", *options, "blank", "b")

        one, two = run(*arguments), run(*arguments, "-j2")
        assert ('"by_name": {"no-value": 1}' in one.out) == ("--select=comment" not in options)
        assert one == two

    def test_a_run_that_stops_early_ends_its_processes(self, run: Command) -> None:
        Path("a").write_text(f"{BROKEN}\n" * 200, "utf-8")
        result = run("check", "-q", "-j2", "--max-errors=1", "a")

        assert result.status == 1
        assert result.err.startswith("ucsmsg: stopped after ")

    def test_a_file_that_fails_fails_each_time_it_is_named(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a").write_text(f"{NOTED}\n" * 200, "utf-8")
        monkeypatch.setattr("ucsmsg.cli._parallel.check_part", gone)
        result = run("check", "-q", "-j2", "a", "a")

        assert (result.status, result.out) == (2, "")
        assert result.err == "ucsmsg: a: No such file or directory\n" * 2

    def test_a_part_that_cannot_be_read_ends_its_file(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a").write_text(f"{NOTED}\n" * 200, "utf-8")
        Path("b").write_text(NOTED, "utf-8")
        monkeypatch.setattr("ucsmsg.cli._parallel.check_part", gone)
        result = run("check", "-j2", "a", "b")

        assert (result.status, result.err) == (2, "ucsmsg: a: No such file or directory\n")
        assert "b:1:24: note[long-suffix]" in result.out

    def test_a_file_that_cannot_be_divided_is_one_line(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a", "b"):
            Path(name).write_text(NOTED, "utf-8")
        monkeypatch.setattr("ucsmsg.cli._parallel.file_parts_of", gone)
        result = run("check", "-j2", "a")

        assert (result.status, result.err) == (2, "ucsmsg: a: No such file or directory\n")

    def test_a_stream_is_read_by_the_command_itself(self, run: Command) -> None:
        os.mkfifo("stream")
        writer = threading.Thread(target=lambda: Path("stream").write_text(NOTED, "utf-8"))
        writer.start()
        result = run("check", "-j2", "stream")
        writer.join()

        assert result.status == 0
        assert "stream:1:24: note[long-suffix]" in result.out


def gone(*_: object) -> None:
    """As if the file had vanished."""
    raise FileNotFoundError(2, "No such file or directory", "a")
