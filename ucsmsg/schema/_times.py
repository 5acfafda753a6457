"""Times: the documented form, the forms that are read beside it, and writing it.

The documentation's pattern is Java's `yyyy-MM-dd HH:mm:ss.SSSZ`. Every time that is read has an offset of its own: a
time without one is no moment. What no pattern here describes exactly is not read at all, so nothing is ever filled in.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
EXAMPLE = "2015-10-01 16:02:07.000+0300"

_HOUR, _SIXTY = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
# Plain enough for JSON Schema, whose patterns should do without look-around.
_OFFSET = rf"(?:[+]{_HOUR}{_SIXTY}|-(?:0[1-9]|1[0-9]|2[0-3]){_SIXTY}|-00(?:0[1-9]|[1-5][0-9]))"  # UTC is +0000
DOCUMENTED = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} {_HOUR}:{_SIXTY}:{_SIXTY}[.][0-9]{{3}}{_OFFSET}"
# How a text in that form starts when its day does not exist: 29 February needs a leap year.
NO_SUCH_DAY = (
    "0000|.{5}(?:00|1[3-9]|[2-9])|.{8}(?:00|3[2-9]|[4-9])|.{5}(?:02-3|(?:04|06|09|11)-31)"
    "|(?:..(?:[02468][1235679]|[13579][01345789])|(?:[02468][1235679]|[13579][01345789])00)-02-29"
)
_DOCUMENTED = re.compile(DOCUMENTED).fullmatch
_DAMAGED = re.compile(
    rf"""
    \s* [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} \s* {_HOUR} \s*:\s* {_SIXTY} \s*:\s* {_SIXTY} \s*\.\s* [0-9]{{3}}
    \s* (?: \+ | -(?!\s*0000) ) \s* {_HOUR}{_SIXTY} \s*
    """,
    re.VERBOSE,
).fullmatch
_EPOCH = re.compile("0|-?[1-9][0-9]{0,18}").fullmatch
_ISO_8601 = re.compile(
    rf"""
    (?P<date> [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} | [0-9]{{8}} | [0-9]{{4}}-W[0-9]{{2}}-[1-7] | [0-9]{{4}}W[0-9]{{2}}[1-7]
      | (?P<ordinal> [0-9]{{4}}-?[0-9]{{3}} ) )
    [Tt ]
    (?P<time> {_HOUR}(?P<colon>:?){_SIXTY} ) (?: (?P<second> (?P=colon){_SIXTY} ) (?P<fraction> [.,][0-9]+ )? )?
    (?: [ ]? (?P<offset> [Zz] | [+-]{_HOUR}(?: :?{_SIXTY} )? ) )?
    """,
    re.VERBOSE,
).fullmatch
_RFC_2822 = re.compile(
    rf"""
    (?: (?P<weekday> Mon|Tue|Wed|Thu|Fri|Sat|Sun ) \s*,\s* )?
    (?P<moment> [0-9]{{1,2}} \s+ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \s+ (?:19|[2-9][0-9])[0-9]{{2}}
      \s+ {_HOUR}:{_SIXTY}(?: :{_SIXTY} )? )
    \s+ (?P<offset> [+-]{_HOUR}{_SIXTY} | GMT | UTC? | Z )
    (?: \s+ \( [^()]* \) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
).fullmatch
# yyyyMMddHHmm, with seconds or without: no reading as milliseconds is certain then.
_CALENDAR_DIGITS = re.compile(
    rf"(?:1[89]|2[01])[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]){_HOUR}{_SIXTY}(?:{_SIXTY}(?:[0-9]{{3}})?)?"
).fullmatch
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NO_SUCH_TIME = "there is no such day or time"


def documented_time(text: str) -> datetime | None:
    """The time in the documented form, or None for any other text."""
    if _DOCUMENTED(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_time(value: str | int) -> tuple[datetime, str, str]:
    """The time, the name of the deviation ("" where there is none), and the name of the foreign form, if it is one.

    Forms are the documented one, also with white space lost or added between its parts, ISO 8601 and RFC 2822 with an
    offset, and milliseconds since 1970. Raises `ValueError` with the reason when there is no reading, or several.
    """
    if isinstance(value, int):
        return _epoch_time(value), "foreign-timestamp", "milliseconds since 1970"
    if _DAMAGED(value):
        text = _mended(value)
        return _existing_time(text), "damaged-timestamp" if text != value else "", ""
    text = value.strip()
    if _EPOCH(text):
        return _epoch_time(int(text)), "foreign-timestamp", "milliseconds since 1970"
    if match := _ISO_8601(text):
        return _iso_time(match), "foreign-timestamp", "ISO 8601"
    if match := _RFC_2822(text):
        return _mail_time(match), "foreign-timestamp", "RFC 2822"
    raise ValueError("it is no date and time of a known form")


def written_time(time: datetime) -> str:
    """The time in the documented form; with six digits of a second where three are not enough."""
    text = time.isoformat(" ", "microseconds" if time.microsecond % 1000 else "milliseconds")
    return text[:-3] + text[-2:]


def fixed_time(time: datetime) -> datetime:
    """The time with its offset as a `datetime.timezone`; raises `ValueError` for one that has no documented form."""
    offset = time.utcoffset()
    if offset is None:
        raise ValueError("it has no offset from UTC")
    if offset % timedelta(minutes=1):
        raise ValueError("its offset from UTC has seconds")
    return time if isinstance(time.tzinfo, timezone) else time.replace(tzinfo=timezone(offset), fold=0)


def _mended(text: str) -> str:
    compact = "".join(text.split())
    return f"{compact[:10]} {compact[10:]}"


def _epoch_time(milliseconds: int) -> datetime:
    if abs(milliseconds) < 10**11:
        raise ValueError("it may count seconds or milliseconds")
    try:
        time = EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise ValueError("it lies outside the years 1 to 9999") from None
    if _CALENDAR_DIGITS(str(milliseconds)):
        raise ValueError("it may count milliseconds, or be a date and a time without an offset")
    return time


def _iso_time(match: re.Match[str]) -> datetime:
    fraction = match["fraction"] or ""
    if fraction[7:].strip("0"):
        raise ValueError("it is finer than a microsecond")
    if match["offset"] is None:
        raise ValueError("it has no offset from UTC")
    date = _ordinal_date(match["ordinal"]) if match["ordinal"] else match["date"]
    return _existing_time(f"{date}T{match['time']}{match['second'] or ''}{fraction[:7]}{match['offset'].upper()}")


def _ordinal_date(text: str) -> str:
    from dateutil.parser import isoparse  # noqa: PLC0415  # seldom needed, and slower to import than this package

    try:
        return isoparse(text).date().isoformat()
    except ValueError:
        raise ValueError(_NO_SUCH_TIME) from None


def _mail_time(match: re.Match[str]) -> datetime:
    from dateutil.parser import parse  # noqa: PLC0415  # seldom needed, and slower to import than this package

    try:
        # The pattern demands every part but the seconds, so only they can come from the default.
        local = parse(match["moment"], default=EPOCH)
    except ValueError:
        raise ValueError(_NO_SUCH_TIME) from None
    if match["weekday"] and match["weekday"].lower() != _WEEKDAYS[local.weekday()]:
        raise ValueError(f"{local.date()} is not a {match['weekday'].title()}")
    offset = match["offset"] if match["offset"][0] in "+-" else "Z"
    return _existing_time(f"{local.replace(tzinfo=None).isoformat()}{offset}")


def _existing_time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_NO_SUCH_TIME) from None
