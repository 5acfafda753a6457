"""`ucsmsg report`."""

from collections.abc import Iterable, Iterator
from itertools import chain

import click

from ucsmsg._screen import printable
from ucsmsg.captures import SeenInSeries
from ucsmsg.cli._checking import STDIN, Advance, File, checked, files_to_read, reading_of
from ucsmsg.cli._output import STDOUT, Outputs, check_destinations, check_sources
from ucsmsg.cli._progress import progress
from ucsmsg.cli._project import configurable
from ucsmsg.cli._selection import NO_PAYLOAD, Selection, selecting
from ucsmsg.cli._settings import Settings, judging, settings_of
from ucsmsg.cli._statuses import FINE, counted, say
from ucsmsg.report import MOST_NOTIFICATIONS, NOTIFICATIONS, Capture, render_captures


class Address(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """Where something can be had with a browser."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address without a slash at its end; no other kind can be a link that does what it looks like."""
        if not value.startswith(("https://", "http://")):
            self.fail(f"Expected an address that begins with https:// or http://, got {value!r}", param, ctx)
        return value.rstrip("/")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@configurable
@selecting
@click.option(
    "-o", "--output", default=STDOUT, metavar="FILE", help="Where the page goes; without it to the standard output."
)
@click.option(
    "--max-notifications",
    type=click.IntRange(1, MOST_NOTIFICATIONS),
    default=NOTIFICATIONS,
    show_default=True,
    metavar="N",
    help="How many notifications the list of the page holds; all are counted.",
)
@click.option(
    "--documentation",
    type=Address(),
    metavar="ADDRESS",
    help="Where this project's files can be read, for links to the catalogue.",
)
@click.option("-q", "--quiet", is_flag=True, help="Leave the line on the standard error out.")
@judging
def report(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    output: str,
    max_notifications: int,
    documentation: str | None,
    quiet: bool,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Write what captures hold, and what deviates in them, as one page for a browser.

    PATH is as for check. The page needs no other file and no network: totals, deviations with excerpts and their
    explanation, conversations with the times that customers waited, interactions over time, and a list of
    notifications with search and filters.

    The exit status is 0, or 2 when something could not be read or written; then no file was replaced.

    \b
    Examples:
      ucsmsg report captures/ -o report.html
      ucsmsg report --mode lenient --max-notifications 1000 server.log > report.html
    """  # noqa: D301 - \b is click's
    check_destinations({"-o": output})
    settings = settings_of(mode, deny, allow, input_format=input_format, encoding=encoding)
    files = files_to_read(paths, selection)
    check_sources({"-o": output}, (file.path for file in files if file.path != STDIN))
    with Outputs() as outputs:
        place = outputs.open(output)
        page = _page(files, settings, selection, max_notifications, documentation)
        place.write(page)
        place.finish()
        outputs.replace()
    if not quiet:
        size = f"{len(page.encode()) / 1000:,.0f} kB"
        say(f"ucsmsg: report of {counted(len(files), 'file')} in {printable(place.name)} ({size})")
    return FINE


def _page(files: list[File], settings: Settings, selection: Selection, most: int, documentation: str | None) -> str:
    """The page. Raises a usage error where its library is missing."""
    is_finite = all(file.path != STDIN for file in files)
    with progress(sum(file.size for file in files), is_wanted=is_finite) as advance:
        captures = _captures(files, settings, selection, advance)
        try:
            return render_captures(captures, max_notifications=most, mode=settings.mode, documentation=documentation)
        except ImportError as error:
            raise click.ClickException(str(error)) from error


def _captures(files: Iterable[File], settings: Settings, selection: Selection, advance: Advance) -> Iterator[Capture]:
    """The files, one after the other; one that a folder has and that is no capture at all is only counted."""
    series = SeenInSeries()
    for file in files:
        with reading_of(file, settings, advance, series.before(file.path)) as reading:
            first, second = next(reading, None), next(reading, None)
            if file.is_found and first and not second and checked(first, settings).is_without_payload:
                selection.left_out[NO_PAYLOAD] += 1
            else:
                yield Capture(file.name, chain(filter(None, (first, second)), reading), reading.coverage)
