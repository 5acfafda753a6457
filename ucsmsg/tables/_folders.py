"""Folders of Parquet: a folder for each table, divided by the values of a column where that is asked for.

They are called as Hive's (`messages/day=2013-11-25/0.parquet`), which every engine reads.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc

from ucsmsg.tables._tables import TABLES
from ucsmsg.tables._writers import TablesError, Writer, in_utc, open_parquet

DAY = "day"
"""What rows are divided by that is no column: the day of their time, in UTC."""
MOST_PARTITIONS = 10_000
"""So many folders of a table at most; what would be more is divided by the wrong column."""
OPEN_FILES = 64
"""So many files are open at a time."""
_NONE = "__HIVE_DEFAULT_PARTITION__"
_LONGEST = 200


def check_partition(by: str, names: Iterable[str]) -> None:
    """Raise `TablesError` where tables cannot be divided by it."""
    for name in names:
        if by != DAY and not pa.types.is_string(_type_of(name, by)):
            choices = ", ".join([DAY, *(each.name for each in TABLES[name].fields if pa.types.is_string(each.type))])
            raise TablesError(f"Expected something that {name} can be divided by ({choices}), got {by!r}")


def _type_of(name: str, column: str) -> pa.DataType:
    schema = TABLES[name].schema
    return schema.field(column).type if column in schema.names else pa.null()


class FolderWriter(Writer):
    """A folder with a folder for each table. `partition_by` is a column of texts, or `DAY`; None for one file each."""

    def __init__(self, path: Path, names: Iterable[str], partition_by: str | None = None) -> None:
        super().__init__(path, names)
        self._by = partition_by
        self._open: OrderedDict[Path, Any] = OrderedDict()
        self._folders: set[Path] = set()
        self._stack.callback(self._close)
        for name in self.names:
            (path / name).mkdir(parents=True)

    def __exit__(self, kind: type[BaseException] | None, *others: object) -> None:
        super().__exit__(kind, *others)
        for name in self.names if kind is None else ():
            if not any((self.path / name).iterdir()):  # engines want to know the columns of nothing, too
                open_parquet(self.path / name / "0.parquet", name).close()

    def write_rows(self, name: str, rows: pa.Table) -> None:
        for folder, some in self._divided(name, rows):
            self._file(self.path / name / folder, name).write_table(some)

    def _divided(self, name: str, rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
        if self._by is None:
            yield "", rows
            return
        values = _values(name, rows, self._by)
        for value in values.unique():
            is_it = pc.is_null(values) if not value.is_valid else pc.fill_null(pc.equal(values, value), False)  # noqa: FBT003
            yield f"{self._by}={_folder_name(value.as_py())}", rows.filter(is_it)

    def _file(self, folder: Path, name: str) -> Any:
        """The file of a folder that is written to; a new one where the last one had to be closed."""
        if folder not in self._open:
            if folder not in self._folders and len(self._folders) == MOST_PARTITIONS:
                raise TablesError(f"Expected at most {MOST_PARTITIONS:,} folders, got more: divide by another column")
            self._folders.add(folder)
            folder.mkdir(exist_ok=True)
            number = sum(1 for _ in folder.iterdir())
            self._open[folder] = open_parquet(folder / f"{number}.parquet", name)
        self._open.move_to_end(folder)
        if len(self._open) > OPEN_FILES:
            self._open.popitem(last=False)[1].close()
        return self._open[folder]

    def _close(self) -> None:
        for file in self._open.values():
            file.close()


def _values(name: str, rows: pa.Table, by: str) -> pa.ChunkedArray:
    """What rows are divided by, as texts."""
    if by != DAY:
        return rows.column(by)
    return in_utc(rows.column(TABLES[name].day)).cast(pa.date32()).cast(pa.string())


def _folder_name(value: str | None) -> str:
    """The value as Hive writes it; none, and what no name of a folder can be, are one."""
    name = quote(value or "", safe=" ")
    return name if 0 < len(name) <= _LONGEST else _NONE
