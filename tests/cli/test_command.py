"""The command as a whole: help, explanations, and whatever ends it."""

import contextlib
import importlib.metadata
import importlib.util
import io
import json
import os
import platform
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, FINE, NOTED, ROOT, Command, Result, start
from ucsmsg import __version__
from ucsmsg.catalogue import ROWS
from ucsmsg.cli import main
from ucsmsg.schema import json_schema

COMMANDS = [
    "check",
    "clean",
    "fix",
    "redact",
    "diff",
    "stats",
    "show",
    "table",
    "corpus",
    "explain",
    "schema",
    "completion",
]


class TestHelp:
    def test_without_a_command_the_help_is_shown(self, run: Command) -> None:
        assert run().out == run("--help").out
        assert all(f"\n  {name} " in run().out for name in COMMANDS)
        assert run().status == 0

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_shows_examples(self, run: Command, command: str) -> None:
        result = run(command, "--help")

        assert result.status == 0
        assert f"Examples:\n    ucsmsg {command}" in result.out

    def test_an_unknown_command_is_one_line(self, run: Command) -> None:
        result = run("chekc")

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert "chekc" in result.err

    def test_the_version_is_shown(self, run: Command) -> None:
        first, second = run("--version").out.splitlines()

        assert first == f"ucsmsg, version {__version__}"
        assert second.startswith(f"Python {platform.python_version()}, attrs ")
        assert f", click {importlib.metadata.version('click')}" in second


class TestExplain:
    def test_a_deviation_is_explained(self, run: Command) -> None:
        assert run("explain", "leading-zeros").out == (
            "leading-zeros: An integer that starts with 0\n"
            "\n"
            "The zeros are dropped before a single digit and before a fraction.\n"
            "\n"
            "Example:      [007,08]\n"
            "Becomes:      [7,8]\n"
            "Refused when: there are two readings: `010` is ten in decimal and eight in octal, `08901` may be a\n"
            "              code to which the zeros belong, `00e0` hexadecimal\n"
            "Strict:       error\n"
            "Lenient:      warning\n"
            "Layer:        syntax\n"
            "Source:       RFC 8259 section 6\n"
        )

    def test_without_a_name_all_are_listed(self, run: Command) -> None:
        out = run("explain").out

        assert [row.name for row in ROWS if f"  {row.name} " not in out] == []
        assert re.search(r"^  bare-word +error +error +A value that is neither", out, re.MULTILINE)

    @pytest.mark.parametrize("row", [row.name for row in ROWS])
    def test_every_deviation_can_be_explained(self, run: Command, row: str) -> None:
        result = run("explain", row)

        assert result.status == 0
        assert max(map(len, result.out.splitlines())) <= 100
        assert not {unicodedata.category(character) for character in result.out} - {"Cc"} & {"Cf", "Cs", "Co", "Cn"}

    def test_an_unknown_name_is_one_line(self, run: Command) -> None:
        result = run("explain", "coment")

        assert result.err.startswith("ucsmsg: Expected the name of a deviation, got 'coment'")
        assert result.status == 2


def test_the_schema_is_that_of_the_records(run: Command) -> None:
    result = run("schema")

    assert (result.status, json.loads(result.out)) == (0, json_schema())


