"""The schema rows: every place of a documented notification where each can be put."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import attrs

from ucsmsg.places import Path
from ucsmsg.quasi import dumps
from ucsmsg.schema import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Notification,
    Participant,
    UcsOperationResponse,
    unstructure,
)
from ucsmsg.schema._channels import TOPIC
from ucsmsg.schema._kinds import Boolean, Enumeration, Integer, Kind, Text, Time, Uri
from ucsmsg.schema._record import MESSAGE_TYPE, Member, Record, members_of, message_type_of
from ucsmsg.schema._structure import record_kind
from ucsmsg.schema._times import written_time

ABSENT = object()
_DATA: Path = ("data",)
_EARLIER = timedelta(days=1)


@attrs.frozen
class Change:
    """One member of a notification changed: the one at `path` becomes `new`, or `name` takes the place of its name.

    The deviation is found at `place`, by default at `path`. `keeps` tells that the record is written as it now
    stands, not as it was before; `refused` that there is no single reading.
    """

    path: Path
    new: Any = ABSENT
    name: str = ""
    place: Path | None = None
    keeps: bool = False
    refused: bool = False


Leaf = tuple[Path, Member, Any]
Row = Callable[[Any], Iterator[Change]]
"""The places in a notification, or those in a record of any kind."""


def _records_in(record: Record, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The record and all those inside it, with their paths on the wire."""
    yield path, record
    for attribute, member in members_of(type(record)).items():
        value = getattr(record, attribute)
        if isinstance(value, Record):
            yield from _records_in(value, (*path, member.wire))
        for index, element in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(element, Record):
                yield from _records_in(element, (*path, member.wire, index))


def _leaves(notification: Record, kind: type[Kind] = Kind) -> Iterator[Leaf]:
    """The members of this kind that hold no records, with their paths and the attributes' values."""
    for path, record in _records_in(notification):
        for attribute, member in members_of(type(record)).items():
            value = getattr(record, attribute)
            if value is not None and isinstance(member.kind, kind) and not isinstance(value, Record | tuple):
                yield (*path, member.wire), member, value


# ---- One value ----


def _damaged_timestamp(notification: Record) -> Iterator[Change]:
    for path, _, time in _leaves(notification, Time):
        text = written_time(time)
        yield Change(path, text.replace(" ", ""))
        yield Change(path, text.replace(":", ": "))


def _foreign_timestamp(notification: Record) -> Iterator[Change]:
    for path, _, time in _leaves(notification, Time):
        text = time.isoformat(timespec="milliseconds")
        yield Change(path, text)
        yield Change(path, text.replace(":", ": "))


def _unreadable_timestamp(notification: Record) -> Iterator[Change]:
    for path, _, _ in _leaves(notification, Time):
        yield Change(path, "yesterday", keeps=True, refused=True)


def _value_case(notification: Record) -> Iterator[Change]:
    for path, value in _listed(notification):
        if value.swapcase() != value:
            yield Change(path, value.swapcase())


def _value_space(notification: Record) -> Iterator[Change]:
    for path, value in _listed(notification):
        yield Change(path, f" {value}")


def _listed(notification: Record) -> Iterator[tuple[Path, str]]:
    """The values of closed sets; the type of the message is one of them."""
    yield from ((path, value) for path, _, value in _leaves(notification, Enumeration))
    if isinstance(notification, Notification):
        yield (*_DATA, MESSAGE_TYPE), message_type_of(type(notification.data))


def _unknown_value(notification: Record) -> Iterator[Change]:
    for path, _, value in _leaves(notification, Enumeration):
        yield Change(path, f"{value}-2", keeps=True)


def _damaged_uri(notification: Record) -> Iterator[Change]:
    for path, _, value in _leaves(notification, Uri):
        if "://" in value:
            yield Change(path, value.replace(":", ": "))
        yield Change(path, f"{value} ", keeps=True, refused=True)


def _null_member(notification: Record) -> Iterator[Change]:
    stand_ins = {
        other.required_without for _, record in _records_in(notification) for other in members_of(type(record)).values()
    }
    for path, member, _ in _leaves(notification):
        is_due = member.required or member.required_without or member.wire in stand_ins  # or another would be missing
        if not is_due:
            yield Change(path, None, keeps=True)


