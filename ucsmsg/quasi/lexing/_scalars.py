"""Scalars: what RFC 8259 has for a string, number or literal, and what it deviates in."""

import re
from typing import NamedTuple

from ucsmsg.diagnostics import shown
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.lexing import _numbers, _strings
from ucsmsg.quasi.lexing._grammar import NUMBERS, STRINGS
from ucsmsg.quasi.lexing._lexer import Token
from ucsmsg.text.json_text import piece_text, string_text
from ucsmsg.text.marks import ACROSS_STRINGS, QUOTE_FAMILIES

_LITERALS = {"true": "true", "false": "false", "null": "null", "none": "null", "nil": "null"}
_GROUP = re.compile(r"(?<=[0-9][, ])0[0-9]{2}")
# A string in foreign quotes that begins and ends inside other strings: `“a": 1, "b”`.
_ACROSS = re.compile(r"[^\"]*+\"\s*+[:,\]}][\s\S]*[,:{\[]\s*+\"[^\"]*+")
# The same between quotes that look like straight ones, which may have been written for them: `“a", "b”`, `‘a', 'b’`.
_ACROSS_ALIKE = {
    quote: re.compile(rf"[^{straight}]*+{straight}\s*+(?=[:,\]}}])[\s\S]*[,:{{\[]\s*+{straight}[^{straight}]*+")
    for straight, alike in (('"', QUOTE_FAMILIES[2] + QUOTE_FAMILIES[4]), ("'", QUOTE_FAMILIES[3] + QUOTE_FAMILIES[5]))
    for quote in alike
}
_TEMPLATE = re.compile(r"(?<!\\)\$\{")
_PREFIX = re.compile(r"[A-Za-z]*")
_FOREIGN_QUOTES = "".join(QUOTE_FAMILIES[2:])


class Deviation(NamedTuple):
    """A finding in a token, at offsets from its start; without `used` there is no text that could take its place.

    Without a message it is that of a repair.
    """

    name: str
    message: str
    start: int
    end: int
    found: str
    used: str | None
    refused: bool = False


class Scalar(NamedTuple):
    """The JSON text of a token, and its deviations; a refused one has no single reading."""

    text: str
    deviations: tuple[Deviation, ...] = ()
    refused: bool = False


def read_scalar(kind: str, token: str, limits: Limits) -> Scalar:
    """The scalar that a token of the terminal `kind` stands for."""
    if kind in STRINGS:
        return read_string(token, limit=limits.diagnostics)
    if kind in NUMBERS:
        return _read_number(kind, token, limits.digits)
    text = _LITERALS[token.lower()]
    if text == token:
        return Scalar(text)
    name = kind.lower().replace("_", "-")
    return Scalar(text, (repaired(name, token, 0, text),))


class Scalars:
    """The scalars of one text; each different token is read once."""

    def __init__(self, text: str, limits: Limits, *, undecodable: bool = False) -> None:
        self._text = text
        self._limits = limits
        self._undecodable = undecodable
        # Only a text with surrogates of its own can have them in strings without escapes.
        self._has_surrogates = _strings.has_surrogate(text)
        self._known: dict[tuple[str, str], Scalar] = {}

    def read(self, token: Token) -> Scalar:
        """What a token of a scalar stands for."""
        kind, start, end = token
        text = self._text[start:end]
        if kind == "STRING" and not self._has_surrogates and "\\" not in text:
            return Scalar(text)
        if kind == "LEADING_ZEROS" and _GROUP.match(self._text, start, end):
            return _refused_group(self._text[start - 1 : end])
        if self._undecodable and kind in STRINGS and _strings.has_undecodable(self._text, start, end):
            return Scalar('""', refused=True)  # reported when the bytes were decoded
        scalar = self._known.get((kind, text))
        if scalar is None:
            scalar = self._known[kind, text] = read_scalar(kind, text, self._limits)
        return scalar

    def string(self, token: Token, inner: tuple[int, ...]) -> Scalar:
        """What a string stands for to which the quotes at the offsets `inner` belong."""
        _, start, end = token
        if self._undecodable and _strings.has_undecodable(self._text, start, end):
            return Scalar('""', refused=True)
        return read_string(
            self._text[start:end], tuple(place - start for place in inner), limit=self._limits.diagnostics
        )


def _refused_group(before: str) -> Scalar:
    message = f"Expected no leading zeros, got `{before}` behind a digit: one number in groups, or two numbers"
    return refused_scalar("leading-zeros", message, before[1:])


def refused_scalar(name: str, message: str, token: str) -> Scalar:
    """A token without a single reading."""
    return Scalar("null", (_refused(name, message, token),), refused=True)


def read_name(token: str) -> Scalar:
    """A name without quotes; what is escaped in it is what JavaScript and RFC 8259 both allow."""
    value, pieces = _strings.read_content(token, 0, len(token))
    text = string_text(value)
    found = [repaired(piece.name, token[piece.start : piece.end], piece.start, piece.used) for piece in pieces]
    return Scalar(text, (*found, repaired("unquoted-key", token, 0, text)))


