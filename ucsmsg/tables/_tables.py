"""The tables: their columns, and the rows that results give for each.

A payload that is not rejected has rows for its notifications; every payload has one for each of its diagnostics.
Rows are held as what they are made of: what several of them share, once (their heads), and the objects that have their
members. Columns are made of many at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

import attrs
import pyarrow as pa

from ucsmsg.diagnostics import Diagnostic
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
)
from ucsmsg.tables._cells import Cell, FlatCell, RecordCells, TimeCell, arrays_of, field, record_cells, time_fields
from ucsmsg.tables._contents import Told, known_by, message_type_in, told_by

SCHEMA_VERSION = 1
"""Raised when a column changes its name, type or meaning."""

_NAMES = {"owner_information": "owner", "from_": "participant"}
"""Columns with other names than the attributes that they are made of: `from` is a word of SQL."""


@cache
def cells_of(record: type, leave_out: tuple[str, ...] = ()) -> RecordCells:
    """The cells of a record's class."""
    return RecordCells(record_cells(record, _NAMES, leave_out))


# ---- What a row begins with ----


def _plain(name: str, kind: pa.DataType, description: str, unit: str = "", attribute: str = "") -> Cell:
    return Cell(attribute or name, name, (field(name, kind, description, unit),))


def _time(name: str, description: str) -> Cell:
    return TimeCell(name, name, time_fields(name, description))


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
_KEY = (*_PLACE, _NUMBER, *_ENVELOPE)


def _place(parsed: Parsed) -> tuple[Any, ...]:
    source = parsed.source
    return written_name(source.name or ""), source.origin.line, source.origin.offset


def _envelope(parsed: Parsed) -> tuple[Any, ...]:
    origin = parsed.origin
    return tuple([each and written_name(each) for each in (origin.time, origin.level, origin.stream, origin.source)])


def written_name(text: str) -> str:
    """A name in UTF-8; bytes of it that are no text are written as escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


# ---- Rows, before they are columns ----


class Rows:
    """Rows of a table: for each its head, which several may share, its own values, and the object with its members."""

    def __init__(self, own: int) -> None:
        self.heads: list[tuple[Any, ...]] = []
        self.head_of: list[int] = []  # by its number
        self.own: list[list[Any]] = [[] for _ in range(own)]
        self.objects: list[Any] = []
        self.given: dict[str, list[Any]] = {}

    def __len__(self) -> int:
        return len(self.objects)

    def add(
        self, head: tuple[Any, ...], objects: Sequence[Any], own: Iterable[Iterable[Any]], given: Mapping[str, Any]
    ) -> None:
        """Take some rows with the same head: their objects, their own values, and what the objects are not asked for.

        The last two are columns.
        """
        if not objects:
            return
        self.head_of += [len(self.heads)] * len(objects)
        self.heads.append(head)
        self.objects += objects
        for column, values in zip(self.own, own, strict=True):
            column.extend(values)
        for name, values in given.items():
            self.given.setdefault(name, []).extend(values)


class Contents:
    """What tables take of a result, made once for all of them."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.is_rejected = is_rejected(parsed)
        self.place = _place(parsed)
        self.envelope = _envelope(parsed)

    @cached_property
    def told(self) -> list[tuple[tuple[Any, ...], Told]]:
        """Each notification with the head of its rows."""
        place, envelope = self.place, self.envelope
        return [((*place, number, *envelope), told) for number, told in enumerate(told_by(self.parsed), 1)]


@attrs.frozen
class Table:
    """A table: its columns, and what adds the rows of a result to others.

    The columns are those of its `head`, then those of its `own` values, then those of the objects. `day`: the column
    whose day is that of a row.
    """

    name: str
    description: str
    head: tuple[Cell, ...]
    own: tuple[Cell, ...]
    record: RecordCells
    add: Callable[[Rows, Contents], None]
    day: str = "earliest"

    @property
    def fields(self) -> list[pa.Field]:
        """The columns."""
        return [*(each for cell in (*self.head, *self.own) for each in cell.fields), *self.record.fields]

    @property
    def schema(self) -> pa.Schema:
        """The schema, with its name and version in the metadata."""
        metadata = {"ucsmsg.table": self.name, "ucsmsg.version": str(SCHEMA_VERSION), "description": self.description}
        return pa.schema(self.fields, metadata=metadata)

    def no_rows(self) -> Rows:
        """Where its rows are added."""
        return Rows(len(self.own))

    def batch(self, rows: Rows) -> pa.RecordBatch:
        """The rows as columns. What cannot be in a head is null there: it stands in the table that it is of."""
        places = pa.array(rows.head_of, pa.int32())
        arrays = [each.take(places) for each in arrays_of(self.head, zip(*rows.heads, strict=True))]
        arrays += arrays_of(self.own, rows.own)
        arrays += self.record.arrays(rows.objects, rows.given)
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def _add_interactions(rows: Rows, contents: Contents) -> None:
    for head, told in contents.told:
        rows.add(head, told.interactions, [_numbers(told.interactions)], told.dates)


def _add_messages(rows: Rows, contents: Contents) -> None:
    for head, told in contents.told:
        rows.add((*head, told.interaction_id), told.messages, [_numbers(told.messages)], told.timestamps)


def _numbers(objects: Sequence[Any]) -> range:
    return range(1, len(objects) + 1)


