"""From a JSON text to the same text with other words: as long as before, and with the same deviations."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import attrs

from ucsmsg._embedded import string_offsets
from ucsmsg.catalogue import names_where
from ucsmsg.places import Path, Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.redaction._plan import Part, parts_of
from ucsmsg.redaction._pseudonyms import Pseudonyms
from ucsmsg.redaction._spellings import in_digits, respelled
from ucsmsg.redaction._times import shifted
from ucsmsg.redaction._tokens import ALIGNMENTS, Tokens, blobs_in, unpacked
from ucsmsg.redaction._vocabulary import LITERALS, NOTATION, ROUTE, SCHEMES, Treatment, may_stay, rules
from ucsmsg.redaction._words import Word, words_in

_NUMBER = re.compile(r"0[xX](?=[0-9a-fA-F])|[eE][+-]?[0-9]++|(?P<digits>[0-9]++)")
_TIME = re.compile(
    r"\b\d{4}-\d\d-\d\d[T _]\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\b\d{1,2}[/ -](?:[A-Z][a-z]{2}|\d\d)[/ -]\d{4}[: ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?"
    r"|\b\d\d:\d\d:\d\d(?:[.,]\d{1,9})?"
)
"""Times of day as logs write them, with or without the day; what is one stays in prose."""
_NO_TIME = re.compile(r"[\s\"']*+-?[0-9]{0,9}(?:\.[0-9]*+)?[\s\"']*+")
"""A number that counts from no day."""
_IN_NAME = re.compile(r"""["'`\\]{0,3}\s{0,8}(?::|=>|=)""")
_PREFIXES = frozenset({"u", "b", "r", "ur", "br"})
_BEFORE_PREFIX = frozenset(["", *" \t\r\n:,[{("])
_FILLER = "x"
"""What stands for a word in a form that has no room for another, such as `&mu;`."""
_NEAR = 12
_JOINT = re.compile(r"""(?:\u00ad|\u200b|-?\\?[\r\n]{1,2}[ \t]{0,8}|-\\n|["'][ \t]{0,4}\+[ \t\r\n]{0,8}["'])""")
"""What may stand between the two halves of one word."""


class Edit(NamedTuple):
    """`text` takes the place of what stands between two offsets, and is as long."""

    start: int
    end: int
    text: str


class UncertainError(Exception):
    """What would have to be replaced is written in a form in which nothing can be put."""


@attrs.frozen
class Redactor:
    """Replaces words by the pseudonyms of a key, and collects those that were replaced.

    `drops_prose`: all words of prose are replaced but for those that may stay. `days`: times are shifted by so many.
    """

    pseudonyms: Pseudonyms
    tokens: Tokens = attrs.field(factory=Tokens)
    drops_prose: bool = False
    days: int = 0

    def edits(self, reading: Reading) -> Iterator[Edit]:
        """What changes in a text that was read, in its order. Raises `UncertainError`."""
        text, done = reading.source.text, 0
        is_doubted = _leaves_out(reading)
        for part in parts_of(reading):
            yield from self._others(text, done, part.start, is_doubted=is_doubted)
            done = part.end
            yield from self._part(reading, part)
        yield from self._others(text, done, len(text), is_doubted=is_doubted)

    def _part(self, reading: Reading, part: Part) -> Iterator[Edit]:
        text = reading.source.text
        if part.path is not None:
            yield from self._inside(reading, part.path)
        elif part.treatment is Treatment.NUMBER:
            yield from self._number(text, part)
        elif part.treatment is Treatment.TIME:
            yield from self._time(text, part)
        elif part.treatment is Treatment.PROSE:
            yield from self.prose(text, part.start, part.end)
        elif part.treatment is not Treatment.KEEP:
            yield from self._words(text, part.start, part.end, part.treatment)

    def _others(self, text: str, start: int, end: int, *, is_doubted: bool) -> Iterator[Edit]:
        """What stands between the parts: all of it is replaced, but for names where something is not in the value."""
        for word in words_in(text, start, end):
            if not (is_doubted and _may_be_name(text, word)) and not _is_prefix(text, word):
                yield self._replaced(text, word)
        self.tokens.add_written(text[start:end])

    def _words(self, text: str, start: int, end: int, treatment: Treatment) -> Iterator[Edit]:
        for word in words_in(text, start, end):
            is_kept = treatment is Treatment.ADDRESS and _is_of_every_address(text, word, start)
            if not is_kept and not _is_prefix(text, word):
                yield self._replaced(text, word, is_name=treatment is Treatment.NAME)
        self.tokens.add_written(text[start:end])

    def _time(self, text: str, part: Part) -> Iterator[Edit]:
        edits = [Edit(*each) for each in shifted(text, part.start, part.end, self.days)]
        if self.days and not edits and not _NO_TIME.fullmatch(text, part.start, part.end):
            raise UncertainError
        yield from edits

    def _number(self, text: str, part: Part) -> Iterator[Edit]:
        for match in _NUMBER.finditer(text, part.start, part.end):
            if match["digits"]:
                yield self._replaced(text, Word(match[0], *match.span()))

    def _replaced(self, text: str, word: Word, *, is_name: bool = False) -> Edit:
        self.tokens.add(word.text, is_name=is_name)
        return self._pseudonym(text, word)

    def _inside(self, reading: Reading, path: Path) -> Iterator[Edit]:
        """What changes in a string that is a JSON text itself."""
        value = reading.value
        for step in path:
            value = value[step]
        offset = string_offsets(reading, path)
        after = applied(value, self.edits(read_source(Source(value), Limits())))
        return transferred(reading.source.text, value, after, lambda start, end: (offset(start), offset(end)))

    def unread(self, text: str) -> Iterator[Edit]:
        """What changes in a text that is not read as a value: all its words but for names, in its order."""
        return self._others(text, 0, len(text), is_doubted=True)

    # ---- Prose ----

    def prose(self, text: str, start: int, end: int) -> Iterator[Edit]:
        """What changes in prose: words that were replaced elsewhere, and whatever has one of them in it."""
        times = _Stretches(_TIME.finditer(text, start, end))
        packed = _Stretches(blob for blob in blobs_in(text, start, end) if self._is_packed(blob[0]))
        days = {first: Edit(first, last, day) for first, last, day in shifted(text, start, end, self.days)}
        before: Word | None = None
        done = start
        for word in words_in(text, start, end, is_prose=True):
            is_time = word.start < done or times.hold(word.start)
            is_replaced = not is_time and (packed.hold(word.start) or self._is_replaced_in_prose(text, word))
            if word.start in days and not is_replaced:
                yield days[word.start]
                done = days[word.start].end
            elif before and not is_time and self._is_half(text, before, word):
                yield self._pseudonym(text, before)
                yield self._pseudonym(text, word)
                is_replaced = True
            elif is_replaced:
                yield self._pseudonym(text, word)
            before = None if is_replaced or is_time or word.start < done else word

    def _pseudonym(self, text: str, word: Word) -> Edit:
        written = word.rewritten(text, self.pseudonyms.of(word.text))
        return Edit(word.start, word.end, written or _FILLER * (word.end - word.start))

    def _is_replaced_in_prose(self, text: str, word: Word) -> bool:
        if self.drops_prose:
            return word.text.lower() not in may_stay()
        if self.tokens.stands_in(word.text):
            return True
        escaped = text[word.start - 1 : word.start]  # `\nAda`: what a backslash stands before may be a letter of it
        return (
            escaped.isalpha() and text[word.start - 2 : word.start - 1] == "\\" and escaped + word.text in self.tokens
        )

    def _is_packed(self, blob: str) -> bool:
        """True where a word that is replaced stands in it in base64 or in hexadecimal digits."""
        inner = (text for start in range(ALIGNMENTS) for text in unpacked(blob[start:], errors="ignore"))
        return any(self.tokens.stands_in(word.text) for text in inner for word in words_in(text, is_prose=True))

    def _is_half(self, text: str, before: Word, word: Word) -> bool:
        """True where a word and the one before it are the halves of one that is replaced."""
        if word.start - before.end > _NEAR or not _JOINT.fullmatch(text, before.end, word.start):
            return False
        return before.text + word.text in self.tokens


