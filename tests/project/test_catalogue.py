"""The catalogue keeps its promises to everything that follows from it."""

import re

import pytest

from tests.project.pages import PAGES, explanation, generated, headline, rows_of, section
from tests.project.update import written
from ucsmsg.catalogue import ROWS, Layer, Row, Severity, row_named
from ucsmsg.schema import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Owner,
    Participant,
    UcsOperationResponse,
    UnknownMessage,
)
from ucsmsg.schema._record import members_of


def rows() -> list[object]:
    """The rows as parameters."""
    return [pytest.param(row, id=row.name) for row in ROWS]


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
    nouns = {
        "a history message": GetInteractionsHistoryMessage,
        "a content message": GetInteractionContentMessage,
        "an operation response": UcsOperationResponse,
        "an interaction": Interaction,
        "an owner": Owner,
        "a chat message": ChatMessage,
        "a participant": Participant,
    }
    row = row_named("missing-member")
    table = dict(re.findall(r"^\| (an? [a-z ]+) \| (.+) \|$", PAGES[row.layer], flags=re.MULTILINE))
    assert set(table) == set(nouns)
    for noun, record in nouns.items():
        required = ", ".join(f"`{member.wire}`" for member in members_of(record).values() if member.required)
        assert re.fullmatch(re.escape(required) + r"(, and `\w+` or `errorMessage`)?", table[noun])
        assert re.search(rf"{required} of (a history message and of )?{noun}", row.explanation)


def test_nothing_is_required_of_a_message_of_another_type() -> None:
    assert not any(member.required for member in members_of(UnknownMessage).values())


@pytest.mark.parametrize("layer", Layer)
def test_each_row_is_documented_under_its_name(layer: Layer) -> None:
    headings = re.findall(r"^### (.+)$", PAGES[layer], flags=re.MULTILINE)

    assert sorted(headings) == sorted(row.name for row in rows_of(layer))


@pytest.mark.parametrize("row", rows())
def test_the_documentation_says_the_same_as_the_row(row: Row) -> None:
    severities = f"strict {row.strict} · lenient {row.lenient}" if row.becomes else "error in both modes"

    assert headline(row) == f"{row.example} → {row.becomes or 'refused'} · {severities}"
    assert not row.refused_when or f"Refused when {row.refused_when}." in explanation(row)


@pytest.mark.parametrize("row", rows_of(Layer.SYNTAX), ids=lambda row: str(row.name))
def test_the_section_of_a_syntax_row_begins_with_what_the_row_says(row: Row) -> None:
    """`python -m tests.project.update` writes it."""
    assert f"{section(row)}\n".startswith(generated(row))


def test_what_the_rows_say_is_written_in_the_place_of_what_stood_there() -> None:
    row = row_named("comment")
    begun = f"# Page\n\n### comment\n{generated(row)}"

    assert written("# Page\n\n### comment\nOld.\n\nOld.\n\nKept.\n\n## Next\n", row) == f"{begun}\nKept.\n\n## Next\n"
    assert written("# Page\n\n### comment\nOld.\n\nOld.\n", row) == begun
    assert written("# Page\n", row) == begun


def test_a_row_is_an_error_in_strict_mode_and_a_warning_in_lenient_mode_if_it_can_be_repaired() -> None:
    repaired = Row("name", "summary", "example", "becomes", "explanation", "source", layer=Layer.SYNTAX)
    refused = Row("name", "summary", "example", "", "explanation", "source", layer=Layer.SYNTAX)

    assert (repaired.strict, repaired.lenient) == (Severity.ERROR, Severity.WARNING)
    assert (refused.strict, refused.lenient) == (Severity.ERROR, Severity.ERROR)


def test_severities_are_ordered_by_how_much_they_matter() -> None:
    levels = [*Severity]
    for rank, one in enumerate(levels):
        for other_rank, other in enumerate(levels):
            compared = (one < other, one <= other, one > other, one >= other)
            assert compared == (rank < other_rank, rank <= other_rank, rank > other_rank, rank >= other_rank)
    assert sorted(["warning", "error", "note"], key=Severity) == levels == ["note", "warning", "error"]
