"""Files that get a new content as a whole, several of them together: all are replaced, or none is.

What is new is written beside, under a hidden name that nobody can know before, is complete and on the disk before the
first file is replaced, and takes its place by a rename. Whoever reads the file has the old content or the new one,
never a part. What a killed process has left is removed by the next one that replaces the same file.
"""

import errno
import importlib
import importlib.util
import os
import re
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Self, TextIO

from ucsmsg.cli._statuses import naming

_LOCKS: ModuleType | None = importlib.import_module("fcntl") if importlib.util.find_spec("fcntl") else None
"""Where there are no such locks, as on Windows, no open file can be removed either."""

_NAME = 50
"""So much of a file's name is in that of the file beside it, which must not become too long."""
_RANDOM_BYTES = 8
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_READ_ONLY = "Expected a file that may be written to, got a read-only one"
_HAS_CHANGED = "Expected the file as it was read, got one that has changed since: nothing was replaced"


class Replacements:
    """Files that are replaced together, in the order in which they were opened.

    Use as a context: what was not committed when it ends, for whatever reason, is as if it had never begun.

        with Replacements() as files:
            files.open("capture.ndjson").write(text)
            files.commit()
    """

    def __init__(self) -> None:
        self._files: list[_Replacement] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for file in self._files:
            file.close()

    def open(self, path: str, original: os.stat_result | None = None) -> TextIO:
        """Something to write the new content of `path` to, as UTF-8.

        A new file has the usual rights, another those of the old one. A link stays one: what it leads to is replaced.
        `original` is what the file was when it was read: when it is another one by the time of `commit`, nothing is
        replaced. Raises `OSError` where the file cannot be made, or the old one is read-only.
        """
        file = _Replacement(path, original)
        self._files.append(file)  # before it is made: a signal that comes right then must find it, to remove it
        return file.begin()

    def prepare(self) -> None:
        """Put everything on the disk; nothing is replaced yet. Raises `OSError`, a full disk for one."""
        for file in self._files:
            file.prepare()

    def commit(self) -> None:
        """Replace all files, or none of them when this raises.

        Raises `OSError` where one cannot be replaced, or is not what it was when it was read. A process that is killed
        meanwhile may have replaced the first of them.
        """
        self.prepare()
        for file in self._files:
            file.check()
        if len(self._files) == 1:  # a single rename cannot fail half-way
            self._files[0].replace()
            return
        try:
            for file in self._files:
                file.keep()
            for file in self._files:
                file.replace()
        except BaseException:
            for file in reversed(self._files):
                file.undo()
            raise


