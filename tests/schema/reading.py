"""What the tests of the schema layer share: well-formed objects, and short ways to read and compare."""

import json
from typing import Any

from ucsmsg.places import Path
from ucsmsg.schema import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Notification,
    Structured,
    structure,
)

PARTICIPANT = {"nickname": "Ada", "type": "Agent", "participantId": "00AF52939EDF5BC6"}
CHAT_MESSAGE = {
    "index": 1,
    "from": PARTICIPANT,
    "type": "Text",
    "visibility": "All",
    "timestamp": "2013-11-25 21:02:22.036+0200",
    "timestampSeconds": 1385406142036,
    "text": "Good morning",
}
OWNER = {"id": "cc9016eee9c84dfeb266c642d9fd92c5", "userName": "ada", "firstName": "Ada", "lastName": "L"}
INTERACTION = {
    "id": "0000Sa99620J0EM5",
    "typeId": "Inbound",
    "state": "Stopped",
    "mediaType": "chat",
    "startDate": "2013-11-25 21:02:22.000+0200",
    "endDate": "2013-11-25 21:02:25.000+0200",
    "ownerInformation": OWNER,
    "uri": "http://localhost:8080/api/v2/interactions/0000Sa99620J0EM5",
    "path": "/interactions/0000Sa99620J0EM5",
    "customAttributes": {"SearchId": "123456"},
}


def read_text(text: str, path: Path) -> Any:
    """The JSON value of the text, or None."""
    assert path[-1] == "data"
    try:
        return json.loads(text)
    except ValueError:
        return None


def read(value: Any) -> Structured:
    return structure(value, read_text)


def read_one(value: Any) -> Notification:
    (notification,) = read(value).notifications
    return notification


def deviations(value: Any) -> list[tuple[str, Path]]:
    """The names and paths of all findings."""
    return [(finding.name, finding.path) for finding in read(value).findings]


def history(*interactions: Any, **members: Any) -> dict[str, Any]:
    message = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "interactions": [*interactions]}
    return {"data": message | members}


def content(*messages: Any, interaction: Any = INTERACTION, **members: Any) -> dict[str, Any]:
    message = {"messageType": "GetInteractionContentMessage", "referenceId": 2, "interaction": interaction}
    return {"data": message | ({"messages": [*messages]} if messages else {}) | members}


def read_interaction(**changes: Any) -> tuple[Interaction, list[Any]]:
    """The interaction with changed members, and the findings with paths relative to it."""
    structured = read(history(INTERACTION | changes))
    message = structured.notifications[0].data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.interactions is not None
    return message.interactions[0], [(finding, finding.path[3:]) for finding in structured.findings]


def read_chat_message(**changes: Any) -> tuple[ChatMessage, list[Any]]:
    """The chat message with changed members, and the findings with paths relative to it."""
    structured = read(content(CHAT_MESSAGE | changes))
    message = structured.notifications[0].data
    assert isinstance(message, GetInteractionContentMessage)
    assert message.messages is not None
    return message.messages[0], [(finding, finding.path[3:]) for finding in structured.findings]