def _add_participants(rows: Rows, contents: Contents) -> None:
    """One for each participant that differs from the others of its transcript in anything."""
    for head, told in contents.told:
        seen: dict[Any, tuple[Any, list[Any]]] = {}
        times = told.timestamps.get("timestamp", ())
        sent = zip((message.from_ for message in told.messages), times, strict=True)
        for sender, time in [each for each in sent if each[0] is not None]:
            seen.setdefault(known_by(sender), (sender, []))[1].append(time)
        senders = [sender for sender, _ in seen.values()]
        times_of_each = [times for _, times in seen.values()]
        own = [_numbers(senders), map(len, times_of_each), map(_earliest, times_of_each)]
        rows.add((*head, told.interaction_id), senders, own, {})


class _Event(NamedTuple):
    """The event around a message, of a record or a structure."""

    channel: str | None
    id: str | None
    extra: Mapping[str, Any]


def _add_notifications(rows: Rows, contents: Contents) -> None:
    for head, told in contents.told:
        event = _Event(told.event.channel, told.event.id, told.extra)
        own: list[list[Any]] = [[event], [len(told.interactions)], [len(told.messages)], [_earliest(told.times())]]
        rows.add(head, [told.message], own, {"message_type": [message_type_in(told.message)]})


def _add_diagnostics(rows: Rows, contents: Contents) -> None:
    if found := contents.parsed.diagnostics:
        times = chain.from_iterable(told.times() for _, told in contents.told)
        head = (*contents.place, *contents.envelope, contents.is_rejected, _earliest(times))
        given = {name: map(get, found) for name, get in _OF_DIAGNOSTICS.items()}
        rows.add(head, [None] * len(found), [], given)


NON_FINITE = "non-finite-number"
"""What there is no JSON text for, and so no column."""


def is_rejected(parsed: Parsed) -> bool:
    """Whether the payload has rows in the table of diagnostics only: it has an error, or NaN or an infinity."""
    return not parsed.ok or (len(parsed.diagnostics) > 0 and NON_FINITE in parsed.diagnostics.by_name())


_FIRST = datetime(1, 1, 1, tzinfo=UTC)


def _earliest(times: Iterable[datetime | None]) -> datetime | None:
    """The earliest of the times that are moments of the years that everybody can read."""
    known = [each for each in times if each is not None]
    first = min(known, default=None)
    return min((each for each in known if each >= _FIRST), default=None) if first and first < _FIRST else first


# ---- The tables ----

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
_OF_DIAGNOSTICS: Mapping[str, Callable[[Diagnostic], Any]] = {
    **{name: attrgetter(name) for name in ("name", "message", "path", "found", "used")},
    "severity": attrgetter("severity.value"),
    **{f"at_{name}": attrgetter(f"span.{name}") for name in ("line", "column", "start", "end")},
}


def _event_cell() -> Cell:
    """The columns of the event around a message."""
    cells = {cell.attribute: cell for cell in cells_of(Notification).cells}
    number = attrs.evolve(cells["id"], fields=(cells["id"].fields[0].with_name("event_id"),))
    inner = RecordCells([cells["channel"], number])
    description = "The same for the Bayeux event around the message, as JSON."
    fields = (*inner.fields[:-1], field("event_extra", pa.string(), description))
    return FlatCell("event", "event", fields, inner=inner)


def _message_cells() -> RecordCells:
    """Those of all types of messages together, in their order."""
    types = (UnknownMessage, UcsOperationResponse, GetInteractionsHistoryMessage, GetInteractionContentMessage)
    cells = {cell.attribute: cell for each in types for cell in cells_of(each, ("interaction",)).cells}
    return RecordCells([*cells.values()])


_INTERACTION = _plain("interaction_id", pa.string(), "The interaction whose transcript it is in: `id` of interactions.")


def _numbered(noun: str) -> Cell:
    return _plain("number", pa.int32(), f"Which {noun} of the notification, from 1.")


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "interactions",
            "One row for each interaction of a history or of a content message.",
            head=_KEY,
            own=(_numbered("interaction"),),
            record=cells_of(Interaction),
            add=_add_interactions,
            day="start_date",
        ),
        Table(
            "messages",
            "One row for each message of a transcript.",
            head=(*_KEY, _INTERACTION),
            own=(_numbered("message"),),
            record=cells_of(ChatMessage),
            add=_add_messages,
            day="timestamp",
        ),
        Table(
            "participants",
            "One row for each participant of a transcript; one that changes in anything has another.",
            head=(*_KEY, _INTERACTION),
            own=(
                _numbered("participant"),
                _plain("messages", pa.int32(), "How many messages of the transcript are from this participant."),
                _time("first_seen", "The time of the earliest of them."),
            ),
            record=cells_of(Participant),
            add=_add_participants,
            day="first_seen",
        ),
        Table(
            "notifications",
            "One row for each notification, of whichever type: what the other tables do not have of it.",
            head=_KEY,
            own=(
                _event_cell(),
                _plain("interactions", pa.int32(), "How many interactions it tells of."),
                _plain("messages", pa.int32(), "How many messages its transcript has."),
                _time("earliest", "The earliest time of its interactions and messages."),
            ),
            record=_message_cells(),
            add=_add_notifications,
        ),
        Table(
            "diagnostics",
            "One row for each deviation, of whichever payload.",
            head=(
                *(*_PLACE, *_ENVELOPE),
                _plain("rejected", pa.bool_(), "Whether the payload has no rows in other tables: for an error or NaN."),
                _time("earliest", "The earliest time that could be read of the payload's interactions and messages."),
            ),
            own=(),
            record=RecordCells(_DIAGNOSTIC),
            add=_add_diagnostics,
        ),
    )
}
"""The tables by their names."""


def table_named(name: str) -> Table:
    """The table of that name. Raises `ValueError` for another one."""
    if name not in TABLES:
        raise ValueError(f"Expected one of {', '.join(TABLES)}, got {name!r}")
    return TABLES[name]
