"""Captures divided into tasks, each of which any process can read by itself, and what makes their rows one capture's.

Planning reads no more of a large file than what stands around the cuts. A part of a file is read knowing nothing of
what comes before it, but its rows say the line of the capture, and which notifications came earlier. Who has the time
of all tasks twice has them surveyed first (`survey`, in any process), and put in their places (`placed`, a pure
function); a task that was not put in its place counts and reads what comes before it by itself.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ucsmsg.captures import (
    Extent,
    FilePart,
    Format,
    PartReading,
    Seen,
    SeenInSeries,
    extent_of,
    file_parts_of,
    files_of,
    iter_parse,
    series_of,
)
from ucsmsg.catalogue import Mode
from ucsmsg.parsing import Parsed
from ucsmsg.places import Position
from ucsmsg.quasi import Limits

PART_SIZE = 1 << 26
"""How many bytes of a large file are a task, or a little more."""

Place = tuple[str | None, int]
"""The name of a capture, and a line of it."""


@attrs.frozen(kw_only=True)
class Task:
    """A file, or a part of a large one. It can be pickled, and read wherever the file is.

    `origin` is where the part begins, `repeated` has the digests of those of its notifications that came before it,
    each with its place; either is None as long as nobody knows. `earlier` are the files of the same rotated log that
    come before it, `is_in_series` where there are such before or behind it. `is_last`: nothing follows in its file.
    `is_empty_before`: nothing came before it in its file.
    """

    path: str
    part: FilePart | None = None
    is_last: bool = True
    format: Format | None = None
    encoding: str | None = None
    earlier: tuple[str, ...] = ()
    is_in_series: bool = False
    origin: Position | None = None
    repeated: Mapping[bytes, Place] | None = None
    is_empty_before: bool | None = None

    @property
    def size(self) -> int:
        """How many bytes it has. Raises `OSError` where the file is not there."""
        return self.part.end - self.part.start if self.part else os.stat(self.path).st_size  # noqa: PTH116 - as told

    @property
    def is_first(self) -> bool:
        """Whether it begins its file."""
        return self.part is None or self.part.start == 0

    @property
    def is_placed(self) -> bool:
        """Whether reading it takes no look at what comes before it."""
        return self.repeated is not None and (self.origin is not None or self.is_first)


@attrs.frozen
class Survey:
    """What the places of later tasks need to know of one.

    `notifications`: the digest of each, and its line counted from the beginning of the task. `is_open`: a payload may
    go on behind it. `is_empty`: it holds none, and nothing is wrong with it.
    """

    extent: Extent
    notifications: tuple[tuple[bytes, Place], ...]
    is_open: bool
    is_empty: bool


def tasks(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    format: Format | str | None = None,  # noqa: A002 - the users' word
    encoding: str | None = None,
    part_size: int = PART_SIZE,
    divided: Iterable[Format | str] = (Format.NDJSON,),
) -> list[Task]:
    """The captures in files and folders as tasks, in their order: a packed or small file is one, a large one several.

    `format` and `encoding` are those of `iter_parse`. `part_size`: how many bytes a part has, or a little more; 0 for
    files that are not divided. `divided`: the formats whose files are; that a cut in a log was none in a payload only a
    survey shows, so name it only where the tasks are `placed`.

    Raises `OSError` where a file cannot be read, and `ValueError` for an unknown format.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    files = [os.fspath(file) for path in given for file in files_of(path)]
    form = None if format is None else Format.of(format)
    wanted = frozenset(map(Format.of, divided)) if part_size and encoding is None else frozenset()
    planned: list[Task] = []
    found = [*_with_earlier(files)]
    behind = [*(len(earlier) > 0 for _, earlier in found[1:]), False]
    for (path, earlier), is_followed in zip(found, behind, strict=False):  # without a file there is none behind one
        is_in_series = is_followed or bool(earlier)
        task = Task(path=path, format=form, encoding=encoding, earlier=earlier, is_in_series=is_in_series)
        planned += _divided(task, part_size, wanted) if wanted else [task]
    return planned


