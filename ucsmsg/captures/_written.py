"""Texts that stand in another text in written form: escaped in a JSON string, with entities, or in base64."""

import base64
import bisect
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import Protocol

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._lines import decode_chunks
from ucsmsg.places import Position, Source
from ucsmsg.text.encodings import UNDECODABLE, encoding_of

_ESCAPE = postponed_pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
_STEP = 1 << 10


class Offsets(Protocol):
    """Where the characters of a text stand in the text that it is written in."""

    def first(self, offset: int) -> int:
        """The outer offset at which the character at `offset` begins."""

    def after(self, offset: int) -> int:
        """The outer offset after the character that ends at `offset`."""


@attrs.frozen
class WrittenText:
    """The text that is meant, and where its characters stand in the text as it is in the file.

    `is_string` tells a text of its own inside a string, which has lines of its own.
    """

    source: Source
    offsets: Offsets
    is_string: bool = True

    @property
    def text(self) -> str:
        """The text that is meant."""
        return self.source.text

    @property
    def origin(self) -> Position:
        """The place at which it begins in the whole text of the string."""
        return self.source.origin

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch of the text stands in the file; one without characters stands after the one before."""
        last = self.offsets.after(end) if end else self.offsets.first(0)
        return (self.offsets.first(start) if start < end else last), last

    def part(self, start: int, end: int) -> "WrittenText":
        """The same for a part of the text, and of what stands for it in the file."""
        text = Source(self.text[start:end], None, self.source.position(start))
        return WrittenText(text, _PartOffsets(self.offsets, start), self.is_string)

    def inside(self, outer: "WrittenText", start: int) -> "WrittenText":
        """The same text where its written form stands at `start` of the text of another one."""
        return attrs.evolve(self, offsets=_InnerOffsets(self.offsets, outer.offsets, start))


@attrs.frozen
class _PartOffsets:
    """Those of a text from `start` on, counted from where that stands."""

    _whole: Offsets
    _start: int

    def first(self, offset: int) -> int:
        return self._whole.first(self._start + offset) - self._whole.first(self._start)

    def after(self, offset: int) -> int:
        return self._whole.after(self._start + offset) - self._whole.first(self._start)


@attrs.frozen
class _InnerOffsets:
    """Those of a text whose written form stands from `start` on in a text that is itself written in another form."""

    _inner: Offsets
    _outer: Offsets
    _start: int

    def first(self, offset: int) -> int:
        return self._outer.first(self._start + self._inner.first(offset)) - self._outer.first(self._start)

    def after(self, offset: int) -> int:
        return self._outer.after(self._start + self._inner.after(offset)) - self._outer.first(self._start)


@attrs.frozen
class Breaks:
    """Two texts that run in step, but for the offsets in `breaks`, where the outer one goes on elsewhere."""

    _breaks: list[tuple[int, int]]

    def first(self, offset: int) -> int:
        return self._moved(offset, bisect.bisect_right(self._breaks, (offset, 1 << 62)) - 1)

    def after(self, offset: int) -> int:
        index = bisect.bisect_left(self._breaks, (offset, 0))
        is_break = index < len(self._breaks) and self._breaks[index][0] == offset
        return self._moved(offset, index if is_break else index - 1)

    def _moved(self, offset: int, index: int) -> int:
        begin, target = self._breaks[index]
        return target + offset - begin


def from_json_string(raw: str) -> WrittenText | None:
    """The text that a JSON string holds; `raw` is what stands between its quotes. None when that is no JSON string."""
    try:
        text: str = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return None
    return WrittenText(Source(text), Breaks([(0, 0), *_breaks_in(raw)]))


def _breaks_in(raw: str) -> Iterator[tuple[int, int]]:
    """The offsets after each escape in the text that is meant and in the written one."""
    content = raw.replace("\\\\", "\\_")
    if "\\u" not in content:
        *escaped, _ = content.split("\\")  # each escape is two characters for one
        lengths = islice(accumulate(map(len, escaped), initial=1), 1, None)
        yield from ((length, length + number) for number, length in enumerate(lengths, 1))
        return
    saved = 0
    for match in _ESCAPE.finditer(raw):
        saved += len(match[0]) - 1
        yield match.end() - saved, match.end()


@attrs.frozen
class _StringOffsets:
    """Those of a string's value, counted from where its first character is written."""

    _offset: Callable[[int], int]

    def first(self, offset: int) -> int:
        return self._offset(offset) - self._offset(0)

    after = first


