"""Where data goes: the standard output, devices and pipes, and files that are replaced as a whole at the end."""

import contextlib
import io
import os
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import TextIO

import click

STDOUT = "-"
_NAME = 50
"""So much of a file's name is in that of the file beside it, which must not become too long."""


def for_data() -> TextIO:
    """The standard output for what programs read: UTF-8, whatever the locale is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return sys.stdout


def check_destinations(paths: Mapping[str, str | None]) -> None:
    """Raise a usage error where a destination has no name, or where two options would write to the same one."""
    named = {option: path for option, path in paths.items() if path is not None}
    for option, path in named.items():
        if not path:
            raise click.UsageError(f"Expected the name of a file for {option}, got ''")
    for (first, path), (second, other) in combinations(named.items(), 2):
        if path == other == STDOUT or _identity(path) == _identity(other) != _identity(os.devnull):
            raise click.UsageError(f"Expected two places to write to, got {path} for {first} and {other} for {second}")


def check_sources(output: str | None, rejects: str | None, sources: Iterable[str]) -> None:
    """Raise a usage error where a file that is read would be replaced, and what is in it lost.

    The output may take the place of an input when what is rejected goes elsewhere.
    """
    read = {_identity(source) for source in sources} - {_identity(os.devnull)}
    for option, path in {"-o": None if rejects else output, "--rejects": rejects}.items():
        if path and path != STDOUT and _identity(path) in read:
            advice = ", or --rejects REJECTS for what would be lost" if path == output else ""
            raise click.UsageError(f"Expected another file for {option} than those that are read, got {path}{advice}")


def _identity(path: str) -> object:
    """Equal for all names of one file."""
    with contextlib.suppress(OSError):
        status = os.fstat(sys.stdout.fileno()) if path == STDOUT else Path(path).stat()
        return status.st_dev, status.st_ino
    return path if path == STDOUT else os.path.realpath(path)


@contextmanager
def replacing(path: str | None) -> Iterator[TextIO | None]:
    """Something to write to that takes the place of `path` when everything went well; "-" is the standard output.

    Raises `OSError` at once where it cannot be written; then, and on any other exception, an old file is untouched.
    What is no file, as a device or a pipe, is written to as it is.
    """
    if path is None:
        yield None
    elif _identity(path) == _identity(STDOUT):
        yield for_data()
    elif Path(path).exists() and not Path(path).is_file():
        with Path(path).open("w", encoding="utf-8", newline="\n") as device:
            yield device
    else:
        with _beside(path) as file:
            yield file


@contextmanager
def _beside(path: str) -> Iterator[TextIO]:
    target = Path(os.path.realpath(path))
    # Named before it is made: a signal that comes right when it was made must find its name, to remove it.
    beside = target.with_name(f".{target.name[:_NAME]}.{secrets.token_hex(8)}.partial")
    try:
        with _created(beside, path) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _created(beside: Path, path: str) -> TextIO:
    try:
        return open(beside, "x", encoding="utf-8", newline="\n", opener=_private)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error


def _private(path: str, flags: int) -> int:
    """What the old file may hide from others is hidden while the new one is written."""
    return os.open(path, flags, 0o600)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
