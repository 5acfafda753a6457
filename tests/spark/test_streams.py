"""Captures read as a stream: every record once, over restarts and rotations."""

import gzip
import os
from pathlib import Path

import pytest
from pyspark.errors import StreamingQueryException
from pyspark.sql import SparkSession

from tests.spark.conftest import transcript
from ucsmsg.spark._options import Options
from ucsmsg.spark._source import StreamReader
from ucsmsg.tables import batches

OLD = 1_000_000_000


class Stream:
    """A folder that is read as a stream, as often as somebody asks, and what has come out so far."""

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self.spark = spark
        self.folder = folder / "captures"
        self.out, self.checkpoint = str(folder / "out"), str(folder / "checkpoint")
        self.folder.mkdir()

    def write(self, name: str, *numbers: int, half: str = "") -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write("".join(f"{transcript(number)}\n" for number in numbers) + half)

    def rows(self, table: str = "notifications", **options: str) -> list[tuple[str, int, int]]:
        """All rows so far; the query begins where the last one has ended, and ends where nothing is new."""
        frame = self.spark.readStream.format("ucsmsg").options(table=table, **options).load(str(self.folder))
        query = frame.writeStream.format("parquet").option("checkpointLocation", self.checkpoint)
        query.trigger(availableNow=True).start(self.out).awaitTermination()
        column = "reference_id" if table == "notifications" else "at_line"
        found = self.spark.read.schema(frame.schema).parquet(self.out).select("file", "line", column).collect()
        return sorted((Path(row.file).name, row.line, row[column]) for row in found)


@pytest.fixture
def stream(spark: SparkSession, tmp_path: Path) -> Stream:
    return Stream(spark, tmp_path)


def test_each_record_is_read_once_when_it_is_whole_over_restarts_and_rotations(stream: Stream) -> None:
    stream.write("a.log", 1, 2, half=transcript(3)[:50])
    assert stream.rows() == [("a.log", 1, 1), ("a.log", 2, 2)]
    with (stream.folder / "a.log").open("a", encoding="utf-8") as file:
        file.write(transcript(3)[50:] + "\n")
    stream.write("b.log", 4)
    so_far = [("a.log", 1, 1), ("a.log", 2, 2), ("a.log", 3, 3), ("b.log", 1, 4)]
    assert stream.rows() == so_far
    (stream.folder / "a.log").rename(stream.folder / "a.log.1")
    stream.write("a.log.1", 5)
    stream.write("a.log", 6)
    assert stream.rows() == sorted([*so_far, ("a.log.1", 4, 5), ("a.log", 1, 6)])
    assert stream.rows() == sorted([*so_far, ("a.log.1", 4, 5), ("a.log", 1, 6)])


def test_a_batch_has_no_more_bytes_than_were_asked_for_and_what_came_before_it_is_told(stream: Stream) -> None:
    stream.write("a.ndjson", 1, 2, 3)
    options = {"table": "diagnostics", "maxBytesPerTrigger": "1500", "partSize": "500"}
    assert stream.rows(**options) == []
    stream.write("a.ndjson", 2)
    stream.write("b.ndjson", 2)
    assert stream.rows(**options) == [("a.ndjson", 4, 4)]


def test_a_packed_file_is_read_once_when_it_is_complete_and_refused_when_it_grows(stream: Stream) -> None:
    path = stream.folder / "a.gz"
    path.write_bytes(gzip.compress(transcript(1).encode()))
    assert stream.rows(settledAfter="0") == [("a.gz", 1, 1)]
    path.write_bytes(path.read_bytes() + gzip.compress(transcript(2).encode()))
    with pytest.raises(StreamingQueryException, match=r"to be complete, as it was read as a whole with \d+ bytes"):
        stream.rows(settledAfter="0")


def reader(folder: Path, **options: str) -> StreamReader:
    return StreamReader(Options.of({"path": str(folder), "table": "notifications", **options}))


def test_spark_before_version_4_2_does_not_say_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(transcript(1) + "\n", "utf-8")
    stream = reader(tmp_path)
    first = stream.latestOffset()
    (partition,) = stream.partitions(stream.initialOffset(), first)

    assert [batch.num_rows for batch in stream.read(partition)] == [1]
    assert reader(tmp_path).latestOffset(first) == first
    assert stream.latestOffset() == first


def test_what_is_wanted_at_most_is_told_to_spark(tmp_path: Path) -> None:
    assert str(reader(tmp_path).getDefaultReadLimit()) == "ReadAllAvailable()"
    assert str(reader(tmp_path, maxBytesPerTrigger="7").getDefaultReadLimit()) == "ReadMaxBytes(max_bytes=7)"


def test_what_came_before_need_not_be_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"{transcript(1)}\n{transcript(2)}\n", "utf-8")
    stream = reader(tmp_path, table="diagnostics", repeated="false")
    first = stream.latestOffset()
    with (tmp_path / "a").open("a", encoding="utf-8") as file:
        file.write(f"{transcript(1)}\n{transcript(3)}\n{transcript(3)}\n")
    (partition,) = stream.partitions(first, stream.latestOffset(first))
    found = [row for batch in batches(partition.value, "diagnostics") for row in batch.to_pylist()]

    assert [(row["line"], row["message"]) for row in found] == [
        (5, "Expected a new notification, got the one of line 4 again")
    ]


def test_a_settled_file_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"{transcript(1)}\n{transcript(2)}", "utf-8")
    assert [each["end"] for each in reader(tmp_path).latestOffset().values()] == [len(f"{transcript(1)}\n".encode())]
    os.utime(tmp_path / "a", (OLD, OLD))
    stream = reader(tmp_path)
    (partition,) = stream.partitions({}, stream.latestOffset({}))

    assert sum(batch.num_rows for batch in stream.read(partition)) == 2
