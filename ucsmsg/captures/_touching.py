"""What touches a payload in prose, on both sides: it is judged together with the payload."""

import re

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._brackets import BRACKET, OpenBrackets, end_of_open

_STRING = r'(?<!\\)"(?:[^"\\\r\n]++|\\.)*+"'
_COLOUR = r"(?:\x1b\[[0-9;]*+m)*+"
_NAME = rf"{_STRING}\s*+[:=]\s*+"
_SCALAR = rf"(?:{_STRING}|[-+]?[0-9][\w.+\-]*+|\b(?:true|false|null|True|False|None)\b)"
_MEMBERS_BEFORE = re.compile(rf"(?:{_NAME}(?P<more>{_SCALAR}\s*+,\s*+)?)++")
# Without quotes a name may be a word of the prose: only these members of a notification are none.
_WORD = r"(?:channel|id|messageType|referenceId|success)"
_PLAIN_NAME = r"(?<![\w$.\-])[A-Za-z_$][\w$]*+\s*+:\s*+"
_PLAIN_BEFORE = postponed_pattern(rf"(?:(?:{_PLAIN_NAME}|{_NAME}){_SCALAR}\s*+,\s*+)++(?:{_PLAIN_NAME}|{_NAME})?+")
_OF_NOTIFICATION = postponed_pattern(rf"(?<![\w$.\-]){_WORD}\s*+:\s*+{_SCALAR}")
_DATA = postponed_pattern(r"(?<![\w$.\-])data\s*+:\s*+\Z")
_STRANGE = r"(?:[^\s\w\"'`{}\[\](),]{1,20}+)?+"
_PLAIN_MEMBER = rf"{_WORD}\s*+:\s*+{_SCALAR}"
# In another line only a comma makes a plain member of it: event streams have such lines.
_MEMBER_AFTER = postponed_pattern(rf"{_STRANGE}(?:\s*+,?\s*+{_NAME}|[ \t]*+(?:,\s*+)?{_PLAIN_MEMBER})")
_TOKENS_AFTER = postponed_pattern(
    rf"{_STRANGE}(?:[ \t]*+{_PLAIN_MEMBER})?+(?:\s++|{_NAME}[{{\[]?|,\s*+{_PLAIN_MEMBER}|{_SCALAR}|[,}}\]])*+"
)
_CLOSER_AFTER = postponed_pattern(r"[ \t]*+([}\]])")
_IN_BRACE = postponed_pattern(rf"(?:{_STRING}{_COLOUR}\s*+(?:=>|[:=])|[\w$]++\s*+=>)\s*+\Z")
_IN_BRACE_AFTER = postponed_pattern(rf"\s*+,\s*+(?:{_STRING}{_COLOUR}|:[\w$]++)\s*+[:=]")
_LONGEST_NAME = 200


class Surroundings:
    """What stands around the payloads of a text, and the brackets that are open in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open = OpenBrackets()
        self._is_unclosed = False

    def with_members(self, position: int, start: int, end: int) -> tuple[int, int]:
        """The payload with the members around it whose brackets are missing or strange; prose starts at `position`."""
        brace = self._brace_around(position, start, end)
        members = self._members_before(position, start) if brace < 0 else None
        first = brace if brace >= 0 else members.start() if members else start
        for bracket in BRACKET.findall(self._text, position, first):  # the prose may close it after the payload
            self._open.take(bracket)
        if brace >= 0:
            return brace, self._end_of_brace(end)
        last = self.end_of_members(end)
        if members is None:
            name = _DATA.search(self._text, max(position, start - _LONGEST_NAME), start) if last > end else None
            return (name.start() if name else start), last
        is_label = last == end and members.re is _MEMBERS_BEFORE and not members["more"]
        return (start if is_label else first), last

    def _brace_around(self, position: int, start: int, end: int) -> int:
        """Where an object opens in a way that no payload does, with the payload as a member; -1 where none does."""
        brace = self._text.rfind("{", position, start)
        if brace < self._text.rfind("}", position, start):
            return -1
        is_member = _IN_BRACE.search(self._text, max(brace, start - _LONGEST_NAME), start)
        return brace if is_member or _IN_BRACE_AFTER.match(self._text, end) else -1

    def _end_of_brace(self, end: int) -> int:
        """The offset after that object; where it is never closed, after the members that touch what ends at `end`."""
        closed = 0 if self._is_unclosed else end_of_open(self._text, end)
        self._is_unclosed = not closed
        return self.end_of_members(closed or end)

    def _members_before(self, position: int, start: int) -> re.Match[str] | None:
        """The members that end at `start`, the last of them perhaps in the name of the value there."""
        before = self._text[position:start].rstrip()
        if not before.endswith((":", "=", ",")):
            return None
        for pattern in (_PLAIN_BEFORE, _MEMBERS_BEFORE):
            members = [*pattern.finditer(self._text, position, start)][-1:]
            for match in members:
                is_judged = pattern is _MEMBERS_BEFORE or _OF_NOTIFICATION.search(match[0])
                if match.end() == start and is_judged and (before[-1] != "," or pattern is _PLAIN_BEFORE):
                    return match
        return None

    def end_of_members(self, end: int) -> int:
        """The offset after the members and brackets that touch what ends at `end`."""
        while True:
            closer = _CLOSER_AFTER.match(self._text, end)
            if closer and not self._open.would_close(closer[1]):
                end = closer.end()
            elif not self._open.is_open("{") and _MEMBER_AFTER.match(self._text, end):
                tokens = _TOKENS_AFTER.match(self._text, end)
                end = tokens.end() if tokens else end
            else:
                return end
