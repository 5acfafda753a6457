"""What the command says about itself: exit statuses, the one line that goes with them, counts."""

import contextlib
import os
import signal
import sys
from pathlib import Path

import click

from ucsmsg.diagnostics import printable

FINE = 0
FOUND_ERRORS = 1
FAILED = 2
BY_SIGNAL = 128
"""Shells add the number of the signal that ended a command."""
INTERRUPTED = BY_SIGNAL + signal.SIGINT


def complain(message: str) -> None:
    """Say in one line on the standard error what could not be done."""
    click.echo(f"ucsmsg: {printable(' '.join(message.split()))}", err=True)


def explained(error: Exception) -> str:
    """The error in a line: an `OSError` without its number, with the file it is about."""
    if not isinstance(error, OSError):
        return str(error)
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}" if isinstance(error.filename, str | bytes) else reason


def drop_output() -> None:
    """Nobody reads any more, or nothing can be written: from here on what is written goes nowhere."""
    with contextlib.suppress(OSError), Path(os.devnull).open("w") as devnull:
        os.dup2(devnull.fileno(), sys.stdout.fileno())


def counted(count: int, noun: str) -> str:
    """The count with its noun, as one says it."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else plural}"
