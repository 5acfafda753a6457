"""Around every command: whatever stops it becomes one clear line and the right exit status."""

import io
import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor

import click

from ucsmsg.cli._app import app
from ucsmsg.cli._statuses import FAILED, INTERRUPTED, complain, drop_output, explained
from ucsmsg.diagnostics import UcsmsgError


def run(arguments: Sequence[str] | None) -> int:
    """The exit status of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _invoke(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        status = 0
    except KeyboardInterrupt:
        status = _fail("interrupted", INTERRUPTED)
    except click.ClickException as error:
        status = _fail(error.format_message())
    except BrokenExecutor:
        status = _fail("a process that checked a part was ended from outside; try with fewer --jobs")
    except (UcsmsgError, OSError) as error:
        status = _fail(explained(error))
    return status


def _invoke(arguments: list[str]) -> int:
    try:
        with app.make_context("ucsmsg", arguments) as context:
            return int(app.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code


def _fail(message: str, status: int = FAILED) -> int:
    try:
        complain(message)
        sys.stdout.flush()
    except OSError:
        drop_output()
    return status
