"""The schema of the notifications: JSON values into immutable records and back.

Records can also be constructed in code: `ChatMessage(index=1, timestamp=datetime.now(UTC))`. What no attribute can take
raises `RecordError`; what the wire may hold instead (a time as text, say) is read as it is there.
Reading fills records past their constructors, with what the same functions give that the converters call.
"""

from ucsmsg.schema._contents import interactions_of, times_of
from ucsmsg.schema._declaring import record
from ucsmsg.schema._enumerations import (
    ChatMessageType,
    InteractionState,
    InteractionType,
    MediaType,
    ParticipantType,
    Visibility,
)
from ucsmsg.schema._envelope import Structured, structure, structure_as
from ucsmsg.schema._frozen import FrozenMapping
from ucsmsg.schema._json_schema import json_schema
from ucsmsg.schema._kinds import BOOLEAN, INTEGER, NAME, NUMBER, OBJECT, TEXT, TIME, URI, VALUE, Integer
from ucsmsg.schema._record import Record, RecordError, member, rest
from ucsmsg.schema._records import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Message,
    Notification,
    Owner,
    Participant,
    UcsOperationResponse,
    UnknownMessage,
)
from ucsmsg.schema._structure import ArrayOf, MessageOf
from ucsmsg.schema._unstructure import unstructure

__all__ = [
    "BOOLEAN",
    "INTEGER",
    "NAME",
    "NUMBER",
    "OBJECT",
    "TEXT",
    "TIME",
    "URI",
    "VALUE",
    "ArrayOf",
    "ChatMessage",
    "ChatMessageType",
    "FrozenMapping",
    "GetInteractionContentMessage",
    "GetInteractionsHistoryMessage",
    "Integer",
    "Interaction",
    "InteractionState",
    "InteractionType",
    "MediaType",
    "Message",
    "MessageOf",
    "Notification",
    "Owner",
    "Participant",
    "ParticipantType",
    "Record",
    "RecordError",
    "Structured",
    "UcsOperationResponse",
    "UnknownMessage",
    "Visibility",
    "interactions_of",
    "json_schema",
    "member",
    "record",
    "rest",
    "structure",
    "structure_as",
    "times_of",
    "unstructure",
]
