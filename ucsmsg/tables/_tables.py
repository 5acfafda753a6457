"""The tables: their columns, and the rows that a result of a capture gives for each.

A payload that is not rejected has rows for its notifications; every payload has one for each of its diagnostics.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any

import attrs
import pyarrow as pa

from ucsmsg.parsing import Parsed
from ucsmsg.schema import (
    ChatMessage,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Notification,
    Participant,
    UcsOperationResponse,
    UnknownMessage,
    interactions_of,
    times_of,
)
from ucsmsg.tables._cells import (
    Cell,
    Leaves,
    RecordCells,
    Unfit,
    UnfitError,
    extra_field,
    extra_text,
    field,
    integer_leaf,
    taken,
    text_leaf,
    time_fields,
    time_leaves,
)

SCHEMA_VERSION = 1
"""Raised when a column changes its name, type or meaning."""

_NAMES = {"owner_information": "owner", "from_": "participant"}
"""Columns with other names than the attributes that they are made of: `from` is a word of SQL."""


@cache
def cells_of(record: type, leave_out: tuple[str, ...] = ()) -> RecordCells:
    """The cells of a record's class."""
    return RecordCells(record, _NAMES, leave_out=leave_out)


# ---- What a row begins with ----

_TAKEN: Mapping[pa.DataType, Callable[[Any], Leaves]] = {pa.string(): text_leaf, pa.int64(): integer_leaf}


def _plain(name: str, kind: pa.DataType, description: str, unit: str = "") -> Cell:
    return Cell(name, name, (field(name, kind, description, unit),), _TAKEN.get(kind, lambda value: (value,)))


def _time(name: str, description: str) -> Cell:
    return Cell(name, name, time_fields(name, description), time_leaves, 2)


_PLACE = (
    _plain("file", pa.string(), "The capture: the path that was given, and behind `!/` the file of an archive."),
    _plain("line", pa.int64(), "The line in it where the payload begins, from 1."),
    _plain("start", pa.int64(), "How many characters stand before the payload.", "characters"),
)
_NUMBER = _plain("notification", pa.int32(), "Which notification of the payload, from 1.")
_ENVELOPE = (
    _plain("envelope_time", pa.string(), "The time that the capture tells, in its own words."),
    _plain("envelope_level", pa.string(), "The severity that the capture tells, in its own words."),
    _plain("envelope_stream", pa.string(), "The stream or label that the capture tells, in its own words."),
    _plain("envelope_source", pa.string(), "Who wrote it, in the capture's own words."),
)


def _place(parsed: Parsed) -> Leaves:
    source = parsed.source
    return _written(source.name or ""), source.origin.line, source.origin.offset


def _envelope(parsed: Parsed) -> Leaves:
    origin = parsed.origin
    told = (origin.time, origin.level, origin.stream, origin.source)
    return tuple(None if each is None else _written(each) for each in told)