@pytest.mark.measured_processes
class TestEnds:
    """What stops the command is one clear line and the right status, never a traceback."""

    @pytest.fixture
    def capture(self, tmp_path: Path) -> Path:
        """A capture whose report is longer than a pipe holds."""
        path = tmp_path / "capture"
        path.write_text(f"{NOTED}\n{BROKEN}\n" * 600, "utf-8")
        return path

    @pytest.mark.parametrize("jobs", ["1", "2"])
    @pytest.mark.parametrize(("line", "status"), [(NOTED, 0), (BROKEN, 1)])
    def test_a_reader_that_goes_away_ends_it_with_the_status_of_what_was_checked(
        self, capture: Path, line: str, status: int, jobs: str
    ) -> None:
        capture.write_text(f"{line}\n" * 1200, "utf-8")
        process = start("check", "-j", jobs, capture, capture)
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate()

        assert (process.returncode, err) == (status, b"")

    @pytest.mark.parametrize("command", ["schema", "explain"])
    def test_a_reader_that_does_not_read_is_no_error(self, command: str) -> None:
        end, begin = os.pipe()
        os.close(end)
        process = start(command, stdout=begin)
        os.close(begin)
        _, err = process.communicate()

        assert (process.returncode, err) == (0, b"")

    def test_a_reader_of_the_difference_that_goes_away_leaves_the_output_whole(self, capture: Path) -> None:
        out = capture.parent / "out"
        process = start("clean", "--mode=lenient", "--diff", capture, "-o", out)
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate()

        assert process.returncode == 1
        assert err.startswith(b"1,200 payloads in = 1,200 clean (1,200 notifications in ")
        assert out.read_text("utf-8").count("\n") == 1200

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_full_disk_is_one_line(self, unbuffered: str) -> None:
        with Path("/dev/full").open("wb") as full:
            process = start("check", "-", stdout=full.fileno(), environment={"PYTHONUNBUFFERED": unbuffered})
            _, err = process.communicate(NOTED.encode())

        assert (process.returncode, err) == (2, b"ucsmsg: No space left on device\n")

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_an_interrupt_is_one_line(self, jobs: str) -> None:
        process = start("check", "-", "-j", jobs)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{NOTED}\n".encode())
        process.stdin.flush()
        assert b"long-suffix" in process.stdout.readline()
        err = interrupted(process)

        assert (process.returncode, err) == (130, b"ucsmsg: interrupted\n")

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_run_of_clean_that_is_ended_tidies_up(self, tmp_path: Path, number: signal.Signals) -> None:
        out = tmp_path / "out"
        out.write_text("old", "utf-8")
        process = start("clean", "-", "-o", out)
        while len(list(tmp_path.iterdir())) == 1:
            time.sleep(0.01)
        process.send_signal(number)
        _, err = process.communicate()

        assert (process.returncode, err) == (128 + number, b"ucsmsg: terminated\n")
        assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("out", "old")]

    def test_an_end_right_when_the_file_is_made_and_another_while_tidying_up_leave_nothing(
        self, run: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened, removed, events = os.open, Path.unlink, []

        def open_and_end(path: str, flags: int, mode: int) -> int:
            descriptor = opened(path, flags, mode)
            events.append(oct(Path(path).stat().st_mode & 0o777))
            signal.raise_signal(signal.SIGTERM)
            return descriptor

        def end_and_remove(path: Path, *, missing_ok: bool) -> None:
            signal.raise_signal(signal.SIGHUP)
            removed(path, missing_ok=missing_ok)
            events.append(path.suffix)

        monkeypatch.setattr(os, "open", open_and_end)
        monkeypatch.setattr(Path, "unlink", end_and_remove)
        result = run("clean", "-", "-o", "out")

        assert result == Result(128 + signal.SIGTERM, "", "ucsmsg: terminated\n")
        assert events == ["0o600", ".partial"]
        assert list(Path().iterdir()) == []

    def test_a_killed_run_of_clean_leaves_the_old_file(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.write_text("old", "utf-8")
        process = start("clean", "-", "-o", out)
        assert process.stdin is not None
        process.stdin.write(f"{NOTED}\n".encode() * 800)
        process.stdin.flush()
        process.kill()
        process.communicate()

        assert out.read_text("utf-8") == "old"
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".out.")] == ["out"]

    def test_a_process_that_is_killed_is_one_line(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a").write_text(NOTED, "utf-8")
        monkeypatch.setattr("ucsmsg.cli._parallel.check_whole", kill_itself)
        result = run("check", "-j2", "a", "a")

        assert result.status == 2
        assert result.err == "ucsmsg: a process that checked a part was ended from outside; try with fewer --jobs\n"


class TestClosedStreams:
    """A stream that the shell has closed is None in Python."""

    @pytest.mark.parametrize(
        ("arguments", "name"),
        [
            (("check", "capture"), ""),
            (("schema",), ""),
            (("explain",), ""),
            (("clean", "capture", "-o-"), "<stdout>: "),
        ],
    )
    def test_a_closed_output_is_one_line(
        self, run: Command, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], name: str
    ) -> None:
        Path("capture").write_text(NOTED, "utf-8")
        monkeypatch.setattr(sys, "stdout", None)
        result = run(*arguments)

        assert result == Result(2, "", f"ucsmsg: {name}Expected an open standard output, got a closed one\n")
        assert sys.stdout is None

    def test_what_writes_nothing_needs_no_output(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("capture").write_text(NOTED, "utf-8")
        monkeypatch.setattr(sys, "stdout", None)

        assert run("check", "-q", "--allow=long-suffix", "--select=comment", "capture").status == 0
        assert run("clean", "capture", "-o", "out").status == 0

    def test_a_closed_input_is_one_line(self, run: Command) -> None:
        Path("capture").write_text(NOTED, "utf-8")
        result = run("check", "-", "capture", stdin=None)

        assert (result.status, result.err) == (2, "ucsmsg: Expected an open standard input, got a closed one\n")
        assert "1 note" in result.out
        assert run("clean", "-", "-o", "out", stdin=None) == Result(2, "", result.err)

    @pytest.mark.parametrize("redirection", ["<&-", ">&-", "<&- >&-"])
    def test_the_shell_may_close_them(self, redirection: str) -> None:
        command = [shutil.which("sh") or "", "-c", f'"$0" -m ucsmsg.cli check - {redirection}', sys.executable]
        process = subprocess.run(command, input=b"[", cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - our own

        assert process.returncode == 2
        assert process.stderr.count(b"got a closed one") == process.stderr.count(b"\n") > 0


def interrupted(process: "subprocess.Popen[bytes]") -> bytes:
    """What the process says; an interrupt that comes just before it waits is lost, and people then press once more."""
    while True:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=20)[1]


def kill_itself(*_: object) -> None:
    """As the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


class TestTerminal:
    def test_a_terminal_shows_a_progress_bar_and_colors(self, tmp_path: Path) -> None:
        capture = tmp_path / "capture"
        capture.write_text(f"{FINE}\n{NOTED}\n" * 100, "utf-8")
        shown = run_in_terminal("check", capture)

        assert "note[long-suffix]" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
        assert "\x1b[1;36mnote[long-suffix]" in shown or "\x1b[36m\x1b[1mnote[long-suffix]" in shown
        assert "\x1b[?25l" in shown
        assert re.search(r"20\.9/20\.9 kB", shown)

    def test_quiet_shows_none(self, tmp_path: Path) -> None:
        capture = tmp_path / "capture"
        capture.write_text(FINE, "utf-8")

        assert run_in_terminal("check", "-q", capture) == ""


def run_in_terminal(*arguments: str | Path) -> str:
    """What the command writes to a terminal."""
    terminal, slave = pty.openpty()
    command = [sys.executable, "-m", "ucsmsg.cli", *map(str, arguments)]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "150"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, cwd=ROOT, env=environment
    )
    os.close(slave)
    shown = read_all(terminal)
    process.wait()
    return shown


def read_all(terminal: int) -> str:
    """Everything until the other side is closed."""
    parts = []
    try:
        while part := os.read(terminal, 1 << 16):
            parts.append(part)
    except OSError:  # Linux says so at the end
        os.close(terminal)
    return b"".join(parts).decode()


def without(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the library were not installed."""
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == library else find(name))


