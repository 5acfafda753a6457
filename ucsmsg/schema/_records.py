# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
"""The records: what the documentation says a notification holds, one class for each of its objects.

Every class is immutable, hashable and picklable. Times keep the offset they were sent with. The sources are the pages
of the Genesys Web Services API, version 2: the CometD notifications page for the messages, the interaction resource
page for `Interaction` and `Owner`, the chat message resource page for `ChatMessage` and `Participant`.
"""

from datetime import datetime
from typing import ClassVar

import attrs

from ucsmsg.schema._channels import CHANNEL
from ucsmsg.schema._enumerations import (
    ChatMessageType,
    InteractionState,
    InteractionType,
    MediaType,
    ParticipantType,
    Visibility,
)
from ucsmsg.schema._frozen import FrozenMapping
from ucsmsg.schema._kinds import BOOLEAN, INTEGER, NAME, OBJECT, TEXT, TIME, URI, Enumeration, Integer
from ucsmsg.schema._record import MESSAGE_TYPE, Record, member, rest
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf

_VISIBILITY = Enumeration(Visibility)
_MISSPELT = {"referendeId": "misspelt-member"}
_BAYEUX = frozenset({"advice", "clientId", "ext"})


@attrs.frozen(kw_only=True)
class Owner(Record):
    """The agent that an interaction belongs to (`ownerInformation`)."""

    id: str | None = member("id", TEXT, required=True)
    user_name: str | None = member("userName", TEXT)
    first_name: str | None = member("firstName", TEXT)
    last_name: str | None = member("lastName", TEXT)
    extra: FrozenMapping = rest()


@attrs.frozen(kw_only=True)
class Interaction(Record):
    """An interaction of the history: a chat, a call, an e-mail and so on.

    `call_duration` counts seconds. `custom_attributes` and `user_data` are kept as they were sent.
    """

    id: str | None = member("id", TEXT, required=True)
    type_id: InteractionType | str | None = member("typeId", Enumeration(InteractionType), required=True)
    state: InteractionState | str | None = member("state", Enumeration(InteractionState), required=True)
    media_type: MediaType | str | None = member("mediaType", Enumeration(MediaType), required=True)
    start_date: datetime | None = member("startDate", TIME, required=True)
    end_date: datetime | None = member("endDate", TIME)
    owner_information: Owner | None = member("ownerInformation", RecordOf(Owner, "an owner"))
    uri: str | None = member("uri", URI)
    path: str | None = member("path", URI)
    contact_id: str | None = member("contactId", TEXT)
    parent_id: str | None = member("parentId", TEXT)
    subject: str | None = member("subject", TEXT)
    comment: str | None = member("comment", TEXT)
    custom_attributes: FrozenMapping | None = member("customAttributes", OBJECT)
    phone_number: str | None = member("phoneNumber", TEXT)
    call_duration: int | None = member("callDuration", Integer(least=0))
    user_data: FrozenMapping | None = member("userData", OBJECT)
    extra: FrozenMapping = rest()


@attrs.frozen(kw_only=True)
class Participant(Record):
    """Who sent a chat message, or whom it tells about (`from`)."""

    nickname: str | None = member("nickname", TEXT)
    type: ParticipantType | str | None = member("type", Enumeration(ParticipantType), required=True)
    participant_id: str | None = member("participantId", TEXT, required=True)
    id: str | None = member("id", TEXT)
    visibility: Visibility | str | None = member("visibility", _VISIBILITY)
    uri: str | None = member("uri", URI)
    path: str | None = member("path", URI)
    extra: FrozenMapping = rest()


@attrs.frozen(kw_only=True)
class ChatMessage(Record):
    """One message of a transcript.

    `index` counts from 1 and has gaps. `timestamp_seconds` counts *milliseconds* since 1970, whatever its name says:
    so it does in every sample of the documentation.
    """

    index: int | None = member("index", Integer(least=1), required=True)
    from_: Participant | None = member("from", RecordOf(Participant, "a participant"), required=True)
    type: ChatMessageType | str | None = member("type", Enumeration(ChatMessageType), required=True)
    visibility: Visibility | str | None = member("visibility", _VISIBILITY)
    timestamp: datetime | None = member("timestamp", TIME, required=True)
    timestamp_seconds: int | None = member("timestampSeconds", INTEGER)
    text: str | None = member("text", TEXT)
    url: str | None = member("url", URI)
    notice_text: str | None = member("noticeText", TEXT)
    user_data: FrozenMapping | None = member("userData", OBJECT)
    extra: FrozenMapping = rest()


