"""Times and durations as people read them."""

from datetime import UTC, datetime

import pytest

from ucsmsg.cli._clock import Clock, Zone, duration


def clock(zone: str) -> Clock:
    return Zone().convert(zone, None, None)


@pytest.mark.parametrize(
    ("zone", "start", "end", "shown"),
    [
        ("sent", "2020-01-01T10:00:00+02:00", "2020-01-01T10:00:30+02:00", "2020-01-01 10:00:00 to 10:00:30 +0200"),
        ("sent", "2020-01-01T23:00:00Z", "2020-01-02T01:00:00Z", "2020-01-01 23:00:00 to 2020-01-02 01:00:00 +0000"),
        (
            *("sent", "2020-01-01T10:00:00+02:00", "2020-01-01T10:00:00+01:00"),
            "2020-01-01 10:00:00 +0200 to 2020-01-01 10:00:00 +0100",
        ),
        ("UTC", "2020-01-01T10:00:00+02:00", "2020-01-01T10:00:00+01:00", "2020-01-01 08:00:00 to 09:00:00 +0000"),
        (
            *("Europe/Berlin", "2020-03-29T00:30:00Z", "2020-03-29T01:30:00Z"),
            "2020-03-29 01:30:00 +0100 to 2020-03-29 03:30:00 +0200",
        ),
        ("+01:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.999+00:00", "0001-01-01 01:00:00 to 01:00:00 +0100"),
    ],
)
def test_a_period_says_once_what_both_ends_have_in_common(zone: str, start: str, end: str, shown: str) -> None:
    assert clock(zone).period(datetime.fromisoformat(start), datetime.fromisoformat(end)) == shown


@pytest.mark.parametrize(
    ("zone", "time", "shown"),
    [
        ("+14:00", "9999-12-31T23:59:59+00:00", "9999-12-31 23:59:59 +0000"),
        ("-12:00", "0001-01-01T00:00:00+00:00", "0001-01-01 00:00:00 +0000"),
    ],
)
def test_where_the_calendar_ends_a_time_is_as_it_was_sent(zone: str, time: str, shown: str) -> None:
    assert clock(zone).moment(datetime.fromisoformat(time)) == shown


def test_the_zone_of_the_computer_is_the_one_it_has() -> None:
    given = datetime(2020, 7, 1, 12, tzinfo=UTC)

    assert clock("local").moment(given) == given.astimezone().strftime("%Y-%m-%d %H:%M:%S %z")


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [
        (0, "0.0 s"),
        (49, "0.0 s"),
        (1950, "1.9 s"),
        (9_999, "9.9 s"),
        (10_000, "10 s"),
        (59_999, "59 s"),
        (60_000, "1 min 0 s"),
        (3_599_999, "59 min 59 s"),
        (3_600_000, "1 h 0 min"),
        (86_400_000, "1 d 0 h"),
        (10**20, "1157407407407 d 9 h"),
    ],
)
def test_a_duration_has_its_two_largest_units(milliseconds: int, shown: str) -> None:
    assert duration(milliseconds) == shown
