"""Files and folders that are made beside and take their place as a whole: what is made by path, not as a stream."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ucsmsg.cli._signals import too_late
from ucsmsg.cli._statuses import naming

_NAME = 50
"""So much of the name is in that of the folder beside, which must not become too long."""


class Building:
    """Where something is made: at `path`. `finish` gives it its place."""

    def __init__(self, target: Path, workshop: Path) -> None:
        self.target = target
        self.path = workshop / "new" / target.name
        self._old = workshop / "old"
        self.path.parent.mkdir()

    def finish(self) -> None:
        """Put it in the place of what is there, which is gone then. Raises `OSError`; then that is as it was."""
        with naming(str(self.target)):
            if self.target.is_file() and self.path.is_file():
                shutil.copymode(self.target, self.path)
            for path in [self.path] if self.path.is_file() else sorted(self.path.rglob("*")):
                _put_on_disk(path)
            too_late()
            if self.target.is_dir():
                self._replace_folder()
            else:
                self.path.replace(self.target)

    def _replace_folder(self) -> None:
        """Folders cannot replace each other: the old one goes first."""
        self.target.replace(self._old)
        try:
            self.path.replace(self.target)
        except OSError:
            self._old.replace(self.target)
            raise


@contextmanager
def building(target: str) -> Iterator[Building]:
    """Something that is made in a hidden folder beside its place; what is not finished at the end is removed.

    Raises `OSError` where that folder cannot be made. A link stays one: what it leads to is replaced.
    """
    place = Path(os.path.realpath(target))
    with naming(target):
        workshop = Path(tempfile.mkdtemp(prefix=f".{place.name[:_NAME]}.", suffix=".partial", dir=place.parent))
    try:
        yield Building(place, workshop)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _put_on_disk(path: Path) -> None:
    with suppress(OSError):  # folders cannot be, everywhere
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
