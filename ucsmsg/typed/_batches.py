"""The lane for notifications: by themselves, and in batches as servers send them, with replies and other topics."""

import re
from typing import Any

from ucsmsg.schema._channels import TOPIC
from ucsmsg.schema._cross_checks import CHECKS
from ucsmsg.schema._envelope import REPLY_MEMBERS, Structured, structure
from ucsmsg.schema._records import NOTIFICATION
from ucsmsg.typed._columns import Filled
from ucsmsg.typed._lane import Taken, TypedLane
from ucsmsg.typed._proof import KeptOrderError, NotProvenError, strings_in
from ucsmsg.typed._structures import kept_of

_is_array = re.compile(rb"[ \t\n\r]*+\[").match
_CHANNEL, _TOPIC = b'"channel"', f'"{TOPIC}"'.encode()
_NAMES = tuple(f'"{name}"'.encode() for name in (*REPLY_MEMBERS, *kept_of(NOTIFICATION).values()))
"""What stands in replies, and in events that may keep several members."""


class BatchLane(TypedLane):
    """Reads notifications, and batches with other messages between them.

    Of a batch, documented events are read into structures. Any other message is given to the envelope, which must have
    nothing to say about it: it is a reply, a message of another topic, or an event that keeps several members.
    """

    def __init__(self, *, is_tolerant: bool = False) -> None:
        super().__init__(NOTIFICATION, CHECKS, is_tolerant=is_tolerant)
        json, one = self._package.json, self._shape.type
        self._decode_messages = json.Decoder(list[self._package.Raw]).decode  # type: ignore[name-defined]
        self._decode_event, self._decode_other = json.Decoder(one).decode, json.Decoder().decode

    def _taken(self, data: bytes, columns: Filled) -> Taken:
        if not _is_mixed(data):
            return super()._taken(data, columns)
        structures: list[Any] = []
        replies: list[Any] = []
        strings = 0
        for raw in self._decode_messages(data):
            try:
                event = self._decode_event(raw)
                strings += self._look(event, columns)
                structures.append(event)
            except (self._package.ValidationError, KeptOrderError):
                message = self._decode_other(raw)
                strings += strings_in([message])
                other = _by_envelope(message)
                structures += other.notifications
                replies += other.replies
        return Taken(structures, strings, tuple(replies))


def _is_mixed(data: bytes) -> bool:
    """True for a batch that may have other messages than documented events; these are read more quickly together."""
    if not _is_array(data):
        return False
    return data.count(_CHANNEL) != data.count(_TOPIC) or any(name in data for name in _NAMES)


def _by_envelope(message: Any) -> Structured:
    """What a message is that the other lanes find nothing in."""
    read = structure([message], _no_text, limit=0)
    if read.findings:
        raise NotProvenError
    return read


def _no_text(*_: object) -> Any:
    """A message in a text is something to be found."""
    raise NotProvenError