class _Stretches:
    """Stretches of a text in order, of which one is asked for after the other."""

    def __init__(self, matches: Iterator["re.Match[str]"]) -> None:
        self._matches = matches
        self._start = self._end = -1

    def hold(self, offset: int) -> bool:
        """True where the offset is in one of them; offsets grow from call to call."""
        while self._end <= offset:
            match = next(self._matches, None)
            if match is None:
                return False
            self._start, self._end = match.span()
        return self._start <= offset


def _leaves_out(reading: Reading) -> bool:
    """True where a text has names and literals that are not in its value."""
    return not reading.has_value or not reading.is_certain or not _LEAVING_OUT.isdisjoint(reading.names)


_LEAVING_OUT = names_where(lambda row: row.is_loss) | {"duplicate-key", "ordered-dict", "surrounding-text"}


def _may_be_name(text: str, word: Word) -> bool:
    """True for the name of a member, and for a word of the notation, of which only a part may be left at the end."""
    if text[word.start - 1 : word.start] not in ("'", '"'):
        lower = word.text.lower()
        if lower in NOTATION or (word.end == len(text) and any(each.startswith(lower) for each in LITERALS)):
            return True
    return word.text in rules() and _IN_NAME.match(text, word.end) is not None


def _is_prefix(text: str, word: Word) -> bool:
    """True for what stands before a string's quotes in Python."""
    return (
        word.text.lower() in _PREFIXES
        and text[word.end : word.end + 1] in ("'", '"')
        and text[max(0, word.start - 1) : word.start] in _BEFORE_PREFIX
    )


def _is_of_every_address(text: str, word: Word, start: int) -> bool:
    if word.text.lower() in SCHEMES:
        return text[word.end : word.end + 1] == ":"
    before = text[max(start, word.start - 2) : word.start]
    return word.text in ROUTE and before[-1:] == "/" and before != "//"


def applied(text: str, edits: Iterator[Edit]) -> str:
    """The text with its edits, which are in order."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        done = end
    return "".join([*parts, text[done:]])


def transferred(outer: str, before: str, after: str, place: Callable[[int, int], tuple[int, int]]) -> Iterator[Edit]:
    """The edits of an outer text that change the text that is written in it; `place` tells where a stretch stands.

    Raises `UncertainError` where a character is written there in a form in which no other can be put.
    """
    for start, end in _changed(before, after):
        first, last = place(start, end)
        if outer[first:last] == before[start:end]:
            yield Edit(first, last, after[start:end])
            continue
        for at in range(start, end):
            first, last = place(at, at + 1)
            spelling = outer[first:last]
            written = in_digits(spelling, before[at], after[at]) or respelled(spelling, after[at])
            if written is None or len(written) != last - first:
                raise UncertainError
            yield Edit(first, last, written)


def _changed(before: str, after: str) -> Iterator[tuple[int, int]]:
    """The stretches in which two texts of one length differ."""
    start = None
    for at, (one, other) in enumerate(zip(before, after, strict=True)):
        if one == other:
            if start is not None:
                yield start, at
                start = None
        elif start is None:
            start = at
    if start is not None:
        yield start, len(before)
