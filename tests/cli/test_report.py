"""`ucsmsg report`."""

import sys
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, FINE, NOTED, Command
from tests.report.reading import Page
from ucsmsg.report import _page


def test_the_page_is_written_and_its_size_is_said(run: Command) -> None:
    Path("capture.ndjson").write_text(f"{FINE}\n{NOTED}\n{BROKEN}\n", "utf-8")
    result = run("report", "capture.ndjson", "-o", "report.html")
    page = Page(Path("report.html").read_text("utf-8"))

    assert (result.status, result.out) == (0, "")
    size = len(Path("report.html").read_bytes()) / 1000
    assert result.err == f"ucsmsg: report of 1 file in report.html ({size:.0f} kB)\n"
    assert page.named("h1")[0].text == "capture.ndjson"
    assert (page.tiles["Payloads"], page.tiles["Errors"], page.tiles["Notes"]) == ("3", "1", "1")
    assert "judged in strict mode" in page.section("glance")


def test_without_a_name_it_goes_to_the_standard_output_with_the_options_of_other_commands(run: Command) -> None:
    text = f"{NOTED}\n{FINE}\n".replace("2L,", "2L, /* two */")
    result = run("report", "-", "-q", "--mode", "lenient", "--deny", "long-suffix", "--max-notifications=1", stdin=text)
    page = Page(result.out)

    assert (result.status, result.err) == (0, "")
    assert page.named("h1")[0].text == "<stdin>"
    assert "judged in lenient-long-suffix mode" in page.section("glance")
    assert (page.tiles["Errors"], page.tiles["Warnings"]) == ("1", "1")
    assert "The list holds the first 1 notifications; 1 that came later" in page.section("glance")


def test_files_of_a_folder_that_are_no_captures_are_only_counted(run: Command) -> None:
    Path("captures").mkdir()
    Path("captures/a.ndjson").write_text(f"{FINE}\n", "utf-8")
    Path("captures/b.txt").write_text("nothing\n", "utf-8")
    Path("captures/c.ndjson").write_text(f"{BROKEN}\n", "utf-8")
    result = run("report", "captures")
    page = Page(result.out)

    said, left_out = result.err.splitlines()
    assert said.startswith("ucsmsg: report of 3 files in <stdout> (")
    assert left_out == "ucsmsg: left out of folders: 1 without a payload"
    files = [each.text for each in page.named("table", class_="files")]
    assert "captures/a.ndjson" in files[0]
    assert "captures/c.ndjson" in files[0]
    assert "b.txt" not in files[0]
    assert page.named("h1")[0].text == "2 captures"


def test_a_file_that_is_named_is_reported_also_where_it_holds_nothing(run: Command) -> None:
    Path("empty.log").write_text("", "utf-8")
    page = Page(run("report", "empty.log").out)

    assert "No payload was found." in page.section("glance")


def test_what_comes_in_a_later_part_of_a_rotated_log_is_a_repeat(run: Command) -> None:
    for name in ("app.log.1", "app.log"):
        Path(name).write_text(f"2024-05-06 07:08:09 {FINE}\n", "utf-8")

    assert 'id="deviation-repeated-notification"' in run("report", "app.log.1", "app.log").out


def test_without_its_library_it_says_what_is_missing(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    for cached in (_page.template, _page.environment):
        cached.cache_clear()
    Path("report.html").write_text("before", "utf-8")
    result = run("report", "-", "-o", "report.html", stdin=FINE)

    expected = 'ucsmsg: Expected the library jinja2 to write a report; pip install "ucsmsg[report]"\n'
    assert (result.status, result.out, result.err) == (2, "", expected)
    assert Path("report.html").read_text("utf-8") == "before"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "capture.ndjson"], "Expected another file for -o than those that are read, got capture.ndjson"),
        (["-o", ""], "Expected the name of a file for -o, got ''"),
        (["--max-notifications", "0"], "0 is not in the range 1<=x<=200000"),
        (
            ["--documentation", "javascript:alert(1)"],
            "Expected an address that begins with https:// or http://, got 'javascript:alert(1)'",
        ),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(run: Command, options: list[str], message: str) -> None:
    Path("capture.ndjson").write_text(FINE, "utf-8")
    result = run("report", "capture.ndjson", *options)

    assert result.status == 2
    assert message in result.err
    assert Path("capture.ndjson").read_text("utf-8") == FINE


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_replaced(run: Command) -> None:
    Path("report.html").write_text("before", "utf-8")
    result = run("report", "missing.ndjson", "-o", "report.html")

    assert (result.status, result.err) == (2, "ucsmsg: missing.ndjson: No such file or directory\n")
    assert Path("report.html").read_text("utf-8") == "before"


@pytest.mark.parametrize(
    ("setting", "options"),
    [
        ("max-notifications = 1", ["--max-notifications", "1"]),
        ('documentation = "https://example.com"', ["--documentation", "https://example.com"]),
        ('mode = "lenient"', ["--mode", "lenient"]),
    ],
)
def test_a_setting_does_what_its_option_does(run: Command, setting: str, options: list[str]) -> None:
    capture = f"{NOTED}\n{BROKEN}\n"
    by_default, by_option = run("report", "-", stdin=capture), run("report", "-", *options, stdin=capture)
    Path("pyproject.toml").write_text(f"[tool.ucsmsg]\n{setting}\n", "utf-8")

    assert run("report", "-", stdin=capture) == by_option != by_default


def test_links_to_the_catalogue_lead_to_the_address_that_is_given(run: Command) -> None:
    page = Page(run("report", "-", "--documentation", "https://example.com/docs/", stdin=NOTED).out)

    assert "https://example.com/docs/grammar/README.md#long-suffix" in {
        each.attributes["href"] for each in page.named("a")
    }
