"""The progress bar."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ucsmsg.cli._checking import Advance

ERASE_LINE = "\r\x1b[2K"
"""Written to a terminal before a line that comes while the bar stands there; the bar comes again on the next line."""


@contextmanager
def progress(size: int, *, is_wanted: bool) -> Iterator[Advance]:
    """A function that counts bytes, and a bar on the standard error that shows them where that is a terminal.

    Without the library that draws it there is no bar.
    """
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    if not is_wanted or not is_terminal or importlib.util.find_spec("rich") is None:
        yield lambda _: None
        return
    with _bar(size) as advance:
        yield advance


@contextmanager
def _bar(size: int) -> Iterator[Advance]:
    from rich.console import Console  # noqa: PLC0415 - slow to import, and wanted on terminals only
    from rich.progress import (  # noqa: PLC0415  # loaded when it is needed
        BarColumn,
        DownloadColumn,
        Progress,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    console = Console(stderr=True, soft_wrap=True)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("", total=size)
        yield lambda count: bar.advance(task, count)