def from_string(value: str, offset: Callable[[int], int]) -> WrittenText:
    """The text of a string, by its value and the function that tells where each of its characters is written."""
    return WrittenText(Source(value), _StringOffsets(offset))


def from_quoted(raw: str) -> WrittenText | None:
    """The text of a string in any notation, by what stands between its quotes; None where it has no single reading."""
    written = from_json_string(raw)
    if written is not None:
        return written
    from ucsmsg.quasi.lexing._strings import ContentOffsets, read_content  # noqa: PLC0415 - loads the grammar

    value, deviations = read_content(raw, 0, len(raw))
    if any(deviation.used is None for deviation in deviations):
        return None
    return from_string(value, ContentOffsets(raw, 0, len(raw)).__getitem__)


_BYTE = postponed_pattern(r"\\(?:x([0-9a-fA-F]{2})|([nrt'\"\\]))|[^\\\x80-\U0010ffff]")
_NAMED = {"n": "\n", "r": "\r", "t": "\t"}


def from_bytes(raw: str) -> WrittenText | None:
    """The text, in UTF-8, of what Python writes between the quotes of bytes; None where it is damaged."""
    pieces = [*_BYTE.finditer(raw)]
    if sum(len(piece[0]) for piece in pieces) != len(raw):
        return None
    data = bytes(int(one[1], 16) if one[1] else ord(_NAMED.get(one[2], one[2]) if one[2] else one[0]) for one in pieces)
    return from_byte_pieces(data, [piece.start() for piece in pieces], len(raw))


