"""Memory and speed of `ucsmsg check` on a large capture: `python -m tests.benchmarks.capture_memory [MEGABYTES]`.

The capture is made from the corpus: healthy messages with other references, and now and then a damaged line. It is
checked with one and with two processes; what is printed is the largest peak of any process, and the ratio of the times.
"""

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ucsmsg import dumps, parse
from ucsmsg.testing import read_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
DAMAGED_EVERY = 50
_REFERENCE = re.compile(r'("referenceId":)[0-9]+')


def lines() -> Iterator[str]:
    """Lines without end."""
    cases = read_corpus(CORPUS)
    wire = [case for case in cases if case.name.startswith(("wire/", "documented/"))]
    healthy = [dumps(each) for case in wire for each in parse(case.data, mode="lenient").notifications]
    damaged = [case.data.decode("utf-8", "replace").strip() for case in cases if case.name.startswith("deviations/")]
    damage = itertools.cycle(text for text in damaged if len(text.splitlines()) == 1)
    for number in itertools.count(1):
        text = _REFERENCE.sub(rf"\g<1>{number}", healthy[number % len(healthy)], count=1)
        yield next(damage) if number % DAMAGED_EVERY == 0 else text


def write(path: Path, size: int) -> None:
    """A capture of that many bytes."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines():
            written += file.write(f"{line}\n")
            if written > size:
                return


def check(path: Path, jobs: int) -> tuple[float, int]:
    """Seconds and the largest peak of resident memory in bytes."""
    command = [sys.executable, "-m", "ucsmsg.cli", "check", "--statistics", "--quiet", "--jobs", str(jobs), str(path)]
    started = time.perf_counter()
    process = subprocess.Popen(command)  # noqa: S603 - our own command
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"ucsmsg check failed with status {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss * 1024


def main() -> None:
    """Generate, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", nargs="?", type=int, default=1000)
    size = parser.parse_args().megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "capture.ndjson")
        write(path, size)
        seconds = {}
        for jobs in (1, 2):
            seconds[jobs], peak = check(path, jobs)
            rate = size / seconds[jobs] / 1e6
            print(f"--jobs {jobs}: {seconds[jobs]:7.1f} s  {rate:6.1f} MB/s  peak {peak / 1e6:5.0f} MB")
        print(f"--jobs 2 is {seconds[1] / seconds[2]:.2f} times as fast as --jobs 1")


if __name__ == "__main__":
    main()