def _null_required_member(notification: Record) -> Iterator[Change]:
    if isinstance(notification, Notification):
        yield Change(_DATA, None, keeps=True)
    for path, member, _ in _leaves(notification):
        if member.required:
            yield Change(path, None, keeps=True)


def _wrong_type(notification: Record) -> Iterator[Change]:
    for path, _, value in _leaves(notification, Integer):
        yield Change(path, f"{value} ")
    for path, _, value in _leaves(notification, Boolean):
        yield Change(path, str(value))
    records = dict(_records_in(notification))
    for path, record in records.items():
        if path and isinstance(path[-1], str):
            yield Change(path, [unstructure(record)])
        elif path[-1:] == (0,) and (*path[:-1], 1) not in records and has_members(record):
            yield Change(path[:-1], unstructure(record))
    for kind in (Text, Integer, Boolean, Enumeration, Time):
        for path, _, _ in _leaves(notification, kind):
            yield Change(path, [], keeps=True, refused=True)


def has_members(record: Record) -> bool:
    """True when it is read from an object that has one of its members."""
    return any(getattr(record, attribute) is not None for attribute in members_of(type(record)))


def _value_out_of_range(notification: Record) -> Iterator[Change]:
    for path, member, _ in _leaves(notification, Integer):
        least = member.kind.least if isinstance(member.kind, Integer) else None
        is_in_order = member.wire == "index" and path[-2:-1] != (0,)  # the index of any other is above the first one's
        if least is not None and not is_in_order:
            yield Change(path, least - 1, keeps=True)


# ---- Members ----


def _missing_member(notification: Record) -> Iterator[Change]:
    for path, member, _ in _leaves(notification):
        if member.required:
            yield Change(path, keeps=True)


def _unknown_member(notification: Record) -> Iterator[Change]:
    for path, record in _records_in(notification):
        if record_kind(type(record)).keeps is not None:
            yield Change((*path, "undocumented"), "a value", keeps=True)


def _renamed_member(notification: Notification) -> Iterator[Change]:
    if isinstance(notification.data, GetInteractionsHistoryMessage) and notification.data.interactions is not None:
        yield Change((*_DATA, "interactions"), name="interaction")


def _misspelt_member(notification: Notification) -> Iterator[Change]:
    for path, member, _ in _leaves(notification):
        if "referendeId" in member.other_names:
            yield Change(path, name="referendeId")


# ---- Members that contradict each other ----


def _timestamp_mismatch(notification: Notification) -> Iterator[Change]:
    for path, member, value in _leaves(notification, Integer):
        if member.wire == "timestampSeconds":
            yield Change(path, value + 1, keeps=True)


def _implausible_timestamp(notification: Notification) -> Iterator[Change]:
    times = {"timestamp": "1970-01-01 00:00:00.000+0000", "timestampSeconds": 0}
    for path, record in _records_in(notification):
        if isinstance(record, ChatMessage):
            yield Change(path, unstructure(record) | times, place=(*path, "timestampSeconds"), keeps=True)


def _end_before_start(notification: Notification) -> Iterator[Change]:
    for path, interaction in _interactions(notification):
        if interaction.start_date is not None:
            yield Change((*path, "endDate"), written_time(interaction.start_date - _EARLIER), keeps=True)


def _id_mismatch(notification: Notification) -> Iterator[Change]:
    for path, interaction in _interactions(notification):
        if interaction.id is not None:
            yield Change((*path, "path"), f"/interactions/{interaction.id}-2", keeps=True)
    for path, record in _records_in(notification):
        if isinstance(record, Participant) and record.participant_id is not None:
            yield Change((*path, "id"), f"{record.participant_id}-2", keeps=True)


def _index_order(notification: Notification) -> Iterator[Change]:
    messages = getattr(notification.data, "messages", None) or ()
    for place, message in enumerate(messages[:-1]):
        if message.index is not None:
            yield Change((*_DATA, "messages", place + 1, "index"), message.index, keeps=True)


