"""What the processes of Spark do, in this one."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyspark.sql.datasource import InputPartition
from pyspark.sql.types import StructType

from tests.spark.test_batches import in_one_process
from ucsmsg.captures import Format
from ucsmsg.catalogue import Mode
from ucsmsg.spark import UcsmsgDataSource, spark_schema
from ucsmsg.spark._files import _look_at, _rows_of_files, _rows_of_tasks
from ucsmsg.tables import TABLES, schema, tasks


def source(captures: Path, table: str) -> UcsmsgDataSource:
    return UcsmsgDataSource({"path": str(captures), "table": table, "partsize": "9000"})


@pytest.mark.parametrize("table", [*TABLES])
def test_the_tasks_of_a_batch_give_the_rows_of_one_process(table: str, captures: Path) -> None:
    found = source(captures, table)
    reader = found.reader(found.schema())
    rows = (batch for partition in reader.partitions() for batch in reader.read(partition))

    assert found.name() == "ucsmsg"
    assert found.schema() == spark_schema(table)
    assert pa.Table.from_batches(rows, schema(table)).equals(in_one_process(captures, table))
    assert [*reader.read(InputPartition(None)), *reader.read(None)] == []


def test_those_of_the_first_batch_of_a_stream_do(captures: Path) -> None:
    found = UcsmsgDataSource({"path": str(captures / "large.ndjson"), "partSize": "9000"})
    reader = found.streamReader(found.schema())
    partitions = reader.partitions(reader.initialOffset(), reader.latestOffset({}))
    rows = (batch for partition in partitions for batch in reader.read(partition))

    assert len(partitions) > 2
    assert pa.Table.from_batches(rows, schema("messages")).equals(in_one_process(captures / "large.ndjson", "messages"))


def test_another_schema_is_refused(captures: Path) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        source(captures, "messages").reader(StructType().add("a", "string"))
    assert str(caught.value) == "Expected the schema of the table messages, got struct<a:string>: name none"


def test_tasks_that_were_put_in_their_places_are_handed_on_as_bytes(captures: Path) -> None:
    found = pa.record_batch([[pickle.dumps(task) for task in tasks(captures)]], ["task"])
    rows = _rows_of_tasks(iter([found]), "messages", Mode.STRICT)

    assert pa.Table.from_batches(rows, schema("messages")).equals(in_one_process(captures, "messages"))


def test_no_more_is_found_out_of_a_task_than_is_needed(captures: Path) -> None:
    def looked_at(name: str, *, is_told: bool) -> tuple[bool, bool]:
        """Whether lines are counted, and notifications known."""
        task, *_ = tasks(captures / name, part_size=9_000, divided=[*Format])
        found = _look_at(pickle.dumps(task), is_told=is_told)
        return found.extent.lines > 1, len(found.notifications) > 1

    assert looked_at("large.ndjson", is_told=False) == (True, False)
    assert looked_at("large.ndjson", is_told=True) == looked_at("large.log", is_told=False) == (True, True)
    assert looked_at("page.md", is_told=False) == (False, False)


def test_files_are_read_from_their_content(captures: Path) -> None:
    def found() -> Iterator[pa.RecordBatch]:
        for path in sorted(captures.iterdir()):
            yield pa.record_batch([[str(path)], [path.read_bytes()]], ["path", "content"])

    rows = pa.Table.from_batches(_rows_of_files(found(), "messages", Mode.STRICT), schema("messages"))

    assert rows.sort_by("file").equals(in_one_process(captures, "messages").sort_by("file"))


def test_much_is_given_in_several_batches(captures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ucsmsg.tables._batches.ROWS", 5)
    path = captures / "large.ndjson"
    content = pa.record_batch([[str(path)], [path.read_bytes()]], ["path", "content"])

    assert len(list(_rows_of_files(iter([content]), "messages", Mode.STRICT))) > 9
