"""Times: the documented form, what is read beside it, and writing it.

The documentation's pattern is Java's `yyyy-MM-dd HH:mm:ss.SSSZ`. Every time that is read has an offset of its own: a
time without one is no moment. What no pattern here describes exactly is not read at all, so nothing is ever filled in.
"""

import re
from datetime import datetime, timedelta, timezone

from ucsmsg.schema._foreign_times import DAY, HOUR, NO_OFFSET, SIXTY, compact, epoch_time, existing_time, foreign_time

EXAMPLE = "2015-10-01 16:02:07.000+0300"

# Plain enough for JSON Schema, whose patterns should do without look-around.
_OFFSET = rf"(?:[+]{HOUR}{SIXTY}|-(?:0[1-9]|1[0-9]|2[0-3]){SIXTY}|-00(?:0[1-9]|[1-5][0-9]))"  # UTC is +0000
DOCUMENTED = rf"{DAY} {HOUR}:{SIXTY}:{SIXTY}[.][0-9]{{3}}{_OFFSET}"
# How a text in that form starts when its day does not exist: 29 February needs a leap year.
NO_SUCH_DAY = (
    "0000|.{5}(?:00|1[3-9]|[2-9])|.{8}(?:00|3[2-9]|[4-9])|.{5}(?:02-3|(?:04|06|09|11)-31)"
    "|(?:..(?:[02468][1235679]|[13579][01345789])|(?:[02468][1235679]|[13579][01345789])00)-02-29"
)
_DOCUMENTED = re.compile(DOCUMENTED).fullmatch
_DAMAGED = re.compile(
    rf"""
    \s* {DAY} \s* {HOUR} \s*:\s* {SIXTY} \s*:\s* {SIXTY} \s*\.\s* [0-9]{{3}}
    \s* (?: \+ | -(?!\s*0000) ) \s* {HOUR}{SIXTY} \s*
    """,
    re.VERBOSE,
).fullmatch


def documented_time(text: str) -> datetime | None:
    """The time in the documented form, or None for any other text."""
    if _DOCUMENTED(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def mended_time(text: str) -> str | None:
    """The text in the documented form, where no more than white space was lost or added; None where it is another."""
    return _mended(text) if _DAMAGED(text) else None


def read_time(value: str | int) -> tuple[datetime, str, str]:
    """The time, the name of the deviation ("" where there is none), and the name of the foreign form, if it is one.

    Forms are the documented one, ISO 8601 and RFC 2822 with an offset, all of them also with white space lost or added
    between their parts, milliseconds since 1970, and the dates of .NET. Raises `ValueError` with the reason when there
    is no reading, or several.
    """
    if isinstance(value, int):
        return epoch_time(value), "foreign-timestamp", "milliseconds since 1970"
    if _DAMAGED(value):
        text = _mended(value)
        return existing_time(text), "damaged-timestamp" if text != value else "", ""
    time, form = foreign_time(value)
    return time, "foreign-timestamp", form


def written_time(time: datetime) -> str:
    """The time in the documented form; with six digits of a second where three are not enough."""
    text = time.isoformat(" ", "microseconds" if time.microsecond % 1000 else "milliseconds")
    return text[:-3] + text[-2:]


def fixed_time(time: datetime) -> datetime:
    """The time with its offset as a `datetime.timezone`; raises `ValueError` for one that has no documented form."""
    offset = time.utcoffset()
    if offset is None:
        raise ValueError(NO_OFFSET)
    if offset % timedelta(minutes=1):
        raise ValueError("its offset from UTC has seconds")
    return time if isinstance(time.tzinfo, timezone) else time.replace(tzinfo=timezone(offset), fold=0)


def _mended(text: str) -> str:
    text = compact(text)
    return f"{text[:10]} {text[10:]}"
