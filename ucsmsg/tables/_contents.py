"""What a result tells, as records or as the structures that records are made of: both have the same attributes.

Structures have their times as text; the moments stand beside them, those of a member in the order of the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ucsmsg.parsing import Parsed, typed_of
from ucsmsg.schema import ChatMessage, Interaction, Record
from ucsmsg.schema._kinds import Time
from ucsmsg.schema._record import members_of

if TYPE_CHECKING:
    from ucsmsg.typed import Typed

Times = Mapping[str, Sequence[Any]]
"""The times of objects by attribute, one for each object."""


class Told(NamedTuple):
    """A notification: the event, its message, and what that tells, with their times. `typed` has their structures."""

    event: Any
    message: Any
    interactions: Sequence[Any]
    dates: Times
    messages: Sequence[Any]
    timestamps: Times
    typed: "Typed | None" = None

    @property
    def extra(self) -> Mapping[str, Any]:
        """What the event keeps."""
        kept: Mapping[str, Any] = self.typed.kept_in(self.event) if self.typed else self.event.extra
        return kept

    def times(self) -> Iterator[Any]:
        """All times, None among them."""
        return chain.from_iterable((*self.dates.values(), *self.timestamps.values()))

    @property
    def interaction_id(self) -> str | None:
        """The interaction whose transcript it has."""
        return self.interactions[0].id if self.interactions else None


def told_by(parsed: Parsed) -> Iterator[Told]:
    """What each notification of a result tells; no record is made where there are structures."""
    typed = typed_of(parsed)
    if typed is None or any(isinstance(each, Record) for each in typed.structures):
        yield from map(_of_record, parsed.notifications)
    else:
        yield from _of_structures(typed)


def _times_in(record: type) -> list[str]:
    return [name for name, member in members_of(record).items() if type(member.kind) is Time]


_DATES, _TIMESTAMPS = _times_in(Interaction), _times_in(ChatMessage)


def _of_record(event: Any) -> Told:
    interactions, messages = _contents(event.data)
    dates = {name: [getattr(each, name) for each in interactions] for name in _DATES}
    timestamps = {name: [getattr(each, name) for each in messages] for name in _TIMESTAMPS}
    return Told(event, event.data, interactions, dates, messages, timestamps)


def _of_structures(typed: "Typed") -> Iterator[Told]:
    structures: list[Any] = typed.structures
    dates: Times = typed.times_of(Interaction)
    timestamps: Times = typed.times_of(ChatMessage)
    first_interaction = first_message = 0
    for event in structures:
        interactions, messages = _contents(event.data)
        own_dates, own_timestamps = dates, timestamps
        if len(structures) > 1:
            own_dates = _part(dates, first_interaction, first_interaction := first_interaction + len(interactions))
            own_timestamps = _part(timestamps, first_message, first_message := first_message + len(messages))
        yield Told(event, event.data, interactions, own_dates, messages, own_timestamps, typed)


def _part(times: Times, start: int, end: int) -> Times:
    return {name: values[start:end] for name, values in times.items()}


def _contents(message: Any) -> tuple[Sequence[Any], Sequence[Any]]:
    """The interactions and the messages of a message of whichever type."""
    one = getattr(message, "interaction", None)
    many = getattr(message, "interactions", None) if one is None else (one,)
    return many or (), getattr(message, "messages", None) or ()


def message_type_in(message: Any) -> Any:
    """The type of a message; a structure is told from others by it, and has no attribute for it."""
    if message is None or isinstance(message, Record):
        return getattr(message, "message_type", None)
    return type(message).__struct_config__.tag


def known_by(participant: Any) -> Any:
    """Equal for participants that differ in nothing."""
    if isinstance(participant, Record):
        return participant
    return tuple([getattr(participant, name) for name in participant.__struct_fields__])
