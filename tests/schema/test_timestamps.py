"""Times: the documented form, what is read beside it, what is refused, and how times are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schema.reading import read_interaction
from tests.schema.strategies import documented_times
from ucsmsg.schema import unstructure
from ucsmsg.schema._times import documented_time, read_time, written_time

EAST = timezone(timedelta(hours=2))


def read_start(value: object) -> tuple[datetime | None, list[tuple[str, bool]]]:
    interaction, findings = read_interaction(startDate=value, endDate="9999-01-01 00:00:00.000+0000")
    return interaction.start_date, [(finding.name, finding.refused) for finding, _ in findings]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2013-11-25 21:02:22.036+0200", datetime(2013, 11, 25, 21, 2, 22, 36000, EAST)),
        (
            "2014-05-15 02:24:00.000-0730",
            datetime(2014, 5, 15, 2, 24, tzinfo=timezone(-timedelta(hours=7, minutes=30))),
        ),
        ("2016-02-29 23:59:59.999+0000", datetime(2016, 2, 29, 23, 59, 59, 999000, UTC)),
        ("0001-01-01 00:00:00.000+2359", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59)))),
    ],
)
def test_the_documented_form_is_read_without_a_finding(text: str, time: datetime) -> None:
    assert read_start(text) == (time, [])
    interaction, _ = read_interaction(startDate=text)
    assert unstructure(interaction)["startDate"] == text


def test_a_time_keeps_the_offset_it_was_sent_with() -> None:
    time, _ = read_start("2013-11-25 21:02:22.036+0200")
    assert time is not None
    assert time.tzinfo == EAST
    assert type(time.tzinfo) is timezone


@pytest.mark.parametrize(
    "text",
    [
        "2013-11-2521:02:22.036+0200",
        "2013-11-2521: 02: 22.036+0200",
        "2013-11-25 21: 02: 22.036+0200",
        "2013-11-25 21:02:22. 036 + 0200",
        "2013-11-25\n21:02:22.036+0200",
        "2013-11-25\u00a021:02:22.036+0200",
        " 2013-11-25 21:02:22.036+0200 ",
        "2013-11-25  21:02:22.036+0200",
    ],
)
def test_white_space_between_the_parts_is_mended(text: str) -> None:
    interaction, ((finding, path),) = read_interaction(startDate=text)
    assert interaction.start_date == datetime(2013, 11, 25, 21, 2, 22, 36000, EAST)
    assert (finding.name, path, finding.refused) == ("damaged-timestamp", ("startDate",), False)
    assert finding.used == '"2013-11-25 21:02:22.036+0200"'


def test_the_message_about_a_damaged_time_shows_both_forms() -> None:
    _, ((finding, _),) = read_interaction(startDate="2013-11-2521: 02: 22.036+0200")
    assert finding.message == (
        "Expected a time such as `2015-10-01 16:02:07.000+0300`, "
        'got `"2013-11-2521: 02: 22.036+0200"`; taken as `"2013-11-25 21:02:22.036+0200"`'
    )
    assert finding.found == '"2013-11-2521: 02: 22.036+0200"'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2015-10-01T13:02:07Z", "2015-10-01 13:02:07.000+0000"),
        ("2015-10-01t13:02:07z", "2015-10-01 13:02:07.000+0000"),
        ("2020-03-08T17:08:26.863Z", "2020-03-08 17:08:26.863+0000"),
        ("2015-10-01 16:02:07+03:00", "2015-10-01 16:02:07.000+0300"),
        ("2015-10-01 16:02:07 +0300", "2015-10-01 16:02:07.000+0300"),
        ("2015-10-01T16:02+03", "2015-10-01 16:02:00.000+0300"),
        ("20151001T160207,5-0330", "2015-10-01 16:02:07.500-0330"),
        ("2015-10-01T16:02:07.123456000Z", "2015-10-01 16:02:07.123456+0000"),
        ("2015-10-01 16:02:07.000-0000", "2015-10-01 16:02:07.000+0000"),
        ("2015-W40-4T16:02:07Z", "2015-10-01 16:02:07.000+0000"),
        ("2015W404T160207Z", "2015-10-01 16:02:07.000+0000"),
        ("2015-274T16:02:07Z", "2015-10-01 16:02:07.000+0000"),
        ("2016366T16:02:07Z", "2016-12-31 16:02:07.000+0000"),
        ("Mon, 28 Oct 2013 14:08:44 -0700", "2013-10-28 14:08:44.000-0700"),
        ("Mon,\n 28 Oct 2013 14:08:44 -0700 (PDT)", "2013-10-28 14:08:44.000-0700"),
        ("28 oct 2013 14:08 GMT", "2013-10-28 14:08:00.000+0000"),
        ("7 Oct 2013 14:08:44 UT", "2013-10-07 14:08:44.000+0000"),
        ("07 Oct 2013 14:08:44 UTC", "2013-10-07 14:08:44.000+0000"),
        ("7 Oct 2013 14:08:44 Z", "2013-10-07 14:08:44.000+0000"),
        (1385406142036, "2013-11-25 19:02:22.036+0000"),
        ("1385406142036", "2013-11-25 19:02:22.036+0000"),
        (-(10**11), "1966-10-31 14:13:20.000+0000"),
    ],
)
def test_a_foreign_form_is_read(value: str | int, written: str) -> None:
    interaction, ((finding, path),) = read_interaction(startDate=value, endDate="2099-01-01 00:00:00.000+0000")
    assert interaction.start_date is not None
    assert type(interaction.start_date.tzinfo) is timezone
    assert written_time(interaction.start_date) == written
    assert (finding.name, path, finding.used) == ("foreign-timestamp", ("startDate",), f'"{written}"')


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("2015-10-01T13:02:07Z", "ISO 8601"),
        ("1 Oct 2015 13:02:07 GMT", "RFC 2822"),
        (1443704527000, "milliseconds since 1970"),
    ],
)
def test_the_message_about_a_foreign_time_names_the_form(value: str | int, form: str) -> None:
    _, ((finding, _),) = read_interaction(startDate=value, endDate="2099-01-01 00:00:00.000+0000")
    assert finding.message == (
        f"Expected a time such as `2015-10-01 16:02:07.000+0300`, got `{finding.found}`; "
        f'read as {form}: `"2015-10-01 13:02:07.000+0000"`'
    )


UNKNOWN = "it is no date and time of a known form"
NO_SUCH = "there is no such day or time"
NO_OFFSET = "it has no offset from UTC"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("yesterday", UNKNOWN),
        ("", UNKNOWN),
        ("2015-10-01", UNKNOWN),
        ("2015-10-01T16Z", UNKNOWN),
        ("10/11/2015 16:02:07 +0300", UNKNOWN),
        ("2015-10-01 16:02:07.000 EST", UNKNOWN),
        ("1 Oct 2015 13:02:07", UNKNOWN),
        ("1 Oct 2015 13:02:07 EST", UNKNOWN),
        ("1 Oct 15 13:02:07 GMT", UNKNOWN),
        ("2013-11-25 24:00:00.000+0000", UNKNOWN),
        ("2013-11-25T24:00:00Z", UNKNOWN),
        ("2015-06-30T23:59:60Z", UNKNOWN),
        ("2015-10-01 16:02:07.000+2400", UNKNOWN),
        ("2015-10-01 16:02:07.000+0260", UNKNOWN),
        ("2015-10-01T16:0207Z", UNKNOWN),
        ("20 13-11-25 21:02:22.036+0200", UNKNOWN),
        ("２013-11-25 21:02:22.036+0200", UNKNOWN),  # noqa: RUF001  # a full-width digit is what it is about
        ("2015-13-01 00:00:00.000+0000", NO_SUCH),
        ("2015-02-2900:00:00.000+0000", NO_SUCH),
        ("2015-02-29T00:00Z", NO_SUCH),
        ("0000-10-01 00:00:00.000+0000", NO_SUCH),
        ("2015-366T00:00Z", NO_SUCH),
        ("2016-W53-1T00:00Z", NO_SUCH),
        ("31 Feb 2013 14:08:44 GMT", NO_SUCH),
        ("28 Oct 0000 14:08:44 GMT", UNKNOWN),
        ("Tue, 28 Oct 2013 14:08:44 GMT", "2013-10-28 is not a Tue"),
        ("2015-10-01T16:02:07", NO_OFFSET),
        ("2015-10-01 16:02:07.000", NO_OFFSET),
        ("2015-10-01T16:02:07.1234567Z", "it is finer than a microsecond"),
        (0, "it may count seconds or milliseconds"),
        (1385406142, "it may count seconds or milliseconds"),
        ("1385406142", "it may count seconds or milliseconds"),
        (10**11 - 1, "it may count seconds or milliseconds"),
        (20151001100000, "it may count milliseconds, or be a date and a time without an offset"),
        ("20151001100000", "it may count milliseconds, or be a date and a time without an offset"),
        ("201510011000", "it may count milliseconds, or be a date and a time without an offset"),
        (253402300800000, "it lies outside the years 1 to 9999"),
        (-(10**18), "it lies outside the years 1 to 9999"),
        ("9" * 19, "it lies outside the years 1 to 9999"),
        ("9" * 20, UNKNOWN),
    ],
)
def test_what_has_no_single_reading_is_refused_with_the_reason(value: str | int, reason: str) -> None:
    interaction, ((finding, path),) = read_interaction(startDate=value)
    assert interaction.start_date is None
    assert interaction.extra == {"startDate": value}
    assert (finding.name, path, finding.refused, finding.used) == ("unreadable-timestamp", ("startDate",), True, None)
    assert finding.message == (
        f"Expected a time such as `2015-10-01 16:02:07.000+0300`, got `{finding.found}`: {reason}"
    )


@pytest.mark.parametrize("value", [True, 1385406142036.0, [], {"time": 1}])
def test_a_time_is_a_string_or_an_integer(value: object) -> None:
    time, findings = read_start(value)
    assert time is None
    assert findings == [("wrong-type", True)]


def test_an_integer_of_any_size_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^it lies outside the years 1 to 9999$"):
        read_time(10**5000)


@given(documented_times)
def test_every_time_in_the_documented_form_is_read_and_written_back(text: str) -> None:
    time = documented_time(text)
    if text.endswith("-0000"):
        assert time is None
    else:
        assert time is not None
        assert written_time(time) == text
        assert read_time(text) == (time, "", "")


@given(
    st.datetimes(
        timezones=st.builds(timezone, st.integers(-1439, 1439).map(lambda minutes: timedelta(minutes=minutes)))
    )
)
def test_every_time_is_read_again_as_written(time: datetime) -> None:
    again, deviation, _ = read_time(written_time(time))
    assert (again, again.utcoffset()) == (time, time.utcoffset())
    assert deviation == ("foreign-timestamp" if time.microsecond % 1000 else "")
