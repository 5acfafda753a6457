"""The catalogue keeps its promises to everything that follows from it."""

import re
from pathlib import Path

import pytest

from ucsmsg.catalogue import ROWS, Layer, Row, Severity
from ucsmsg.schema import ChatMessage, Interaction, Owner, Participant, UcsOperationResponse
from ucsmsg.schema._record import members_of

ROOT = Path(__file__).parents[2]
DOCUMENTATION = {Layer.SYNTAX: "grammar/README.md", Layer.SCHEMA: "docs/schema.md", Layer.CAPTURE: "docs/captures.md"}


def rows() -> list[object]:
    """The rows as parameters."""
    return [pytest.param(row, id=row.name) for row in ROWS]


def headings(page: str) -> list[str]:
    """The third-level headings of a page of the documentation."""
    return re.findall(r"^### (.+)$", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE)


def headline(row: Row) -> str:
    """What stands under the heading of a row: an example, what it becomes, and the severities."""
    page = (ROOT / DOCUMENTATION[row.layer]).read_text("utf-8")
    return page.split(f"\n### {row.name}\n")[1].split("\n\n")[0]


def test_names_are_unique() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", rows())
def test_a_name_is_lower_case_words_with_hyphens(row: Row) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+|comment|elided", row.name)


@pytest.mark.parametrize("row", rows())
def test_a_row_says_what_it_is_with_an_example_and_where_it_is_from(row: Row) -> None:
    assert all((row.summary, row.example, row.explanation, row.source))
    assert not row.summary.endswith(".")
    assert row.explanation.endswith(".")


@pytest.mark.parametrize("row", rows())
def test_lenient_mode_is_never_louder_than_strict_mode(row: Row) -> None:
    loudness = list(Severity)

    assert loudness.index(row.lenient) <= loudness.index(row.strict)


def test_the_documented_required_members_are_those_of_the_records() -> None:
    records = {
        "an interaction": Interaction,
        "an owner": Owner,
        "a chat message": ChatMessage,
        "a participant": Participant,
        "an operation response": UcsOperationResponse,
    }
    row = next(row for row in ROWS if row.name == "missing-member")
    page = (ROOT / DOCUMENTATION[row.layer]).read_text("utf-8")
    for noun, record in records.items():
        required = [member.wire for member in members_of(record).values() if member.required]
        own = ", ".join(f"`{name}`" for name in required if name != "referenceId")  # which all messages have
        assert f"| {noun} | {own} |" in page
        assert f"{own} of {noun}" in row.explanation


@pytest.mark.parametrize(("layer", "page"), DOCUMENTATION.items())
def test_each_row_is_documented_under_its_name(layer: Layer, page: str) -> None:
    assert sorted(headings(page)) == sorted(row.name for row in ROWS if row.layer is layer)


@pytest.mark.parametrize("row", rows())
def test_the_documented_severities_are_the_catalogue_s(row: Row) -> None:
    written = dict(re.findall(r"(strict|lenient)\s+(note|warning|error)", headline(row)))

    if row.always_refused:
        assert headline(row).endswith("→ refused · error in both modes")
    else:
        assert written == {"strict": row.strict.value, "lenient": row.lenient.value}


def test_severities_are_ordered_by_how_much_they_matter() -> None:
    levels = [*Severity]
    for rank, one in enumerate(levels):
        for other_rank, other in enumerate(levels):
            compared = (one < other, one <= other, one > other, one >= other)
            assert compared == (rank < other_rank, rank <= other_rank, rank > other_rank, rank >= other_rank)
    assert sorted(["warning", "error", "note"], key=Severity) == levels == ["note", "warning", "error"]
