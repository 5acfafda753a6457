"""From files to results: one after the other, or in several processes."""

import errno
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import attrs
import click

from ucsmsg.captures import CaptureSource, Coverage, Reading, Seen, files_of, iter_parse, iter_validate
from ucsmsg.cli._results import Checked, Hit
from ucsmsg.cli._selection import Selection
from ucsmsg.cli._settings import Settings
from ucsmsg.cli._statuses import naming
from ucsmsg.parsing import Parsed, TypedDocument, notification_count

STDIN = "-"
Advance = Callable[[int], None]


@attrs.frozen(eq=False)
class File:
    """A file to check, and how many bytes it has. One that was named twice is two of them.

    `is_found`: it was found in a folder, and may be no capture at all.
    """

    path: str
    size: int
    is_found: bool = False

    @property
    def name(self) -> str:
        """What it is called in results."""
        return "<stdin>" if self.path == STDIN else self.path


def files_in(path: str, selection: Selection) -> tuple[list[File], list[OSError]]:
    """The files that an argument of the command means, and why others of them cannot be read.

    Raises a usage error for an empty name, which a script gives where a variable of it is not set.
    """
    if not path:
        raise click.UsageError("Expected the name of a file or a folder, got ''")
    if path == STDIN:
        return [File(STDIN, 0)], []
    files: list[File] = []
    errors: list[OSError] = []
    with _kept(errors):
        os.stat(path)  # noqa: PTH116 - a path drops the slash that says that a folder is meant
        selection.enter(path)
        for found in files_of(path, errors.append, selection.wants):
            with _kept(errors):
                files.append(File(str(found), found.stat().st_size, is_found=str(found) != path))
    if not files and not errors:
        errors.append(FileNotFoundError(None, "Expected files, got a folder without any", path))
    return files, errors


def files_to_read(paths: Iterable[str], selection: Selection) -> list[File]:
    """The files that several arguments mean; raises `OSError` where one of them cannot be read."""
    found: list[File] = []
    for path in paths:
        files, errors = files_in(path, selection)
        for error in errors:
            raise error
        found += files
    return found


@contextmanager
def _kept(errors: list[OSError]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        errors.append(error)


@contextmanager
def open_file(file: File) -> Iterator[IO[bytes]]:
    """The file, open; the standard input stays open."""
    if file.path == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "Expected an open standard input, got a closed one")
        yield sys.stdin.buffer
        return
    with Path(file.path).open("rb") as opened:
        yield opened


def check_file(file: File, settings: Settings, advance: Advance, seen: Seen | None = None) -> Iterator[Checked]:
    """The results for the payloads of a file, each as soon as it is there."""
    with _opened(file, advance) as opened:
        yield from check_source(opened, file.name, settings, seen)


def payloads_of(
    file: File, settings: Settings, advance: Advance | None = None, seen: Seen | None = None
) -> Iterator[Parsed]:
    """The payloads of a file, each as soon as it is there; otherwise as `reading_of`."""
    with reading_of(file, settings, advance, seen) as reading:
        yield from reading


@contextmanager
def reading_of(
    file: File, settings: Settings, advance: Advance | None = None, seen: Seen | None = None
) -> Iterator[Reading[Parsed]]:
    """What is read of a file; errors say which file it is that cannot be read.

    `seen` holds what came in the files of the same log that were read before.
    """
    with _opened(file, advance) as opened:
        yield iter_parse(
            opened,
            mode=settings.mode,
            format=settings.input_format,
            name=file.name,
            seen=seen,
            encoding=settings.encoding,
        )


@contextmanager
def _opened(file: File, advance: Advance | None) -> Iterator[Any]:
    """The file, open, telling how much of it was read; errors say which file it is that cannot be read."""
    with open_file(file) as opened, naming(file.name):
        yield _Metered(opened, advance) if advance and opened.seekable() else opened


def check_source(source: CaptureSource, name: str, settings: Settings, seen: Seen | None = None) -> Iterator[Checked]:
    """The results for the payloads of a capture that is open or in memory."""
    mode, form, schema, encoding = settings.mode, settings.input_format, settings.schema, settings.encoding
    results: Reading[Any]
    if schema is not None:
        results = iter_validate(source, schema, mode=mode, format=form, name=name, encoding=encoding)
    elif settings.as_ is not None:
        results = iter_parse(source, as_=settings.as_, mode=mode, format=form, name=name, encoding=encoding)
    else:
        results = iter_parse(source, mode=mode, format=form, name=name, seen=seen, encoding=encoding)
    yield from (checked(each, settings) for each in results)
    yield covered(results.coverage)


def covered(coverage: Coverage) -> Checked:
    """How much of a capture was read, and what was passed over."""
    passed_over = Counter({str(kind): each.characters for kind, each in coverage.passed_over.items()})
    return Checked(read=coverage.read, passed_over=passed_over)


def checked(parsed: Parsed | TypedDocument[Any], settings: Settings) -> Checked:
    """What is to be reported of one payload."""
    diagnostics, reports = parsed.diagnostics, settings.reports
    notifications = notification_count(parsed) if isinstance(parsed, Parsed) else 0
    payloads = 1 if notifications or has_payload(parsed) else 0
    replies = len(parsed.replies) if isinstance(parsed, Parsed) else 0
    if not len(diagnostics):
        return Checked(payloads=payloads, notifications=notifications, replies=replies)
    shown = () if settings.counts_only else diagnostics
    return Checked(
        payloads=payloads,
        notifications=notifications,
        replies=replies,
        hits=tuple(Hit.of(one, parsed.source) for one in shown if reports(one.severity, one.name)),
        names=Counter({kind: count for kind, count in diagnostics.counts().items() if reports(*kind)}),
    )


def has_payload(parsed: Parsed | TypedDocument[Any]) -> bool:
    """False where the result is about the capture as a whole: its encoding, its packing, that it holds nothing."""
    return bool(parsed.source.text.strip("\ufeff"))


class _Metered:
    """A file that tells how much of it was read."""

    def __init__(self, file: IO[bytes], advance: Advance) -> None:
        self._file = file
        self._advance = advance

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._advance(len(chunk))
        return chunk
