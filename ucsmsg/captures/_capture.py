"""A capture, opened: its text as it comes, and what there is to say about it as a whole."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sized
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from typing import Any, TypeVar

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._errors import DamagedStream, NoTextError
from ucsmsg.captures._lines import SHORT, Block, Piece, decode_chunks, pieces
from ucsmsg.captures._markup import starts_with_elements
from ucsmsg.captures._passages import lines_and_values, passages
from ucsmsg.captures._streams import CaptureSource, Member, archive_kind, chunks_of
from ucsmsg.captures._traffic import GAP, WRITTEN_QUOTE
from ucsmsg.diagnostics import Finding
from ucsmsg.places import Position, Source
from ucsmsg.text.encodings import encoding_of, foreign_encoding
from ucsmsg.text.marks import STRING_START

HEAD = 1 << 16
"""How many characters of a capture are looked at to tell its format."""
_LONG = 1 << 20
"""So many characters of a line, or of a value over several, wait for an end that comes at once if it comes at all."""
LONGEST_VALUE = 1 << 24
"""So many characters of a value over several lines wait for its end in a text that is nothing else."""
_LIVE_LOOK_AHEAD = 1 << 12
"""How many characters of a live source may wait for what shows whether a payload has ended."""

_PAYLOAD = postponed_pattern(rf"\A\ufeff?{GAP}[{{\[\x1e]|\{{{GAP}(?:{STRING_START}|{WRITTEN_QUOTE}|\w++{GAP}[:=])")
_BYTE_ORDER_MARK = "\ufeff"
_FILE_NAME = postponed_pattern(r"(?=[^A-Za-z]*+[A-Za-z])(?=[^./\\]*+[./\\])[\w.@~+%/\\:-]++(?<=\w)")
_MOST_NAMES = 1000
"""So many lines that look like names of files are held until one comes that does not."""


T = TypeVar("T")


class CaptureText:
    """The text of a capture, or of a part of one, as it comes, and where it begins.

    `is_open`: it has ended in a block that may have gone on.
    """

    def __init__(self, chunks: Iterator[str], name: str | None, origin: Position) -> None:
        self.characters = 0
        self._chunks = self._counted(chunks)
        self.name = name
        self.origin = origin
        self.is_live = False
        self.is_open = False

    def _counted(self, chunks: Iterator[str]) -> Iterator[str]:
        for chunk in chunks:
            self.characters += len(chunk)
            yield chunk

    def chunks(self) -> Iterator[str]:
        """All of it."""
        return self._chunks

    def blocks(self, size: int) -> Iterator[Block]:
        """The runs of lines in which the brackets balance."""
        longest = 0 if self.is_live else LONGEST_VALUE
        return self._blocks(lines_and_values(self.chunks(), self.origin, longest), size)

    def passages(self, size: int) -> Iterator[Block]:
        """The same, and between them the lines in which nothing of a payload begins, many at a time."""
        most, longest = (SHORT, 0) if self.is_live else (_LONG, _LONG)
        return self._blocks(passages(self.chunks(), self.origin, most, longest), size)

    def _blocks(self, lines: Iterable[Piece], size: int) -> Iterator[Block]:
        self.is_open = yield from blocks(lines, size, self.name, look_ahead=_LIVE_LOOK_AHEAD if self.is_live else size)


class Capture(CaptureText):
    """The text of a source; data that turns out damaged ends it, and stands in `damage` from then on.

    An archive has no text of its own, and `members`.
    """

    def __init__(self, source: CaptureSource | Member, name: str | None, encoding: str | None = None) -> None:
        name = name if name is not None or not isinstance(source, str | os.PathLike) else os.fspath(source)
        super().__init__(iter(()), name, Position())
        self.is_live = _is_live(source)
        self.damage: Finding | None = None
        self.byte_order_mark = ""
        self.remarks: list[Finding] = []
        self.is_text = True
        self.is_whole = False
        self.has_bytes = False
        self.members: Iterator[Member] | None = None
        self._encoding = encoding
        self._chunks = self._counted(self._text_of(chunks_of(_checked(source)), source))
        self.head = self._read_head()
        self._drop_byte_order_mark()

    def _until_damage(self, chunks: Iterator[T]) -> Iterator[T]:
        try:
            yield from chunks
        except DamagedStream as damage:
            self.is_text = not isinstance(damage, NoTextError)
            self.damage = Finding(name=damage.name, message=str(damage), refused=True)

    def _text_of(self, chunks: Iterator[Any], source: CaptureSource | Member) -> Iterator[str]:
        first = list(self._until_damage(islice(chunks, 1)))
        if not first or isinstance(first[0], str):
            return chain(first, self._until_damage(chunks))
        if kind := archive_kind(first[0]):
            from ucsmsg.captures._archives import members_of  # noqa: PLC0415 - loads what unpacks archives

            self.members = self._until_damage(members_of(kind, chain(first, chunks), source))
            return iter(())
        self.has_bytes = True
        encoding, size = (self._encoding, 0) if self._encoding else encoding_of(first[0])
        if encoding != "utf-8":
            self.remarks.append(foreign_encoding(encoding))
        return decode_chunks(chain([first[0][size:]], self._until_damage(chunks)), encoding)

    def _read_head(self) -> str:
        """Enough to tell the format: of a live source, whose payloads shall come out as they come in, one payload."""
        parts: list[str] = []
        chunks = self._head_chunks(parts)
        is_told = False
        if self.is_live:
            found = (block.text for block in blocks(pieces(chunks, Position()), HEAD))
            is_told = any(map(_PAYLOAD.search, found)) and not starts_with_elements("".join(parts))
        if not is_told:
            deque(chunks, maxlen=0)
        return "".join(parts)

    def _head_chunks(self, parts: list[str]) -> Iterator[str]:
        """The chunks of the head; those that were read go to `parts`."""
        length = 0
        while length < HEAD:
            chunk = next(self._chunks, None)
            self.is_whole = chunk is None
            if chunk is None:
                return
            length += len(chunk)
            parts.append(chunk)
            yield chunk

    def _drop_byte_order_mark(self) -> None:
        if not self.head.startswith(_BYTE_ORDER_MARK):
            return
        self.byte_order_mark, self.head, self.origin = _BYTE_ORDER_MARK, self.head[1:], Position(1, 1, 2)
        self.remarks.insert(0, _byte_order_mark())

    def resume(self, rest: Source) -> None:
        """Make the capture what follows a part of it that has been read: the rest of that text, and all that comes."""
        self._chunks = chain([rest.text], self._chunks)
        self.origin = rest.origin
        self.head = self._read_head()

    def chunks(self) -> Iterator[str]:
        """The whole text, after a byte-order mark."""
        return chain([self.head] if self.head else [], self._chunks)


def _checked(source: Any) -> Any:
    """The source itself, or its lines with a look at each; raises where an argument is not what it was meant to be."""
    if isinstance(source, str) and not source:
        raise ValueError("Expected a path, got ''")
    if isinstance(source, str | bytes | bytearray | memoryview) or hasattr(source, "read"):
        return source
    if isinstance(source, Mapping | AbstractSet):
        advice = "its keys are no lines, and a value that is read already is no capture"
        raise TypeError(f"Expected a path, an open file, bytes or lines, got {type(source).__name__}: {advice}")
    return _checked_lines(source) if isinstance(source, Iterable) else source


def _checked_lines(lines: Iterable[Any]) -> Iterator[Any]:
    """The lines, unless all of them are names of files, which would be read as text: none of those is a payload."""
    names: list[Any] = []
    checked = _of_one_type(lines)
    for line in checked:
        names.append(line)
        if not isinstance(line, str) or not _FILE_NAME.fullmatch(line) or len(names) == _MOST_NAMES:
            yield from names
            yield from checked
            return
    if names:
        raise ValueError(f"Expected lines, got names of files, such as {names[0]!r}: read one after the other")


def _of_one_type(lines: Iterable[Any]) -> Iterator[Any]:
    kind: Any = None
    for number, line in enumerate(lines, 1):
        if kind is None:
            kind = next((each for each in (str, bytes | bytearray) if isinstance(line, each)), type(line))
        if not isinstance(line, kind):
            raise TypeError(f"Expected lines of one type, str or bytes, got {type(line).__name__} as line {number}")
        yield line


def _is_live(source: CaptureSource | Member) -> bool:
    """True for what may go on for ever, or hand out its content bit by bit."""
    if isinstance(source, str | os.PathLike):
        return not os.path.isfile(source)  # noqa: PTH113 - never raises, whatever the name
    if isinstance(source, Member):
        return False
    if hasattr(source, "seekable"):
        return not source.seekable()
    return not isinstance(source, Sized)


def _byte_order_mark() -> Finding:
    message = "Expected no byte-order mark before the text, got `\\u{feff}`"
    return Finding(name="byte-order-mark", message=message, end=len(_BYTE_ORDER_MARK), found=_BYTE_ORDER_MARK, used="")
