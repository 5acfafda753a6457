"""What records say, in words."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import attrs

from ucsmsg.conversations import Conversation, identity_of, json_of, sent, unread
from ucsmsg.schema import ChatMessage, ChatMessageType, Owner, Participant

UNKNOWN = "?"
LONGEST = 200
"""Characters of a JSON text that are shown, unless all of it is asked for."""

# What somebody did, and the attribute that says more of it.
_EVENTS = {
    ChatMessageType.TYPING_STARTED: ("typing", "text"),
    ChatMessageType.TYPING_STOPPED: ("stopped typing", "text"),
    ChatMessageType.PARTICIPANT_JOINED: ("joined", "text"),
    ChatMessageType.PARTICIPANT_REJOINED: ("joined again", "text"),
    ChatMessageType.PARTICIPANT_LEFT: ("left", "text"),
    ChatMessageType.PUSH_URL: ("shows the page", "url"),
    ChatMessageType.NOTICE: ("notice", "text"),
    ChatMessageType.CUSTOM_NOTICE: ("notice", "notice_text"),
    ChatMessageType.TRANSCRIPT_SAVE_DONE: ("transcript saved", "text"),
}
_SAYING = {"text": "text", "url": "page", "notice_text": "notice"}


def cut(text: str, *, is_long: bool) -> str:
    """The JSON text, or the beginning of it."""
    return text if is_long or len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def owner_name(owner: Owner | str | None) -> str:
    """Names and login of an agent, or what is known of them; the JSON text of what is no agent."""
    if not isinstance(owner, Owner):
        return owner or ""
    names = " ".join(_known(owner, "first_name", "last_name"))
    login = " ".join(_known(owner, "user_name")) or " ".join(_known(owner, "id"))
    return f"{names} ({login})" if names and login else names or login or UNKNOWN


@attrs.frozen
class Names:
    """What the participants of a conversation are called: with their ids where name and kind are those of several."""

    _who: Mapping[tuple[str, str], Collection[object]]

    @classmethod
    def of(cls, conversation: Conversation) -> "Names":
        """The names in a conversation."""
        who: dict[tuple[str, str], set[object]] = {}
        for each in filter(None, (message.from_ for message in conversation.messages)):
            who.setdefault((participant_name(each), participant_kind(each)), set()).add(identity_of(each))
        return cls(who)

    def name(self, participant: Participant | str | None) -> str:
        """The name of a participant; the JSON text of what is none."""
        name = participant_name(participant)
        is_shared = len(self._who.get((name, participant_kind(participant)), ())) > 1
        if not is_shared or not isinstance(participant, Participant):
            return name
        return " ".join([name, *_known(participant, "participant_id", "id")[:1]])


def participant_name(participant: Participant | str | None) -> str:
    """The name that the others see, or else the id; the JSON text of what is no participant."""
    if not isinstance(participant, Participant):
        return participant or UNKNOWN
    return next(iter(_known(participant, "nickname", "participant_id", "id")), UNKNOWN)


def participant_kind(participant: Participant | str | None) -> str:
    """Customer, agent or other."""
    return str(sent(participant, "type") or "") if isinstance(participant, Participant) else ""


def _known(record: Owner | Participant, *attributes: str) -> list[str]:
    return [str(value) for each in attributes if (value := sent(record, each)) not in (None, "")]


def words_of(message: ChatMessage) -> tuple[str, bool]:
    """What somebody wrote, or what they did, and whether it is the former."""
    kind = sent(message, "type")
    if kind == ChatMessageType.TEXT:
        return (message.text, True) if message.text is not None else (_event("writes", sent(message, "text")), False)
    phrase, attribute = _EVENTS.get(kind, (kind or "message without a type", "text"))
    return _event(str(phrase), sent(message, attribute)), False


def _event(phrase: str, more: Any) -> str:
    return phrase if more is None else f"{phrase}: {more}"


def remarks_of(message: ChatMessage, earlier: Iterable[ChatMessage], *, is_long: bool) -> list[str]:
    """What else is known of a message: what its type does not have, what could not be read, what it was before."""
    used = _EVENTS.get(message.type, ("", "text"))[1]  # type: ignore[call-overload]  # no other string is a key
    remarks = [f"{name}: {value}" for each, name in _SAYING.items() if each != used and (value := sent(message, each))]
    shown = {*_SAYING, "from_", "type", "visibility"}
    others = unread(message, but=shown) | (
        {} if message.user_data is None else {"userData": json_of(message.user_data)}
    )
    remarks += [f"{name}: {cut(text, is_long=is_long)}" for name, text in others.items()]
    return remarks + [f"before: {words_of(each)[0]}" for each in earlier]
