"""What captures hold, as counts: messages, interactions, times, deviations, and what is not documented."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from ucsmsg.cli._filters import Filters
from ucsmsg.cli._fingerprints import indexless
from ucsmsg.diagnostics import Diagnostic, shown
from ucsmsg.parsing import Parsed
from ucsmsg.schema import Notification, interactions_of, times_of

MOST = 1000
"""Different names in a table; what comes later is counted together, so that no capture can fill the memory."""

OTHERS = "(others)"
_UNKNOWN = {"unknown-member": "member", "unknown-value": "value", "unknown-message-type": "value"}
_TYPES = {"{": "object", "[": "array", '"': "string", "t": "boolean", "f": "boolean", "n": "null"}


@attrs.define
class Unknown:
    """A member or a value that the documentation does not know: how often, with which types, and where first."""

    kind: str
    path: str
    value: str | None
    file: str | None
    line: int
    count: int = 0
    types: Counter[str] = attrs.field(factory=Counter)


@attrs.define
class Statistics:
    """The counts so far."""

    filters: Filters
    payloads: int = 0
    notifications: int = 0
    message_types: Counter[str] = attrs.field(factory=Counter)
    media: Counter[str] = attrs.field(factory=Counter)
    states: Counter[str] = attrs.field(factory=Counter)
    days: Counter[str] = attrs.field(factory=Counter)
    hours: Counter[str] = attrs.field(factory=Counter)
    deviations: Counter[str] = attrs.field(factory=Counter)
    unknown: dict[tuple[str, str, str | None], Unknown] = attrs.field(factory=dict)

    def add(self, parsed: Parsed) -> None:
        """Count a payload; one of which no notification is wanted is not counted, where any are chosen."""
        wanted = [each for each in parsed.notifications if self.filters.want(each)]
        if not wanted and self.filters != Filters():
            return
        self.payloads += bool(parsed.source.text)
        self.notifications += len(wanted)
        for notification in wanted:
            self._add_notification(notification)
        for name, count in parsed.diagnostics.by_name().items():
            self.deviations[name] += count
            if name in _UNKNOWN:
                self._add_unknown(parsed, name)

    def _add_notification(self, notification: Notification) -> None:
        _count(self.message_types, getattr(notification.data, "message_type", None))
        for interaction in interactions_of(notification):
            _count(self.media, interaction.media_type)
            _count(self.states, interaction.state)
        for time in times_of(notification):
            self._add_time(time)

    def _add_time(self, time: datetime) -> None:
        _count(self.days, time.date().isoformat())
        _count(self.hours, f"{time.hour:02}")

    def _add_unknown(self, parsed: Parsed, name: str) -> None:
        for diagnostic in parsed.diagnostics:
            if diagnostic.name == name:
                self._add_one_unknown(parsed, diagnostic)

    def _add_one_unknown(self, parsed: Parsed, diagnostic: Diagnostic) -> None:
        kind = _UNKNOWN[diagnostic.name]
        value = shown(diagnostic.found) if kind == "value" else None
        key = kind, indexless(diagnostic.path), value
        if key not in self.unknown:
            if len(self.unknown) >= MOST:
                return
            self.unknown[key] = Unknown(*key, parsed.source.name, diagnostic.span.line)
        found = self.unknown[key]
        found.count += 1
        found.types[_TYPES.get(diagnostic.found[:1], "number")] += 1

    @property
    def tables(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """The tables of names and counts: the most frequent first, times in their order."""
        yield "Message types", self.message_types.most_common()
        yield "Media", self.media.most_common()
        yield "States", self.states.most_common()
        yield "Days", sorted(self.days.items())
        yield "Hours", sorted(self.hours.items())
        yield "Deviations", self.deviations.most_common()

    @property
    def of_unknown(self) -> list[Unknown]:
        """What the documentation does not know, the most frequent first."""
        return sorted(self.unknown.values(), key=lambda each: (-each.count, each.path, each.value or ""))

    def content(self) -> dict[str, Any]:
        """Everything as a JSON value."""
        counts = {title.lower().replace(" ", "_"): dict(rows) for title, rows in self.tables}
        unknown = [attrs.asdict(each) | {"types": dict(each.types)} for each in self.of_unknown]
        return {"payloads": self.payloads, "notifications": self.notifications} | counts | {"unknown": unknown}


def _count(counter: Counter[str], name: str | None) -> None:
    name = "(none)" if name is None else str(name)
    counter[name if name in counter or len(counter) < MOST else OTHERS] += 1
