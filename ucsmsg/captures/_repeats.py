"""Notifications that a server sent twice: the acknowledgement extension repeats what was not confirmed."""

import hashlib
import os
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from ucsmsg.captures._brackets import elements
from ucsmsg.captures._payload import Payload
from ucsmsg.captures._rotation import series_of
from ucsmsg.captures._words import stands_in
from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Finding, in_order
from ucsmsg.parsing import Parsed, notification_count, with_diagnostics

REMEMBERED = 1 << 17
"""How many notifications are remembered."""

_META = re.compile(rb'"channel"\s*+:\s*+"/meta/')
_DIGEST_SIZE = 16
T = TypeVar("T")


class SeenDigests(Generic[T]):
    """Digests of notifications and the places they came from, the last ones only."""

    def __init__(self, seen: Mapping[bytes, T] = MappingProxyType({})) -> None:
        self._places = OrderedDict(seen)

    @property
    def places(self) -> Mapping[bytes, T]:
        """The places by their digests, the one that was added last at the end."""
        return self._places

    def add(self, digest: bytes, place: T) -> T | None:
        """Remember it; gives the place it came from before, or None."""
        earlier = self._places.pop(digest, None)
        self._places[digest] = place
        if len(self._places) > REMEMBERED:
            self._places.popitem(last=False)
        return earlier


Place = tuple[str | None, int]
"""The name of a capture, and a line of it."""

Seen = SeenDigests[Place]
"""The notifications that captures had so far, with the name of the capture and the line."""


class SeenInSeries:
    """What the parts of a rotated log had so far, as long as they come one after the other."""

    def __init__(self) -> None:
        self._path = self._series = ""
        self._seen = Seen()

    def before(self, path: str | os.PathLike[str]) -> Seen:
        """What was seen in its log before this file, to which its own is added; a file named twice is not its part."""
        path = os.fspath(path)
        if series_of(path) != self._series or path == self._path:
            self._seen = Seen()
        self._path, self._series = path, series_of(path)
        return self._seen


def digests(text: str, data: bytes | None = None) -> Iterator[tuple[bytes, int, int]]:
    """A digest for each notification of the text, or of the batch that it is, and where it stands in the text.

    `data` is the text in UTF-8, for who has it.
    """
    for start, end in elements(text):
        is_whole = end - start == len(text)
        message = data if data is not None and is_whole else text[start:end].encode("utf-8", "surrogatepass")
        if not stands_in(b"/meta/", message) or not _META.search(message):  # the first half is quick
            yield hashlib.blake2b(message, digest_size=_DIGEST_SIZE).digest(), start, end


class Repeats:
    """Marks the notifications of a capture that came before, in it or in those that `seen` is from.

    In an archive each file is a capture of its own, but for the parts of a rotated log.
    """

    def __init__(self, mode: Mode, seen: Seen | None = None) -> None:
        self.mode = mode
        self._seen = Seen() if seen is None else seen
        self._name: str | None = None

    def with_notes(self, payload: Payload, parsed: Parsed) -> Parsed:
        """The result with a note for each of its notifications that came before."""
        if not notification_count(parsed):
            return parsed
        name = payload.source.name
        if name != self._name and self._name and name and series_of(name) != series_of(self._name):
            self._seen = Seen()
        self._name = name
        place = name, payload.source.origin.line
        notes = [
            self._note(payload, start, end, earlier)
            for digest, start, end in digests(payload.text, None if payload.written else payload.data)
            if (earlier := self._seen.add(digest, place))
        ]
        return with_diagnostics(parsed, in_order([*parsed.diagnostics, *notes])) if notes else parsed

    def _note(self, payload: Payload, start: int, end: int, earlier: Place) -> Diagnostic:
        name, line = earlier
        place = f"line {line}" if name == payload.source.name else f"{name}:{line}"
        message = f"Expected a new notification, got the one of {place} again"
        finding = Finding(name="repeated-notification", message=message)
        return Diagnostic.of(finding, self.mode, payload.span(start, end))
