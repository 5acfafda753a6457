"""How results are displayed in notebooks and by the library rich: as small tables of plain text."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ucsmsg._screen import printable

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

_LONGEST = 200
"""Characters of a text that are shown."""

_CELL = '<td style="text-align:left">{}</td>'  # notebooks would have it on the right

MOST = 10
"""Rows of a table that stands for an array."""


@attrs.frozen
class Table:
    """Rows of texts and tables, perhaps with titles above the columns; `more` rows were left out."""

    caption: str
    rows: "Sequence[Sequence[Cell]]"
    titles: Sequence[str] = ()
    more: int = 0

    def html(self) -> str:
        """The table for a page; each text is in `code`, in which no notebook looks for formulas."""
        titles = "".join(f"<th>{_html(title)}</th>" for title in self.titles)
        rows = [f"<tr>{titles}</tr>"] * bool(titles) + [*map(_html_row, self.rows)]
        more = f"<tr><td>and {self.more:,} more</td></tr>" * bool(self.more)
        caption = f"<caption>{_html(self.caption)}</caption>" * bool(self.caption)
        return f'<table class="tex2jax_ignore mathjax_ignore">{caption}{"".join(rows)}{more}</table>'


Cell: TypeAlias = str | Table


class Displayed:
    """What has a table of its own in notebooks."""

    __slots__ = ()

    def _table(self) -> Table:
        return table_of(self)

    def _repr_html_(self) -> str:
        """For notebooks: a small table, in which nothing that stands in it acts."""
        return self._table().html()


def table_of(value: Any) -> Table:
    """The attributes of an object of an attrs class, without those that are what they are when nothing is known."""
    return Table(type(value).__name__, [(name, cell_of(each)) for name, each in _given(value)])


def _given(value: Any) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(type(value)):
        if (each := getattr(value, field.name)) != field.default:
            yield field.name, each


def table_of_many(caption: str, values: Sequence[Any]) -> Table:
    """A row for each object of an attrs class, as far as there is place, with the attributes that any of them has."""
    shown = values[:MOST]
    fields = {field.name: field.default for each in shown for field in attrs.fields(type(each))}
    names = [name for name, default in fields.items() if any(getattr(each, name) != default for each in shown)]
    rows = [tuple(_text(getattr(each, name)) for name in names) for each in shown]
    return Table(caption, rows, names, len(values) - len(shown))


def rich_group(lines: Iterable["Text"], *values: Any) -> "Group":
    """Records, or what else there is, and lines below them, for the library rich."""
    from rich.console import Group  # noqa: PLC0415 - for who has it and asks for it
    from rich.pretty import Pretty  # noqa: PLC0415 - as above

    return Group(*(Pretty(value, max_length=MOST, max_string=_LONGEST) for value in values), *lines)


def rich_line(before: str, tag: str = "", after: str = "", style: str = "") -> "Text":
    """A line for the library rich, of which the middle has a style."""
    from rich.text import Text  # noqa: PLC0415 - for who has it and asks for it

    return Text.assemble(printable(before), (printable(tag), style), printable(after))


def cell_of(value: Any) -> Cell:
    """A table for a record or several, a text for anything else."""
    if attrs.has(type(value)):
        return table_of(value)
    return table_of_many("", value) if _are_records(value) else _text(value)


def _are_records(value: Any) -> bool:
    return isinstance(value, tuple | list) and any(attrs.has(type(each)) for each in value)


def _text(value: Any) -> str:
    """The value in a line: a text as itself, an array or object as JSON, a time in ISO 8601, a record's members."""
    if value is None or isinstance(value, str):
        return str(value or "")
    if attrs.has(type(value)):
        return ", ".join(f"{name}: {_text(each)}" for name, each in _given(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    is_json = isinstance(value, Mapping | tuple | list) and not _are_records(value)
    return json.dumps(value, ensure_ascii=False, default=str) if is_json else repr(value)


def _html_row(row: Sequence[Cell]) -> str:
    return f"<tr>{''.join(_CELL.format(_html_cell(each)) for each in row)}</tr>"


def _html_cell(cell: Cell) -> str:
    return cell.html() if isinstance(cell, Table) else _html(cell)


def _html(text: str) -> str:
    from html import escape  # noqa: PLC0415 - with all entities, for notebooks only

    return f"<code>{escape(_shown(text))}</code>" if text else ""


def _shown(text: str) -> str:
    """The beginning of the text, in which nothing acts."""
    shown = printable(text[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
