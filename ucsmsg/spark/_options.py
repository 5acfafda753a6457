"""The options of the data source, checked."""

import glob
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs

from ucsmsg.captures import Format, files_of
from ucsmsg.catalogue import Mode
from ucsmsg.tables import PART_SIZE, Task, schema, tasks

SETTLED_AFTER = 600.0
"""So many seconds after it was last written to a file is complete, where nothing else is said."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_MAGIC = re.compile(r"[*?\[]")
_TRUTHS = {"true": True, "false": False}


@attrs.frozen(kw_only=True)
class Options:
    """What is read, and how.

    `places` that are patterns stand for the files that they match. `repeated`: whether `diagnostics` tells what came
    before, in the whole capture. `part_size` and `most_bytes` are bytes, `settled_after` seconds.
    """

    places: tuple[str, ...]
    table: str = "messages"
    mode: Mode = Mode.STRICT
    format: Format | None = None
    encoding: str | None = None
    part_size: int = PART_SIZE
    settled_after: float = SETTLED_AFTER
    most_bytes: int | None = None
    repeated: bool = True

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Options":
        """Those that Spark gives, whose names are in any letter case. Raises `ValueError` for one that is not known."""
        options = {name.lower(): value for name, value in given.items()}
        places = [options.pop("path", ""), *json.loads(options.pop("paths", "[]"))]
        read: dict[str, Any] = {}
        for name, value in options.items():
            if name not in _READ:
                raise ValueError(f"Expected an option, one of {', '.join(_NAMES)}, got {name!r}")
            attribute, function = _READ[name]
            read[attribute] = function(value)
        found = tuple(_local(place) for place in places if place)
        if not found:
            raise ValueError('Expected a path, as in load("captures/"), got none')
        return cls(places=found, **read)

    def paths(self) -> list[str]:
        """The files and folders that are there now."""
        return [path for place in self.places for path in _matching(place)]

    def files(self) -> list[str]:
        """The files that are there now, those in folders too, in their order. Raises `OSError` where one is not."""
        return [str(file) for path in self.paths() for file in files_of(path)]

    def tasks(self, part_size: int | None = None, divided: Iterable[Format] = (Format.NDJSON,)) -> list[Task]:
        """The tasks that the files are. Raises `OSError` where one cannot be read."""
        size = self.part_size if part_size is None else part_size
        found = tasks(self.paths(), format=self.format, encoding=self.encoding, part_size=size, divided=divided)
        return found if self.repeated else [attrs.evolve(task, repeated={}) for task in found]


def _local(place: str) -> str:
    """A path that every process can open, wherever it works; raises `ValueError` for one of another file system."""
    if _SCHEME.match(place):
        address = urlsplit(place)
        if address.scheme != "file":
            raise ValueError(_ELSEWHERE.format(place))
        place = unquote(address.path)
    return str(Path(place).absolute())


def _matching(place: str) -> list[str]:
    if not _MAGIC.search(place) or Path(place).exists():
        return [place]
    return sorted(glob.glob(place, recursive=True))  # noqa: PTH207 - a whole path, not one below a folder


def _table(name: str) -> str:
    schema(name)  # raises for an unknown one
    return name


def _bytes(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"Expected a number of bytes, got {text!r}")
    return int(text)


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTHS:
        raise ValueError(f"Expected true or false, got {text!r}")
    return _TRUTHS[text.lower()]


_NAMES = {
    "table": ("table", _table),
    "mode": ("mode", Mode.of),
    "format": ("format", Format.of),
    "encoding": ("encoding", str),
    "partSize": ("part_size", _bytes),
    "settledAfter": ("settled_after", float),
    "maxBytesPerTrigger": ("most_bytes", _bytes),
    "repeated": ("repeated", _truth),
}
_READ: dict[str, Any] = {name.lower(): reading for name, reading in _NAMES.items()}

_ELSEWHERE = (
    "Expected a path that every executor can open, got {}: the files are read by Python on the executors; mount the "
    "store, or read it with Spark's binaryFile and give that to ucsmsg.spark.table_of"
)
