"""What the server's traffic looks like, whole or damaged: the names of its members, in quotes of any kind.

Captures are searched for it; whether it is a payload is the parser's business.
"""

import base64
import functools
import re
from collections.abc import Iterator

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._words import words_in
from ucsmsg.text.marks import QUOTES, SPACE, STRING_START

GAP = rf"[{SPACE}]*+"
WRITTEN_QUOTE = r"&(?:quot|apos|\#34|\#39|\#[xX]22|\#[xX]27);"
"""A quote as HTML and XML write it."""

_ANY_QUOTES = (
    rf"(?:\^?+\\*+\^?+(?:[{QUOTES}]|u00(?:22|27)|x2[27])|&(?:amp;)*+(?:quot|apos|\#34|\#39|\#[xX]22|\#[xX]27);|%(?:25)*+2[27])"
    r"{1,5}+"
)
"""Quotes in any form that is known: themselves, escaped, as entities, percent-encoded, doubled, and each once more.

In shells a quote may be five in a row (`'"'"'`), and `cmd.exe` has a caret before each sign.
"""

_ANY_GAP = rf"(?:[{SPACE}+]|\\[nrt]|%(?:25)*+(?:20|0[9AaDd]))*+"
_ANY_SEPARATOR = r"(?:\^?+[:=]|%(?:25)*+3[AaDd])"

STARTS = postponed_pattern(rf"{GAP}{STRING_START}")
"""The name of a member, where the text begins inside of an object."""

OPENS = postponed_pattern(rf"[{{\[]{GAP}(?:{STRING_START}|[{{\[])")
"""An object or an array that holds something."""

START = postponed_pattern(rf"(?:\[{GAP})?\{{{GAP}(?:{STRING_START}|(?<![\r\n]))(?:channel|data)[{QUOTES}]?{GAP}[:=]")
"""The beginning of a notification.

A name without quotes at the beginning of a line is none: `data:` stands there in an event stream.
"""

ROOT = postponed_pattern(rf"([^\"'{{}}\[\],]{{0,200}}?){START.pattern}")
"""The beginning of a notification, with what stands before it in its line."""

UNQUOTED_NAME = postponed_pattern(
    rf"[{{,]{GAP}:?(?:channel|data|messageType|referenceId|interactions?|messages|errorMessage){GAP}[:=]"
)
_OF_NOTIFICATIONS = ("messageType", "referenceId", "participantId", "timestampSeconds")
_ANY = f"(?:{'|'.join(_OF_NOTIFICATIONS)})"
MEMBERS = ("channel", *_OF_NOTIFICATIONS)
"""Names that nothing else has."""

TOPIC = "/v2/ucs/interactions"
"""The topic of the documented notifications."""

_MEMBER = rf"{_ANY}{_ANY_QUOTES}{_ANY_GAP}{_ANY_SEPARATOR}"
_SLASH = r"(?:\\*+/|%(?:25)*+2[Ff])"
_CHANNEL = rf"channel{_ANY_QUOTES}{_ANY_GAP}{_ANY_SEPARATOR}{_ANY_GAP}{_ANY_QUOTES}{_SLASH}"
"""Other things have channels too, but none that begins with a slash."""

_TOPIC = rf"{_ANY_SEPARATOR}{_ANY_GAP}{_ANY_QUOTES}{_SLASH}v2{_SLASH}ucs\b"
_FIRST = r"(?<!\\)"
"""Of backslashes in a row only the first is tried, so that many of them take linear time."""

_ENCODED_QUOTE = r"(?:%(?:25)*+22|\\++u0022)"
_ENCODED_NAME = rf"{_FIRST}{_ENCODED_QUOTE}{_ANY}|{_ANY}{_ENCODED_QUOTE}"
"""Nobody encodes the quotes of a word in prose: what stands after the name does not matter then."""

_TOPIC_AND_NEXT = (
    rf"{TOPIC}{_ANY_QUOTES}{_ANY_GAP},{_ANY_GAP}(?:\Z|{_ANY_QUOTES}\w++{_ANY_QUOTES}{_ANY_GAP}{_ANY_SEPARATOR})"
)
"""The topic before another member, or before what was taken as one."""

_ESCAPED_TOPIC = rf"{_FIRST}\\++[{QUOTES}]{TOPIC}\b|{TOPIC}(?:\\++[{QUOTES}]|(?:{_ANY_QUOTES})?+{_ANY_GAP}\}})"
"""The topic as the value of what is no member any more: in a string, or before the end of an object."""

NAME = postponed_pattern(f"{_MEMBER}|{_CHANNEL}|{_TOPIC}|{_TOPIC_AND_NEXT}|{_ENCODED_NAME}|{_ESCAPED_TOPIC}")
"""One of these names with quotes as the name of a member, or the topic as the value of one."""

_WORDS = (*MEMBERS, "v2")
_TELLING = (*_WORDS, "referendeId", "interaction", "messages", "\\u00")
"""Words, and what each of their letters may be written with."""


PACKED_NAME = b"messageType"
"""A name that every documented notification has: where bytes are logged, it tells them."""

