"""What of growing files is new: offsets for a stream, which hold after a restart and when logs are rotated."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ucsmsg.captures import CaptureError, Format, GrowingFile, growing_file

Offset = dict[str, dict[str, Any]]
"""The files that were read, by their paths: how far, and by what they are known. It can be written as JSON."""

MOST_GONE = 1000
"""So many files that are not there any more are remembered: they may come back, or turn up under another name."""


@attrs.frozen(kw_only=True)
class Looking:
    """How files are looked at: those of `growing_file`, and how many bytes are new at most; None for all there are."""

    settled_after: float
    format: Format | None = None
    most_bytes: int | None = None


def latest(paths: Iterable[str], before: Offset, looking: Looking) -> Offset:
    """How far the files at the paths can be read now, where they could be read up to `before`.

    Raises `OSError` where one cannot be read, and `CaptureError` as `growing_file` does.
    """
    known = _Known(before)
    left = looking.most_bytes
    found: list[GrowingFile] = []
    for path in paths:
        earlier = known.take(path)
        if left is not None and left <= 0:
            found += [earlier] if earlier else []
            continue
        try:
            file = growing_file(
                path, earlier, settled_after=looking.settled_after, format=looking.format, most_bytes=left
            )
        except FileNotFoundError:  # it was, when the folder was read
            continue
        found += [file] if file.end else []
        if left is not None:
            left -= file.end - (earlier.end if earlier else 0)
    gone = known.rest()[-MOST_GONE:]
    return {file.path: _entry(file) for file in (*gone, *found)}


def growth(paths: Sequence[str], start: Offset, end: Offset) -> Iterator[tuple[GrowingFile, int]]:
    """The files that can be read farther at `end` than at `start`, under the paths they have now, and where they grew.

    Raises `OSError` where one cannot be read, and `CaptureError` where it is not there any more.
    """
    known = _Known(start)
    for path, file in _files(end).items():
        if start.get(path) == end[path]:
            continue
        there = _now(file, paths)
        earlier = known.take(there.path)
        grown_from = earlier.end if earlier else 0
        if grown_from < file.end:
            yield there, grown_from


class _Known:
    """The files of an offset, found again by what they begin with."""

    def __init__(self, offset: Offset) -> None:
        self._files = _files(offset)

    def take(self, path: str) -> GrowingFile | None:
        """The file that is at the path now; None for one that is not known."""
        same = self._files.get(path)
        if same and same.is_at(path):
            return self._files.pop(path)
        moved = next((each for each in self._astray if each.is_at(path)), None)
        if moved is None:
            return None
        self._astray.remove(moved)
        return attrs.evolve(self._files.pop(moved.path), path=path)

    @functools.cached_property
    def _astray(self) -> list[GrowingFile]:
        """Those that are not at their paths any more."""
        return [each for each in self._files.values() if not each.is_at(each.path)]

    def rest(self) -> list[GrowingFile]:
        """Those that were not taken, because nothing is there that begins as they do."""
        return [*self._files.values()]


def _now(file: GrowingFile, paths: Iterable[str]) -> GrowingFile:
    place = next((path for path in (file.path, *paths) if file.is_at(path)), None)
    if place is None:
        raise CaptureError(_GONE.format(file.path, file.end))
    return attrs.evolve(file, path=place)


def _files(offset: Mapping[str, Mapping[str, Any]]) -> dict[str, GrowingFile]:
    return {
        path: GrowingFile(
            path=path,
            end=entry["end"],
            beginning=entry["beginning"],
            format=Format.of(entry["format"]) if entry["format"] else None,
        )
        for path, entry in offset.items()
    }


def _entry(file: GrowingFile) -> dict[str, Any]:
    return {"end": file.end, "beginning": file.beginning, "format": file.format or ""}


_GONE = (
    "Expected {0} with the {1} bytes that it had when the batch was planned, got another file or none: put it back, or "
    "begin with a new checkpoint"
)
