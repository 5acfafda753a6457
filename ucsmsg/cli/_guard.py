"""Around every command: whatever stops it becomes one clear line and the right exit status."""

import errno
import io
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, redirect_stdout

import click

from ucsmsg.cli._app import app
from ucsmsg.cli._statuses import BY_SIGNAL, FAILED, INTERRUPTED, complain, drop_output, explained
from ucsmsg.diagnostics import UcsmsgError

_ENDING = [signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if name in signal.Signals.__members__]


def run(arguments: Sequence[str] | None) -> int:
    """The exit status of the command line."""
    with _streams(), _signals():
        return _status(list(sys.argv[1:] if arguments is None else arguments))


def _status(arguments: list[str]) -> int:
    try:
        status = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        status = 0
    except KeyboardInterrupt:
        status = _fail("interrupted", INTERRUPTED)
    except _Ended as error:
        status = _fail("terminated", BY_SIGNAL + error.signal)
    except click.ClickException as error:
        status = _fail(error.format_message())
    except BrokenExecutor:
        status = _fail("a process that checked a part was ended from outside; try with fewer --jobs")
    except (UcsmsgError, OSError) as error:
        status = _fail(explained(error))
    return status


class _Ended(BaseException):
    """The system wants the command to end; like an interrupt it passes by what handles errors."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


def _end(number: int, _: object) -> None:
    for each in _ENDING:
        signal.signal(each, _stay)
    raise _Ended(number)


def _stay(_: int, __: object) -> None:
    """Some senders tell the process and then its group: the second time must not end the tidying up."""


@contextmanager
def _signals() -> Iterator[None]:
    """What ends the process lets it tidy up, unless whoever started it has said otherwise."""
    is_main = threading.current_thread() is threading.main_thread()
    ending = [each for each in _ENDING if is_main and signal.getsignal(each) is signal.SIG_DFL]
    for each in ending:
        signal.signal(each, _end)
    try:
        yield
    finally:
        for each in ending:
            signal.signal(each, signal.SIG_DFL)


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
