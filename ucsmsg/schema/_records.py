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
from ucsmsg.schema._declaring import record
from ucsmsg.schema._enumerations import (
    ChatMessageType,
    InteractionState,
    InteractionType,
    MediaType,
    ParticipantType,
    Visibility,
)
from ucsmsg.schema._frozen import FrozenMapping
from ucsmsg.schema._kinds import BOOLEAN, INTEGER, NAME, OBJECT, TEXT, TIME, URI, Integer
from ucsmsg.schema._record import MESSAGE_TYPE, Record, member, read_again_by, rest
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf, record_kind

_MISSPELT = {"referendeId": "misspelt-member"}
_BAYEUX = frozenset({"advice", "clientId", "ext"})


@record
@attrs.frozen(kw_only=True)
class Owner(Record):
    """The agent that an interaction belongs to (`ownerInformation`)."""

    id: str | None = member("id", TEXT, required=True)
    """Which agent, 32 hexadecimal digits in the documentation's samples."""
    user_name: str | None = member("userName", TEXT)
    """The name that the agent logs in with."""
    first_name: str | None = member("firstName", TEXT)
    """The agent's first name."""
    last_name: str | None = member("lastName", TEXT)
    """The agent's last name."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record
@attrs.frozen(kw_only=True)
class Interaction(Record):
    """An interaction of the history: a chat, a call, an e-mail and so on.

    `call_duration` counts seconds. `custom_attributes` and `user_data` are kept as they were sent.
    """

    id: str | None = member("id", TEXT, required=True)
    """Which interaction, 16 letters and digits in the documentation's samples."""
    type_id: InteractionType | str | None = member("typeId", InteractionType, required=True)
    """Where it came from; a `str` where the value is not documented."""
    state: InteractionState | str | None = member("state", InteractionState, required=True)
    """Whether it is still worked on; a `str` where the value is not documented."""
    media_type: MediaType | str | None = member("mediaType", MediaType, required=True)
    """The medium; a `str` where the value is not documented."""
    start_date: datetime | None = member("startDate", TIME, required=True)
    """When it started: aware, with the offset that was sent, to the millisecond."""
    end_date: datetime | None = member("endDate", TIME)
    """When it ended: aware, with the offset that was sent, to the millisecond."""
    owner_information: Owner | None = member("ownerInformation", Owner)
    """The agent that it belongs to."""
    uri: str | None = member("uri", URI)
    """Where the server has it, an absolute URI that ends in `id`."""
    path: str | None = member("path", URI)
    """The same as a path, `/interactions/{id}`."""
    contact_id: str | None = member("contactId", TEXT)
    """The contact, in the server's database of them."""
    parent_id: str | None = member("parentId", TEXT)
    """The interaction that this one answers or follows."""
    subject: str | None = member("subject", TEXT)
    """Any text."""
    comment: str | None = member("comment", TEXT)
    """Any text."""
    custom_attributes: FrozenMapping | None = member("customAttributes", OBJECT)
    """Attributes that the request asked for, by their names, as they were sent."""
    phone_number: str | None = member("phoneNumber", TEXT)
    """Calls only: the number, as it was written."""
    call_duration: int | None = member("callDuration", Integer(least=0))
    """Calls only: how long it took, in **seconds**."""
    user_data: FrozenMapping | None = member("userData", OBJECT)
    """Attached data, as it was sent."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record
@attrs.frozen(kw_only=True)
class Participant(Record):
    """Who sent a chat message, or whom it tells about (`from`)."""

    nickname: str | None = member("nickname", TEXT)
    """The name that the others see."""
    type: ParticipantType | str | None = member("type", ParticipantType, required=True)
    """Customer, agent or other; a `str` where the value is not documented."""
    participant_id: str | None = member("participantId", TEXT, required=True)
    """Which participant of the chat, 16 hexadecimal digits in the documentation's samples."""
    id: str | None = member("id", TEXT)
    """The same as `participant_id`, on newer pages."""
    visibility: Visibility | str | None = member("visibility", Visibility)
    """Who sees the participant; a `str` where the value is not documented."""
    uri: str | None = member("uri", URI)
    """Agents only: where the server has them, an absolute URI."""
    path: str | None = member("path", URI)
    """Agents only: the same as a path."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record
@attrs.frozen(kw_only=True)
class ChatMessage(Record):
    """One message of a transcript.

    `index` counts from 1 and has gaps. `timestamp_seconds` counts *milliseconds* since 1970, whatever its name says:
    so it does in every sample of the documentation.
    """

    index: int | None = member("index", Integer(least=1), required=True)
    """Its number in the transcript, from 1, with gaps."""
    from_: Participant | None = member("from", Participant, required=True)
    """Who sent it, or whom it tells about; `from` on the wire."""
    type: ChatMessageType | str | None = member("type", ChatMessageType, required=True)
    """What it is; a `str` where the value is not documented."""
    visibility: Visibility | str | None = member("visibility", Visibility)
    """Who sees it; a `str` where the value is not documented."""
    timestamp: datetime | None = member("timestamp", TIME, required=True)
    """When it was sent: aware, with the offset that was sent, to the millisecond."""
    timestamp_seconds: int | None = member("timestampSeconds", INTEGER)
    """The same moment in **milliseconds** since 1970 (UTC), whatever the name says."""
    text: str | None = member("text", TEXT)
    """What was written; none where somebody joined or left."""
    url: str | None = member("url", URI)
    """`PushUrl` only: the page that was shown."""
    notice_text: str | None = member("noticeText", TEXT)
    """`CustomNotice` only: its text."""
    user_data: FrozenMapping | None = member("userData", OBJECT)
    """Attached data, as it was sent."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record(noun="a history message")
