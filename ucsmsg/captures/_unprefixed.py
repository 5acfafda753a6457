"""Lines that all begin with the same prefix, as the text that they have without it."""

import re
from collections.abc import Iterable, Iterator

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._prefixes import before_opener, end_of_time
from ucsmsg.captures._written import Breaks, WrittenText
from ucsmsg.places import Source

_LONGEST = 300
_LINE = postponed_pattern(r"[^\S\r\n]*+[^\s][^\r\n]*+")
_LINE_NUMBER = postponed_pattern(r"""\s*+(?:[^\s:"'{}\[\]]++[:-])?[0-9]++[:\-\t |]""")
_TOKEN = postponed_pattern(r"\s++|[0-9]++|[A-Za-z]++|[^\s0-9A-Za-z]")
_NUMBER = postponed_pattern("[0-9]++")
_ALIGNMENT = postponed_pattern(r"\s*+")
_SIGN_OF_GREP = postponed_pattern("[:-]")
_STRING = postponed_pattern(r"""(?s:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^'\\]*+(?:\\.[^'\\]*+)*+')""")
_BREAK = postponed_pattern(r"(\S)[ \t]*+[\r\n]\s*+(?=(\S))")
_BEFORE_BREAK, _AFTER_BREAK = frozenset("{[,:"), frozenset("}],:")


@attrs.frozen
class Unprefixed:
    """The text of lines without their prefix, and where that stands again, in the second of them."""

    written: WrittenText
    again: tuple[int, int]


def without_prefixes(text: str) -> Unprefixed | None:
    """The text without what its first line begins with and all others as well; None where there is no such prefix.

    The numbers of a time, or of a line, may differ in it; everything else is the same in all lines.
    """
    first, *others = _LINE.finditer(text)
    prefix = [*_tokens(before_opener(first[0])[:_LONGEST])]
    for line in others:
        prefix = prefix[: _matched(prefix, line[0])[0]]
    cuts = [(line.start(), line.start() + _matched(prefix, line[0])[1]) for line in (first, *others)]
    if not others or not text[slice(*cuts[0])].strip():
        return None
    return Unprefixed(_without(text, cuts), cuts[1])


def _tokens(line: str) -> Iterator[re.Pattern[str]]:
    """The patterns of what a line begins with, token by token."""
    number = _LINE_NUMBER.match(line)
    end = max(end_of_time(line), number.end() if number else 0)
    position = 0
    while token := _TOKEN.match(line, position):
        if number and token.start() == 0 and token[0].isspace():
            yield _ALIGNMENT
        elif number and token.end() == number.end() and token[0] in ":-":
            yield _SIGN_OF_GREP
        else:
            is_varied = token.end() <= end and token[0].isdecimal()
            yield _NUMBER if is_varied else re.compile(re.escape(token[0]))
        position = token.end()


def _matched(prefix: list[re.Pattern[str]], line: str) -> tuple[int, int]:
    """With how many of its tokens the line begins, and where they end in it."""
    position = 0
    for count, token in enumerate(prefix):
        match = token.match(line, position)
        if match is None:
            return count, position
        position = match.end()
    return len(prefix), position


def _without(text: str, cuts: Iterable[tuple[int, int]]) -> WrittenText:
    parts: list[str] = []
    breaks: list[tuple[int, int]] = []
    length = position = 0
    for start, end in (*cuts, (len(text), len(text))):
        if start > position:
            breaks.append((length, position))
            parts.append(text[position:start])
            length += start - position
        position = end
    return WrittenText(Source("".join(parts)), Breaks(breaks), is_string=False)


def is_joined(text: str) -> bool:
    """True where the lines of a payload end between its tokens, so that it is the same however they were cut.

    What ends in a string may have been cut there, or may have had a line end of its own.
    """
    strings = _STRING.finditer(text)
    if any("\n" in string[0] or "\r" in string[0] for string in strings):
        return False
    return all(each[1] in _BEFORE_BREAK or each[2] in _AFTER_BREAK for each in _BREAK.finditer(text))
