"""Where payloads stand in a text that holds other things as well: pages, logs, streams."""

import bisect
import functools
import json
import operator
import re
from collections.abc import Iterator, Sequence

from ucsmsg.quasi._limits import Limits, checked_limits
from ucsmsg.quasi.edits._deviations import Deviations, LimitExceededError
from ucsmsg.quasi.edits._edit import Edit
from ucsmsg.quasi.lexing._grammar import CLOSERS, OPENERS, SCALARS
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.lexing._scalars import Scalars
from ucsmsg.quasi.recovery._closers import came_too_early
from ucsmsg.quasi.recovery._exchanged import NOTHING, doubled_braces, with_signs
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._table import recover
from ucsmsg.quasi.recovery._tuples import python_values
from ucsmsg.text.marks import SPACE, STRING_START

# A bracket in prose is no payload: an object shows a name or its end, an array an object, an array or a string.
_GAP = rf"(?:[{SPACE}]|\x1b\[[0-9;]*+m)*+"
_NAMED = rf"(?:{STRING_START}|:?[\w$][\w$.\-]*+[ \t]*+(?::|=))"
_OPENING = re.compile(
    rf"\{{(?={_GAP}(?:{_NAMED}|\}}|/[/*]|#|,|(?:\.\.|…)))|\[(?={_GAP}(?:[\[{{\"'“]|u[\"']|\]{_GAP}(?:\Z|[,}}\]])))"
)
# A string of something else with an opening bracket in it, behind which a quote or a line end is escaped, as logs write
# payloads; Python's bytes may have them without. Each string is looked through once from each quote before it.
_INSIDE = r"(?:[\[{\s]|\\[nrt]){0,20}+"


def _written(name: str, before: str, quote: str, behind: str) -> str:
    """The pattern of a string: what stands before its quote, and behind the bracket that opens a payload in it."""
    no_bracket = rf"[^{quote}\\\r\n\[{{]++|\\."
    shown = rf"(?=(?:{no_bracket}|[\[{{](?!{behind}))*+[\[{{])"
    return rf"{before}{quote}{shown}(?P<{name}>(?:[^{quote}\\\r\n]++|\\.)*+){quote}"


_WRITTEN = (
    _written("double", r"(?<!\\)", '"', rf'{_INSIDE}\\(?:"|u0022)'),
    _written("bytes", r"(?<![\w\\])[bB]", "'", ""),
    _written("single", r"(?<![\w\\])[uU]?", "'", r"[\[{ ]{0,20}+\\[nrt]"),
)
_OPENING_OR_WRITTEN = re.compile("|".join([*_WRITTEN, _OPENING.pattern]))
_LINE_END = re.compile(r"[\n\r]|\Z")
_SET_OFF = re.compile(r"[ \t\n\r,{\[]|\Z")
_decode = json.JSONDecoder().raw_decode
_SLICE = 4_096
_LONGEST_TOKEN_BUT_STRINGS = len("Infinity")


