"""Running the command in tests."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from tests.captures.samples import failure
from ucsmsg.cli import main

ROOT = Path(__file__).parents[2]
FINE = failure(1)
NOTED = failure(2).replace(":2,", ":2L,")
BROKEN = failure(3)[:-1]
PAGE = f"Example\n{FINE}\nand\n{NOTED}\n"


@attrs.frozen
class Result:
    """What a command did."""

    status: int
    out: str
    err: str


@attrs.frozen
class Command:
    """The command in the test's own process."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str | Path, stdin: str | bytes | None = b"") -> Result:
        """Run it with these arguments; None is an input that is closed."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self.monkeypatch.setattr(sys, "stdin", None if data is None else io.TextIOWrapper(io.BytesIO(data)))
        status = main([str(argument) for argument in arguments])
        out, err = self.capsys.readouterr()
        return Result(status, out, err)


def start(
    *arguments: str | Path,
    stdout: int = subprocess.PIPE,
    environment: Mapping[str, str] | None = None,
    has_session: bool = False,
) -> "subprocess.Popen[bytes]":
    """The command in a process of its own, and with `has_session` in a group of its own with those that it starts."""
    command = [sys.executable, "-m", "ucsmsg.cli", *map(str, arguments)]
    return subprocess.Popen(  # noqa: S603 - our own command
        command,
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        start_new_session=has_session,
    )
