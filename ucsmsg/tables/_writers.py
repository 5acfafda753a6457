"""Where rows go: files of Parquet or CSV, databases of SQLite or DuckDB, folders of Parquet.

A writer takes batches of any table as they come and holds no more than a bounded number of them.
"""

import abc
import importlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from ucsmsg.diagnostics import UcsmsgError
from ucsmsg.quasi import dumps
from ucsmsg.tables._kept import Gone, rows_in
from ucsmsg.tables._tables import TABLES

GROUP_BYTES = 1 << 26
"""So many bytes of rows are written together, or a little more."""
GROUP_ROWS = 1 << 17
"""So many rows are written together, however small."""


class TablesError(UcsmsgError, ValueError):
    """Tables that cannot be written as they were asked for; the message says what would be."""


class Writer(abc.ABC):
    """Writes tables to a new file or folder. A context: what is not closed without an error is not complete.

    `takes_several`: it can have more tables than one; `can_keep`: it can keep rows that were written before.
    """

    takes_several = True
    can_keep = True

    def __init__(self, path: Path, names: Iterable[str]) -> None:
        self.path = path
        self.names = [*names]
        self._stack = ExitStack()
        self._held: dict[str, list[pa.RecordBatch]] = {name: [] for name in self.names}
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._stack:
            if kind is None:
                self.flush()

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Take rows of a table; they are written together with others."""
        held = self._held[name]
        held.append(batch)
        self._bytes += batch.nbytes
        if self._bytes > GROUP_BYTES:
            self.flush()
        elif sum(each.num_rows for each in held) > GROUP_ROWS:
            self._write_held(name)

    def flush(self) -> None:
        """Write what is held."""
        for name in self.names:
            self._write_held(name)
        self._bytes = 0

    def _write_held(self, name: str) -> None:
        held, self._held[name] = self._held[name], []
        if held:
            self.write_rows(name, pa.Table.from_batches(held))

    def keep(self, old: Path, gone: Gone) -> None:
        """Take the rows of an older output of the same kind, but for those that are gone."""
        for name in self.names:
            for batch in rows_in(old, name):
                self.write(name, gone.kept(batch))

    @abc.abstractmethod
    def write_rows(self, name: str, rows: pa.Table) -> None:
        """Write rows of a table."""


class ParquetWriter(Writer):
    """One table as a file of Parquet, packed with zstd."""

    takes_several = False

    def __init__(self, path: Path, names: Iterable[str]) -> None:
        super().__init__(path, names)
        (name,) = self.names
        self._file = self._stack.enter_context(open_parquet(path, name))

    def write_rows(self, name: str, rows: pa.Table) -> None:  # noqa: ARG002  # the only one
        self._file.write_table(rows)


def open_parquet(path: Path, name: str) -> Any:
    """A new file of Parquet for rows of a table."""
    return pyarrow.parquet.ParquetWriter(path, TABLES[name].schema, compression="zstd")


class CsvWriter(Writer):
    """One table as CSV (RFC 4180, UTF-8): texts in quotes, null as nothing; records and maps as JSON."""

    takes_several = False
    can_keep = False

    def __init__(self, path: Path, names: Iterable[str]) -> None:
        super().__init__(path, names)
        (name,) = self.names
        flat = flattened(TABLES[name].schema.empty_table())
        self._file = self._stack.enter_context(pyarrow.csv.CSVWriter(path, flat.schema))

    def write_rows(self, name: str, rows: pa.Table) -> None:  # noqa: ARG002  # the only one
        self._file.write_table(flattened(rows))


class SqliteWriter(Writer):
    """Tables of a SQLite database; records and maps are JSON, times texts that its functions for dates read."""

    def __init__(self, path: Path, names: Iterable[str]) -> None:
        super().__init__(path, names)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._stack.callback(self._connection.close)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        for each in self.names:
            columns = ", ".join(f'"{field.name}" {_sqlite_type(field.type)}' for field in TABLES[each].fields)
            self._connection.execute(f'CREATE TABLE "{each}" ({columns})')

    def keep(self, old: Path, gone: Gone) -> None:
        """Take them from the older database, which is only read."""
        with _told(sqlite3.Error):
            self._connection.execute("ATTACH ? AS old", (str(old),))
            for name in self.names:
                self._connection.execute(f'INSERT INTO main."{name}" SELECT * FROM old."{name}"')  # noqa: S608  # our own
                self._connection.executemany(_GONE.format(name), _goings(gone))
            self._connection.execute("DETACH old")

    def write_rows(self, name: str, rows: pa.Table) -> None:
        flat = flattened(rows)
        marks = ", ".join("?" * flat.num_columns)
        values = zip(*(column.to_pylist() for column in flat.columns), strict=True)
        with _told(sqlite3.Error):
            self._connection.execute("BEGIN")
            self._connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608  # our own names
            self._connection.execute("COMMIT")


@contextmanager
def _told(errors: type[Exception]) -> Iterator[None]:
    """The errors of a database as one of those that are declared."""
    try:
        yield
    except errors as error:
        raise TablesError(f"Expected a database that takes the rows, got: {error}") from error


_GONE = """DELETE FROM "{}" WHERE start >= ? AND (file = ? OR substr(file, 1, ?) = ?)"""
"""For the rows of a file, and of the files in it where it is an archive."""


def _goings(gone: Gone) -> list[tuple[int, str, int, str]]:
    return [(start, file, len(file) + 2, f"{file}!/") for file, start in gone.starts.items()]


def _sqlite_type(kind: pa.DataType) -> str:
    return "INTEGER" if pa.types.is_integer(kind) or pa.types.is_boolean(kind) else "TEXT"


class DuckDbWriter(Writer):
    """Tables of a DuckDB database, with the types that they have."""

    def __init__(self, path: Path, names: Iterable[str]) -> None:
        super().__init__(path, names)
        self._connection = duckdb_library().connect(str(path))
        self._stack.callback(self._connection.close)
        for each in self.names:
            self._run(f'CREATE TABLE "{each}" AS FROM rows', TABLES[each].schema.empty_table())

    def write_rows(self, name: str, rows: pa.Table) -> None:
        self._run(f'INSERT INTO "{name}" FROM rows', rows)

    def keep(self, old: Path, gone: Gone) -> None:
        """Take them from the older database, which is only read."""
        with _told(duckdb_library().Error):
            quoted = str(old).replace("'", "''")
            self._connection.execute(f"ATTACH '{quoted}' AS old (READ_ONLY)")
            for name in self.names:
                self._connection.execute(f'INSERT INTO "{name}" FROM old."{name}"')
                for going in _goings(gone):
                    self._connection.execute(_GONE.format(name), going)
            self._connection.execute("DETACH old")

    def _run(self, statement: str, rows: pa.Table) -> None:
        with _told(duckdb_library().Error):
            self._connection.register("rows", rows)
            self._connection.execute(statement)
            self._connection.unregister("rows")


def duckdb_library() -> Any:
    """DuckDB. Raises `TablesError` where it is not there."""
    try:
        return importlib.import_module("duckdb")
    except ImportError:
        raise TablesError('Expected the library duckdb; pip install "ucsmsg[query]"') from None


# ---- Tables whose columns are plain ----


def flattened(rows: pa.Table) -> pa.Table:
    """The rows with texts in the place of times, and JSON in that of records and maps."""
    return pa.table({name: _flat(rows.column(name)) for name in rows.column_names})


def _flat(column: pa.ChunkedArray) -> pa.ChunkedArray:
    write = next((write for is_so, write in _AS_TEXT if is_so(column.type)), None)
    return write(column) if write else column


def in_utc(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The moments as times without a zone; no database of zones is asked for that, which there may not be."""
    return column.cast(pa.int64()).cast(pa.timestamp("us"))


def _time_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(in_utc(column).cast(pa.string()), "Z", "")


def _json_of(column: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = [None if value is None else dumps(dict(value)) for value in column.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])


_AS_TEXT: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.ChunkedArray], pa.ChunkedArray]], ...] = (
    (pa.types.is_timestamp, _time_text),
    (pa.types.is_struct, _json_of),
    (pa.types.is_map, _json_of),
)

WRITERS: Mapping[str, type[Writer]] = {
    ".parquet": ParquetWriter,
    ".csv": CsvWriter,
    **dict.fromkeys((".sqlite", ".sqlite3", ".db"), SqliteWriter),
    ".duckdb": DuckDbWriter,
}
"""What is written, by the ending of its name."""
