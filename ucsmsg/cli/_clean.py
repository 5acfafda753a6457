"""`ucsmsg clean`."""

import sys
from collections.abc import Iterable
from itertools import chain, takewhile

import attrs
import click

from ucsmsg._screen import printable
from ucsmsg.captures import SeenInSeries
from ucsmsg.cli._checking import STDIN, File, files_to_read, has_payload, payloads_of
from ucsmsg.cli._filters import Filters, filtering
from ucsmsg.cli._notification_writer import NotificationWriter
from ucsmsg.cli._output import (
    STDOUT,
    Output,
    Outputs,
    check_destinations,
    check_sources,
    standard_output,
    status_of_source,
)
from ucsmsg.cli._project import configurable
from ucsmsg.cli._rejects import reject_line
from ucsmsg.cli._repairs import difference
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import Settings, judging, settings_of
from ucsmsg.cli._statuses import FINE, FOUND_ERRORS, counted, say
from ucsmsg.parsing import Parsed
from ucsmsg.quasi import UnwritableError

_UNREAD = "{}: Expected somebody who reads what is rejected, got nobody any more: no output was replaced"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="IN...")
@configurable
@selecting
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Where the notifications go, one a line; without it, or as -, to the standard output.",
)
@click.option(
    "--rejects", metavar="REJECTS", help="Where the payloads with an error go, with their text and what is wrong."
)
@click.option("--diff", is_flag=True, help="Show as a unified diff what the repairs change.")
@click.option("--with-origin", is_flag=True, help="Write with each notification where it came from.")
@click.option("--dedupe", is_flag=True, help="Leave out what came before, in whichever file.")
@click.option("--indent", type=click.IntRange(0, 16), metavar="N", help="Write over several lines, indented by N.")
@filtering
@click.option("-q", "--quiet", is_flag=True, help="Leave the counts out.")
@judging
def clean(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    output: str | None,
    rejects: str | None,
    diff: bool,
    with_origin: bool,
    dedupe: bool,
    indent: int | None,
    filters: Filters,
    quiet: bool,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Write the notifications of captures as canonical NDJSON.

    Every payload of IN (a file, a folder, or - for the standard input) without an error is written to OUT: its
    notifications in RFC 8259 text, one a line, or those of them that are asked for. A payload with an error goes to
    REJECTS as a line of JSON with its source text, its place and its diagnostics. The counts of both make up the count
    of the payloads that were read; what is wrong with a capture as a whole goes to REJECTS as well, and is counted
    apart.

    Both files are written beside and renamed at the end: an interrupted run leaves the old ones as they were. Both are
    UTF-8, and so is - for the standard output, which only one of OUT, REJECTS and the difference can have. A device or
    a pipe is written to directly.

    The exit status is 0 when every payload was written, 1 when something was rejected or --diff has shown a change,
    2 when something could not be read or written: then no file was replaced.

    \b
    Examples:
      ucsmsg clean --mode lenient server.log -o notifications.ndjson
      ucsmsg clean captures/ -o clean.ndjson --rejects rejects.ndjson
      tail -n 1000 server.log | ucsmsg clean - --type UcsOperationResponse --indent 2
      ucsmsg clean --with-origin --dedupe --since 2013-11-25T00:00:00Z captures/ -o day.ndjson
      ucsmsg clean --mode lenient --diff page.html
    """  # noqa: D301 - \b is click's
    if output is None and rejects != STDOUT and not diff:
        output = STDOUT
    check_destinations({"-o": output, "--rejects": rejects, "--diff": STDOUT if diff else None})
    settings = settings_of(mode, deny, allow, input_format=input_format, encoding=encoding)
    files = files_to_read(paths, selection)
    sources = [file.path for file in files if file.path != STDIN]
    # the output may take the place of an input when what is rejected goes elsewhere
    replaced = {"-o": None if rejects else output, "--rejects": rejects}
    check_sources(replaced, sources, advice=", or --rejects REJECTS for what would be lost")
    with Outputs() as outputs:
        rejected = outputs.open(rejects)  # replaced before the output, which may be where the rejects came from
        written = outputs.open(output, status_of_source(output, sources))
        shown = standard_output(sys.stdout) if diff else None
        writer = NotificationWriter(filters, is_deduping=dedupe, has_origin=with_origin, indent=indent)
        cleaner = _Cleaner(writer, written, rejected, shown)
        cleaner.clean(files, settings)
        outputs.replace()
    if not quiet:
        cleaner.summarize(output, rejects)
    return cleaner.status


@attrs.define
class _Cleaner:
    """What was written where."""

    writer: NotificationWriter
    output: Output | None
    rejects: Output | None
    diff: Output | None
    clean_payloads: int = 0
    notifications: int = 0
    rejected: int = 0
    faults: int = 0
    has_differences: bool = False

    @property
    def status(self) -> int:
        """The exit status; differences give 1, as from the tools that format code."""
        return FOUND_ERRORS if self.rejected or self.faults or self.has_differences else FINE

    def clean(self, files: Iterable[File], settings: Settings) -> None:
        """Write what the payloads of the files hold, as long as somebody reads one of the places they go to."""
        series = SeenInSeries()
        payloads = chain.from_iterable(payloads_of(file, settings, seen=series.before(file.path)) for file in files)
        for parsed in takewhile(lambda _: self._is_read, payloads):
            if has_payload(parsed) or not parsed.ok:
                self._sort(parsed)
        for place in filter(None, self._places):
            self._write(place, "", is_all=True)

    @property
    def _places(self) -> tuple[Output | None, ...]:
        return self.output, self.rejects, self.diff

    @property
    def _is_read(self) -> bool:
        return any(place.is_read for place in self._places if place)

    def _write(self, place: Output | None, text: str, *, is_all: bool = False) -> None:
        """Write to one of the places; who stops reading it still wants the others, but for the rejects.

        Without them the output must not replace anything: what was rejected would be in neither.
        """
        if place is None or not place.is_read:
            return
        try:
            place.write(text)
            if is_all:
                place.finish()
        except BrokenPipeError as error:
            if place is self.rejects and self.output:
                raise click.ClickException(_UNREAD.format(place.name)) from error
            place.drop()

    def _sort(self, parsed: Parsed) -> None:
        try:
            lines = self.writer.lines(parsed)
            reason = ""
        except UnwritableError as error:
            lines, reason = [], str(error)
        if reason or not parsed.ok:
            self._reject(parsed, reason)
            return
        self.clean_payloads += 1
        self.notifications += len(lines)
        self._write(self.output, "".join(f"{line}\n" for line in lines))
        if self.diff:
            changes = "".join(difference(parsed))
            self.has_differences = self.has_differences or bool(changes)
            self._write(self.diff, changes)

    def _reject(self, parsed: Parsed, reason: str) -> None:
        if has_payload(parsed):
            self.rejected += 1
        else:
            self.faults += 1
        self._write(self.rejects, reject_line(parsed, reason))

    def summarize(self, output: str | None, rejects: str | None) -> None:
        """Say on the standard error how many payloads went where; nothing when nobody has waited for all of them."""
        if not self._is_read:
            return
        written = f" in {printable(output)}" if output else ""
        kept = f" in {printable(rejects)}" if rejects else ""
        left_out = "".join(f"; {text}" for text in self.writer.left_out)
        faults = f"; {counted(self.faults, 'fault')} of the captures themselves{kept}" if self.faults else ""
        payloads = f"{counted(self.clean_payloads + self.rejected, 'payload')} in = {self.clean_payloads:,} clean"
        notifications = counted(self.notifications, "notification")
        say(f"{payloads} ({notifications}{written}) + {self.rejected:,} rejected{kept}{faults}{left_out}")
