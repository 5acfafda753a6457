"""Edits: one stretch of a valid text replaced, and what that makes of its value."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from ucsmsg.places import Path
from ucsmsg.testing._layout import Layout, Value

Becomes = Callable[[Any, Path], Any]


def kept(original: Any, path: Path) -> Any:  # noqa: ARG001  # JSON values; a `Becomes`
    """The value is the original's."""
    return original


def left_out(original: Any, path: Path) -> Any:  # JSON values
    """The original without the member or element at the path; None for the root."""
    if not path:
        return None
    del _parent_of(original, path)[path[-1]]
    return original


def nothing(original: Any, path: Path) -> Any:  # noqa: ARG001  # JSON values; a `Becomes`
    """There is no value."""
    return None


def becomes(new: Any) -> Becomes:  # a JSON value
    """The original with `new` at the path."""

    def replaced(original: Any, path: Path) -> Any:  # JSON values
        if not path:
            return new
        _parent_of(original, path)[path[-1]] = new
        return original

    return replaced


def _parent_of(value: Any, path: Path) -> Any:  # JSON values
    for step in path[:-1]:
        value = value[step]
    return value


@attrs.frozen
class Edit:
    """One stretch of a text, `start` to `end`, replaced by `text`.

    The deviation stands in the changed text from `first` to `last`, by default where `text` stands. `path` leads to the
    value it is about, `result` says what becomes of the whole. `refused` tells a deviation without a single reading.
    `encoding` is that of the changed text where it becomes bytes; "" leaves it a string.
    """

    start: int
    end: int
    text: str
    path: Path = ()
    result: Becomes = kept
    refused: bool = False
    first: int | None = None
    last: int | None = None
    encoding: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Where the deviation stands in the changed text."""
        first = self.start if self.first is None else self.first
        return first, self.start + len(self.text) if self.last is None else self.last

    def of(self, text: str) -> str:
        """The text, changed."""
        return text[: self.start] + self.text + text[self.end :]

    def value_of(self, original: Any) -> Any:  # JSON values
        """What becomes of the value of the text."""
        return self.result(copy.deepcopy(original), self.path)


def refusal(value: Value, start: int, end: int, text: str, first: int | None = None, last: int | None = None) -> Edit:
    """The edit that takes away a member's or element's single reading."""
    return Edit(start, end, text, value.path, left_out, refused=True, first=first, last=last)


def rewritten(value: Value, text: str, result: Becomes = kept) -> Edit:
    """The edit that writes a value in another way."""
    return Edit(value.start, value.end, text, value.path, result)


Row = Callable[[Layout], Iterator[Edit]]
"""Every place of a valid text where one row of the catalogue can be put."""
