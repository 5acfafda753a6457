"""The lane for notifications: by themselves, and in batches as servers send them, with replies and other topics."""

from operator import attrgetter
from typing import Any

from ucsmsg.schema._channels import TOPIC
from ucsmsg.schema._cross_checks import CHECKS
from ucsmsg.schema._envelope import REPLY_MEMBERS, Structured, structure
from ucsmsg.schema._records import NOTIFICATION
from ucsmsg.typed._functions import kept_of
from ucsmsg.typed._lane import Taken, TypedLane
from ucsmsg.typed._proof import NotProvenError, strings_in

_CHANNEL, _TOPIC = b'"channel"', f'"{TOPIC}"'.encode()
_KEPT = kept_of(NOTIFICATION)
_NAMES = tuple(f'"{name}"'.encode() for name in (*REPLY_MEMBERS, *_KEPT.values()))
"""What stands in replies, and in events that may keep several members."""


class BatchLane(TypedLane):
    """Reads notifications, and batches with other messages between them.

    Of a batch, documented events are read into structures. Any other message is given to the envelope, which must have
    nothing to say about it: it is a reply, a message of another topic, or an event that keeps several members.
    """

    def __init__(self, *, is_tolerant: bool = False) -> None:
        super().__init__(NOTIFICATION, CHECKS, is_tolerant=is_tolerant)
        json = self._package.json
        self._decode_messages = json.Decoder(list[self._package.Raw]).decode  # type: ignore[name-defined]  # the types of msgspec are loaded with it
        self._kept_in = attrgetter(*_KEPT)
        self._decode_event, self._decode_other = json.Decoder(self._structure).decode, json.Decoder().decode

    def _taken(self, data: bytes) -> Taken:
        if data.startswith(b"{") or not _is_mixed(data):
            return super()._taken(data)
        raws = self._decode_messages(data)
        messages = [*map(self._message, raws)]  # all of them first: what cannot be taken is found soon
        structures: list[Any] = []
        replies: list[Any] = []
        strings = 0
        for message, raw in zip(messages, raws, strict=True):
            is_event = type(message) is not dict
            if is_event and self._kept_in(message).count(None) >= len(_KEPT) - 1:
                structures.append(message)
                continue
            whole = self._decode_other(raw) if is_event else message
            strings += strings_in([whole])
            other = _by_envelope(whole)
            structures += other.notifications
            replies += other.replies
        return structures, strings, tuple(replies)

    def _message(self, raw: Any) -> Any:
        """The structure of a documented event, any other message as it is."""
        try:
            return self._decode_event(raw)
        except self._package.ValidationError:
            message = self._decode_other(raw)
            if type(message) is not dict or ("data" in message and message.get("channel", TOPIC) == TOPIC):
                raise  # it deviates
            return message


def _is_mixed(data: bytes) -> bool:
    """True for a batch that may have other messages than documented events; these are read more quickly together."""
    if not data.lstrip().startswith(b"["):
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
