"""Files that are written beside and renamed at the end: an interrupted run leaves the old ones as they were."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ucsmsg.cli._checking import STDIN as STDOUT


@contextmanager
def replacing(path: str | None) -> Iterator[TextIO | None]:
    """A file to write to that takes the place of `path` when everything went well; "-" is the standard output.

    Raises `OSError` where it cannot be written; then, and on any other exception, the old file is untouched.
    """
    if path is None or path == STDOUT:
        yield sys.stdout if path else None
        return
    target = Path(path).resolve()
    descriptor, beside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - a descriptor, not a path
            yield file
            file.flush()
            os.fsync(descriptor)
        Path(beside).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
