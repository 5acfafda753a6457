"""The command line: `ucsmsg check`, `clean`, `explain` and `schema`."""

import importlib.util
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (those of the process by default) and return its exit status.

    0: no error was found; 1: errors were found; 2: the command could not do its work; 130: interrupted;
    143: terminated.
    """
    if importlib.util.find_spec("click") is None:
        print('ucsmsg: the command needs more libraries: pip install "ucsmsg[cli]"', file=sys.stderr)  # noqa: T201 - no click
        return 2
    from ucsmsg.cli._guard import run  # noqa: PLC0415 - needs click

    return run(arguments)
