"""Runs of lines in which the brackets balance: what has to be looked at together to find a payload.

This is bookkeeping for reading as it comes, not parsing: a block that ends late holds several payloads, and
`quasi.find` tells them apart; a line that clearly starts another payload ends a block whose payload is damaged.
"""

import copy
import re
from collections.abc import Generator, Iterable, Iterator

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._brackets import BRACKET, BRACKETS, CLOSED_STRING, STRING_REST, OpenBrackets, balanced_end
from ucsmsg.captures._lines import LINES, Block, Gathered, Piece, Unfolded, pieces_of
from ucsmsg.captures._prefixes import LOG_PREFIX, goes_on, has_prefix_of, rest_of_line
from ucsmsg.captures._traffic import OPENS, ROOT, START
from ucsmsg.captures._whole_values import object_at_end
from ucsmsg.places import Position

_OPENS_AT_END = postponed_pattern(r"[{\[]\s*+\Z")
_VALUE_AT_END = postponed_pattern(
    rf"""[^"'{{}}\[\]\r\n]*+[{{\[]\s*+\Z
      | \s*+(?:"{STRING_REST.pattern}|-?[0-9][0-9.eE+-]*+|true|false|null)\s*+,?+\s*+\Z""",
    re.VERBOSE,
)
OPENERS = postponed_pattern(r"""[^"'{}\[\],]{0,200}[{\[][{\[\s]{0,200}""")
_PROSE = postponed_pattern(
    r"""\s*+(?!(?:true|false|null|none|nan|infinity|undefined|etc)\b)[A-Za-z]\w*+(?!\s*[:=])[^"{}\[\]]*+""",
    re.IGNORECASE,
)
_MARKDOWN = postponed_pattern(r"\s{0,3}(?:#{1,6}\s+\S|[-*+]\s+\S|>\s)")
_FENCE = postponed_pattern(r"\s{0,3}(?:`{3}|~{3})")
_QUOTE = postponed_pattern("[\"']")
_WORD = postponed_pattern("[0-9A-Za-z]")
_FIRST = 1000
"""How much of a block is kept to see the prefix it begins with."""


_GOES_ON = ("[", "{", "(", ":", "=")


def blocks(
    pieces: Iterable[Piece], size: int, name: str | None = None, *, look_ahead: int | None = None
) -> Generator[Block, None, bool]:
    """The blocks of a text, lines without a bracket included; of one beyond `size` just enough to see that it is.

    `look_ahead`: how many characters after a line that may end a payload are read to see whether its brackets close
    after all; `size` where it is not given. Returns whether a block was open at the end.
    """
    reader = BlockReader(size, name, size if look_ahead is None else look_ahead)
    lines = Unfolded(pieces)
    for piece in _join_openers(lines, size):
        yield from reader.take(piece)
        lines.is_open = reader.is_open
    is_open = lines.is_open
    yield from reader.end()
    return is_open


class BlockReader:
    """The block that is being read, and the doubt whether it goes on."""

    def __init__(self, size: int, name: str | None, look_ahead: int) -> None:
        self._block = _OpenBlock(size, name)
        self._doubt: _Doubt | None = None
        self._look_ahead = look_ahead
        self._size = size

    def _whole_value(self, piece: Piece) -> int | None:
        """Where the value begins that is all the rest of a line, so that its brackets need not be counted."""
        is_line = not piece.is_prose and piece.ends_line and len(piece.text) <= self._size
        return object_at_end(piece.text) if piece.value is None and is_line else piece.value

    @property
    def is_open(self) -> bool:
        """True where the next line may belong to what has been read."""
        return self._doubt is not None or bool(self._block)

    def take(self, piece: Piece) -> Iterator[Block]:
        """Take the piece, and give what is complete with it."""
        if self._doubt and (self._doubt.length > self._look_ahead or self._block.is_left_by(piece)):
            yield from self._give_up()
        block = self._block
        if not self.is_open and (value := self._whole_value(piece)) is not None:
            yield Block(piece.text, block.name, piece.origin, value=value)
            return
        if self._doubt is None and block.may_be_left_by(piece) and not block.is_left_by(piece):
            self._doubt = _Doubt(block.copy())
        if self._doubt is None:
            yield from _read(block, piece)
            return
        self._doubt.add(piece)
        closed = [*block.add(piece)]
        self._doubt = None if closed else self._doubt
        yield from closed

    def _give_up(self) -> Iterator[Block]:
        if self._doubt:
            self._block = self._doubt.block
            yield from self._doubt.ended()
            self._doubt = None

    def end(self) -> Iterator[Block]:
        """Give what is left."""
        yield from self._give_up()
        yield from self._block.close()


def _read(block: "_OpenBlock", piece: Piece) -> Iterator[Block]:
    """Take the piece; what it does not belong to is complete."""
    if block.is_left_by(piece) or block.may_be_left_by(piece):
        yield from block.close()
    if block or (not piece.is_prose and BRACKET.search(piece.text)):
        yield from block.add(piece)
    else:
        yield Block(piece.text, block.name, piece.origin, is_prose=piece.is_prose)


class _Doubt:
    """The block as it was before a line that may stand after its payload, and what has been read from there on.

    Where its brackets close later, all of that belongs to it. Each piece is in doubt at most once.
    """

    def __init__(self, block: "_OpenBlock") -> None:
        self.block = block
        self.length = 0
        self._pieces: list[Piece] = []

    def add(self, piece: Piece) -> None:
        self._pieces.append(piece)
        self.length += len(piece.text)

    def ended(self) -> Iterator[Block]:
        """Give the block, and read what comes after it."""
        yield from self.block.close()
        for piece in self._pieces:
            yield from _read(self.block, piece)


