"""How fast the package is, as ratios to its peers in the same run: `python -m tests.benchmarks [NAME …]`.

The extra `benchmark` installs the peers. Every ratio is one of medians of interleaved rounds; memory is the peak of a
fresh process above what it has before it holds the text. `--profile NAME` shows where the time of a benchmark goes.
"""

import argparse
import cProfile
import platform
import pstats
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from os import cpu_count

import attrs

from tests.benchmarks import measure, processes
from tests.benchmarks.peers import READERS, Read
from tests.benchmarks.workloads import texts

_MEGA = 1_000_000
_COLUMNS = "{:<18}{:<15}{:>11}{:>9}   {:<18}{:>11}{:>9}{:>9}  {:<8}{}"
_HEADINGS = ("workload", "ours", "", "memory", "peer", "", "memory", "ratio", "bar", "reached")


@attrs.frozen
class Task:
    """A reader, a workload, and about how many characters of it."""

    reader: str
    workload: str
    size: int


@attrs.frozen
class Bar:
    """What a ratio should be."""

    sign: str
    value: float

    def is_reached(self, ratio: float) -> bool:
        """True when the ratio is on the right side of the bar."""
        return ratio >= self.value if self.sign == "≥" else ratio <= self.value


@attrs.frozen
class Row:
    """Two tasks whose speeds are compared, the package's own and a peer's."""

    ours: Task
    peer: Task
    bar: Bar | None = None


def _rows(workload: str, ours: str, peers: Mapping[str, float | None], size: int) -> tuple[Row, ...]:
    """Rows of one workload: `peers` are readers, each with the least ratio to it."""
    task = partial(Task, workload=workload, size=size)
    return tuple(Row(task(ours), task(peer), Bar("≥", bar) if bar else None) for peer, bar in peers.items())


def _beside_valid(workload: str, readers: Mapping[str, float | None], peer: str) -> tuple[Row, ...]:
    """Rows of one workload with oddities: readers, each with the least ratio to a reader of what is valid."""
    size = _MEGA // 2
    return tuple(
        Row(Task(ours, workload, size), Task(peer, "valid", size), Bar("≥", bar) if bar else None)
        for ours, bar in readers.items()
    )


def _tolerant(workload: str) -> tuple[Row, ...]:
    """Rows of one workload that is no JSON, read to values; a plain grammar can only read another, which is."""
    size = _MEGA // 5
    return (
        *_rows(workload, "quasi", {"json_repair": 3, "recovery alone": None}, size),
        Row(Task("quasi", workload, size), Task("plain Lark", "valid", size)),
        *_rows(workload, "quasi, counted", {"json_repair": 6}, size),
        *_rows(workload, "quasi, value", {"json_repair": None}, size),
    )


_STANDARD = {"json": 0.3, "json + attrs": 0.8, "orjson + cattrs": None}
_SPEED = {"json": 0.45, "pydantic": 0.9, "orjson + cattrs": 1.8, "msgspec": 0.25, "ucsmsg": None}
_VERDICT = {"json": 0.6, "pydantic": 1.2}

