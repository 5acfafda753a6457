"""Texts that the runtime of containers wrote in parts: each stream put together, by what the format says.

Containers' runtimes cut what a process writes into lines, and long lines into parts (`P`, and `F` for the last one;
docker's have no line end), and they mix the lines of several streams. Each stream is read as the log that it was.
"""

import bisect
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from ucsmsg._embedded import string_offsets
from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._blocks import OPENERS, BlockReader
from ucsmsg.captures._brackets import BRACKET
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._envelopes import origin_around
from ucsmsg.captures._lines import Block, Gathered, Piece, pieces
from ucsmsg.captures._payload import Payload, place_in
from ucsmsg.captures._prose import payloads_of
from ucsmsg.captures._traffic import may_be_traffic
from ucsmsg.captures._written import WrittenText
from ucsmsg.origins import NO_ORIGIN, Origin
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import read_source

_CRI = postponed_pattern(
    r"(?P<time>\d{4}-\d\d-\d\dT\S+) (?P<stream>stdout|stderr) (?P<tag>[FP])(?::\S*+)? ?(?P<text>[^\r\n]*+)"
)
_JSON = postponed_pattern(r'\s*+\{(?=[^\r\n]*"log")(?=[^\r\n]*"stream"[ \t]*+:)')
_DOCKER = frozenset({"log", "stream", "time", "attrs"})
_LOG = ("log",)
_LONGEST_OPENERS = 1000
"""A line that ends in a payload's first brackets goes with the next, which shows what they open."""
_TRIMMED = 1000
"""So many lines that are not needed any more are kept before they are dropped together."""


@attrs.frozen
class Part:
    """What a line adds to a stream: its text, and what the line tells of it.

    `offset` gives where a character of the text is written, in the line. `is_cut`: the text goes on in another part.
    """

    line: Source
    number: int
    stream: tuple[str | None, str | None]
    text: str
    offset: Callable[[int], int]
    origin: Origin = NO_ORIGIN
    is_cut: bool = False


ReadPart = Callable[[Source, int], Part | None]


def reader_of_parts(head: str) -> ReadPart | None:
    """What reads the lines of a capture that begins with `head`, where a runtime of containers wrote it."""
    if _CRI.match(head):
        return _cri_part
    return _json_part if _JSON.match(head) and _json_part(Source(head.splitlines()[0]), 0) else None


def _cri_part(line: Source, number: int) -> Part | None:
    match = _CRI.match(line.text)
    if match is None:
        return None
    start, is_cut = match.start("text"), match["tag"] == "P"
    text = match["text"] if is_cut else line.text[start:]
    origin = Origin(time=match["time"], stream=match["stream"])
    return Part(line, number, (match["stream"], None), text, lambda offset: start + offset, origin, is_cut)


def _json_part(line: Source, number: int) -> Part | None:
    value = _value_of(line.text) if _JSON.match(line.text) else None
    if not isinstance(value, dict) or not isinstance(value.get("log"), str):
        return None
    text, origin = value["log"], origin_around(value, _LOG)
    is_ended = text.endswith(("\n", "\r"))
    is_cut = not is_ended and (value.keys() <= _DOCKER or value.get("logtag") == "P" or _is_partial(value))
    text = text if is_ended or is_cut else f"{text}\n"
    return Part(line, number, (origin.stream, origin.source), text, _OffsetsInString(line), origin, is_cut)


def _is_partial(value: dict[str, Any]) -> bool:
    return value.get("partial_message") in ("true", True) and value.get("partial_last") not in ("true", True)