_INTERACTION = RecordOf(Interaction, "an interaction")
_CHAT_MESSAGE = RecordOf(ChatMessage, "a chat message")


@attrs.frozen(kw_only=True)
class GetInteractionsHistoryMessage(Record):
    """The answer to a request for interactions: either `interactions` or `error_message`.

    `reference_id` is that of the HTTP reply to the request. `metrics` is not documented; servers send it.
    """

    message_type: ClassVar[str] = "GetInteractionsHistoryMessage"

    reference_id: int | None = member("referenceId", INTEGER, required=True, other_names=_MISSPELT)
    interactions: tuple[Interaction, ...] | None = member(
        "interactions",
        ArrayOf(_INTERACTION),
        required_without="errorMessage",
        other_names={"interaction": "renamed-member"},
    )
    error_message: str | None = member("errorMessage", TEXT)
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    extra: FrozenMapping = rest()


@attrs.frozen(kw_only=True)
class GetInteractionContentMessage(Record):
    """The answer to a request for one interaction: either `interaction` or `error_message`.

    `messages` is its transcript; only chat, facebooksession and smssession interactions have one. `reference_id` is
    that of the HTTP reply to the request. `metrics` is not documented; servers send it.
    """

    message_type: ClassVar[str] = "GetInteractionContentMessage"

    reference_id: int | None = member("referenceId", INTEGER, required=True, other_names=_MISSPELT)
    interaction: Interaction | None = member("interaction", _INTERACTION, required_without="errorMessage")
    messages: tuple[ChatMessage, ...] | None = member("messages", ArrayOf(_CHAT_MESSAGE))
    error_message: str | None = member("errorMessage", TEXT)
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    extra: FrozenMapping = rest()


@attrs.frozen(kw_only=True)
class UcsOperationResponse(Record):
    """The answer to a request that changes an interaction (shown on the pages of those operations)."""

    message_type: ClassVar[str] = "UcsOperationResponse"

    reference_id: int | None = member("referenceId", INTEGER, required=True, other_names=_MISSPELT)
    success: bool | None = member("success", BOOLEAN, required=True)
    error_message: str | None = member("errorMessage", TEXT)
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    extra: FrozenMapping = rest()


@attrs.frozen(kw_only=True)
class UnknownMessage(Record):
    """A message without a `messageType`, or with one that the topic does not document. `extra` holds its members."""

    message_type: str | None = member(MESSAGE_TYPE, NAME)
    reference_id: int | None = member("referenceId", INTEGER, other_names=_MISSPELT)
    extra: FrozenMapping = rest()


Message = GetInteractionsHistoryMessage | GetInteractionContentMessage | UcsOperationResponse | UnknownMessage
"""What the `data` of a notification may be."""

MESSAGE = MessageOf(
    RecordOf(GetInteractionsHistoryMessage, "a history message"),
    RecordOf(GetInteractionContentMessage, "a content message"),
    RecordOf(UcsOperationResponse, "an operation response"),
    other=RecordOf(UnknownMessage, "a message", keeps=None, not_null={MESSAGE_TYPE}),
)


@attrs.frozen(kw_only=True)
class Notification(Record):
    """A message as CometD delivers it: `data`, and the `channel` and `id` of the Bayeux event around it, if any.

    The other members of the event (`ext`, `advice`, `clientId`) stand in `extra`.
    """

    channel: str | None = member("channel", CHANNEL)
    id: str | None = member("id", TEXT)
    data: Message | None = member("data", MESSAGE, required=True)
    extra: FrozenMapping = rest()


NOTIFICATION = RecordOf(Notification, "a notification", keeps=_BAYEUX)
