"""Comparisons between members that can each be read: what contradicts is reported, and both values are kept.

Each has two halves: whether there is anything to report, which the typed lane asks as well, and the report.
"""

import itertools
import operator
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.schema._enumerations import MediaType
from ucsmsg.schema._findings import CrossCheck, Findings, Report
from ucsmsg.schema._foreign_times import EPOCH, implausible, is_plausible, milliseconds_of
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


# ---- Chat messages and participants ----


def _is_moment(timestamp: datetime | None, timestamp_seconds: int | None) -> bool:
    """`timestampSeconds` holds the milliseconds since 1970 of `timestamp`, or at least some of our time."""
    if timestamp_seconds is None:
        return True
    return is_plausible(timestamp_seconds) and (timestamp is None or milliseconds_of(timestamp) == timestamp_seconds)


def _are_moments(timestamps: Sequence[Any], milliseconds: Sequence[Any]) -> bool:
    """The same of many."""
    try:
        epoch = EPOCH.astimezone(timestamps[0].tzinfo)
        are_plausible = is_plausible(min(milliseconds)) and is_plausible(max(milliseconds))
        return are_plausible and [milliseconds_of(time, epoch) for time in timestamps] == milliseconds
    except (AttributeError, TypeError):  # one of them is None
        return all(map(_is_moment, timestamps, milliseconds))


def _report_moment(message: ChatMessage, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    seconds, time = message.timestamp_seconds or 0, message.timestamp
    if time is not None and milliseconds_of(time) != seconds:
        expected = f"{milliseconds_of(time)}, the milliseconds since 1970 of {written_time(time)}"
        findings.append(_contradiction("timestamp-mismatch", expected, raw, path, "timestampSeconds"))
    else:
        found, place = json_text(raw["timestampSeconds"]), (*path, "timestampSeconds")
        expected, why = "the milliseconds since 1970 of a chat message", implausible(seconds)
        reason = f"Expected {expected}, got {shown(found)}: {why}; kept as it is"
        findings.append(Finding(name="implausible-timestamp", message=reason, path=place, found=found))


def _are_same(participant_id: str | None, id_: str | None) -> bool:
    """`id` is the same as `participantId`."""
    return id_ is None or participant_id is None or id_ == participant_id


def _report_id(participant: Participant, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    expected = f"the `id` of the `participantId` {shown(participant.participant_id or '')}"
    findings.append(_contradiction("id-mismatch", expected, raw, path, "id"))


# ---- Interactions ----


def _are_in_order(start_date: datetime | None, end_date: datetime | None) -> bool:
    """`endDate` is not before `startDate`."""
    return start_date is None or end_date is None or end_date >= start_date


def _report_end(interaction: Interaction, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    start = written_time(interaction.start_date) if interaction.start_date else ""
    findings.append(_contradiction("end-before-start", f"a time from `startDate` {start} on", raw, path, "endDate"))


def _end_in(id_: str | None, *uris: str | None) -> bool:
    """`uri` and `path` end in `id`."""
    for uri in uris:
        if uri is not None and id_ is not None and uri.rpartition("/")[2] != id_ and _last_segment(uri) != id_:
            return False
    return True


def _report_uris(interaction: Interaction, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
    for member in ("uri", "path"):
        if not _end_in(interaction.id, getattr(interaction, member)):
            expected = f"a `{member}` that ends in the interaction's `id` {shown(interaction.id or '')}"
            findings.append(_contradiction("id-mismatch", expected, raw, path, member))


def _last_segment(uri: str) -> str:
    """The last segment of a URI's path without its escapes; a slash at its end has none after it."""
    path = uri.partition("#")[0].partition("?")[0].rstrip("/")
    return unquote(path.rpartition("/")[2])


# ---- Messages ----


def _is_failure(error_message: str | None, *payload: object) -> bool:
    """An error message, or a payload."""
    return error_message is None or all(part is None for part in payload)


def _has_no_error(error_message: str | None, success: bool | None) -> bool:  # noqa: FBT001  # a member's value
    """An error message, or a success."""
    return error_message is None or not success


def _report_error(payload: str) -> Report:
    def report(_: Any, raw: Mapping[str, Any], path: Path, findings: Findings) -> None:
        expected = f"either `{payload}` or an error message"
        findings.append(_contradiction("payload-with-error", expected, raw, path, "errorMessage"))

    return report


def _grow(messages: Sequence[ChatMessage] | None) -> bool:
    """The indexes grow from message to message; gaps are documented."""
    if not messages:
        return True
    indexes = [message.index for message in messages if message.index is not None]
    return all(map(operator.lt, indexes, itertools.islice(indexes, 1, None)))


def _may_have_transcript(interaction: Interaction | None, messages: Sequence[ChatMessage] | None) -> bool:
    """Messages only where the medium of the interaction has some."""
    medium = interaction.media_type if interaction is not None and messages is not None else None
    return not isinstance(medium, MediaType) or medium in WITH_TRANSCRIPT


def _report_transcript(
    message: GetInteractionContentMessage, raw: Mapping[str, Any], path: Path, findings: Findings
) -> None:
    medium = message.interaction.media_type if message.interaction else ""
    expected = f"no messages for an interaction of the medium `{medium}`"
    findings.append(_contradiction("unexpected-messages", expected, raw, path, "messages"))


def _report_order(
    message: GetInteractionContentMessage, raw: Mapping[str, Any], path: Path, findings: Findings
) -> None:
    elements = raw["messages"]
    previous: int | None = None
    places = (place for place, element in enumerate(elements) if isinstance(element, dict | Record))
    for place, each in zip(places, message.messages or (), strict=True):
        index = each.index
        if previous is not None and index is not None and index <= previous:
            expected = f"an index above {shown(json_text(previous))}, which comes before it"
            element = elements[place] if isinstance(elements[place], dict) else {"index": index}
            findings.append(_contradiction("index-order", expected, element, (*path, "messages", place), "index"))
        previous = previous if index is None else index


def _contradiction(name: str, expected: str, raw: Mapping[str, Any], path: Path, member: str) -> Finding:
    found = json_text(raw[member])
    message = f"Expected {expected}, got {shown(found)}; both are kept"
    return Finding(name=name, message=message, path=(*path, member), found=found)


CHECKS: Mapping[type, tuple[CrossCheck, ...]] = MappingProxyType(
    {
        ChatMessage: (CrossCheck(("timestamp", "timestamp_seconds"), _is_moment, _report_moment, _are_moments),),
        Interaction: (
            CrossCheck(("start_date", "end_date"), _are_in_order, _report_end),
            CrossCheck(("id", "uri", "path"), _end_in, _report_uris),
        ),
        Participant: (CrossCheck(("participant_id", "id"), _are_same, _report_id),),
        UcsOperationResponse: (CrossCheck(("error_message", "success"), _has_no_error, _report_error("success")),),
        GetInteractionsHistoryMessage: (
            CrossCheck(("error_message", "interactions"), _is_failure, _report_error("interactions")),
        ),
        GetInteractionContentMessage: (
            CrossCheck(("error_message", "interaction", "messages"), _is_failure, _report_error("interaction")),
            CrossCheck(("messages",), _grow, _report_order),
            CrossCheck(("interaction", "messages"), _may_have_transcript, _report_transcript),
        ),
    }
)
"""The comparisons to make, by the class of the record, in the order of the findings."""
