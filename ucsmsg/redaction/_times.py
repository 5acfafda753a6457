"""Times that are shifted by whole days, in the forms in which the day can be told from the rest."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

_DAY = re.compile(
    r"(?<!\d)(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<common>\d\d/[A-Z][a-z]{2}/\d{4})"
    r"|(?P<epoch>\d{19}|\d{16}|\d{13}|\d{10})(?!\d))",
    re.ASCII,
)
"""A date as ISO 8601 has it, one of the Common Log Format, or what counts from 1970, in seconds or parts of them."""

_SECONDS = len("1385406142")
_DAY_IN_SECONDS = 86_400


def shifted(text: str, start: int, end: int, days: int) -> Iterator[tuple[int, int, str]]:
    """Each day between two offsets of a text, and what it is so many days later, in as many characters."""
    if not days:
        return
    for match in _DAY.finditer(text, start, end):
        later = _later(match, days)
        if later is not None and len(later) == len(match[0]):
            yield match.start(), match.end(), later


def _later(match: re.Match[str], days: int) -> str | None:
    """None where there is no such day."""
    try:
        if match["iso"]:
            return (date.fromisoformat(match[0]) + timedelta(days)).isoformat()
        if match["common"]:
            return (datetime.strptime(match[0], "%d/%b/%Y") + timedelta(days)).strftime("%d/%b/%Y")  # noqa: DTZ007 - a day
    except (ValueError, OverflowError):
        return None
    return str(int(match[0]) + days * _DAY_IN_SECONDS * 10 ** (len(match[0]) - _SECONDS))
