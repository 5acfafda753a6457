"""The payloads between the lines of logs and the words of pages.

What stands around them is prose and passed over, unless it may belong to them or looks like the server's traffic.
"""

import re
from collections.abc import Iterable, Iterator

from ucsmsg.captures._brackets import BRACKET, OpenBrackets
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._lines import part_of
from ucsmsg.captures._payload import Payload, damaged_string
from ucsmsg.captures._prefixes import prefix_of_lines
from ucsmsg.captures._traffic import NAME, NAME_WITH_VALUE, UNQUOTED_NAME
from ucsmsg.captures._written import from_json_string
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._find import find_written
from ucsmsg.text.marks import QUOTES

_QUOTE = re.compile(f"[{QUOTES}]")
_SEPARATOR = re.compile("[:=]")
_STRING = r'(?<!\\)"(?:[^"\\\r\n]++|\\.)*+"'
_NAME = rf"{_STRING}\s*+[:=]\s*+"
_SCALAR = rf"(?:{_STRING}|[-+]?[0-9][\w.+\-]*+|\b(?:true|false|null|True|False|None)\b)"
_MEMBERS_BEFORE = re.compile(rf"(?:{_NAME}(?P<more>{_SCALAR}\s*+,\s*+)?)++")
_MEMBER_AFTER = re.compile(rf"\s*+,?\s*+{_NAME}")
_TOKENS_AFTER = re.compile(rf"(?:\s++|{_NAME}[{{\[]?|{_SCALAR}|[,}}\]])++")
_CLOSER_AFTER = re.compile(r"[ \t]*+([}\]])")
_CLOSERS = re.compile(r"\s*+[}\]][}\]\s]*+")
_BRACE = re.compile("[{}]")
_LINE_END = re.compile(r"[\r\n]")

PayloadSpan = tuple[int, int, bool]
"""Where a payload stands, and whether it stands there as in a JSON string."""


def prose_payloads(capture: Capture, limits: Limits) -> Iterator[Payload]:
    """The payloads of a text, without the prose around them."""
    return payloads_of(capture.blocks(limits.size), limits)


def payloads_of(blocks: Iterable[Source], limits: Limits) -> Iterator[Payload]:
    """The payloads of blocks of lines; a closing bracket in a line of its own after one belongs to it."""
    is_after_payload = False
    for block in blocks:
        if len(block.text) > limits.size:
            is_after_payload = False
            yield Payload(block)
        elif is_after_payload and _CLOSERS.fullmatch(block.text):
            yield _extra_closers(part_of(block, 0, len(block.text)))
        elif is_after_payload := is_after_payload and not block.text.strip():
            continue
        else:
            last: Payload | None = None
            for last in payloads_in(block, limits):
                yield last
            is_after_payload = last is not None and _ends(block, last)


def _ends(block: Source, payload: Payload) -> bool:
    """True when nothing stands after the payload in its block."""
    return payload.source.origin.offset + len(payload.source.text) == block.origin.offset + len(block.text.rstrip())


def _extra_closers(source: Source) -> Payload:
    message = f"Expected no closing bracket without an open one, got {shown(source.text)}"
    finding = Finding(name="extra-closer", message=message, end=len(source.text), found=source.text, used="")
    return Payload(source, findings=(finding,))


def payloads_in(block: Source, limits: Limits) -> Iterator[Payload]:
    """The payloads of a block of lines, and what looks like one and cannot be read."""
    position = 0
    spans = list(payload_spans(block.text, limits))
    has_lines = _LINE_END.search(block.text.rstrip()) is not None
    if has_lines and (prefix := _prefix_within(block.text, spans)):
        yield _prefixed(block, *prefix)
        return
    is_cut_up = has_lines and not spans
    for start, end, is_written in spans:
        yield from _unread(block, position, start)
        source = part_of(block, start, end)
        yield _in_string(source) if is_written else Payload(source)
        position = end
    yield from _unread(block, position, len(block.text), is_cut_up=is_cut_up)


def _prefix_within(text: str, spans: list[PayloadSpan]) -> tuple[int, int] | None:
    """Where the prefix of a line stands in a payload; None where there is no such payload."""
    is_within = any(_LINE_END.search(text, start, end) for start, end, _ in spans) or (not spans and NAME.search(text))
    return prefix_of_lines(text) if is_within else None


