"""The files of a folder."""

import os
from collections.abc import Iterator
from pathlib import Path


def files_of(path: str | os.PathLike[str]) -> Iterator[Path]:
    """The path itself where it is no folder; otherwise every file below it, sorted, hidden ones left out.

    Pipes and devices below it are left out as well: they would be waited for, maybe for ever. Links to folders are not
    followed, so that nothing comes twice. Raises `OSError` where a folder cannot be read.
    """
    path = Path(path)
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        is_linked_folder = entry.is_symlink() and entry.is_dir()
        is_other = entry.exists() and not entry.is_file() and not entry.is_dir()
        if not entry.name.startswith(".") and not is_linked_folder and not is_other:
            yield from files_of(entry)
