"""What captures cost on many machines, reckoned from what they cost here: `python -m tests.benchmarks.scale`.

The argument is how many megabytes are read.

Times are of the processor, each in a process of its own, and so are the peaks of memory. The model has no machine that
fails, no disk and no network: how fast those must be is a figure of its own.
"""

import argparse
import gzip
import math
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import attrs

from tests.benchmarks.processes import CAPTURES
from ucsmsg.captures import FilePart, Format, extent_of
from ucsmsg.tables import PART_SIZE, Task, batches, placed, survey, tasks

_MEGA = 1_000_000
_TERA = 10**12
_FILES = 200
_CORES = 8


# ---- Measured ----


@attrs.frozen
class Measured:
    """Seconds of the processor, bytes of the largest resident memory, and what came out."""

    seconds: float
    peak: int
    result: int


def measured(work: Callable[[], int]) -> Measured:
    """The work, done in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_work, work).result()


def _work(work: Callable[[], int]) -> Measured:
    began = time.process_time()
    result = work()
    return Measured(time.process_time() - began, _peak(), result)


def _peak() -> int:
    """The largest resident memory of this process; what `getrusage` tells begins with that of its parent."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def rows(path: Path, table: str) -> int:
    """How many rows a file has in a table."""
    return sum(batch.num_rows for batch in batches(Task(path=str(path), repeated={}), table))


def survey_of(path: Path) -> int:
    """How many notifications a survey finds."""
    whole = FilePart(path=str(path), start=0, end=path.stat().st_size, format=Format.NDJSON)
    return len(survey(Task(path=str(path), part=whole)).notifications)


def lines(path: Path) -> int:
    """How many lines are counted."""
    whole = FilePart(path=str(path), start=0, end=path.stat().st_size, format=Format.NDJSON)
    return extent_of(whole).lines


def plan(path: Path, part_size: int) -> int:
    """How many tasks are planned."""
    return len(tasks(path, part_size=part_size))


def merge(path: Path) -> int:
    """How many tasks are put in their places, a hundred times."""
    planned = tasks(path, part_size=path.stat().st_size // 10)
    surveys = [survey(task) for task in planned]
    began = time.process_time()
    for _ in range(100):
        placed(planned, surveys)
    return round((time.process_time() - began) * 1e9 / 100 / sum(len(each.notifications) for each in surveys))


# ---- Reckoned ----


@attrs.frozen(kw_only=True)
class Figures:
    """What was measured: bytes of text a second of one core; seconds of planning a file and a part."""

    rows: float
    counted: float
    packed: float
    recording: float
    file: float
    part: float


@attrs.frozen(kw_only=True)
class Captures:
    """Bytes of text altogether, in a file and in a task, and how many a core reads in a second."""

    name: str
    size: float
    file_size: float
    task_size: float
    rate: float
    is_two_passes: bool = False


def hours(captures: Captures, figures: Figures, cores: int) -> float:
    """How long it takes: planning, and as many rounds as there are tasks for a core.

    A part counts, on the average, the lines of half its file; in two passes each counts its own.
    """
    files = captures.size / captures.file_size
    parts = captures.size / captures.task_size
    before = captures.task_size if captures.is_two_passes else (captures.file_size - captures.task_size) / 2
    task = captures.task_size / captures.rate + before / figures.counted
    planning = files * figures.file + parts * figures.part
    return (planning + math.ceil(parts / cores) * task) / 3600


def most_cores(captures: Captures) -> int:
    """So many cores at most have something to do: more make nothing faster."""
    return math.ceil(captures.size / captures.task_size)


def scenarios(figures: Figures) -> Iterator[Captures]:
    """A terabyte of text in several forms."""
    ndjson = Captures(name="NDJSON, files of 1 GB", size=_TERA, file_size=1e9, task_size=PART_SIZE, rate=figures.rows)
    large = attrs.evolve(ndjson, name="NDJSON, files of 10 GB", file_size=1e10)
    yield from (ndjson, large, attrs.evolve(large, name=f"{large.name}, in two passes", is_two_passes=True))
    yield Captures(name="packed, files of 1 GB", size=_TERA, file_size=1e9, task_size=1e9, rate=figures.packed)
    yield Captures(name="packed, files of 100 MB", size=_TERA, file_size=1e8, task_size=1e8, rate=figures.packed)
    yield Captures(name="HAR, files of 50 MB", size=_TERA, file_size=5e7, task_size=5e7, rate=figures.recording)


# ---- Printed ----


def main() -> None:
    """Measure and reckon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", nargs="?", type=int, default=50)
    size = parser.parse_args().megabytes * _MEGA
    with tempfile.TemporaryDirectory() as folder:
        figures = _measure(Path(folder), size)
    print("\n| a terabyte of text as | 1 machine | 10 machines | 100 machines | at most |\n|---|---|---|---|---|")
    for each in scenarios(figures):
        times = (f"{60 * hours(each, figures, _CORES * machines):.1f} min" for machines in (1, 10, 100))
        print(f"| {each.name} | {' | '.join(times)} | {most_cores(each):,} cores |")


def _measure(folder: Path, size: int) -> Figures:
    paths = {name: _written(folder / name, CAPTURES[name](size)) for name in ("lines", "recording")}
    packed = folder / "packed"
    packed.write_bytes(gzip.compress(paths["lines"].read_bytes(), 6))
    many = folder / "many"
    many.mkdir()
    for number in range(_FILES):
        _written(many / str(number), CAPTURES["lines"](20_000))
    text = paths["lines"].stat().st_size
    print("| what | MB/s a core | peak, MB | gives |\n|---|---|---|---|")
    found = [
        _rate(f"rows of `{table}`", partial(rows, paths["lines"], table), text)
        for table in ("interactions", "messages", "diagnostics")
    ]
    _rate("survey", partial(survey_of, paths["lines"]), text)
    unpacked = _rate("rows of `messages`, packed with gzip", partial(rows, packed, "messages"), text)
    recording = _rate("rows of `messages`, a recording", partial(rows, paths["recording"], "messages"), size)
    counted = _rate("lines counted", partial(lines, paths["lines"]), text)
    file = measured(partial(plan, many, PART_SIZE)).seconds / _FILES
    parts = measured(partial(plan, paths["lines"], 500_000))
    print(f"\nplanning: {file * 1e3:.2f} ms a file, {parts.seconds * 1e3 / parts.result:.2f} ms a part")
    print(f"merging: {measured(partial(merge, paths['lines'])).result / 1e3:.1f} µs a notification")
    return Figures(
        rows=found[1],
        counted=counted,
        packed=unpacked,
        recording=recording,
        file=file,
        part=parts.seconds / parts.result,
    )


def _rate(name: str, work: Callable[[], int], size: int) -> float:
    found = measured(work)
    print(f"| {name} | {size / found.seconds / _MEGA:.1f} | {found.peak / _MEGA:.0f} | {found.result:,} |", flush=True)
    return size / found.seconds


def _written(path: Path, parts: Iterator[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts)
    return path


if __name__ == "__main__":
    main()
