"""Rows as record batches: those of a task, or of results as they come."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from ucsmsg.catalogue import Mode
from ucsmsg.parsing import Parsed
from ucsmsg.quasi import Limits
from ucsmsg.tables._tables import TABLES, Contents, Table, table_named
from ucsmsg.tables._tasks import Task, read

ROWS = 1 << 13
"""So many rows are a batch, or a little more."""
CHARACTERS = 1 << 24
"""So many characters of payloads give a batch, however few rows."""

DIAGNOSTICS = "diagnostics"


class Filling:
    """The rows of some tables, taken from results and given as batches; bounded by `ROWS` and `CHARACTERS`.

    Raises `ValueError` for an unknown table.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._tables = [table_named(name) for name in names]
        self._rows = {table.name: table.no_rows() for table in self._tables}
        self._characters = 0

    def add(self, parsed: Parsed) -> bool:
        """Take the rows of a result; False where its payload is rejected."""
        contents = Contents(parsed)
        for table in self._tables:
            if table.name == DIAGNOSTICS or not contents.is_rejected:
                table.add(self._rows[table.name], contents)
        self._characters += len(parsed.source.text)
        return not contents.is_rejected

    def full(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """The batches of the tables that have enough rows, with the names of the tables."""
        is_much = self._characters > CHARACTERS
        for table in self._tables:
            if is_much or len(self._rows[table.name]) >= ROWS:
                yield from self._taken(table)
        self._characters = 0 if is_much else self._characters

    def rest(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """The batches of all rows that are left."""
        for table in self._tables:
            yield from self._taken(table)

    def _taken(self, table: Table) -> Iterator[tuple[str, pa.RecordBatch]]:
        rows = self._rows[table.name]
        if rows:
            self._rows[table.name] = table.no_rows()
            yield table.name, table.batch(rows)


def table_batches(
    task: Task, tables: Iterable[str] = tuple(TABLES), *, mode: Mode | str = "strict", limits: Limits = Limits()
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The rows of a task in several tables, read once: record batches, each with the name of its table.

    Otherwise as `batches`.
    """
    names = [*tables]
    filling, judge = Filling(names), Mode.of(mode)
    for parsed in read(task, mode=judge, limits=limits, knows_repeated=DIAGNOSTICS in names):
        filling.add(parsed)
        yield from filling.full()
    yield from filling.rest()


def batches(
    task: Task, table: str, *, mode: Mode | str = "strict", limits: Limits = Limits()
) -> Iterator[pa.RecordBatch]:
    """The rows of a task in a table, as record batches of its `schema`, in bounded memory.

    A payload with an error in `mode` has rows in `diagnostics` only, as has one with NaN or an infinity, which JSON has
    no text for. Places are those in the capture, whatever part of it the task is. Of what came before it, only
    `diagnostics` tells (`repeated-notification`): a task that was not `placed` reads what comes before it for that, and
    counts its lines for all tables.

    Raises `OSError` where the file cannot be read, `CaptureError` where a library is missing for it, and `ValueError`
    for an unknown table or mode.
    """
    for _, batch in table_batches(task, (table,), mode=mode, limits=limits):
        yield batch


def schema(table: str) -> pa.Schema:
    """The schema of a table; each column says what it is and in which unit, and the metadata which version it is of.

    Raises `ValueError` for an unknown table.
    """
    return table_named(table).schema