SPEEDS: Mapping[str, tuple[Row, ...]] = {
    "valid": (
        *_rows("valid", "ucsmsg", _STANDARD, 1 * _MEGA),
        *_rows("valid", "ucsmsg, speed", _SPEED, 1 * _MEGA),
        *_rows("valid", "speed, ok", _VERDICT, 1 * _MEGA),
    ),
    "documented": (
        *_beside_valid("documented", {"speed, counted": 0.5, "ucsmsg, speed": 0.3, "speed, ok": None}, "ucsmsg, speed"),
        *_beside_valid("seldom-documented", {"speed, counted": 0.8, "ucsmsg, speed": None}, "ucsmsg, speed"),
        *_beside_valid("documented", {"ucsmsg": 0.5, "ucsmsg, ok": None}, "ucsmsg"),
        *_beside_valid("seldom-documented", {"ucsmsg": 0.8}, "ucsmsg"),
    ),
    "printed": _tolerant("printed"),
    "commented": _tolerant("commented"),
    "recovery": _rows("valid", "recovery alone", {"plain Lark": 1.0}, _MEGA // 5),
    "payload": (
        Row(Task("ucsmsg", "payload", 20 * _MEGA), Task("ucsmsg", "payload", 2 * _MEGA), Bar("≥", 0.8)),
        Row(Task("json + attrs", "payload", 20 * _MEGA), Task("json + attrs", "payload", 2 * _MEGA)),
        *_rows("payload", "ucsmsg", {"json": None, "json + attrs": None}, 20 * _MEGA),
    ),
    "small": (
        *_rows("small", "ucsmsg", {"json": 3 / 25}, _MEGA // 10),
        *_rows("small", "ucsmsg, speed", {"json": 0.3}, _MEGA // 10),
        *_rows("small", "speed, ok", {"json": 0.4}, _MEGA // 10),
    ),
}


# ---- Speed ----


def _bytes(task: Task) -> int:
    return sum(len(text.encode()) for text in texts(task.workload, task.size))


def _readers(rows: tuple[Row, ...]) -> dict[str, Read]:
    """The readers of the rows that are installed."""
    readers: dict[str, Read] = {}
    for name in dict.fromkeys(task.reader for row in rows for task in (row.ours, row.peer)):
        try:
            readers[name] = READERS[name]()
        except ImportError:
            continue
    return readers


def _speeds(rows: tuple[Row, ...], rounds: int) -> Iterator[str]:
    """The lines of the table for some rows, whose tasks are measured together."""
    readers = _readers(rows)
    tasks = [task for row in rows for task in (row.ours, row.peer) if task.reader in readers]
    runs = {task: partial(measure.read_all, readers[task.reader], texts(task.workload, task.size)) for task in tasks}
    seconds = measure.seconds(runs, rounds)
    speeds = {task: _bytes(task) / seconds[task] / _MEGA for task in runs}
    memory = {task: measure.memory(task.reader, texts(task.workload, task.size)) for task in runs}
    for row in rows:
        yield _speed(row, speeds, memory)


def _speed(row: Row, speeds: Mapping[Task, float], memory: Mapping[Task, int]) -> str:
    ours, peer = row.ours, row.peer
    name = peer.reader if peer.workload == ours.workload else f"{peer.reader}, {peer.workload}"
    name = name if peer.size == ours.size else f"{name}, {peer.size // _MEGA} MB"
    if ours not in speeds or peer not in speeds:
        return _COLUMNS.format(ours.workload, ours.reader, "", "", name, "", "", "", "", "not installed")
    figures = ((f"{speeds[task]:.2f} MB/s", _megabytes(memory[task])) for task in (ours, peer))
    return _line(ours.workload, ours.reader, name, figures, speeds[ours] / speeds[peer], row.bar)


def _line(
    workload: str, ours: str, peer: str, figures: Iterator[tuple[str, str]], ratio: float, bar: Bar | None
) -> str:
    goal, reached = (f"{bar.sign} {bar.value:g}", "yes" if bar.is_reached(ratio) else "NO") if bar else ("", "")
    return _COLUMNS.format(workload, ours, *next(figures), peer, *next(figures), f"{ratio:.2f}", goal, reached)


def _megabytes(size: float) -> str:
    return f"{size / _MEGA:.0f} MB"


# ---- Memory and start ----


def _memory(_: int) -> Iterator[str]:
    """One large payload, with characters beyond Latin-1 and with all of them escaped: the peak as a multiple of it."""
    for workload in ("payload", "payload-escaped"):
        task = Task("ucsmsg", workload, 20 * _MEGA)
        bars = {"speed, ok": 5, "ucsmsg, speed": 7, "ucsmsg": 7, "json": None, "json + attrs": None}
        for reader, most in bars.items():
            bar = Bar("≤", most) if most else None
            size, peak = _bytes(task), measure.memory(reader, texts(task.workload, task.size))
            figures = iter((("", _megabytes(peak)), ("", _megabytes(size))))
            yield _line(workload, reader, "the text itself", figures, peak / size, bar)


def _start(rounds: int) -> Iterator[str]:
    """The import, and the first payload behind it."""
    ours, theirs = measure.start_seconds(("import ucsmsg", "import json, attrs"), 3 * rounds)
    figures = iter(((f"{ours * 1000:.0f} ms", ""), (f"{theirs * 1000:.0f} ms", "")))
    yield _line("start", "import ucsmsg", "import json, attrs", figures, ours / theirs, Bar("≤", 3))
    first = measure.first_seconds("ucsmsg", texts("small")[0], rounds) * 1000
    figures = iter(((f"{first:.1f} ms", ""), ("1 ms", "")))
    yield _line("first payload", "ucsmsg", "a millisecond", figures, first, Bar("≤", 5))


# ---- Whole processes ----


def _captures(rounds: int) -> Iterator[str]:
    """`ucsmsg check` on large captures, and what somebody would write for them who checks nothing."""
    for each, size, ours, peer in processes.measured(processes.COMPARISONS, min(rounds, 3)):
        figures = iter((f"{size / seconds / _MEGA:.1f} MB/s", "") for seconds in (ours, peer))
        bar = Bar("≤", each.most) if each.most else None
        yield _line(each.capture, "ucsmsg check", each.peer, figures, ours / peer, bar)


BENCHMARKS: Mapping[str, Callable[[int], Iterator[str]]] = {
    **{name: partial(_speeds, rows) for name, rows in SPEEDS.items()},
    "memory": _memory,
    "start": _start,
    "captures": _captures,
}


# ---- The command ----


def _profile(task: Task) -> None:
    """Print the functions in which a task spends its time."""
    read, given = READERS[task.reader](), texts(task.workload, min(task.size, _MEGA))
    read(given[0])  # whatever is built at first need
    profile = cProfile.Profile()
    profile.runcall(measure.read_all, read, given)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def main() -> None:
    """Print the table, or a profile."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all without any")
    parser.add_argument("--rounds", type=int, default=5, help="how often each reader is measured")
    parser.add_argument("--profile", choices=SPEEDS, help="show where the time goes instead")
    options = parser.parse_args()
    if options.profile:
        _profile(SPEEDS[options.profile][0].ours)
        return
    machine = f"{cpu_count()} cores, {platform.machine()}"
    print(f"{platform.python_implementation()} {platform.python_version()}, {machine}\n")
    print(_COLUMNS.format(*_HEADINGS))
    for name in options.names or BENCHMARKS:
        for line in BENCHMARKS[name](options.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
