"""The counts of a report: over everything, and for each file."""

from collections import Counter

import attrs

from ucsmsg.captures import Coverage, PassedOver
from ucsmsg.catalogue import Severity
from ucsmsg.parsing import notification_count
from ucsmsg.report._noted import Noted


@attrs.define
class Totals:
    """What was read: `health` counts payloads by the deviation of each that matters most, or as fine.

    `read` and `passed_over` count characters. `refused` are payloads of which no notification could be taken, `faults`
    errors of captures as a whole.
    """

    name: str = ""
    payloads: int = 0
    notifications: int = 0
    replies: int = 0
    refused: int = 0
    faults: int = 0
    health: Counter[str] = attrs.field(factory=Counter)
    severities: Counter[Severity] = attrs.field(factory=Counter)
    read: int = 0
    passed_over: Counter[PassedOver] = attrs.field(factory=Counter)
    is_covered: bool = False

    def add(self, noted: Noted) -> None:
        """Count a payload, or what is said of a capture as a whole."""
        for (severity, _), count in noted.counts.items():
            self.severities[severity] += count
        if noted.is_payload:
            notifications, replies = notification_count(noted.parsed), len(noted.parsed.replies)
            self.payloads += 1
            self.notifications += notifications
            self.replies += replies
            self.refused += not (notifications or replies)
            self.health[noted.health] += 1
        else:
            self.faults += noted.health == Severity.ERROR

    def cover(self, coverage: Coverage) -> None:
        """Count the characters of a capture."""
        self.is_covered = True
        self.read += coverage.read
        for kind, stretches in coverage.passed_over.items():
            self.passed_over[kind] += stretches.characters

    @property
    def characters(self) -> int:
        """All characters: those that were read, and those that were passed over."""
        return self.read + self.passed_over.total()
