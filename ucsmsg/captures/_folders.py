"""The files of a folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path


def files_of(path: str | os.PathLike[str], on_error: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """The path itself where it is no folder; otherwise every file below it, sorted, hidden ones left out.

    Pipes and devices below it are left out as well: they would be waited for, maybe for ever. Links to folders are not
    followed, so that nothing comes twice. Where a folder cannot be read, `OSError` is raised; with `on_error` the error
    is given to that, and the other folders follow, as in `os.walk`.
    """
    path = Path(path)
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(filter(_is_wanted, path.iterdir()))
    except OSError as error:
        if on_error is None:
            raise
        on_error(error)
        return
    for entry in entries:
        yield from files_of(entry, on_error)


def _is_wanted(entry: Path) -> bool:
    is_linked_folder = entry.is_symlink() and entry.is_dir()
    is_other = entry.exists() and not entry.is_file() and not entry.is_dir()
    return not entry.name.startswith(".") and not is_linked_folder and not is_other
