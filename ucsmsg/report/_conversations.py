"""Conversations as the page shows them: words and shapes, the same for the page itself and for its packed data."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import attrs

from ucsmsg.conversations import Conversation, HandOver, TranscriptEntry, audience_of, moment_of, sent
from ucsmsg.report._bounds import Bounds, shown
from ucsmsg.report._rows import name_of, number, written
from ucsmsg.schema import ChatMessage, Participant, ParticipantType

LONGEST_TEXT = 2_000
"""Characters of a message that the page shows."""

_ROLES = {ParticipantType.CUSTOMER: "customer", ParticipantType.AGENT: "agent"}
_OTHER, _WAITING, _HAND_OVER = "other", "waiting", "hand-over"
_LANES = (*_ROLES.values(), _OTHER, _WAITING, _HAND_OVER)
_WIDTH = 1000
_TICK = 4
_UNITS = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s"))


def duration(milliseconds: float) -> str:
    """How long something took, in the two greatest units: `2 min 5 s`."""
    told = []
    rest = int(milliseconds)
    for size, unit in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            told.append(f"{count:,} {unit}")
    return " ".join(told[:2]) or f"{rest} ms"


def lines(text: str, limit: int = LONGEST_TEXT) -> str:
    """The text in its lines, with nothing in it that acts on what shows it."""
    is_cut = len(text) > limit
    return "\n".join(shown(line, limit) for line in text[:limit].replace("\r\n", "\n").split("\n")) + "…" * is_cut


@attrs.define
class Views:
    """The conversations that the page holds; `left_out` are those that there was no place for."""

    bounds: Bounds
    views: list[dict[str, Any]] = attrs.field(factory=list)
    left_out: int = 0
    _characters: int = 0

    def add(self, conversation: Conversation) -> None:
        """Add one, where there is place."""
        if len(self.views) >= self.bounds.conversations or self._characters >= self.bounds.characters:
            self.left_out += 1
            return
        view = view_of(conversation, self.bounds)
        self.views.append(view)
        self._characters += len(json.dumps(view, ensure_ascii=False))


def view_of(conversation: Conversation, bounds: Bounds) -> dict[str, Any]:
    """What the page shows of a conversation."""
    interaction, participants = conversation.interaction, conversation.participants
    times = conversation.response_times
    place = conversation.place
    start, end = _limits(conversation)
    return {
        "id": shown(conversation.id or ""),
        "subject": shown((interaction and interaction.subject) or ""),
        "medium": shown((interaction and interaction.media_type) or ""),
        "state": shown((interaction and interaction.state) or ""),
        "owner": shown(name_of(interaction.owner_information) if interaction else ""),
        "contact": shown((interaction and interaction.contact_id) or ""),
        "people": _first([f"{_name(each)} ({shown(str(each.type))})" for each in participants], bounds),
        "start": written(start),
        "lasted": duration((end - start).total_seconds() * 1000) if start and end and end > start else "",
        "place": f"{shown(place.name or '<text>')}:{place.line}",
        "messages": len(conversation.messages),
        "missing": sum(gap.count for gap in conversation.gaps),
        "answers": len(times),
        "longest": max(times, default=0),
        "waited": duration(max(times)) if times else "",
        "hand_overs": _first([_hand_over(each) for each in conversation.hand_overs], bounds),
        "lanes": [*_lanes(conversation)],
        "entries": [_entry(entry) for entry in conversation.entries[: bounds.messages]],
        "more": max(0, len(conversation.entries) - bounds.messages),
    }


def _first(texts: list[str], bounds: Bounds) -> list[str]:
    """As many as there is room for, and how many others there are."""
    others = len(texts) - bounds.participants
    return [*texts[: bounds.participants], f"and {others:,} more"] if others > 0 else texts


def _hand_over(one: HandOver) -> str:
    at = f" at {written(one.time)}" if one.time else ""
    return f"{_name(one.before)} → {_name(one.after)}{at}"


def _name(participant: Participant) -> str:
    return shown(participant.nickname or participant.participant_id or participant.id or "(no name)")


def _role(message: ChatMessage | None) -> str:
    sender = message.from_ if message else None
    return _ROLES.get(sender.type, _OTHER) if sender and isinstance(sender.type, ParticipantType) else _OTHER


def _entry(entry: TranscriptEntry) -> dict[str, Any]:
    """An entry of the transcript."""
    message, gap = entry.message, entry.gap
    notes = [f"private: {shown(audience)}"] if message and (audience := audience_of(message)) else []
    notes += [f"answer after {duration(entry.response_time)}"] if entry.response_time is not None else []
    notes += [f"sent {len(entry.earlier) + 1} times, each time another one"] if entry.earlier else []
    return {
        "gap": _gap(gap.first, gap.last) if gap else "",
        "index": number(message.index if message else None),
        "who": _name(message.from_) if message and message.from_ else "",
        "role": _role(message),
        "type": shown(str(sent(message, "type") or "")) if message else "(no message)",
        "time": written(moment_of(message)) if message else "",
        "text": lines(_text(message) if message else str(entry.raw)),
        "notes": notes,
    }


def _gap(first: int, last: int) -> str:
    return (
        f"index {number(first)} is missing"
        if first == last
        else f"indexes {number(first)} to {number(last)} are missing"
    )


def _text(message: ChatMessage) -> str:
    texts = (sent(message, name) for name in ("text", "notice_text", "url"))
    return "\n".join(str(text) for text in texts if text)


def _limits(conversation: Conversation) -> tuple[datetime | None, datetime | None]:
    """When the conversation began and ended, as far as anything tells."""
    interaction = conversation.interaction
    times = [*_moments(conversation)]
    start = (interaction and interaction.start_date) or min(times, default=None)
    end = (interaction and interaction.end_date) or max(times, default=None)
    return start, end


def _moments(conversation: Conversation) -> Iterator[datetime]:
    yield from filter(None, map(moment_of, conversation.messages))


def _lanes(conversation: Conversation) -> Iterator[dict[str, str]]:
    """A lane for each role that said something, for when the customer waited, and for hand-overs."""
    stretches = [*_stretches(conversation)]
    if not stretches:
        return
    start, end = min(first for _, first, _ in stretches), max(last for *_, last in stretches)
    length = max(end - start, timedelta(milliseconds=1))
    for name in _LANES:
        lane = [((first - start) / length, (last - start) / length) for each, first, last in stretches if each == name]
        if lane:
            yield {"role": name, "shape": "".join(dict.fromkeys(_rectangle(*each) for each in lane))}


def _stretches(conversation: Conversation) -> Iterator[tuple[str, datetime, datetime]]:
    """What stands in which lane, from when to when."""
    for entry in conversation.entries:
        moment = moment_of(entry.message) if entry.message else None
        if moment:
            yield _role(entry.message), moment, moment
        if moment and entry.response_time is not None:
            yield _WAITING, moment - timedelta(milliseconds=entry.response_time), moment
    for hand_over in conversation.hand_overs:
        if hand_over.time:
            yield _HAND_OVER, hand_over.time, hand_over.time


def _rectangle(first: float, last: float) -> str:
    """From there to there, as parts of the whole length; a moment is a tick."""
    place = round(first * (_WIDTH - _TICK))
    width = max(_TICK, round(last * (_WIDTH - _TICK)) - place)
    return f"M{place} 0h{width}v10h-{width}z"