def _apart(lines: Unfolded[Piece], size: int) -> Iterator[Piece]:
    """The pieces; a value line by line where something is open that its lines may belong to, or beyond `size`."""
    for piece in lines:
        if piece.value is None or not (lines.is_open or len(piece.text) > size):
            yield piece
        else:
            yield from pieces_of(LINES.findall(piece.text), piece.origin)


def _join_openers(lines: Unfolded[Piece], size: int) -> Iterator[Piece]:
    """The pieces; a line that ends in a payload's first brackets goes with the next, which shows what they open."""
    held: Piece | None = None
    for piece in _apart(lines, size):
        if held and LOG_PREFIX.match(piece.text):
            yield held
            held = None
        joined = Piece(held.text + piece.text, held.origin) if held else piece
        held = joined if not joined.is_prose and joined.ends_line and OPENERS.fullmatch(joined.text) else None
        if held is None:
            yield joined
        else:
            lines.is_open = True
    if held:
        yield held


class _OpenBlock:
    """The block that is being read: its text so far, the open brackets, and whether a string is open."""

    def __init__(self, size: int, name: str | None) -> None:
        self._text = Gathered(size)
        self.name = name
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

    def copy(self) -> "_OpenBlock":
        """A block with the same text, which goes on by itself."""
        twin = copy.copy(self)
        vars(twin).update(_text=self._text.copy(), _open=self._open.copy())
        return twin

    def is_left_by(self, piece: Piece) -> bool:
        """True when a line begins that cannot belong to the payload that is still open: it starts another one."""
        if not self or not piece.starts_line:
            return False
        line = piece.text
        root, is_element = ROOT.match(line), not self._in_string and (self._goes_on or self._is_in_array)
        if root and (root[1].strip() or not is_element):
            return True
        if self._has_prefix(line):
            return not self._goes_on_in(line)
        return self._begins_again(line, is_value=is_element)

    def _begins_again(self, line: str, *, is_value: bool) -> bool:
        """True when a line begins as the block does, up to the notification in it: a row of a table, a statement.

        Where a value is expected the notification may be that, but for words before it; in an array, whose lines may
        all have a prefix, for words and a quote.
        """
        start = START.search(line)
        rest = rest_of_line(self._first, line) if start else None
        if start is None or rest is None or not START.match(rest):
            return False
        before = line[: start.start()]
        if not is_value:
            return True
        return _WORD.search(before) is not None and (before.endswith(("'", '"')) or not self._is_in_array)

    def may_be_left_by(self, piece: Piece) -> bool:
        """True when a line begins that does not look like a part of the payload: its brackets may still close."""
        if not self or not piece.starts_line or self._has_prefix(piece.text):
            return False
        line = piece.text
        if self._is_in_array and not self._in_string and not self._goes_on and ROOT.match(line):
            return True
        has_prefix = LOG_PREFIX.match(line) is not None
        if self._in_string or self._in_comment:
            return has_prefix and bool(OPENS.search(line) or _OPENS_AT_END.search(line))
        return has_prefix or self._looks_like_prose(line)

    def _looks_like_prose(self, line: str) -> bool:
        is_paragraph = self._after_blank and _MARKDOWN.match(line)
        return bool(is_paragraph or _PROSE.fullmatch(line) or _FENCE.match(line))

    def _has_prefix(self, line: str) -> bool:
        """True when a line begins as the block does, with the prefix of a log."""
        prefix = LOG_PREFIX.match(line)
        return prefix is not None and not self._in_comment and has_prefix_of(self._first, prefix[0])

    def _goes_on_in(self, line: str) -> bool:
        """True when what follows the prefix of a line goes on with the payload.

        A payload with a prefix on each of its lines is kept together, and so is one that was cut in two.
        """
        rest = rest_of_line(self._first, line)
        if rest is None or (self._in_string and OPENS.match(rest)):
            return False
        is_value = not self._in_string and (self._last in ":=" or self._open.innermost == "[")
        return goes_on(rest) or (is_value and _VALUE_AT_END.match(rest) is not None)

    @property
    def _goes_on(self) -> bool:
        """True when an object may stand next: in an object not after a comma, where a name has to follow."""
        return self._last in _GOES_ON or (self._last == "," and self._open.innermost == "[")

    @property
    def _is_in_array(self) -> bool:
        """True in an array, where an object may be the next element also after words or a missing comma."""
        return self._open.innermost == "["

    def add(self, piece: Piece) -> Iterator[Block]:
        """Take the piece, and give what is complete with it."""
        text, origin = piece.text, piece.origin
        if not self:
            self._first = text[:_FIRST]
        if piece.goes_on and not self._in_string and (cut := balanced_end(text, self._open)):
            yield from self._take(text[:cut], origin)
            text, origin = text[cut:], _advance(origin, cut)
        if text:
            yield from self._take(text, origin)

    def _take(self, text: str, origin: Position) -> Iterator[Block]:
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

    def close(self) -> Iterator[Block]:
        """Give what there is, complete or not."""
        if self._text:
            source = self._text.take(self.name)
            yield Block(source.text, source.name, source.origin)
        self._reset()


def _advance(origin: Position, characters: int) -> Position:
    return Position(origin.offset + characters, origin.line, origin.column + characters)
