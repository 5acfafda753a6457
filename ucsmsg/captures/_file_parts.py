"""The parts of a large file of lines, to be read apart, each with what is to be known about the parts before it."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import attrs

from ucsmsg.captures._capture import HEAD
from ucsmsg.captures._contained import contained
from ucsmsg.captures._coverage import Account, Coverage, PassedOver, Reading
from ucsmsg.captures._formats import Format, tell
from ucsmsg.captures._iter_parse import parse_payload
from ucsmsg.captures._lines import ESCAPE, decode_chunks, pieces, strip
from ucsmsg.captures._parts import reader_of_parts
from ucsmsg.captures._payload import Payload
from ucsmsg.captures._readers import line_payloads
from ucsmsg.captures._repeats import Repeats, Seen, SeenDigests, digests
from ucsmsg.captures._streams import archive_kind
from ucsmsg.captures._traffic import may_be_traffic
from ucsmsg.catalogue import Mode
from ucsmsg.parsing import Parsed
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits

PART = 1 << 22
"""How many bytes a part has, or more, where a line is longer."""

_STARTS = (b"{", b"[", b" ", b"\t", b"\r", b"\n")
_UTF8_CHARACTER = 4


@attrs.frozen(kw_only=True)
class FilePart:
    """The bytes of a file from `start` to `end`, and the place at which its text begins.

    `seen` holds the digests of those of its notifications that came before it, with the lines they came in.
    """

    path: str
    start: int
    end: int
    origin: Position
    seen: Mapping[bytes, int]


def file_parts_of(path: str, format: Format | None = None) -> Iterator[FilePart]:  # noqa: A002 - the users' word
    """The parts of a large file of lines; none where it is small, packed, not UTF-8 or not NDJSON.

    Raises `OSError` where it cannot be read.
    """
    with Path(path).open("rb") as file:
        if file.seekable() and file.seek(0, io.SEEK_END) > 2 * PART and _has_lines(file, format):
            yield from _parts(path, file)


def _has_lines(file: BinaryIO, format: Format | None) -> bool:  # noqa: A002 - the users' word
    file.seek(0)
    head = file.read(HEAD * _UTF8_CHARACTER)
    if not head.startswith(_STARTS) or b"\0" in head[:_UTF8_CHARACTER] or archive_kind(head):
        return False
    text = head.decode("utf-8", "replace")[:HEAD]
    return (format or tell(text, is_whole=False)) is Format.NDJSON and reader_of_parts(text) is None


def _parts(path: str, file: BinaryIO) -> Iterator[FilePart]:
    start, origin, known = 0, Position(), SeenDigests[int]()
    while data := _lines_from(file, start):
        text = data.decode("utf-8", ESCAPE)
        seen, line = {}, origin.line
        for each in io.StringIO(text, newline=""):
            for digest in _digests_in(strip(each)):
                if (earlier := known.add(digest, line)) and earlier < origin.line:
                    seen[digest] = earlier
            line += 1
        yield FilePart(path=path, start=start, end=start + len(data), origin=origin, seen=seen)
        start, origin = start + len(data), Position(origin.offset + len(text), line, 1)


def _digests_in(line: str) -> Iterator[bytes]:
    """The digests of the notifications in a line, in the JSON of others as well."""
    if may_be_traffic(line):
        for payload in contained(Payload(Source(line)), Limits(), is_alone=True):
            yield from (digest for digest, _, _ in digests(payload.text) if not payload.findings)


def _lines_from(file: BinaryIO, start: int) -> bytes:
    file.seek(start)
    data = file.read(PART)
    return data if len(data) < PART else data[: data.rfind(b"\n") + 1] or data + file.readline()


def parse_file_part(
    part: FilePart, *, mode: Mode | str = "strict", limits: Limits = Limits(), name: str
) -> Reading[Parsed]:
    """One result for each line of the part, as `iter_parse` gives for the whole file, and how much of it was read."""
    coverage = Coverage()
    return Reading(_results(part, Mode.of(mode), limits, name, coverage), coverage)


def _results(part: FilePart, judge: Mode, limits: Limits, name: str, coverage: Coverage) -> Iterator[Parsed]:
    repeats = Repeats(judge, Seen({digest: (name, line) for digest, line in part.seen.items()}))
    with Path(part.path).open("rb") as file:
        file.seek(part.start)
        chunks = decode_chunks([file.read(part.end - part.start)], "utf-8")
        text = [*chunks]
        lines = pieces(iter(text), part.origin)
        account = Account(coverage, limits.size, part.origin.offset)
        for payload in line_payloads(lines, limits, name, account):
            yield repeats.with_notes(payload, parse_payload(payload, mode=judge, limits=limits))
        account.pass_over(part.origin.offset + sum(map(len, text)), PassedOver.WHITE_SPACE)
