"""Whatever is read, there is a page, and its counts are those of the results."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.reading import Page, page_of
from tests.report.test_hostile import outline
from ucsmsg import iter_parse
from ucsmsg.report import render
from ucsmsg.testing import strategies

CORPUS = Path(__file__).parents[2] / "corpus"
HARMLESS = outline(render(iter_parse(CORPUS / "documented/page.txt")))
_texts = strategies.notification_texts() | strategies.mutated_texts(strategies.notification_texts()).map(
    lambda m: m.text
)


@given(st.lists(_texts | st.text(), max_size=4))
@settings(max_examples=30)
def test_any_capture_has_a_page_of_the_same_elements(texts: list[str | bytes]) -> None:
    lines = (text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text for text in texts)
    capture = b"\n".join(lines)
    results = [*iter_parse(capture)]
    text = render(results)
    page, (names, attributes) = Page(text), outline(text)

    assert names <= HARMLESS[0] | {"ins", "del", "i"}
    assert attributes <= HARMLESS[1]
    errors = sum(each.is_error for result in results for each in result.diagnostics)
    assert page.tiles["Notifications"] == f"{sum(len(each.notifications) for each in results):,}"
    assert page.tiles["Errors"] == f"{errors:,}"


@pytest.mark.parametrize("folder", ["captures", "combined", "documented", "wire"])
def test_the_corpus_has_a_page(folder: str) -> None:
    results = [*iter_parse(CORPUS / folder)]
    page = page_of(results)
    names = {f"deviation-{name}" for each in results for name in each.diagnostics.by_name()}

    assert {each.attributes["id"] for each in page.named("details", class_="deviation")} == names
    assert len(page.data["columns"]["line"]) == sum(max(1, len(each.notifications)) for each in results)
