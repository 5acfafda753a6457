"""From the bytes of a file to its text and back: packed and encoded as they were."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Mapping

import attrs

from ucsmsg.captures import CaptureError, is_packed
from ucsmsg.captures._errors import DamagedStream
from ucsmsg.captures._streams import chunks_of
from ucsmsg.quasi import decode
from ucsmsg.redaction._errors import UnredactableError
from ucsmsg.text.encodings import encoding_of

LARGEST = 1 << 25
"""Bytes. A larger file is not read: one payload of that size takes some fifty times as much memory."""

_UTF_8 = "utf-8"


def _zstandard(data: bytes) -> bytes:
    import zstandard  # noqa: PLC0415 - an optional dependency that only this format wants

    return zstandard.ZstdCompressor().compress(data)


_PACKERS: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": lambda data: gzip.compress(data, mtime=0),
    b"BZh": bz2.compress,
    b"\xfd7zXZ\x00": lzma.compress,
    b"\x28\xb5\x2f\xfd": _zstandard,
}


@attrs.frozen
class CaptureFile:
    """The text of a file, and how it stood in it: in which encoding, after which mark, packed by what."""

    text: str
    encoding: str
    mark: bytes
    pack: Callable[[bytes], bytes] | None

    @classmethod
    def of(cls, data: bytes, encoding: str | None = None) -> "CaptureFile":
        """What those bytes hold; `encoding` is that of the text, where it is none that shows.

        Raises `UnredactableError` for what is too large, an archive, or no text.
        """
        pack = next((pack for magic, pack in _PACKERS.items() if data.startswith(magic)), None)
        content = _unpacked(data)
        decoded = decode(content, encoding)
        if decoded.is_unreadable:
            raise UnredactableError(decoded.findings[0].message)
        name, mark = (encoding, 0) if encoding else encoding_of(content)
        return cls(decoded.text, name, content[:mark], pack)

    def bytes_of(self, text: str) -> bytes:
        """Another text as that of the file was. Raises `UnredactableError` where the encoding lacks a character."""
        errors = "surrogateescape" if self.encoding == _UTF_8 else "strict"
        try:
            data = self.mark + text.encode(self.encoding, errors)
        except UnicodeEncodeError as error:
            raise UnredactableError(f"Expected characters of {self.encoding}, got {error.reason}") from error
        return self.pack(data) if self.pack else data


def _unpacked(data: bytes) -> bytes:
    content = b""
    try:
        for chunk in chunks_of(data):
            content += chunk  # type: ignore[operator]  # bytes of bytes
            if len(content) > LARGEST:
                raise UnredactableError(f"Expected at most {LARGEST:,} bytes, got more: split the file")
    except (DamagedStream, CaptureError) as error:
        raise UnredactableError(str(error)) from error
    if is_packed(content):
        raise UnredactableError("Expected a text, got an archive: unpack it, and redact what is in it")
    return content
