"""The payloads between the lines of logs and the words of pages.

What stands around them is prose and passed over, unless it may belong to them or looks like the server's traffic.
"""

import functools
import heapq
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._capture import CaptureText
from ucsmsg.captures._framing import Framing
from ucsmsg.captures._java_maps import ends_of_java_maps
from ucsmsg.captures._lines import Block, Unfolded, part_of
from ucsmsg.captures._literals import CopiedRows, Literal, fields_in, literals_in
from ucsmsg.captures._packed import from_packed, packed_in
from ucsmsg.captures._payload import Payload, damaged_string, place_in, with_origin
from ucsmsg.captures._prefixes import LogRecords, prefix_of_lines
from ucsmsg.captures._touching import Surroundings
from ucsmsg.captures._traffic import NAME, NAME_WITH_VALUE, UNQUOTED_NAME, may_be_traffic, names_in
from ucsmsg.captures._unprefixed import is_joined, without_prefixes
from ucsmsg.captures._written import (
    IN_SHELL,
    WrittenText,
    decode,
    encoded_in,
    end_of_encoded,
    from_bytes,
    from_doubled_quotes,
    from_quoted,
    from_shell,
)
from ucsmsg.diagnostics import Finding, shown, too_many_deviations
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.text.marks import QUOTES

if TYPE_CHECKING:
    from ucsmsg.quasi.recovery._encoded import Encoded

_QUOTE = postponed_pattern(f"[{QUOTES}]")
_SEPARATOR = postponed_pattern("[:=]")
_CLOSERS = postponed_pattern(r"\s*+[}\]][}\]\s]*+")
_CLOSER_OR_BLANK = postponed_pattern(r"\s*+(?:[}\]]|\Z)|[ \t]*+[\r\n]")
_BRACE = postponed_pattern(r"[{}]|%(?:25)*+7[BbDd]|\\u007[BbDd]")
_LINE_END = postponed_pattern(r"[\r\n]")

_STARTS = postponed_pattern(r"\s*+[\[{]")

Reader = Callable[[str], WrittenText | None]
PayloadSpan = tuple[int, int, Reader | None]
"""Where a payload stands, and what reads the form in which it is written there, where that is not its own."""

_STRINGS: dict[str, Reader] = {"double": from_quoted, "single": from_quoted, "bytes": from_bytes}


def prose_payloads(text: CaptureText, limits: Limits) -> Iterator[Payload]:
    """The payloads of a text, without the prose around them."""
    is_open = yield from payloads_of(text.passages(limits.size), limits)
    text.is_open = text.is_open or is_open


def payloads_of(blocks: Iterable[Block], limits: Limits) -> Generator[Payload, None, bool]:
    """The payloads of blocks of lines; a closing bracket in a line of its own after one belongs to it.

    Returns whether a body or a row was expected at the end.
    """
    lines = Unfolded(blocks)
    reader = _Reader(limits)
    for block in lines:
        yield from reader.take(block)
        lines.is_open = reader.is_open
        lines.belongs = None if reader.is_amid else _CLOSER_OR_BLANK
    return reader.is_amid


