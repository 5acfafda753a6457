"""A tolerant JSON parser and a schema for the notifications of a contact-centre server: right, or it says so."""

TYPE_CHECKING = False  # type checkers know the name; `typing` takes a moment, in which an interrupt may come
if TYPE_CHECKING:
    from ucsmsg.captures import aiter_parse, iter_parse
    from ucsmsg.catalogue import Mode, Severity
    from ucsmsg.diagnostics import Diagnostic, Diagnostics, NotificationError, QuasiJSONError, UcsmsgError
    from ucsmsg.origins import Origin
    from ucsmsg.parsing import Parsed, TypedDocument, dump, dumps, load, loads, parse, read, to_dict
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
else:
    _HOMES = {
        "captures": {"aiter_parse", "iter_parse"},
        "catalogue": {"Mode", "Severity"},
        "diagnostics": {"Diagnostic", "Diagnostics", "NotificationError", "QuasiJSONError", "UcsmsgError"},
        "origins": {"Origin"},
        "parsing": {"Parsed", "TypedDocument", "dump", "dumps", "load", "loads", "parse", "read", "to_dict"},
        "places": {"Position", "Source", "Span"},
        "quasi": {"Limits", "UnwritableError"},
    }

    def __getattr__(name: str) -> object:
        """What is asked for, imported then: the command sees to interrupts before it loads all this.

        And captures, with compression, HTML and threads, are not for everyone.
        """
        from importlib import import_module  # noqa: PLC0415 - as above

        if name in (*_HOMES, "schema"):
            return import_module(f"ucsmsg.{name}")
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = next((part for part, names in _HOMES.items() if name in names), "schema")
        return globals().setdefault(name, getattr(import_module(f"ucsmsg.{home}"), name))

    def __dir__() -> list[str]:
        return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


__version__ = "0.1.0"
__all__ = [
    "ChatMessage",
    "ChatMessageType",
    "Diagnostic",
    "Diagnostics",
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
    "Origin",
    "Owner",
    "Parsed",
    "Participant",
    "ParticipantType",
    "Position",
    "QuasiJSONError",
    "RecordError",
    "Severity",
    "Source",
    "Span",
    "TypedDocument",
    "UcsOperationResponse",
    "UcsmsgError",
    "UnknownMessage",
    "UnwritableError",
    "Visibility",
    "aiter_parse",
    "dump",
    "dumps",
    "iter_parse",
    "load",
    "loads",
    "parse",
    "read",
    "to_dict",
]
