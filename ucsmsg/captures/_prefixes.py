"""The prefixes of lines: those of logs, and those that stand before each line of a payload."""

import functools
import re

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._lines import Block
from ucsmsg.captures._traffic import OPENS
from ucsmsg.origins import NO_ORIGIN, Origin

LOG_PREFIX = postponed_pattern(
    r"""\s*+(?:\[[\w\ .:/\#-]{1,60}\]\s++)?[\[(<]{0,2}(?:   # after the name of a thread
        \d{4}[-/.]\d\d[-/.]\d\d(?:\b|T\d\d)  # 2015-10-01, 2015/10/01, 2015-10-01T16:02:07
      | \d{8}(?:T|[ -]\d\d:?)\d\d            # 20151001T160207
      | \d\d[-/.]\d\d[-/.]\d{4}\b            # 01.10.2015
      | \d\d[ /-][A-Z][a-z]{2}[ /-]\d{4}\b   # 01/Oct/2015
      | \d\d:\d\d:\d\d\b                     # 16:02:07
      | [A-Z][a-z]{2}\ [ \d]?\d\ \d\d:\d\d   # Oct  1 16:02
      | \d{10}(?:\d{3})?(?:\.\d+)?[\])]?[ \t]+\S   # 1443704527000
      | (?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)\b
      | \d{1,3}>                             # syslog priority
      | pod/[\w.-]++/[\w.-]++\]\s            # kubectl logs --prefix
      | \s*+\d{1,7}\.\d{3,6}\]\s++[A-Za-z]   # seconds since the start
    )""",
    re.VERBOSE,
)
_OPENER = postponed_pattern(rf"{OPENS.pattern}|[{{\[]\s*+\Z|[{{\[](?=[\r\n])")
_INSIDE = postponed_pattern(
    r"""\s*+[:,]
      | [ \t]++"[A-Za-z]     # indented: the name of a member, whatever follows
      | [^"{}\[\]\r\n]*+(?:[}\]] | "\s*+[:,}\]] | "(?:[^"\\\r\n]++|\\.)*+"\s*+[:,}\]])""",
    re.VERBOSE,
)
_DIGITS = postponed_pattern("[0-9]+")
_LETTERS = postponed_pattern("[A-Za-z]+")
_LINE = postponed_pattern(r"[^\r\n]++")
_UNLIKE_A_PREFIX = postponed_pattern(r"""["'{}\[\]]|[\w$]\s*+\Z|\A\s*+\Z""")


_TIME = postponed_pattern(
    r"""\d{4}[-/.]\d\d[-/.]\d\d(?:[T ][ ]?\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:[ ]?(?:Z\b|[+-]\d\d:?\d\d\b))?)?
      | \b\d{8}[T -]?\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?Z?\b
      | \d\d[-/.]\d\d[-/.]\d{4}(?:,?[ T]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?
      | \d\d[ /-][A-Z][a-z]{2}[ /-]\d{4}(?:[: ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:[ ][+-]\d{4})?)?
      | [A-Z][a-z]{2}[ ]{1,2}\d{1,2}[ ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?
      | \d\d:\d\d:\d\d(?:[.,]\d+)?
      | \b\d{10}(?:\d{3})?(?:\.\d+)?\b
      | (?<=\[)\s*+\d{1,7}\.\d{3,6}(?=\])""",
    re.VERBOSE,
)
_LEVEL = postponed_pattern(
    r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)\b|(?<=\blevel=)[A-Za-z]++|(?<=\blvl=)[A-Za-z]++"
)
_STREAM = postponed_pattern(r"(?<= )(?:stdout|stderr)(?= )")
_KEY_VALUE = postponed_pattern(r"\s*+(?:ts|t|time|timestamp|level|lvl)=")
_LONGEST_PREFIX = 300
_FARTHEST = 1 << 14
"""Characters of prose after which a line with a prefix tells nothing any more of what follows."""
_LINE_END = postponed_pattern(r"\r\n|\r|\n")


