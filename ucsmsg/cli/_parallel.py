"""Checking in several processes: files, and the parts of large files of lines, with the results in their order."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ucsmsg.captures import Extent, FilePart, SeenInSeries, file_parts_of, series_of
from ucsmsg.cli._checking import STDIN, Advance, File, check_file, check_source
from ucsmsg.cli._parts import Merged, PartResults, check_part, count_part
from ucsmsg.cli._results import Checked, merged_to_errors
from ucsmsg.cli._settings import Settings
from ucsmsg.cli._statuses import naming
from ucsmsg.diagnostics import UcsmsgError
from ucsmsg.places import Position

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_SMALL = 1 << 23
"""Bytes of a file that a process checks as a whole: so many at least as a file has that `file_parts_of` divides."""
LARGE = 1 << 26
"""Bytes of an input that is checked in several processes, where nobody says in how many."""
_AHEAD = 2
_ORPHANED = 1
T = TypeVar("T")
CheckFile = Callable[[File], Iterator[Checked]]


def jobs_for(files: Sequence[File]) -> int:
    """How many processes the files are worth: starting them takes as long as checking a few megabytes."""
    if sum(file.size for file in files) < LARGE:
        return 1
    has_affinity = hasattr(os, "sched_getaffinity")  # not on macOS and Windows
    return len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1


@contextmanager
def checking(files: Sequence[File], settings: Settings, jobs: int, advance: Advance) -> Iterator[CheckFile]:
    """A function that gives the results for each of the files, which have to be asked for in their order."""
    if jobs == 1:
        series = SeenInSeries()
        yield lambda file: check_file(file, settings, advance, series.before(file.path))
        return
    import multiprocessing  # noqa: PLC0415 - for several processes
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # loaded when it is needed

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_worker)
    try:
        yield _Queue(pool, files, settings, _AHEAD * jobs, advance).check_file
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_worker(command: Any = None, end: Callable[[int], object] = os._exit) -> None:
    """Interrupts are for the command, which ends its processes in order; when it is killed they end as well.

    They would wait for work for ever otherwise, and hold the pipeline open that the command was in.
    """
    import multiprocessing  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent: Any = command or multiprocessing.parent_process()

    def end_with_command() -> None:
        parent.join()
        end(_ORPHANED)

    threading.Thread(target=end_with_command, daemon=True).start()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A process that is started meanwhile never sees an interrupt, not even before it can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@attrs.define(eq=False)
class _Unit:
    """A file, or a part of one that is counted first; what has no work is done where the results are read."""

    file: File
    size: int
    work: "Future[list[Checked]] | None" = None
    part: FilePart | None = None
    extent: "Future[Extent] | None" = None
    origin: Position = attrs.field(factory=Position)
    found: "Future[PartResults] | None" = None


class _Queue:
    """The units in the order of their files, the first few of them at work, and a few more of the parts counted."""

    def __init__(
        self, pool: "ProcessPoolExecutor", files: Sequence[File], settings: Settings, ahead: int, advance: Advance
    ) -> None:
        self._series = SeenInSeries()
        self._in_series = _in_series(files)
        self._pool = pool
        self._settings = settings
        self._ahead = ahead
        self._advance = advance
        self._coming = (unit for file in files for unit in self._units_of(file))
        self._counted: deque[_Unit] = deque()
        self._waiting: deque[_Unit] = deque()
        self._last: _Unit | None = None
        self._given_up: set[File] = set()

    def check_file(self, file: File) -> Iterator[Checked]:
        """The results for the next file; raises `OSError` or `UcsmsgError` where it cannot be read any further.

        That a file holds nothing is no result of any of its parts: it is that of an empty one.
        """
        self._work_ahead()
        merged, is_empty = Merged(file.name), True
        while self._waiting and self._waiting[0].file is file:
            unit = self._waiting.popleft()
            try:
                self._work_ahead()
                for results in self._results(unit, merged):
                    is_empty = is_empty and not any(each.payloads or each.names for each in results)
                    yield from results
            except (OSError, UcsmsgError):
                self._give_up(file)
                raise
            self._advance(unit.size)
        if is_empty:
            yield from check_source(b"", file.name, self._settings)

    def _results(self, unit: _Unit, merged: Merged) -> Iterator[list[Checked]]:
        if unit.part and unit.found:
            yield from self._results_of_part(unit, unit.part, unit.found.result(), merged)
        elif unit.work:
            yield unit.work.result()
        else:
            seen = self._series.before(unit.file.path)
            yield from ([each] for each in check_file(unit.file, self._settings, self._advance, seen))

    def _results_of_part(
        self, unit: _Unit, part: FilePart, found: PartResults, merged: Merged
    ) -> Iterator[list[Checked]]:
        """What a part holds: once more where a notification came before it, and with the rest where it ends nowhere."""
        if found.is_open and part.end < unit.file.size:
            self._give_up(unit.file)
            rest = attrs.evolve(part, end=unit.file.size)
            yield from ([each] for each in merged.check_rest(rest, unit.origin, self._settings))
        elif seen := merged.repeated_in(found, unit.origin):
            yield self._submit(check_part, part, unit.origin, self._settings, seen).result().results
        else:
            yield found.results

    def _give_up(self, file: File) -> None:
        """Drop what is left of the file."""
        self._given_up.add(file)
        for queue in (self._waiting, self._counted):
            while queue and queue[0].file is file:
                queue.popleft()

    def _work_ahead(self) -> None:
        while len(self._waiting) < self._ahead:
            while len(self._counted) < self._ahead and (coming := next(self._coming, None)):
                self._counted.append(coming)
            if not self._counted:
                return
            self._begin(self._counted.popleft())

    def _begin(self, unit: _Unit) -> None:
        """Have the unit checked; a part begins where the one before it ends."""
        last, self._last = self._last, unit
        self._waiting.append(unit)
        if not unit.part:
            return
        try:
            if last and last.file is unit.file and last.extent:
                unit.origin = last.extent.result().behind(last.origin)
            unit.found = self._submit(check_part, unit.part, unit.origin, self._settings)
        except OSError as error:
            unit.found = _failed(error)

    def _units_of(self, file: File) -> Iterator[_Unit]:
        if file.path == STDIN or file in self._in_series or not Path(file.path).is_file():
            yield _Unit(file, 0)
            return
        is_in_parts = False
        try:
            for part in _parts_of(file, self._settings):
                is_in_parts = True
                if file in self._given_up:
                    return
                yield _Unit(file, part.end - part.start, part=part, extent=self._submit(count_part, part))
        except OSError as error:
            yield _Unit(file, 0, _failed(error))
            return
        if not is_in_parts:
            is_small = file.size <= _SMALL
            yield _Unit(file, file.size, self._submit(check_whole, file, self._settings) if is_small else None)

    def _submit(self, work: Callable[..., T], *given: Any) -> "Future[T]":
        with _interrupts_blocked():
            return self._pool.submit(work, *given)


def _in_series(files: Sequence[File]) -> set[File]:
    """The files that are parts of the same rotated log as their neighbours: what came twice is seen in their order."""
    pairs = ((one, other) for one, other in pairwise(files) if one.path != other.path)
    return {file for one, other in pairs if series_of(one.path) == series_of(other.path) for file in (one, other)}


def _parts_of(file: File, settings: Settings) -> Iterator[FilePart]:
    if settings.schema is not None or settings.as_ is not None:
        return  # parts are read by the documented contract
    with naming(file.name):
        if settings.encoding is None:
            yield from file_parts_of(file.path, settings.input_format)


def _failed(error: OSError) -> "Future[Any]":
    from concurrent.futures import Future  # noqa: PLC0415 - as above

    future: Future[Any] = Future()
    future.set_exception(error)
    return future


def check_whole(file: File, settings: Settings) -> list[Checked]:
    """What a file holds; runs in a process of its own."""
    return merged_to_errors(check_file(file, settings, lambda _: None))
