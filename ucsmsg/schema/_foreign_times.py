"""Times in other forms than the documented one, each with an offset of its own, and why a text is not read as a time.

Spaces are lost or added only where the documentation's beautifier does it: between the parts and around colons.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from ucsmsg.diagnostics import shown

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
HOUR, SIXTY = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
NO_OFFSET = "it has no offset from UTC"

# What a contact centre can have recorded, in milliseconds since 1970. The same years in other units lie elsewhere.
PLAUSIBLE = range(788_918_400_000, 4_102_444_800_000)
_EARLIEST, _LATEST = PLAUSIBLE[0], PLAUSIBLE[-1]
_UNITS = (("seconds", 1000, 1), ("milliseconds", 1, 1), ("microseconds", 1, 1000), ("nanoseconds", 1, 10**6))
_OUTSIDE = "as milliseconds since 1970 it lies outside the years 1995 to 2099"
_LONGEST_DATE = 10**17
_OR_A_DATE = "; it may be a date and a time without an offset"

_MINUS_SIGN = "\u2212"  # ISO 8601 allows it
_FRACTION = r"(?: \s*+ [.,] \s*+ [0-9]++ )?"
_COLON = r"\s*+:\s*+"
_EPOCH = re.compile(r"(0|-?[1-9][0-9]{0,18})(?:[.]0+|[Ll])?").fullmatch
_DOT_NET = re.compile(rf"\\?/Date\((-?[0-9]{{1,15}})([+-]{HOUR}{SIXTY})?\)\\?/").fullmatch
_ISO_8601 = re.compile(
    rf"""
    (?: (?P<date> {DAY} | [0-9]{{8}} | [0-9]{{4}}-W[0-9]{{2}}-[1-7] | [0-9]{{4}}W[0-9]{{2}}[1-7] )
      | (?P<ordinal> [0-9]{{4}}-[0-9]{{3}} | [0-9]{{7}}(?=\s*+T|\s) ) )  # seven digits need something after them
    \s*+ (?: T\s*+ )?
    (?P<time> (?: {HOUR} | 24 )
      (?: {_COLON}{SIXTY} (?: {_COLON}{SIXTY} {_FRACTION} )? | {SIXTY} (?: {SIXTY} {_FRACTION} )? ) )
    (?: \s*+ (?P<offset> Z | [+-] \s*+ {HOUR} (?: {_COLON}{SIXTY} | {SIXTY} )? ) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
).fullmatch
_RFC_2822 = re.compile(
    rf"""
    (?: (?P<weekday> Mon|Tue|Wed|Thu|Fri|Sat|Sun ) \s*+,\s*+ )?
    (?P<day> [0-9]{{1,2}} ) \s*+ (?P<month> Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec )
    \s*+ (?P<year> (?:19|[2-9][0-9])[0-9]{{2}} ) \s*+ (?P<time> {HOUR} {_COLON} {SIXTY} (?: {_COLON} {SIXTY} )? )
    (?: \s*+ (?P<offset> [+-] \s*+ {HOUR}{SIXTY} | GMT | UTC? | Z ) )?
    (?: \s*+ \( [^()]*+ \) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
).fullmatch
# yyyyMMddHHmm or yyMMddHHmm, with seconds and milliseconds or without: no reading as a count is certain then.
_CALENDAR_DIGITS = re.compile(
    rf"(?:19|20)?[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]){HOUR}{SIXTY}(?:{SIXTY}(?:[0-9]{{3}})?)?"
).fullmatch
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NO_SUCH_TIME = "there is no such day or time"
_CLOCK = rf"{HOUR}:{SIXTY}(?::{SIXTY}(?:[.,][0-9]++)?)?"
_REASONS = (
    (r"(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\1[0-9]{2,4}(?![0-9]).*", "the day may stand first, or the month"),
    (rf"{DAY}|[0-9]{{8}}", "it has no time of day"),
    (rf"T?{_CLOCK}(?:\s*(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}}))?", "it has no date"),
    (rf"{DAY}[T ]?{_CLOCK}\s+[0-9]{{2}}:?[0-9]{{2}}", "its offset from UTC has lost its sign, + or -"),
    (rf"{DAY}[T ]?{HOUR}:{SIXTY}:60.*", "it is a leap second"),
)
_ZONES = {
    "AST": "the Atlantic and Arabia",
    "BST": "Britain and Bangladesh",
    "CST": "North America, China and Cuba",
    "EST": "North America and Australia",
    "GST": "the Gulf and South Georgia",
    "IST": "India, Ireland and Israel",
    "PST": "North America and the Philippines",
}
_ZONE = re.compile(rf".*[0-9]\s*({'|'.join(_ZONES)}|[ACEMNPW][DES]T|CEST|EEST|MSK|MST|JST)", re.DOTALL | re.IGNORECASE)


def is_plausible(milliseconds: int) -> bool:
    """True for a time of a chat: compared, as a range looks for a subclass of `int` one by one."""
    return _EARLIEST <= milliseconds <= _LATEST


def milliseconds_of(time: datetime, epoch: datetime = EPOCH) -> int:
    """The milliseconds since 1970 of a time, without what it has of microseconds.

    `epoch` is 1970 in the very time zone, for who has many times of one: it takes half the time.
    """
    since = time - epoch
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


def foreign_time(text: str) -> tuple[datetime, str]:
    """The time and the name of its form; raises `ValueError` with the reason when there is no reading, or several."""
    text = text.strip().replace(_MINUS_SIGN, "-")
    for match_of, time_of, form in _FORMS:
        if match := match_of(text):
            return time_of(match), form
    raise ValueError(_why_unknown(text))


def epoch_time(milliseconds: int) -> datetime:
    """The time that many milliseconds after 1970; raises `ValueError` with the reason when that is not certain."""
    reason = implausible(milliseconds)
    if abs(milliseconds) < _LONGEST_DATE and _CALENDAR_DIGITS(str(milliseconds)):
        reason = f"{reason or 'it may count milliseconds'}{_OR_A_DATE}"
    if reason:
        raise ValueError(reason)
    return EPOCH + milliseconds * MILLISECOND


def implausible(count: int) -> str:
    """Why a number is not taken for milliseconds since 1970, and what else it may count; "" for a plausible one."""
    units = [unit for unit, times, divided in _UNITS if is_plausible(count * times // divided)]
    if units == ["milliseconds"]:
        return ""
    return _OUTSIDE + "".join(f"; it may count {unit}" for unit in units)


def existing_time(text: str) -> datetime:
    """The time that an ISO 8601 text says; raises `ValueError` when there is no such day or time."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_NO_SUCH_TIME) from None


def compact(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def _counted_time(match: re.Match[str]) -> datetime:
    return epoch_time(int(match[1]))


def _dot_net_time(match: re.Match[str]) -> datetime:
    """The milliseconds are those of UTC; the offset says where they were written."""
    offset = existing_time(f"1970-01-01T00:00{match[2] or 'Z'}").tzinfo
    try:
        return (EPOCH + int(match[1]) * MILLISECOND).astimezone(offset)
    except OverflowError:
        raise ValueError(_NO_SUCH_TIME) from None


def _iso_time(match: re.Match[str]) -> datetime:
    clock, _, fraction = compact(match["time"]).replace(",", ".").partition(".")
    if fraction[6:].strip("0"):
        raise ValueError("it is finer than a microsecond")
    if match["offset"] is None:
        raise ValueError(NO_OFFSET)
    date = _ordinal_date(match["ordinal"]) if match["ordinal"] else match["date"]
    end = clock + (f".{fraction[:6]}" if fraction else "") + compact(match["offset"]).upper()
    if not clock.startswith("24"):
        return existing_time(f"{date.upper()}T{end}")
    if (clock[2:] + fraction).strip(":0"):
        raise ValueError(_NO_SUCH_TIME)
    return _next_day(existing_time(f"{date.upper()}T00{end[2:]}"))


def _next_day(time: datetime) -> datetime:
    try:
        return time + timedelta(days=1)
    except OverflowError:
        raise ValueError(_NO_SUCH_TIME) from None


def _ordinal_date(text: str) -> str:
    from dateutil.parser import isoparse  # noqa: PLC0415  # seldom needed, and slower to import than this package

    try:
        return isoparse(text).date().isoformat()
    except ValueError:
        raise ValueError(_NO_SUCH_TIME) from None


def _mail_time(match: re.Match[str]) -> datetime:
    from dateutil.parser import parse  # noqa: PLC0415  # seldom needed, and slower to import than this package

    if match["offset"] is None:
        raise ValueError(NO_OFFSET)
    try:
        # The pattern demands every part but the seconds, so only they can come from the default.
        local = parse(f"{match['day']} {match['month']} {match['year']} {compact(match['time'])}", default=EPOCH)
    except ValueError:
        raise ValueError(_NO_SUCH_TIME) from None
    if match["weekday"] and match["weekday"].lower() != _WEEKDAYS[local.weekday()]:
        raise ValueError(f"{local.date()} is not a {match['weekday'].title()}")
    offset = compact(match["offset"]) if match["offset"][0] in "+-" else "Z"
    return existing_time(f"{local.replace(tzinfo=None).isoformat()}{offset}")


def _why_unknown(text: str) -> str:
    """The reason why a text of no known form is not read."""
    for pattern, reason in _REASONS:
        if re.fullmatch(pattern, text, re.DOTALL):
            return reason
    zone = _ZONE.fullmatch(text)
    if zone is None:
        return "it is no date and time of a known form"
    places = _ZONES.get(zone[1].upper())
    return f"{shown(zone[1])} names a zone" + (f", one each in {places}" if places else ", not an offset from UTC")


_FORMS: tuple[tuple[Any, Callable[[re.Match[str]], datetime], str], ...] = (
    (_EPOCH, _counted_time, "milliseconds since 1970"),
    (_DOT_NET, _dot_net_time, "a date of .NET"),
    (_ISO_8601, _iso_time, "ISO 8601"),
    (_RFC_2822, _mail_time, "RFC 2822"),
)
