"""The parts of a large file of lines, to be read apart: each begins where nothing that came before may go on.

They are found without reading more of the file than what stands around the cuts. Where a part begins, in characters and
lines, is the extent of those before it; which notifications came in them, only reading them shows.
"""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._capture import HEAD, CaptureText
from ucsmsg.captures._coverage import Coverage
from ucsmsg.captures._formats import Format, tell
from ucsmsg.captures._iter_parse import parse_payload
from ucsmsg.captures._lines import behind, decode_chunks
from ucsmsg.captures._parts import reader_of_parts
from ucsmsg.captures._prefixes import LOG_PREFIX
from ucsmsg.captures._readers import payloads_of_part
from ucsmsg.captures._repeats import Place, Repeats, Seen
from ucsmsg.captures._streams import CHUNK, archive_kind
from ucsmsg.captures._whole_values import object_at_end
from ucsmsg.catalogue import Mode
from ucsmsg.parsing import Parsed
from ucsmsg.places import Position
from ucsmsg.quasi import Limits

PART = 1 << 22
"""How many bytes a part has, or a little more."""
AROUND_CUT = 1 << 16
"""Bytes that are read at a time to find a cut."""

_MOST_LOOKS = 4
_MOST_LOOKS_BACK = 64
_UTF8_CHARACTER = 4
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_OPENS = postponed_pattern("[\"{}']")
_GOES_ON = "[,"


@attrs.frozen(kw_only=True)
class FilePart:
    """The bytes of a file from `start` to `end`; the beginning of the file tells the format."""

    path: str
    start: int
    end: int
    format: Format


@attrs.frozen
class Extent:
    """How much there is: characters, and lines."""

    characters: int
    lines: int

    def behind(self, origin: Position) -> Position:
        """The place behind that much that begins there; whole lines are meant."""
        return Position(origin.offset + self.characters, origin.line + self.lines, 1)


def file_parts_of(
    path: str,
    format: Format | None = None,  # noqa: A002 - the users' word
    part_size: int | None = None,
) -> Iterator[FilePart]:
    """The parts of a large log or file of NDJSON; none where it is small, packed, not UTF-8 or of another format.

    `part_size`: how many bytes a part has, or a little more, where that is not `PART`. Raises `OSError` where the file
    cannot be read.
    """
    wanted = part_size or PART
    with Path(path).open("rb") as file:
        size = file.seek(0, io.SEEK_END) if file.seekable() else 0
        form = line_format(file, format) if size > 2 * wanted else None
        if form:
            yield from parts_between(file, FilePart(path=path, start=0, end=size, format=form), wanted)


def parts_between(file: BinaryIO, whole: FilePart, size: int) -> Iterator[FilePart]:
    """The parts of about `size` bytes of a part of the file."""
    start = whole.start
    while start < whole.end:
        end = _cut(file, start + size, whole.end, whole.format)
        yield attrs.evolve(whole, start=start, end=end)
        start = end


def line_format(file: BinaryIO, asked: Format | None) -> Format | None:
    """The format of the file, where it is one that is read in parts."""
    file.seek(0)
    head = file.read(HEAD * _UTF8_CHARACTER)
    if head.startswith(_BYTE_ORDER_MARK) or _NO_TEXT.search(head) or archive_kind(head):
        return None
    text = head.decode("utf-8", "replace")[:HEAD]
    form = asked or tell(text, is_whole=False)
    return form if form in (Format.NDJSON, Format.LOG) and reader_of_parts(text) is None else None


def _cut(file: BinaryIO, after: int, size: int, form: Format) -> int:
    """Where a part may end, behind an offset or where a line is longer; in a log not farther than is worth a look."""
    looks = 0
    while after < size:
        file.seek(after)
        data = file.read(AROUND_CUT)
        place = data.find(b"\n") + 1 if form is Format.NDJSON else _between_records(data)
        if place:
            return min(after + place, size)
        looks += 1
        after += len(data) if form is Format.NDJSON or looks % _MOST_LOOKS else PART
    return size


