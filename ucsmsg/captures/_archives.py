"""The files of an archive, one after the other; none of them is written anywhere."""

import functools
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, Any

import attrs

from ucsmsg.captures._errors import DamagedStream
from ucsmsg.captures._streams import BOMB, EXPANSION, FREE_OUTPUT, ChunkReader, Member

_NESTED = 3
"""How many archives may stand in one another."""
_LONGEST_HEADER = 1 << 24
"""How many bytes may stand before a file of a tar archive to describe it."""
_BLOCK = 512
_READ_AHEAD = 1 << 16
_CHUNK = 1 << 16
_ZIP = b"PK"
_IS_ENCRYPTED = 1
_DAMAGE = (
    *(tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(RuntimeError, NotImplementedError, ValueError, OverflowError, LookupError),
)
"""What the standard library raises for damaged data, and for ways of packing that it does not know."""


@attrs.define
class Growth:
    """How many bytes an archive has, and how many its files have, with those of the archives in it.

    `depth`: how many archives are open in one another.
    """

    depth: int = 0
    taken: int = 0
    written: int = 0

    def write(self, size: int) -> None:
        """Count what comes out; raises `DamagedStream` where it is more than any real archive holds."""
        self.written += size
        if self.written > max(FREE_OUTPUT, EXPANSION * self.taken):
            raise DamagedStream("limit-exceeded", BOMB.format(EXPANSION, self.written, self.taken))


class MemberFile(Member):
    """A file of an archive that is open; `is_damaged` says that it ended early."""

    def __init__(self, name: str, open_file: Callable[[], IO[bytes] | None], growth: Growth) -> None:
        self.name = name
        self.growth = growth
        self.is_damaged = False
        self._open = open_file
        self._file: IO[bytes] | None = None

    def read(self, size: int) -> bytes:
        """At most `size` bytes; b"" at the end. Raises `DamagedStream`."""
        self.is_damaged = True  # unless nothing is raised
        try:
            self._file = self._file or self._open()
            chunk = self._file.read(size) if self._file else b""
        except _DAMAGE as error:
            raise _damaged("file in an archive", error) from error
        self.growth.write(len(chunk))
        self.is_damaged = False
        return chunk


def members_of(kind: str, chunks: Iterator[bytes], source: Any) -> Iterator[MemberFile]:
    """The files of an archive in its order, but for hidden ones. Raises `DamagedStream` where it ends early.

    `chunks` is its content; `source` is what that was read from.
    """
    growth = source.growth if isinstance(source, MemberFile) else Growth()
    if growth.depth == _NESTED:
        raise DamagedStream(
            "limit-exceeded", f"Expected at most {_NESTED} archives in one another, got more: unpack them"
        )
    growth.depth += 1
    for member in _MEMBERS[kind](chunks, source, growth):
        if not _is_hidden(member.name):
            yield member
        while not member.is_damaged and member.read(_CHUNK):
            pass  # what nobody has read stands before the next file
    growth.depth -= 1


def _is_hidden(name: str) -> bool:
    """True for what a folder would hide, and for what macOS adds."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _damaged(what: str, error: Exception) -> Exception:
    """What to raise for an error of the standard library; one of the system stays what it is."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    return DamagedStream("damaged-compression", f"Expected a whole {what}, got damage: {error}")


def _tar_members(chunks: Iterator[bytes], _: Any, growth: Growth) -> Iterator[MemberFile]:
    stream = _TarStream(chunks, growth if growth.depth == 1 else Growth())
    try:
        tar = tarfile.open(fileobj=stream, mode="r|")  # type: ignore[call-overload]  # noqa: SIM115 - nothing to close
        while info := tar.next():
            stream.start_file()
            if info.isfile():
                member = MemberFile(info.name, functools.partial(tar.extractfile, info), growth)
                yield member
                if member.is_damaged:
                    return
            stream.start_header()
            tar.members = []  # it would keep them all
    except _DAMAGE as error:
        raise _damaged("tar archive", error) from error
    stream.check_end(tar.offset)


class _TarStream:
    """What a tar archive is read from: it says where one ends early, and takes no endless headers."""

    def __init__(self, chunks: Iterator[bytes], growth: Growth) -> None:
        self._reader = ChunkReader(chunks)
        self._growth = growth
        self._tail = b""
        self._header_end: float = _LONGEST_HEADER

    def start_file(self) -> None:
        """From here on the content of a file is read."""
        self._header_end = float("inf")

    def start_header(self) -> None:
        """From here on the next header is read."""
        self._header_end = self._reader.taken + _LONGEST_HEADER

    def read(self, size: int) -> bytes:
        """At most `size` bytes; b"" at the end."""
        chunk = self._reader.read(size)
        self._growth.taken += len(chunk)
        if self._reader.taken > self._header_end:
            message = f"Expected at most {_LONGEST_HEADER:,} bytes about a file in a tar archive, got more"
            raise DamagedStream("limit-exceeded", message)
        self._tail = (self._tail + chunk)[-_READ_AHEAD:]
        return chunk

    def check_end(self, offset: int) -> None:
        """Raise `DamagedStream` where the archive does not end at the offset: `tarfile` takes any damage for an end."""
        end = self._tail[offset - self._reader.taken + len(self._tail) :]
        if len(end) < _BLOCK or any(part.strip(b"\0") for part in chain([end], self._reader.rest())):
            raise DamagedStream("damaged-compression", "Expected the end of the tar archive, got damage")


def _zip_members(chunks: Iterator[bytes], source: Any, growth: Growth) -> Iterator[MemberFile]:
    with _seekable(chunks, source) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGE as error:
            raise _damaged("zip archive", error) from error
        growth.taken += file.seek(0, io.SEEK_END) if growth.depth == 1 else 0
        for info in archive.infolist():
            if not info.is_dir():
                yield MemberFile(info.filename, functools.partial(_open_in_zip, archive, info), growth)


def _open_in_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    if info.flag_bits & _IS_ENCRYPTED:
        raise DamagedStream("damaged-compression", "Expected a text, got an encrypted file in an archive: unpack it")
    return archive.open(info)


@contextmanager
def _seekable(chunks: Iterator[bytes], source: Any) -> Iterator[IO[bytes]]:
    """The archive as a file in which one can go back: the source itself where it is that, else in memory."""
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as file:
            if file.read(len(_ZIP)) == _ZIP:
                yield file
                return
    if hasattr(source, "seekable") and source.seekable():
        position = source.seek(0, io.SEEK_CUR)
        source.seek(0)
        if source.read(len(_ZIP)) == _ZIP:
            yield source
            return
        source.seek(position)
    yield _in_memory(chunks)


def _in_memory(chunks: Iterator[bytes]) -> IO[bytes]:
    file = io.BytesIO()
    for chunk in chunks:
        file.write(chunk)
        if file.tell() > FREE_OUTPUT:
            message = (
                f"Expected a zip archive of at most {FREE_OUTPUT:,} bytes where it is no file of its own, got more"
            )
            raise DamagedStream("limit-exceeded", f"{message}: unpack it, and name the folder")
    return file


_MEMBERS: dict[str, Callable[[Iterator[bytes], Any, Growth], Iterator[MemberFile]]] = {
    "tar": _tar_members,
    "zip": _zip_members,
}
