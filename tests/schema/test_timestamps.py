"""Times: the documented form, what is read beside it, what is refused, and how times are written."""

from datetime import UTC, date, datetime, timedelta, timezone

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
        (1385406142036.0, "2013-11-25 19:02:22.036+0000"),
        ("1385406142036.00", "2013-11-25 19:02:22.036+0000"),
        ("1385406142036L", "2013-11-25 19:02:22.036+0000"),
        ("1385406142036l", "2013-11-25 19:02:22.036+0000"),
        (788918400000, "1995-01-01 00:00:00.000+0000"),
        (4102444799999, "2099-12-31 23:59:59.999+0000"),
        ("/Date(1385406142036)/", "2013-11-25 19:02:22.036+0000"),
        ("\\/Date(1385406142036+0200)\\/", "2013-11-25 21:02:22.036+0200"),
        ("/Date(-62135596800000)/", "0001-01-01 00:00:00.000+0000"),
        ("2015-10-01T24:00:00Z", "2015-10-02 00:00:00.000+0000"),
        ("2015-12-31 24:00:00.000+0300", "2016-01-01 00:00:00.000+0300"),
        ("20151001T2400Z", "2015-10-02 00:00:00.000+0000"),
        ("2015-10-01T24:00:00.000000Z", "2015-10-02 00:00:00.000+0000"),
        ("2015-10-01T16:02:07.000\u22120330", "2015-10-01 16:02:07.000-0330"),
        ("2015-10-01 16:02:07.000\u22120330", "2015-10-01 16:02:07.000-0330"),
        ("2013-11-25T21: 02: 22.036Z", "2013-11-25 21:02:22.036+0000"),
        ("2013-11-2521:02:22+0200", "2013-11-25 21:02:22.000+0200"),
        ("2013-11-2521:02:22.036+02:00", "2013-11-25 21:02:22.036+0200"),
        ("Mon, 28 Oct 2013 14: 08: 44 -0700", "2013-10-28 14:08:44.000-0700"),
        ("Mon,\n28Oct201314: 08: 44-0700", "2013-10-28 14:08:44.000-0700"),
    ],
)
def test_a_foreign_form_is_read(value: str | int, written: str) -> None:
    interaction, ((finding, path),) = read_interaction(startDate=value, endDate="9999-01-01 00:00:00.000+0000")
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
NO_CLOCK = "it has no time of day"
NO_DATE = "it has no date"
NO_SIGN = "its offset from UTC has lost its sign, + or -"
DAY_OR_MONTH = "the day may stand first, or the month"
LEAP = "it is a leap second"
OUTSIDE = "as milliseconds since 1970 it lies outside the years 1995 to 2099"
OR_A_DATE = "; it may be a date and a time without an offset"
DATE_DIGITS = f"{OUTSIDE}{OR_A_DATE}"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("yesterday", UNKNOWN),
        ("", UNKNOWN),
        ("2015-10-01", NO_CLOCK),
        ("20151001", OUTSIDE),
        ("01234567", NO_CLOCK),
        ("2015-10-01T16Z", UNKNOWN),
        ("10/11/2015 16:02:07 +0300", DAY_OR_MONTH),
        ("01/10/2015", DAY_OR_MONTH),
        ("1.2.15 16:02", DAY_OR_MONTH),
        ("25/11/2013 16:02:07 +0300", UNKNOWN),
        ("2015-10-01 16:02:07.000 EST", "`EST` names a zone, one each in North America and Australia"),
        ("2015-10-01 16:02:07 IST", "`IST` names a zone, one each in India, Ireland and Israel"),
        ("2015-10-01T16:02:07cet", "`cet` names a zone, not an offset from UTC"),
        ("1 Oct 2015 13:02:07", NO_OFFSET),
        ("1 Oct 2015 13:02:07 EDT", "`EDT` names a zone, not an offset from UTC"),
        ("1 Oct 15 13:02:07 GMT", UNKNOWN),
        ("16:02:07", NO_DATE),
        ("T16:02:07.5 +03:00", NO_DATE),
        ("2015-10-01 16:02:07.000 0300", NO_SIGN),
        ("2015-10-01T16:02:07 03:00", NO_SIGN),
        ("2013-11-25 24:00:00.001+0000", NO_SUCH),
        ("2013-11-25T24:01:00Z", NO_SUCH),
        ("9999-12-31T24:00:00Z", NO_SUCH),
        ("2015-06-30T23:59:60Z", LEAP),
        ("2015-10-01 16:02:07.000+2400", UNKNOWN),
        ("2015-10-01 16:02:07.000+0260", UNKNOWN),
        ("2015-10-01T16:0207Z", UNKNOWN),
        ("2015-10-01T16:02.5Z", UNKNOWN),
        ("2015-10-01T16 0207Z", UNKNOWN),
        ("20 13-11-25 21:02:22.036+0200", UNKNOWN),
        ("20133291602Z", UNKNOWN),
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
        (0, OUTSIDE),
        (1385406142, f"{OUTSIDE}; it may count seconds"),
        ("1385406142", f"{OUTSIDE}; it may count seconds"),
        (1385406142036000, f"{OUTSIDE}; it may count microseconds"),
        (1385406142036000000, f"{OUTSIDE}; it may count nanoseconds"),
        (788918399999, OUTSIDE),
        (4102444800000, OUTSIDE),
        (-(10**11), OUTSIDE),
        (150000000000000, OUTSIDE),
        ("151001160207", DATE_DIGITS),
        (201510011602, DATE_DIGITS),
        (20151001100000, DATE_DIGITS),
        ("20151001100000", DATE_DIGITS),
        ("201510011000", DATE_DIGITS),
        ("1412312359", f"{OUTSIDE}; it may count seconds{OR_A_DATE}"),
        (991231235959, f"it may count milliseconds{OR_A_DATE}"),
        (253402300800000, OUTSIDE),
        (-(10**18), OUTSIDE),
        ("9" * 19, OUTSIDE),
        ("9" * 20, UNKNOWN),
        ("/Date(253402300799999+0100)/", NO_SUCH),
        ("/Date(999999999999999)/", NO_SUCH),
        ("/Date(1385406142036-2400)/", UNKNOWN),
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


