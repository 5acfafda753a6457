"""Quotes inside a string: whether they stand as those of a text do, or as those between two strings."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_ENDS_SENTENCE = ".!?…)"
# Quotation marks that a straight quote may close, and all that close them.
_OPENING = {'"': "„“", "'": "‚‘"}
_MARKS = {'"': re.compile('[„“”‟"]'), "'": re.compile("[‚‘’‛']")}


def is_quoted_text(text: str, content: int, inner: Sequence[int], last: int) -> bool:
    """True when each of the quotes `inner` of a string is one of a pair around a text, or stands alone as in `5"`.

    `content` is where the inside of the string begins, and `last` where its last quote stands.
    """
    closing = {*_closing(text, content, last)}
    places = [place for place in inner if place not in closing]
    explained = [True, *[False] * len(places), False]
    for index, place in enumerate(places):
        if not explained[index]:
            continue
        explained[index + 1] |= _stands_alone(text, place)
        if index + 1 < len(places):
            explained[index + 2] |= _is_pair(text, place, places[index + 1])
    return explained[len(places)]


def _closing(text: str, content: int, last: int) -> Iterator[int]:
    """The straight quotes that close a quotation mark of another form."""
    quote = text[content - 1]
    is_open = False
    for match in _MARKS[quote].finditer(text, content, last) if quote in _MARKS else ():
        if is_open and match[0] == quote:
            yield match.start()
        is_open = not is_open and match[0] in _OPENING[quote]


def _is_pair(text: str, first: int, second: int) -> bool:
    """True when two quotes stand around a text, and not around what stands between two strings."""
    inside = text[first + 1 : second]
    if inside != inside.strip() or not any(map(_is_of_word, inside)):
        return False
    is_end = (_is_of_word(text[first - 1]) or text[first - 1] in _ENDS_SENTENCE) and not _is_of_word(inside[0])
    is_beginning = not _is_of_word(inside[-1]) and _is_of_word(text[second + 1])
    return not (is_end and is_beginning)


def _stands_alone(text: str, place: int) -> bool:
    """True for an apostrophe, and for the sign of inches or feet."""
    before, after = text[place - 1], text[place + 1]
    return before.isdigit() or (_is_of_word(before) and _is_of_word(after))


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
