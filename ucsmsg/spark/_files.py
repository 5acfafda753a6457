"""Ways to rows beside the data source: files of any file system, and places that were found out before."""

import json
import pickle
from collections.abc import Iterator, Sequence
from functools import partial

import pyarrow as pa
from pyspark import RDD
from pyspark.sql import DataFrame, SparkSession

from ucsmsg.captures import Extent, Format, extent_of, iter_parse
from ucsmsg.catalogue import Mode
from ucsmsg.spark._options import Options
from ucsmsg.spark._source import spark_schema
from ucsmsg.tables import Filling, Survey, Task, batches, placed, survey

DIAGNOSTICS = "diagnostics"
"""The table that tells of notifications which came before."""


def table_of(files: DataFrame, table: str, *, mode: Mode | str = "strict") -> DataFrame:
    """The rows of a table, from files that Spark reads itself, from any file system that it knows.

    `files` is what `spark.read.format("binaryFile")` gives: each file is read as a whole, in memory, and by itself, so
    that `diagnostics` tells what was repeated in one file only. Raises `ValueError` for an unknown table or mode.
    """
    read = partial(_rows_of_files, table=table, mode=Mode.of(mode))
    return files.select("path", "content").mapInArrow(read, spark_schema(table))


def _rows_of_files(found: Iterator[pa.RecordBatch], table: str, mode: Mode) -> Iterator[pa.RecordBatch]:
    for batch in found:
        for path, content in zip(batch.column(0), batch.column(1), strict=True):
            yield from _rows_of_file(path.as_py(), content.as_py(), table, mode)


def _rows_of_file(path: str, content: bytes, table: str, mode: Mode) -> Iterator[pa.RecordBatch]:
    filling = Filling([table])
    for parsed in iter_parse(content, name=path, mode=mode):
        filling.add(parsed)
        yield from (batch for _, batch in filling.full())
    yield from (batch for _, batch in filling.rest())


def placed_table(spark: SparkSession, *places: str, **options: str) -> DataFrame:
    """The rows of a table, in two passes: the first finds out for each task what came before it.

    That is the number of its lines, and for `diagnostics` its notifications. Otherwise each task of a large file looks
    for itself at all that comes before it in its file, and large logs are not divided. `options` are those of the data
    source, and so are the errors.
    """
    read = Options.of({**options, "paths": json.dumps(places)})
    planned = read.tasks(divided=(Format.NDJSON, Format.LOG))
    look = partial(_look_at, is_told=read.table == DIAGNOSTICS)
    surveys = _distributed(spark, planned).map(look).toLocalIterator(prefetchPartitions=True)
    found = _distributed(spark, placed(planned, surveys))
    rows = partial(_rows_of_tasks, table=read.table, mode=read.mode)
    return found.map(lambda task: (task,)).toDF("task binary").mapInArrow(rows, spark_schema(read.table))


def _look_at(task: bytes, *, is_told: bool) -> Survey:
    """What later tasks need to know of one; where it is not told which notifications came before, not which it has.

    Whether a payload goes on behind a part of a log, only reading it shows.
    """
    found: Task = pickle.loads(task)  # noqa: S301 - made above
    if is_told or (found.part and found.part.format is Format.LOG):
        return survey(found)
    extent = extent_of(found.part) if found.part else Extent(0, 0)
    return Survey(extent, (), is_open=False, is_empty=False)


def _distributed(spark: SparkSession, found: Sequence[Task]) -> "RDD[bytes]":
    """The tasks, each in a partition of its own."""
    return spark.sparkContext.parallelize(list(map(pickle.dumps, found)), max(1, len(found)))


def _rows_of_tasks(found: Iterator[pa.RecordBatch], table: str, mode: Mode) -> Iterator[pa.RecordBatch]:
    for batch in found:
        for task in batch.column(0):
            yield from batches(pickle.loads(task.as_py()), table, mode=mode)  # noqa: S301 - made above
