"""From the results of captures to conversations, in bounded memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import attrs

from ucsmsg.conversations._interactions import Known, key_of
from ucsmsg.conversations._members import elements_of, json_of
from ucsmsg.conversations._model import (
    Conversation,
    Conversations,
    History,
    HistoryRow,
    OtherMessage,
    Place,
)
from ucsmsg.conversations._transcripts import Transcript, with_hand_overs, with_response_times
from ucsmsg.parsing import Parsed
from ucsmsg.schema import (
    FrozenMapping,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Notification,
    UnknownMessage,
)
from ucsmsg.schema._channels import TOPIC

DEFAULT_LIMIT = 1 << 28
"""How many characters are kept: those of what tells something new, and 256 more for each record."""

_RECORD = 256
_LATEST = datetime.max.replace(tzinfo=UTC)


def conversations_of(
    results: Iterable[Parsed],
    *,
    limit: int = DEFAULT_LIMIT,
    wants: Callable[[Notification], bool] | None = None,
) -> Conversations:
    """What the results of `parse`, `read` or `iter_parse` tell: histories, conversations, other messages.

    The order of the results counts: what comes later is newer, but for a notification that comes once more, as servers
    repeat what was not confirmed. Of an interaction each member is what was sent for it last, as not every request asks
    for all of them; of a chat message the last form with its index counts, and the earlier ones are kept.

    `wants` says which notifications are looked at; without it all are. `limit` bounds the memory, in characters: those
    of what tells something new, and 256 more for each record. What comes when it is reached is only counted, in
    `left_out`. `metrics`, and what stands around `data`, is about the transport, and not told.
    """
    collector = _Collector(limit)
    for parsed in results:
        collector.add(parsed, wants)
    return collector.told()


@attrs.define
class _Content:
    """The content of an interaction as far as it was told."""

    id: str | None
    place: Place
    transcript: Transcript = attrs.field(factory=Transcript)
    has_transcript: bool = False
    extra: dict[str, Any] = attrs.field(factory=dict)

    def add(self, message: GetInteractionContentMessage, *, is_repeat: bool) -> int:
        """Take what was told; gives how much of it is new."""
        rest = dict(message.extra)
        if message.error_message is not None:
            rest["errorMessage"] = message.error_message
        new = 0
        if message.messages is not None:
            new += not self.has_transcript
            self.has_transcript = True
            new += self.transcript.add(message.messages, rest.pop("messages", {}), is_repeat=is_repeat)
        extra = rest | self.extra if is_repeat else self.extra | rest
        new += sum(name not in self.extra or json_of(self.extra[name]) != json_of(extra[name]) for name in extra)
        self.extra = extra
        return new

    def told(self, known: Known | None) -> Conversation:
        """The conversation."""
        return Conversation(
            id=self.id,
            interaction=known.merged if known else None,
            states=tuple(known.states) if known else (),
            entries=tuple(with_hand_overs(with_response_times(self.transcript.entries()))),
            has_transcript=self.has_transcript,
            extra=FrozenMapping(self.extra),
            place=self.place,
        )


@attrs.define
class _Collector:
    """What was told so far; rows of histories and contents have the keys of their interactions."""

    limit: int
    interactions: dict[str, Known] = attrs.field(factory=dict)
    rows: dict[str, HistoryRow] = attrs.field(factory=dict)
    contents: dict[str, _Content] = attrs.field(factory=dict)
    others: dict[str, OtherMessage] = attrs.field(factory=dict)
    topics: Counter[tuple[str, str | None]] = attrs.field(factory=Counter)
    counts: Counter[str] = attrs.field(factory=Counter)
    kept: float = 0
    hashes: set[int] = attrs.field(factory=set)

    def add(self, parsed: Parsed, wants: Callable[[Notification], bool] | None) -> None:
        """Take a payload."""
        text = parsed.source.text
        self.counts["payloads"] += bool(text.strip("\ufeff"))
        self.counts["faulty"] += not parsed.ok
        self.counts["replies"] += len(parsed.replies)
        wanted = [each for each in parsed.notifications if wants is None or wants(each)]
        self.counts["notifications"] += len(wanted)
        share = len(text) / (sum(map(_record_count, wanted)) or 1)
        place = Place(name=parsed.source.name, line=parsed.source.origin.line)
        for notification in wanted:
            if self.kept >= self.limit:
                self.counts["left_out"] += 1
                continue
            new = self._take(notification, place)
            self.counts["repeated"] += not new
            self.kept += new * (_RECORD + share)

    def _take(self, notification: Notification, place: Place) -> int:
        """Take a notification; gives how many records of it tell something new."""
        data = notification.data
        mark = hash(data)
        is_repeat = mark in self.hashes
        self.hashes.add(mark)
        match data:
            case None:
                return self._add_other(OtherMessage(message=None, raw=notification.extra.get("data"), place=place))
            case GetInteractionsHistoryMessage() if _has_elements(data):
                return self._add_history(data, place, is_repeat=is_repeat)
            case GetInteractionContentMessage() if _has_content(data):
                return self._add_content(data, place, is_repeat=is_repeat)
            case UnknownMessage() if notification.channel not in (None, TOPIC):
                topic = notification.channel, data.message_type
                self.topics[topic] += 1
                return self.topics[topic] == 1
            case _:
                return self._add_other(OtherMessage(message=data, place=place))

    def _add_other(self, other: OtherMessage) -> int:
        key = repr((other.message, other.raw))
        return self.others.setdefault(key, other) is other

    def _add_history(self, message: GetInteractionsHistoryMessage, place: Place, *, is_repeat: bool) -> int:
        new, rest = 0, dict(message.extra)
        for element in elements_of(message.interactions or (), rest.pop("interactions", {})):
            new += self._add_row(element, place, is_repeat=is_repeat)
        if rest or message.error_message is not None:
            others = attrs.evolve(message, interactions=None, extra=FrozenMapping(rest))
            new += self._add_other(OtherMessage(message=others, place=place))
        return new

    def _add_row(self, element: Any, place: Place, *, is_repeat: bool) -> bool:
        if not isinstance(element, Interaction):
            row = HistoryRow(interaction=None, raw=element, place=place)
            return self.rows.setdefault(json_of(element), row) is row
        key = key_of(element)
        is_new = key not in self.rows
        self.rows.setdefault(key, HistoryRow(interaction=element, place=place))
        return self.interactions.setdefault(key, Known()).add(element, is_repeat=is_repeat) or is_new

    def _add_content(self, message: GetInteractionContentMessage, place: Place, *, is_repeat: bool) -> int:
        interaction, new = message.interaction, 0
        key = key_of(interaction) if interaction and interaction.id is not None else repr(message)
        if interaction:
            new += self.interactions.setdefault(key, Known()).add(interaction, is_repeat=is_repeat)
        content = self.contents.get(key)
        if content is None:
            content = self.contents[key] = _Content(interaction.id if interaction else None, place)
            new += not interaction
        return new + content.add(message, is_repeat=is_repeat)

    def told(self) -> Conversations:
        """Everything."""
        return Conversations(
            histories=tuple(self._histories()),
            conversations=tuple(each.told(self.interactions.get(key)) for key, each in self.contents.items()),
            others=tuple(self.others.values()),
            topics=MappingProxyType(dict(self.topics)),
            **self.counts,
        )

    def _histories(self) -> Iterator[History]:
        by_contact: dict[str | None, list[HistoryRow]] = {}
        for row in map(self._newest, self.rows, self.rows.values()):
            by_contact.setdefault(row.interaction.contact_id if row.interaction else None, []).append(row)
        for contact, rows in by_contact.items():
            yield History(contact_id=contact, rows=tuple(sorted(rows, key=_start)))

    def _newest(self, key: str, row: HistoryRow) -> HistoryRow:
        """The row with all that is known of its interaction."""
        if row.interaction is None:
            return row
        known = self.interactions[key]
        return attrs.evolve(row, interaction=known.merged, states=tuple(known.states))


def _start(row: HistoryRow) -> datetime:
    start = row.interaction.start_date if row.interaction else None
    return start or _LATEST


def _has_elements(message: GetInteractionsHistoryMessage) -> bool:
    """True where a history has any, what is no interaction included."""
    return message.interactions is not None and bool(message.interactions or message.extra.get("interactions"))


def _has_content(message: GetInteractionContentMessage) -> bool:
    """True where there is something beside the reason why it could not be had."""
    sent = (message.interaction, message.messages, message.extra.get("interaction"), message.extra.get("messages"))
    return any(each is not None for each in sent)


def _record_count(notification: Notification) -> int:
    """How many records a notification has, at least one."""
    match notification.data:
        case GetInteractionsHistoryMessage(interactions=interactions):
            return len(interactions or ()) or 1
        case GetInteractionContentMessage(messages=messages):
            return 1 + len(messages or ())
        case _:
            return 1
