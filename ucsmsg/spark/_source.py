"""The data source: what Spark asks for, answered by tasks and their batches."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import pyarrow as pa
from pyspark.sql.datasource import DataSource, DataSourceReader, DataSourceStreamReader, InputPartition
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StructField, StructType

from ucsmsg.spark._growth import Looking, Offset, growth, latest
from ucsmsg.spark._options import Options
from ucsmsg.tables import Task, batches, schema


def spark_schema(table: str) -> StructType:
    """The schema of a table, with the descriptions of its columns as comments; times are `timestamp`, never `_ntz`.

    Raises `ValueError` for an unknown table.
    """
    return StructType([_column(each) for each in schema(table)])


def _column(field: pa.Field) -> StructField:
    description = (field.metadata or {}).get(b"description", b"").decode()
    kind = from_arrow_type(field.type, prefer_timestamp_ntz=False)
    return StructField(field.name, kind, field.nullable, {"comment": description})


class UcsmsgDataSource(DataSource):
    """The format `ucsmsg`: the rows of a table, from captures in files and folders that every executor can open.

    Options: `table` (`messages` where none is named), `mode`, `format` and `encoding` as elsewhere, `partSize` (how
    many bytes of a large file of NDJSON are a task), `repeated` (`false`: `diagnostics` does not tell which
    notifications came before). Of streams also `settledAfter` (seconds without a write after which a file is complete)
    and `maxBytesPerTrigger`.
    """

    @classmethod
    def name(cls) -> str:
        """The name of the format."""
        return "ucsmsg"

    def schema(self) -> StructType:
        """The columns of the table. Raises `ValueError` for unknown options."""
        return spark_schema(self._read_options().table)

    def reader(self, schema: StructType) -> "BatchReader":
        """What reads the captures that are there."""
        return BatchReader(self.checked(schema))

    def streamReader(self, schema: StructType) -> "StreamReader":  # noqa: N802 - Spark's name
        """What reads captures that grow, and files that come."""
        return StreamReader(self.checked(schema))

    def _read_options(self) -> Options:
        return Options.of(self.options)

    def checked(self, given: StructType) -> Options:
        """The options, for a table of the given schema. Raises `ValueError` where that is another one."""
        options = self._read_options()
        expected = spark_schema(options.table)
        if given.names != expected.names or [each.dataType for each in given] != [each.dataType for each in expected]:
            raise ValueError(f"Expected the schema of the table {options.table}, got {given.simpleString()}: name none")
        return options


def _rows(options: Options, partition: InputPartition | None) -> Iterator[pa.RecordBatch]:
    """The rows of a partition; where there is nothing to read, Spark asks for one without a task, or for None (4.0)."""
    task: Task | None = partition.value if partition else None
    if task:
        yield from batches(task, options.table, mode=options.mode)


class BatchReader(DataSourceReader):
    """Reads the captures that are there when the query is planned."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def partitions(self) -> list[InputPartition]:
        """The tasks. Only the beginnings of files, and what stands around the cuts in large ones, is read for that."""
        return [InputPartition(task) for task in self._options.tasks()]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """The rows of a task."""
        return _rows(self._options, partition)


class StreamReader(DataSourceStreamReader):
    """Reads what is new in whole records, and each file that is no log and no NDJSON once, when it is complete."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._last: Offset = {}

    def initialOffset(self) -> Offset:  # noqa: N802 - Spark's name
        """Nothing was read."""
        return {}

    def getDefaultReadLimit(self) -> Any:  # noqa: N802 - Spark's name
        """What `maxBytesPerTrigger` says; Spark asks from version 4.2 on."""
        from pyspark.sql.streaming.datasource import ReadAllAvailable, ReadMaxBytes  # noqa: PLC0415 - not in 4.0

        most = self._options.most_bytes
        return ReadAllAvailable() if most is None else ReadMaxBytes(most)

    def latestOffset(self, start: Offset | None = None, limit: Any = None) -> Offset:  # noqa: N802 - Spark's name
        """How far can be read now. Before version 4.2 Spark says neither where it is nor how much it wants."""
        options = self._options
        most = getattr(limit, "max_bytes", None)
        looking = Looking(settled_after=options.settled_after, format=options.format, most_bytes=most)
        self._last = latest(options.files(), self._last if start is None else start, looking)
        return self._last

    def partitions(self, start: Offset, end: Offset) -> Sequence[InputPartition]:
        """The tasks for what came between two offsets."""
        self._last = end
        whole = {task.path: task for task in self._options.tasks(part_size=0)}
        return [
            InputPartition(task)
            for file, grown_from in growth([*whole], start, end)
            for task in _grown(whole[file.path], [*file.parts(grown_from, self._options.part_size)])
        ]

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """The rows of a task."""
        return _rows(self._options, partition)


def _grown(whole: Task, parts: Sequence[Any]) -> list[Task]:
    return [attrs.evolve(whole, part=part, is_last=False) for part in parts] or [whole]
