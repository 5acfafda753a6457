"""A tolerant JSON parser and a schema for the notifications of a contact-centre server: right, or it says so."""

from typing import TYPE_CHECKING, Any

from ucsmsg.catalogue import Mode, Severity
from ucsmsg.diagnostics import Diagnostic, NotificationError, UcsmsgError
from ucsmsg.parsing import Parsed, dump, dumps, load, loads, parse
from ucsmsg.places import Position, Source, Span
from ucsmsg.quasi import Limits, UnwritableError
from ucsmsg.schema import (
    ChatMessage,
    ChatMessageType,
    FrozenMapping,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    InteractionState,
    InteractionType,
    MediaType,
    Message,
    Notification,
    Owner,
    Participant,
    ParticipantType,
    RecordError,
    UcsOperationResponse,
    UnknownMessage,
    Visibility,
)

if TYPE_CHECKING:
    from ucsmsg.captures import iter_parse
else:

    def __getattr__(name: str) -> Any:
        """`iter_parse`, imported when it is first asked for: compression, HTML and threads are not for everyone."""
        if name == "iter_parse":
            from ucsmsg.captures import iter_parse  # noqa: PLC0415 - see above

            return iter_parse
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__version__ = "0.1.0"
__all__ = [
    "ChatMessage",
    "ChatMessageType",
    "Diagnostic",
    "FrozenMapping",
    "GetInteractionContentMessage",
    "GetInteractionsHistoryMessage",
    "Interaction",
    "InteractionState",
    "InteractionType",
    "Limits",
    "MediaType",
    "Message",
    "Mode",
    "Notification",
    "NotificationError",
    "Owner",
    "Parsed",
    "Participant",
    "ParticipantType",
    "Position",
    "RecordError",
    "Severity",
    "Source",
    "Span",
    "UcsOperationResponse",
    "UcsmsgError",
    "UnknownMessage",
    "UnwritableError",
    "Visibility",
    "dump",
    "dumps",
    "iter_parse",
    "load",
    "loads",
    "parse",
]
