"""Captures as tables of Apache Arrow, for whatever engine: interactions, messages, participants and the rest as rows.

`tasks` divides captures, `batches` gives the rows of a task in a table, `schema` what their columns are. Needs pyarrow
(extra `table`).
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if find_spec("pyarrow") is None:
    raise ImportError('Expected the library pyarrow to make tables; pip install "ucsmsg[table]"')

from ucsmsg.tables._batches import Filling, batches, schema, table_batches
from ucsmsg.tables._tables import SCHEMA_VERSION, TABLES, Table
from ucsmsg.tables._tasks import PART_SIZE, Survey, Task, placed, read, resumed, survey, tasks

if TYPE_CHECKING:
    from ucsmsg.tables._folders import FolderWriter, check_partition
    from ucsmsg.tables._kept import Gone
    from ucsmsg.tables._queries import Answer, Database, as_text, parquet_in, tables_in
    from ucsmsg.tables._writers import WRITERS, TablesError, Writer
else:
    _HOMES = {
        "_folders": {"FolderWriter", "check_partition"},
        "_kept": {"Gone"},
        "_queries": {"Answer", "Database", "as_text", "parquet_in", "tables_in"},
        "_writers": {"WRITERS", "TablesError", "Writer"},
    }

    def __getattr__(name: str) -> Any:
        """What writes files, imported when it is first asked for: tasks in other processes need none of it."""
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{home}"), name)

    def __dir__() -> list[str]:
        return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


__all__ = [
    "PART_SIZE",
    "SCHEMA_VERSION",
    "TABLES",
    "WRITERS",
    "Answer",
    "Database",
    "Filling",
    "FolderWriter",
    "Gone",
    "Survey",
    "Table",
    "TablesError",
    "Task",
    "Writer",
    "as_text",
    "batches",
    "check_partition",
    "parquet_in",
    "placed",
    "read",
    "resumed",
    "schema",
    "survey",
    "table_batches",
    "tables_in",
    "tasks",
]
