"""What the command says about itself: exit statuses, the one line that goes with them, counts."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

FINE = 0
FOUND_ERRORS = 1
FAILED = 2


def complain(message: str) -> None:
    """Say in one line on the standard error what could not be done."""
    from ucsmsg._screen import printable  # noqa: PLC0415 - most runs complain of nothing

    say(f"ucsmsg: {printable(' '.join(message.split()))}")


def say(line: str) -> None:
    """Write a line to the standard error; that nobody can read it changes nothing in what was done."""
    try:
        click.echo(line, err=True)
    except OSError:
        drop_output(sys.stderr)


@contextlib.contextmanager
def naming(path: str) -> Iterator[None]:
    """What goes wrong with a file says which: the system says so only where it is opened."""
    from ucsmsg.captures import CaptureError  # noqa: PLC0415 - for the commands that read files

    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), path) from error
    except CaptureError as error:
        raise CaptureError(f"{path}: {error}") from error


def explained(error: Exception) -> str:
    """The error in a line: an `OSError` without its number, with the file it is about."""
    if not isinstance(error, OSError):
        return str(error)
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}" if isinstance(error.filename, str | bytes) else reason


def drop_output(stream: TextIO | None = None) -> None:
    """Nobody reads any more, or nothing can be written: from here on what is written goes nowhere.

    `stream`: the standard output, or another. What waits in it would be the last fault of the process otherwise.
    """
    with contextlib.suppress(OSError), Path(os.devnull).open("w") as devnull:
        os.dup2(devnull.fileno(), (stream or sys.stdout).fileno())


def counted(count: int, noun: str) -> str:
    """The count with its noun, as one says it."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else plural}"