@attrs.frozen(kw_only=True)
class GetInteractionsHistoryMessage(Record):
    """The answer to a request for interactions: either `interactions` or `error_message`.

    `reference_id` is that of the HTTP reply to the request. `metrics` is not documented; servers send it.
    """

    message_type: ClassVar[str] = "GetInteractionsHistoryMessage"

    reference_id: int | None = member("referenceId", INTEGER, required=True, other_names=_MISSPELT)
    """The number that the HTTP reply to the request gave it."""
    interactions: tuple[Interaction, ...] | None = member(
        "interactions",
        ArrayOf(Interaction),
        required_without="errorMessage",
        other_names={"interaction": "renamed-member"},
    )
    """What was asked for, where it could be had."""
    error_message: str | None = member("errorMessage", TEXT)
    """Why it could not be had."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record(noun="a content message")
@attrs.frozen(kw_only=True)
class GetInteractionContentMessage(Record):
    """The answer to a request for one interaction: either `interaction` or `error_message`.

    `messages` is its transcript; only chat, facebooksession and smssession interactions have one. `reference_id` is
    that of the HTTP reply to the request. `metrics` is not documented; servers send it.
    """

    message_type: ClassVar[str] = "GetInteractionContentMessage"

    reference_id: int | None = member("referenceId", INTEGER, required=True, other_names=_MISSPELT)
    """The number that the HTTP reply to the request gave it."""
    interaction: Interaction | None = member("interaction", Interaction, required_without="errorMessage")
    """What was asked for, where it could be had."""
    messages: tuple[ChatMessage, ...] | None = member("messages", ArrayOf(ChatMessage))
    """The transcript of a chat, in the order of the messages' indexes."""
    error_message: str | None = member("errorMessage", TEXT)
    """Why it could not be had."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record(noun="an operation response")
@attrs.frozen(kw_only=True)
class UcsOperationResponse(Record):
    """The answer to a request that changes an interaction (shown on the pages of those operations)."""

    message_type: ClassVar[str] = "UcsOperationResponse"

    reference_id: int | None = member("referenceId", INTEGER, required=True, other_names=_MISSPELT)
    """The number that the HTTP reply to the request gave it."""
    success: bool | None = member("success", BOOLEAN, required=True)
    """Whether it was done."""
    error_message: str | None = member("errorMessage", TEXT)
    """Why it was not done."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


@record(noun="a message", keeps=None, not_null={MESSAGE_TYPE})
@attrs.frozen(kw_only=True)
class UnknownMessage(Record):
    """A message without a `messageType`, or with one that the topic does not document. `extra` holds its members."""

    message_type: str | None = member(MESSAGE_TYPE, NAME)
    """The type that it says it has."""
    reference_id: int | None = member("referenceId", INTEGER, other_names=_MISSPELT)
    """The number that the HTTP reply to the request gave it."""
    error_message: str | None = member("errorMessage", TEXT)
    """Why something was not done."""
    metrics: FrozenMapping | None = member("metrics", OBJECT)
    """What the server measured, not documented."""
    extra: FrozenMapping = rest()
    """Raw values of all other members, by their names on the wire."""


Message = GetInteractionsHistoryMessage | GetInteractionContentMessage | UcsOperationResponse | UnknownMessage
"""What the `data` of a notification may be."""

MESSAGE = MessageOf(
    GetInteractionsHistoryMessage, GetInteractionContentMessage, UcsOperationResponse, other=UnknownMessage
)
read_again_by(UnknownMessage, MESSAGE.read_again)


@record(keeps=_BAYEUX)
@attrs.frozen(kw_only=True)
class Notification(Record):
    """A message as CometD delivers it: `data`, and the `channel` and `id` of the Bayeux event around it, if any.

    The other members of the event (`ext`, `advice`, `clientId`) stand in `extra`.
    """

    channel: str | None = member("channel", CHANNEL)
    """The topic of the Bayeux event."""
    id: str | None = member("id", TEXT)
    """The number of the Bayeux event."""
    data: Message | None = member("data", MESSAGE, required=True)
    """The message itself."""
    extra: FrozenMapping = rest()
    """Raw values of members that are unknown, null or unreadable, by their names on the wire."""


NOTIFICATION: RecordOf[Notification] = record_kind(Notification)
