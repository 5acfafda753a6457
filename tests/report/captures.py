"""Captures for the tests of reports."""

import json
from typing import Any

CHANNEL = "/v2/ucs/interactions"


def participant(name: str, kind: str) -> dict[str, Any]:
    """Who sends a message."""
    return {"nickname": name, "type": kind, "participantId": name}


def message(index: int, who: dict[str, Any], seconds: int, **members: Any) -> dict[str, Any]:
    """A message of the transcript, so many seconds after nine o'clock."""
    time = f"2024-05-06 09:{seconds // 60:02}:{seconds % 60:02}.000+0200"
    return {"index": index, "from": who, "type": "Text", "visibility": "All", "timestamp": time} | members


def interaction(id_: str = "0000Sa99620J0EM5", **members: Any) -> dict[str, Any]:
    """An interaction."""
    return {
        "id": id_,
        "typeId": "Inbound",
        "state": "Stopped",
        "mediaType": "chat",
        "startDate": "2024-05-06 09:00:00.000+0200",
    } | members


def content(*messages: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A notification with the content of an interaction."""
    data = {"messageType": "GetInteractionContentMessage", "referenceId": 1, "interaction": interaction(**members)}
    return {"channel": CHANNEL, "data": data | ({"messages": [*messages]} if messages else {})}


def history(*interactions: dict[str, Any]) -> dict[str, Any]:
    """A notification with a history."""
    data = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 2, "interactions": [*interactions]}
    return {"channel": CHANNEL, "data": data}


def lines(*notifications: Any) -> bytes:
    """A capture with a notification on each line; a text stands as it is, half a pair of surrogates as an escape."""
    texts = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in notifications)
    return "".join(f"{text}\n" for text in texts).encode("utf-8", "backslashreplace")
