"""What docs/library.md says of the library is true."""

import doctest
import enum
import inspect
import re
from collections.abc import Iterator

import attrs
import pytest

import ucsmsg
from tests.project.pages import ROOT
from ucsmsg import schema
from ucsmsg.schema._record import Record, members_of

PATH = ROOT / "docs/library.md"
PAGE = PATH.read_text("utf-8")
RECORDS: list[type] = [
    each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, Record) and each is not Record
]
ENUMERATIONS = [each for each in vars(schema).values() if isinstance(each, enum.EnumMeta)]


def lines_of(notification: ucsmsg.Notification) -> Iterator[str]:
    match notification.data:
        case ucsmsg.GetInteractionsHistoryMessage(interactions=interactions) if interactions is not None:
            for interaction in interactions:
                yield f"{interaction.media_type} {interaction.id} since {interaction.start_date}"
        case ucsmsg.GetInteractionContentMessage(messages=messages) if messages is not None:
            for message in messages:
                sender = message.from_.nickname if message.from_ else None
                yield f"{sender}: {message.text}"
        case ucsmsg.UcsOperationResponse(success=success):
            yield "done" if success else "failed"
        case other:  # an error message, a message of another type, or None
            yield f"nothing to show: {other}"


def table_of(record: type) -> str:
    """The members of a record as they are to stand on the page."""
    types = {field.name: field.type for field in attrs.fields(record)}
    rows = ["| attribute | type | on the wire | required |", "|---|---|---|---|"]
    for name, member in members_of(record).items():
        required = "yes" if member.required else ""
        rows.append(f"| `{name}` | {_written(types[name])} | `{member.wire}` | {required} |")
    return "\n".join(rows).replace("|  |", "| |")


def _written(annotation: object) -> str:
    """The type without None, which every attribute may be."""
    text = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    names = re.sub(r"\w+\.", "", text).split(" | ")
    return " or ".join(f"`{name}`" for name in names if name != "None")


def rows_below(heading: str) -> list[str]:
    """The rows of the table with that heading."""
    return PAGE.split(f"| `{heading}` | |\n|---|---|\n")[1].split("\n\n")[0].splitlines()


def test_the_examples_give_what_they_show() -> None:
    failed, tried = doctest.testfile(str(PATH), module_relative=False, globs={"lines_of": lines_of}, encoding="utf-8")

    assert (failed, tried > 30) == (0, True)


def test_the_function_on_the_page_is_the_one_that_is_checked_and_run_here() -> None:
    assert f"\n\n\n{inspect.getsource(lines_of)}```\n" in PAGE


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.__name__))
def test_the_members_of_each_record_are_listed(record: type) -> None:
    assert f"\n### `{record.__name__}`\n" in PAGE
    section = PAGE.split(f"\n### `{record.__name__}`\n")[1].split("\n#")[0]
    assert table_of(record) in section.strip().split("\n\n")


@pytest.mark.parametrize("values", ENUMERATIONS, ids=lambda values: str(values.__name__))
def test_the_values_of_each_enumeration_are_listed(values: type[enum.StrEnum]) -> None:
    listed = ", ".join(f"`{value.name}`" for value in values)

    assert f"| `{values.__name__}` | {listed} |" in PAGE


@pytest.mark.parametrize(
    "described",
    [ucsmsg.Diagnostic, ucsmsg.TypedDocument, ucsmsg.Span, ucsmsg.Limits, ucsmsg.quasi.Fixed, ucsmsg.quasi.TextEdit],
    ids=lambda each: str(each.__name__),
)
def test_every_attribute_is_explained(described: type) -> None:
    names = "".join(row.split(" | ")[0] for row in rows_below(described.__name__))

    assert re.findall(r"`(\w+)`", names) == [field.name for field in attrs.fields(described)]


def test_the_default_of_each_limit_is_listed() -> None:
    defaults = [f"{field.default:,}" for field in attrs.fields(ucsmsg.Limits)]

    assert [re.findall(r"[\d,]+(?= \|$)", row) for row in rows_below("Limits")] == [[default] for default in defaults]
