"""Long output on a terminal, a page at a time."""

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

_USUAL = "less"
_LESS = "FRX"
"""As git has it: no pager where all fits the screen, colours, and the text stays on the screen."""


@contextmanager
def pager(*, is_wanted: bool) -> Iterator[IO[str]]:
    """The stream to write to: that of the pager, where one is wanted and the standard output is a terminal.

    The pager is what `PAGER` says, or else `less`; without either, or where `PAGER` is empty or `cat`, there is none.
    When the reader leaves it, writing raises `BrokenPipeError` as for any reader that goes away. It ends before this
    context does: an interrupt is its own.
    """
    command = _command() if is_wanted and sys.stdout.isatty() else []
    if not command:
        yield sys.stdout
        return
    process = subprocess.Popen(  # noqa: S603 - the user's own choice
        command,
        stdin=subprocess.PIPE,
        text=True,
        encoding=sys.stdout.encoding,
        errors="backslashreplace",
        env={"LESS": _LESS, **os.environ},
    )
    stream = process.stdin
    assert stream is not None  # noqa: S101 - a pipe was asked for
    try:
        yield stream
    finally:
        with contextlib.suppress(BrokenPipeError):
            stream.close()
        _wait(process)


def _command() -> list[str]:
    """The pager and its arguments; nothing where there is none."""
    try:
        command = shlex.split(os.environ.get("PAGER", _USUAL))
    except ValueError:  # a quote is open
        return []
    return command if command and command != ["cat"] and shutil.which(command[0]) else []


def _wait(process: "subprocess.Popen[str]") -> None:
    """Wait for the end of the pager, which an interrupt does not end."""
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            process.wait()
            return
