"""The lines of a log or a page: those in which nothing of a payload may begin come many at a time.

Most of a log is prose. It is found by looking for a few words in large stretches of text, not by looking at each line.
"""

from collections.abc import Generator, Iterable, Iterator

from ucsmsg.captures._lines import LINES, SHORT, Piece, behind, pieces_of, unfinished
from ucsmsg.captures._traffic import LINE_STARTS, places_of_words
from ucsmsg.captures._whole_values import is_value, value_over_lines
from ucsmsg.places import Position

_GOES_ON = "[,"
_SPACE = " \t\r\n"
_LOOK_BACK = 1 << 12
"""So many characters before a line that may begin a payload another line is at most that goes with it."""


_Lines = tuple[int, int, int | None]
"""Where lines begin that belong together, and end; the offset in them of the value that is all the rest of them."""


def passages(chunks: Iterable[str], origin: Position, most: int = SHORT, longest: int = 0) -> Iterator[Piece]:
    """The lines of a text, one by one where they may hold something, and all others before the next one as one piece.

    A line that ends in an opening bracket or a comma belongs to the one after it, and so do those of a value over
    several lines. `most`: so many characters of a line wait for its end, and `longest` of such a value.
    """
    text, wanted = "", 0
    for chunk in filter(None, chunks):
        text += chunk
        if len(text) < wanted:
            continue
        end = _end_of_lines(text)
        is_long = len(text) - end >= most
        done, wanted = yield from _passages_of(text, end, origin, 0 if is_long else longest, is_last=is_long)
        text, origin = text[done:], behind(text[:done], origin)
        if is_long:
            parts = text[: len(text) - unfinished(text)]
            yield from pieces_of(LINES.findall(parts), origin)
            text, origin = text[len(parts) :], behind(parts, origin)
    yield from _passages_of(text, len(text), origin, 0, is_last=True)  # the last line needs no end


def lines_and_values(chunks: Iterable[str], origin: Position, longest: int) -> Iterator[Piece]:
    """The lines of a text one by one, but for those of a value over several lines."""
    for piece in passages(chunks, origin, SHORT, longest):
        yield from pieces_of(LINES.findall(piece.text), piece.origin) if piece.is_prose else (piece,)


def _end_of_lines(text: str) -> int:
    """The offset after the last line that is complete; a carriage return at the end may be half of a line end."""
    last = len(text) - text.endswith("\r")
    return max(text.rfind("\n", 0, last), text.rfind("\r", 0, last)) + 1


def _passages_of(
    text: str, end: int, origin: Position, longest: int, *, is_last: bool
) -> Generator[Piece, None, tuple[int, int]]:
    """The lines of the text up to `end`.

    Returns up to where, as the last ones may belong to one that comes yet, and how many characters from there on have
    to be there before another look is worth it.
    """
    done = 0
    for start, after, value in _lines_with_words(text, end, longest, starts_line=origin.column == 1):
        first = _first_of(text, start, done)
        yield from _prose(text, done, first, origin)
        origin = behind(text[done:first], origin)
        if start == after:
            return first, 2 * (end - first)
        yield from pieces_of(LINES.findall(text[first:start]), origin)
        origin = behind(text[first:start], origin)
        line = Piece(text[start:after], origin, value=value)
        yield line
        origin = line.behind if value is None else behind(line.text, origin)
        done = after
    last = end if is_last else _first_of(text, end, done)
    yield from _prose(text, done, last, origin)
    return last, 0


def _prose(text: str, start: int, end: int, origin: Position) -> Iterator[Piece]:
    if start < end:
        yield Piece(text[start:end], origin, is_prose=True)


def _lines_with_words(text: str, end: int, longest: int, *, starts_line: bool) -> Iterator[_Lines]:
    """The places of the lines in which something may begin."""
    values = _Values(text, end, longest)
    position = 0
    while position < end:
        brace = text.find("{", position, end)
        stop = _line_start(text, position, brace) if brace >= 0 else end
        for word in _words_between(text, position, stop, starts_line=starts_line):
            if word >= position:
                start, position = _line_start(text, position, word), _line_end(text, word, end)
                yield start, position, None
        if brace < 0:
            return
        lines = (
            values.at(_first_of(text, stop, position)) or values.at(stop) or (stop, _line_end(text, brace, end), None)
        )
        yield lines
        position = lines[1]


class _Values:
    """The values over several lines of a text up to `end`; no stretch of it is looked at twice for the end of one."""

    def __init__(self, text: str, end: int, longest: int) -> None:
        self._text, self._end = text, end
        self._longest = longest
        self._tried = 0

    def at(self, start: int) -> _Lines | None:
        """The lines of the value that begins in the line at `start`; none of them where the last has not come yet."""
        found = value_over_lines(self._text, start, self._end) if start >= self._tried else None
        if found is None:
            return None
        value, closer = found
        if closer < 0:
            self._tried = self._end
            return (start, start, None) if self._end - start < self._longest else None
        self._tried = _line_end(self._text, closer + 1, self._end)
        return (start, self._tried, value - start) if is_value(self._text[value : self._tried]) else None


def _words_between(text: str, start: int, end: int, *, starts_line: bool) -> Iterator[int]:
    if start == 0 < end and starts_line and text.startswith(LINE_STARTS):
        yield 0
    yield from places_of_words(text, start, end)


def _line_start(text: str, start: int, place: int) -> int:
    return max(start, text.rfind("\n", start, place) + 1, text.rfind("\r", start, place) + 1)


def _line_end(text: str, place: int, end: int) -> int:
    feed = text.find("\n", place, end)
    end = feed + 1 if feed >= 0 else end
    carriage = text.find("\r", place, end)
    return end if carriage < 0 or carriage + 1 == feed else carriage + 1


def _first_of(text: str, start: int, floor: int) -> int:
    """Where the lines begin, from `floor` on, that end so that the line at `start` may go on with them."""
    farthest = start - _LOOK_BACK
    while (last := _last_character(text, floor, start)) >= 0 and text[last] in _GOES_ON:
        first = _line_start(text, floor, last)
        if first < farthest:
            break
        start = first
    return start


def _last_character(text: str, start: int, end: int) -> int:
    """The offset of the last character that is no white space; -1 where there is none."""
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return end - 1 if end > start else -1
