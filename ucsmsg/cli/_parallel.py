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

from ucsmsg.captures import FilePart, SeenInSeries, file_parts_of, parse_file_part, series_of
from ucsmsg.cli._checking import STDIN, Advance, File, check_file, check_source, checked, covered
from ucsmsg.cli._results import Checked, merged_to_errors
from ucsmsg.cli._settings import Settings
from ucsmsg.cli._statuses import naming
from ucsmsg.diagnostics import UcsmsgError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_SMALL = 1 << 23
"""Bytes of a file that a process checks as a whole: so many at least as a file has that `file_parts_of` divides."""
_AHEAD = 2
_ORPHANED = 1
_Work = TypeVar("_Work", File, FilePart)
CheckFile = Callable[[File], Iterator[Checked]]


@contextmanager
def checking(files: Sequence[File], settings: Settings, jobs: int, advance: Advance) -> Iterator[CheckFile]:
    """A function that gives the results for each of the files, which have to be asked for in their order."""
    if jobs == 1:
        series = SeenInSeries()
        yield lambda file: check_file(file, settings, advance, series.before(file.path))
        return
    import multiprocessing  # noqa: PLC0415 - for several processes
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

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


@attrs.frozen(eq=False)
class _Unit:
    """A file or a part of one, for a process; what has no future is done where the results are read."""

    file: File
    size: int
    future: "Future[list[Checked]] | None"


class _Queue:
    """The units in the order of their files, the first few of them at work."""

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
        self._waiting: deque[_Unit] = deque()
        self._given_up: set[File] = set()

    def check_file(self, file: File) -> Iterator[Checked]:
        """The results for the next file; raises `OSError` or `UcsmsgError` where it cannot be read any further.

        That a file holds nothing is no result of any of its parts: it is that of an empty one.
        """
        self._work_ahead()
        is_empty = True
        while self._waiting and self._waiting[0].file is file:
            unit = self._waiting.popleft()
            self._work_ahead()
            if unit.future is None:
                yield from check_file(file, self._settings, self._advance, self._series.before(file.path))
                return
            results = self._results(file, unit.future)
            is_empty = is_empty and not any(each.payloads or each.names for each in results)
            yield from results
            self._advance(unit.size)
        if is_empty:
            yield from check_source(b"", file.name, self._settings)

    def _results(self, file: File, future: "Future[list[Checked]]") -> list[Checked]:
        try:
            return future.result()
        except (OSError, UcsmsgError):
            self._given_up.add(file)
            while self._waiting and self._waiting[0].file is file:
                self._waiting.popleft()
            raise

    def _work_ahead(self) -> None:
        while len(self._waiting) < self._ahead and (unit := next(self._coming, None)):
            self._waiting.append(unit)

    def _units_of(self, file: File) -> Iterator[_Unit]:
        if file.path == STDIN or file in self._in_series or not Path(file.path).is_file():
            yield _Unit(file, 0, None)
            return
        is_in_parts = False
        try:
            for part in _parts_of(file, self._settings):
                is_in_parts = True
                if file in self._given_up:
                    return
                yield _Unit(file, part.end - part.start, self._submit(check_part, part))
        except OSError as error:
            yield _Unit(file, 0, _failed(error))
            return
        if not is_in_parts:
            yield _Unit(file, file.size, self._submit(check_whole, file) if file.size <= _SMALL else None)

    def _submit(self, check: Callable[[_Work, Settings], list[Checked]], work: _Work) -> "Future[list[Checked]]":
        with _interrupts_blocked():
            return self._pool.submit(check, work, self._settings)


def _in_series(files: Sequence[File]) -> set[File]:
    """The files that are parts of the same rotated log as their neighbours: what came twice is seen in their order."""
    pairs = ((one, other) for one, other in pairwise(files) if one.path != other.path)
    return {file for one, other in pairs if series_of(one.path) == series_of(other.path) for file in (one, other)}


def _parts_of(file: File, settings: Settings) -> Iterator[FilePart]:
    if settings.schema is not None or settings.as_ is not None:
        return  # parts are read by the documented contract
    with naming(file.name):
        yield from file_parts_of(file.path, settings.input_format)


def _failed(error: OSError) -> "Future[list[Checked]]":
    from concurrent.futures import Future  # noqa: PLC0415 - as above

    future: Future[list[Checked]] = Future()
    future.set_exception(error)
    return future


def check_part(part: FilePart, settings: Settings) -> list[Checked]:
    """What a part of a file holds; runs in a process of its own."""
    with naming(part.path):
        payloads = parse_file_part(part, mode=settings.mode, name=part.path)
        results = [*merged_to_errors(checked(parsed, settings) for parsed in payloads)]
        return [*results, covered(payloads.coverage)]


def check_whole(file: File, settings: Settings) -> list[Checked]:
    """What a file holds; runs in a process of its own."""
    return merged_to_errors(check_file(file, settings, lambda _: None))
