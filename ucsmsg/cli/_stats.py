"""`ucsmsg stats`."""

import json
from collections.abc import Iterator

import click

from ucsmsg._screen import Screen, columns
from ucsmsg.cli._checking import files_to_read, payloads_of
from ucsmsg.cli._filters import Filters, filtering
from ucsmsg.cli._output import for_data
from ucsmsg.cli._project import configurable
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import encoding_option, input_format_option, settings_of
from ucsmsg.cli._statistics import Statistics, Unknown
from ucsmsg.cli._statuses import FINE, counted
from ucsmsg.cli._terminal import screen

_BAR = 40
"""Columns of the longest bar."""


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@configurable
@selecting
@filtering
@input_format_option
@encoding_option
@click.option("--json", "is_json", is_flag=True, help="One JSON object instead of tables.")
def stats(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    filters: Filters,
    input_format: str | None,
    encoding: str | None,
    is_json: bool,
) -> int:
    """Count what captures hold, and what the documentation does not know of it.

    Messages by their type, interactions by medium and state, times of interactions and messages by day and hour (each
    in the offset that was sent), deviations by name, and members and values that are not documented, with their types
    and the first place of each. PATH is as for check.

    The exit status is 0, or 2 when something could not be read.

    \b
    Examples:
      ucsmsg stats captures/
      ucsmsg stats --since 2013-11-25T00:00:00Z --json server.log
    """  # noqa: D301 - \b is click's
    settings = settings_of("lenient", (), (), input_format=input_format, encoding=encoding)
    statistics = Statistics(filters)
    for file in files_to_read(paths, selection):
        for parsed in payloads_of(file, settings):
            statistics.add(parsed)
    if is_json:
        for_data().write(json.dumps(statistics.content(), indent=2) + "\n")
    else:
        click.echo("\n".join(_lines(statistics, screen())))
    return FINE


def _lines(statistics: Statistics, on: Screen) -> Iterator[str]:
    for title, rows in statistics.tables:
        if rows:
            yield from _table(title, rows, on)
    if unknown := statistics.of_unknown:
        yield "Not documented"
        for each in unknown:
            yield on.cropped(f"{each.count:>8}  {_described(each)}")
        yield ""
    yield f"{counted(statistics.payloads, 'payload')}, {counted(statistics.notifications, 'notification')}"


def _table(title: str, rows: list[tuple[str, int]], on: Screen) -> Iterator[str]:
    names = max(columns(on.shown(name)) for name, _ in rows)
    room = min(_BAR, on.width - names - len("  12345678  "))
    most = max(count for _, count in rows)
    block = "█" if on.shown("█") == "█" else "#"
    yield title
    for name, count in rows:
        shown = on.shown(name)
        bar = block * max(1, count * room // most) if room > 0 else ""
        yield on.cropped(f"{count:>8}  {shown}{' ' * (names - columns(shown))}  {bar}".rstrip())
    yield ""


def _described(unknown: Unknown) -> str:
    value = f" {unknown.value}" if unknown.value else f" ({', '.join(sorted(unknown.types))})"
    return f"{unknown.kind} {unknown.path}{value}, first in {unknown.file}:{unknown.line}"
