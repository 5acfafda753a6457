"""Transcripts: messages from several notifications in one order, and what follows from their order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import attrs

from ucsmsg.conversations._interactions import is_same
from ucsmsg.conversations._members import audience_of, elements_of, json_of, moment_of
from ucsmsg.conversations._model import Gap, HandOver, TranscriptEntry, identity_of
from ucsmsg.schema import ChatMessage, ChatMessageType, Participant, ParticipantType

_MILLISECOND = timedelta(milliseconds=1)


@attrs.define
class Versions:
    """What was sent in one place of a transcript: different messages one after the other, or what is no message."""

    after: tuple[int, bool]
    raw: Any
    forms: list[ChatMessage] = attrs.field(factory=list)

    def add(self, message: ChatMessage, *, is_repeat: bool) -> bool:
        """Take what was sent; gives whether it is another form than the last one, or of a repeat than any of them."""
        if any(is_same(message, each) for each in (self.forms if is_repeat else self.forms[-1:])):
            return False
        self.forms.append(message)
        return True


@attrs.define
class Transcript:
    """The messages so far, by what tells them apart in a notification."""

    versions: dict[tuple[int | str, int], Versions] = attrs.field(factory=dict)

    def add(self, messages: Sequence[ChatMessage], unreadable: Mapping[str, Any], *, is_repeat: bool) -> int:
        """Take what a notification sent; gives how many messages are new, or say something else than before.

        `unreadable` are the elements among them that are no messages, by their places. `is_repeat`: the notification
        came before, so that its messages are no newer than those that are known.
        """
        numbers: Counter[int | str] = Counter()
        index = new = 0
        for element in elements_of(messages, unreadable):
            message = element if isinstance(element, ChatMessage) else None
            index = index if message is None or message.index is None else message.index
            known_by = _known_by(element)
            numbers[known_by] += 1
            place = Versions((index, isinstance(known_by, str)), raw=element)
            versions = self.versions.setdefault((known_by, numbers[known_by]), place)
            new += versions.add(message, is_repeat=is_repeat) if message else versions is place
        return new

    def entries(self) -> Iterator[TranscriptEntry]:
        """The transcript in its order, with its gaps."""
        following = 1
        for versions in sorted(self.versions.values(), key=lambda each: each.after):
            index = versions.after[0]
            gap = Gap(first=following, last=index - 1) if index > following else None
            following = max(following, index + 1)
            yield _entry(versions, gap)


def _entry(versions: Versions, gap: Gap | None) -> TranscriptEntry:
    if not versions.forms:
        return TranscriptEntry(message=None, raw=versions.raw, gap=gap)
    *earlier, message = versions.forms
    return TranscriptEntry(message=message, earlier=tuple(earlier), gap=gap)


def _known_by(element: Any) -> int | str:
    """What tells an element from the others of its notification: its index, or else all of it."""
    if not isinstance(element, ChatMessage):
        return json_of(element)
    return repr(element) if element.index is None else element.index


def with_response_times(entries: Iterator[TranscriptEntry]) -> Iterator[TranscriptEntry]:
    """The transcript with the time that each answer took.

    A customer waits from the first text that is not answered; the next text of an agent that everybody may see answers
    all of them. Where a time is unknown, or an answer is older than its question, the time it took is unknown.
    """
    asked: datetime | None = None
    is_waiting = False
    for entry in entries:
        sender = _sender_of_text(entry.message)
        if sender == ParticipantType.CUSTOMER and not is_waiting:
            asked, is_waiting = _moment(entry), True
        took = _milliseconds(asked, _moment(entry)) if sender == ParticipantType.AGENT else None
        if sender == ParticipantType.AGENT:
            asked, is_waiting = None, False
        yield entry if took is None else attrs.evolve(entry, response_time=took)


def _moment(entry: TranscriptEntry) -> datetime | None:
    return None if entry.message is None else moment_of(entry.message)


def _milliseconds(since: datetime | None, until: datetime | None) -> int | None:
    """The time between two moments; None where one is unknown, or they come in the wrong order."""
    if since is None or until is None or until < since:
        return None
    return (until - since) // _MILLISECOND


def _sender_of_text(message: ChatMessage | None) -> str | None:
    """What the sender is, of a text that everybody may see; None for anything else."""
    if message is None or message.type != ChatMessageType.TEXT or message.from_ is None or audience_of(message):
        return None
    return message.from_.type


@attrs.define
class _Agents:
    """The agents who are there, in the order in which they came."""

    present: dict[object, Participant] = attrs.field(factory=dict)
    left: Participant | None = None

    def seen(self, agent: Participant) -> Participant | None:
        """The agent is there; gives the one whom they take over from, as nobody else was there."""
        who = identity_of(agent)
        if who in self.present:
            return None
        self.present[who] = agent
        before, self.left = self.left, None
        return before if before and identity_of(before) != who else None

    def gone(self, agent: Participant) -> Participant | None:
        """The agent has left; gives the one who takes over: the first of those who came later and are still there."""
        who = identity_of(agent)
        if who not in self.present:
            return None
        present = list(self.present)
        later = present[present.index(who) + 1 :]
        del self.present[who]
        self.left = None if self.present else agent
        return self.present[later[0]] if later else None


def with_hand_overs(entries: Iterator[TranscriptEntry]) -> Iterator[TranscriptEntry]:
    """The transcript with the moments at which another agent takes over.

    One leaves, and another one who came later is there, or comes when nobody is. Who came is told by any message of
    theirs that everybody may see. One who came later and left first was asked for advice, and has taken nothing over.
    """
    agents = _Agents()
    for entry in entries:
        found = _hand_over(agents, entry.message) if entry.message else None
        yield attrs.evolve(entry, hand_over=found) if found else entry


def _hand_over(agents: _Agents, message: ChatMessage) -> HandOver | None:
    agent = message.from_
    if agent is None or agent.type != ParticipantType.AGENT or audience_of(message):
        return None
    before, after = agent, agent
    if message.type == ChatMessageType.PARTICIPANT_LEFT:
        after = agents.gone(agent) or agent
    else:
        before = agents.seen(agent) or agent
    return None if before is after else HandOver(before=before, after=after, time=moment_of(message))