class LogRecords:
    """What a log tells of its records; lines without a prefix belong to the record before them, up to a blank line."""

    def __init__(self) -> None:
        self._told = NO_ORIGIN
        self._passed = ""

    def take(self, block: Block) -> None:
        """Take the lines of a block; those of prose are only looked at where a payload follows without a prefix."""
        if block.is_prose:
            self._passed = (self._passed + block.text)[-_FARTHEST:]
        elif not self._begin(block.text) and self._passed:
            self._take_passed()
        self._passed = self._passed if block.is_prose else ""

    def _begin(self, text: str, start: int = 0) -> bool:
        """Take the line that begins at `start` of the text; False where it tells nothing."""
        line = text[start : start + _LONGEST_PREFIX]
        told = told_by_prefix(line)
        if told is NO_ORIGIN and line.strip():
            return False
        self._told = told
        return True

    def _take_passed(self) -> None:
        """Take the last of the lines that were passed over that tells something or is blank."""
        first, *lines = _LINE_END.split(self._passed.removesuffix("\n").removesuffix("\r"))
        is_whole = len(self._passed) < _FARTHEST
        for line in reversed([first, *lines] if is_whole else lines):
            if self._begin(line):
                return
        self._told = self._told if is_whole else NO_ORIGIN

    def origin_of(self, text: str, start: int, end: int) -> Origin:
        """What is told of what begins at `end`, where the lines before `start` were taken before."""
        line_end = max(text.rfind("\n", start, end), text.rfind("\r", start, end))
        if line_end >= 0:
            self._begin(text, line_end + 1)
        return self._told


def told_by_prefix(line: str) -> Origin:
    """The time, the level and the stream that a log writes before its lines; nothing of a line that is in no log."""
    line = line.partition("{")[0]
    if not LOG_PREFIX.match(line) and not _KEY_VALUE.match(line):
        return NO_ORIGIN
    time, level, stream = (pattern.search(line) for pattern in (_TIME, _LEVEL, _STREAM))
    return Origin(time=time and time[0].strip(), level=level and level[0], stream=stream and stream[0])


def end_of_time(line: str) -> int:
    """The offset after the time, and after what else a log begins its lines with; 0 where there is neither."""
    found = LOG_PREFIX.match(line), _TIME.search(line, 0, _LONGEST_PREFIX)
    return max((match.end() for match in found if match), default=0)


def has_prefix_of(first: str, prefix: str) -> bool:
    """True when a line that begins with `prefix` begins as the line `first` does, but for its words and numbers."""
    own = LOG_PREFIX.match(first)
    return own is not None and _shape(own[0]) == _shape(prefix)


def before_opener(line: str) -> str:
    """What stands before the first bracket that may open a payload; the line itself where there is none."""
    opener = _OPENER.search(line)
    return line[: opener.start()] if opener else line


def rest_of_line(first: str, line: str) -> str | None:
    """What follows what stands before the payload of `first` in a line that begins in the same way; None in others."""
    before = before_opener(first)
    lead = _pattern(_shape(before)).match(line) if before != first else None
    return line[lead.end() :] if lead else None


def goes_on(rest: str) -> bool:
    """True for what stands in a payload, and not at its start: the end of a string, a member, a bracket that closes."""
    return _INSIDE.match(rest) is not None


def _shape(prefix: str) -> str:
    """What prefixes with other words and numbers, such as another time or level, have in common with this one."""
    return _LETTERS.sub("a", _DIGITS.sub("0", prefix))


@functools.lru_cache(maxsize=256)
def _pattern(shape: str) -> re.Pattern[str]:
    """The pattern of all texts of the shape."""
    runs = {"0": "[0-9]++", "a": "[A-Za-z]++"}
    return re.compile("".join(runs.get(character, re.escape(character)) for character in shape))


def prefix_of_lines(text: str) -> tuple[int, int] | None:
    """Where a prefix as it stands before the first line of the text stands again; None where it does not.

    That is the prefix of a log, or the same text before all lines, as in a difference, a comment or a quotation.
    """
    first, *others = [line for line in _LINE.finditer(text) if line[0].strip()]
    if LOG_PREFIX.match(first[0]):
        prefixes = (LOG_PREFIX.match(text, line.start()) for line in others)
        again = next((prefix for prefix in prefixes if prefix and has_prefix_of(first[0], prefix[0])), None)
        return again and again.span()
    texts = [first[0], *(line[0] for line in others)]
    prefix = _common_start(min(texts), max(texts))
    is_prefix = others and not _UNLIKE_A_PREFIX.search(prefix)
    return (others[0].start(), others[0].start() + len(prefix)) if is_prefix else None


def _common_start(one: str, other: str) -> str:
    pairs = zip(one, other, strict=False)
    return one[: next((at for at, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other)))]