def from_byte_pieces(data: bytes, places: Sequence[int], end: int) -> WrittenText | None:
    """The text, in UTF-8, of bytes that are written each at its place, up to `end`; None where they are none."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    starts = accumulate((len(character.encode()) for character in text), initial=0)
    outer = [*(places[start] for start in islice(starts, len(text))), end]
    return from_string(text, outer.__getitem__)


_PERCENT = postponed_pattern(r"(?:%[0-9A-Fa-f]{2})++")
_ENCODED = postponed_pattern(
    r"""(?P<percent>%(?:5[Bb]|7[Bb])[\w%.~*+!$(),/:@=?;\-]*+)                      # as in an address or a form
      | (?P<escaped>[\[{](?:[\[{\s]|\\[nrt]){0,20}+\\u0022[^"\r\n]*+)""",  # as in a page's script
    re.VERBOSE,
)
_ENDS = {"percent": re.compile(r".*%(?:5[Dd]|7[Dd])"), "escaped": re.compile(r".*[}\]]")}


def encoded_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What may be a payload with its quotes encoded, and more after it."""
    may_be = text.find("%", start, end) >= 0 or text.find("\\u0022", start, end) >= 0
    return _ENCODED.finditer(text, start, end) if may_be else iter(())


def end_of_encoded(match: re.Match[str]) -> int:
    """The offset after the last bracket of what `encoded_in` found."""
    end = _ENDS[match.lastgroup or ""].match(match[0])
    return match.start() + end.end() if end else match.end()


def decode(match: re.Match[str], raw: str) -> WrittenText | None:
    """The text of what `encoded_in` found; None where it is damaged, or has several readings."""
    return from_percent_encoding(raw) if match.lastgroup == "percent" else from_json_string(raw)


def from_percent_encoding(raw: str) -> WrittenText | None:
    """The text in percent-encoding (RFC 3986); None where it is damaged, or where a plus may be itself or a space.

    Who writes a plus as `%2B` writes a space as a plus (forms); who writes a space as `%20` writes a plus as itself.
    """
    if "+" in raw:
        is_form = re.search("%2[Bb]", raw) is not None
        if is_form == ("%20" in raw):
            return None
        raw = raw.replace("+", " ") if is_form else raw
    parts, breaks, position = [], [(0, 0)], 0
    length = 0
    for run in _PERCENT.finditer(raw):
        try:
            meaning = bytes.fromhex(run[0].replace("%", "")).decode("utf-8")
        except UnicodeDecodeError:
            return None
        parts += [raw[position : run.start()], meaning]
        length += run.start() - position
        position = run.start()
        for character in meaning:
            position += len("%00") * len(character.encode("utf-8"))
            length += 1
            breaks.append((length, position))
    parts.append(raw[position:])
    text = "".join(parts)
    return None if "%" in "".join(parts[::2]) else WrittenText(Source(text), Breaks(breaks))


def from_doubled_quotes(raw: str, quote: str = "'", written: str = "") -> WrittenText:
    """The text in which every quote was doubled, or written in another way."""
    written = written or quote * 2
    ends = enumerate((match.end() for match in re.finditer(re.escape(written), raw)), 1)
    breaks = [(0, 0), *((end - number * (len(written) - len(quote)), end) for number, end in ends)]
    return WrittenText(Source(raw.replace(written, quote)), Breaks(breaks))


IN_SHELL = "'\\''"
"""A single quote in single quotes, as shells have it: they end before it and begin again."""


def from_shell(raw: str) -> WrittenText:
    """The text of an argument in single quotes."""
    return from_doubled_quotes(raw, written=IN_SHELL)


_BACKSLASH = postponed_pattern(r"\\(.)", re.DOTALL)
_BACKSLASH_OR_QUOTES = postponed_pattern(r"''|\\(.)", re.DOTALL)


def from_escapes(raw: str, escapes: Mapping[str, str], *, is_quoted: bool = True) -> WrittenText:
    """The text of SQL in which a backslash gives the next character another meaning, or its own.

    `is_quoted`: single quotes stand around it, and those in it may be doubled.
    """
    parts: list[str] = []
    breaks, position, length = [(0, 0)], 0, 0
    for match in (_BACKSLASH_OR_QUOTES if is_quoted else _BACKSLASH).finditer(raw):
        meaning = escapes.get(match[1], match[1]) if match[1] else "'"
        parts += [raw[position : match.start()], meaning]
        length += match.start() - position + len(meaning)
        position = match.end()
        breaks.append((length, position))
    return WrittenText(Source("".join([*parts, raw[position:]])), Breaks(breaks))


def from_base64(raw: str) -> WrittenText | None:
    """The text in base64 in a JSON string; None when either is damaged."""
    string = from_json_string(raw)
    if string is None:
        return None
    try:
        content = base64.b64decode(string.text, validate=True)
    except ValueError:
        return None
    encoding, start = encoding_of(content)
    text = "".join(decode_chunks([content[start:]], encoding))
    written = WrittenText(Source(text), PackedOffsets(text, encoding, start))
    return written.inside(string, 0) if "\\" in raw else written


class PackedOffsets:
    """As many characters for so many bytes from `start` on; each byte that was no text is a character of its own.

    `first`: how many characters stand before them. In base64 four characters are three bytes.
    """

    def __init__(
        self, text: str, encoding: str, start: int, first: int = 0, characters: int = 4, size: int = 3
    ) -> None:
        self._text = text
        self._encoding = encoding
        self._start = start
        self._first = first
        self._characters = characters
        self._size = size

    def first(self, offset: int) -> int:
        return self._first + self._bytes_before(offset) * self._characters // self._size

    def after(self, offset: int) -> int:
        return self._first - (-self._bytes_before(offset) * self._characters // self._size)

    @functools.cached_property
    def _steps(self) -> list[int]:
        """How many bytes stand before every `_STEP`th character."""
        starts = range(0, len(self._text), _STEP)
        return list(accumulate((self.size(start, start + _STEP) for start in starts), initial=self._start))

    def _bytes_before(self, offset: int) -> int:
        step = offset // _STEP
        return self._steps[step] + self.size(step * _STEP, offset)

    def size(self, start: int, end: int) -> int:
        """How many bytes a stretch of the text has."""
        text = self._text[start:end]
        readable = UNDECODABLE.sub("", text)
        return len(readable.encode(self._encoding)) + len(text) - len(readable)