class _Reader:
    """What the blocks before the next one say of it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._is_after_payload = False
        self._framing = Framing()
        self._records = LogRecords()
        self._rows = CopiedRows()

    @property
    def is_open(self) -> bool:
        """True where the next line may belong to what has been read."""
        return self._is_after_payload or self._framing.is_open

    @property
    def is_amid(self) -> bool:
        """True among headers and rows, where a line is read otherwise than by itself."""
        return self._framing.is_open or self._rows.is_open

    def take(self, block: Block) -> Iterator[Payload]:
        """The payloads of the next block."""
        self._records.take(block)
        self._rows.take(block.text if block.value is None else block.text[: block.value + 1])
        if block.is_prose and not self.is_open:
            return
        array = self._framing.array_in(block.text)
        is_after_payload, self._is_after_payload = self._is_after_payload, False
        if len(block.text) > self._limits.size:
            yield Payload(block.source)
        elif is_after_payload and _CLOSERS.fullmatch(block.text):
            self._is_after_payload = True
            yield _extra_closers(part_of(block.source, 0, len(block.text)))
        elif is_after_payload and not block.text.strip():
            self._is_after_payload = True
        elif array is not None:
            yield Payload(part_of(block.source, array, len(block.text)))
        elif not block.is_prose:
            yield from self._payloads_in(block)

    def _payloads_in(self, block: Block) -> Iterator[Payload]:
        last: Payload | None = None
        for last in _with_origins(block.source, self._payloads_in_row(block), self._records):
            yield last
        self._is_after_payload = last is not None and may_be_traffic(last.text) and _ends(block.source, last)

    def _payloads_in_row(self, block: Block) -> Iterator[Payload]:
        source = block.source
        written = self._rows.text_of(source.text)
        if written:
            return (place_in(payload, source, written) for payload in payloads_in(written.source, self._limits))
        return payloads_around(source, block.value, self._limits)


def payloads_around(block: Source, value: int | None, limits: Limits) -> Iterator[Payload]:
    """As `payloads_in`; in most blocks an object in valid JSON is all that follows some words: it begins at `value`."""
    if value is None:
        yield from payloads_in(block, limits)
        return
    end = len(block.text.rstrip())
    start, end = Surroundings(block.text).with_members(0, value, end)
    yield from _between(block, 0, start, limits=limits)
    yield Payload(part_of(block, start, end))


def _with_origins(block: Source, payloads: Iterator[Payload], records: LogRecords) -> Iterator[Payload]:
    position = 0
    for payload in payloads:
        start = payload.source.origin.offset - block.origin.offset
        yield with_origin(payload, records.origin_of(block.text, position, start))
        position = max(position, start)


def _ends(block: Source, payload: Payload) -> bool:
    """True when nothing stands after the payload in its block."""
    return payload.source.origin.offset + len(payload.source.text) == block.origin.offset + len(block.text.rstrip())


def _extra_closers(source: Source) -> Payload:
    message = f"Expected no closing bracket without an open one, got {shown(source.text)}"
    finding = Finding(name="extra-closer", message=message, end=len(source.text), found=source.text, used="")
    return Payload(source, findings=(finding,))


def payloads_in(block: Source, limits: Limits, *, is_encoded: bool = False) -> Iterator[Payload]:
    """The payloads of a block of lines, and what looks like one and cannot be read.

    `is_encoded`: the block was encoded once more; that twice is one too many.
    """
    position = 0
    for field in fields_in(block.text):
        yield from _payloads_between(_part(block, position, field.start), limits, is_encoded=is_encoded)
        yield from _of_literal(block, field, limits)
        position = field.end
    yield from _payloads_between(_part(block, position, len(block.text)), limits, is_encoded=is_encoded)


def _part(source: Source, start: int, end: int) -> Source:
    return Source(source.text[start:end], source.name, source.position(start))


def _payloads_between(block: Source, limits: Limits, *, is_encoded: bool) -> Iterator[Payload]:
    """The payloads of a text that has no fields of a table."""
    between = _unread if is_encoded else functools.partial(_between, limits=limits)
    spans: Iterable[PayloadSpan] = payload_spans(block.text, limits)
    literals = [*literals_in(block.text)]
    is_cut_up = False
    if _LINE_END.search(block.text.rstrip()) and not literals:
        spans = list(spans)
        is_cut_up = not spans
        if (prefixed := _of_prefixed_lines(block, spans, limits)) is not None:
            yield from prefixed
            return
    position = 0
    for start, end, read in _outermost(spans, literals):
        yield from between(block, position, start)
        if isinstance(read, Literal):
            yield from _of_literal(block, read, limits)
        else:
            yield from _payloads_at(_stretch(block, start, end, read), read, limits)
        position = end
    yield from between(block, position, len(block.text), is_cut_up=is_cut_up)


def _outermost(
    spans: Iterable[PayloadSpan], literals: list[Literal]
) -> Iterator[tuple[int, int, Reader | Literal | None]]:
    """What begins first, without what begins in it."""
    position = 0
    quoted = ((literal.start, literal.end, literal) for literal in literals)
    for start, end, read in heapq.merge(quoted, spans, key=itemgetter(0)):
        if start >= position:
            yield start, end, read
            position = end


def _of_literal(block: Source, literal: Literal, limits: Limits) -> Iterator[Payload]:
    text = block.text[literal.start : literal.end]
    source = _part(block, literal.start, literal.end)
    if literal.written is None:
        message = f"Expected a text in quotes with one reading, got {shown(text)}: {literal.doubt}"
        finding = Finding(name="unexpected-text", message=message, end=len(text), found=text, refused=True)
        yield Payload(source, findings=(finding,))
        return
    for payload in payloads_in(literal.written.source, limits):
        yield place_in(payload, source, literal.written)


def _of_prefixed_lines(block: Source, spans: list[PayloadSpan], limits: Limits) -> Iterable[Payload] | None:
    """The payloads of lines that have a prefix; None where no payload has one in it."""
    is_within = any(_LINE_END.search(block.text, start, end) for start, end, _ in spans)
    if not may_be_traffic(block.text) or (not is_within and (spans or not NAME.search(block.text))):
        return None
    unprefixed = without_prefixes(block.text)
    if unprefixed and _are_joined(unprefixed.written.text, limits):
        written = unprefixed.written
        return (place_in(payload, block, written) for payload in payloads_in(written.source, limits))
    prefix = unprefixed.again if unprefixed else prefix_of_lines(block.text)
    return [_prefixed(block, *prefix)] if prefix else None


def _are_joined(text: str, limits: Limits) -> bool:
    spans = [*payload_spans(text, limits)]
    return bool(spans) and all(is_joined(text[start:end]) for start, end, _ in spans)


def _prefixed(block: Source, start: int, end: int) -> Payload:
    found = block.text[start:end]
    message = f"Expected the rest of the payload, got a prefix, {shown(found)}: join its lines without it"
    finding = Finding(name="unexpected-text", message=message, start=start, end=end, found=found, refused=True)
    return Payload(block, findings=(finding,))


def _stretch(block: Source, start: int, end: int, read: Reader | None) -> Source:
    """What stands there: a string with the white space in it."""
    return (_part if read in _STRINGS.values() else part_of)(block, start, end)


def _payloads_at(source: Source, read: Reader | None, limits: Limits) -> Iterator[Payload]:
    """The payload that stands there, or those that stand there in a string after other text."""
    if read is None:
        yield Payload(source)
        return
    written = read(source.text)
    if written is None:
        yield damaged_string(source, _ONE_TEXT if read is _from_parts else "a payload as a JSON string")
    elif mark := next((mark for mark, reader in _IN_SINGLE_QUOTES if reader is read), None):
        yield _without_quotes(source, written, mark, limits)
    elif _STARTS.match(written.text):
        yield Payload(source, written)
    else:
        for payload in payloads_in(written.source, limits):
            yield place_in(payload, source, written)


def _without_quotes(source: Source, written: WrittenText, mark: str, limits: Limits) -> Payload:
    marks = re.finditer(re.escape(mark), source.text)
    remarks = tuple(map(_doubled_quote, islice(marks, limits.diagnostics + 1)))
    if len(remarks) > limits.diagnostics:
        return Payload(source, findings=(_too_many(source.text, limits),))
    return Payload(source, written, remarks=remarks)


def _doubled_quote(mark: re.Match[str]) -> Finding:
    form = f"written as {shown(IN_SHELL)}" if mark[0] == IN_SHELL else "doubled"
    message = f"Expected the payload as it was sent, got it in single quotes and with each of them {form}: undone"
    return Finding(name="doubled-quote", message=message, start=mark.start(), end=mark.end(), found=mark[0], used="'")


def _too_many(text: str, limits: Limits) -> Finding:
    return Finding(name="limit-exceeded", message=too_many_deviations(limits.diagnostics), end=len(text), refused=True)


def _between(block: Source, start: int, end: int, *, limits: Limits, is_cut_up: bool = False) -> Iterator[Payload]:
    """The payloads between others that are encoded once more, and what looks like one and cannot be read."""
    for first, last, read in _in_other_forms(block.text, start, end):
        source = part_of(block, first, last)
        written = read(source.text)
        is_read = written is not None and NAME.search(written.text) is not None
        if first < start or not (is_read or read is from_packed):
            continue
        yield from _unread(block, start, first, is_cut_up=is_cut_up)
        start = last
        if written is None or not is_read:
            yield Payload(source, findings=(unread_traffic(source.text, refused=True),))
            continue
        for payload in payloads_in(written.source, limits, is_encoded=True):
            yield place_in(payload, source, written)
    yield from _unread(block, start, end, is_cut_up=is_cut_up)


def _in_other_forms(text: str, start: int, end: int) -> Iterator[tuple[int, int, Reader]]:
    """What may be a payload that was encoded once more, or packed."""
    encoded = (
        (one.start(), end_of_encoded(one), functools.partial(decode, one)) for one in encoded_in(text, start, end)
    )
    packed = ((*one.span(), from_packed) for one in packed_in(text, start, end))
    return heapq.merge(encoded, packed, key=itemgetter(0))


def _unread(block: Source, start: int, end: int, *, is_cut_up: bool = False) -> Iterator[Payload]:
    """The lines of prose that look like traffic: a value, and surely a brace, shows more than words about it.

    `is_cut_up`: the lines stand together because of brackets, and give no payload: no member of them is prose.
    """
    for match in names_in(block.text, start, end):
        if match.start() < start:
            continue
        first = max(start, *(block.text.rfind(line_end, start, match.start()) + 1 for line_end in "\r\n"))
        ends = (block.text.find(line_end, match.end(), end) for line_end in "\r\n")
        start = min((at for at in ends if at >= 0), default=end)
        source = part_of(block, first, start)
        from ucsmsg.quasi.recovery._encoded import encoded  # noqa: PLC0415 - for what looks like a payload

        if found := next(filter(_is_traffic, encoded(source.text)), None):
            yield Payload(part_of(source, found.start, found.end))
            continue
        has_brace = _BRACE.search(source.text) is not None
        if has_brace or is_cut_up or NAME_WITH_VALUE.search(source.text):
            yield Payload(source, findings=(unread_traffic(source.text, refused=has_brace or is_cut_up),))


def _is_traffic(found: "Encoded") -> bool:
    return NAME.search(found.text) is not None


def unread_traffic(text: str, *, refused: bool) -> Finding:
    """What is to be said about a text that looks like a payload."""
    message = f"Expected a payload or prose, got {shown(text)}: it looks like a payload, and has no reading as one"
    return Finding(name="surrounding-text", message=message, end=len(text), found=text, refused=refused)


def payload_spans(text: str, limits: Limits) -> Iterator[PayloadSpan]:
    """The payloads of a text, each with what is not prose around it."""
    if "{" not in text:
        return
    from ucsmsg.quasi.recovery._finding import find_written  # noqa: PLC0415 - loads the grammar

    prose = Surroundings(text)
    last: PayloadSpan | None = None
    end_of_map = ends_of_java_maps(text)
    for start, end, string in find_written(text, limits):
        if last and start < last[1]:
            last = last[0], prose.end_of_members(max(end, last[1])), last[2]
            continue
        if not (NAME.search if string else _has_members)(text, start, end):
            continue
        if last:
            yield last
        position = last[1] if last else 0
        if string:
            last = start, end, _STRINGS[string]
        else:
            span = prose.with_members(position, start, max(end, end_of_map(start)))
            last = *span, _reader_of_quoted(text, *span)
    if last:
        yield last


_JOINT = postponed_pattern(r"'\)?+\s*+(?:\|\||\+)(?:[^'\"|+]*+(?:\|\||\+))?+\s*+(?:\w++\()?+'")
"""What stands between the parts of a text in SQL or JavaScript, with or without a variable between them."""
_ONE_TEXT = "a payload in one text, not in parts that are joined"


def _from_parts(_: str) -> WrittenText | None:
    """None: what joins the parts of a text may be any of it."""
    return None


_IN_SINGLE_QUOTES: tuple[tuple[str, Reader], ...] = (("''", from_doubled_quotes), (IN_SHELL, from_shell))


def _reader_of_quoted(text: str, start: int, end: int) -> Reader | None:
    """What reads a text around which YAML, SQL or a shell's user put single quotes, and wrote those in it otherwise."""
    if not text[max(0, start - 1) : start] == "'" == text[end : end + 1]:
        return None
    payload = text[start:end]
    if _JOINT.search(payload):
        return _from_parts
    return next(
        (read for mark, read in _IN_SINGLE_QUOTES if mark in payload and "'" not in payload.replace(mark, "")), None
    )


def _has_members(text: str, start: int, end: int) -> bool:
    """True when the brackets hold members, with quotes or with a name that notifications have."""
    brace = text.find("{", start, end)
    if brace < 0 or not _SEPARATOR.search(text, brace, end):
        return False
    return bool(_QUOTE.search(text, brace, end) or UNQUOTED_NAME.search(text, brace, end))
