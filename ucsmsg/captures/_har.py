"""The response bodies and WebSocket frames of a browser's recording (HTTP Archive 1.2), read as it comes.

The recording is never held as a whole, and damage in it hides only the body it is in.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from ucsmsg.captures._lines import Gathered
from ucsmsg.places import Position, Source

_TOKEN = re.compile(r'[{}\[\]:,"]|[^\s{}\[\]:,"]+')
_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_DEPTH = 1000
_SHORT = 256
_WANTED = frozenset({"text", "encoding", "data", "type", "opcode"})
_FRAMES = "_webSocketMessages"
_TEXT_FRAME = "1"


@attrs.frozen
class Body:
    """The raw text of a JSON string, without its quotes, that holds what the server sent.

    `is_cut_off`: the recording ends in it, or, where it is empty, somewhere else before its end.
    """

    source: Source
    is_base64: bool = False
    is_cut_off: bool = False


@attrs.define
class _Level:
    """An object or array that is open: the member that is being read, and the members that matter."""

    key: str = ""
    members: dict[str, Source] = attrs.field(factory=dict)

    def word(self, name: str) -> str:
        return self.members[name].text if name in self.members else ""


def bodies(chunks: Iterable[str], origin: Position, size: int, name: str | None) -> Iterator[Body]:
    """What the server sent, in the order of the recording; of a body beyond `size` just enough to see that it is."""
    levels, surplus = [_Level()], 0
    last: Source | None = None
    for token in _tokens(chunks, origin, size, name):
        if isinstance(token, Source):
            last = token
            continue
        level = levels[-1]
        if token == ":" and last:
            level.key = last.text
        elif token != ":" and last and level.key in _WANTED:
            level.members[level.key] = last
        last = None
        if token in "{[":
            surplus += len(levels) > _DEPTH
            if not surplus:
                levels.append(_Level())
        elif token in "}]":
            if not surplus and len(levels) > 1:
                yield from _body(levels.pop(), [outer.key for outer in levels[-2:]])
            surplus = max(0, surplus - 1)
    if last and len(levels) > 1:
        yield Body(last, is_cut_off=True)


def _body(level: _Level, path: list[str]) -> Iterator[Body]:
    if path == ["response", "content"] and "text" in level.members:
        yield Body(level.members["text"], is_base64=level.word("encoding") == "base64")
    elif path[0] == _FRAMES and level.word("type") == "receive" and level.word("opcode") in ("", _TEXT_FRAME):
        yield from (Body(data) for key, data in level.members.items() if key == "data")


def _tokens(chunks: Iterable[str], origin: Position, size: int, name: str | None) -> Iterator[str | Source]:
    """Punctuation as `str`; the inside of strings, and words, with their places; last what an open string holds."""
    string, in_string, rest = Gathered(size), False, ""
    for chunk in chunks:
        source = Source(rest + chunk, name, origin)
        start = 0
        while match := (_STRING if in_string else _TOKEN).search(source.text, start):
            start = match.end()
            if in_string:
                string.add(match[0], source.position(match.start()))
                if not source.text.startswith('"', start):
                    break
                yield string.take(name)
                in_string, start = False, start + 1
            elif match[0] == '"':
                in_string = True
            elif match[0] in "{}[]:,":
                yield match[0]
            else:
                yield Source(match[0][:_SHORT], name, source.position(match.start()))
        rest, origin = (
            (source.text[start:], source.position(start)) if in_string else ("", source.position(len(source.text)))
        )
    rest_of_string = string.take(name)
    yield rest_of_string if in_string else Source("", name, origin)