def _prefixed(block: Source, start: int, end: int) -> Payload:
    found = block.text[start:end]
    message = f"Expected the rest of the payload, got a prefix, {shown(found)}: join its lines without it"
    finding = Finding(name="unexpected-text", message=message, start=start, end=end, found=found, refused=True)
    return Payload(block, findings=(finding,))


def _in_string(source: Source) -> Payload:
    written = from_json_string(source.text)
    return Payload(source, written) if written else damaged_string(source, "a payload as a JSON string")


def _unread(block: Source, start: int, end: int, *, is_cut_up: bool = False) -> Iterator[Payload]:
    """The lines of prose that look like traffic: a value, and surely a brace, shows more than words about it.

    `is_cut_up`: the lines stand together because of brackets, and give no payload: no member of them is prose.
    """
    for match in NAME.finditer(block.text, start, end):
        if match.start() < start:
            continue
        first = max(start, *(block.text.rfind(line_end, start, match.start()) + 1 for line_end in "\r\n"))
        ends = (block.text.find(line_end, match.end(), end) for line_end in "\r\n")
        start = min((at for at in ends if at >= 0), default=end)
        source = part_of(block, first, start)
        has_brace = _BRACE.search(source.text) is not None
        if has_brace or NAME_WITH_VALUE.search(source.text):
            yield Payload(source, findings=(unread_traffic(source.text, refused=has_brace or is_cut_up),))


def unread_traffic(text: str, *, refused: bool) -> Finding:
    """What is to be said about a text that looks like a payload."""
    message = f"Expected a payload or prose, got {shown(text)}: it looks like a payload, and has no reading as one"
    return Finding(name="surrounding-text", message=message, end=len(text), found=text, refused=refused)


def payload_spans(text: str, limits: Limits) -> Iterator[PayloadSpan]:
    """The payloads of a text, each with what is not prose around it."""
    if "{" not in text:
        return
    prose = _Prose(text)
    last: PayloadSpan | None = None
    for start, end, is_written in find_written(text, limits):
        if last and start < last[1]:
            last = last[0], prose.end_of_members(max(end, last[1])), last[2]
            continue
        if not (NAME.search if is_written else _has_members)(text, start, end):
            continue
        if last:
            yield last
        position = last[1] if last else 0
        last = (start, end, True) if is_written else (*prose.with_members(position, start, end), False)
    if last:
        yield last


def _has_members(text: str, start: int, end: int) -> bool:
    """True when the brackets hold members, with quotes or with a name that notifications have."""
    brace = text.find("{", start, end)
    if brace < 0 or not _SEPARATOR.search(text, brace, end):
        return False
    return bool(_QUOTE.search(text, brace, end) or UNQUOTED_NAME.search(text, brace, end))


class _Prose:
    """What stands around the payloads of a text, and the brackets that are open in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open = OpenBrackets()

    def with_members(self, position: int, start: int, end: int) -> tuple[int, int]:
        """The payload with the members around it whose brackets are missing; prose starts at `position`."""
        members = self._members_before(position, start)
        first = members.start() if members else start
        for bracket in BRACKET.findall(self._text, position, first):  # the prose may close it after the payload
            self._open.take(bracket)
        last = self.end_of_members(end)
        is_label = members is None or (last == end and not members["more"])
        return (start if is_label else first), last

    def _members_before(self, position: int, start: int) -> re.Match[str] | None:
        """The members that end in the name of the value at `start`."""
        name = self._text[position:start].rstrip()
        if not name.endswith((":", "=")) or not name[:-1].rstrip().endswith('"'):
            return None
        members = list(_MEMBERS_BEFORE.finditer(self._text, position, start))
        return members[-1] if members and members[-1].end() == start else None

    def end_of_members(self, end: int) -> int:
        """The offset after the members and brackets that touch what ends at `end`."""
        while True:
            closer = _CLOSER_AFTER.match(self._text, end)
            if closer and not self._open.would_close(closer[1]):
                end = closer.end()
            elif not self._open.is_open("{") and _MEMBER_AFTER.match(self._text, end):
                tokens = _TOKENS_AFTER.match(self._text, end)
                end = tokens.end() if tokens else end
            else:
                return end
