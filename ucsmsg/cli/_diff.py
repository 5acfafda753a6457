"""`ucsmsg diff`."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

import attrs
import click

from ucsmsg.cli._checking import files_to_read, payloads_of
from ucsmsg.cli._filters import Filters, filtering
from ucsmsg.cli._output import for_data
from ucsmsg.cli._project import configurable
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import Settings, encoding_option, input_format_option, settings_of
from ucsmsg.cli._statuses import FINE, FOUND_ERRORS, counted
from ucsmsg.cli._terminal import screen
from ucsmsg.diagnostics import shown
from ucsmsg.parsing import to_dict
from ucsmsg.places import Path, format_path
from ucsmsg.schema import GetInteractionContentMessage, Notification, interactions_of

_IDENTIFYING = ("id", "index")
_MISSING = object()


@click.command
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@configurable
@selecting
@filtering
@input_format_option
@encoding_option
@click.option("--json", "is_json", is_flag=True, help="One JSON object instead of lines.")
def diff(
    before: str,
    after: str,
    *,
    selection: Selection,
    filters: Filters,
    input_format: str | None,
    encoding: str | None,
    is_json: bool,
) -> int:
    """Compare the notifications of two captures: what is new in B, what is gone, and what has changed by its path.

    A and B are files, folders or - for the standard input. A notification with the content of an interaction is
    compared with that of the same interaction, another one with that of the same type and reference; of several the
    first with the first. Interactions are compared by their id, chat messages by their index. What no payload of
    either can be read from is not compared: check says it.

    The exit status is 0 when nothing differs, 1 when something does, 2 when something could not be read.

    \b
    Examples:
      ucsmsg diff yesterday.ndjson today.ndjson
      ucsmsg diff --type GetInteractionContentMessage --json old/ new/
    """  # noqa: D301 - \b is click's
    settings = settings_of("lenient", (), (), input_format=input_format, encoding=encoding)
    old = {each.key: each for each in _entries(before, selection, settings, filters)}
    differences = _Differences(old)
    for entry in _entries(after, selection, settings, filters):
        differences.add(entry)
    if is_json:
        for_data().write(json.dumps(differences.content(), indent=2) + "\n")
    else:
        on = screen()
        for line in differences.lines():
            click.echo(on.shown(line))
    return FOUND_ERRORS if differences.has_any else FINE


@attrs.frozen
class _Entry:
    """A notification, what it is known by, and where it stands."""

    key: tuple[str, str, int]
    text: str  # NaN included: what is compared need not be written as JSON
    place: str

    @property
    def shown(self) -> str:
        """What people read of it."""
        kind, known_by, number = self.key
        return f"{kind} {known_by}" + (f" (number {number})" if number > 1 else "")


def _entries(path: str, selection: Selection, settings: Settings, filters: Filters) -> Iterator[_Entry]:
    numbers: Counter[tuple[str, str]] = Counter()
    for file in files_to_read([path], selection):
        for parsed in payloads_of(file, settings):
            place = f"{parsed.source.name}:{parsed.source.origin.line}"
            for notification in filter(filters.want, parsed.notifications):
                known_by = _known_by(notification)
                numbers[known_by] += 1
                text = json.dumps(to_dict(notification), default=str)
                yield _Entry((*known_by, numbers[known_by]), text, place)


def _known_by(notification: Notification) -> tuple[str, str]:
    data = notification.data
    kind = str(getattr(data, "message_type", None) or "message without a type")
    ids = [each.id for each in interactions_of(notification)]
    if isinstance(data, GetInteractionContentMessage) and ids and ids[0]:
        return kind, f"of interaction {ids[0]}"
    return kind, f"with reference {getattr(data, 'reference_id', None)}"


@attrs.define
class _Differences:
    """What was compared so far; `gone` is what the second capture has not had yet."""

    gone: dict[tuple[str, str, int], _Entry]
    new: list[_Entry] = attrs.field(factory=list)
    changed: list[tuple[_Entry, _Entry, list[tuple[str, Any, Any]]]] = attrs.field(factory=list)
    same: int = 0

    def add(self, entry: _Entry) -> None:
        """Compare a notification of the second capture."""
        old = self.gone.pop(entry.key, None)
        if old is None:
            self.new.append(entry)
        elif old.text == entry.text:
            self.same += 1
        else:
            self.changed.append((old, entry, [*_changes(json.loads(old.text), json.loads(entry.text), ())]))

    @property
    def has_any(self) -> bool:
        """True when something differs."""
        return bool(self.new or self.gone or self.changed)

    def lines(self) -> Iterator[str]:
        """The differences as people read them."""
        for entry in self.gone.values():
            yield f"- {entry.shown} ({entry.place})"
        for entry in self.new:
            yield f"+ {entry.shown} ({entry.place})"
        for old, entry, changes in self.changed:
            yield f"~ {entry.shown} ({old.place}, {entry.place})"
            for path, before, after in changes:
                yield f"    {path}: {_shown(before)} -> {_shown(after)}"
        counts = f"{len(self.gone):,} gone, {len(self.new):,} new, {len(self.changed):,} changed"
        yield f"{counts}, {counted(self.same, 'notification')} the same"

    def content(self) -> dict[str, Any]:
        """The differences as a JSON value."""
        return {
            "gone": [_object(entry) for entry in self.gone.values()],
            "new": [_object(entry) for entry in self.new],
            "changed": [
                _object(entry)
                | {"place_before": old.place}
                | {"changes": [_change(path, before, after) for path, before, after in changes]}
                for old, entry, changes in self.changed
            ],
            "same": self.same,
        }


def _object(entry: _Entry) -> dict[str, Any]:
    kind, known_by, number = entry.key
    return {"type": kind, "known_by": known_by, "number": number, "place": entry.place}


def _change(path: str, before: Any, after: Any) -> dict[str, Any]:
    """What is missing on a side is missing here."""
    sides = {"before": before, "after": after}
    return {"path": path} | {name: value for name, value in sides.items() if value is not _MISSING}


def _changes(before: Any, after: Any, path: Path) -> Iterator[tuple[str, Any, Any]]:
    """The parts in which two values differ, with their paths, and what stands there."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in [*before, *(name for name in after if name not in before)]:
            yield from _changes(before.get(name, _MISSING), after.get(name, _MISSING), (*path, name))
    elif isinstance(before, list) and isinstance(after, list):
        for index, (old, new) in enumerate(_pairs(before, after)):
            yield from _changes(old, new, (*path, index))
    elif (type(before), before) != (type(after), after):
        yield format_path(path), before, after


def _pairs(before: list[Any], after: list[Any]) -> Iterable[tuple[Any, Any]]:
    """The elements of two arrays that are compared: of the same `id` or `index`, or else in their order."""
    for name in _IDENTIFYING:
        old, new = _by_member(before, name), _by_member(after, name)
        if old is not None and new is not None:
            keys = [*new, *(key for key in old if key not in new)]
            return [(old.get(key, _MISSING), new.get(key, _MISSING)) for key in keys]
    return zip_longest(before, after, fillvalue=_MISSING)


def _by_member(elements: list[Any], name: str) -> dict[Any, Any] | None:
    """The elements by a member that tells them apart; None where it does not."""
    members = [each.get(name) if isinstance(each, dict) else None for each in elements]
    is_telling = all(isinstance(each, str | int) for each in members) and len({*members}) == len(members)
    return dict(zip(members, elements, strict=True)) if is_telling else None


def _shown(value: Any) -> str:
    return "nothing" if value is _MISSING else shown(json.dumps(value, ensure_ascii=False))
