"""Runs of lines in which the brackets balance: what has to be looked at together to find a payload.

This is bookkeeping for reading as it comes, not parsing: a block that ends late holds several payloads, and
`quasi.find` tells them apart; a line that clearly starts another payload ends a block whose payload is damaged.
"""

import re
from collections.abc import Iterable, Iterator

from ucsmsg.captures._brackets import BRACKET, BRACKETS, CLOSED_STRING, STRING_REST, OpenBrackets, balanced_end
from ucsmsg.captures._lines import Gathered, Piece
from ucsmsg.captures._prefixes import LOG_PREFIX, goes_on, has_prefix_of, rest_of_line
from ucsmsg.captures._traffic import OPENS, ROOT
from ucsmsg.places import Position, Source

_OPENS_AT_END = re.compile(r"[{\[]\s*+\Z")
_OPENERS = re.compile(r"""[^"'{}\[\],]{0,200}[{\[][{\[\s]{0,200}""")
_PROSE = re.compile(
    r"""\s*+(?!(?:true|false|null|none|nan|infinity|undefined|etc)\b)[A-Za-z]\w*+(?!\s*[:=])[^"{}\[\]]*+""",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"\s{0,3}(?:#{1,6}\s+\S|[-*+]\s+\S|>\s)")
_FENCE = re.compile(r"\s{0,3}(?:`{3}|~{3})")
_QUOTE = re.compile("[\"']")
_FIRST = 1000
"""How much of a block is kept to see the prefix it begins with."""

_GOES_ON = ("[", "{", "(", ":", "=")


def blocks(pieces: Iterable[Piece], size: int, name: str | None = None) -> Iterator[Source]:
    """The blocks of a text, lines without a bracket included; of one beyond `size` just enough to see that it is."""
    block = _OpenBlock(size, name)
    for piece in _join_openers(pieces):
        if block and piece.starts_line and block.is_left_by(piece.text):
            yield from block.close()
        if block or BRACKET.search(piece.text):
            yield from block.add(piece)
        else:
            yield Source(piece.text, name, piece.origin)
    yield from block.close()


def _join_openers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; a line that ends in a payload's first brackets goes with the next, which shows what they open."""
    held: Piece | None = None
    for piece in pieces:
        if held and LOG_PREFIX.match(piece.text):
            yield held
            held = None
        joined = Piece(held.text + piece.text, held.origin) if held else piece
        held = joined if joined.ends_line and _OPENERS.fullmatch(joined.text) else None
        if held is None:
            yield joined
    if held:
        yield held


class _OpenBlock:
    """The block that is being read: its text so far, the open brackets, and whether a string is open."""

    def __init__(self, size: int, name: str | None) -> None:
        self._text = Gathered(size)
        self._name = name
        self._reset()

    def _reset(self) -> None:
        self._open = OpenBrackets()
        self._in_string = False
        self._in_comment = False
        self._first = ""
        self._last = ""
        self._after_blank = False

    def __bool__(self) -> bool:
        return bool(self._text)

    def is_left_by(self, line: str) -> bool:
        """True when `line` cannot belong to the payload that is still open."""
        root = ROOT.match(line)
        if root and (root[1].strip() or self._in_string or not self._goes_on):
            return True
        prefix = LOG_PREFIX.match(line)
        if prefix and not self._in_comment and has_prefix_of(self._first, prefix[0]):
            return not self._goes_on_in(line)
        if self._in_string or self._in_comment:
            return bool(prefix and (OPENS.search(line) or _OPENS_AT_END.search(line)))
        is_paragraph = self._after_blank and _MARKDOWN.match(line)
        return bool(is_paragraph or prefix or _PROSE.fullmatch(line) or _FENCE.match(line))

    def _goes_on_in(self, line: str) -> bool:
        """True when what follows the prefix of a line goes on with the payload.

        A payload with a prefix on each of its lines, or one that was cut in two, is kept together, to be refused.
        """
        rest = rest_of_line(self._first, line)
        if rest is None or (self._in_string and OPENS.match(rest)):
            return False
        is_value = not self._in_string and (self._last in ":=" or self._open.innermost == "[")
        return goes_on(rest) or (is_value and _OPENS_AT_END.search(rest) is not None)

    @property
    def _goes_on(self) -> bool:
        """True when an object may stand next: in an object not after a comma, where a name has to follow."""
        return self._last in _GOES_ON or (self._last == "," and self._open.innermost == "[")

    def add(self, piece: Piece) -> Iterator[Source]:
        """Take the piece, and give what is complete with it."""
        text, origin = piece.text, piece.origin
        if not self:
            self._first = text[:_FIRST]
        if not piece.ends_line and not self._in_string and (cut := balanced_end(text, self._open)):
            yield from self._take(text[:cut], origin)
            text, origin = text[cut:], _advance(origin, cut)
        if text:
            yield from self._take(text, origin)

    def _take(self, text: str, origin: Position) -> Iterator[Source]:
        self._text.add(text, origin)
        body = text.rstrip()
        self._last = body[-1:] or self._last
        self._after_blank = not body
        self._count(text)
        if not self._open and not self._in_string and not self._in_comment:
            yield from self.close()

    def _count(self, text: str) -> None:
        if self._in_string:
            rest = STRING_REST.match(text)
            if rest is None:
                return
            text = text[rest.end() :]
        outside = CLOSED_STRING.sub("", text) if _QUOTE.search(text) else text
        outside, quote, _ = outside.partition('"')
        self._in_string = bool(quote)
        if "/*" in outside or self._in_comment:
            self._in_comment = outside.rfind("*/") <= outside.rfind("/*")
        for brackets in BRACKETS.findall(outside):
            self._open.take(brackets)

    def close(self) -> Iterator[Source]:
        """Give what there is, complete or not."""
        if self._text:
            yield self._text.take(self._name)
        self._reset()


def _advance(origin: Position, characters: int) -> Position:
    return Position(origin.offset + characters, origin.line, origin.column + characters)
