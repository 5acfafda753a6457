"""The command line: `ucsmsg check`, `clean`, `explain` and `schema`."""

import contextlib
import signal
import sys
from collections.abc import Sequence

from ucsmsg.cli._signals import Ended, signals_in_order

__all__ = ["main"]

_BY_SIGNAL = 128
"""Shells add the number of the signal that ended a command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (those of the process by default) and return its exit status.

    0: no error was found; 1: errors were found; 2: the command could not do its work; 130: interrupted;
    143: terminated. With the arguments of the process, the process is expected to end with this: signals are ignored
    from then on.
    """
    try:
        with signals_in_order(is_process=arguments is None) as signals_arrive:
            import importlib.util  # noqa: PLC0415 - takes a moment, in which an interrupt may come

            if importlib.util.find_spec("click") is None:
                return _fail('the command needs more libraries: pip install "ucsmsg[cli]"', 2)
            from ucsmsg.cli._guard import run  # noqa: PLC0415 - needs click

            signals_arrive()
            return run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return _fail("interrupted", _BY_SIGNAL + signal.SIGINT)
    except Ended as error:
        return _fail("terminated", _BY_SIGNAL + error.signal)


def _fail(message: str, status: int) -> int:
    """What stops the command before anything of it is loaded, or after all is done."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"ucsmsg: {message}\n")
    return status
