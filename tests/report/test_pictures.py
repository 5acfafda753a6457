"""The pictures of a report in the documentation."""

from docs.pictures.report import HERE, capture
from tests.project.pages import ROOT
from tests.report.reading import page_of


def test_the_pictures_are_small_and_shown() -> None:
    pictures = {path.name: path.stat().st_size for path in HERE.glob("report-*.webp")}
    pages = [(ROOT / page).read_text("utf-8") for page in ("README.md", "docs/report.md")]

    assert pictures.keys() == {"report-light.webp", "report-dark.webp"}
    assert max(pictures.values()) < 150_000
    assert all("report-light.webp" in page for page in pages)
    assert "report-dark.webp" in pages[1]


def test_their_capture_is_the_same_every_time_and_has_something_to_show() -> None:
    page = page_of(capture().encode())

    assert capture() == capture()
    assert (page.tiles["Payloads"], page.tiles["Warnings"]) == ("420", "0")
    assert int(page.tiles["Errors"]) > 5
    assert int(page.tiles["Handed over"]) > 5
