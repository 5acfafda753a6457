"""Comparisons between members that can each be read: what contradicts is reported, and both values are kept."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.schema._enumerations import MediaType
from ucsmsg.schema._findings import Check, Findings
from ucsmsg.schema._foreign_times import EPOCH, MILLISECOND, implausible, is_plausible
from ucsmsg.schema._kinds import json_text
from ucsmsg.schema._record import Record
from ucsmsg.schema._records import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Participant,
    UcsOperationResponse,
)
from ucsmsg.schema._times import written_time

WITH_TRANSCRIPT = (MediaType.CHAT, MediaType.FACEBOOKSESSION, MediaType.SMSSESSION)


def check_chat_message(message: ChatMessage, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    """`timestampSeconds` holds the milliseconds since 1970 of `timestamp`, or at least some of our time."""
    seconds, time = message.timestamp_seconds, message.timestamp
    if seconds is None:
        return
    milliseconds = seconds if time is None else (time - EPOCH) // MILLISECOND
    if time is not None and milliseconds != seconds:
        expected = f"{milliseconds}, the milliseconds since 1970 of {written_time(time)}"
        findings.append(_contradiction("timestamp-mismatch", expected, raw, path, "timestampSeconds"))
    elif not is_plausible(seconds):
        found, place = json_text(raw["timestampSeconds"]), (*path, "timestampSeconds")
        expected, why = "the milliseconds since 1970 of a chat message", implausible(seconds)
        reason = f"Expected {expected}, got {shown(found)}: {why}; kept as it is"
        findings.append(Finding(name="implausible-timestamp", message=reason, path=place, found=found))


def check_interaction(interaction: Interaction, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    """`endDate` is not before `startDate`; `uri` and `path` end in `id`."""
    start, end, name = interaction.start_date, interaction.end_date, interaction.id
    if start is not None and end is not None and end < start:
        expected = f"a time from `startDate` {written_time(start)} on"
        findings.append(_contradiction("end-before-start", expected, raw, path, "endDate"))
    if name is None:
        return
    for member in ("uri", "path"):
        place: str | None = getattr(interaction, member)
        if place is not None and place.rpartition("/")[2] != name and _last_segment(place) != name:
            expected = f"a `{member}` that ends in the interaction's `id` {shown(name)}"
            findings.append(_contradiction("id-mismatch", expected, raw, path, member))


def _last_segment(uri: str) -> str:
    """The last segment of a URI's path without its escapes; a slash at its end has none after it."""
    path = uri.partition("#")[0].partition("?")[0].rstrip("/")
    return unquote(path.rpartition("/")[2])


def check_participant(participant: Participant, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    """`id` is the same as `participantId`."""
    name, same = participant.participant_id, participant.id
    if name is not None and same is not None and same != name:
        expected = f"the `id` of the `participantId` {shown(name)}"
        findings.append(_contradiction("id-mismatch", expected, raw, path, "id"))


def check_response(response: UcsOperationResponse, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    """No error message beside a success."""
    if response.success and response.error_message is not None:
        expected = "either `success` or an error message"
        findings.append(_contradiction("payload-with-error", expected, raw, path, "errorMessage"))


def check_history(
    message: GetInteractionsHistoryMessage, raw: Mapping[str, Any], path: Path, findings: Findings
) -> None:
    """Either the interactions or an error message."""
    _check_outcome(message, "interactions", message.interactions, raw, path, findings)


def check_content(
    message: GetInteractionContentMessage, raw: Mapping[str, Any], path: Path, findings: Findings
) -> None:
    """Either the interaction or an error message; a transcript only where the medium has one, its indexes growing."""
    payload = message.messages if message.interaction is None else message.interaction
    _check_outcome(message, "interaction", payload, raw, path, findings)
    if message.messages is None:
        return
    if not isinstance(raw["messages"], dict):  # one message by itself has no order
        _check_order(message.messages, raw["messages"], (*path, "messages"), findings)
    medium = message.interaction.media_type if message.interaction is not None else None
    if isinstance(medium, MediaType) and medium not in WITH_TRANSCRIPT:
        expected = f"no messages for an interaction of the medium `{medium}`"
        findings.append(_contradiction("unexpected-messages", expected, raw, path, "messages"))


def _check_outcome(
    message: GetInteractionsHistoryMessage | GetInteractionContentMessage,
    name: str,
    payload: object,
    raw: Mapping[str, Any],
    path: Path,
    findings: Findings,
) -> None:
    """A payload, whose member is called `name`, without an error message, or the reverse."""
    if message.error_message is not None and payload is not None:
        expected = f"either `{name}` or an error message"
        findings.append(_contradiction("payload-with-error", expected, raw, path, "errorMessage"))


def _check_order(messages: Sequence[ChatMessage], raw: Sequence[Any], path: Path, findings: Findings) -> None:
    """Indexes grow from message to message; gaps are documented."""
    previous: int | None = None
    places = (place for place, element in enumerate(raw) if isinstance(element, dict | Record))
    for place, message in zip(places, messages, strict=True):
        index = message.index
        if previous is not None and index is not None and index <= previous:
            expected = f"an index above {shown(json_text(previous))}, which comes before it"
            element = raw[place] if isinstance(raw[place], dict) else {"index": index}
            findings.append(_contradiction("index-order", expected, element, (*path, place), "index"))
        previous = previous if index is None else index


def _contradiction(name: str, expected: str, raw: Mapping[str, Any], path: Path, member: str) -> Finding:
    found = json_text(raw[member])
    message = f"Expected {expected}, got {shown(found)}; both are kept"
    return Finding(name=name, message=message, path=(*path, member), found=found)


CHECKS: Mapping[type, Check] = MappingProxyType(
    {
        ChatMessage: check_chat_message,
        Interaction: check_interaction,
        Participant: check_participant,
        UcsOperationResponse: check_response,
        GetInteractionsHistoryMessage: check_history,
        GetInteractionContentMessage: check_content,
    }
)
"""The comparisons to make, by the class of the record."""
