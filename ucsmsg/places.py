"""Places: where in a text something stands, and where in a value.

Offsets count characters from 0. Lines and columns count from 1; a line ends at a line feed, a carriage return or
both together, and nowhere else (RFC 8259 knows no other line ends, and neither do editors). U+2028 is a character in
a line, and a character outside the Basic Multilingual Plane is one column.
"""

import bisect
import functools
import itertools
import json
import re
from collections.abc import Callable

import attrs

from ucsmsg.constructors import quick_constructor

__all__ = ["Path", "Position", "Source", "Span", "format_path", "parse_path"]

Path = tuple[str | int, ...]

_LINE_END = re.compile(r"\r\n|\r|\n")
_NEAR = 1000
"""Characters from the beginning of a text in which a line end is found before all of them are."""
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_STEP = re.compile(r'\.([A-Za-z_$][A-Za-z0-9_$]*)|\[(0|[1-9][0-9]*)\]|\[("(?:[^"\\]|\\.)*")\]')


@attrs.frozen(weakref_slot=False)
class Span:
    """A stretch of text: `start` and `end` as offsets in characters, the rest derived from them, counted from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


_new_span = quick_constructor(Span)


@attrs.frozen
class Position:
    """Where a text begins in the file it was taken from: characters before it, and the line and column it starts at."""

    offset: int = 0
    line: int = 1
    column: int = 1


@attrs.frozen(slots=False)
class Source:
    """A text, the name of where it is from, and where in that place it begins."""

    text: str
    name: str | None = None
    origin: Position = Position()

    @classmethod
    def of(cls, text: "str | Source") -> "Source":
        """The source itself, or one for a bare text. Raises `TypeError` for anything else."""
        if isinstance(text, Source):
            return text
        if not isinstance(text, str):
            raise TypeError(
                f"Expected str, bytes or Source, got {type(text).__name__}: load and iter_parse read files, read values"
            )
        return cls(text)

    @functools.cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        *lines, _ = self.text.split("\n")  # a third of the time
        return [*itertools.accumulate([len(line) + 1 for line in lines], initial=0)]

    def position(self, offset: int) -> Position:
        """The place of the character at `offset` of the text, in the file it was taken from."""
        if offset < _NEAR and not _LINE_END.search(self.text, 0, offset):
            return Position(self.origin.offset + offset, self.origin.line, self.origin.column + offset)
        line, _, _, margin = self._line_at(offset)
        return Position(self.origin.offset + offset, line, offset + margin)

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets of the text, in the file it was taken from."""
        return self.spans()(start, end)

    def spans(self) -> Callable[[int, int], Span]:
        """`span` for many places: one on the same line as the one before is found at once."""
        before = self.origin.offset
        line = first = behind = margin = 0  # the line, its offsets, and from an offset to a column

        def span(start: int, end: int) -> Span:
            nonlocal line, first, behind, margin
            if not first <= start < behind:
                line, first, behind, margin = self._line_at(start)
            if first <= end < behind:
                return _new_span(before + start, before + end, line, start + margin, line, end + margin)
            end_line, _, _, end_margin = self._line_at(end)
            return _new_span(before + start, before + end, line, start + margin, end_line, end + end_margin)

        return span

    def _line_at(self, offset: int) -> tuple[int, int, int, int]:
        """The line around an offset, where it begins, where the next one does, and from an offset to its column."""
        starts = self._line_starts
        index = bisect.bisect_right(starts, offset)
        first = starts[index - 1]
        behind = starts[index] if index < len(starts) else len(self.text) + 1
        return self.origin.line + index - 1, first, behind, (1 if index > 1 else self.origin.column) - first

    def line_around(self, span: Span) -> tuple[str, int, int]:
        """The text of the line in which `span` starts, and the part of it that the span covers, as two indexes."""
        start = span.start - self.origin.offset
        index = bisect.bisect_right(self._line_starts, start) - 1
        begin = self._line_starts[index]
        match = _LINE_END.search(self.text, start)
        line = self.text[begin : match.start() if match else len(self.text)]
        return line, min(start - begin, len(line)), min(span.end - self.origin.offset - begin, len(line))


def format_path(path: Path) -> str:
    """The path in writing: `$.data.messages[3].timestamp`, `$["odd key"]`."""
    return "$" + "".join(map(_format_step, path))


def path_formatter() -> Callable[[Path], str]:
    """`format_path` for many paths: what leads to the members of one object is formatted once."""
    last: Path = ()
    text = format_path(last)
    texts: dict[Path, str] = {}
    step_text = functools.cache(_format_step)

    def write(path: Path) -> str:
        nonlocal last, text
        if path is not last:
            last, around = path, path[:-1]
            before = texts.get(around)
            if before is None:
                before = texts[around] = format_path(around)
            text = before + step_text(path[-1]) if path else before
        return text

    return write


def _format_step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    is_plain = (step.isascii() and step.isidentifier()) or _PLAIN_KEY.fullmatch(step)
    return f".{step}" if is_plain else f"[{json.dumps(step)}]"


def parse_path(text: str) -> Path:
    """The path that `format_path` wrote; raises `ValueError` for anything else."""
    path: list[str | int] = []
    position = len("$") if text.startswith("$") else 0
    while position and (match := _STEP.match(text, position)):
        name, index, quoted = match.groups()
        path.append(name if name is not None else int(index) if index is not None else json.loads(quoted))
        position = match.end()
    if not position or position != len(text):
        raise ValueError(f"Expected a path such as $.data.messages[3].timestamp, got {text!r}")
    return tuple(path)
