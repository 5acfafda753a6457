"""The list of notifications: a row for each, as columns that are packed into the page."""

from datetime import datetime
from typing import Any

import attrs

from ucsmsg.catalogue import Severity
from ucsmsg.report._bounds import Bounds, shown
from ucsmsg.report._noted import Noted
from ucsmsg.schema import (
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    Notification,
    Owner,
    UcsOperationResponse,
    interactions_of,
    times_of,
)

_NO_TYPE = "(no message type)"
_REFUSED = "(no notification)"
_FEW = 3
_GREATEST = 10**60
_ROW = 60
"""Characters of a row but for its texts."""
_WORDS = ("type", "medium", "state", "owner")
_COLUMNS = (*_WORDS, "file", "line", "health", "time", "reference", "id", "text", "names", "deviations", "more")


@attrs.define
class Words:
    """Values that occur again and again, each kept once and known by its number."""

    numbers: dict[str, int] = attrs.field(factory=dict)
    characters: int = 0

    def number(self, word: str) -> int:
        """The number of a word."""
        if word not in self.numbers:
            self.numbers[word] = len(self.numbers)
            self.characters += len(word)
        return self.numbers[word]


def _columns() -> dict[str, list[Any]]:
    return {name: [] for name in _COLUMNS}


@attrs.define
class Rows:
    """The rows so far; `left_out` are those that there was no place for.

    The columns `file`, `type`, `medium`, `state`, `owner` and `health` hold numbers of `words`, -1 for none; `names`
    lists of them. `deviations` are lists of name, line, column and path, of which `more` says how many are missing.
    """

    bounds: Bounds
    words: Words = attrs.field(factory=Words)
    columns: dict[str, list[Any]] = attrs.field(factory=_columns)
    count: int = 0
    left_out: int = 0
    _characters: int = 0

    def add(self, noted: Noted) -> None:
        """Add the notifications of a payload; one without any is a row of its own."""
        deviations: dict[str, Any] = {}
        for notification in noted.parsed.notifications or (None,):
            if not self._has_room:
                self.left_out += 1
                continue
            deviations = deviations or self._deviations(noted)
            self._append(noted, notification, deviations)

    @property
    def _has_room(self) -> bool:
        characters = self._characters + self.words.characters
        return self.count < self.bounds.notifications and characters < self.bounds.characters

    def _append(self, noted: Noted, notification: Notification | None, deviations: dict[str, Any]) -> None:
        told = told_of(notification)
        words = {"file": shown(noted.file), "health": noted.health} | {name: told.pop(name) for name in _WORDS}
        row = {name: self.words.number(word) if word else -1 for name, word in words.items()} | told
        row |= {"line": noted.parsed.source.origin.line} | deviations
        for name, value in row.items():
            self.columns[name].append(value)
        self.count += 1
        self._characters += sum(len(value) for value in told.values() if isinstance(value, str))
        self._characters += sum(len(path) for *_, path in deviations["deviations"]) + _ROW

    def _deviations(self, noted: Noted) -> dict[str, Any]:
        """The names of a payload's deviations, and the first of these with their places: errors first."""
        order = [*Severity]
        found = sorted(noted.parsed.diagnostics, key=lambda one: -order.index(one.severity)) if noted.counts else []
        some = found[: self.bounds.deviations_of_row]
        return {
            "names": [self.words.number(name) for name in dict.fromkeys(name for _, name in noted.counts)],
            "deviations": [
                [self.words.number(one.name), one.span.line, one.span.column, shown(one.path)] for one in some
            ],
            "more": len(found) - len(some),
        }


def told_of(notification: Notification | None) -> dict[str, Any]:
    """What the list shows of a notification."""
    interactions = [*interactions_of(notification)] if notification else []
    first = interactions[0] if interactions else Interaction()
    data = notification.data if notification else None
    time = max(times_of(notification), default=None) if notification else None
    return {
        "type": shown(getattr(data, "message_type", None) or _NO_TYPE) if notification else _REFUSED,
        "medium": shown(first.media_type or ""),
        "state": shown(first.state or ""),
        "owner": shown(name_of(first.owner_information)),
        "time": written(time),
        "reference": number(getattr(data, "reference_id", None)),
        "id": ", ".join(shown(each.id or "") for each in interactions[:_FEW]),
        "text": shown(_text(data, interactions)),
    }


def _text(data: Any, interactions: list[Interaction]) -> str:
    """What a notification is about, in a few words."""
    if error := getattr(data, "error_message", None):
        return f"Failed: {error}"
    if isinstance(data, UcsOperationResponse):
        return "Done" if data.success else "Not done"
    is_history = isinstance(data, GetInteractionsHistoryMessage)
    messages = (data.messages or ()) if isinstance(data, GetInteractionContentMessage) else ()
    said = next((each.text for each in messages if each.text), None)
    subjects = [each.subject for each in interactions if each.subject]
    count = f"{len(interactions)} interactions" if is_history and len(interactions) != 1 else ""
    transcript = f"{len(messages)} messages" if messages else ""
    return ": ".join(filter(None, (count or transcript, " · ".join(subjects[:_FEW]) or said)))


def number(value: int | None) -> str:
    """A number as text: a browser's own numbers have less digits, and Python writes no number of any length."""
    return "" if value is None else str(value) if abs(value) < _GREATEST else "(a number of many digits)"


def name_of(owner: Owner | None) -> str:
    """What people call an agent: first and last name, or else the name of the log-in, or the id."""
    if owner is None:
        return ""
    return " ".join(filter(None, (owner.first_name, owner.last_name))) or owner.user_name or owner.id or ""


def written(time: datetime | None) -> str:
    """The time in the offset that was sent, to the second."""
    return time.isoformat(" ", "seconds") if time else ""