def _with_earlier(files: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each file with those of the same rotated log before it; one that is named twice in a row begins anew."""
    earlier: tuple[str, ...] = ()
    for path in files:
        if earlier and (series_of(path) != series_of(earlier[-1]) or path == earlier[-1]):
            earlier = ()
        yield path, earlier
        earlier = (*earlier, path)


def _divided(task: Task, part_size: int, wanted: frozenset[Format]) -> list[Task]:
    parts = file_parts_of(task.path, task.format, part_size)
    first = next(parts, None)
    if first is None or first.format not in wanted:
        return [task]
    found = [first, *parts]
    return [attrs.evolve(task, part=each, is_last=each is found[-1]) for each in found]


# ---- Reading ----


class Results(Iterator[Parsed]):
    """One result for each payload of a task, with its place in the capture, as reading all of it gives."""

    def __init__(self, task: Task, seen: Mapping[bytes, Place], *, mode: Mode, limits: Limits) -> None:
        self.seen = _Noted(seen)
        self._part: PartReading | None = None
        self.is_empty = True
        part = task.part
        self._results = self._of_part(task, part, mode, limits) if part else self._of_file(task, mode, limits)

    def _of_file(self, task: Task, mode: Mode, limits: Limits) -> Iterator[Parsed]:
        self.is_empty = False
        yield from iter_parse(
            task.path, mode=mode, format=task.format, encoding=task.encoding, limits=limits, seen=self.seen
        )

    def _of_part(self, task: Task, part: FilePart, mode: Mode, limits: Limits) -> Iterator[Parsed]:
        """What a part holds; that a file holds nothing is said at its end."""
        reading = PartReading(part, _origin_of(task), self.seen.places, mode=mode, limits=limits, name=task.path)
        self._part = reading
        yield from reading
        self.is_empty = reading.is_empty
        if task.is_last and reading.is_empty and _is_empty_before(task, limits):
            yield from iter_parse(b"", mode=mode, name=task.path)

    def __next__(self) -> Parsed:
        return next(self._results)

    @property
    def is_open(self) -> bool:
        """True where a payload may go on behind the task."""
        return self._part is not None and self._part.is_open

    @property
    def notifications(self) -> tuple[tuple[bytes, Place], ...]:
        """The digest and the place of each notification so far."""
        return tuple(self._part.notifications if self._part else self.seen.added)


class _Noted(Seen):
    """Digests with their places, and all that were added."""

    def __init__(self, seen: Mapping[bytes, Place]) -> None:
        super().__init__(seen)
        self.added: list[tuple[bytes, Place]] = []

    def add(self, digest: bytes, place: Place) -> Place | None:
        self.added.append((digest, place))
        return super().add(digest, place)


def read(task: Task, *, mode: Mode, limits: Limits, knows_repeated: bool) -> Results:
    """The results of a task. `knows_repeated`: they shall say which notifications came before it, whatever that takes.

    Raises `OSError` where the file cannot be read.
    """
    if task.repeated is not None or not knows_repeated:
        return Results(task, task.repeated or {}, mode=mode, limits=limits)
    seen = _seen_in_earlier(task, limits)
    if not task.is_first:
        _add_all(seen, _before(task), limits)
    return Results(task, seen.places, mode=mode, limits=limits)


def resumed(task: Task, *, limits: Limits = Limits()) -> Task | None:
    """A later part of a file, in its place; None where a payload goes on over its beginning.

    What comes before it is read for that. Raises `OSError` where the file cannot be read.
    """
    seen = _seen_in_earlier(task, limits)
    before = _add_all(seen, _before(task), limits)
    if before.is_open:
        return None
    return attrs.evolve(task, repeated=dict(seen.places), is_empty_before=before.is_empty)


def _seen_in_earlier(task: Task, limits: Limits) -> Seen:
    seen = Seen()
    for path in task.earlier:
        _add_all(seen, attrs.evolve(task, path=path, part=None), limits)
    return seen


def _add_all(seen: Seen, task: Task, limits: Limits) -> Results:
    results = Results(task, {}, mode=Mode.LENIENT, limits=limits)
    for _ in results:
        pass
    for digest, place in results.notifications:
        seen.add(digest, place)
    return results


def _before(task: Task) -> Task:
    """What comes before a part in its file."""
    part = attrs.evolve(task.part, start=0, end=task.part.start) if task.part else None
    return attrs.evolve(task, part=part, is_last=False, origin=Position(), earlier=())


def _origin_of(task: Task) -> Position:
    if task.origin is not None or task.is_first:
        return task.origin or Position()
    before = _before(task).part
    return extent_of(before).behind(Position()) if before else Position()


def _is_empty_before(task: Task, limits: Limits) -> bool:
    if task.is_first or task.is_empty_before is not None:
        return task.is_empty_before is not False
    results = Results(_before(task), {}, mode=Mode.LENIENT, limits=limits)
    return all(False for _ in results) and results.is_empty


# ---- Places ----


def survey(task: Task, *, limits: Limits = Limits()) -> Survey:
    """What is to be known of a task before later ones can be put in their places; reads it, and no other.

    Raises `OSError` where the file cannot be read.
    """
    if task.part is None and not task.is_in_series:
        return Survey(Extent(0, 0), (), is_open=False, is_empty=False)
    results = Results(attrs.evolve(task, origin=Position(), is_last=False), {}, mode=Mode.LENIENT, limits=limits)
    for _ in results:
        pass
    extent = extent_of(task.part) if task.part else Extent(0, 0)
    return Survey(extent, results.notifications, results.is_open, results.is_empty)


def placed(tasks: Sequence[Task], surveys: Iterable[Survey]) -> list[Task]:
    """The tasks with what their surveys tell of those before them, so that each gives the rows of the whole capture.

    The surveys are those of all tasks, in the same order. A part behind which a payload goes on is put together with
    the rest of its file. Raises `ValueError` where there are not as many surveys as tasks.
    """
    series, unknown = SeenInSeries(), Seen()
    found: list[Task] = []
    for file in _by_file(zip(tasks, surveys, strict=True)):
        seen = series.before(file[0][0].path)
        found += _placed_in_file(file, None if seen is unknown else seen)
        if not found[-1].is_placed:  # what is in the rest of the file nobody knows
            unknown = seen
    return found


def _by_file(pairs: Iterable[tuple[Task, Survey]]) -> Iterator[list[tuple[Task, Survey]]]:
    """The tasks of one file after the other."""
    file: list[tuple[Task, Survey]] = []
    for task, known in pairs:
        if task.is_first and file:
            yield file
            file = []
        file.append((task, known))
    if file:
        yield file


def _placed_in_file(file: Sequence[tuple[Task, Survey]], seen: Seen | None) -> Iterator[Task]:
    origin, is_empty = Position(), True
    for task, known in file:
        if task.part and known.is_open and not task.is_last:
            rest = attrs.evolve(task.part, end=max(each.part.end for each, _ in file if each.part))
            yield attrs.evolve(task, part=rest, is_last=True, origin=origin, is_empty_before=is_empty)
            return
        repeated = None if seen is None else _repeated(known, origin, seen)
        yield attrs.evolve(task, origin=origin, repeated=repeated, is_empty_before=is_empty)
        origin, is_empty = known.extent.behind(origin), is_empty and known.is_empty


def _repeated(known: Survey, origin: Position, seen: Seen) -> dict[bytes, Place]:
    """Those of the task's notifications that came before it, with their places; its own are added to them."""
    own: set[bytes] = set()
    repeated: dict[bytes, Place] = {}
    for digest, (name, line) in known.notifications:
        earlier = seen.add(digest, (name, origin.line + line - 1))
        if earlier and digest not in own:
            repeated[digest] = earlier
        own.add(digest)
    return repeated
