"""The progress bar."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

from ucsmsg.cli._checking import Advance

ERASE_LINE = "\r\x1b[2K"
"""Written to a terminal before a line that comes while the bar stands there; the bar comes again on the next line."""


@contextmanager
def progress(size: int, *, is_wanted: bool) -> Iterator[Advance]:
    """A function that counts bytes, and a bar on the standard error that shows them where that is a terminal."""
    console = Console(stderr=True, soft_wrap=True)
    if not is_wanted or not console.is_terminal:
        yield lambda _: None
        return
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
    with bar:
        task = bar.add_task("", total=size)
        yield lambda count: bar.advance(task, count)
