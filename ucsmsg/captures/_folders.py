"""The files of a folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ucsmsg.captures._rotation import Age, log_of

Wanted = Callable[[Path], bool]


def is_hidden(entry: Path) -> bool:
    """True where the name begins with a dot."""
    return entry.name.startswith(".")


def is_readable(entry: Path) -> bool:
    """False for links to folders, so that nothing comes twice, and for pipes and devices.

    Those would be waited for, maybe for ever.
    """
    is_linked_folder = entry.is_symlink() and entry.is_dir()
    is_other = entry.exists() and not entry.is_file() and not entry.is_dir()
    return not is_linked_folder and not is_other


def files_of(
    path: str | os.PathLike[str],
    on_error: Callable[[OSError], object] | None = None,
    is_wanted: Wanted = lambda entry: is_readable(entry) and not is_hidden(entry),
) -> Iterator[Path]:
    """The path itself where it is no folder; otherwise every wanted file below it, sorted.

    The parts of a rotated log come oldest first (`app.log.2.gz`, `app.log.1`, `app.log`). `is_wanted` is asked for each
    file and folder; without it hidden ones, links to folders, pipes and devices are left out. Where a folder cannot be
    read, `OSError` is raised; with `on_error` the error is given to that, and the others follow, as in `os.walk`.
    """
    path = Path(path)
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(filter(is_wanted, path.iterdir()), key=_order)
    except OSError as error:
        if on_error is None:
            raise
        on_error(error)
        return
    for entry in entries:
        yield from files_of(entry, on_error, is_wanted)


def _order(entry: Path) -> tuple[str, Age, str]:
    log, age = log_of("" if entry.is_dir() else entry.name)
    return log or entry.name, age, entry.name
