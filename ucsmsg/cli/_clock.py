"""Times and durations as people read them, with the offset that was sent or in a chosen zone."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import attrs
import click

SENT = "sent"
_OFFSET = re.compile(r"([+-])([01][0-9]|2[0-3]):?([0-5][0-9])")
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
_TENTHS = 10_000
"""Milliseconds from which on tenths of a second say nothing any more."""


@attrs.frozen
class Clock:
    """Shows moments in a zone, or where that is None each with the offset that was sent."""

    zone: tzinfo | None = None

    def day(self, time: datetime) -> str:
        """The day and the offset from UTC."""
        day, _, offset = self._parts(time)
        return f"{day} {offset}"

    def hour(self, time: datetime) -> str:
        """The time of the day, to the second."""
        return self._parts(time)[1]

    def moment(self, time: datetime) -> str:
        """Day, time and offset."""
        return " ".join(self._parts(time))

    def period(self, start: datetime, end: datetime) -> str:
        """From one moment to another; what both have in common is there once."""
        (first, begin, offset), (last, until, other) = self._parts(start), self._parts(end)
        since = f"{first} {begin}" if offset == other else f"{first} {begin} {offset}"
        return (
            f"{since} to {until} {other}" if (first, offset) == (last, other) else f"{since} to {last} {until} {other}"
        )

    def _parts(self, time: datetime) -> tuple[str, str, str]:
        """Day, time and offset in the zone; as they were sent where the calendar ends between the two."""
        try:
            shown = time.astimezone(self.zone) if self.zone else time
        except OverflowError:
            shown = time
        day, _, rest = shown.isoformat(" ", "seconds").partition(" ")
        return day, rest[:8], f"{shown:%z}"


class Zone(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A time zone: by its name, as an offset, that of this computer, or each time as it was sent."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Clock:
        """The clock of that zone."""
        try:
            return value if isinstance(value, Clock) else Clock(_zone(str(value)))
        except (ValueError, LookupError, OSError):
            expected = "sent, local, UTC, an offset such as +02:00, or a name such as Europe/Berlin"
            return self.fail(f"Expected {expected}, got {value!r}", param, ctx)


def _zone(name: str) -> tzinfo | None:
    if name in (SENT, "UTC"):
        return UTC if name == "UTC" else None
    if match := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(-offset if match[1] == "-" else offset)
    if name == "local":
        from dateutil.tz import tzlocal  # noqa: PLC0415 - for this only

        return tzlocal()
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - for this only

    return ZoneInfo(name)


def duration(milliseconds: int) -> str:
    """A duration in the two largest units that it has, and a short one in tenths of a second."""
    if milliseconds < _TENTHS:
        return f"{milliseconds // 100 / 10:.1f} s"
    rest = milliseconds // 1000
    parts: list[str] = []
    for unit, seconds in _UNITS:
        count, rest = divmod(rest, seconds)
        if count or parts:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])
