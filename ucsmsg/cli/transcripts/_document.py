"""From conversations to what is shown of them, in its order."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

import attrs

from ucsmsg.cli._clock import Clock, duration
from ucsmsg.cli._statuses import counted
from ucsmsg.cli.transcripts._blocks import (
    Block,
    Closing,
    Column,
    Day,
    Heading,
    Line,
    Remark,
    Role,
    Table,
    Transcript,
)
from ucsmsg.cli.transcripts._words import (
    UNKNOWN,
    Names,
    cut,
    owner_name,
    participant_kind,
    remarks_of,
    words_of,
)
from ucsmsg.conversations import (
    Conversation,
    Conversations,
    HistoryRow,
    OtherMessage,
    TranscriptEntry,
    audience_of,
    json_of,
    moment_of,
    sent,
    unread,
)
from ucsmsg.schema import ChatMessage, Interaction, Message, Participant, ParticipantType, UcsOperationResponse

_HISTORY = (
    *(Column("Time"), Column("Medium", may_shrink=True), Column("State", may_shrink=True)),
    *(Column("Owner", may_shrink=True), Column("Interaction", is_optional=True), Column("Subject")),
)
_OTHERS = (Column("Message"), Column("Reference"), Column("What it says"))
_TOPICS = (Column("Count"), Column("Message"), Column("Channel"))
_ROLES = {ParticipantType.CUSTOMER: Role.CUSTOMER, ParticipantType.AGENT: Role.AGENT}
_TEXTS = {"Parent": "parent_id", "Subject": "subject", "Comment": "comment", "Phone": "phone_number"}
_SHOWN = {
    *("id", "type_id", "state", "media_type", "start_date", "end_date", "owner_information", "contact_id"),
    *("call_duration", *_TEXTS.values()),
}
_MILLISECOND = timedelta(milliseconds=1)


@attrs.frozen(kw_only=True)
class Document:
    """What is shown of conversations: with which clock, how much of JSON texts, and which texts were asked for."""

    clock: Clock = attrs.field(factory=Clock)
    is_long: bool = False
    finds: Callable[[ChatMessage], bool] = lambda _: False

    def blocks(self, told: Conversations) -> Iterator[Block]:
        """Histories, conversations, other messages, and the counts."""
        for history in told.histories:
            contact = f"of contact {history.contact_id}" if history.contact_id is not None else "without a contact"
            yield Heading(f"History {contact}")
            yield Table(_HISTORY, [self._row(row) for row in history.rows])
        for conversation in told.conversations:
            yield Heading(f"Conversation {_id(conversation)}", [*self._facts(conversation)])
            if conversation.entries:
                yield Transcript([*self._parts(conversation)])
        if told.others:
            yield Heading("Other messages")
            yield Table(_OTHERS, [self._other(each) for each in told.others])
        if told.topics:
            yield Heading("Messages of other topics")
            yield Table(_TOPICS, [(f"{n:,}", kind or UNKNOWN, channel) for (channel, kind), n in told.topics.items()])
        yield Closing(_counts(told))

    def _row(self, row: HistoryRow) -> tuple[str, ...]:
        interaction = row.interaction
        if interaction is None:
            return UNKNOWN, UNKNOWN, UNKNOWN, "", UNKNOWN, cut(json_of(row.raw), is_long=self.is_long)
        return (
            self._moment(interaction, "start_date"),
            *(str(sent(interaction, each) or UNKNOWN) for each in ("media_type", "state")),
            owner_name(sent(interaction, "owner_information")),
            str(sent(interaction, "id") or UNKNOWN),
            str(sent(interaction, "subject") or ""),
        )

    def _moment(self, interaction: Interaction, attribute: str) -> str:
        """The time; what could not be read as one is shown as it was sent."""
        time = getattr(interaction, attribute)
        return str(sent(interaction, attribute) or UNKNOWN) if time is None else self.clock.moment(time)

    def _facts(self, conversation: Conversation) -> Iterator[tuple[str, str]]:
        if conversation.interaction is not None:
            yield from self._facts_of(conversation.interaction, conversation.states)
        for name, raw in conversation.extra.items():
            yield name, cut(json_of(raw), is_long=self.is_long)
        if conversation.participants:
            names = Names.of(conversation)
            yield "Participants", ", ".join(_described(each, names) for each in conversation.participants)
        if times := conversation.response_times:
            others = f", typically after {duration(int(median(times)))}, at most after {duration(max(times))}"
            yield "Answers", f"{len(times):,}: the first after {duration(times[0])}" + others * (len(times) > 1)
        if not conversation.entries:
            yield "Transcript", "empty" if conversation.has_transcript else "none was sent"
        yield "First in", f"{conversation.place.name or '<text>'}:{conversation.place.line}"

    def _facts_of(self, interaction: Interaction, states: tuple[Interaction, ...]) -> Iterator[tuple[str, str]]:
        medium = [str(value) for each in ("media_type", "type_id") if (value := sent(interaction, each))]
        yield "Medium", ", ".join(medium) or UNKNOWN
        yield "State", _in_turn(states, lambda each: str(sent(each, "state") or "")) or UNKNOWN
        yield "Time", self._period(interaction)
        if owners := _in_turn(states, lambda each: owner_name(sent(each, "owner_information"))):
            yield "Owner", owners
        yield "Contact", str(sent(interaction, "contact_id") or UNKNOWN)
        for name, attribute in _TEXTS.items():
            if (value := sent(interaction, attribute)) is not None:
                yield name, str(value)
        if (seconds := sent(interaction, "call_duration")) is not None:
            yield "Call", duration(seconds * 1000) if isinstance(seconds, int) else str(seconds)
        for name, text in self._others_of(interaction).items():
            yield name, cut(text, is_long=self.is_long)

    @staticmethod
    def _others_of(interaction: Interaction) -> dict[str, str]:
        given = {"customAttributes": interaction.custom_attributes, "userData": interaction.user_data}
        known = {name: json_of(value) for name, value in given.items() if value is not None}
        return known | unread(interaction, but=_SHOWN)

    def _period(self, interaction: Interaction) -> str:
        start, end = interaction.start_date, interaction.end_date
        if start and end:
            took = (end - start) // _MILLISECOND
            return self.clock.period(start, end) + (f" ({duration(took)})" if took >= 0 else "")
        until = f" to {self._moment(interaction, 'end_date')}" if sent(interaction, "end_date") is not None else ""
        return self._moment(interaction, "start_date") + until

    def _parts(self, conversation: Conversation) -> Iterator[Day | Remark | Line]:
        day, names = None, Names.of(conversation)
        for entry in conversation.entries:
            if gap := entry.gap:
                which = f"index {gap.first} is" if gap.count == 1 else f"indexes {gap.first} to {gap.last} are"
                yield Remark(f"{which} missing")
            time = moment_of(entry.message) if entry.message else None
            if time is not None and self.clock.day(time) != day:
                day = self.clock.day(time)
                yield Day(day)
            yield self._line(entry, names)
            if found := entry.hand_over:
                yield Remark(f"{names.name(found.after)} takes over from {names.name(found.before)}")

    def _line(self, entry: TranscriptEntry, names: Names) -> Line:
        message = entry.message
        if message is None:
            raw = cut(json_of(entry.raw), is_long=self.is_long)
            return Line(time=UNKNOWN, name=UNKNOWN, kind="", role=Role.OTHER, text=f"no message: {raw}")
        time, sender, audience = moment_of(message), sent(message, "from_"), audience_of(message)
        kind, (text, is_said) = participant_kind(sender), words_of(message)
        return Line(
            time=UNKNOWN if time is None else self.clock.hour(time),
            name=names.name(sender),
            kind=kind if audience is None else f"{audience} only",
            role=_ROLES.get(kind, Role.OTHER),  # type: ignore[call-overload]  # no other string is a key
            text=text,
            is_said=is_said,
            is_private=audience is not None,
            took=None if entry.response_time is None else duration(entry.response_time),
            remarks=remarks_of(message, entry.earlier, is_long=self.is_long),
            is_found=self.finds(message),
        )

    def _other(self, other: OtherMessage) -> tuple[str, ...]:
        message = other.message
        if message is None:
            return UNKNOWN, "", cut(json_of(other.raw), is_long=self.is_long)
        kind, reference = getattr(message, "message_type", None), sent(message, "reference_id")
        said = ", ".join(self._said(message))
        return kind or UNKNOWN, "" if reference is None else str(reference), said

    def _said(self, message: Message) -> Iterator[str]:
        if isinstance(message, UcsOperationResponse) and message.success is not None:
            yield "done" if message.success else "not done"
        if (error := sent(message, "error_message")) is not None:
            yield str(error)
        for name, text in unread(message, but=("reference_id", "error_message")).items():
            yield f"{name}: {cut(text, is_long=self.is_long)}"


def _id(conversation: Conversation) -> str:
    return conversation.id if conversation.id is not None else "without an id"


def _described(participant: Participant, names: Names) -> str:
    others = [f"{name}: {text}" for name, text in unread(participant, but=("nickname", "type", "visibility")).items()]
    more = ", ".join(filter(None, (participant_kind(participant), *others)))
    return f"{names.name(participant)} ({more})" if more else names.name(participant)


def _in_turn(states: tuple[Interaction, ...], value: Callable[[Interaction], str]) -> str:
    """What an interaction had in turn, where it was sent several times."""
    values: list[str] = []
    for each in filter(None, map(value, states)):
        if values[-1:] != [each]:
            values.append(each)
    return ", then ".join(values)


def _counts(told: Conversations) -> str:
    rows = sum(len(each.rows) for each in told.histories)
    shown = [
        f"{counted(rows, 'interaction')} in {counted(len(told.histories), 'history')}",
        counted(len(told.conversations), "conversation"),
        *([counted(len(told.others), "other message")] if told.others else []),
    ]
    repeated = f", {told.repeated:,} of them with nothing new" if told.repeated else ""
    return f"{', '.join(shown)} ({counted(told.notifications, 'notification')}{repeated})"