def _value_of(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _OffsetsInString:
    """Where the characters of the text are written in the line, looked up when somebody asks."""

    def __init__(self, line: Source) -> None:
        self._line = line
        self._offset: Callable[[int], int] | None = None

    def __call__(self, offset: int) -> int:
        self._offset = self._offset or string_offsets(read_source(self._line.text, Limits()), _LOG)
        return self._offset(offset)


@attrs.frozen
class _JoinedOffsets:
    """Those of a text that parts make up: for each where it begins in the text and its line in the source."""

    _starts: list[int]
    _parts: list[Part]
    _origin: int

    def first(self, offset: int) -> int:
        return self._written(bisect.bisect_right(self._starts, offset) - 1, offset)

    def after(self, offset: int) -> int:
        return self._written(max(0, bisect.bisect_left(self._starts, offset) - 1), offset)

    def _written(self, index: int, offset: int) -> int:
        part = self._parts[index]
        return part.line.origin.offset - self._origin + part.offset(offset - self._starts[index])


def part_payloads(capture: Capture, limits: Limits, read: ReadPart) -> Iterator[Payload]:
    """The payloads of each stream, and of the lines between that are none of it."""
    return _Streams(read, limits).payloads(_lines(capture, limits))


def _lines(capture: Capture, limits: Limits) -> Iterator[Source]:
    line = Gathered(limits.size)
    for piece in pieces(capture.chunks(), capture.origin):
        line.add(piece.text, piece.origin)
        if piece.ends_line:
            yield line.take(capture.name)
    if line:
        yield line.take(capture.name)


class _Streams:
    """The streams of a capture, and its lines from the first on that one of them still needs."""

    def __init__(self, read: ReadPart, limits: Limits) -> None:
        self._read = read
        self._limits = limits
        self._streams: dict[tuple[str | None, str | None], _Stream] = {}
        self._lines: list[Source] = []
        self._first = 0

    def payloads(self, lines: Iterable[Source]) -> Iterator[Payload]:
        """The payloads of the lines; one that is not of the form goes on with what the line before it is of."""
        last: tuple[str | None, str | None] = None, None
        for number, line in enumerate(lines):
            self._lines.append(line)
            part = self._read(line, number) or Part(line, number, last, line.text, int)
            last = part.stream
            stream = self._streams.setdefault(last, _Stream(self._limits))
            yield from self._placed(stream.take(part))
            if number % _TRIMMED == 0:
                self._forget(number + 1)
        for stream in self._streams.values():
            yield from self._placed(stream.end())

    def _forget(self, number: int) -> None:
        needed = min((stream.parts[0].number for stream in self._streams.values() if stream.parts), default=number)
        del self._lines[: needed - self._first]
        self._first = needed

    def _placed(self, texts: "Iterator[_Text]") -> Iterator[Payload]:
        for text in texts:
            if BRACKET.search(text.text) or may_be_traffic(text.text):
                yield from self._payloads_in(text)

    def _payloads_in(self, text: "_Text") -> Iterator[Payload]:
        first, last = text.parts[0], text.parts[-1]
        lines = self._lines[first.number - self._first : last.number - self._first + 1]
        source = Source("".join(line.text for line in lines), first.line.name, first.line.origin)
        if len(lines) == len(text.parts) and text.is_as_it_stands:
            yield from payloads_of([_block(source)], self._limits)
            return
        offsets = _JoinedOffsets(text.starts, text.parts, first.line.origin.offset)
        written = WrittenText(Source(text.text), offsets, is_string=isinstance(first.offset, _OffsetsInString))
        for payload in payloads_of([_block(written.source)], self._limits):
            told = text.parts[bisect.bisect_right(text.starts, payload.source.origin.offset) - 1].origin
            yield attrs.evolve(place_in(payload, source, written), origin=payload.origin.within(told))


def _block(source: Source) -> Block:
    return Block(source.text, source.name, source.origin)


@attrs.frozen
class _Text:
    """A run of lines of a stream in which the brackets balance, and the parts that make it up, with their starts."""

    text: str
    parts: list[Part]
    starts: list[int]

    @property
    def is_as_it_stands(self) -> bool:
        """True where nothing was cut: the lines themselves are the text, with a prefix."""
        return not any(part.is_cut or isinstance(part.offset, _OffsetsInString) for part in self.parts)


class _Stream:
    """A stream: what of it has come and stands in no text yet."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._blocks = BlockReader(limits.size, None, limits.size)
        self._length = 0
        self._waiting = Gathered(limits.size)
        self._beginning = ""
        self._starts: deque[int] = deque()
        self.parts: deque[Part] = deque()

    def take(self, part: Part) -> Iterator[_Text]:
        """Take the next part, and give what is complete with it."""
        self.parts.append(part)
        self._starts.append(self._length)
        self._waiting.add(part.text, Position(self._length))
        self._length += len(part.text)
        self._beginning = (self._beginning + part.text)[:_LONGEST_OPENERS]
        if not part.is_cut and not OPENERS.fullmatch(self._beginning):
            yield from self._texts(self._blocks.take(self._piece()))
        if self.parts and self._length - self._starts[0] > self._limits.size:
            yield from self.end()

    def end(self) -> Iterator[_Text]:
        """Give what there is, complete or not."""
        if self._waiting:
            yield from self._texts(self._blocks.take(self._piece()))
        yield from self._texts(self._blocks.end())

    def _piece(self) -> Piece:
        waiting, self._beginning = self._waiting.take(), ""
        return Piece(waiting.text, waiting.origin)

    def _texts(self, blocks: Iterator[Block]) -> Iterator[_Text]:
        for block in blocks:
            start = block.origin.offset
            end = start + len(block.text)
            parts: list[Part] = []
            starts: list[int] = []
            while self.parts and self._starts[0] < end:
                parts.append(self.parts[0])
                starts.append(self._starts[0] - start)
                if self._starts[0] + len(self.parts[0].text) > end:
                    break
                self.parts.popleft()
                self._starts.popleft()
            yield _Text(block.text, parts, starts)
