"""The mutator of notifications: one schema deviation at a known path, and what must come out of it."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ucsmsg.places import Path
from ucsmsg.schema import Notification, Record, unstructure
from ucsmsg.testing._notification_rows import ABSENT, RECORD_ROWS, ROWS, Change, Row

MUTABLE_IN_NOTIFICATIONS: frozenset[str] = frozenset(ROWS)
"""The names of the catalogue's schema rows that the mutator can put into a notification."""


MUTABLE_IN_RECORDS: frozenset[str] = frozenset(RECORD_ROWS)
"""The names of those that it can put into a record of any kind."""


@attrs.frozen
class NotificationMutation:
    """A documented notification, or a record by itself, with one deviation in it.

    `value` is the changed JSON value. A reader must report the deviation `name` at `path`, and nothing else; `written`
    is the JSON value that its record must be written as, None where there is no record. `refused` tells a deviation
    without a single reading, an error in every mode.
    """

    value: Any
    name: str
    path: Path
    written: Any
    refused: bool


def mutate_notification(
    notification: Notification, name: str, seed: int | random.Random = 0
) -> NotificationMutation | None:
    """One mutation of a notification by the deviation `name`; the seed chooses its place and form.

    The notification must keep to the documentation. None when it has no place for the deviation: `index-order` needs
    two messages. Raises `ValueError` for a name that is not in `MUTABLE_IN_NOTIFICATIONS`, and `TypeError` for what is
    no notification, such as its text.
    """
    _check(notification)
    return _mutated(notification, ROWS, name, seed, "MUTABLE_IN_NOTIFICATIONS")


def notification_mutations(notification: Notification) -> Iterator[NotificationMutation]:
    """Every mutation of a notification, by every name and at every place; raises `TypeError` as above."""
    _check(notification)
    for name, row in ROWS.items():
        for change in row(notification):
            yield _mutation(notification, name, change)


def mutate_record(record: Record, name: str, seed: int | random.Random = 0) -> NotificationMutation | None:
    """One mutation of a record of any kind, your own too, by the deviation `name`; otherwise as `mutate_notification`.

    The record must keep to its declaration. Raises `ValueError` for a name that is not in `MUTABLE_IN_RECORDS`, and
    `TypeError` for what is no record.
    """
    _check_record(record)
    return _mutated(record, RECORD_ROWS, name, seed, "MUTABLE_IN_RECORDS")


def record_mutations(record: Record) -> Iterator[NotificationMutation]:
    """Every mutation of a record, by every name and at every place; raises `TypeError` for what is no record."""
    _check_record(record)
    for name, row in RECORD_ROWS.items():
        for change in row(record):
            yield _mutation(record, name, change)


def _mutated(
    record: Record, rows: Mapping[str, Row], name: str, seed: int | random.Random, names: str
) -> NotificationMutation | None:
    row = rows.get(name)
    if row is None:
        raise ValueError(f"Expected the name of a mutable row, got {name!r}: see ucsmsg.testing.{names}")
    changes = [*row(record)]
    chosen = seed if isinstance(seed, random.Random) else random.Random(seed)  # noqa: S311  # a test's choice
    return _mutation(record, name, chosen.choice(changes)) if changes else None


def _check_record(record: Record) -> None:
    given: object = record
    if not isinstance(given, Record):
        raise TypeError(f"Expected a record, got {type(given).__name__}: read it first, with ucsmsg.loads(…, as_=…)")


def _check(notification: Notification) -> None:
    given: object = notification
    if not isinstance(given, Notification):
        raise TypeError(f"Expected a Notification, got {type(given).__name__}: read it first, with ucsmsg.loads")


def _mutation(notification: Record, name: str, change: Change) -> NotificationMutation:
    value = _changed(unstructure(notification), change)
    nothing = not change.path and change.refused
    return NotificationMutation(
        value=value,
        name=name,
        path=_place(change),
        written=None if nothing else value if change.keeps else unstructure(notification),
        refused=change.refused,
    )


def _place(change: Change) -> Path:
    if change.place is not None:
        return change.place
    return (*change.path[:-1], change.name) if change.name else change.path


def _changed(value: Any, change: Change) -> Any:  # JSON values
    if not change.path:
        return change.new
    *steps, member = change.path
    parent = value
    for step in steps:
        parent = parent[step]
    if change.name:
        parent[change.name] = parent.pop(member)
    elif change.new is ABSENT:
        del parent[member]
    else:
        parent[member] = change.new
    return value
