"""What was read before: a manifest beside an output, by which only what is new is read the next time.

What has changed is read anew, and its old rows are gone: in the end the rows are those of one run over everything.
Of a large log or file of NDJSON that has only grown, only what is behind its last whole record then is read for rows.
"""

import hashlib
import json
import math
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from ucsmsg.captures import Extent, FilePart, Format, extent_of, file_parts_of, growing_file
from ucsmsg.cli._checking import STDIN, File
from ucsmsg.cli._libraries import tables_library
from ucsmsg.cli._statuses import counted, say
from ucsmsg.places import Position

if TYPE_CHECKING:
    from ucsmsg.tables import Gone, Task

LARGE = 1 << 20
"""A file of so many bytes is not read anew where it has only grown; what format a smaller one has, may change."""
_LOOKED_AT = 1 << 16
_DIAGNOSTICS = "diagnostics"


@attrs.frozen
class Known:
    """A file as it was: its size and time, and up to where its rows stay when it grows (0: nowhere), with a digest."""

    size: int
    time: int
    cut: int = 0
    characters: int = 0
    lines: int = 0
    format: str | None = None
    digest: str = ""

    @staticmethod
    def of(path: str, asked: Format | None, *, may_grow: bool) -> "Known":
        """The file as it is now; `may_grow` where it is one whose parts can be read."""
        status = Path(path).stat()
        size, time = status.st_size, status.st_mtime_ns
        form = _format(path, asked) if may_grow else None
        cut = growing_file(path, settled_after=math.inf, format=form).end if form else 0
        if form is None or not cut:
            return Known(size, time)
        extent = extent_of(FilePart(path=path, start=0, end=cut, format=form))
        return Known(size, time, cut, extent.characters, extent.lines, form.value, _digest(path, cut))

    def is_begun_by(self, path: str) -> bool:
        """Whether a file begins as this one was, and has grown since."""
        return 0 < self.cut <= Path(path).stat().st_size and _digest(path, self.cut) == self.digest


def _format(path: str, asked: Format | None) -> Format | None:
    """The format of a large file that is read in parts, as it is told for the whole of it."""
    return next((part.format for part in file_parts_of(path, asked, LARGE // 3)), None)


def _digest(path: str, end: int) -> str:
    """What stands at the beginning, and before a place."""
    with Path(path).open("rb") as file:
        begin = file.read(min(end, _LOOKED_AT))
        file.seek(max(0, end - _LOOKED_AT))
        return hashlib.blake2b(begin + file.read(min(end, _LOOKED_AT)), digest_size=16).hexdigest()


@attrs.define
class Update:
    """One run with a manifest: what is read, which rows are kept, and what is known in the end."""

    output: str
    settings: dict[str, Any]
    asked: Format | None
    tasks: "list[Task]" = attrs.field(factory=list)
    gone: "Gone | None" = None
    files: dict[str, Known] = attrs.field(factory=dict)

    @property
    def _place(self) -> Path:
        return Path(self.output.rstrip("/") + ".manifest.json")

    def plan(self, files: Sequence[File]) -> None:
        """Find out what is to be read. Says how many files are as they were."""
        if any(file.path == STDIN for file in files):
            raise click.UsageError("Expected files with --update, got the standard input, which cannot be known again")
        before = self._before()
        self.files = dict(before or {})
        starts: dict[str, int] = {}
        changed: set[str] = set()
        planned: list[Task] = tables_library().tasks([file.path for file in files], format=self.asked, part_size=0)
        for task in planned:
            known = self.files.get(task.path)
            if known and self._is_same(task.path, known) and changed.isdisjoint(task.earlier):
                continue
            changed.add(task.path)
            rest = self._rest(task, known) if known and changed.isdisjoint(task.earlier) else None
            starts[task.path] = known.characters if known and rest else 0
            self.tasks.append(rest or attrs.evolve(task, encoding=self.settings["encoding"]))
            self.files[task.path] = Known.of(task.path, self.asked, may_grow=self.settings["encoding"] is None)
        if before is not None:
            self.gone = tables_library().Gone.of(starts)
            say(f"{counted(len(planned) - len(self.tasks), 'file')} as before, {len(self.tasks):,} new or changed")

    def _is_same(self, path: str, known: Known) -> bool:
        status = Path(path).stat()
        return (status.st_size, status.st_mtime_ns) == (known.size, known.time)

    def _rest(self, task: "Task", known: Known) -> "Task | None":
        """What has come to a file; None where all of it is to be read."""
        form = _format(task.path, self.asked)
        if form is None or form.value != known.format or not known.is_begun_by(task.path):
            return None
        end = Path(task.path).stat().st_size
        part = FilePart(path=task.path, start=known.cut, end=end, format=form)
        rest = attrs.evolve(task, part=part, origin=Extent(known.characters, known.lines).behind(Position()))
        if form is Format.NDJSON and _DIAGNOSTICS not in self.settings["tables"]:
            return attrs.evolve(rest, repeated={}, is_empty_before=False)
        resumed: Task | None = tables_library().resumed(rest)
        return resumed

    def _before(self) -> dict[str, Known] | None:
        """What is known from the last run; None where that was another one, or its output is not there any more."""
        try:
            manifest = json.loads(self._place.read_text("utf-8"))
            known = {path: Known(**each) for path, each in manifest["files"].items()}
            is_same = (manifest["settings"], manifest["output"]) == (self.settings, [*_stamp(self.output)])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not is_same:
            say("the settings or the output are others than at the last run: everything is read")
            return None
        return known

    def forget_cut(self, path: str) -> None:
        """A file without a payload is read anew when it grows: that it has none is a row."""
        self.files[path] = attrs.evolve(self.files[path], cut=0)

    def save(self) -> None:
        """Write what is known now; the output is in its place."""
        files = {path: attrs.asdict(known) for path, known in self.files.items()}
        manifest = {"settings": self.settings, "output": [*_stamp(self.output)], "files": files}
        beside = self._place.with_name(f".{self._place.name}.partial")
        beside.write_text(json.dumps(manifest, indent=1), "utf-8")
        beside.replace(self._place)


def _stamp(output: str) -> Iterator[list[Any]]:
    """What tells an output from another one: its files with their sizes and times."""
    path = Path(output)
    for file in sorted(path.rglob("*.parquet")) if path.is_dir() else [path]:
        status = file.stat()
        yield [os.path.relpath(file, path), status.st_size, status.st_mtime_ns]
