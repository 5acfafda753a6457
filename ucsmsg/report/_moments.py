"""When a payload came: what its capture tells, or else the latest time in it."""

import re
from datetime import UTC, datetime, timedelta

from ucsmsg.origins import Origin
from ucsmsg.parsing import Parsed
from ucsmsg.schema import times_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"[0-9]{9,19}(?=\.|\Z)").match


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