def find(text: str, start: int = 0, end: int | None = None, limits: Limits = Limits()) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that hold payloads, as pairs of offsets; what stands between them is prose.

    A payload starts at an opening bracket that looks like one and ends where the tolerant parser has read one value,
    or where the text goes on in a way that no payload does.
    """
    ends = _Ends(text, len(text) if end is None else end, limits)
    position = start
    while match := _OPENING.search(text, position, ends.last):
        position = ends.of(match.start())
        yield match.start(), position


def find_written(text: str, limits: Limits = Limits()) -> Iterator[tuple[int, int, str | None]]:
    """What `find` gives, and the insides of the strings that hold a payload in escaped form, with the kind of string.

    That is `double` or `single`, after its quotes, or `bytes`, as Python writes them; None for a payload itself.
    """
    ends = _Ends(text, len(text), limits)
    position = 0
    while match := _OPENING_OR_WRITTEN.search(text, position):
        if match.lastgroup:
            position = match.end()
            yield *match.span(match.lastgroup), match.lastgroup
        else:
            position = ends.of(match.start())
            yield match.start(), position, None


def split(text: str, limits: Limits = Limits()) -> Iterator[tuple[int, int]]:
    """The values that stand one after the other in `text`, as pairs of offsets.

    Whatever stands between two values is part of one of the stretches, so that none of it is passed over.
    """
    ends = _Ends(text, len(text), limits)
    lexer = ends.lexer
    position = 0
    while token := lexer.peek(position):
        if token.kind in OPENERS:
            end = ends.of_first(token.start)
        else:
            end = token.end if _is_whole(text, token) else _line_end(text, token.end)
        if lexer.peek(end) is None:
            end = len(text)
        yield position, end
        position = end
    if position == 0 and text.strip(" \t\n\r"):
        yield 0, len(text)


def _is_whole(text: str, token: Token) -> bool:
    """True for a scalar that nothing touches; a closing bracket belongs to nothing."""
    kind, start, end = token
    return kind in CLOSERS or (kind in SCALARS and text[start] != "`" and _SET_OFF.match(text, end) is not None)


def _line_end(text: str, position: int) -> int:
    line_end = _LINE_END.search(text, position)
    return line_end.start() if line_end else len(text)


class _Ends:
    """Where the payloads of a text end that is looked at up to the offset `last`, from the first to the last."""

    def __init__(self, text: str, last: int, limits: Limits) -> None:
        self.last = last
        self._text = text
        self._limits = checked_limits(limits)
        self._may_be_one = True

    @functools.cached_property
    def lexer(self) -> Lexer:
        """One for all: what is looked ahead for each payload must not add up."""
        return Lexer(self._text, 0, self.last)

    @functools.cached_property
    def _exchanged(self) -> Sequence[Edit]:
        """What puts the signs of JSON in the places of those of another notation."""
        return (python_values(self._text) or doubled_braces(self._text) or NOTHING).edits

    @functools.cached_property
    def _signs(self) -> Lexer:
        """The lexer of the text with those signs, as a text that is refused without them is read."""
        return Lexer(with_signs(self._text, self._exchanged), 0, self.last) if self._exchanged else self.lexer

    @functools.cached_property
    def _scalars(self) -> Scalars:
        return Scalars(self._signs.text, self._limits)

    def of(self, start: int) -> int:
        """The offset after the payload that starts at `start`."""
        end = _valid_end(self._text, start, self.last) if self.last == len(self._text) else None
        return end or self._recovered_end(start)

    def of_first(self, start: int) -> int:
        """The same, or the end of the text where the first payload before a comma seems to be closed too early."""
        end = self.of(start)
        if self._may_be_one and self.lexer.peek_kind(end) == "COMMA":
            self._may_be_one = False
            return self.last if came_too_early(self.lexer, end) else end
        return end

    def _recovered_end(self, start: int) -> int:
        """The offset after the value that starts at `start`, as recovery sees it."""
        lexer, end = self._signs, self.last
        lexer.begin(start)
        r = Recovery(lexer, Deviations(self._text, end, self._limits), self._scalars, start, among_prose=True)
        try:
            recover(r)
        except LimitExceededError:
            lexer.end = end
            return end
        return max(self._after_sign(r.position), start + 1)

    def _after_sign(self, position: int) -> int:
        """The offset, or the end of the sign that stands around it."""
        index = bisect.bisect_left(self._exchanged, position, key=operator.attrgetter("start")) - 1
        return max(position, self._exchanged[index].end) if index >= 0 else position


def _valid_end(text: str, start: int, end: int) -> int | None:
    """The offset behind the value, when it is valid JSON; None otherwise.

    It is tried on a slice, and on larger ones as long as that is cut off: the decoder's errors count the lines before
    them, so on the whole text many payloads that are not valid would take quadratic time.
    """
    size = _SLICE
    while True:
        part = text[start : start + size]
        try:
            return start + _decode(part)[1]
        except json.JSONDecodeError as error:
            is_cut_off = error.pos >= size - _LONGEST_TOKEN_BUT_STRINGS or error.msg.startswith("Unterminated")
            if start + size >= end or not is_cut_off:
                return None
            size *= 8
        except (ValueError, RecursionError):
            return None
