"""Bytes as text (RFC 8259 section 8.1)."""

import codecs
import io
import re

import attrs

from ucsmsg.diagnostics import Finding

ESCAPED_BYTES = range(0xDC00, 0xDD00)
"""The surrogates that stand for bytes that are no text: U+DC00 plus the byte; `surrogateescape` makes the last 128."""

UNDECODABLE = re.compile(f"[{chr(ESCAPED_BYTES.start)}-{chr(ESCAPED_BYTES.stop - 1)}]+")
_SHOWN = 60
_ADVICE = "name the encoding of the text (--encoding, encoding=)"
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


def decode(data: bytes, named: str | None = None) -> Decoded:
    """The text of the bytes: UTF-8, or UTF-16 or UTF-32 if they show it, or else in the encoding that is named.

    Never raises on data.
    """
    encoding, mark = (named, 0) if named else encoding_of(data)
    if encoding != "utf-8":
        return _decode_foreign(data[mark:], encoding)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        return Decoded(text, undecodable_bytes(text), undecodable=True)


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding that a byte-order mark or the zeros among the first bytes show, and the size of the mark.

    The byte-order mark of UTF-8 is left in the text, as RFC 8259 leaves it to the reader.
    """
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
    return shapes.get(zeros, "utf-8"), 0


def _decode_foreign(data: bytes, encoding: str) -> Decoded:
    name = encoding.upper()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        message = f"Expected UTF-8, got bytes that are not {name} either: {error.reason}"
        finding = Finding(name="undecodable-bytes", message=message, end=len(text), refused=True)
        return Decoded(text, (finding,), is_unreadable=True)
    return Decoded(text, (foreign_encoding(encoding),))


def checked_encoding(name: str | None) -> str | None:
    """The name of an encoding that Python knows; raises `ValueError` for any other name."""
    if name is None:
        return None
    try:
        io.TextIOWrapper(io.BytesIO(), encoding=name)  # raises where it is none of texts
        codecs.getincrementaldecoder(name)("replace").decode(b"text")  # and this where damage ends it
        return codecs.lookup(name).name
    except (LookupError, TypeError, ValueError) as error:
        raise ValueError(f"Expected the name of an encoding, such as cp1252, got {name!r}") from error


def in_utf_8(data: bytes, encoding: str) -> bytes:
    """The bytes in UTF-8; what is no text in the encoding that is named is none in that either.

    Raises `ValueError` for a name of no encoding.
    """
    name = checked_encoding(encoding) or "utf-8"
    try:
        text = data.decode(name, "surrogateescape")
    except UnicodeError:  # what is no text are bytes of ASCII, which nothing can stand for
        text = data.decode(name, "replace").replace("\ufffd", chr(ESCAPED_BYTES.stop - 1))
    return text.encode("utf-8", "surrogateescape")


def foreign_encoding(encoding: str) -> Finding:
    """What is to be said about a text in an encoding other than UTF-8."""
    return Finding(name="foreign-encoding", message=f"Expected UTF-8, got {encoding.upper()}")


def undecodable_bytes(text: str) -> tuple[Finding, ...]:
    """One finding for each run of bytes that were no text when the text was decoded."""
    return tuple(map(_undecodable, UNDECODABLE.finditer(text)))


def _undecodable(match: re.Match[str]) -> Finding:
    found = bytes(ord(character) - ESCAPED_BYTES.start for character in match[0]).hex(" ").upper()
    shown = found if len(found) <= _SHOWN else f"{found[: _SHOWN - 1]}…"
    return Finding(
        name="undecodable-bytes",
        message=f"Expected UTF-8, or the encoding that was named, got the bytes {shown}: {_ADVICE}",
        start=match.start(),
        end=match.end(),
        found=match[0],
        refused=True,
    )
