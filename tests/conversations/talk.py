"""Small captures of conversations, for tests."""

from collections.abc import Iterable
from typing import Any

from ucsmsg import read
from ucsmsg.conversations import Conversation, Conversations, conversations_of

CUSTOMER = {"nickname": "Ada", "type": "Customer", "participantId": "C"}
AGENT = {"nickname": "Bob", "type": "Agent", "participantId": "A"}
OTHER_AGENT = {"nickname": "Cy", "type": "Agent", "participantId": "B"}


def interaction(number: int = 1, **members: Any) -> dict[str, Any]:
    """An interaction of the documented form."""
    required = {"id": f"I{number}", "typeId": "Inbound", "state": "Stopped", "mediaType": "chat"}
    return required | {"startDate": f"2020-01-0{number} 10:00:00.000+0000"} | members


def said(index: int | None, sender: Any, text: str | None = "x", second: int | None = None, **members: Any) -> Any:
    """A chat message, at a second of one minute: that of its index, unless it is said."""
    at = index if second is None else second
    message = {"index": index, "from": sender, "type": "Text", "timestamp": f"2020-01-01 10:00:{at or 0:02}.000+0000"}
    message |= {} if text is None else {"text": text}
    return {name: value for name, value in (message | members).items() if value is not ...}


def event(index: int, sender: Any, kind: str, **members: Any) -> Any:
    """A chat message without text."""
    return said(index, sender, None, type=kind, **members)


def history(number: int, *interactions: Any, **members: Any) -> dict[str, Any]:
    data = {"messageType": "GetInteractionsHistoryMessage", "referenceId": number, "interactions": [*interactions]}
    return {"data": {name: value for name, value in (data | members).items() if value is not ...}}


def content(number: int, of: Any, *messages: Any, **members: Any) -> dict[str, Any]:
    data = {"messageType": "GetInteractionContentMessage", "referenceId": number, "interaction": of}
    data |= {"messages": [*messages], **members}
    return {"data": {name: value for name, value in data.items() if value is not ...}}


def told(*notifications: Any, limit: int = 10**9) -> Conversations:
    """What a capture tells that has these as its payloads."""
    return conversations_of(map(_read, notifications), limit=limit)


def _read(notification: Any) -> Any:
    return read(notification, mode="lenient")


def conversation(*messages: Any) -> Conversation:
    """The one conversation of a capture with these messages."""
    (only,) = told(content(1, interaction(), *messages)).conversations
    return only


def texts(conversation: Conversation) -> list[str | None]:
    """What was written, in its order."""
    return [message.text for message in conversation.messages]


def names(participants: Iterable[Any]) -> list[str | None]:
    return [each.nickname for each in participants]
