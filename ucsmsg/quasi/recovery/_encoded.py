"""Texts whose quotes were encoded once more: as in a JSON string, in a field of CSV, in HTML, in an address."""

import functools
import html
import json
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import NamedTuple

from ucsmsg.quasi.edits._edit import Edit, EditKind, apply, offset_maps
from ucsmsg.quasi.recovery._surroundings import goes_on, stands_apart, trimmed
from ucsmsg.text.marks import QUOTES

Undo = Callable[[str], str | None]
"""The text that a piece stands for; None where it has no single reading."""


class Encoding(NamedTuple):
    """One way to write a text once more.

    `opening` tells a bracket before the encoded `quote` of a string, `inside` what a text that is written so is made
    of, `piece` what stands for something else there. `undo` makes the function for the pieces of one text.
    """

    opening: re.Pattern[str]
    quote: re.Pattern[str]
    inside: re.Pattern[str]
    piece: re.Pattern[str]
    undo: Callable[[str], Undo]


class Encoded(NamedTuple):
    """A JSON text in another text.

    `quote` is how its quotes are written, `edits` undo that and give `text`; `around` is what stands beside it.
    """

    start: int
    end: int
    quote: str
    edits: list[Edit]
    text: str
    around: list[tuple[int, int]]


def _json_escape(piece: str) -> str | None:
    try:
        meaning: str = json.loads(f'"{piece}"')
    except ValueError:
        return None
    return meaning


def _entity(piece: str) -> str | None:
    """A reference of HTML with its semicolon; without one it is text, or may be one nevertheless."""
    if piece[-1] != ";":
        return piece if html.unescape(piece) == piece else None
    return html.unescape(piece) if piece[1] == "#" else html5.get(piece[1:])


def _of_address(text: str) -> Undo:
    """Who writes a plus as `%2B` writes a space as a plus; who writes a space as `%20` writes a plus as itself."""
    is_form = re.search("%2[Bb]", text) is not None
    plus = None if is_form == ("%20" in text) else " " if is_form else "+"
    return functools.partial(_percent, plus=plus)


def _percent(piece: str, plus: str | None) -> str | None:
    try:
        return plus if piece == "+" else bytes.fromhex(piece.replace("%", "")).decode()
    except ValueError:
        return None


_SLICE = 4_096
_LONGEST_TOKEN = 64  # strings apart; what is encoded may be longer than what it stands for

_BRACKETS = r"[\[{](?:[\[{\s]|\\[nrt]){0,20}"


def _encoding(quote: str, inside: str, piece: str, undo: Callable[[str], Undo], brackets: str = _BRACKETS) -> Encoding:
    opening = re.compile(brackets + quote)
    return Encoding(opening, re.compile(quote), re.compile(inside), re.compile(piece), undo)


_ENCODINGS = (
    _encoding(
        r'\\(?:"|u0022)',
        r'(?:[^"\\]|\\[\s\S])*+',
        r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u[0-9A-Fa-f]{4}|[\s\S])",
        lambda _: _json_escape,
    ),
    _encoding('""', r'(?:[^"]|"")*+', '""', lambda _: lambda _: '"'),
    _encoding(
        "&(?:quot|#0*+34|#[xX]0*+22);",
        r'[^"<>]*+',
        r"&(?:#[0-9]++|#[xX][0-9A-Fa-f]++|[A-Za-z][A-Za-z0-9]*+);?",
        lambda _: _entity,
    ),
    _encoding(
        "%22",
        r"[^\s\"<>&#]*+",
        r"\+|%(?:[0-7].|[CDcd].%..|[Ee].%..%..|[Ff].%..%..%..|.?.?)",
        _of_address,
        r"(?:[\[{]|%[57][Bb])(?:[\[{+]|%[57][Bb]|%20|%0[9AaDd]){0,20}",
    ),
)
_STARTS_IN_BRACKET = re.compile(r"\s*+(?=[\[{]|%[57][Bb])")
# Of a doubled quote that is one, text stands on one side, and on the other what JSON has beside a string.
_EMPTY = re.compile(r'(?<![^\s\[{}\],:])""(?!")(?=[\s\[{}\],:]|\Z)')


