"""Dask, as the page on scale shows it: the rows of one process, also when one of its own is killed."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from distributed import Client, LocalCluster

from tests.project.engines import lines_for
from tests.spark.test_batches import in_one_process
from ucsmsg.tables import Task, batches, placed, schema, survey, tasks


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster) as found:
        yield found


def test_the_lines_of_the_page_give_the_rows_of_one_process(
    captures: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, Any] = {}
    monkeypatch.setattr("distributed.Client", lambda **_: client)
    exec(lines_for("dask", captures), found)  # noqa: S102 - our own page

    assert found["messages"].equals(in_one_process(captures, "messages"))


def rows_of(task: Task) -> list[pa.RecordBatch]:
    return list(batches(task, "messages"))


def test_processes_without_an_engine_give_the_rows_of_one(captures: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = pool.map(rows_of, tasks(captures, part_size=30_000))

        assert pa.Table.from_batches(chain.from_iterable(found), schema("messages")).equals(
            in_one_process(captures, "messages")
        )


def killed_once(task: Task, flag: str, table: str) -> list[pa.RecordBatch]:
    """The rows of a task; the first process that has read one is killed before it can hand them on."""
    rows = list(batches(task, table))
    if not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return rows


@pytest.mark.parametrize("table", ["messages", "diagnostics"])
def test_a_task_whose_process_is_killed_is_read_again(
    table: str, client: Client, captures: Path, tmp_path: Path
) -> None:
    planned = tasks(captures, part_size=9_000)
    where = placed(planned, client.gather(client.map(survey, planned)))
    futures = client.map(killed_once, where, flag=str(tmp_path / "killed"), table=table, retries=3)
    found = pa.Table.from_batches(chain.from_iterable(client.gather(futures)), schema(table))

    assert (tmp_path / "killed").exists()
    assert found.equals(in_one_process(captures, table))
