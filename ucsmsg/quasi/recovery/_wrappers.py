"""What is put around a whole value, whatever that is: a fence, an assignment, a call, a transport's framing."""

import re
from typing import NamedTuple

from ucsmsg.quasi.recovery._surroundings import stands_apart

_NAME = r"[A-Za-z_$][\w$]*+(?:\.[\w$]++)*+"
_ARRAY = r"(?=\[)"
_SCALAR_OR_ARRAY = r"(?=[^{\s])"
_ANY = r"(?=\S)"
_HEADERS = r"(?:HTTP/[0-9.]++ [^\r\n]*+\r?\n)?(?:[A-Za-z][\w\-]*+:[^\r\n]*+\r?\n)++\r?\n\s*+"
# A call of these makes another value of what stands in it, and so does one of a name with a capital letter.
_TYPES = r"(?:set|frozenset|bytes|bytearray|deque|dict|tuple|list|range|complex|array|repr|str|int|float)"
_END = r"[ \t\n\r]*+"


class Wrapper(NamedTuple):
    """What stands before a value, and what after it; what follows it says what value may stand there."""

    before: re.Pattern[str]
    after: re.Pattern[str]


_WRAPPERS = (
    Wrapper(re.compile(rf"\)\]\}}'\,?{_END}{_ANY}"), re.compile(_END)),
    Wrapper(re.compile(rf"(?:while\s?\(1\)|for\s?\(;;\))\s*+;\s*+{_SCALAR_OR_ARRAY}"), re.compile(_END)),
    Wrapper(re.compile(rf"(?:var|let|const)\s++{_NAME}\s*+=\s*+{_SCALAR_OR_ARRAY}"), re.compile(rf"{_END};?{_END}")),
    Wrapper(re.compile(rf"{_NAME}\s++=\s++{_SCALAR_OR_ARRAY}"), re.compile(rf"{_END};?{_END}")),
    Wrapper(re.compile(rf"{_NAME}\s*+=\s*+{_ARRAY}"), re.compile(rf"{_END};?{_END}")),
    Wrapper(
        re.compile(rf"(?!(?:\w++\.)*+(?:[A-Z]|{_TYPES}\s*+\()){_NAME}\s*+\(\s*+{_SCALAR_OR_ARRAY}"),
        re.compile(rf"{_END}\){_END};?{_END}"),
    ),
    Wrapper(re.compile(rf"(?:(?:event|id|retry|:)[^\r\n]*+\r?\n)*+data:[ \t]*+{_ARRAY}"), re.compile(_END)),
    Wrapper(re.compile(rf"{_HEADERS}{_ARRAY}"), re.compile(_END)),
)
_FENCE = re.compile(r"^[ \t]*+(?P<fence>`{3,}+|~{3,}+)[\w+\-]*+[ \t]*+(?:\r\n?|\n)\s*+(?=[^{\s])", re.MULTILINE)


class Wrapped(NamedTuple):
    """A value in a wrapper: where it starts, where it ends at the latest, and the pattern of what stands after it."""

    start: int
    end: int
    after: re.Pattern[str]


def wrapped(text: str, start: int, end: int) -> Wrapped | None:
    """The value of a text that begins with a wrapper, between two offsets; None where there is no wrapper.

    An object needs none to be found, so only a guard is told before one.
    """
    for before, after in _WRAPPERS:
        if match := before.match(text, start, end):
            return Wrapped(match.end(), end, after)
    fence = _FENCE.search(text, start, end)
    mark = re.escape(fence["fence"]) if fence else ""
    closing = re.compile(rf"\n[ \t]*+{mark}").search(text, fence.end() - 1, end) if fence else None
    if fence is None or closing is None or not stands_apart(text[start : fence.start()]):
        return None
    return Wrapped(fence.end(), closing.start(), re.compile(rf"{_END}{mark}[^`~\[\]{{}}\"']*+"))
