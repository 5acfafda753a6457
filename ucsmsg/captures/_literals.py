"""Payloads in the texts of tables: fields of CSV, and literals of SQL; and in single quotes, as programs print strings.

Python's `csv` gives values without the places of their characters, and a tokenizer of SQL knows one dialect at a time.
So the quoting is undone here; tests hold it to the `csv` module.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter

import attrs

from ucsmsg import quasi
from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._traffic import NAME
from ucsmsg.captures._words import words_in
from ucsmsg.captures._written import WrittenText, from_doubled_quotes, from_escapes, from_quoted

_SQL = postponed_pattern(
    r"""[(,]\s*+ (?P<mark>[EeNn]|_\w++\s*+)?+ '(?P<text>(?:[^'\\]++|''|\\.)*+)' (?=\s*+(?:[,);]|::))""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED = [
    re.compile(
        rf"(?<![\w\\{quote}])[uU]?{quote}(?P<text>[^{quote}\\\r\n\[{{]*+[\[{{](?:[^{quote}\\\r\n]++|\\.)*+){quote}(?!{quote})"
    )
    for quote in "'\""
]
_BROKEN_BYTES = postponed_pattern(r"""(?<!\w)[bB]'(?P<text>[^'\\\[{]*+[\[{](?s:[^'\\]++|\\.)*+)'""")
_LINE_END = postponed_pattern(r"[\r\n]")
_BETWEEN_BRACKETS = postponed_pattern(r"[\[{](?s:.*)[\]}]")
_CSV = postponed_pattern(r"""(?:(?<=[,;\t|(])|(?<![^\r\n]))"(?P<text>(?:[^"]++|"")*+)"(?=[,;\t|)\r\n]|\Z)""")
_DOUBLED = postponed_pattern(r"""[{\[][{\[\s]*+\\*+""[A-Za-z]""")
"""What is never in valid JSON."""
_SINGLE_QUOTED = postponed_pattern(r"""(?:(?<=[,;\t|(])|(?<![^\r\n]))"[^"'\[{\r\n]*+[\[{][\[{\s]*+[uU]?'""")
"""A field whose payload has names in single quotes: that all quotes in it are double shows in its values only."""
_SINGLE = postponed_pattern(r"[(,]\s*+(?:\w++\s*+)?+'")
_ESCAPED_QUOTES = postponed_pattern(r'(?:[\[{\s]|\\[nrt])*+\\"')
_OF_MYSQL = postponed_pattern(r"\bINTO\s++`", re.IGNORECASE)
_POSTGRES_ESCAPE = postponed_pattern(r"\\[xuU0-7]")
_COPY_OR_END = postponed_pattern(r"(?<![^\r\n])(?:COPY\s[^;\r\n]*\sFROM\s++stdin\b|\\\.(?=[\r\n]|\Z))", re.IGNORECASE)
_ESCAPES_OF_COPY = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_IN_SQL = "its backslashes may be escapes, as in MySQL, or themselves, as in standard SQL"
_IN_BYTES = "no line of bytes that Python prints ends in them, and its backslashes may be escapes"
_PRINTED = "its backslashes may be escapes, as in a string that Python or Node.js prints, or the payload's own"
_ESCAPES = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a", "%": "\\%", "_": "\\_"}
"""Those of MySQL and of PostgreSQL; any other character stands for itself."""


@attrs.frozen
class Literal:
    """Where a text stands in another one, and what is meant; None where it has several readings: `doubt` says why."""

    start: int
    end: int
    written: WrittenText | None
    doubt: str = ""


def fields_in(text: str) -> Iterator[Literal]:
    """The fields of a table that hold a payload and have their quotes doubled."""
    if _DOUBLED.search(text) or ('""' in text and _SINGLE_QUOTED.search(text)):
        for match in _CSV.finditer(text):
            if _has_doubled_quotes(match) and NAME.search(match["text"]):
                yield Literal(*match.span("text"), from_doubled_quotes(match["text"], '"'))


def _has_doubled_quotes(field: re.Match[str]) -> bool:
    if _SINGLE_QUOTED.match(field.string, field.start("text") - 1):
        return '""' in field["text"]
    return _DOUBLED.search(field["text"]) is not None


