"""Captures read in batches: the rows of one process, whatever happens on the way."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.cloudpickle import register_pickle_by_value
from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession
from pyspark.sql.datasource import InputPartition

from ucsmsg.spark import UcsmsgDataSource, placed_table, spark_schema, table_of
from ucsmsg.spark._source import BatchReader
from ucsmsg.tables import TABLES, batches, schema, tasks

PART = "30000"
register_pickle_by_value(sys.modules[__name__])  # the processes of Spark have no tests


def in_one_process(captures: Path, table: str, mode: str = "strict") -> pa.Table:
    rows = (batch for task in tasks(captures, part_size=0) for batch in batches(task, table, mode=mode))
    return pa.Table.from_batches(rows, schema(table))


@pytest.mark.parametrize("table", [*TABLES])
def test_spark_gives_the_rows_of_one_process_in_their_order(table: str, spark: SparkSession, captures: Path) -> None:
    frame = spark.read.format("ucsmsg").option("table", table).option("partSize", PART).load(str(captures))
    expected = in_one_process(captures, table)

    assert frame.rdd.getNumPartitions() > len(list(captures.iterdir()))
    assert expected.num_rows > 0
    assert frame.toArrow().equals(expected)


@pytest.mark.parametrize("table", ["messages", "diagnostics"])
def test_so_it_does_in_two_passes(table: str, spark: SparkSession, captures: Path) -> None:
    frame = placed_table(spark, str(captures), table=table, partSize=PART, mode="lenient")

    assert frame.toArrow().equals(in_one_process(captures, table, "lenient"))


class _KilledReader(BatchReader):
    """Whose process is killed once, in the midst of the third task."""

    flag = ""

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        for batch in super().read(partition):
            yield batch.slice(0, 1)
            if partition.value == self.partitions()[2].value and not Path(self.flag).exists():
                Path(self.flag).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch.slice(1)


def test_a_task_whose_process_is_killed_is_read_again_and_no_row_comes_twice(
    spark: SparkSession, captures: Path, tmp_path: Path
) -> None:
    class Reader(_KilledReader):
        flag = str(tmp_path / "killed")

    class Source(UcsmsgDataSource):
        @classmethod
        def name(cls) -> str:
            return "killed-once"

        def reader(self, schema: object) -> Reader:
            return Reader(self.checked(schema))

    spark.dataSource.register(Source)
    frame = spark.read.format("killed-once").option("table", "messages").option("partSize", PART).load(str(captures))

    assert frame.toArrow().equals(in_one_process(captures, "messages"))
    assert (tmp_path / "killed").exists()


def test_a_damaged_file_fails_no_job_and_its_diagnostics_are_rows(spark: SparkSession, captures: Path) -> None:
    frame = spark.read.format("ucsmsg").option("table", "diagnostics").load(str(captures))
    found = {(Path(row.file).name, row["name"]) for row in frame.select("file", "name").collect()}

    assert ("damaged.gz", "damaged-compression") in found
    assert ("empty", "no-value") in found
    assert ("large.ndjson", "cut-off") in found


def test_what_is_parquet_is_read_back_with_the_same_types(spark: SparkSession, captures: Path, tmp_path: Path) -> None:
    ours, theirs = str(tmp_path / "ours.parquet"), str(tmp_path / "theirs")
    expected = in_one_process(captures, "interactions")
    pq.write_table(expected, ours)
    spark.read.format("ucsmsg").option("table", "interactions").load(str(captures)).write.parquet(theirs)

    back = spark.read.parquet(ours)
    assert [(each.name, each.dataType) for each in back.schema] == [
        (each.name, each.dataType) for each in spark_schema("interactions")
    ]
    assert back.toArrow().equals(expected)
    assert (
        spark.read.parquet(theirs)
        .orderBy("file", "line", "start")
        .toArrow()
        .equals(back.orderBy("file", "line", "start").toArrow())
    )
    query = "SELECT count(*), min(start_date), max(file) FROM read_parquet(?)"
    assert duckdb.execute(query, [f"{theirs}/*.parquet"]).fetchall() == duckdb.execute(query, [ours]).fetchall()


def test_columns_say_what_they_are() -> None:
    comments = {each.name: each.metadata["comment"] for each in spark_schema("messages")}

    assert all(comments.values())


def test_files_of_other_file_systems_are_read_as_spark_finds_them(spark: SparkSession, captures: Path) -> None:
    files = spark.read.format("binaryFile").load(f"file://{captures}/*.*")
    got = table_of(files, "messages").orderBy("file", "line", "start", "index").toArrow()
    expected = in_one_process(captures, "messages")
    names = [Path(name).name for name in got["file"].to_pylist()]

    assert sorted(zip(names, got["line"].to_pylist(), got["text"].to_pylist(), strict=True)) == sorted(
        zip(
            (Path(name).name for name in expected["file"].to_pylist()),
            expected["line"].to_pylist(),
            expected["text"].to_pylist(),
            strict=True,
        )
    )
    assert got.schema.equals(expected.schema)


def test_an_empty_folder_has_no_rows(spark: SparkSession, tmp_path: Path) -> None:
    assert spark.read.format("ucsmsg").load(str(tmp_path)).count() == 0
    assert placed_table(spark, str(tmp_path)).count() == 0


def test_several_places_are_read_one_after_the_other(spark: SparkSession, captures: Path) -> None:
    places = [str(captures / "app.log"), f"file://{captures}/page.m*"]
    frame = spark.read.format("ucsmsg").option("table", "notifications").option("mode", "lenient").load(places)

    assert [row.reference_id for row in frame.select("reference_id").collect()] == [2, 3, 7]


def test_a_schema_of_somebody_elses_is_refused(spark: SparkSession, captures: Path) -> None:
    frame = spark.read.format("ucsmsg").schema("a string").load(str(captures))

    with pytest.raises(AnalysisException, match="the table messages, got struct<a:string>: name none"):
        frame.collect()