def _written(text: str) -> str:
    """A name in UTF-8; bytes of it that are no text are written as escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


# ---- The tables ----


@attrs.frozen
class Table:
    """A table: its columns (those of `cells`, then those of a record), and the rows of a result.

    `day`: the column whose day is that of a row.
    """

    name: str
    description: str
    cells: tuple[Cell, ...]
    rows: Callable[[Parsed], Iterator[Leaves]]
    record: RecordCells | None = None
    day: str = "earliest"

    @property
    def fields(self) -> list[pa.Field]:
        """The columns."""
        own = [each for cell in self.cells for each in cell.fields]
        return own + (self.record.fields if self.record else [])

    @property
    def schema(self) -> pa.Schema:
        """The schema, with its name and version in the metadata."""
        metadata = {"ucsmsg.table": self.name, "ucsmsg.version": str(SCHEMA_VERSION), "description": self.description}
        return pa.schema(self.fields, metadata=metadata)

    def batch(self, rows: Sequence[Leaves]) -> pa.RecordBatch:
        """The rows as columns."""
        leaves: Iterator[Sequence[Any]] = iter(zip(*rows, strict=True))
        arrays = [array for cell in self.cells for array in cell.arrays(leaves)]
        arrays += self.record.arrays(leaves) if self.record else []
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def _notifications(parsed: Parsed) -> Iterator[tuple[Leaves, Notification]]:
    """Each notification with what its rows begin with."""
    place, envelope = _place(parsed), _envelope(parsed)
    for number, notification in enumerate(parsed.notifications, 1):
        yield (*place, number, *envelope), notification


def _messages_of(notification: Notification) -> Sequence[ChatMessage]:
    data = notification.data
    return (data.messages or ()) if isinstance(data, GetInteractionContentMessage) else ()


def _interaction_id(notification: Notification) -> str | None:
    """The interaction of a transcript; an id that is no text stands in the table of interactions."""
    for interaction in interactions_of(notification):
        return _fitting(interaction.id)
    return None


def _fitting(text: str | None) -> str | None:
    try:
        return None if text is None else str(text_leaf(text)[0])
    except UnfitError:
        return None


def _earliest(times: Iterable[datetime]) -> Leaves:
    known = []
    for time in times:
        with suppress(UnfitError):
            known.append(time_leaves(time))
    return min(known, key=lambda leaves: leaves[0], default=(None, None))


def _rows_of_interactions(parsed: Parsed) -> Iterator[Leaves]:
    cells = cells_of(Interaction)
    for key, notification in _notifications(parsed):
        for number, interaction in enumerate(interactions_of(notification), 1):
            yield (*key, number, *cells.take(interaction))


def _rows_of_messages(parsed: Parsed) -> Iterator[Leaves]:
    cells = cells_of(ChatMessage)
    for key, notification in _notifications(parsed):
        interaction = _interaction_id(notification)
        for number, message in enumerate(_messages_of(notification), 1):
            yield (*key, number, interaction, *cells.take(message))


def _rows_of_participants(parsed: Parsed) -> Iterator[Leaves]:
    """One for each participant that differs from the others of its transcript in anything."""
    cells = cells_of(Participant)
    for key, notification in _notifications(parsed):
        interaction = _interaction_id(notification)
        times: dict[Participant, list[datetime | None]] = {}
        for sender, time in [(each.from_, each.timestamp) for each in _messages_of(notification) if each.from_]:
            times.setdefault(sender, []).append(time)
        for number, (participant, seen) in enumerate(times.items(), 1):
            first = _earliest(filter(None, seen))
            yield (*key, number, interaction, len(seen), *first, *cells.take(participant))


def _rows_of_notifications(parsed: Parsed) -> Iterator[Leaves]:
    for key, notification in _notifications(parsed):
        data, unfit = notification.data, Unfit()
        event = [*taken(_CHANNEL, notification.channel, unfit), *taken(_EVENT, notification.id, unfit)]
        outer = extra_text(notification.extra, unfit)
        inner = Unfit()
        values = [leaf for cell in _MESSAGE for leaf in taken(cell, getattr(data, cell.attribute, None), inner)]
        counts = len([*interactions_of(notification)]), len(_messages_of(notification))
        rest = extra_text(data.extra if data else {}, inner)
        yield (*key, *event, outer, *values, *counts, *_earliest(times_of(notification)), rest)


_DIAGNOSTIC = (
    _plain("name", pa.string(), "The name of the deviation, as in the catalogue."),
    _plain("severity", pa.string(), "How much it matters in the mode: note, warning or error."),
    _plain("message", pa.string(), "What was expected, and what was found."),
    _plain("path", pa.string(), "Where in the value, as the documentation writes it."),
    _plain("at_line", pa.int64(), "The line of the capture, from 1."),
    _plain("at_column", pa.int64(), "The column in it, from 1.", "characters"),
    _plain("at_start", pa.int64(), "How many characters stand before the place.", "characters"),
    _plain("at_end", pa.int64(), "How many characters stand before its end.", "characters"),
    _plain("found", pa.string(), "The raw text that stood there."),
    _plain("used", pa.string(), "The JSON text that takes its place; null where nothing does."),
)


NON_FINITE = "non-finite-number"
"""What there is no JSON text for, and so no column."""


def is_rejected(parsed: Parsed) -> bool:
    """Whether the payload has rows in the table of diagnostics only: it has an error, or NaN or an infinity."""
    return not parsed.ok or (len(parsed.diagnostics) > 0 and NON_FINITE in parsed.diagnostics.by_name())


def _rows_of_diagnostics(parsed: Parsed) -> Iterator[Leaves]:
    if not parsed.diagnostics:
        return
    key = (*_place(parsed), *_envelope(parsed), is_rejected(parsed))
    time = _earliest(chain.from_iterable(times_of(each) for each in parsed.notifications))
    for one in parsed.diagnostics:
        span = one.span
        values = (
            *(one.name, one.severity.value, one.message, one.path, span.line, span.column, span.start, span.end),
            *(one.found, one.used),
        )
        unfit = Unfit()
        leaves = [leaf for cell, value in zip(_DIAGNOSTIC, values, strict=True) for leaf in taken(cell, value, unfit)]
        yield (*key, *time, *leaves, extra_text({}, unfit))


def _event_cells() -> tuple[Cell, Cell]:
    cells = cells_of(Notification)
    channel, event = (next(cell for cell in cells.cells if cell.attribute == name) for name in ("channel", "id"))
    (column,) = event.fields
    return channel, attrs.evolve(event, fields=(column.with_name("event_id"),))


def _message_cells() -> tuple[Cell, ...]:
    """Those of all types of messages together, in their order."""
    types = (UnknownMessage, UcsOperationResponse, GetInteractionsHistoryMessage, GetInteractionContentMessage)
    cells = {cell.attribute: cell for each in types for cell in cells_of(each, ("interaction",)).cells}
    return tuple(cells.values())


_CHANNEL, _EVENT = _event_cells()
_MESSAGE = _message_cells()
_KEY = (*_PLACE, _NUMBER, *_ENVELOPE)
_INTERACTION = _plain("interaction_id", pa.string(), "The interaction whose transcript it is in: `id` of interactions.")
_EVENT_EXTRA = attrs.evolve(
    _plain("event_extra", pa.string(), "The same for the Bayeux event around the message, as JSON."), attribute="extra"
)
_EXTRA = Cell("extra", "extra", (extra_field(),), text_leaf)


def _numbered(noun: str) -> Cell:
    return _plain("number", pa.int32(), f"Which {noun} of the notification, from 1.")


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "interactions",
            "One row for each interaction of a history or of a content message.",
            (*_KEY, _numbered("interaction")),
            _rows_of_interactions,
            cells_of(Interaction),
            day="start_date",
        ),
        Table(
            "messages",
            "One row for each message of a transcript.",
            (*_KEY, _numbered("message"), _INTERACTION),
            _rows_of_messages,
            cells_of(ChatMessage),
            day="timestamp",
        ),
        Table(
            "participants",
            "One row for each participant of a transcript; one that changes in anything has another.",
            (
                *(*_KEY, _numbered("participant"), _INTERACTION),
                _plain("messages", pa.int32(), "How many messages of the transcript are from this participant."),
                _time("first_seen", "The time of the earliest of them."),
            ),
            _rows_of_participants,
            cells_of(Participant),
            day="first_seen",
        ),
        Table(
            "notifications",
            "One row for each notification, of whichever type: what the other tables do not have of it.",
            (
                *(*_KEY, _CHANNEL, _EVENT, _EVENT_EXTRA, *_MESSAGE),
                _plain("interactions", pa.int32(), "How many interactions it tells of."),
                _plain("messages", pa.int32(), "How many messages its transcript has."),
                _time("earliest", "The earliest time of its interactions and messages."),
                _EXTRA,
            ),
            _rows_of_notifications,
        ),
        Table(
            "diagnostics",
            "One row for each deviation, of whichever payload.",
            (
                *(*_PLACE, *_ENVELOPE),
                _plain(
                    "rejected", pa.bool_(), "Whether the payload has no rows in other tables: it has an error, or NaN."
                ),
                _time("earliest", "The earliest time that could be read of the payload's interactions and messages."),
                *(*_DIAGNOSTIC, _EXTRA),
            ),
            _rows_of_diagnostics,
        ),
    )
}
"""The tables by their names."""


def table_named(name: str) -> Table:
    """The table of that name. Raises `ValueError` for another one."""
    if name not in TABLES:
        raise ValueError(f"Expected one of {', '.join(TABLES)}, got {name!r}")
    return TABLES[name]
