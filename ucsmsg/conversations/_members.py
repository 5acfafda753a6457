"""What members of records say, also where they say it in a form that could not be read."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from ucsmsg.schema import ChatMessage, Record, Visibility
from ucsmsg.schema._record import members_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sent(record: Record, attribute: str) -> Any:
    """The value of an attribute; where it could not be read, the JSON text of what was sent, None where nothing was."""
    value = getattr(record, attribute)
    if value is not None:
        return value
    raw = record.extra.get(members_of(type(record))[attribute].wire)
    return None if raw is None else json_of(raw)


def json_of(raw: Any) -> str:
    """The JSON text of what was sent, also where it has numbers that JSON has no text for."""
    return json.dumps(raw, ensure_ascii=False, default=str)


def unread(record: Record, but: Collection[str] = ()) -> dict[str, str]:
    """The JSON texts of the members that are unknown or could not be read, by their names on the wire.

    `but` are attributes whose members are left out. A documented member that is null counts as absent.
    """
    members = members_of(type(record))
    known = {member.wire for member in members.values()}
    left_out = {members[attribute].wire for attribute in but}
    kept = ((name, raw) for name, raw in record.extra.items() if raw is not None or name not in known)
    return {name: json_of(raw) for name, raw in kept if name not in left_out}


def elements_of(records: Sequence[Record], unreadable: Mapping[str, Any]) -> Iterator[Any]:
    """The elements of an array as it was sent: records, and what is none, by its place, at its place."""
    readable = iter(records)
    for place in range(len(records) + len(unreadable)):
        yield unreadable[str(place)] if str(place) in unreadable else next(readable)


def moment_of(message: ChatMessage) -> datetime | None:
    """When a chat message was sent, by `timestamp` or else by its milliseconds, then in UTC; None where unknown."""
    if message.timestamp is not None or message.timestamp_seconds is None:
        return message.timestamp
    try:
        return _EPOCH + timedelta(milliseconds=message.timestamp_seconds)
    except OverflowError:
        return None


def audience_of(message: ChatMessage) -> str | None:
    """Who alone sees a private message, or its sender, as `visibility` says it; None where it is for everyone."""
    senders = () if message.from_ is None else (message.from_,)
    seen_by = (sent(each, "visibility") for each in (message, *senders))
    return next((str(each) for each in seen_by if each not in (None, Visibility.ALL)), None)
