"""Files that are still being written: what of them is there in whole records, without reading them."""

import hashlib
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import attrs

from ucsmsg.captures._brackets import first_value_end
from ucsmsg.captures._errors import CaptureError
from ucsmsg.captures._file_parts import FilePart, last_cut, line_format, parts_between
from ucsmsg.captures._formats import Format

_BEGINNING = 1024
_FIRST_LINE = 1 << 16


@attrs.frozen(kw_only=True)
class GrowingFile:
    """What is there of a file that may still be written.

    `end`: so many of its bytes are whole records. `format`: None where it is read as a whole, being neither a log nor
    NDJSON. `beginning`: a digest of its first kilobyte, as far as that is whole records. By it the file is found again
    under another name, and another file under the same one is told from it.
    """

    path: str
    end: int
    beginning: str
    format: Format | None = None

    def is_at(self, path: str) -> bool:
        """True where the file at the path begins as this one does. Raises `OSError` where it cannot be read."""
        try:
            with Path(path).open("rb") as file:
                return _size(file) >= self.end and _beginning(file, self.end) == self.beginning
        except FileNotFoundError:
            return False

    def parts(self, start: int, part_size: int) -> Iterator[FilePart]:
        """The parts of a log or a file of NDJSON from `start` to its end, of about `part_size` bytes.

        None where it is read as a whole. Raises `OSError` where it cannot be read.
        """
        if self.format is not None:
            with Path(self.path).open("rb") as file:
                whole = FilePart(path=self.path, start=start, end=self.end, format=self.format)
                yield from parts_between(file, whole, part_size)


def growing_file(
    path: str,
    before: GrowingFile | None = None,
    *,
    settled_after: float,
    format: Format | None = None,  # noqa: A002 - the users' word
    most_bytes: int | None = None,
) -> GrowingFile:
    """The file as it is now; `before`: as it was when it was last looked at.

    A log or a file of NDJSON is there up to its last whole record; everything of any file is, when it was not written
    to for `settled_after` seconds. Of a log or NDJSON no more than about `most_bytes` are new, in whole records.
    Only the beginning of the file and what stands around its end are read.
    Raises `OSError` where it cannot be read, and `CaptureError` where it was read as a whole before, and has grown.
    """
    with Path(path).open("rb") as file:
        size = _size(file)
        start, form = (before.end, before.format) if before else (0, _format(file, format))
        if start and form is None and size > start:
            raise CaptureError(_HAS_GROWN.format(path, start, size - start))
        if time.time() - Path(path).stat().st_mtime >= settled_after:
            end = size
        elif form is None:
            end = start
        else:
            end = last_cut(file, FilePart(path=path, start=start, end=size, format=form))
        if form and most_bytes is not None:
            whole = FilePart(path=path, start=start, end=end, format=form)
            end = next((part.end for part in parts_between(file, whole, most_bytes)), end)
        return GrowingFile(path=path, end=end, beginning=_beginning(file, end), format=form)


def _format(file: BinaryIO, asked: Format | None) -> Format | None:
    """The format of a file that may have one line only, so far."""
    form = line_format(file, asked)
    if form or asked:
        return form
    file.seek(0)
    line = file.readline(_FIRST_LINE).decode("utf-8", "replace")
    return Format.NDJSON if line.endswith("\n") and first_value_end(line) == len(line.rstrip()) else None


def _size(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


def _beginning(file: BinaryIO, end: int) -> str:
    file.seek(0)
    return hashlib.blake2b(file.read(min(end, _BEGINNING)), digest_size=8).hexdigest()


_HAS_GROWN = (
    "Expected {0} to be complete, as it was read as a whole with {1} bytes, got {2} more: only logs and NDJSON are "
    "read while they grow; move others into place when they are written"
)
