"""What cannot be written, and what ends `clean` meanwhile: nothing is lost, and 2 means that nothing was replaced."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, FINE, NOTED, ROOT, Command, Result, start
from ucsmsg import dumps, loads

CAPTURE = f"{FINE}\n{BROKEN}\n{NOTED}\n"
CLEAN = "".join(f"{dumps(loads(text))}\n" for text in (FINE, NOTED))
FULL = "/dev/full"
NO_SPACE = "No space left on device"
NO_READER = "Expected somebody who reads what is rejected, got nobody any more: no output was replaced"


@pytest.fixture
def io(tmp_path: Path) -> Path:
    """A capture that is to be replaced by what is whole in it."""
    path = tmp_path / "io"
    path.write_text(CAPTURE, "utf-8")
    return path


def contents(folder: Path) -> dict[str, str]:
    """The files of a folder, hidden ones as well."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


def wait_for(count: int, folder: Path) -> None:
    """Wait until a folder has so many files."""
    while len(list(folder.iterdir())) < count:
        time.sleep(0.01)


def shell(folder: Path, command: str) -> Result:
    """What a command line of a shell does, in which `$U` is the command; the status is that of the command."""
    program = f'U="$0 -m ucsmsg.cli"; {{ {command}; }}'
    run = subprocess.run(  # noqa: S603 - our own
        ["/bin/bash", "-c", program, sys.executable],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(run.returncode, run.stdout, run.stderr)


@pytest.mark.measured_processes
class TestFullDisks:
    """Whatever is full, the capture is as it was."""

    @pytest.mark.parametrize(
        ("command", "name"),
        [
            ("$U clean io -o io --rejects /dev/full", FULL),
            ("$U clean io -o io --rejects - > /dev/full", "<stdout>"),
            ("$U clean --mode=lenient --diff io -o io --rejects rejects > /dev/full", "<stdout>"),
            ("$U clean io -o /dev/full --rejects rejects", FULL),
            ("$U clean io -o - --rejects rejects > /dev/full", "<stdout>"),
            ("PYTHONUNBUFFERED=1 $U clean io -o io --rejects - > /dev/full", "<stdout>"),
        ],
    )
    def test_nothing_is_replaced(self, io: Path, command: str, name: str) -> None:
        assert shell(io.parent, command) == Result(2, "", f"ucsmsg: {name}: {NO_SPACE}\n")
        assert contents(io.parent) == {"io": CAPTURE}

    @pytest.mark.parametrize("number", [1, 2])
    def test_a_file_that_cannot_be_put_on_the_disk_is_an_end(
        self, run: Command, io: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        calls = iter(range(1, 10))

        def fail(_: int) -> None:
            if next(calls) == number:
                raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(os, "fsync", fail)
        result = run("clean", "io", "-o", "io", "--rejects", "rejects")

        assert result == Result(2, "", f"ucsmsg: {['rejects', 'io'][number - 1]}: Input/output error\n")
        assert contents(io.parent) == {"io": CAPTURE}

    @pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-", "2> >(true)"])
    def test_a_report_that_cannot_be_written_changes_nothing(self, io: Path, redirection: str) -> None:
        result = shell(io.parent, f"sleep 0; $U clean io -o io --rejects rejects {redirection}")

        assert result == Result(1, "", "")
        assert contents(io.parent)["io"] == CLEAN
        assert json.loads(contents(io.parent)["rejects"])["text"] == BROKEN

    def test_a_full_standard_output_that_is_a_file_too_is_on_the_disk(self, io: Path) -> None:
        """What is rejected into a file of the shell is safe before the capture is replaced."""
        result = shell(io.parent, "$U clean io -o io --rejects - > rejects")

        assert result.status == 1
        assert json.loads(contents(io.parent)["rejects"])["text"] == BROKEN
        assert contents(io.parent)["io"] == CLEAN


@pytest.mark.measured_processes
class TestReadersThatGoAway:
    @pytest.fixture(autouse=True)
    def _much(self, io: Path) -> None:
        """More than a pipe holds."""
        io.write_text(CAPTURE * 2000, "utf-8")

    def test_the_rejects_are_written_without_a_reader_of_the_output(self, io: Path) -> None:
        result = shell(io.parent, "$U clean io -o - --rejects rejects | true; exit ${PIPESTATUS[0]}")

        assert result.status == 1
        assert result.err.startswith("6,000 payloads in = 4,000 clean (4,000 notifications in -) + 2,000 rejected in ")
        assert contents(io.parent)["rejects"].count("\n") == 2000

    def test_of_a_short_output_as_well(self, io: Path) -> None:
        """Which waits in memory until the end."""
        io.write_text(CAPTURE, "utf-8")
        end, begin = os.pipe()
        os.close(end)
        process = start("clean", io, "-o", "-", "--rejects", io.parent / "rejects", stdout=begin)
        os.close(begin)
        _, err = process.communicate()

        assert (process.returncode, err.count(b"\n")) == (1, 1)
        assert json.loads(contents(io.parent)["rejects"])["text"] == BROKEN

    def test_a_pipe_with_a_name_is_the_same(self, io: Path) -> None:
        result = shell(io.parent, "$U clean io -o >(head -c 1 > first) --rejects rejects")

        assert result.status == 1
        assert contents(io.parent)["rejects"].count("\n") == 2000

    @pytest.mark.parametrize(
        ("command", "name"),
        [
            ("$U clean io -o io --rejects - | true; exit ${PIPESTATUS[0]}", "<stdout>"),
            ("$U clean io -o out --rejects - | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}", "<stdout>"),
            ("$U clean io -o io --rejects >(true)", "/dev/fd/"),
        ],
    )
    def test_without_a_reader_of_the_rejects_nothing_is_replaced(self, io: Path, command: str, name: str) -> None:
        result = shell(io.parent, command)

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err.startswith(f"ucsmsg: {name}")
        assert result.err.endswith(f": {NO_READER}\n")
        assert contents(io.parent) == {"io": CAPTURE * 2000}

    @pytest.mark.parametrize(
        ("options", "status"),
        [("-o -", 1), ("--rejects -", 1), ("--mode=lenient --diff", 1), ("--mode=lenient -o -", 0)],
    )
    def test_when_nobody_reads_anything_the_run_ends(self, io: Path, options: str, status: int) -> None:
        """Also one that would go on for ever."""
        command = f"while cat io; do :; done 2>/dev/null | $U clean {options} - | head -c 1 >/dev/null"
        result = shell(io.parent, f"{command}; exit ${{PIPESTATUS[1]}}")

        assert result == Result(status, "", "")


class TestSignals:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    @pytest.mark.parametrize("when", [1, 2, 3])
    def test_one_that_comes_between_two_renames_comes_too_late(
        self, run: Command, io: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, when: int
    ) -> None:
        """Right before the first one, between them, and behind the last one."""
        renamed, calls = Path.replace, iter(range(1, 10))

        def rename(path: Path, target: Path) -> Path:
            call = next(calls)
            if call == when:
                signal.raise_signal(number)
            renamed(path, target)
            if call + 1 == when == 3:
                signal.raise_signal(number)
            return target

        monkeypatch.setattr(Path, "replace", rename)
        result = run("clean", "io", "-o", "io", "--rejects", "rejects")

        assert result.status == 1
        assert result.err == "3 payloads in = 2 clean (2 notifications in io) + 1 rejected in rejects\n"
        assert contents(io.parent)["io"] == CLEAN
        assert json.loads(contents(io.parent)["rejects"])["text"] == BROKEN
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    @pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
    def test_one_that_comes_before_replaces_nothing(
        self, run: Command, io: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, status: int
    ) -> None:
        monkeypatch.setattr(os, "fsync", lambda _: signal.raise_signal(number))
        result = run("clean", "io", "-o", "io", "--rejects", "rejects")

        assert result == Result(status, "", f"ucsmsg: {'interrupted' if status == 130 else 'terminated'}\n")
        assert contents(io.parent) == {"io": CAPTURE}

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_one_that_comes_while_the_result_is_said_changes_nothing(
        self, run: Command, io: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
    ) -> None:
        monkeypatch.setattr("ucsmsg.cli._clean.say", lambda _: signal.raise_signal(number))

        assert run("clean", "io", "-o", "io", "--rejects", "rejects") == Result(1, "", "")
        assert contents(io.parent)["io"] == CLEAN

    def test_the_rejects_come_first(self, run: Command, io: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A kill between the two leaves in the capture what is in the rejects as well."""
        renamed: list[str] = []
        monkeypatch.setattr(Path, "replace", lambda _, target: renamed.append(target.name))
        run("clean", "io", "-o", "io", "--rejects", "rejects")

        assert renamed == ["rejects", "io"]
        assert contents(io.parent) == {"io": CAPTURE}


class TestWhatStandsThere:
    def test_a_capture_that_grows_meanwhile_is_not_replaced(self, io: Path) -> None:
        """What was added would be lost."""
        process = start("clean", io, "-", "-o", io, "--rejects", io.parent / "rejects")
        assert process.stdin is not None
        process.stdin.write(f"{NOTED}\n".encode() * 1000)
        process.stdin.flush()
        wait_for(3, io.parent)
        with io.open("a", encoding="utf-8") as log:
            log.write(f"{FINE}\n")
        _, err = process.communicate()

        assert process.returncode == 2
        assert err.decode().endswith("got one that has changed since: nothing was replaced\n")
        assert contents(io.parent) == {"io": f"{CAPTURE}{FINE}\n"}

    def test_a_folder_in_the_place_of_an_output_leaves_both_as_they_were(self, io: Path) -> None:
        """One that has come meanwhile."""
        out, rejects = io.parent / "out", io.parent / "rejects"
        rejects.write_text("old", "utf-8")
        process = start("clean", "-", "-o", out, "--rejects", rejects)
        wait_for(4, io.parent)
        (out / "folder").mkdir(parents=True)
        _, err = process.communicate(CAPTURE.encode())

        assert (process.returncode, err.decode()) == (2, f"ucsmsg: {out}: Is a directory\n")
        assert contents(io.parent) == {"io": CAPTURE, "rejects": "old"}

    @pytest.mark.parametrize("option", ["-o", "--rejects"])
    def test_a_read_only_file_is_not_replaced(self, run: Command, io: Path, option: str) -> None:
        io.chmod(0o444)
        result = run("clean", "-", option, "io", stdin=FINE)

        assert result == Result(2, "", "ucsmsg: io: Expected a file that may be written to, got a read-only one\n")
        assert contents(io.parent) == {"io": CAPTURE}

    def test_what_a_killed_run_has_left_is_removed_by_the_next_one(self, io: Path) -> None:
        arguments = ("clean", "-", "-o", io.parent / "out", "--rejects", io.parent / "rejects")
        process = start(*arguments)
        wait_for(3, io.parent)
        process.kill()
        process.communicate()
        assert len(contents(io.parent)) == 3

        start(*arguments).communicate(CAPTURE.encode())
        assert set(contents(io.parent)) == {"io", "out", "rejects"}


class TestReading:
    """An error says which file cannot be read."""

    @pytest.mark.parametrize(("jobs", "reason"), [("1", "Input/output error"), ("2", "Invalid argument")])
    def test_an_error_behind_the_opening_names_the_file(self, io: Path, jobs: str, reason: str) -> None:
        (io.parent / "memory").symlink_to("/proc/self/mem")
        result = shell(io.parent, f"$U check -j{jobs} memory io")

        assert (result.status, result.err) == (2, f"ucsmsg: memory: {reason}\n")
        assert "3 notifications in 2 files: 1 error, 0 warnings, 1 note\n" in result.out

    def test_that_of_the_standard_input_does_so_too(self, io: Path) -> None:
        assert shell(io.parent, "$U check - 0> written").err == "ucsmsg: <stdin>: Bad file descriptor\n"

    def test_clean_names_it_as_well(self, io: Path) -> None:
        (io.parent / "memory").symlink_to("/proc/self/mem")

        assert shell(io.parent, "$U clean memory -o out") == Result(2, "", "ucsmsg: memory: Input/output error\n")
        assert not (io.parent / "out").exists()

    @pytest.mark.parametrize("command", ["check io/", "clean io/ -o out", "check io/."])
    def test_a_file_is_no_folder(self, io: Path, command: str) -> None:
        name = command.split()[1]

        assert shell(io.parent, f"$U {command}").err == f"ucsmsg: {name}: Not a directory\n"

    @pytest.mark.parametrize("command", ["check", "clean -o out", "check -j2"])
    @pytest.mark.parametrize("paths", ['""', '"" io', 'io "$UNSET"'])
    def test_an_empty_name_is_no_folder(self, io: Path, command: str, paths: str) -> None:
        result = shell(io.parent, f"$U {command} {paths}")

        assert result == Result(2, "", "ucsmsg: Expected the name of a file or a folder, got ''\n")
        assert contents(io.parent) == {"io": CAPTURE}
