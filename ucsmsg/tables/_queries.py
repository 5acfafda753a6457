"""SQL over tables: a DuckDB database with views of them, and what a statement gives as plain values."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, count
from pathlib import Path
from typing import Any, Self

import attrs
import pyarrow as pa

from ucsmsg.quasi import dumps
from ucsmsg.tables._tables import TABLES
from ucsmsg.tables._writers import TablesError, duckdb_library, in_utc

MEMORY = "2GB"
"""So much memory a query takes at most; what needs more goes to the disk."""
_ROWS = 1 << 10

# No extension is fetched from anywhere, no table is a variable of ours, and times are told in UTC wherever it runs.
_SETTINGS = {
    "memory_limit": MEMORY,
    "TimeZone": "UTC",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@attrs.frozen
class Answer:
    """What a statement gives: the names of its columns, and its rows, some at a time."""

    names: list[str]
    rows: Iterator[list[Any]]


def tables_in(sql: str) -> list[str]:
    """The tables that a statement may ask for: those whose names it has somewhere."""
    return [name for name in TABLES if name in sql.lower()]


def parquet_in(folder: Path) -> dict[str, list[Path]]:
    """The files of Parquet of each table in a folder that `ucsmsg table` has written; none in any other."""
    names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
    found = {name: sorted((folder / name).rglob("*.parquet")) for name in TABLES if name in names}
    return found if names <= {*TABLES} else {}


class Database:
    """A DuckDB database that a statement may read. A context; raises `TablesError` where the library is missing."""

    def __init__(self, path: str = ":memory:", spill: Path | None = None) -> None:
        self._library = duckdb_library()
        is_read = path != ":memory:"
        self._connection = self._library.connect(path, read_only=is_read)
        settings = _SETTINGS | ({"temp_directory": str(spill)} if spill else {})
        for name, value in settings.items():
            self._connection.execute(f"SET {name} = {_literal(value)}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def view_parquet(self, files: dict[str, list[Path]]) -> None:
        """Have tables by their names that are files of Parquet."""
        for name, paths in files.items():
            listed = ", ".join(_literal(str(path)) for path in paths)
            source = f"read_parquet([{listed}], hive_partitioning = false)"
            self._connection.execute(f'CREATE VIEW "{name}" AS FROM {source}')

    def answer(self, sql: str) -> Answer:
        """What the statement gives. Raises `TablesError` with what DuckDB says of one that it cannot run."""
        try:
            result = self._connection.sql(sql)
        except self._library.Error as error:
            raise TablesError(f"Expected a statement that DuckDB can run, got: {error}") from None
        # some versions give nothing for a statement without an answer
        return Answer([], iter(())) if result is None else Answer(_told_apart(result.columns), self._rows(result))

    def _rows(self, result: Any) -> Iterator[list[Any]]:
        read = next(
            getattr(result, name) for name in ("to_arrow_reader", "fetch_arrow_reader") if hasattr(result, name)
        )
        try:
            for batch in read(_ROWS):
                columns = [_plain(column) for column in batch.columns]
                yield from map(list, zip(*columns, strict=True))
        except (self._library.Error, pa.ArrowException) as error:
            raise TablesError(f"Expected a statement that DuckDB can run, got: {error}") from None


def _told_apart(names: list[str]) -> list[str]:
    """The names of columns, with a number behind those that came before."""
    found: list[str] = []
    for name in names:
        numbered = (f"{name}_{number}" for number in count(2))
        found.append(next(each for each in chain([name], numbered) if each not in found))
    return found


def _literal(text: str) -> str:
    """The text as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _plain(column: pa.Array) -> list[Any]:
    """The values of a column as JSON has them: times are texts, and so is what else has no JSON."""
    if pa.types.is_timestamp(column.type):
        zone = "Z" if column.type.tz else ""
        moments = in_utc(column.cast(pa.timestamp("us", column.type.tz), safe=False)).to_pylist()
        return [None if each is None else each.isoformat(" ") + zone for each in moments]
    convert = dict if pa.types.is_map(column.type) else _same
    return [None if value is None else _plain_value(convert(value)) for value in column.to_pylist()]


def _same(value: Any) -> Any:
    return value


def _plain_value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | Decimal):
        return value
    if isinstance(value, dict):
        return {str(name): _plain_value(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_value(each) for each in value]
    return _number_or_text(value)


def _number_or_text(value: Any) -> Any:
    """A finite number as itself, anything else as a text."""
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def as_text(value: Any) -> str | None:
    """A value of an answer as one text, for cells; None for null."""
    if value is None or isinstance(value, str):
        return value
    return dumps(value)
