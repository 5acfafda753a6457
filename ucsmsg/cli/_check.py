"""`ucsmsg check`."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import attrs
import click

from ucsmsg.cli._checking import STDIN, Advance, File, files_in
from ucsmsg.cli._output import for_data
from ucsmsg.cli._parallel import checking
from ucsmsg.cli._progress import ERASE_LINE, progress
from ucsmsg.cli._project import from_project
from ucsmsg.cli._results import Checked, Total
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import DeviationName, SchemaFile, Settings, judging, settings_of
from ucsmsg.cli._statuses import FAILED, FINE, FOUND_ERRORS, complain, counted, drop_output, explained
from ucsmsg.cli._terminal import has_colors, screen
from ucsmsg.cli.reporters import REPORTERS, Options, Reporter
from ucsmsg.diagnostics import UcsmsgError

_COUNTING = ("text", "json", "ndjson")


@click.command(short_help="Say what in captures departs from the contract, and where.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@selecting
@judging
@click.option(
    "--schema",
    type=SchemaFile(),
    metavar="FILE",
    help="Judge payloads by the JSON Schema in this file, not by the documented contract.",
)
@click.option(
    "--select",
    multiple=True,
    type=DeviationName(),
    metavar="NAME",
    help="Report and count only this deviation. May be repeated.",
)
@click.option(
    "--format", "form", type=click.Choice(list(REPORTERS)), default="text", show_default=True, help="How to report."
)
@click.option(
    "--max-errors", type=click.IntRange(min=1), metavar="N", help="Stop after the payload that has the Nth error."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Work in so many processes, over files and over parts of large NDJSON files.",
)
@click.option("-q", "--quiet", is_flag=True, help="Leave the progress bar and the text's summary out.")
@click.option(
    "--statistics",
    is_flag=True,
    help=f"Report only the counts, and those of every file; for {', '.join(_COUNTING)}.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours in the text; auto: on a terminal, or as NO_COLOR and FORCE_COLOR say.",
)
def check(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    schema: Any,
    select: tuple[str, ...],
    input_format: str | None,
    form: str,
    max_errors: int | None,
    jobs: int,
    quiet: bool,
    statistics: bool,
    color: str,
) -> int:
    """Say what in captures departs from the documented contract, and where.

    PATH is a file, a folder (read recursively; hidden files are left out) or - for the standard input. Each deviation
    is printed with its place, its name, a message and an excerpt, then the counts by name.

    The exit status is 0 when no error was found, 1 when there were errors, 2 when the command could not do its work.
    With --select only the selected deviations count for it.

    \b
    Examples:
      ucsmsg check capture.ndjson
      ucsmsg check --mode lenient --deny unknown-member logs/
      tail -f server.log | ucsmsg check -
      ucsmsg check --format sarif capture.har > ucsmsg.sarif
      ucsmsg check --schema order.schema.json orders/
    """  # noqa: D301 - \b is click's
    if statistics and form not in _COUNTING:
        hint = from_project("statistics", "form")
        raise click.UsageError(f"Expected {', '.join(_COUNTING)} as --format with --statistics, got {form}{hint}")
    settings = settings_of(mode, deny, allow, select, input_format, counts_only=statistics, schema=schema)
    is_terminal = sys.stdout.isatty()
    is_text = form == "text"
    has_bar = not quiet and (is_text or not is_terminal)
    options = Options(
        quiet=quiet,
        statistics=statistics,
        colors=has_colors(color),
        screen=screen(),
        before=ERASE_LINE if is_terminal and has_bar else "",
    )
    if not is_text:
        for_data()
    return _Run(settings, REPORTERS[form](options), selection, max_errors, jobs, has_bar).check(paths)


@attrs.define
class _Run:
    """One run of the command: what it counts, and whether something could not be read."""

    settings: Settings
    reporter: Reporter
    selection: Selection
    max_errors: int | None = None
    jobs: int = 1
    has_bar: bool = False
    total: Total = attrs.field(factory=Total)
    has_failed: bool = False

    def check(self, paths: Iterable[str]) -> int:
        """Check everything, or as long as somebody reads the report, and return the exit status of what was checked."""
        try:
            self._report_files([file for path in paths for file in self._files(path)])
        except BrokenPipeError:
            drop_output()
        return FAILED if self.has_failed else FOUND_ERRORS if self.total.errors else FINE

    def _report_files(self, files: list[File]) -> None:
        """The whole report, which has its end also when the run is ended before: by an interrupt, or by a fault."""
        try:
            self.reporter.begin()
            sys.stdout.flush()
            self._check_files(files)
        finally:
            self.reporter.end(self.total)
            sys.stdout.flush()
        if self._is_done:
            complain(f"stopped after {counted(self.total.errors, 'error')}")

    def _check_files(self, files: list[File]) -> None:
        with self._progress(files) as advance, checking(files, self.settings, self.jobs, advance) as results_of:
            for file in files:
                if not self._is_done:
                    self._check_file(file, results_of(file))

    def _progress(self, files: list[File]) -> AbstractContextManager[Advance]:
        has_end = all(file.path != STDIN for file in files)
        return progress(sum(file.size for file in files), is_wanted=self.has_bar and has_end)

    @property
    def _is_done(self) -> bool:
        return self.max_errors is not None and self.total.errors >= self.max_errors

    def _files(self, path: str) -> list[File]:
        files, errors = files_in(path, self.selection)
        for error in errors:
            self._fail(error)
        return files

    def _fail(self, error: Exception) -> None:
        self.has_failed = True
        sys.stdout.flush()
        complain(explained(error))

    def _check_file(self, file: File, results: Iterator[Checked]) -> None:
        total = Total(name=file.name)
        try:
            while not self._is_done and (checked := self._next(results)):
                self._report(checked, total)
        finally:
            self.total.files += 1
            self.reporter.file(total)

    def _next(self, results: Iterator[Checked]) -> Checked | None:
        """The next result; None at the end, and where the file cannot be read any further."""
        try:
            return next(results, None)
        except (OSError, UcsmsgError) as error:
            self._fail(error)
            return None

    def _report(self, checked: Checked, total: Total) -> None:
        total.add(checked)
        self.total.add(checked)
        for hit in checked.hits:
            self.reporter.hit(hit)
        if checked.hits:
            sys.stdout.flush()