def _payload_with_error(notification: Notification) -> Iterator[Change]:
    data = notification.data
    if isinstance(data, GetInteractionsHistoryMessage | GetInteractionContentMessage) and data.error_message is None:
        yield Change((*_DATA, "errorMessage"), "Request failed", keeps=True)
    if isinstance(data, UcsOperationResponse) and data.success:
        yield Change((*_DATA, "errorMessage"), "Request failed", keeps=True)


def _unexpected_messages(notification: Notification) -> Iterator[Change]:
    data = notification.data
    if isinstance(data, GetInteractionContentMessage) and data.messages is not None:
        yield Change((*_DATA, "interaction", "mediaType"), "email", place=(*_DATA, "messages"), keeps=True)


def _interactions(notification: Notification) -> Iterator[tuple[Path, Interaction]]:
    return ((path, record) for path, record in _records_in(notification) if isinstance(record, Interaction))


# ---- The message and what is around it ----


def _missing_message_type(notification: Notification) -> Iterator[Change]:
    del notification
    yield Change((*_DATA, MESSAGE_TYPE), keeps=True)


def _unknown_message_type(notification: Notification) -> Iterator[Change]:
    del notification
    yield Change((*_DATA, MESSAGE_TYPE), "AnotherMessage", keeps=True)


def _json_in_string(notification: Notification) -> Iterator[Change]:
    yield Change(_DATA, dumps(unstructure(notification)["data"]))


def _nested_data(notification: Notification) -> Iterator[Change]:
    yield Change(_DATA, {"data": unstructure(notification)["data"]})


def _misspelt_channel(notification: Notification) -> Iterator[Change]:
    slashes = [TOPIC.replace("/", slash) for slash in ("//", "\\/", "%2F")]
    for spelt in (TOPIC.upper(), f" {TOPIC}", TOPIC[1:], f"{TOPIC}/", *slashes):
        if notification.channel == TOPIC:
            yield Change(("channel",), spelt)


def _unexpected_channel(notification: Notification) -> Iterator[Change]:
    del notification
    for channel in ("/v2/me/chats", "/meta/connect", ""):
        yield Change(("channel",), channel, keeps=True)


def _unwrapped_data(notification: Notification) -> Iterator[Change]:
    value = unstructure(notification)
    if value.keys() == {"data"}:
        yield Change((), value["data"])


def _not_a_notification(notification: Notification) -> Iterator[Change]:
    del notification
    yield Change((), 7, refused=True)


RECORD_ROWS: Mapping[str, Row] = MappingProxyType(
    {
        "damaged-timestamp": _damaged_timestamp,
        "damaged-uri": _damaged_uri,
        "foreign-timestamp": _foreign_timestamp,
        "missing-member": _missing_member,
        "null-member": _null_member,
        "null-required-member": _null_required_member,
        "unknown-member": _unknown_member,
        "unknown-value": _unknown_value,
        "unreadable-timestamp": _unreadable_timestamp,
        "value-case": _value_case,
        "value-out-of-range": _value_out_of_range,
        "value-space": _value_space,
        "wrong-type": _wrong_type,
    }
)
"""The rows that have places in a record of any kind."""

ROWS: Mapping[str, Row] = MappingProxyType(
    {
        **RECORD_ROWS,
        "end-before-start": _end_before_start,
        "id-mismatch": _id_mismatch,
        "implausible-timestamp": _implausible_timestamp,
        "index-order": _index_order,
        "json-in-string": _json_in_string,
        "misspelt-channel": _misspelt_channel,
        "misspelt-member": _misspelt_member,
        "missing-message-type": _missing_message_type,
        "nested-data": _nested_data,
        "not-a-notification": _not_a_notification,
        "payload-with-error": _payload_with_error,
        "renamed-member": _renamed_member,
        "timestamp-mismatch": _timestamp_mismatch,
        "unexpected-channel": _unexpected_channel,
        "unexpected-messages": _unexpected_messages,
        "unknown-message-type": _unknown_message_type,
        "unwrapped-data": _unwrapped_data,
    }
)