_LABEL = re.compile(r"\[(?=[^\[\]{}\"'\n\r,A-Za-z]*+[A-Za-z])[^\[\]{}\"'\n\r,]*+\]")
_MORE = re.compile(r"[\[\]{}]|%[57][BbDd]|" + "|".join(each.quote.pattern for each in _ENCODINGS))


def encoded(text: str) -> Iterator[Encoded]:
    """The JSON text of which every quote is encoded in one way, at the start of a text or further on.

    Nothing around it may belong to it, or be more of its kind.
    """
    at_start = _STARTS_IN_BRACKET.match(text)
    for encoding in _ENCODINGS:
        if encoding.quote.search(text):
            opening = encoding.opening.search(text)
            starts = {*([at_start.end()] if at_start else []), *([opening.start()] if opening else [])}
            found = (_undone(text, start, encoding) for start in sorted(starts))
            yield from (one for one in found if one and _is_apart(text, one))


def _is_apart(text: str, found: Encoded) -> bool:
    """True when nothing that stands around the JSON text may belong to it.

    A pair of quotes right around it is that of the field or attribute in which it stands.
    """
    before, after = text[: found.start].strip(), text[found.end :].strip()
    if before[-1:] == after[:1] and before[-1:] in {*QUOTES}:
        before, after = before[:-1], after[1:]
    before = _LABEL.sub("", before)
    is_joined = before.endswith(",") or goes_on(after, 0, len(after)) or _MORE.search(f"{before} {after}")
    return not is_joined and stands_apart(before + after)


def _undone(text: str, start: int, encoding: Encoding) -> Encoded | None:
    """The JSON text that starts at an offset, with all its quotes spelled alike; None where there is none."""
    edits, decoded = _decoded(text, start, encoding)
    try:
        decoded_end = _decode(decoded, start)[1]
    except (ValueError, RecursionError):
        return None
    end = offset_maps(edits)[1].end(decoded_end)
    edits = [edit for edit in edits if edit.end <= end]
    quotes = {text[edit.start : edit.end] for edit in edits if edit.text == '"'}
    meant = decoded[start:decoded_end]
    if len(quotes) != 1 or ('""' in quotes and _may_be_empty(text, start, end, meant)):
        return None
    return Encoded(start, end, quotes.pop(), edits, meant, _around(text, start, end))


def _around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands before and after, without white space."""
    places = (trimmed(text, 0, start), trimmed(text, end, len(text)))
    return [place for place in places if place[0] < place[1]]


def _may_be_empty(text: str, start: int, end: int, meant: str) -> bool:
    """True when a doubled quote may be an empty string."""
    return bool(_EMPTY.search(text, start, end)) or '"' not in meant.replace('""', "")


def _decoded(text: str, start: int, encoding: Encoding) -> tuple[list[Edit], str]:
    """The edits that undo the encoding, and the text with them, up to where it ends, or a part that tells enough."""
    inside = encoding.inside.match(text, start)
    limit = inside.end() if inside else start
    undo = functools.cache(encoding.undo(text[start:limit]))  # most pieces are the same few
    end = min(limit, start + _SLICE)
    edits, decoded = _edited(text[:end], start, encoding.piece, undo)
    if end < limit and _is_cut_off(decoded, start):
        return _edited(text[:limit], start, encoding.piece, undo)
    return edits, decoded


def _is_cut_off(beginning: str, start: int) -> bool:
    """True when the beginning of a text is JSON up to its end, which goes on."""
    try:
        _decode(beginning, start)
    except json.JSONDecodeError as error:
        return error.msg.startswith("Unterminated") or error.pos > len(beginning) - _LONGEST_TOKEN
    except (ValueError, RecursionError):
        pass
    return False


def _edited(text: str, start: int, pieces: re.Pattern[str], undo: Undo) -> tuple[list[Edit], str]:
    """The edits that undo the encoding, and the text with them; a piece without a single reading ends it."""
    edits: list[Edit] = []
    for piece in pieces.finditer(text, start):
        meaning = undo(piece[0])
        if meaning is None:
            text = text[: piece.start()]
            break
        if meaning != piece[0]:
            edits.append(Edit(*piece.span(), meaning, EditKind.REPAIR))
    return edits, apply(text, edits)


_decode = json.JSONDecoder().raw_decode