_IN_BASE64 = (
    # What stands for the name, wherever it begins in three bytes, without what its neighbours share.
    base64.b64encode(bytes(before) + PACKED_NAME)[-(-before * 4 // 3) : (before + len(PACKED_NAME)) // 3 * 4].decode()
    for before in range(3)
)
_PACKED_NAMES = (*_IN_BASE64, PACKED_NAME.hex(), PACKED_NAME.hex().upper())
_FIRST_NUMBERS = tuple(separator.join(map(str, PACKED_NAME[:3])) for separator in (",", ", ", " "))
_FIRST_NUMBER = str(PACKED_NAME[0])
_IN_NUMBERS = postponed_pattern(r"(?:,\s*+|\s++)".join(map(str, PACKED_NAME)))

_BRACKET = postponed_pattern(rf"{GAP}[{{\[]")
_DATA = postponed_pattern("(?<![a-z])data")  # not that of metadata


def may_hold_payloads(text: str) -> bool:
    """False where a text is surely none of payloads, whole or damaged: a list of settings, or JSON of others."""
    return may_be_traffic(text) or (_BRACKET.match(text) is not None and _DATA.search(text) is not None)


def may_be_traffic(text: str) -> bool:
    """False where a text has no word that a notification cannot do without, which is quick to see."""
    return any(map(text.__contains__, _TELLING)) or is_packed(text)


def is_packed(text: str) -> bool:
    """True where the name stands in a text in base64, in hexadecimal digits, or as numbers of bytes."""
    in_digits = any(map(text.__contains__, _PACKED_NAMES))
    return in_digits or (_FIRST_NUMBER in text and _IN_NUMBERS.search(text) is not None)


def names_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Each `NAME` in a part of the text; most have no such word at all, which is quick to see."""
    return NAME.finditer(text, start, end) if any(text.find(word, start, end) >= 0 for word in _WORDS) else iter(())


_QUOTED = f"(?:{'|'.join((*_OF_NOTIFICATIONS, TOPIC))})"
_TRACE = postponed_pattern(rf"{_FIRST}{_ANY_QUOTES}{_QUOTED}|{_QUOTED}{_ANY_QUOTES}|{_TOPIC}")
_WORD = postponed_pattern(rf"\W*?{_QUOTED}\W*+")


def has_trace(text: str) -> bool:
    """True where a name of a notification stands next to a quote, or alone.

    That is left of a notification however it is damaged, in a text that is a string or a word of a recording.
    """
    return _TRACE.search(text) is not None or _WORD.fullmatch(text) is not None


TRACE_WORDS = ("channel", *_OF_NOTIFICATIONS, "ucs")
"""One of these stands in everything that `has_trace` and `EVENT_NAME` find."""
_ESCAPE = "\\u00"
_NO_WORD = r'(?:[^\w"\\]|\\(?:u[0-9A-Fa-f]{4}|.))*+'


def may_have_trace(text: str) -> bool:
    """True where something may be found by `has_trace` or `EVENT_NAME` in the text, or in a text written in it.

    A word counts next to what a quote in any form begins or ends with, or alone in a JSON string, and of the topic what
    `_TOPIC` has of it.
    """
    return any(_surroundings(word).search(text) for word in words_in(text, (*TRACE_WORDS, _ESCAPE)))


@functools.cache
def _surroundings(word: str) -> re.Pattern[str]:
    if word == _ESCAPE:
        return re.compile(r"\\u00(?:[4-7]|3[0-9])")  # of a letter or a digit
    if word == "ucs":
        return re.compile(r"v2(?:\\*+(?:/|u002[Ff])|%(?:25)*+2[Ff])ucs")
    return re.compile(rf"{word}(?:(?=[{QUOTES}\\&%ux])|(?<=[{QUOTES};0-9A-Fa-f]{word}))|\"{_NO_WORD}{word}{_NO_WORD}\"")


LINE_STARTS = ("HTTP/", "data:")
"""What tells at the beginning of a line that an empty batch may follow."""

_BEGINNINGS = {
    **{word: re.compile(rf"{word}(?:(?=[{QUOTES}\\&%^ux])|(?<=22{word}))") for word in MEMBERS},
    "ucs": re.compile(rf"v2{_SLASH}ucs"),
    **{word: re.compile(word) for word in (*_PACKED_NAMES, *_FIRST_NUMBERS)},
    "%": re.compile("%(?:5[Bb]|7[Bb])"),
    "\\u0022": re.compile(r"\\u0022"),
    **{f"{line_end}{word}": re.compile(f"(?<={line_end}){word}") for word in LINE_STARTS for line_end in "\r\n"},
}
"""Besides a brace: words of which one stands where a payload begins, or what is left of one, and what is around it."""


def places_of_words(text: str, start: int, end: int) -> list[int]:
    """Where a payload, or what is left of one, may begin in a part of a text without a brace, in the text's order."""
    words = words_in(text[max(0, start - 1) : end], _BEGINNINGS)
    return sorted(match.start() for word in words for match in _BEGINNINGS[word].finditer(text, start, end))


NAME_WITH_VALUE = postponed_pattern(
    rf"{_MEMBER}{_ANY_GAP}(?:[{QUOTES}\\\[&%\^0-9]|-[0-9]|true|false|null)"
    rf"|{_CHANNEL}|{_TOPIC}|{_TOPIC_AND_NEXT}|{_ENCODED_NAME}"
)
EVENT_NAME = postponed_pattern(rf"(?:channel|messageType)\\*+[{QUOTES}]")
"""A name that events have, and the replies to requests have not."""

_UNQUOTED = postponed_pattern(rf"[{{,]{GAP}:?{_ANY}{GAP}(?:=>|[:=]){GAP}(?:[{QUOTES}]|-?[0-9])")


def has_member(text: str) -> bool:
    """True where a text has a notification's member, or the topic, with a value that is no word of a program."""
    return may_be_traffic(text) and (NAME_WITH_VALUE.search(text) or _UNQUOTED.search(text)) is not None
