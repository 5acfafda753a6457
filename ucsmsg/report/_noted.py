"""A payload as all parts of a report see it, and when it came: what its capture tells, or else its latest time."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import attrs

from ucsmsg.catalogue import Severity
from ucsmsg.origins import Origin
from ucsmsg.parsing import Parsed
from ucsmsg.schema import times_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FINE = "fine"
"""What a payload is in which nothing deviates."""

_NUMBER = re.compile(r"[0-9]{9,19}(?=\.|\Z)").match


@attrs.frozen
class Noted:
    """A payload, or what is said of a capture as a whole, with what is asked of it again and again.

    `file` is where it stands: in an archive one of its files. `counts` are those of its diagnostics, `health` is the
    severity of the one that matters most.
    """

    parsed: Parsed
    file: str
    moment: datetime | None
    counts: Counter[tuple[Severity, str]]
    health: str

    @classmethod
    def of(cls, parsed: Parsed, file: str) -> "Noted":
        """The payload of a file."""
        counts = parsed.diagnostics.counts()
        health = max((severity for severity, _ in counts), default=None) or FINE
        return cls(parsed, file, moment_of(parsed), counts, health)

    @property
    def is_payload(self) -> bool:
        """False where the result is about a capture as a whole: its encoding, its packing, that it holds nothing."""
        return bool(self.parsed.source.text.strip("\ufeff"))


def moment_of(parsed: Parsed) -> datetime | None:
    """When the payload came, aware; None where neither its capture nor a time in it tells."""
    return _told(parsed.origin) or max((time for each in parsed.notifications for time in times_of(each)), default=None)


def _told(origin: Origin) -> datetime | None:
    """What the capture tells: a date with its offset, or a number of seconds, milli-, micro- or nanoseconds."""
    text = (origin.time or "").strip()
    try:
        if number := _NUMBER(text):
            thousands = (len(number[0]) - 8) // 3  # seconds have up to ten digits until the year 2286
            return _EPOCH + timedelta(microseconds=int(number[0]) * 10**6 // 1000**thousands)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None
