"""The same captures by several engines: rates, peaks and a digest of all values.

`python -m tests.spark.rates [MEGABYTES]`, in the environment that `.ci/spark` makes. Each engine runs in processes of
its own, also with one of them killed in the midst; a peak is that of its largest process.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tests.benchmarks.processes import CAPTURES
from ucsmsg.tables import Task, batches, placed, schema, survey, tasks

_MEGA = 1_000_000
_PART = 1 << 24
_TABLES = ("messages", "diagnostics")


def with_faults(lines: Iterable[str]) -> Iterator[str]:
    """The lines, of which every 300th is cut, and every 200th comes once more, some time later."""
    earlier: deque[str] = deque(maxlen=40)
    for number, line in enumerate(lines, 1):
        yield line if number % 300 else f"{line[: len(line) // 2]}\n"
        if number % 200 == 0:
            earlier.append(line)
        if number % 200 == 100 and earlier:
            yield earlier[0]


DIGEST = "SELECT count(*) AS rows, coalesce(sum(hash({0})::HUGEINT), 0)::VARCHAR AS digest FROM {0}"
"""How many rows there are, and what stands for all their values, in whatever order."""


def digest(rows: Iterable[pa.RecordBatch], table: str) -> tuple[int, str]:
    """The same, of the batches of a table."""
    whole_rows = pa.Table.from_batches(rows, schema(table))  # no name of a column, which would be taken first
    count, value = duckdb.sql(DIGEST.format("whole_rows")).fetchall()[0]
    assert count == whole_rows.num_rows
    return count, value


# ---- Engines: the batches of a table ----


def one_process(folder: str, table: str, flag: str) -> Iterator[pa.RecordBatch]:
    """Task after task."""
    del flag
    return (batch for task in tasks(folder, part_size=0) for batch in batches(task, table))


def command(folder: str, table: str, flag: str) -> Iterator[pa.RecordBatch]:
    """`ucsmsg table`, and its Parquet."""
    out = f"{flag}.parquet"
    arguments = [sys.executable, "-m", "ucsmsg", "table", folder, "-o", out, "--table", table]
    subprocess.run(arguments, check=False)  # noqa: S603 - our own command; 1 says that there are errors
    yield from pq.ParquetFile(out).iter_batches()


def query(folder: str, table: str, flag: str) -> tuple[int, str]:
    """`ucsmsg query`, which is asked for the digest itself."""
    del flag
    arguments = [sys.executable, "-m", "ucsmsg", "query", "--json", folder, DIGEST.format(table)]
    answer = json.loads(subprocess.run(arguments, check=True, capture_output=True).stdout)  # noqa: S603 - our own command
    return answer[0]["rows"], answer[0]["digest"]


def read(task: Task, table: str, flag: str) -> list[pa.RecordBatch]:
    """The rows of a task; the first process that comes here is killed, where `flag` names a file that is not there."""
    rows = list(batches(task, table))
    if flag and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return rows


def dask(folder: str, table: str, flag: str) -> Iterator[pa.RecordBatch]:
    """Two processes."""
    from distributed import Client  # noqa: PLC0415 - each engine alone

    planned = tasks(folder, part_size=_PART)
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=":0") as client:
        if table == "diagnostics":
            planned = placed(planned, client.gather(client.map(survey, planned)))
        yield from chain.from_iterable(client.gather(client.map(read, planned, table=table, flag=flag, retries=3)))


def spark(folder: str, table: str, flag: str) -> Iterator[pa.RecordBatch]:
    """`local[2,4]`."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - each engine alone

    from ucsmsg.spark import UcsmsgDataSource, placed_table  # noqa: PLC0415

    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.showConsoleProgress", "false")
    session = builder.config("spark.driver.memory", "2g").config("spark.driver.maxResultSize", "0").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.dataSource.register(UcsmsgDataSource)
    if flag:
        threading.Thread(target=_kill_worker, args=(flag,), daemon=True).start()
    if table == "diagnostics":
        frame = placed_table(session, folder, table=table, partSize=str(_PART))
    else:
        frame = session.read.format("ucsmsg").options(table=table, partSize=str(_PART)).load(folder)
    yield from frame.toArrow().to_batches()
    session.stop()


def _kill_worker(flag: str) -> None:
    """Kill the first process of Python that has worked for a while."""
    while not Path(flag).exists():
        time.sleep(0.5)
        for pid, name, seconds in _descendants(os.getpid()):
            if "pyspark.daemon" in name and seconds > 1.5:
                Path(flag).touch()
                os.kill(pid, signal.SIGKILL)
                return


ENGINES: Mapping[str, Callable[[str, str, str], Any]] = {
    "one process": one_process,
    "`ucsmsg table`": command,
    "`ucsmsg query`": query,
    "Dask, two processes": dask,
    "Spark, `local[2,4]`": spark,
}


# ---- Measured ----


def _descendants(pid: int) -> Iterator[tuple[int, str, float]]:
    """The processes below a process: their numbers, command lines and seconds of the processor."""
    for child in _children(pid):
        try:
            name = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            times = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield child, name, (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
        yield from _descendants(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return found


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def run(engine: str, folder: str, table: str, flag: str) -> tuple[float, int, str]:
    """Seconds, the peak of the largest process in bytes, and what the engine says."""
    arguments = [sys.executable, "-m", "tests.spark.rates", "--engine", engine, folder, table, flag]
    began, peak = time.perf_counter(), 0
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        while process.poll() is None:
            time.sleep(0.2)
            peak = max(peak, _peak(process.pid), *(_peak(pid) for pid, *_ in _descendants(process.pid)))
        said = process.stdout.read().strip() if process.stdout else ""
    return time.perf_counter() - began, peak, said


def main() -> None:
    """Measure, or be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", nargs=4)
    parser.add_argument("megabytes", nargs="?", type=int, default=200)
    arguments = parser.parse_args()
    if arguments.engine:
        name, *given = arguments.engine
        began = time.perf_counter()
        found = ENGINES[name](*given)
        if not isinstance(found, tuple):
            found = [*found]
        seconds = time.perf_counter() - began
        count, value = found if isinstance(found, tuple) else digest(found, given[1])
        print(f"{seconds:.1f} {count} {value}")
        return
    with tempfile.TemporaryDirectory() as folder:
        captures = Path(folder, "captures")
        captures.mkdir()
        for number in range(2):
            with Path(captures, f"{number}.ndjson").open("w", encoding="utf-8") as file:
                file.writelines(with_faults(CAPTURES["lines"](arguments.megabytes * _MEGA // 2)))
        _compare(captures, Path(folder))


def _compare(captures: Path, folder: Path) -> None:
    size = sum(path.stat().st_size for path in captures.iterdir())
    print("| table | engine | seconds | MB/s | peak, MB | rows | digest |\n|---|---|---|---|---|---|---|")
    for table in _TABLES:
        for name in ENGINES:
            for is_killed in (False, True) if name.startswith(("Dask", "Spark")) else (False,):
                flag = (
                    str(folder / f"{table} {name} {is_killed}".replace("`", "")) if is_killed or name[0] == "`" else ""
                )
                _, peak, said = run(name, str(captures), table, flag)
                seconds, rows, value = said.split() if said else ("0", "failed", "")
                rate = f"{size / float(seconds) / _MEGA:.1f}" if said else ""
                killed = f", one killed{'' if Path(flag).exists() else ' (NOT)'}" if is_killed else ""
                print(
                    f"| {table} | {name}{killed} | {seconds} | {rate} | {peak / _MEGA:.0f} | {rows} | {value} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
