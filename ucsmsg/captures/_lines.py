"""Bytes to text as they arrive, and text to lines with their places. Nothing is lost and nothing raises."""

import codecs
import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._words import count_of
from ucsmsg.places import Position, Source
from ucsmsg.text.encodings import ESCAPED_BYTES

ESCAPE = "ucsmsg.escape"
"""The way of decoding that makes a surrogate of `ESCAPED_BYTES` of each byte that is no text."""

_WHITE_SPACE = " \t\r\n"
_LINE_END = postponed_pattern(r"\r\n|\r|\n")
LINES = postponed_pattern(r"(?:[ \t]*+(?:\r\n|\r|\n))++|[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
SHORT = 4096
"""The beginning of a line, which tells a payload's start, is not split unless it is longer than this."""


def _escape_bytes(error: Any) -> tuple[str, int]:
    damaged = error.object[error.start : error.end]
    return "".join(chr(ESCAPED_BYTES.start + byte) for byte in damaged), error.end


codecs.register_error(ESCAPE, _escape_bytes)


def decode_chunks(chunks: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The text of the chunks; a byte that is no text becomes one of the surrogates of `ESCAPED_BYTES`."""
    decoder = codecs.getincrementaldecoder(encoding)(ESCAPE)
    for chunk in filter(None, chunks):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


@attrs.frozen
class Piece:
    """A line with its end, or a part of a line that is too long to wait for; blank lines in a row are one.

    `is_prose`: any number of lines in which nothing of a payload may begin. `value`: lines that belong together, where
    the value begins that is all the rest of them, and valid JSON.
    """

    text: str
    origin: Position
    is_prose: bool = False
    value: int | None = None

    @property
    def starts_line(self) -> bool:
        """True when no part of the line came before."""
        return self.origin.column == 1

    @property
    def ends_line(self) -> bool:
        """True when the line is complete."""
        return self.text.endswith(("\n", "\r"))

    @property
    def behind(self) -> Position:
        """The place after it, where it is one line."""
        origin, length = self.origin, len(self.text)
        if self.ends_line:
            return Position(origin.offset + length, origin.line + 1, 1)
        return Position(origin.offset + length, origin.line, origin.column + length)

    @property
    def goes_on(self) -> bool:
        """True for a part of a line that is too long to wait for; the last line of a text needs no end."""
        return not self.ends_line and len(self.text) >= SHORT - 1


def pieces(chunks: Iterable[str], origin: Position) -> Iterator[Piece]:
    """The lines of a text; a line end is what `ucsmsg.places` takes for one."""
    return pieces_of(line_texts(chunks), origin)


def pieces_of(lines: Iterable[str], origin: Position) -> Iterator[Piece]:
    """Lines, each with its place."""
    offset, line, column = origin.offset, origin.line, origin.column
    for text in lines:
        yield Piece(text, Position(offset, line, column))
        offset += len(text)
        if text.endswith(("\n", "\r")):
            line, column = line + (len(_LINE_END.findall(text)) if text.isspace() else 1), 1
        else:
            column += len(text)


def behind(text: str, origin: Position) -> Position:
    """The place after a text that stands at `origin`."""
    ends = len(_LINE_END.findall(text)) if "\r" in text else count_of("\n", text)
    column = len(text) - max(text.rfind("\n"), text.rfind("\r")) if ends else origin.column + len(text)
    return Position(origin.offset + len(text), origin.line + ends, column)


@attrs.frozen
class Block:
    """Lines that belong together; where `is_prose`, any number of lines in which nothing of a payload begins.

    `value`: where an object begins that is all the rest of it, and valid JSON.
    """

    text: str
    name: str | None
    origin: Position
    is_prose: bool = False
    value: int | None = None

    @property
    def source(self) -> Source:
        """The same as a text with its place."""
        return Source(self.text, self.name, self.origin)


T = TypeVar("T", Piece, Block)


class Unfolded(Iterator[T]):
    """The items; one that is prose line by line as long as something is open that its lines may belong to.

    `belongs`: what a line begins with that may belong to it, where not any line may.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self.is_open = False
        self.belongs: re.Pattern[str] | None = None
        self._items: Iterator[T] = self._unfold(items)

    def __next__(self) -> T:
        item: T = next(self._items)
        return item

    def _unfold(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            text, start, origin = item.text, 0, item.origin
            while start < len(text) and item.is_prose and self._may_belong(text, start):
                line = LINES.match(text, start)
                end = line.end() if line else len(text)
                yield attrs.evolve(item, text=text[start:end], origin=origin)
                start, origin = end, behind(text[start:end], origin)
            if start < len(text):
                yield attrs.evolve(item, text=text[start:], origin=origin) if start else item

    def _may_belong(self, text: str, start: int) -> bool:
        return self.is_open and (self.belongs is None or self.belongs.match(text, start) is not None)


def line_texts(chunks: Iterable[str]) -> Iterator[str]:
    rest = ""
    for chunk in filter(None, chunks):
        *complete, last = _lines_in(rest + chunk)
        yield from complete
        held = 0 if last.endswith("\n") else len(last) if len(last) < SHORT else unfinished(last)
        if held < len(last):
            yield last[: len(last) - held]
        rest = last[len(last) - held :]
    if rest:
        yield rest


def _lines_in(text: str) -> list[str]:
    """What `LINES` finds, without it where no line is blank, and all end in a line feed: most texts are such."""
    if "\r" not in text:
        *lines, last = text.split("\n")
        if not any(not line or line.isspace() for line in lines):
            return [*(line + "\n" for line in lines), *([last] if last else [])]
    return LINES.findall(text)


def unfinished(text: str) -> int:
    """How many characters at the end have to wait for the next one: half a line end, half an escape."""
    backslashes = len(text) - len(text.rstrip("\\"))
    return 1 if text.endswith("\r") else backslashes % 2


class Gathered:
    """Text that is put together piece by piece: of one beyond `size` characters just enough to see that it is."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._parts: list[str] = []
        self._length = 0
        self._origin = Position()

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, text: str, origin: Position) -> None:
        """Add a text, which stands at `origin`, to the end."""
        self._origin = self._origin if self._parts else origin
        if self._length <= self._size:
            self._parts.append(text[: self._size + 1 - self._length])
        self._length += len(text)

    def copy(self) -> "Gathered":
        """The same text, to which other pieces are added."""
        twin = copy.copy(self)
        vars(twin).update(_parts=[*self._parts])
        return twin

    def take(self, name: str | None = None) -> Source:
        """The text so far; what follows is a new one."""
        text = "".join(self._parts)
        self._parts, self._length = [], 0
        return Source(text, name, self._origin)


def part_of(source: Source, start: int, end: int) -> Source:
    """The part of a source between two offsets, without the white space around it."""
    text = source.text[start:end]
    body = text.lstrip(_WHITE_SPACE)
    start += len(text) - len(body)
    return Source(body.rstrip(_WHITE_SPACE), source.name, source.position(start) if start else source.origin)