def last_cut(file: BinaryIO, whole: FilePart) -> int:
    """The last place where a part may end that begins as this one does, looked for from the end backwards.

    Its own start where there is none, or none near the end.
    """
    end, is_ndjson = whole.end, whole.format is Format.NDJSON
    for _ in range(_MOST_LOOKS_BACK):
        begin = max(whole.start, end - AROUND_CUT)
        file.seek(begin)
        data = file.read(end - begin)
        place = data.rfind(b"\n") + 1 if is_ndjson else _last_between_records(data, is_start=begin == whole.start)
        if place:
            return begin + place
        if begin == whole.start:
            break
        end = begin if is_ndjson else begin + AROUND_CUT // 2
    return whole.start


def _between_records(data: bytes) -> int:
    """The offset between two lines of a log that are records of their own, as it seems; 0 where there are none."""
    first, *lines = data.splitlines(keepends=True)[:-1] or [b""]
    return next(_places_between(lines, len(first)), 0)


def _last_between_records(data: bytes, *, is_start: bool) -> int:
    """The last such offset. `is_start`: the first line is whole, and begins where nothing is open."""
    lines = data.splitlines(keepends=True)
    skipped = 0 if is_start else len(lines.pop(0))
    return max(_places_between(lines, skipped), default=0)


def _places_between(lines: list[bytes], place: int) -> Iterator[int]:
    was_record = False
    for line in lines:
        is_record = line.endswith(b"\n") and _is_record(line.decode("utf-8", "replace"))
        if is_record and was_record:
            yield place
        place, was_record = place + len(line), is_record


def _is_record(line: str) -> bool:
    """True for a line that begins as those of logs do, and leaves nothing open."""
    if not LOG_PREFIX.match(line) or line.rstrip()[-1:] in _GOES_ON:
        return False
    return not _OPENS.search(line) or object_at_end(line) is not None


def extent_of(part: FilePart) -> Extent:
    """How many characters and lines a part has. Raises `OSError` where it cannot be read."""
    place, held = Position(), ""
    for chunk in decode_chunks(_chunks_of(part), "utf-8"):
        text = held + chunk
        held = "\r" if text.endswith("\r") else ""  # half of a line end, maybe
        place = behind(text.removesuffix(held), place)
    place = behind(held, place)
    return Extent(place.offset, place.line - 1)


def _chunks_of(part: FilePart) -> Iterator[bytes]:
    with Path(part.path).open("rb") as file:
        file.seek(part.start)
        wanted = part.end - part.start
        while chunk := file.read(min(CHUNK, wanted)):
            wanted -= len(chunk)
            yield chunk


class PartReading(Iterator[Parsed]):
    """One result for each payload of a part, as `iter_parse` gives for the whole file.

    At its end `is_open` says that a payload may go on behind the part, so that its last results may be others,
    `is_empty` that it holds none and nothing is wrong with it. `notifications` has the digest of each notification with
    its place, by which those are found that came in earlier parts: they are noted where `seen` has them. `coverage` is
    that of the part so far.
    Raises `OSError` where the file cannot be read.
    """

    def __init__(
        self,
        part: FilePart,
        origin: Position,
        seen: Mapping[bytes, Place],
        *,
        mode: Mode | str = "strict",
        limits: Limits = Limits(),
        name: str,
    ) -> None:
        self.coverage = Coverage()
        self.is_empty = True
        self._text = CaptureText(decode_chunks(_chunks_of(part), "utf-8"), name, origin)
        self._seen = _Noted(seen)
        self._results = self._read(part.format, Mode.of(mode), limits)

    def _read(self, form: Format, mode: Mode, limits: Limits) -> Iterator[Parsed]:
        repeats = Repeats(mode, self._seen)
        for payload in payloads_of_part(self._text, form, limits, self.coverage):
            parsed = parse_payload(payload, mode=mode, limits=limits)
            self.is_empty = self.is_empty and payload.is_about_capture and parsed.ok
            yield repeats.with_notes(payload, parsed)

    def __next__(self) -> Parsed:
        return next(self._results)

    @property
    def is_open(self) -> bool:
        """True where the text has ended in a payload."""
        return self._text.is_open

    @property
    def notifications(self) -> list[tuple[bytes, Place]]:
        """The digest and the place of each notification so far, in their order."""
        return self._seen.added


class _Noted(Seen):
    """Digests with their places, and all that were added."""

    def __init__(self, seen: Mapping[bytes, Place]) -> None:
        super().__init__(seen)
        self.added: list[tuple[bytes, Place]] = []

    def add(self, digest: bytes, place: Place) -> Place | None:
        self.added.append((digest, place))
        return super().add(digest, place)
