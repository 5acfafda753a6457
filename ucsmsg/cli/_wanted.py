"""Which interactions, conversations and other messages are wanted: each of them as a whole."""

import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

import attrs

from ucsmsg.cli._filters import Filters
from ucsmsg.conversations import Conversation, Conversations, HistoryRow, OtherMessage, json_of, moment_of
from ucsmsg.parsing import to_dict
from ucsmsg.schema import ChatMessage, Interaction, Notification, interactions_of


def _folded(text: str) -> str:
    """The text as it is looked for: in any letter case, and accents in either of their forms."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _all_folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_folded, texts))


@attrs.frozen
class Wanted:
    """What is asked for, by the options that choose notifications and by texts, of which one is enough."""

    filters: Filters = attrs.field(factory=Filters)
    texts: tuple[str, ...] = attrs.field(default=(), converter=_all_folded)

    def may_want(self, notification: Notification) -> bool:
        """False for a notification that tells of nothing that is wanted; others may, with what else is known."""
        if not attrs.evolve(self.filters, contact=(), since=None, until=None).want(notification):
            return False
        contacts = {each.contact_id for each in interactions_of(notification)}
        return not self.filters.contact or not contacts.isdisjoint({None, *self.filters.contact})

    def of(self, told: Conversations) -> Conversations:
        """What is wanted of it."""
        histories = (attrs.evolve(each, rows=tuple(filter(self._wants_row, each.rows))) for each in told.histories)
        return attrs.evolve(
            told,
            histories=tuple(each for each in histories if each.rows),
            conversations=tuple(filter(self._wants_conversation, told.conversations)),
            others=tuple(filter(self._wants_other, told.others)),
            topics=MappingProxyType({}) if self._is_choosy or self.texts else told.topics,
        )

    def finds(self, message: ChatMessage) -> bool:
        """True when the message has one of the texts."""
        return bool(self.texts) and self._have_text((message.text, message.notice_text, message.url))

    @property
    def _is_choosy(self) -> bool:
        """True when something is asked for that only interactions have."""
        return attrs.evolve(self.filters, type=()) != Filters()

    def _wants_row(self, row: HistoryRow) -> bool:
        if row.interaction is None:
            return not self._is_choosy and self._have_text([json_of(row.raw)])
        return self._want(row.interaction, ())

    def _wants_conversation(self, conversation: Conversation) -> bool:
        return self._want(conversation.interaction, conversation.messages)

    def _want(self, interaction: Interaction | None, messages: Iterable[ChatMessage]) -> bool:
        """True when the interaction, with its messages, has what is asked for."""
        messages = [*messages]
        interactions = [interaction] if interaction else []
        times = [time for each in interactions for time in (each.start_date, each.end_date)]
        times += map(moment_of, messages)
        texts = [text for each in interactions for text in (each.subject, each.comment)]
        is_chosen = self.filters.want_any(interactions, filter(None, times))
        return is_chosen and (self._have_text(texts) or any(map(self.finds, messages)))

    def _wants_other(self, other: OtherMessage) -> bool:
        text = json_of(other.raw if other.message is None else to_dict(other.message))
        return not self._is_choosy and self._have_text([text])

    def _have_text(self, texts: Iterable[str | None]) -> bool:
        """True when one of the texts has one of those that are asked for, or when none is."""
        return not self.texts or any(wanted in _folded(text) for text in texts if text for wanted in self.texts)
