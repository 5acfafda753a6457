"""Notifications that a server sent twice: the acknowledgement extension repeats what was not confirmed."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from ucsmsg.captures._brackets import elements
from ucsmsg.captures._payload import Payload
from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Finding, in_order
from ucsmsg.parsing import Parsed

REMEMBERED = 1 << 17
"""How many notifications are remembered."""

_META = re.compile(r'"channel"\s*+:\s*+"/meta/')
_DIGEST_SIZE = 16


class SeenDigests:
    """Digests of notifications and the lines they came in, the last ones only."""

    def __init__(self, seen: Mapping[bytes, int] = MappingProxyType({})) -> None:
        self._lines = OrderedDict(seen)

    def add(self, digest: bytes, line: int) -> int:
        """Remember it; gives the line in which it came before, or 0."""
        earlier = self._lines.pop(digest, 0)
        self._lines[digest] = line
        if len(self._lines) > REMEMBERED:
            self._lines.popitem(last=False)
        return earlier


def digests(text: str) -> Iterator[tuple[bytes, int, int]]:
    """A digest for each notification of the text, or of the batch that it is, and where it stands in the text."""
    for start, end in elements(text):
        message = text[start:end]
        if "/meta/" not in message or not _META.search(message):  # the first half is quick
            yield (
                hashlib.blake2b(message.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).digest(),
                start,
                end,
            )


class Repeats:
    """Marks the notifications of a capture that came before."""

    def __init__(self, mode: Mode, seen: Mapping[bytes, int] = MappingProxyType({})) -> None:
        self._mode = mode
        self._seen = SeenDigests(seen)

    def with_notes(self, payload: Payload, parsed: Parsed) -> Parsed:
        """The result with a note for each of its notifications that came before."""
        if not parsed.notifications:
            return parsed
        line = payload.source.origin.line
        notes = [
            self._note(payload, start, end, earlier)
            for digest, start, end in digests(payload.text)
            if (earlier := self._seen.add(digest, line))
        ]
        return attrs.evolve(parsed, diagnostics=in_order([*parsed.diagnostics, *notes])) if notes else parsed

    def _note(self, payload: Payload, start: int, end: int, earlier: int) -> Diagnostic:
        message = f"Expected a new notification, got the one of line {earlier} again"
        finding = Finding(name="repeated-notification", message=message)
        return Diagnostic.of(finding, self._mode, payload.span(start, end))