@pytest.mark.parametrize("value", [True, 1385406142036.5, 2.0**53, float("inf"), [], {"time": 1}])
def test_a_time_is_a_string_or_an_integer(value: object) -> None:
    time, findings = read_start(value)
    assert time is None
    assert findings == [("wrong-type", True)]


def test_an_integer_of_any_size_is_refused() -> None:
    with pytest.raises(ValueError, match=rf"^{OUTSIDE}$"):
        read_time(10**5000)


def beautified(text: str) -> str:
    """The text as the documentation's beautifier leaves it: without spaces, but after colons and commas."""
    return "".join(text.split()).replace(":", ": ").replace(",", ",\n")


dates = st.dates(date(1970, 1, 1), date(9999, 12, 30)).flatmap(
    lambda day: st.sampled_from(
        [day.isoformat(), f"{day:%Y%m%d}", f"{day:%G-W%V-%u}", f"{day:%GW%V%u}", f"{day:%Y-%j}"]
    )
)
clocks = st.builds(
    "{:02}{colon}{:02}{colon}{:02}{}".format,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.sampled_from(["", ".5", ",036", ".123456"]),
    colon=st.sampled_from([":", ""]),
) | st.just("24:00")
iso_times = st.builds(
    "{}{}{}{}".format, dates, st.sampled_from("T t"), clocks, st.sampled_from(["Z", "z", "+03", " +0330", "-03:30"])
)
mail_times = st.builds(
    "{:%a, %d %b %Y} {}{}".format,
    st.dates(date(1970, 1, 1)),
    st.sampled_from(["14:08", "14:08:44"]),
    st.sampled_from([" -0700", " GMT", " +0000 (some zone)", " Z"]),
)


@given(documented_times.filter(lambda text: not text.endswith("-0000")) | iso_times | mail_times)
def test_every_form_that_is_read_whole_is_read_as_the_beautifier_leaves_it(text: str) -> None:
    time, deviation, form = read_time(text)
    again, damage, damaged_form = read_time(beautified(text))
    assert (again, again.utcoffset(), damaged_form) == (time, time.utcoffset(), form)
    assert damage == ("foreign-timestamp" if form else "damaged-timestamp")
    assert deviation == ("foreign-timestamp" if form else "")


@pytest.mark.parametrize(
    "whole",
    ["2013-11-25T21:02:22.036+0200", "20131125T210222Z", "Mon, 28 Oct 2013 14:08:44 -0700"],
)
def test_a_space_inside_a_number_or_a_word_leaves_no_reading(whole: str) -> None:
    inside = [place for place in range(1, len(whole)) if whole[place - 1 : place + 1].isalnum()]
    for place in inside:
        apart = f"{whole[:place]} {whole[place:]}"
        if whole[place - 1].isalpha() != whole[place].isalpha():  # around a T, or a Z
            assert read_time(apart)[0] == read_time(whole)[0]
        else:
            with pytest.raises(ValueError, match=r"^it is no date and time of a known form$"):
                read_time(apart)


plausible_counts = st.integers(788_918_400_000, 4_102_444_799_999)
digits_of_dates = st.builds(
    "{}{:%m%d}{:02}{:02}{}".format,
    st.sampled_from(["15", "95", "99", "2015", "1999"]),
    st.dates(date(2015, 1, 1), date(2015, 12, 31)),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", "00", "59", "59999"]),
)


@given(plausible_counts.filter(lambda count: count > 10**12))
def test_thirteen_digits_of_those_years_are_milliseconds(count: int) -> None:
    expected = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=count)
    assert read_time(count) == (expected, "foreign-timestamp", "milliseconds since 1970")


@given(digits_of_dates)
def test_digits_that_may_be_a_date_are_no_count(digits: str) -> None:
    for value in (digits, int(digits)):
        with pytest.raises(ValueError, match=r"it may be a date and a time without an offset$"):
            read_time(value)


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
