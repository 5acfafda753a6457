"""Whatever ends a run of `check`, its report is whole, and no process of it stays."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

import ucsmsg.cli
from tests.cli.commands import BROKEN, FINE, NOTED, ROOT, Command, start
from ucsmsg.cli import main
from ucsmsg.cli._signals import signals_in_order, too_late

WRONG = FINE.replace('"data"', "'data'")
COUNTS = "2 payloads, 2 notifications in 1 file: 1 error, 0 warnings, 1 note\n"
ENDINGS = [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated"), (signal.SIGHUP, 129, "terminated")]


def is_whole(form: str, out: str) -> bool:
    """True when the report can be read by those that it is for."""
    if form in ("json", "sarif"):
        return bool(json.loads(out))
    if form == "ndjson":
        return [json.loads(line)["kind"] for line in out.splitlines()][-2:] == ["file", "summary"]
    if form == "junit":
        return ET.fromstring(out).tag == "testsuites"  # noqa: S314 - our own output
    return COUNTS in out.splitlines(keepends=True) or form == "github"


@pytest.mark.parametrize(("number", "status", "message"), ENDINGS)
@pytest.mark.parametrize("form", ["text", "json", "ndjson", "sarif", "junit", "github"])
def test_a_stream_that_is_interrupted_has_a_whole_report(
    form: str, number: signal.Signals, status: int, message: str
) -> None:
    """With what was counted so far."""
    process = start("check", "--format", form, "-")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{NOTED}\n{WRONG}\n{FINE[:-1]}".encode())  # the last one may go on
    process.stdin.flush()
    shown = b""
    while (b"<testsuites" if form == "junit" else b"single-quoted-string") not in shown:
        shown += os.read(process.stdout.fileno(), 1 << 16)
    process.send_signal(number)
    out, err = process.communicate()
    report = (shown + out).decode()

    assert (process.returncode, err.decode()) == (status, f"ucsmsg: {message}\n")
    assert is_whole(form, report)


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (OSError(5, "Input/output error"), 2, "capture: Input/output error"),
        (MemoryError(), 2, "the memory is full; what was being read is in no report"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "ndjson", "sarif", "junit", "github"])
def test_a_run_that_fails_has_a_whole_report(
    run: Command, monkeypatch: pytest.MonkeyPatch, form: str, fault: BaseException, status: int, message: str
) -> None:
    Path("capture").write_text(f"{NOTED}\n{WRONG}\n{FINE}\n", "utf-8")
    parsed = ucsmsg.iter_parse

    def fail(*arguments: object, **options: object) -> object:
        payloads = parsed(*arguments, **options)  # type: ignore[call-overload] # whatever the command gives
        yield from (next(payloads), next(payloads))
        raise fault

    monkeypatch.setattr("ucsmsg.cli._checking.iter_parse", fail)
    result = run("check", "--format", form, "capture")

    assert (result.status, result.err) == (status, f"ucsmsg: {message}\n")
    assert is_whole(form, result.out)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_process_that_is_ended_leaves_a_whole_report(
    run: Command, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    for name in ("a", "b"):
        Path(name).write_text(f"{NOTED}\n", "utf-8")
    monkeypatch.setattr("ucsmsg.cli._parallel.check_whole", end_process)
    result = run("check", "-j2", "--format", form, "a", "b")

    assert result.err == "ucsmsg: a process that checked a part was ended from outside; try with fewer --jobs\n"
    assert result.out.endswith("1 file: 0 errors, 0 warnings, 0 notes\n") or json.loads(result.out)["summary"]


def end_process(*_: object) -> None:
    """As the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


class TestMaxErrors:
    """The report ends with the same payload in one process and in several."""

    @pytest.mark.parametrize("jobs", ["1", "2"])
    @pytest.mark.parametrize(("most", "shown"), [(1, 2), (2, 2), (3, 4), (5, 6)])
    def test_it_ends_behind_the_payload_with_the_nth_error(
        self, run: Command, jobs: str, most: int, shown: int
    ) -> None:
        two = FINE.replace('"data"', "'data'").replace(":1,", ":+1,")
        for name in ("a", "b"):
            Path(name).write_text(f"{NOTED}\n{two}\n{two}\n{NOTED}\n", "utf-8")
        result = run("check", "-j", jobs, "--max-errors", str(most), "a", "b")

        assert (result.status, result.out.count(": error[")) == (1, shown)
        assert result.err == f"ucsmsg: stopped after {shown} errors\n"

    def test_one_error_is_one(self, run: Command) -> None:
        assert run("check", "--max-errors=1", "-", stdin=BROKEN).err == "ucsmsg: stopped after 1 error\n"

    def test_the_help_says_when_it_ends(self, run: Command) -> None:
        assert "Stop after the payload that has the Nth error." in " ".join(run("check", "--help").out.split())


