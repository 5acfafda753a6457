"""Around every command: whatever stops it becomes one clear line and the right exit status."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import click

from ucsmsg.cli._app import app
from ucsmsg.cli._statuses import FAILED, complain, drop_output, explained


def run(arguments: list[str]) -> int:
    """The exit status of the command line; a signal that ends it passes through."""
    with _streams():
        try:
            status = _status(arguments)
        except BaseException:
            _flush()
            raise
    return status


def _status(arguments: list[str]) -> int:
    try:
        status = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        status = 0
    except click.ClickException as error:
        status = _fail(_message(error))
    except MemoryError:
        status = _fail("the memory is full; what was being read is in no report")
    except _ended_process():
        status = _fail("a process that checked a part was ended from outside; try with fewer --jobs")
    except (OSError, _declared()) as error:
        status = _fail(explained(error))
    return status


def _message(error: click.ClickException) -> str:
    """What is wrong; with an option that there is not, which was meant, and how the command is used."""
    message = error.format_message()
    if isinstance(error, click.NoSuchOption) and error.ctx:
        name = error.option_name.lstrip("-")
        options = error.ctx.command.params
        meant = [f"{each.opts[-1]} {name}" for each in options if name in getattr(each.type, "choices", ())]
        hint = f" Did you mean {' or '.join(meant)}?" if meant else ""
        return f"{message}{hint} {error.ctx.get_usage()}"
    return message


def _ended_process() -> type[Exception]:
    """Imported when something is raised, as the next one is."""
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415  # loaded when it is needed

    return BrokenExecutor


def _declared() -> type[Exception]:
    from ucsmsg.diagnostics import UcsmsgError  # noqa: PLC0415  # loaded when it is needed

    return UcsmsgError


@contextmanager
def _streams() -> Iterator[None]:
    """What people read is in their encoding, with escapes for what it lacks; a closed stream is an error when used."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with redirect_stdout(sys.stdout or _ClosedOutput()):
        yield


class _ClosedOutput(io.TextIOBase):
    """Python has no stream where the descriptor is closed."""

    def write(self, _: str) -> int:
        raise OSError(errno.EBADF, "Expected an open standard output, got a closed one")


def _invoke(arguments: list[str]) -> int:
    if instruction := os.environ.get("_UCSMSG_COMPLETE"):
        from click.shell_completion import shell_complete  # noqa: PLC0415 - for this only

        return shell_complete(app, {}, "ucsmsg", "_UCSMSG_COMPLETE", instruction)
    try:
        with app.make_context("ucsmsg", arguments) as context:
            return int(app.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code


def _fail(message: str) -> int:
    complain(message)
    _flush()
    return FAILED


def _flush() -> None:
    """Write what there is; where that cannot be, it was said already, or nobody waits for it."""
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()
