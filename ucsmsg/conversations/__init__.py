"""From notifications to what people did: histories, and conversations as transcripts.

`conversations_of(iter_parse(path))` gives them. Nothing is invented: what no notification tells is None. Nothing is
lost: what could not be read, and what the documentation does not know, stands beside what it does.
"""

from ucsmsg.conversations._collecting import DEFAULT_LIMIT, conversations_of
from ucsmsg.conversations._members import audience_of, json_of, moment_of, sent, unread
from ucsmsg.conversations._model import (
    Conversation,
    Conversations,
    Gap,
    HandOver,
    History,
    HistoryRow,
    OtherMessage,
    Place,
    TranscriptEntry,
    identity_of,
)

__all__ = [
    "DEFAULT_LIMIT",
    "Conversation",
    "Conversations",
    "Gap",
    "HandOver",
    "History",
    "HistoryRow",
    "OtherMessage",
    "Place",
    "TranscriptEntry",
    "audience_of",
    "conversations_of",
    "identity_of",
    "json_of",
    "moment_of",
    "sent",
    "unread",
]