class _Replacement:
    """One file: the new content beside it, and the old one for as long as it may be wanted back."""

    def __init__(self, path: str, original: os.stat_result | None) -> None:
        self._path = path
        self._original = original
        self._target = Path(os.path.realpath(path))
        self._beside = self._hidden()
        self._kept: Path | None = None
        self._file: TextIO | None = None
        self._lock: int | None = None

    def _hidden(self) -> Path:
        name = f".{self._target.name[:_NAME]}.{secrets.token_hex(_RANDOM_BYTES)}.partial"
        return self._target.with_name(name)

    def begin(self) -> TextIO:
        """Make the file beside; one whose lock came too late was removed as a killed process's, and is made again."""
        with naming(self._path):
            _check_writable(self._target)
            while self._file is None:
                file = open(self._beside, "x", encoding="utf-8", newline="\n", opener=_private)  # noqa: SIM115  # closed with the replacement
                self._lock = _locked(os.dup(file.fileno()))
                if _is_at(self._beside, file.fileno()):
                    self._file = file
                else:
                    file.close()
                    self._unlock()
                    self._beside = self._hidden()
            self._remove_leftovers(os.fstat(self._file.fileno()).st_uid)
        return self._file

    def _remove_leftovers(self, owner: int) -> None:
        """Remove what killed processes of ours have left beside the file: what no process holds a lock of."""
        hidden = re.compile(rf"\.{re.escape(self._target.name[:_NAME])}\.[0-9a-f]{{{2 * _RANDOM_BYTES}}}\.partial")
        with suppress(OSError), os.scandir(self._target.parent) as entries:
            for entry in entries:
                if hidden.fullmatch(entry.name) and entry.name != self._beside.name:
                    _remove_leftover(entry.path, owner)

    def prepare(self) -> None:
        """Put the new content on the disk, with the rights that the old one has."""
        if self._file is None or self._file.closed:
            return
        with naming(self._path):
            self._file.flush()
            _set_rights(self._beside, self._file.fileno(), self._target)
            os.fsync(self._file.fileno())
            self._file.close()

    def check(self) -> None:
        """Raise `OSError` where the file is not what it was when it was read."""
        if self._original is None:
            return
        with naming(self._path):
            if _version(self._target.stat()) != _version(self._original):
                raise OSError(errno.EBUSY, _HAS_CHANGED)

    def keep(self) -> None:
        """Keep the old content, if there is any: as a second name of it, or where that cannot be, as a copy."""
        if not os.path.lexists(self._target):
            return
        self._kept = self._hidden()
        with naming(self._path):
            try:
                self._kept.hardlink_to(self._target)
            except OSError:
                _copy(self._target, self._kept)

    def replace(self) -> None:
        """Give the file its new content."""
        with naming(self._path):
            self._beside.replace(self._target)
        _sync(self._target.parent)

    def undo(self) -> None:
        """Give the file its old content again; one that there was not is removed."""
        if self._beside.exists():
            return
        if self._kept is None:
            self._target.unlink(missing_ok=True)
        else:
            self._kept.replace(self._target)

    def close(self) -> None:
        """Remove what stands beside the file."""
        if self._file:
            with suppress(OSError):  # what could not be written is not wanted any more
                self._file.close()
        for path in filter(None, (self._beside, self._kept)):
            path.unlink(missing_ok=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _check_writable(target: Path) -> None:
    """Raise `OSError` for a file that could not be written to: a rename would not ask for that right.

    One that nobody may write to is read-only for the administrator as well, whom the system would let write.
    """
    if target.is_file() and not (target.stat().st_mode & _WRITABLE and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, _READ_ONLY)


def _private(path: str, flags: int) -> int:
    """What the old file may hide from others is hidden while the new one is written."""
    return os.open(path, flags, 0o600)


def _locked(descriptor: int) -> int:
    """The descriptor of a file that is locked from now on, where that can be, until it is closed."""
    with suppress(OSError):
        if _LOCKS:
            _LOCKS.flock(descriptor, _LOCKS.LOCK_EX)  # waits for one who takes it for a leftover, and removes it
    return descriptor


def _is_at(path: Path, descriptor: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    return False


def _remove_leftover(path: str, owner: int) -> None:
    """Remove a file of the owner that no process holds a lock of; nothing else: no link, no pipe, nothing of others."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            status = os.fstat(descriptor)
            if stat.S_ISREG(status.st_mode) and status.st_uid == owner:
                if _LOCKS:
                    _LOCKS.flock(descriptor, _LOCKS.LOCK_EX | _LOCKS.LOCK_NB)
                Path(path).unlink()
        finally:
            os.close(descriptor)


def _set_rights(beside: Path, descriptor: int, target: Path) -> None:
    """Give the file the owner, the group and the rights of the one that it replaces, or those of a new file.

    Where the group cannot be kept, what it may do is what everybody may: another group is no friend of it.
    """
    mode = 0o666 & ~_umask()
    if target.exists():
        old, new = target.stat(), os.fstat(descriptor)
        mode = old.st_mode & 0o777
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid) and not _gave(descriptor, old):
            mode = mode & 0o707 | (mode & 0o007) << 3
    os.chmod(descriptor if os.chmod in os.supports_fd else beside, mode)  # noqa: PTH101 - by a descriptor


def _gave(descriptor: int, old: os.stat_result) -> bool:
    """True when the open file has the old one's group now, and where that is allowed its owner."""
    for owner in (old.st_uid, -1):
        with suppress(OSError):
            os.fchown(descriptor, owner, old.st_gid)
            return True
    return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _version(status: os.stat_result) -> tuple[int, int, int, int]:
    """Another one for another content of a file."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, open(target, "xb", opener=_private) as new:
        shutil.copyfileobj(old, new)
    shutil.copystat(source, target)


def _sync(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system lets one."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
