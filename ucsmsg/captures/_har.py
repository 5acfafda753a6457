"""The response bodies and WebSocket frames of a browser's recording (HTTP Archive 1.2), read as it comes.

The recording is never held as a whole, and damage in it hides only the body it is in: whatever else in it looks like
the server's traffic is given as well.
"""

import enum
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._lines import Gathered, behind
from ucsmsg.captures._traffic import has_trace
from ucsmsg.origins import NO_ORIGIN, Origin
from ucsmsg.places import Position, Source

_TOKEN = postponed_pattern(r'[{}\[\]:,"]|[^\s{}\[\]:,"]+')
_STRING = postponed_pattern(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_DEPTH = 1000
_SHORT = 256
_WANTED = frozenset({"text", "encoding", "data", "type", "opcode"})
_TOLD = frozenset({"startedDateTime", "time", "url"})
_ENTRY = ["entries", ""]
_BEFORE_ENTRY = "[,"
_LOOK_AHEAD = 1 << 18
"""So many characters are there, if they come, before an entry is tried to be passed over as a whole."""
_LONGEST = 1 << 24
"""A longer entry is read bit by bit."""
_BLANK = postponed_pattern(r"[ \t\r\n]*+")
_decode = json.JSONDecoder(strict=False).raw_decode
_FRAMES = "_webSocketMessages"
_REQUEST = "request"
_TEXT_FRAME = "1"


class Sender(enum.Enum):
    """Whose a text of a recording is."""

    SERVER = enum.auto()
    """A body or a frame that the server sent."""
    CLIENT = enum.auto()
    """A request, or a frame that is no text or was sent."""
    UNKNOWN = enum.auto()
    """Neither: the recording is damaged there, or is none."""


@attrs.frozen
class Body:
    """The raw text of a JSON string, without its quotes, that holds traffic.

    `is_cut_off`: the recording ends in it, or, where it is empty, somewhere else before its end. `origin`: the time and
    the address of its request.
    """

    source: Source
    sender: Sender = Sender.SERVER
    is_base64: bool = False
    is_cut_off: bool = False
    origin: Origin = NO_ORIGIN


@attrs.define
class _Level:
    """An object or array that is open: the member that is being read, the members that matter, and those that tell."""

    key: str = ""
    members: dict[str, Source] = attrs.field(factory=dict)
    told: dict[str, str] = attrs.field(factory=dict)

    def word(self, name: str) -> str:
        return self.members[name].text if name in self.members else ""


class Recording:
    """A recording that is read as it comes; what follows it in the same text is not touched.

    `size`: of a body with more characters just enough is kept to see that it has more. `is_plain` tells of the text of
    an entry and its value that nothing of it is wanted; `is_live`: no entry is waited for to ask that.
    """

    def __init__(
        self,
        chunks: Iterable[str],
        origin: Position,
        size: int,
        name: str | None,
        *,
        is_plain: Callable[[str, Any], bool] = lambda _, __: False,
        is_live: bool = False,
    ) -> None:
        self._tokens = Tokens(chunks, origin, size, name, 0 if is_live else _LOOK_AHEAD)
        self._is_plain = is_plain
        self._levels = [_Level()]
        self._surplus = 0

    def bodies(self) -> Iterator[Body]:
        """What the server sent, and what else looks like it, in the order of the recording.

        A body waits for the end of its entry, where its time may stand, but for nothing else that is given.
        """
        held: Body | None = None
        for found in self._found():
            if held:
                yield attrs.evolve(held, origin=held.origin.within(found)) if isinstance(found, Origin) else held
            held = found if isinstance(found, Body) else None
        if held:
            yield held

    def _found(self) -> Iterator[Body | Origin]:
        """The bodies, and at the end of each entry what it tells of its body."""
        last: Source | None = None
        for token in self._tokens:
            if isinstance(token, Source):
                if last:
                    yield from self._stray(last)
                last = token
                continue
            if last:
                yield from self._word(last, is_name=token == ":")
            last = None
            yield from self._open_or_close(token)
            if token == "}" and len(self._levels) == 1 and not self._surplus:
                return
            if not self._surplus and self._may_pass_over(token):
                self._tokens.pass_over(self._is_plain, is_member=token == ":")
        if last and len(self._levels) > 1:
            for level in self._levels:
                for word in level.members.values():
                    yield from self._stray(word)
            yield Body(last, is_cut_off=True)

    def _may_pass_over(self, token: str) -> bool:
        """True where an entry, or a member of one or of a member of it may follow that tells nothing of the entry."""
        keys = [level.key for level in self._levels[-4:]]
        if token in _BEFORE_ENTRY:
            return keys[-2:] == _ENTRY
        return token == ":" and keys[-1] != _REQUEST and _ENTRY in (keys[-3:-1], keys[-4:-2])

    def rest(self) -> Source:
        """What has come of the text that follows the recording."""
        return self._tokens.rest()

    def _word(self, word: Source, *, is_name: bool) -> Iterator[Body]:
        level = self._levels[-1]
        if level.key in _TOLD and not is_name:
            level.told[level.key] = word.text[:_SHORT].replace("\\/", "/")
        if is_name:
            level.key = word.text
            yield from self._stray(word)
        elif level.key in _WANTED:
            if level.key in level.members:
                yield from self._stray(level.members[level.key])
            level.members[level.key] = word
        else:
            yield from self._stray(word)

    def _stray(self, word: Source) -> Iterator[Body]:
        """The word where it looks like traffic, though a recording has none there."""
        if has_trace(word.text):
            yield Body(word, self._sender())

    def _sender(self) -> Sender:
        return Sender.CLIENT if any(level.key == _REQUEST for level in self._levels) else Sender.UNKNOWN

    def _open_or_close(self, token: str) -> Iterator[Body | Origin]:
        if token in "{[":
            self._surplus += len(self._levels) > _DEPTH
            if not self._surplus:
                self._levels.append(_Level())
        elif token in "}]":
            if not self._surplus and len(self._levels) > 1:
                level = self._levels.pop()
                yield from self._close(level, [outer.key for outer in self._levels[-2:]])
            self._surplus = max(0, self._surplus - 1)

    def _close(self, level: _Level, path: list[str]) -> Iterator[Body | Origin]:
        if path[-1] == _REQUEST and "url" in level.told:
            self._levels[-1].told["url"] = level.told["url"]
        elif path == ["response", "content"] and "text" in level.members:
            yield Body(level.members.pop("text"), is_base64=level.word("encoding") == "base64")
        elif path[0] == _FRAMES and "data" in level.members:
            is_received = level.word("type") == "receive" and level.word("opcode") in ("", _TEXT_FRAME)
            sender = Sender.SERVER if is_received else Sender.CLIENT
            entry = self._levels[-2].told
            origin = Origin(time=level.told.get("time"), source=entry.get("url"))
            yield Body(level.members.pop("data"), sender, origin=origin)
        for word in level.members.values():
            yield from self._stray(word)
        if path == _ENTRY:
            yield Origin(time=level.told.get("startedDateTime"), source=level.told.get("url"))


class Tokens:
    """Punctuation as `str`; the inside of strings, and words, with their places; last what an open string holds."""

    def __init__(
        self, chunks: Iterable[str], origin: Position, size: int, name: str | None, look_ahead: int = _LOOK_AHEAD
    ) -> None:
        self._chunks = iter(chunks)
        self._name = name
        self._string = Gathered(size)
        self._look_ahead = look_ahead
        self._valid_end = 0
        self._source, self._start = Source("", name, origin), 0

    def rest(self) -> Source:
        """What has come and was not read."""
        text = self._source.text
        return Source(text[self._start :], self._name, behind(text[: self._start], self._source.origin))

    def _pull(self, wanted: int = 1) -> bool:
        """Take chunks until so many characters more are there; False where nothing comes."""
        rest = self.rest()
        parts = [rest.text]
        while wanted > 0 and (chunk := next(self._chunks, None)) is not None:
            parts.append(chunk)
            wanted -= len(chunk)
        self._source, self._start = Source("".join(parts), self._name, rest.origin), 0
        return len(parts) > 1

    def pass_over(self, is_plain: Callable[[str, Any], bool], *, is_member: bool = False) -> None:
        """Go on after the object or array that stands next, where it is there as a whole, valid JSON, and plain.

        `is_member`: it is one of what was valid, but not plain; what stands in anything else is not passed over.
        """
        wanted = self._look_ahead - (len(self._source.text) - self._start) if not is_member else 0
        if wanted > 0:
            self._pull(wanted)
        if is_member and self._source.origin.offset + self._start >= self._valid_end:
            return
        if not self._source.text.startswith(("{", "["), self._after_blank()):
            return
        while (found := self._object()) is None:
            length = len(self._source.text) - self._start
            if length > _LONGEST or not self._look_ahead or not self._pull(length):
                return
        value, start, end = found
        self._valid_end = max(self._valid_end, self._source.origin.offset + end)
        if is_plain(self._source.text[start:end], value):
            self._start = end

    def _object(self) -> tuple[Any, int, int] | None:
        """The object or array that stands next, and its place."""
        start = self._after_blank()
        try:
            value, end = _decode(self._source.text, start)
        except (ValueError, RecursionError):
            return None
        return value, start, end

    def _after_blank(self) -> int:
        blank = _BLANK.match(self._source.text, self._start)
        return blank.end() if blank else self._start

    def __iter__(self) -> Iterator[str | Source]:
        in_string = False
        while self._pull():
            while match := (_STRING if in_string else _TOKEN).search(self._source.text, self._start):
                self._start = match.end()
                if in_string:
                    self._string.add(match[0], self._source.position(match.start()))
                    if not self._source.text.startswith('"', self._start):
                        break
                    self._start += 1
                    in_string = False
                    yield self._string.take(self._name)
                elif match[0] == '"':
                    in_string = True
                elif match[0] in "{}[]:,":
                    yield match[0]
                else:
                    yield Source(match[0][:_SHORT], self._name, self._source.position(match.start()))
            if not in_string:
                self._start = len(self._source.text) - self._source.text.endswith("\r")
        rest_of_string = self._string.take(self._name)
        yield rest_of_string if in_string else Source("", self._name, self.rest().origin)
