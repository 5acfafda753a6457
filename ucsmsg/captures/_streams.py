"""Whatever holds a capture, as chunks of bytes or of text: paths, open files, bytes, lines; packed or not."""

import bz2
import errno
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._errors import CaptureError, DamagedStream, NoTextError

CaptureSource = (
    str
    | os.PathLike[str]
    | bytes
    | bytearray
    | memoryview
    | IO[bytes]
    | IO[str]
    | Iterable[bytes]
    | Iterable[bytearray]
    | Iterable[str]
)
"""What holds a capture: a path (every `str` is one), an open file, its bytes, or lines."""


class Member:
    """A file of an archive, to be read once."""

    name: str


CHUNK = 1 << 16
EXPANSION = 1000
"""How many bytes a packed byte may become once `FREE_OUTPUT` bytes are out; real captures stay below 100."""
FREE_OUTPUT = 1 << 28

_CONTENT = postponed_pattern(r"""[\n\r"]|\A\s*+[{<]""")
_SHOWN = 60
_NO_PATH = "Expected a path, as every str is one, got content: pass it as bytes or as an open file"
_ZSTD_FEED = 512
_ZSTD_WINDOW = 1 << 27


def chunks_of(source: CaptureSource) -> Iterator[bytes] | Iterator[str]:
    """The chunks of a capture as they arrive: text where the source is text, otherwise unpacked bytes.

    A file that is opened here is closed here; one that the caller opened stays open.
    """
    if isinstance(source, str | os.PathLike):
        return _chunks_of_path(source)
    if isinstance(source, bytes | bytearray | memoryview):
        return _unpack(_read(io.BytesIO(source)))
    if hasattr(source, "read"):
        return _chunks_of_text(source) if hasattr(source, "encoding") else _unpack(_read(source))
    return _chunks_of_lines(source)


def _chunks_of_text(file: Any) -> Iterator[str]:
    """Text files have an encoding, if only one that is None; line by line they are read as they come."""
    return iter(lambda: file.readline(CHUNK), "")


def _chunks_of_path(path: str | os.PathLike[str]) -> Iterator[bytes]:
    with _opened(path) as file:
        yield from _unpack(_read(file))


def _opened(path: str | os.PathLike[str]) -> IO[bytes]:
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        is_missing = getattr(error, "errno", errno.ENOENT) in (errno.ENOENT, errno.ENAMETOOLONG)
        if not is_missing or not isinstance(path, str) or not _CONTENT.search(path):
            raise
        raise FileNotFoundError(errno.ENOENT, _NO_PATH, path[:_SHOWN]) from error


def _chunks_of_lines(lines: Iterable[Any]) -> Iterator[bytes] | Iterator[str]:
    if not isinstance(lines, Iterable):
        raise TypeError(f"Expected a path, an open file, bytes or lines, got {type(lines).__name__}")
    iterator = iter(lines)
    first = next(iterator, "")
    if not isinstance(first, str | bytes | bytearray):
        raise TypeError(f"Expected lines as str or bytes, got {type(first).__name__}")
    every = chain([first], iterator)
    if isinstance(first, str):
        return (line if line.endswith(("\n", "\r")) else line + "\n" for line in every if line)
    return _unpack(line if line.endswith((b"\n", b"\r")) else line + b"\n" for line in every if line)


def _read(file: Any) -> Iterator[bytes]:
    """What is there is handed on at once, so that a stream that never ends is read as it comes."""
    read: Callable[[int], bytes | None] = getattr(file, "read1", file.read)
    while chunk := read(CHUNK):
        yield chunk


def _unpack(chunks: Iterator[bytes]) -> Iterator[bytes]:
    packed = ChunkReader(chunks)
    unpack = next((unpack for magic, unpack in _UNPACKERS.items() if packed.head.startswith(magic)), None)
    yield from _texts_only(packed.rest() if unpack is None else _unpack_guarded(packed, unpack))


