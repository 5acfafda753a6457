"""The files of a folder."""

import os
from collections.abc import Iterator
from pathlib import Path


def files_of(path: str | os.PathLike[str]) -> Iterator[Path]:
    """The path itself where it is no folder; otherwise every file below it, sorted, hidden ones left out.

    Raises `OSError` where a folder cannot be read. Links to folders are not followed, so that nothing comes twice.
    """
    path = Path(path)
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if not entry.name.startswith(".") and not (entry.is_symlink() and entry.is_dir()):
            yield from files_of(entry)
