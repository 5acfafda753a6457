"""The lane for text whose deviations are all lexical: one pass writes it as RFC 8259 text for the C decoder.

The pass knows nothing of its own: it matches the grammar's terminals, in the grammar's order. Where a token is none of
those below, or where a deviation could have a second reading, the lane is not certain and the grammar looks. What it
drops or replaces it only notes; the findings are made when somebody asks for them.
"""

import functools
import json
import re
from collections import Counter
from collections.abc import Callable

from ucsmsg.quasi._lane import NotCertainError
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._rewritten import RUN, Replaced, Rewritten
from ucsmsg.quasi._scan import ACROSS, may_be_text
from ucsmsg.quasi._strings import read_content
from ucsmsg.quasi._terminals import terminals

_LITERALS = {"none": "null", "null": "null", "true": "true", "false": "false"}
_PLAIN = r"[^'\"\\\x00-\x1f\ud800-\udfff]"
_PREFIXED_STRING = re.compile(r"[uU]?'([^']*+)'")
_ENDS_VALUE = r"(?=[ \t\n\r]*+[,}\]])"
_VALUE_ENDS = re.compile(_ENDS_VALUE)
_PLAIN_CONTENT = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]*+')
_LOOK_BACK = 200
_IN_VALUE = re.compile(r"[\"'}\]\w]")


def rewrite(text: str, limits: Limits) -> Rewritten:
    """The text as RFC 8259 has it, and what it deviates in. Raises `NotCertainError` to hand over."""
    if text.startswith("\ufeff"):
        raise NotCertainError
    rewriter = _Rewriter(text)
    rewritten = _pattern().sub(rewriter.replacement, text)
    if sum(rewriter.names.values()) > limits.diagnostics:
        raise NotCertainError
    return Rewritten(text, rewritten, frozenset(rewriter.names), rewriter.replaced, limits)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """A stretch of valid tokens, and the one token behind it that is to be rewritten."""
    patterns = terminals()
    comments = rf"(?:[ \t\n\r]|{patterns['COMMENT']})*+"
    groups = {"TRAILING_COMMA": rf",(?={comments}[}}\]])"}
    groups |= {name: patterns[name] for name in ("COMMENT", "FOREIGN_WHITESPACE", "LONG_SUFFIX")}
    groups |= {name: patterns[name] for name in ("PYTHON_LITERAL", "LITERAL_CASE", "STRING_PREFIX")}
    groups |= {"SINGLE_QUOTED_STRING": patterns["SINGLE_QUOTED_STRING"], "OTHER": r"[\s\S]"}
    unquoted = "|".join(patterns[name] for name in ("INTEGER", "FLOAT", "TRUE", "FALSE", "NULL"))
    between = rf"[{{}}\[\]: \t\n\r]++|,(?!{comments}[}}\]])|{unquoted}"
    # A Python `repr` is one long run of plain strings: rewritten as a whole, not string by string.
    runs = {
        "PLAIN_RUN": rf"(?:'{_PLAIN}*+'(?:{between})*+)++",
        "PREFIXED_RUN": rf"(?:(?:[uU]'(?:{_PLAIN}++'|'{_ENDS_VALUE})|'{_PLAIN}*+')(?:{between})*+)++",
    }
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in (runs | groups).items())
    return re.compile(rf"(?P<VALID>(?:{between}|{patterns['STRING']})*+)(?:{alternatives}|\Z)")


class _Rewriter:
    """What stands for each token that is not RFC 8259's."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._comment_end = 0
        self.names: Counter[str] = Counter()
        self.replaced: list[Replaced] = []
        self._writers: dict[str, Callable[[int, int], str]] = {
            "TRAILING_COMMA": self._trailing_comma,
            "COMMENT": self._comment,
            "FOREIGN_WHITESPACE": self._space,
            "LONG_SUFFIX": self._long,
            "PYTHON_LITERAL": self._literal,
            "LITERAL_CASE": self._literal,
            "STRING_PREFIX": self._prefixed,
            "SINGLE_QUOTED_STRING": self._single_quoted,
        }

    def replacement(self, match: re.Match[str]) -> str:
        """The valid stretch as it stands, and the token behind it rewritten."""
        kind = match.lastgroup or ""
        if kind == "VALID":
            return match[0]
        if kind in ("PLAIN_RUN", "PREFIXED_RUN"):
            written = self._run(match[kind], prefixed=kind == "PREFIXED_RUN")
            kind, (start, end) = RUN, match.span(kind)
        elif writer := self._writers.get(kind):
            self.names[kind.lower().replace("_", "-")] += 1
            start, end = match.span(kind)
            written = writer(start, end)
        else:
            raise NotCertainError
        self.replaced.append((kind, start, end, len(written)))
        return match["VALID"] + written

    def _run(self, run: str, *, prefixed: bool) -> str:
        strings = run.count("'") // 2
        self.names["single-quoted-string"] += strings
        if not prefixed:
            return run.replace("'", '"')
        self.names["string-prefix"] += strings  # as many at most
        return _PREFIXED_STRING.sub(r'"\1"', run)

    def _trailing_comma(self, start: int, _: int) -> str:
        """Nothing; but in `[,]` the comma is not behind a value."""
        before = self._text[max(self._comment_end, start - _LOOK_BACK) : start].rstrip(" \t\n\r")
        if not _IN_VALUE.match(before[-1:]):
            raise NotCertainError
        return ""

    def _comment(self, start: int, end: int) -> str:
        is_open = self._text.startswith("/*", start) and not self._text.endswith("*/", start + 2, end)
        if is_open or may_be_text(self._text, start, end):
            raise NotCertainError
        self._comment_end = end
        return " "

    @staticmethod
    def _space(_: int, __: int) -> str:
        return " "

    def _long(self, start: int, end: int) -> str:
        if self._text[start] == "+":
            raise NotCertainError
        return self._text[start : end - 1]

    def _literal(self, start: int, end: int) -> str:
        return _LITERALS[self._text[start:end].lower()]

    def _prefixed(self, start: int, end: int) -> str:
        if self._text[start] not in "uU" or self._text[start + 1] not in "\"'":
            raise NotCertainError
        if end - start == len("u''") and not _VALUE_ENDS.match(self._text, end):  # as a name it may be a slip
            raise NotCertainError
        if self._text[start + 1] == "'":
            self.names["single-quoted-string"] += 1
        return self._string(start + 2, end - 1, "u")

    def _single_quoted(self, start: int, end: int) -> str:
        return self._string(start + 1, end - 1, "")

    def _string(self, start: int, end: int, prefix: str) -> str:
        text = self._text
        if _PLAIN_CONTENT.fullmatch(text, start, end):
            return f'"{text[start:end]}"'
        if ACROSS.fullmatch(text, start, end):
            raise NotCertainError
        value, deviations = read_content(text, start, end, prefix=prefix)
        if any(deviation.used is None for deviation in deviations):
            raise NotCertainError
        self.names.update(deviation.name for deviation in deviations)
        return json.dumps(value, ensure_ascii=False)
