"""Bytes as text (RFC 8259 section 8.1)."""

import codecs
import re
from collections.abc import Iterator

import attrs

from ucsmsg.diagnostics import Finding

_UNDECODABLE = re.compile("[\udc80-\udcff]+")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@attrs.frozen
class Decoded:
    """A text that was bytes, and what was found on the way.

    Bytes that are not UTF-8 stand in the text as the surrogates U+DC80 to U+DCFF (Python's `surrogateescape`), and
    `undecodable` is True. Bytes that are not even the UTF-16 or UTF-32 they seem to be make the text unreadable.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    undecodable: bool = False
    is_unreadable: bool = False


def decode(data: bytes) -> Decoded:
    """The text of the bytes: UTF-8, or UTF-16 or UTF-32 if they show it. Never raises."""
    encoding, mark = _foreign_encoding(data)
    if encoding:
        return _decode_foreign(data[mark:], encoding)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        return Decoded(text, tuple(_undecodable(text)), undecodable=True)


def _foreign_encoding(data: bytes) -> tuple[str, int]:
    """The encoding other than UTF-8 that a mark or the zeros among the first bytes show, and the mark's size."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    zeros = tuple(byte == 0 for byte in data[:4])
    shapes = {
        (True, True, True, False): "utf-32-be",
        (False, True, True, True): "utf-32-le",
        (True, False, True, False): "utf-16-be",
        (False, True, False, True): "utf-16-le",
        (True, False): "utf-16-be",
        (False, True): "utf-16-le",
    }
    return shapes.get(zeros, ""), 0


def _decode_foreign(data: bytes, encoding: str) -> Decoded:
    name = encoding.upper()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        message = f"Expected UTF-8, got bytes that are not {name} either: {error.reason}"
        finding = Finding(name="undecodable-bytes", message=message, end=len(text), refused=True)
        return Decoded(text, (finding,), is_unreadable=True)
    message = f"Expected UTF-8, got {name}"
    return Decoded(text, (Finding(name="foreign-encoding", message=message, used="UTF-8"),))


def _undecodable(text: str) -> Iterator[Finding]:
    for match in _UNDECODABLE.finditer(text):
        found = match[0].encode("utf-8", "surrogateescape").hex(" ").upper()
        message = f"Expected UTF-8, got the bytes {found}: decode the text in its own encoding and pass that"
        yield Finding(
            name="undecodable-bytes",
            message=message,
            start=match.start(),
            end=match.end(),
            found=match[0],
            refused=True,
        )
