"""Long output on a terminal is shown by a pager."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Command, Result
from tests.cli.test_show import CAPTURE, lines, shown
from tests.conversations.talk import AGENT, content, interaction, said

NOTHING = Result(0, "", "")


def on_a_terminal(run: Command, monkeypatch: pytest.MonkeyPatch, *options: str, capture: str = CAPTURE) -> Result:
    """What is shown, without colours, where the standard output is a terminal."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    return run("show", *options, "-", stdin=capture)


class TestPager:
    def test_it_is_the_one_of_the_environment(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAGER", f'{sys.executable} -c \'import sys; open("paged", "w").write(sys.stdin.read())\'')

        assert on_a_terminal(run, monkeypatch) == NOTHING
        assert Path("paged").read_text("utf-8").startswith("History of contact C1\n")

    @pytest.mark.parametrize(("given", "flags"), [(None, "FRX"), ("S", "S")])
    def test_less_gets_the_flags_that_git_gives_it(
        self, run: Command, monkeypatch: pytest.MonkeyPatch, given: str | None, flags: str
    ) -> None:
        Path("less").write_text('#!/bin/sh\ncat > /dev/null; echo "$LESS" > flags\n', "utf-8")
        Path("less").chmod(0o755)
        monkeypatch.setenv("PATH", f"{Path.cwd()}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.delenv("PAGER", raising=False)
        monkeypatch.delenv("LESS", raising=False)
        if given:
            monkeypatch.setenv("LESS", given)
        assert on_a_terminal(run, monkeypatch) == NOTHING

        assert Path("flags").read_text("utf-8") == f"{flags}\n"

    @pytest.mark.parametrize("name", ["", " ", "cat", "no-such-pager --fast", "'"])
    def test_without_one_all_is_written_at_once(self, run: Command, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        monkeypatch.setenv("PAGER", name)

        assert on_a_terminal(run, monkeypatch).out.startswith("History of contact C1\n")

    def test_it_may_be_unwanted(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAGER", "false")

        assert on_a_terminal(run, monkeypatch, "--no-pager").out.startswith("History of contact C1\n")

    def test_a_reader_may_leave_it_at_any_time(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAGER", "false")
        talk = lines(content(1, interaction(), said(1, AGENT, "word " * 40_000)))

        assert on_a_terminal(run, monkeypatch, capture=talk) == NOTHING

    def test_an_interrupt_is_its_own_and_does_not_end_the_command_before_it(
        self, run: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waits, wait = iter([KeyboardInterrupt()]), subprocess.Popen.wait

        def interrupted(process: Any, *arguments: Any, **options: Any) -> Any:
            for interrupt in waits:
                raise interrupt
            return wait(process, *arguments, **options)

        monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
        monkeypatch.setenv("PAGER", f'{sys.executable} -c \'import sys; open("paged", "w").write(sys.stdin.read())\'')

        assert on_a_terminal(run, monkeypatch) == NOTHING
        assert next(waits, None) is None
        assert Path("paged").read_text("utf-8").endswith("nothing new)\n")


def test_no_pager_is_started_for_a_pipe(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false")

    assert shown(run).startswith("History of contact C1\n")