def _texts_only(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """An archive that nothing here unpacks is refused: as a text it would lose what is packed in it.

    So is what is no text for certain, by its first bytes: it has nothing that could be read.
    """
    first = _first(chunks)
    for kind, magic in _OTHER_ARCHIVES.items():
        if first.startswith(magic):
            raise DamagedStream("damaged-compression", f"Expected one text, got {kind}: unpack it, and name the folder")
    for kind, magics in _NO_TEXTS.items():
        if first.startswith(magics):
            raise NoTextError("no-value", f"Expected a text, got {kind}")
    yield first
    yield from chunks


def _first(chunks: Iterator[bytes]) -> bytes:
    """So much that it shows an archive; a short chunk is taken as it is where it may be a text."""
    first = b""
    while len(first) < _SHOWS_ARCHIVE and (not first or 0 in first) and (chunk := next(chunks, None)) is not None:
        first += chunk
    return first


def is_packed(data: bytes) -> bool:
    """True for what has to be unpacked to be read, archives included."""
    return data.startswith((*_UNPACKERS, *_OTHER_ARCHIVES.values())) or archive_kind(data) is not None


def archive_kind(first: bytes) -> str | None:
    """Which kind of archive begins with these bytes; None for what is none."""
    return next((kind for kind, (start, magic) in _ARCHIVES.items() if first.startswith(magic, start)), None)


def _unpack_guarded(packed: "ChunkReader", unpack: Callable[[Any], Iterator[bytes]]) -> Iterator[bytes]:
    written = 0
    try:
        for chunk in unpack(packed):
            written += len(chunk)
            if written > max(FREE_OUTPUT, EXPANSION * packed.taken):
                raise DamagedStream("limit-exceeded", BOMB.format(EXPANSION, written, packed.taken))
            yield chunk
    except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise DamagedStream("damaged-compression", f"Expected whole packed data, got damage: {error}") from error


_ARCHIVES: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "zip": (0, (b"PK\x03\x04", b"PK\x05\x06")),
    "tar": (257, (b"ustar\x00", b"ustar  \x00")),
}
_SHOWS_ARCHIVE = 265
_NO_TEXTS: dict[str, bytes | tuple[bytes, ...]] = {
    "an image (PNG)": b"\x89PNG\r\n\x1a\n",
    "an image (JPEG)": b"\xff\xd8\xff",
    "an image (GIF)": (b"GIF87a", b"GIF89a"),
    "an image (icon)": b"\x00\x00\x01\x00",
    "a document (PDF)": b"%PDF-",
    "a document (OLE)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a program (ELF)": b"\x7fELF",
    "a program (Windows)": b"MZ\x90\x00",
    "a program (Mach-O)": (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"),
    "a program (Java class)": b"\xca\xfe\xba\xbe",
    "a program (WebAssembly)": b"\x00asm",
    "a database (SQLite)": b"SQLite format 3\x00",
    "a font": (b"wOFF", b"wOF2", b"\x00\x01\x00\x00\x00", b"OTTO\x00"),
    "sound or video (RIFF)": b"RIFF",
    "sound or video (Ogg)": b"OggS\x00",
    "recorded packets (pcap)": (b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\n\r\r\n"),
}
"""What files that are no text begin with."""

_OTHER_ARCHIVES = {
    "a 7z archive": b"7z\xbc\xaf\x27\x1c",
    "a rar archive": b"Rar!\x1a\x07",
}
"""What files of several files have at a certain place, always with bytes that no text has."""

BOMB = (
    "Expected packed data that grows at most {} times, got more than {} bytes out of {}; "
    "unpack the file yourself if it is what it should be"
)


class ChunkReader:
    """Chunks as a file that can only be read, with a look at its first bytes and a count of those taken."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.head = b""
        self.taken = 0
        while len(self.head) < max(map(len, _UNPACKERS)) and (chunk := next(chunks, b"")):
            self.head += chunk

    def rest(self) -> Iterator[bytes]:
        """Everything that was not read yet."""
        return chain([self.head] if self.head else [], self._chunks)

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; b"" at the end."""
        self.head = self.head or next(self._chunks, b"")
        size = len(self.head) if size < 0 else size
        taken, self.head = self.head[:size], self.head[size:]
        self.taken += len(taken)
        return taken


def _zstd_chunks(packed: ChunkReader) -> Iterator[bytes]:
    """Fed in small portions: the library's own reader cannot tell a cut-off frame from the end."""
    try:
        import zstandard  # noqa: PLC0415 - an optional dependency that only this format wants
    except ImportError:
        raise CaptureError('Expected the library zstandard to read zstd; pip install "ucsmsg[cli]"') from None
    library = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    frame = library.decompressobj()
    while fed := packed.read(_ZSTD_FEED):
        while fed:
            frame = library.decompressobj() if frame.eof else frame
            try:
                yield frame.decompress(fed)
            except zstandard.ZstdError as error:
                raise OSError(str(error)) from error
            fed = frame.unused_data
    if not frame.eof:
        raise EOFError("the last frame is cut off")


_UNPACKERS: dict[bytes, Callable[[Any], Iterator[bytes]]] = {
    b"\x1f\x8b": lambda packed: _read(gzip.GzipFile(fileobj=packed)),
    b"BZh": lambda packed: _read(bz2.BZ2File(packed)),
    b"\xfd7zXZ\x00": lambda packed: _read(lzma.LZMAFile(packed)),  # noqa: SIM115 - nothing to close
    b"\x28\xb5\x2f\xfd": _zstd_chunks,
}
