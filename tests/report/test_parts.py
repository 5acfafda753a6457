"""The parts of a report: moments, counts over time, durations, packed data."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.report.captures import content, interaction, lines, message, participant
from tests.report.reading import Page, page_of
from ucsmsg import iter_parse, parse
from ucsmsg.report import Capture, render_captures
from ucsmsg.report._bounds import Bounds
from ucsmsg.report._charts import chart
from ucsmsg.report._conversations import duration
from ucsmsg.report._interactions import Interactions
from ucsmsg.report._noted import moment_of
from ucsmsg.report._packing import packed, unpacked
from ucsmsg.report._report import Report
from ucsmsg.report._timeline import COLUMNS, Timeline

EIGHT = datetime(2024, 5, 6, 8, tzinfo=UTC)
PAYLOAD = '{"data":{"messageType":"UcsOperationResponse","referenceId":7,"success":true}}'


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ('"2024-05-06T10:00:00+02:00"', EIGHT),
        ('"2024-05-06T08:00:00.000Z"', EIGHT),
        ("1714982400", EIGHT),
        ("1714982400.000", EIGHT),
        ("1714982400000", EIGHT),
        ("1714982400000000", EIGHT),
        ('"1714982400000000000"', EIGHT),
        ('"2024-05-06T08:00:00"', None),
        ('"yesterday"', None),
        ('"9999999999999999999"', datetime(2286, 11, 20, 17, 46, 39, 999999, tzinfo=UTC)),
    ],
)
def test_the_time_that_a_capture_tells_is_that_of_the_payload(told: str, moment: datetime | None) -> None:
    log = f'{{"time":{told},"message":{PAYLOAD!r}}}\n'.replace("'", '"' + "").replace(
        f'"{PAYLOAD}"', '"' + PAYLOAD.replace('"', '\\"') + '"'
    )
    (parsed,) = iter_parse(log.encode())

    assert moment_of(parsed) == moment


def test_without_it_the_latest_time_in_the_payload_counts() -> None:
    mia = participant("Mia", "Customer")
    (parsed,) = iter_parse(
        lines(content(message(1, mia, 5), message(2, mia, 3), endDate="2024-05-06 08:00:00.000+0200"))
    )

    assert moment_of(parsed) == datetime(2024, 5, 6, 7, 0, 5, tzinfo=UTC)
    assert moment_of(parse(PAYLOAD)) is None


def test_a_timeline_grows_wider_stretches_and_forgets_no_count() -> None:
    timeline = Timeline(most=50)
    for hour in range(400):
        timeline.add("a", EIGHT + timedelta(hours=hour))
        timeline.add("b", EIGHT + timedelta(hours=hour), 2)
    axis = timeline.axis()

    assert axis.name == "a day"
    assert sum(timeline.series("a", axis)) + sum(timeline.outside(["a"], axis).values()) == 400
    assert timeline.series("b", axis) == [2 * count for count in timeline.series("a", axis)]
    assert axis.label(0) == "2024-05-06"


def test_a_chart_has_no_more_columns_than_there_is_room_for() -> None:
    timeline = Timeline(most=10_000)
    for minute in range(0, 60 * 24, 5):
        timeline.add("a", EIGHT + timedelta(minutes=minute))
    axis = timeline.axis()

    assert axis.name == "15 minutes"
    assert axis.columns == 96 <= COLUMNS
    assert axis.label(1) == "2024-05-06 08:15"


def test_the_few_that_lie_far_off_are_counted_beside_the_chart() -> None:
    timeline = Timeline(most=10_000)
    timeline.add("a", datetime(1970, 1, 1, tzinfo=UTC))
    timeline.add("a", datetime(9999, 12, 31, tzinfo=UTC))
    timeline.add("a", None, 3)
    for minute in range(600):
        timeline.add("a", EIGHT + timedelta(seconds=minute))
    axis = timeline.axis()
    made = chart(timeline, {"a": ("a", "note")}, axis, {"a": 605})

    assert (axis.name, axis.columns) == ("10 seconds", 60)
    assert made.outside == "1 before it, 1 after it, 3 without a time"
    assert made.most == 10
    assert made.columns[1].note == "2024-05-06 08:00:10: 10 a"
    assert made.labels == (
        "2024-05-06 08:00:00",
        "2024-05-06 08:03:20",
        "2024-05-06 08:06:30",
        "2024-05-06 08:09:50",
    )


def test_times_of_all_years_fit_into_a_chart() -> None:
    timeline = Timeline(most=10)
    for year in range(1, 9999):
        timeline.add("a", datetime(year, 1, 1, tzinfo=UTC))
    axis = timeline.axis()

    assert axis.name == "100 times 52 weeks"
    assert axis.columns == 101
    assert len(timeline.series("a", axis)) == 101


def test_series_stand_on_each_other() -> None:
    timeline = Timeline(most=10)
    timeline.add("a", EIGHT, 3)
    timeline.add("b", EIGHT, 1)
    made = chart(timeline, {"a": ("a", "note"), "b": ("b", "error")}, timeline.axis(), {"a": 3, "b": 1})

    assert [series.shape for series in made.series] == ["M0.12 25.00h0.76v75.00h-0.76z", "M0.12 0.00h0.76v25.00h-0.76z"]
    assert (made.labels[0], len(made.columns)) == ("2024-05-06 08:00:00", 12)
    assert [column.counts for column in made.filled] == [(3, 1)]


@pytest.mark.parametrize(
    ("milliseconds", "told"),
    [
        (0, "0 ms"),
        (999, "999 ms"),
        (1000, "1 s"),
        (61_001, "1 min 1 s"),
        (3_600_000, "1 h"),
        (90_061_000, "1 d 1 h"),
        (86_400_000 * 2000 + 5000, "2,000 d 5 s"),
    ],
)
def test_a_duration_is_told_in_its_two_greatest_units(milliseconds: int, told: str) -> None:
    assert duration(milliseconds) == told


def test_packed_data_are_the_same_when_they_are_unpacked() -> None:
    value = {"a": ["</script>", "\u2028", None, 1.5], "": []}

    assert unpacked(packed(value)) == value
    assert packed(value) == packed(value)
    assert set(packed(value)) <= {*"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="}


def test_an_interaction_counts_once_as_it_was_told_of_last() -> None:
    interactions = Interactions(Bounds(remembered=2), Timeline(10))
    told = [
        *(interaction("a", state="InProcess"), interaction("b"), interaction("a", state="Stopped")),
        *(interaction("c"), interaction("c"), interaction("x" * 300), {**interaction(), "id": None}),
    ]
    for each in told:
        (parsed,) = iter_parse(lines(content(**each)))
        interactions.add(parsed)
    interactions.finish()

    assert interactions.count == 6  # no more than two are remembered
    assert interactions.counts["states"] == {"Stopped": 6}
    assert interactions.counts["owners"] == {"(none)": 6}


def test_names_beyond_the_bound_are_counted_together() -> None:
    interactions = Interactions(Bounds(names=2), Timeline(10))
    for number in range(4):
        (parsed,) = iter_parse(lines(content(id=str(number), mediaType=f"medium {number}")))
        interactions.add(parsed)
    interactions.finish()

    assert interactions.counts["media"] == {"medium 0": 1, "medium 1": 1, "(others)": 2}


def test_numbers_of_any_length_are_no_trouble() -> None:
    digits = "9" * 4000
    mia = participant("Mia", "Customer")
    text = lines(content(message(1, mia, 1))).replace(b'"index": 1', b'"index": ' + digits.encode())
    page = page_of(text.replace(b'"referenceId": 1', b'"referenceId": ' + digits.encode()))

    assert page.data["columns"]["reference"] == ["(a number of many digits)"]
    assert page.data["conversations"][0]["entries"][0]["index"] == "(a number of many digits)"


def test_the_page_for_a_folder_names_each_of_its_files(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(PAYLOAD.replace("7", "7L"), "utf-8")
    page = page_of(iter_parse(tmp_path))

    assert page.named("h1")[0].text == "2 captures"
    assert page.section("deviations").endswith(f"Count {tmp_path}/a.json1 {tmp_path}/b.json1")


def test_what_stands_in_an_archive_has_the_name_of_its_file_there(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "logs.zip", "w") as archive:
        archive.writestr("a.log", PAYLOAD.replace("7", "7L"))
        archive.writestr("b.log", PAYLOAD.replace("7", "7L"))
    reading = iter_parse(tmp_path / "logs.zip")
    page = Page(render_captures([Capture("logs.zip", reading, reading.coverage)]))

    assert page.named("h1")[0].text == "logs.zip"
    assert [page.data["words"][number].rpartition("/")[2] for number in page.data["columns"]["file"]] == [
        "a.log",
        "b.log",
    ]


def test_files_beyond_the_bound_are_counted_together() -> None:
    results = [parse(PAYLOAD.replace("7", "7L")) for _ in range(3)]
    report = Report.of([Capture(name, [each]) for name, each in zip("abc", results, strict=True)], Bounds(files=1))

    assert [(name, totals.payloads) for name, totals in report.files.items()] == [("a", 1), ("(others)", 2)]
    assert report.deviations.by_name["long-suffix"].files == {"a": 1, "(others)": 2}
