"""What a program has that reads the notifications without this package: records, and functions that fill them.

They check nothing: what is documented is there, or a `KeyError` is raised.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs

from ucsmsg import ChatMessageType, InteractionState, InteractionType, MediaType, ParticipantType, Visibility

_TYPES = {value.value: value for value in InteractionType}
_STATES = {value.value: value for value in InteractionState}
_MEDIA = {value.value: value for value in MediaType}
_MESSAGE_TYPES = {value.value: value for value in ChatMessageType}
_VISIBILITIES = {value.value: value for value in Visibility}
_PARTICIPANT_TYPES = {value.value: value for value in ParticipantType}


@attrs.frozen(kw_only=True)
class Owner:
    """`ownerInformation` of an interaction."""

    id: str
    user_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None


@attrs.frozen(kw_only=True)
class Interaction:
    """An interaction of the history."""

    id: str
    type_id: InteractionType
    state: InteractionState
    media_type: MediaType
    start_date: datetime
    end_date: datetime | None = None
    owner_information: Owner | None = None
    uri: str | None = None
    path: str | None = None
    contact_id: str | None = None
    parent_id: str | None = None
    subject: str | None = None
    comment: str | None = None
    custom_attributes: dict[str, Any] | None = None
    phone_number: str | None = None
    call_duration: int | None = None
    user_data: dict[str, Any] | None = None


@attrs.frozen(kw_only=True)
class Participant:
    """`from` of a chat message."""

    type: ParticipantType
    participant_id: str
    nickname: str | None = None
    id: str | None = None
    visibility: Visibility | None = None
    uri: str | None = None
    path: str | None = None


@attrs.frozen(kw_only=True)
class ChatMessage:
    """One message of a transcript."""

    index: int
    from_: Participant
    type: ChatMessageType
    timestamp: datetime
    visibility: Visibility | None = None
    timestamp_seconds: int | None = None
    text: str | None = None
    url: str | None = None
    notice_text: str | None = None
    user_data: dict[str, Any] | None = None


@attrs.frozen(kw_only=True)
class GetInteractionsHistoryMessage:
    """The answer to a request for interactions."""

    reference_id: int
    interactions: tuple[Interaction, ...] | None = None
    error_message: str | None = None
    metrics: dict[str, Any] | None = None


@attrs.frozen(kw_only=True)
class GetInteractionContentMessage:
    """The answer to a request for one interaction."""

    reference_id: int
    interaction: Interaction | None = None
    messages: tuple[ChatMessage, ...] | None = None
    error_message: str | None = None
    metrics: dict[str, Any] | None = None


@attrs.frozen(kw_only=True)
class Notification:
    """A message as CometD delivers it."""

    channel: str | None = None
    id: str | None = None
    data: GetInteractionsHistoryMessage | GetInteractionContentMessage


def notification(raw: Mapping[str, Any]) -> Notification:
    """The record of a notification."""
    data = raw["data"]
    read = _history if data["messageType"] == "GetInteractionsHistoryMessage" else _content
    return Notification(channel=raw.get("channel"), id=raw.get("id"), data=read(data))


def _history(raw: Mapping[str, Any]) -> GetInteractionsHistoryMessage:
    return GetInteractionsHistoryMessage(
        reference_id=raw["referenceId"],
        interactions=tuple(map(_interaction, raw.get("interactions", ()))),
        error_message=raw.get("errorMessage"),
        metrics=raw.get("metrics"),
    )


def _content(raw: Mapping[str, Any]) -> GetInteractionContentMessage:
    messages: Iterable[Mapping[str, Any]] = raw.get("messages", ())
    return GetInteractionContentMessage(
        reference_id=raw["referenceId"],
        interaction=_interaction(raw["interaction"]) if "interaction" in raw else None,
        messages=tuple(map(_chat_message, messages)),
        error_message=raw.get("errorMessage"),
        metrics=raw.get("metrics"),
    )


def _interaction(raw: Mapping[str, Any]) -> Interaction:
    member = raw.get
    end, owner = member("endDate"), member("ownerInformation")
    return Interaction(
        id=raw["id"],
        type_id=_TYPES[raw["typeId"]],
        state=_STATES[raw["state"]],
        media_type=_MEDIA[raw["mediaType"]],
        start_date=datetime.fromisoformat(raw["startDate"]),
        end_date=datetime.fromisoformat(end) if end else None,
        owner_information=_owner(owner) if owner else None,
        uri=member("uri"),
        path=member("path"),
        contact_id=member("contactId"),
        parent_id=member("parentId"),
        subject=member("subject"),
        comment=member("comment"),
        custom_attributes=member("customAttributes"),
        phone_number=member("phoneNumber"),
        call_duration=member("callDuration"),
        user_data=member("userData"),
    )


def _owner(raw: Mapping[str, Any]) -> Owner:
    member = raw.get
    return Owner(
        id=raw["id"],
        user_name=member("userName"),
        first_name=member("firstName"),
        last_name=member("lastName"),
    )


def _chat_message(raw: Mapping[str, Any]) -> ChatMessage:
    member = raw.get
    visibility = member("visibility")
    return ChatMessage(
        index=raw["index"],
        from_=_participant(raw["from"]),
        type=_MESSAGE_TYPES[raw["type"]],
        timestamp=datetime.fromisoformat(raw["timestamp"]),
        visibility=_VISIBILITIES[visibility] if visibility else None,
        timestamp_seconds=member("timestampSeconds"),
        text=member("text"),
        url=member("url"),
        notice_text=member("noticeText"),
        user_data=member("userData"),
    )


def _participant(raw: Mapping[str, Any]) -> Participant:
    member = raw.get
    visibility = member("visibility")
    return Participant(
        type=_PARTICIPANT_TYPES[raw["type"]],
        participant_id=raw["participantId"],
        nickname=member("nickname"),
        id=member("id"),
        visibility=_VISIBILITIES[visibility] if visibility else None,
        uri=member("uri"),
        path=member("path"),
    )
