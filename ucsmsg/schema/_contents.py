"""What a notification tells of: its interactions, and its times."""

from collections.abc import Iterator
from datetime import datetime

from ucsmsg.schema._records import (
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Notification,
)


def interactions_of(notification: Notification) -> Iterator[Interaction]:
    """The interactions that a notification tells of, in its order."""
    data = notification.data
    if isinstance(data, GetInteractionsHistoryMessage):
        yield from data.interactions or ()
    elif isinstance(data, GetInteractionContentMessage) and data.interaction:
        yield data.interaction


def times_of(notification: Notification) -> Iterator[datetime]:
    """The times at which what a notification tells of has happened: of its interactions, and of its chat messages."""
    for interaction in interactions_of(notification):
        yield from filter(None, (interaction.start_date, interaction.end_date))
    if isinstance(notification.data, GetInteractionContentMessage):
        yield from filter(None, (message.timestamp for message in notification.data.messages or ()))