def literals_in(text: str) -> Iterator[Literal]:
    """The texts in quotes that hold a payload and are not written as they are meant."""
    of_sql = [*_literals_of_sql(text)] if _SINGLE.search(text) else []
    yield from of_sql
    if not of_sql and "\\" in text:
        yield from sorted((*_printed_strings(text), *_broken_bytes(text)), key=attrgetter("start"))


def _literals_of_sql(text: str) -> Iterator[Literal]:
    for match in _SQL.finditer(text):
        raw = match["text"]
        if ("\\" in raw or "''" in raw) and NAME.search(raw):
            yield Literal(*match.span("text"), _from_sql(match, raw), _IN_SQL)


def _printed_strings(text: str) -> Iterator[Literal]:
    """The strings that a program has printed; what stands in quotes just as it was sent is none."""
    for match in chain.from_iterable(quoted.finditer(text) for quoted in _QUOTED):
        if not _is_escaped(match["text"]):
            continue
        printed = from_quoted(match["text"])
        readings = [match["text"], printed.text if printed else ""]
        values = (tuple(map(read, map(_between_brackets, readings))) for read in (_json_value, _lenient_value))
        sent, meant = next((pair for pair in values if any(pair)), (None, None))
        if meant not in {None, sent}:
            yield Literal(*match.span("text"), printed if sent is None else None, _PRINTED)


def _between_brackets(text: str) -> str:
    """The payload of a text, without the words around it."""
    found = _BETWEEN_BRACKETS.search(text)
    return found[0] if found else ""


def _broken_bytes(text: str) -> Iterator[Literal]:
    for match in _BROKEN_BYTES.finditer(text):
        if _is_escaped(match["text"]) and _LINE_END.search(match["text"]):
            yield Literal(*match.span("text"), None, _IN_BYTES)


def _is_escaped(text: str) -> bool:
    return "\\" in text and NAME.search(text) is not None


def _from_sql(match: re.Match[str], raw: str) -> WrittenText | None:
    """The text of a literal, whose backslashes are escapes in MySQL and themselves in standard SQL.

    Which of them shows in the statement, where every quote has one, or where only one of the readings is a value.
    """
    plain = from_doubled_quotes(raw)
    mark = (match["mark"] or "").lower()
    if "\\" not in raw or mark == "n" or (not mark and match.string.startswith("::", match.end())):
        return plain
    if mark == "e" and _POSTGRES_ESCAPE.search(raw):
        return None
    escaped = from_escapes(raw, _ESCAPES)
    if mark or _ESCAPED_QUOTES.match(raw) or _OF_MYSQL.search(match.string, 0, match.start()):
        return escaped
    return _only_value((plain, escaped), _json_value) or _only_value((plain, escaped), _lenient_value)


def _only_value(readings: Iterable[WrittenText], read: Callable[[str], str | None]) -> WrittenText | None:
    """The reading that is a value, where no other is another one."""
    values = {value: reading for reading in readings if (value := read(reading.text)) is not None}
    return next(iter(values.values())) if len(values) == 1 else None


def _json_value(text: str) -> str | None:
    try:
        return repr(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _lenient_value(text: str) -> str | None:
    document = quasi.parse(text, "lenient")
    return repr(document.value) if document.ok else None


class CopiedRows:
    """The rows after `COPY … FROM stdin;` in a dump of PostgreSQL, in which every backslash is doubled."""

    def __init__(self) -> None:
        self._is_within = False
        self._was_within = False

    @property
    def is_open(self) -> bool:
        """True where the next line is a row."""
        return self._is_within

    def take(self, text: str) -> None:
        """Take the next lines; the last of them may be the end of the rows."""
        self._was_within = self._is_within
        if any(words_in(text, ("stdin", "\\."))):
            for line in _COPY_OR_END.finditer(text):
                self._is_within = not line[0].startswith("\\")

    def text_of(self, lines: str) -> WrittenText | None:
        """The text that the lines stand for that were taken last, where they are a row with backslashes."""
        return from_escapes(lines, _ESCAPES_OF_COPY, is_quoted=False) if self._was_within and "\\" in lines else None