def read_string(token: str, inner: tuple[int, ...] = (), *, limit: int) -> Scalar:
    """A string between its quotes, with what stands before it; `inner` are the places of quotes that belong to it.

    Of more than `limit` deviations one more is found, which is enough to give up on the text.
    """
    prefix = _PREFIX.match(token)[0]  # type: ignore[index]  # it matches anything
    content = len(prefix) + 1
    value, pieces = _strings.read_content(token, content, len(token) - 1, prefix=prefix, limit=limit)
    deviations = [repaired("unescaped-quote", token[place], place, piece_text(token[place])) for place in inner]
    marks = _read_marks(token, prefix, value)
    deviations += marks
    refused = any(mark.refused for mark in marks)
    for name, first, last, used, refusal in pieces:
        found = token[first:last]
        if found == "\\`" and token[content - 1] == "`":
            deviations.append(repaired("foreign-escape", found, first, "`"))
        elif used is None:
            message = f"{refusal}; got {shown(found)}"
            # The string that is left out stands in the first diagnostic of those that refuse it.
            deviations.append(Deviation(name, message, first, last, found if refused else token, None, refused=True))
            refused = True
        else:
            deviations.append(repaired(name, found, first, used))
    if token[content - 1] == '"' and not refused:
        return Scalar(_with_pieces(token, content - 1, deviations), tuple(deviations), refused)
    return Scalar(string_text(value), tuple(deviations), refused)


def _with_pieces(token: str, start: int, deviations: list[Deviation]) -> str:
    """A string in double quotes with only its pieces exchanged."""
    parts: list[str] = []
    done = start
    for one in sorted(deviations, key=lambda one: one.start):
        if one.used is not None and one.start >= done:
            parts += (token[done : one.start], one.used)
            done = one.end
    parts.append(token[done:])
    return "".join(parts)


def _read_marks(token: str, prefix: str, value: str) -> list[Deviation]:
    """What the quotes and the prefix of a string deviate in; refused where they may mean something else."""
    content = len(prefix) + 1
    quote = token[content - 1]
    if prefix and (prefix.lower() not in ("u", "r") or (prefix in "rR" and "\\" in token[content:])):
        message = f"Expected a string without prefix or with `u`, got {shown(token)}: another meaning"
        return [_refused("string-prefix", message, token)]
    deviations = [repaired("string-prefix", prefix, 0, "")] if prefix else []
    if quote == '"':
        return deviations
    if refused := _refused_quotes(token, content, value):
        return [refused]
    name = "smart-quoted-string" if quote in _FOREIGN_QUOTES else "single-quoted-string"
    return [*deviations, repaired(name, token[content - 1 :], content - 1, string_text(value))]


def _refused_quotes(token: str, content: int, value: str) -> Deviation | None:
    """Why a string in other quotes than RFC 8259's has no single reading, if it has none."""
    across = ('"' in value and _ACROSS), _ACROSS_ALIKE.get(token[content - 1])
    if any(pattern and pattern.fullmatch(token, content, len(token) - 1) for pattern in across) or (
        token[content - 1] in _FOREIGN_QUOTES and ACROSS_STRINGS.fullmatch(token, content, len(token) - 1)
    ):
        message = f"Expected one kind of quotes, got {shown(token)}: one text, or several"
        return _refused("unescaped-quote", message, token)
    if token[content - 1] == "`" and _TEMPLATE.search(token):
        message = f"Expected a string, got {shown(token)}: a template with a value that is not in the text"
        return _refused("smart-quoted-string", message, token)
    return None


def _refused(name: str, message: str, token: str) -> Deviation:
    return Deviation(name, message, 0, len(token), token, None, refused=True)


def _read_number(kind: str, token: str, limit: int) -> Scalar:
    if kind == "INTEGER":
        number = _numbers.read_integer(token, limit)
    elif kind == "FLOAT":
        number = _numbers.read_float(token, limit)
    else:
        number = _numbers.read_quasi_number(token, limit)
    if number.refused_as:
        return refused_scalar(number.refused_as, number.refusal, token)
    if not number.deviations:
        return Scalar(token)
    text = str(number.value)
    used = None if text in _WRITTEN_NON_FINITE else text
    return Scalar(
        token if kind == "FLOAT" else _WRITTEN_NON_FINITE.get(text, text),
        tuple(repaired(name, token, 0, used) for name in number.deviations),
    )


_WRITTEN_NON_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def repaired(name: str, found: str, start: int, used: str | None) -> Deviation:
    """A repair of what was found at an offset of a token; what was expected is said by the row."""
    return _new(Deviation, (name, "", start, start + len(found), found, used, False))


_new = tuple.__new__  # half the time of the class itself, which calls it from Python
