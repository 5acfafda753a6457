"""The lines of a log or a page: those in which nothing of a payload may begin come many at a time.

Most of a log is prose. It is found by looking for a few words in large stretches of text, not by looking at each line.
"""

from collections.abc import Generator, Iterable, Iterator

from ucsmsg.captures._lines import LINES, SHORT, Piece, behind, unfinished
from ucsmsg.captures._traffic import LINE_STARTS, places_of_words
from ucsmsg.places import Position

_GOES_ON = "[,"
_SPACE = " \t\r\n"
_LOOK_BACK = 1 << 12
"""So many characters before a line that may begin a payload another line is at most that goes with it."""


def passages(chunks: Iterable[str], origin: Position, most: int = SHORT) -> Iterator[Piece]:
    """The lines of a text, one by one where they may hold something, and all others before the next one as one piece.

    A line that ends in an opening bracket or a comma belongs to the one after it. `most`: so many characters of a line
    wait for its end.
    """
    text = ""
    for chunk in filter(None, chunks):
        text += chunk
        end = _end_of_lines(text)
        is_long = len(text) - end >= most
        done = yield from _passages_of(text, end, origin, is_last=is_long)
        text, origin = text[done:], behind(text[:done], origin)
        if is_long:
            parts = text[: len(text) - unfinished(text)]
            yield from _lines_of(parts, origin)
            text, origin = text[len(parts) :], behind(parts, origin)
    yield from _all_of(text, origin)


def _all_of(text: str, origin: Position) -> Iterator[Piece]:
    """What is left at the end, whose last line needs no end."""
    yield from _passages_of(text, len(text), origin, is_last=True)


def _end_of_lines(text: str) -> int:
    """The offset after the last line that is complete; a carriage return at the end may be half of a line end."""
    last = len(text) - text.endswith("\r")
    return max(text.rfind("\n", 0, last), text.rfind("\r", 0, last)) + 1


def _passages_of(text: str, end: int, origin: Position, *, is_last: bool) -> Generator[Piece, None, int]:
    """The lines of the text up to `end`; returns up to where, as the last ones may belong to one that comes yet."""
    done = 0
    for start, after in _lines_with_words(text, end, starts_line=origin.column == 1):
        first = _first_of(text, start, done)
        yield from _prose(text, done, first, origin)
        origin = behind(text[done:first], origin)
        yield from _lines_of(text[first:start], origin)
        origin = behind(text[first:start], origin)
        line = Piece(text[start:after], origin)
        yield line
        origin = line.behind
        done = after
    last = end if is_last else _first_of(text, end, done)
    yield from _prose(text, done, last, origin)
    return last


def _prose(text: str, start: int, end: int, origin: Position) -> Iterator[Piece]:
    if start < end:
        yield Piece(text[start:end], origin, is_prose=True)


def _lines_of(text: str, origin: Position) -> Iterator[Piece]:
    for line in LINES.findall(text):
        yield Piece(line, origin)
        origin = behind(line, origin)


def _lines_with_words(text: str, end: int, *, starts_line: bool) -> Iterator[tuple[int, int]]:
    """The places of the lines in which something may begin."""
    position = 0
    while position < end:
        brace = text.find("{", position, end)
        stop = _line_start(text, position, brace) if brace >= 0 else end
        for word in _words_between(text, position, stop, starts_line=starts_line):
            if word >= position:
                start, position = _line_start(text, position, word), _line_end(text, word, end)
                yield start, position
        if brace >= 0:
            position = _line_end(text, brace, end)
            yield stop, position
        else:
            position = end


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
