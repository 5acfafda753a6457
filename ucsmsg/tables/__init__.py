"""Captures as tables of Apache Arrow, for whatever engine: interactions, messages, participants and the rest as rows.

`tasks` divides captures, `batches` gives the rows of a task in a table, `schema` what their columns are. Needs pyarrow
(extra `table`).
"""

from importlib.util import find_spec

if find_spec("pyarrow") is None:
    raise ImportError('Expected the library pyarrow to make tables; pip install "ucsmsg[table]"')

from ucsmsg.tables._batches import Filling, batches, schema, table_batches
from ucsmsg.tables._tables import SCHEMA_VERSION, TABLES, Table
from ucsmsg.tables._tasks import PART_SIZE, Survey, Task, placed, survey, tasks

__all__ = [
    "PART_SIZE",
    "SCHEMA_VERSION",
    "TABLES",
    "Filling",
    "Survey",
    "Table",
    "Task",
    "batches",
    "placed",
    "schema",
    "survey",
    "table_batches",
    "tasks",
]