def test_without_rich_there_is_no_progress_bar(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("capture").write_text(NOTED, "utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with_it = run("check", "capture")
    without("rich", monkeypatch)
    result = run("check", "capture")

    assert (result.status, result.out, result.err) == (0, with_it.out, "")
    assert with_it.err != ""


def test_without_its_library_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without("click", monkeypatch)

    assert main(["check"]) == 2
    assert capsys.readouterr().err == 'ucsmsg: the command needs more libraries: pip install "ucsmsg[cli]"\n'


def test_the_output_may_be_any_text_file() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["explain", "comment"]) == 0
    assert out.getvalue().startswith("comment: A comment\n")
    with contextlib.redirect_stdout(Full()), contextlib.redirect_stderr(io.StringIO()) as err:
        assert main(["explain", "comment"]) == 2
    assert err.getvalue() == "ucsmsg: No space left on device\n"


@pytest.mark.measured_processes
def test_the_module_can_be_run() -> None:
    process = start("explain", "comment")

    assert process.communicate()[0].startswith(b"comment: A comment\n")
    assert process.returncode == 0


def test_the_module_can_be_imported() -> None:
    """Processes do so."""
    assert importlib.import_module("ucsmsg.cli.__main__").__name__ == "ucsmsg.cli.__main__"


def test_the_module_can_be_run_in_several_processes(tmp_path: Path) -> None:
    capture = tmp_path / "capture"
    capture.write_text(NOTED, "utf-8")
    process = start("check", "--jobs=2", "--statistics", capture)

    assert b"1 notification in 1 file: 0 errors, 0 warnings, 1 note\n" in process.communicate()[0]


def test_a_stream_is_reported_while_it_goes_on() -> None:
    process = start("check", "-")
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(1, 4):
        process.stdin.write(f"2015-10-01 16:02:07 {NOTED}\n".encode())
        process.stdin.flush()
        lines = [process.stdout.readline() for _ in range(3 if number == 1 else 6)]
        assert lines[-3].startswith(f"<stdin>:{number}:44: note[long-suffix]".encode())
    process.stdin.close()
    process.wait()
    process.stdout.close()
    process.stderr and process.stderr.close()

    assert process.returncode == 0
