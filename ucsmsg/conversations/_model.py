"""What captures tell: histories, conversations and other messages, immutable and typed."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from ucsmsg.schema import ChatMessage, FrozenMapping, Interaction, Message, Participant, ParticipantType

_NO_MEMBERS = FrozenMapping()


@attrs.frozen(kw_only=True)
class Place:
    """Where a payload stands in the captures: the name of its file, None where it has none, and the line, from 1."""

    name: str | None
    line: int


@attrs.frozen(kw_only=True)
class HistoryRow:
    """An interaction of a history: what is known of it, from whatever notification, or what stands in its place.

    `interaction` has of each member what was sent last; None where the element is no interaction, and then `raw` is
    what it is. `states` are the different forms in which it was sent, in the order of the capture. `place` is where it
    was sent first.
    """

    interaction: Interaction | None
    raw: Any = None
    states: tuple[Interaction, ...] = ()
    place: Place


@attrs.frozen(kw_only=True)
class History:
    """The interactions of a contact, from all histories that were sent, the earliest first.

    Those without a `startDate` come last. `contact_id` is None for the interactions that name no contact.
    """

    contact_id: str | None
    rows: tuple[HistoryRow, ...]


@attrs.frozen(kw_only=True)
class Gap:
    """Indexes of a transcript that no notification has, `first` and `last` included."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


@attrs.frozen(kw_only=True)
class HandOver:
    """One agent took over from another: `before` left, and `after` had come, or came next. `time` is when.

    None where no notification tells when.
    """

    before: Participant
    after: Participant
    time: datetime | None


@attrs.frozen(kw_only=True)
class TranscriptEntry:
    """A message of a transcript, or what stands in its place.

    `message` is what was sent last under this index; None where it is no message, and then `raw` is what it is.
    `earlier` is what was sent there before and was different, in the order of the capture. `gap` are the indexes that
    are missing before it. `response_time`: for an agent's text that answers a customer, the **milliseconds** since the
    first text of the customer that nobody had answered. `hand_over`: with it one agent took over from another.
    """

    message: ChatMessage | None
    raw: Any = None
    earlier: tuple[ChatMessage, ...] = ()
    gap: Gap | None = None
    response_time: int | None = None
    hand_over: HandOver | None = None


@attrs.frozen(kw_only=True)
class Conversation:
    """The content of an interaction, from all notifications that told it.

    `interaction` and `states` are as in a `HistoryRow`; histories that tell of the interaction count as well. `entries`
    is the transcript in the order of the messages' indexes; one without an index stands behind the message that it was
    sent behind. `has_transcript` is False where no notification had `messages`, as for an e-mail. `extra` are members
    of the notification that the documentation does not know, and those that could not be read. `place` is where it was
    told first.
    """

    id: str | None
    interaction: Interaction | None
    states: tuple[Interaction, ...] = ()
    entries: tuple[TranscriptEntry, ...] = ()
    has_transcript: bool = False
    extra: FrozenMapping = _NO_MEMBERS
    place: Place

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """The messages that could be read, in their order."""
        return tuple(entry.message for entry in self.entries if entry.message is not None)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The indexes that no notification has."""
        return tuple(entry.gap for entry in self.entries if entry.gap is not None)

    @property
    def response_times(self) -> tuple[int, ...]:
        """How long the customer waited for each answer, in **milliseconds**."""
        return tuple(entry.response_time for entry in self.entries if entry.response_time is not None)

    @property
    def hand_overs(self) -> tuple[HandOver, ...]:
        """Which agent took over from which, in their order."""
        return tuple(entry.hand_over for entry in self.entries if entry.hand_over is not None)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who took part, in the order of their first messages, each as the last message shows them."""
        found: dict[object, Participant] = {}
        for message in self.messages:
            if message.from_ is not None:
                found[identity_of(message.from_)] = message.from_
        return tuple(found.values())

    @property
    def agents(self) -> tuple[Participant, ...]:
        """The agents among the participants."""
        return tuple(each for each in self.participants if each.type == ParticipantType.AGENT)


@attrs.frozen(kw_only=True)
class OtherMessage:
    """A message that is neither a history nor a content: a failure, an answer to an operation, or one not documented.

    `message` is None where `data` is no object, and then `raw` is what it is. `place` is where it was sent first.
    """

    message: Message | None
    raw: Any = None
    place: Place


@attrs.frozen(kw_only=True)
class Conversations:
    """Everything that captures tell, in the order of the capture, each thing once.

    `topics` counts the messages of other topics by channel and message type; they are not looked into. `payloads` and
    `notifications` are how many there were, `repeated` how many of those told nothing new, `replies` how many replies
    stood between them, and `faulty` is how many payloads have an error in lenient mode or whichever they were read in.
    `left_out` is how many notifications came after the limit was reached: nothing of them is here.
    """

    histories: tuple[History, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    others: tuple[OtherMessage, ...] = ()
    topics: Mapping[tuple[str, str | None], int] = MappingProxyType({})
    payloads: int = 0
    notifications: int = 0
    repeated: int = 0
    replies: int = 0
    faulty: int = 0
    left_out: int = 0


def identity_of(participant: Participant) -> object:
    """Equal for the same participant of a transcript; without an id nickname and type tell them apart."""
    known_by = participant.participant_id or participant.id
    return known_by or (participant.nickname, participant.type)
