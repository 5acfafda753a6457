"""The tables of columns in `docs/tables.md`, as `python -m tests.project.update` writes them."""

from collections.abc import Iterator

import pyarrow as pa

from tests.project.pages import ROOT
from ucsmsg.tables import TABLES, Table

PAGE = ROOT / "docs/tables.md"
_HEAD = "| column | type | unit | what it is |\n|---|---|---|---|"
_BEGIN, _END = "<!-- columns -->\n", "<!-- end of columns -->\n"


def written() -> str:
    """The page with what the schemas say in the place of what stood there."""
    before, rest = PAGE.read_text("utf-8").split(_BEGIN)
    return before + _BEGIN + "".join(map(_section, TABLES.values())) + _END + rest.split(_END)[1]


def _section(table: Table) -> str:
    rows = "\n".join(row for field in table.schema for row in _rows(field))
    return f"### `{table.name}`\n\n{table.description}\n\n{_HEAD}\n{rows}\n\n"


def _rows(field: pa.Field, within: str = "") -> Iterator[str]:
    said = {name.decode(): text.decode() for name, text in field.metadata.items()}
    inner = [*field.type] if pa.types.is_struct(field.type) else []
    kind = "struct" if inner else str(field.type)
    yield f"| `{within}{field.name}` | {kind} | {said.get('unit', '')} | {said['description']} |"
    for each in inner:
        yield from _rows(each, f"{within}{field.name}.")
