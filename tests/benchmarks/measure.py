"""How long readers take and how much memory: medians of interleaved rounds, and peaks of fresh processes.

Times are of the processor, so that other processes on the machine count for little.

`python -m tests.benchmarks.measure READER FILE` prints the bytes that reading the texts of FILE takes.
"""

import gc
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.peers import READERS, OurRead, Read

Key = TypeVar("Key", bound=Hashable)

_PROC_STATUS = Path("/proc/self/status")
_SEPARATOR = "\x1e"


def time_of_children() -> float:
    """The seconds that the processes took that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(
    runs: Mapping[Key, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[Key, float]:
    """The median time of each run, by its key. A round has every run once: A B C, A B C."""
    times: dict[Key, list[float]] = {key: [] for key in runs}
    for _ in range(rounds):
        for key, run in runs.items():
            gc.collect()
            start = clock()
            run()
            times[key].append(clock() - start)
    return {key: statistics.median(taken) for key, taken in times.items()}


def read_all(read: Read, texts: Sequence[str]) -> None:
    """Read the texts one after the other, keeping nothing."""
    if isinstance(read, OurRead):
        read.ready()
        read = read.read
    for text in texts:
        read(text)


def memory(reader: str, texts: Sequence[str]) -> int:
    """The bytes that a process needs at most to hold and read the texts, above what it needs without them."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".txt") as file:
        file.write(_SEPARATOR.join(texts))
        file.flush()
        return int(_output("-m", "tests.benchmarks.measure", reader, file.name))


def start_seconds(codes: Sequence[str], rounds: int) -> list[float]:
    """The time from start to end of a Python process for each code."""
    runs = {code: partial(_output, "-c", code) for code in codes}
    return list(seconds(runs, rounds, time_of_children).values())


def first_seconds(reader: str, text: str, rounds: int) -> float:
    """The time a fresh process takes to read its first text."""
    code = (
        "import sys, time; from tests.benchmarks.peers import READERS;"
        "read = READERS[sys.argv[1]](); start = time.process_time(); read(sys.argv[2]);"
        "print(time.process_time() - start)"
    )
    return statistics.median(float(_output("-c", code, reader, text)) for _ in range(rounds))


def _output(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S603  # no shell


def _peak() -> int:
    """The most memory that this process has had, in bytes.

    Not `resource.getrusage`, which counts what the parent had before this process became another program.
    """
    match = re.search(r"VmHWM:\s*([0-9]+) kB", _PROC_STATUS.read_text(encoding="utf-8"))
    return int(match[1]) * 1024 if match else 0


def main() -> None:
    """Print the memory that a reader needs for the texts of a file."""
    reader, file = sys.argv[1:]
    read = READERS[reader]()
    base = _peak()
    with Path(file).open(encoding="utf-8", newline="") as lines:
        texts = lines.read().split(_SEPARATOR)
    read_all(read, texts)
    print(_peak() - base)


if __name__ == "__main__":
    main()