class TestStart:
    """An interrupt at any moment is one line, or the end that the system gives; never a traceback."""

    @pytest.mark.parametrize("module", ["ucsmsg.captures", "ucsmsg.catalogue", "ucsmsg.parsing", "attrs", "click"])
    def test_one_that_comes_while_a_module_is_loaded_is_one_line(self, module: str) -> None:
        """Of the package as well: the command sees to interrupts before it loads that."""
        program = f"""if True:
            import signal, sys

            class Interrupt:
                def find_spec(self, name, *_):
                    if name == {module!r}:
                        signal.raise_signal(signal.SIGINT)

            signal.signal(signal.SIGINT, signal.default_int_handler)
            sys.meta_path.insert(0, Interrupt())
            from ucsmsg.cli import main
            sys.exit(main(["check", "-"]))
        """
        command = [sys.executable, "-c", program]
        process = subprocess.run(command, cwd=ROOT, input=b"", capture_output=True, check=False)  # noqa: S603 - our own

        assert (process.returncode, process.stderr) == (130, b"ucsmsg: interrupted\n")

    def test_one_that_comes_while_the_command_is_loaded_waits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Modules that are loaded would swallow it, or show it as their fault."""
        events: list[str] = []

        def find(_: str) -> bool:
            signal.raise_signal(signal.SIGINT)
            events.append("loaded")
            return True

        monkeypatch.setattr("importlib.util.find_spec", find)
        status = main(["explain"])

        assert (status, set(events)) == (130, {"loaded"})
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_one_that_is_ignored_stays_so(self, run: Command, number: signal.Signals) -> None:
        """As it is for what runs in the background, or under nohup."""
        before = signal.signal(number, signal.SIG_IGN)
        result = run("check", "-", stdin=FINE)
        after = signal.signal(number, before)

        assert (result.status, after) == (0, signal.SIG_IGN)

    def test_a_thread_may_run_the_command(self) -> None:
        """Only the first thread of a process can handle signals."""
        statuses: list[int] = []
        thread = threading.Thread(target=lambda: statuses.append(main(["explain", "comment"])))
        thread.start()
        thread.join()

        assert statuses == [0]

    def test_when_all_is_done_a_process_is_not_interrupted_any_more(self) -> None:
        program = (
            "import signal, sys, ucsmsg.cli\nsys.argv = ['ucsmsg', 'explain', 'comment']\nstatus = ucsmsg.cli.main()\n"
            "signal.raise_signal(signal.SIGINT)\nsignal.raise_signal(signal.SIGTERM)\nsys.exit(status)\n"
        )
        process = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - our own

        assert (process.returncode, process.stderr) == (0, b"")

    @pytest.mark.parametrize(("number", "status", "message"), ENDINGS)
    @pytest.mark.parametrize("stream", ["there", "closed", "full"])
    def test_one_that_comes_behind_the_guard_is_one_line(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        number: signal.Signals,
        status: int,
        message: str,
        stream: str,
    ) -> None:
        def raise_signal(_: list[str]) -> int:
            signal.raise_signal(number)
            return 0

        monkeypatch.setattr("ucsmsg.cli._guard.run", raise_signal)
        with Path("/dev/full").open("w", buffering=1) as full:
            if stream != "there":
                monkeypatch.setattr(sys, "stderr", full if stream == "full" else None)
            assert main([]) == status
            os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())

        assert stream != "there" or capsys.readouterr().err == f"ucsmsg: {message}\n"

    def test_too_late_is_too_late_for_all(self) -> None:
        with signals_in_order(is_process=False) as arrive:
            arrive()
            too_late()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.raise_signal(number)
            assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler

        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


class TestProcesses:
    @pytest.mark.parametrize("wait", [0.3, 0.6, 1.2])
    def test_processes_end_with_a_command_that_is_killed(self, tmp_path: Path, wait: float) -> None:
        """They hold its output open: who reads that would wait for them for ever."""
        for name in "abcd":
            (tmp_path / name).write_text(f"{NOTED}\n" * 2000, "utf-8")
        os.mkfifo(tmp_path / "pipe")
        process = start("check", "-q", "-j2", tmp_path / "a", tmp_path / "b", tmp_path / "pipe")
        time.sleep(wait)
        process.kill()
        out, _ = process.communicate(timeout=60)

        assert process.returncode == -signal.SIGKILL
        assert b"Traceback" not in out

    def test_they_see_no_interrupt_before_they_can_ignore_it(self, tmp_path: Path) -> None:
        """Each is started with it blocked."""
        (tmp_path / "a").write_text(f"{NOTED}\n", "utf-8")
        os.mkfifo(tmp_path / "pipe")
        process = start("check", "-q", "-j2", tmp_path / "a", tmp_path / "pipe")
        children = waited_for(lambda: workers(process.pid))
        blocked = [int(field(child, "SigBlk"), 16) >> (signal.SIGINT - 1) & 1 for child in children]
        process.kill()
        process.communicate()

        assert blocked
        assert set(blocked) == {1}


def workers(parent: int) -> list[int]:
    """The processes that a command has started to check files."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def field(process: int, name: str) -> str:
    """A field of the status of a process."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{name}:"))


def waited_for(get: Callable[[], list[int]]) -> list[int]:
    """What is there as soon as there is something."""
    while not (got := get()):
        time.sleep(0.01)
    return got
