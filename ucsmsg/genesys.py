# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
"""Other messages of the same server as records, judged only where somebody asks for them with `as_`.

The sources are the chat, contact and overview pages of the Genesys Web Services API, version 2, and what servers send.
Those pages do not list all members: what has no attribute here is no deviation, and stands in `extra`.
"""

from typing import ClassVar

import attrs

from ucsmsg.schema import (
    INTEGER,
    OBJECT,
    TEXT,
    URI,
    ArrayOf,
    ChatMessage,
    FrozenMapping,
    MessageOf,
    Record,
    UnknownMessage,
    member,
    record,
    rest,
)

__all__ = ["ChatEvent", "ChatStateChangeMessage", "HttpReply", "IdentifiedContact", "MessageLogUpdated"]


@record(noun="an update of a message log", keeps=None)
@attrs.frozen(kw_only=True)
class MessageLogUpdated(Record):
    """New messages of a chat or of a session, as `/v2/me/chats` and its neighbours carry them in `data`."""

    message_type: ClassVar[str] = "MessageLogUpdated"

    notification_type: str | None = member("notificationType", TEXT)
    """What happened, such as `NewMessages`."""
    messages: tuple[ChatMessage, ...] | None = member("messages", ArrayOf(ChatMessage))
    """The new messages, the same resource as in a transcript."""
    chat_uri: str | None = member("chatUri", URI)
    """Chats only: where the server has the chat, an absolute URI."""
    chat_path: str | None = member("chatPath", URI)
    """Chats only: the same as a path."""
    facebooksession_uri: str | None = member("facebooksessionUri", URI)
    """Facebook sessions only: where the server has the session, an absolute URI."""
    facebooksession_path: str | None = member("facebooksessionPath", URI)
    """Facebook sessions only: the same as a path."""
    smssession_uri: str | None = member("smssessionUri", URI)
    """SMS sessions only: where the server has the session, an absolute URI."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of all other members, by their names on the wire."""


@record(noun="a change of a chat's state", keeps=None)
@attrs.frozen(kw_only=True)
class ChatStateChangeMessage(Record):
    """Another state of a chat, as `/v2/me/chats` carries it in `data`."""

    message_type: ClassVar[str] = "ChatStateChangeMessage"

    notification_type: str | None = member("notificationType", TEXT)
    """What happened."""
    messages: tuple[ChatMessage, ...] | None = member("messages", ArrayOf(ChatMessage))
    """The messages so far, the same resource as in a transcript."""
    chat_uri: str | None = member("chatUri", URI)
    """Where the server has the chat, an absolute URI."""
    chat_path: str | None = member("chatPath", URI)
    """The same as a path."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of all other members, by their names on the wire."""


@record(noun="an event of a chat", keeps=None)
@attrs.frozen(kw_only=True)
class ChatEvent(Record):
    """A Bayeux event of `/v2/me/chats` or a neighbour: a message of a chat or session in `data`."""

    channel: str | None = member("channel", TEXT)
    """The topic of the event."""
    id: str | None = member("id", TEXT)
    """The number of the event."""
    data: MessageLogUpdated | ChatStateChangeMessage | UnknownMessage | None = member(
        "data", MessageOf(MessageLogUpdated, ChatStateChangeMessage, other=UnknownMessage), required=True
    )
    """The message itself."""
    extra: FrozenMapping = rest()
    """Raw values of all other members, by their names on the wire."""


@record(noun="an identified contact", keeps=None)
@attrs.frozen(kw_only=True)
class IdentifiedContact(Record):
    """The answer to a request to identify a contact; it has no `messageType`."""

    reference_id: int | None = member(
        "referenceId", INTEGER, required=True, other_names={"referendeId": "misspelt-member"}
    )
    """The number that the HTTP reply to the request gave it."""
    contact_id: str | None = member("contactId", TEXT, required_without="errorMessage")
    """The contact, in the server's database of them."""
    error_message: str | None = member("errorMessage", TEXT)
    """Why none was identified."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of all other members, by their names on the wire."""


@record(noun="an HTTP reply", keeps=None)
@attrs.frozen(kw_only=True)
class HttpReply(Record):
    """The reply of the server's HTTP interface to a request.

    `status_code`: 0 done, 1 a parameter is missing, 2 the state does not allow it, 3 forbidden, 4 an internal error,
    5 no permission, 6 not found, 7 done in part, 10 not valid, 20 not authenticated.
    """

    status_code: int | None = member("statusCode", INTEGER, required=True)
    """0 where it was done, else why it was not."""
    status_message: str | None = member("statusMessage", TEXT)
    """The same in words, where it was not done."""
    reference_id: int | None = member("referenceId", INTEGER)
    """The number that the notification with the answer will have."""
    extra: FrozenMapping = rest()
    """Raw values of all other members, by their names on the wire."""
