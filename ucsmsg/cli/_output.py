"""Where data goes: the standard output, devices and pipes, and files that are replaced as a whole at the end."""

import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO, overload

import attrs
import click

from ucsmsg.cli._replacement import Replacements
from ucsmsg.cli._signals import too_late
from ucsmsg.cli._statuses import drop_output, naming

STDOUT = "-"
_NO_NAMES = ("", ".", "..")


def for_data() -> TextIO:
    """The standard output for what programs read: UTF-8, whatever the locale is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return sys.stdout


def check_destinations(paths: Mapping[str, str | None]) -> None:
    """Raise a usage error where a destination has no name, or where two options would write to the same one."""
    named = {option: path for option, path in paths.items() if path is not None}
    for option, path in named.items():
        if os.path.basename(path) in _NO_NAMES:  # noqa: PTH119 - a path drops the slash at the end of a folder
            raise click.UsageError(f"Expected the name of a file for {option}, got {path!r}")
    for (first, path), (second, other) in combinations(named.items(), 2):
        if path == other == STDOUT or _identity(path) == _identity(other) != _identity(os.devnull):
            raise click.UsageError(f"Expected two places to write to, got {path} for {first} and {other} for {second}")


def check_sources(paths: Mapping[str, str | None], sources: Iterable[str], advice: str = "") -> None:
    """Raise a usage error where a file that is read would be replaced, and what is in it lost; `advice` is for `-o`."""
    read = _identities(sources)
    for option, path in paths.items():
        if path and path != STDOUT and _identity(path) in read:
            hint = advice if option == "-o" else ""
            raise click.UsageError(f"Expected another file for {option} than those that are read, got {path}{hint}")


def status_of_source(path: str | None, sources: Iterable[str]) -> os.stat_result | None:
    """What the file is before it is read, when it is one of those that are read; otherwise None."""
    return Path(path).stat() if path and path != STDOUT and _identity(path) in _identities(sources) else None


def _identities(paths: Iterable[str]) -> set[object]:
    return {_identity(path) for path in paths} - {_identity(os.devnull)}


def _identity(path: str) -> object:
    """Equal for all names of one file."""
    with contextlib.suppress(OSError):
        status = os.fstat(sys.stdout.fileno()) if path == STDOUT else Path(path).stat()
        return status.st_dev, status.st_ino
    return path if path == STDOUT else os.path.realpath(path)


@attrs.define
class Output:
    """A place that lines are written to; what goes wrong with it says which it is.

    `is_read` turns False when its reader has gone away (`| head`), from when on what is written goes nowhere.
    """

    name: str
    file: TextIO
    is_on_disk: bool = False
    is_read: bool = True

    def write(self, text: str) -> None:
        """Write it, now or later. Raises `OSError`; `BrokenPipeError` where the reader has gone."""
        with naming(self.name):
            self.file.write(text)

    def finish(self) -> None:
        """Have everything where it goes: for a file of the shell's (`> rejects`) that is the disk."""
        with naming(self.name):
            self.file.flush()
            if self.is_on_disk:
                os.fsync(self.file.fileno())

    def drop(self) -> None:
        """Nobody reads it any more."""
        self.is_read = False
        drop_output(self.file)


class Outputs:
    """The places that a run writes to: streams, devices and pipes as it comes, files all together at its end.

    A context: without `finish` no file is replaced.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._replacements = Replacements()

    def __enter__(self) -> Self:
        self._stack.enter_context(self._replacements)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stack.close()

    @overload
    def open(self, path: str, original: os.stat_result | None = ...) -> Output: ...

    @overload
    def open(self, path: str | None, original: os.stat_result | None = ...) -> Output | None: ...

    def open(self, path: str | None, original: os.stat_result | None = None) -> Output | None:
        """The place of that name, "-" is the standard output; None for None.

        Raises `OSError` at once where it cannot be written to. `original` is what a file was when it was read.
        """
        if path is None:
            return None
        if _identity(path) == _identity(STDOUT):
            return standard_output(for_data())
        if Path(path).exists() and not Path(path).is_file():
            return Output(path, self._stack.enter_context(_device(path)))
        return Output(path, self._replacements.open(path, original))

    def replace(self) -> None:
        """Replace every file, or none where this raises `OSError`: by then everything is where it should be."""
        self._replacements.prepare()
        too_late()
        self._replacements.commit()


def standard_output(stream: TextIO) -> Output:
    """The standard output as a place among others; `stream` is what writes to it."""
    return Output("<stdout>", stream, _is_regular(stream))


@contextmanager
def _device(path: str) -> Iterator[TextIO]:
    file = Path(path).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
    try:
        yield file
    finally:
        with contextlib.suppress(OSError):  # everything was flushed before, unless the run has failed
            file.close()


def _is_regular(file: TextIO) -> bool:
    with contextlib.suppress(OSError):  # a stream of the caller's may have no descriptor
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    return False
