"""What must hold of every redacted capture, found without the package's own way to find words."""

import base64
import html
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from ucsmsg.captures import iter_parse
from ucsmsg.redaction import CaptureRedactor, RedactedCapture
from ucsmsg.redaction._vocabulary import may_stay
from ucsmsg.schema import unstructure

KEY = b"k" * 32
KEPT = {
    *("typeId", "state", "mediaType", "startDate", "endDate", "type", "visibility", "timestamp", "messageType"),
    *("channel", "timestampSeconds", "index"),
}
SHORTEST = 4

Mark = tuple[str, str, int, int]


def redacted(text: str, *others: str, drops_prose: bool = False, days: int = 0) -> RedactedCapture:
    """The capture with other words, after those of it and of other captures were collected."""
    redactor = CaptureRedactor.with_key(KEY, drops_prose=drops_prose, days=days)
    for each in (text, *others):
        redactor.collect(each)
    return redactor.redact(text)


def marks_of(text: str) -> list[Mark]:
    """Name, severity and place of each diagnostic of a capture."""
    results = iter_parse(io.StringIO(text, newline=""))
    return [(d.name, d.severity, d.span.start, d.span.end) for parsed in results for d in parsed.diagnostics]


def tokens_of(text: str) -> set[str]:
    """The words of all values of notifications that may not stay."""
    found: set[str] = set()
    for parsed in iter_parse(io.StringIO(text, newline="")):
        for notification in parsed.notifications:
            for leaf in _leaves(unstructure(notification), ""):
                found |= words_of(leaf)
    return {word for word in found - may_stay() if is_token(word)}


def is_token(word: str) -> bool:
    """True for a word that is long enough to be looked for, and not zero."""
    return len(word) >= (SHORTEST if word.isascii() else 2) and word.strip("0") != ""


def leaks_in(text: str, tokens: set[str]) -> set[str]:
    """Those of the words that stand in a text, in whatever form."""
    return {word for view in _views(text) for word in words_of(view)} & tokens


def _leaves(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, name)
    elif isinstance(value, str) and name not in KEPT:
        yield value


def words_of(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W_]+", text)}


def _views(text: str) -> Iterator[str]:
    """The text as it is, and as it is when what is written in it is undone."""
    yield text
    yield re.sub(r"\\+u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    yield re.sub(r"\\+x([0-9a-fA-F]{2})", lambda match: chr(int(match[1], 16)), text)
    yield re.sub(r"\\+[nrt]", " ", text)
    yield unquote(unquote(text))
    yield html.unescape(html.unescape(text))
    for blob in re.findall(r"[A-Za-z0-9+/]{12,}", text):
        body = blob[: len(blob) // 4 * 4]
        yield base64.b64decode(body).decode("utf-8", "ignore")
    for digits in re.findall(r"(?:[0-9a-fA-F]{2}){6,}", text):
        yield bytes.fromhex(digits).decode("utf-8", "ignore")
