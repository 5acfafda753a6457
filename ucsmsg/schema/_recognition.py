"""How notifications are told among other JSON: by two documented names with values of their kind, or by the topic.

One documented name alone is in many texts; what it takes is at least one that little else has. The names are those of
the records, the replies and the sister notifications of the same documentation.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ucsmsg.schema._channels import is_topic
from ucsmsg.schema._frozen import JsonValue
from ucsmsg.schema._record import MESSAGE_TYPE

Check = Callable[[Any], bool]

_LEAST = 2
"""So many documented names make a notification."""
_EVENT_MEMBERS = frozenset({"advice", "channel", "clientId", "ext", "id"})
_OF_SERVER = ("/v2", "/meta/")
"""How the channels of the server begin: those of its topics, and Bayeux's own."""
_REPLIES = frozenset({"successful", "subscription", "statusCode", "error", "version", "supportedConnectionTypes"})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_scalar(value: Any) -> bool:
    """What is a value of its kind, or of another that is read as one."""
    return isinstance(value, str | int)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_path(value: Any) -> bool:
    """A channel as Bayeux has it."""
    return isinstance(value, str) and value.startswith("/")


def _are(names: frozenset[str], least: int) -> Check:
    """True for an object with so many of the names, and for a list that has one."""

    def check(value: Any) -> bool:
        elements = value if isinstance(value, list) else [value]
        return any(isinstance(each, dict) and len(names & each.keys()) >= least for each in elements)

    return check


_INTERACTION = frozenset({"typeId", "mediaType", "startDate", "ownerInformation", "subtypeId", "contactId", "parentId"})
_CHAT_MESSAGE = frozenset({"index", "from", "type", "timestamp", "timestampSeconds", "visibility"})
_are_interactions = _are(_INTERACTION, _LEAST)

_TELLING: Mapping[str, Check] = {
    MESSAGE_TYPE: _is_scalar,
    "referenceId": _is_scalar,
    "referendeId": _is_scalar,
    "interactions": _are_interactions,
    "interaction": _are_interactions,
    "messages": _are(_CHAT_MESSAGE, len(_CHAT_MESSAGE) - _LEAST),
}
"""The names of a message that little else has."""

_OTHERS: Mapping[str, Check] = {
    "errorMessage": _is_text,
    "metrics": _is_object,
    "success": lambda value: isinstance(value, bool),
    "statusCode": _is_scalar,
    "contactId": _is_text,
    "notificationType": _is_text,
    "contact": _is_object,
}
"""Further names of a message, which count where one of the first is there."""


def is_notification(value: JsonValue) -> bool:
    """True for an object that is a notification or a reply, and for a Bayeux batch: an array of objects with one.

    What begins with anything else is another's array, such as the name and the values of a Socket.IO event.
    """
    if isinstance(value, list | tuple):
        objects = [each for each in value if isinstance(each, dict)]
        return any(map(_is_message, objects)) and value[0] is objects[0]
    return isinstance(value, dict) and _is_message(value)


def is_of_notification(value: JsonValue) -> bool:
    """True for an object with nothing but documented names, of which a notification might have lost all others."""
    if not isinstance(value, dict) or value.keys().isdisjoint(_SINGLE):
        return False
    return value.keys() <= _KNOWN


_SINGLE = frozenset({"channel", "data"} | _TELLING.keys())
_KNOWN = _EVENT_MEMBERS | _SINGLE | _OTHERS.keys() | _REPLIES


def _is_message(raw: Mapping[str, Any]) -> bool:
    channel = raw.get("channel")
    if is_topic(channel):
        return True
    names = _names_in(raw)
    if isinstance(channel, str) and channel.startswith(_OF_SERVER):
        return True
    if _is_path(channel):
        names += 1 + (not (_REPLIES | {"data"}).isdisjoint(raw))
    return names >= _LEAST or _is_around_message(raw)


def _names_in(raw: Mapping[str, Any]) -> int:
    """How many documented names with values of their kind a message has; 0 without one that little else has."""
    telling = sum(check(raw[name]) for name, check in _TELLING.items() if name in raw)
    return telling and telling + sum(check(raw[name]) for name, check in _OTHERS.items() if name in raw)


def _is_around_message(raw: Mapping[str, Any]) -> bool:
    """True where the message stands in `data`: one that is an object has the name `data` and one of its own."""
    data = raw.get("data")
    if isinstance(data, dict):
        return _names_in(data) > 0 or (raw.keys() <= _EVENT_MEMBERS | {"data"} and _is_message(data))
    is_alone = raw.keys() <= _EVENT_MEMBERS | {"data"}
    return isinstance(data, str) and is_alone and any(name in data for name in _TELLING)
