"""`ucsmsg table`."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from ucsmsg import __version__
from ucsmsg._screen import printable
from ucsmsg.captures import SeenInSeries
from ucsmsg.cli._building import building
from ucsmsg.cli._checking import STDIN, Advance, File, files_to_read, has_payload, payloads_of
from ucsmsg.cli._choices import OneOf
from ucsmsg.cli._libraries import tables_library
from ucsmsg.cli._output import Output, Outputs, check_destinations, check_sources
from ucsmsg.cli._progress import progress
from ucsmsg.cli._project import configurable
from ucsmsg.cli._rejects import reject_line
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import Settings, judging, settings_of
from ucsmsg.cli._statuses import FINE, FOUND_ERRORS, counted, naming, say
from ucsmsg.cli._updates import Update
from ucsmsg.parsing import Parsed
from ucsmsg.quasi import Limits

if TYPE_CHECKING:
    from ucsmsg.tables import Filling, Writer

_TABLES = ("interactions", "messages", "participants", "notifications", "diagnostics")
_NOT_FINITE = "Expected numbers that JSON has a text for, got NaN or an infinity"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="IN...")
@configurable
@selecting
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help="Where the rows go: a file that ends in .parquet or .csv (one table), .sqlite, .db or .duckdb, or a folder.",
)
@click.option(
    "--table",
    "tables",
    multiple=True,
    type=OneOf(_TABLES),
    metavar="NAME",
    help=f"Only this table: {', '.join(_TABLES)}. May be repeated.",
)
@click.option(
    "--partition-by",
    metavar="COLUMN",
    help="Divide the tables of a folder by a column of texts, or by day: that of the time in UTC.",
)
@click.option(
    "--rejects", metavar="REJECTS", help="Where the payloads with an error go, with their text and what is wrong."
)
@click.option("--update", is_flag=True, help="Read what is new or has changed since the last run with --update.")
@click.option("-q", "--quiet", is_flag=True, help="Leave the counts and the progress bar out.")
@judging
def table(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    output: str,
    tables: tuple[str, ...],
    partition_by: str | None,
    rejects: str | None,
    update: bool,
    quiet: bool,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Write captures as tables: Parquet, CSV, SQLite or DuckDB.

    Every payload of IN (a file, a folder, or - for the standard input) without an error gives rows of interactions,
    messages, participants and notifications; every deviation is a row of diagnostics. docs/tables.md says what stands
    in their columns. A payload with an error goes to REJECTS, as from clean. The counts of both make up the count of
    the payloads that were read.

    OUT is written beside and renamed at the end: an interrupted run leaves the old one as it was. With --update a
    manifest beside it says what was read, rows of files that are as they were are kept, and only the others are read:
    in the end the rows are those of one run over everything. Files that are gone keep their rows.

    The exit status is 0 when every payload was written, 1 when something was rejected, 2 when something could not be
    read or written: then nothing was replaced.

    \b
    Examples:
      ucsmsg table captures/ -o history.duckdb
      ucsmsg table --table messages --mode lenient server.log -o messages.parquet
      ucsmsg table captures/ -o lake/ --partition-by day --rejects rejects.ndjson
    """  # noqa: D301 - \b is click's
    settings = settings_of(mode, deny, allow, input_format=input_format, encoding=encoding)
    names = [name for name in _TABLES if name in tables or not tables]
    check_destinations({"-o": output.rstrip("/") or output, "--rejects": rejects})
    writing = _writing(output, names, partition_by)
    files = files_to_read(paths, selection)
    check_sources({"-o": output, "--rejects": rejects}, [file.path for file in files if file.path != STDIN])
    with Outputs() as outputs, ExitStack() as stack:
        rejected = outputs.open(rejects)
        place = stack.enter_context(building(output))
        known = _known(writing, output, settings, (mode, deny, allow)) if update else None
        if known:
            known.plan(files)
        size = sum(task.size for task in known.tasks) if known else sum(file.size for file in files)
        advance = stack.enter_context(progress(size, is_wanted=not quiet))
        with writing.open(place.path) as writer:
            run = _Run(writer, rejected)
            if known:
                run.update(known, settings, advance)
            else:
                run.write(files, settings, advance)
        outputs.replace()
        place.finish()
        if known:
            known.save()
    if not quiet:
        run.summarize(output, rejects)
    return FOUND_ERRORS if run.rejected or run.faults else FINE


@attrs.frozen
class _Writing:
    """What is written: a file by its ending, or a folder."""

    names: list[str]
    ending: str
    partition_by: str | None

    def open(self, path: Path) -> "Writer":
        """What writes it to a new file or folder."""
        tables = tables_library()
        made: Writer
        if self.ending:
            made = tables.WRITERS[self.ending](path, self.names)
        else:
            made = tables.FolderWriter(path, self.names, self.partition_by)
        return made


def _writing(output: str, names: list[str], partition_by: str | None) -> _Writing:
    """Raises a usage error for what cannot be written so."""
    tables = tables_library()
    ending = "" if output.endswith("/") or Path(output).is_dir() else Path(output).suffix.lower()
    if ending and ending not in tables.WRITERS:
        known = ", ".join(tables.WRITERS)
        raise click.UsageError(f"Expected a folder for -o, or a file that ends in one of {known}, got {output!r}")
    if ending and partition_by:
        raise click.UsageError(f"Expected a folder for -o with --partition-by, got {output!r}")
    if ending and not tables.WRITERS[ending].takes_several and len(names) > 1:
        advice = "name one with --table, or a folder for all"
        raise click.UsageError(f"Expected one table for a file of {ending}, got {len(names)}: {advice}")
    if not ending:
        _check_folder(Path(output), names, partition_by)
    return _Writing(names, ending, partition_by)


def _known(writing: _Writing, output: str, settings: Settings, judged: tuple[object, ...]) -> Update:
    """Raises a usage error for an output that cannot keep rows."""
    tables = tables_library()
    if writing.ending and not tables.WRITERS[writing.ending].can_keep:
        raise click.UsageError(f"Expected a folder, Parquet or a database for --update, got {output!r}")
    form = settings.input_format
    made = {
        "version": [__version__, tables.SCHEMA_VERSION],
        "judged": json.loads(json.dumps(judged)),
        "format": form and form.value,
        "encoding": settings.encoding,
        "tables": writing.names,
        "partition_by": writing.partition_by,
    }
    return Update(output, made, form)


def _check_folder(folder: Path, names: list[str], partition_by: str | None) -> None:
    """Raises a usage error where the folder has something else in it, which would be gone."""
    if partition_by:
        tables_library().check_partition(partition_by, names)
    for path in folder.rglob("*"):
        is_ours = path.is_dir() or path.suffix == ".parquet"
        if not is_ours or path.relative_to(folder).parts[0] not in _TABLES:
            raise click.UsageError(
                f"Expected a folder for -o that is new or has nothing but tables, got one with {path}"
            )


@attrs.define
class _Run:
    """What was written so far."""

    writer: "Writer"
    rejects: Output | None
    written: int = 0
    rejected: int = 0
    faults: int = 0
    rows: Counter[str] = attrs.field(factory=Counter)

    def write(self, files: Sequence[File], settings: Settings, advance: Advance) -> None:
        """Write the rows of the files."""
        filling, series = tables_library().Filling(self.writer.names), SeenInSeries()
        for file in files:
            for parsed in payloads_of(file, settings, advance, series.before(file.path)):
                self._add(filling, parsed)
        self._write(filling.rest())

    def update(self, known: Update, settings: Settings, advance: Advance) -> None:
        """Keep the rows of what is as it was, and write those of the rest."""
        tables = tables_library()
        if known.gone:
            self.writer.keep(Path(known.output), known.gone)
        filling = tables.Filling(self.writer.names)
        for task in known.tasks:
            before = self.written + self.rejected
            with naming(task.path):
                knows = "diagnostics" in self.writer.names
                for parsed in tables.read(task, mode=settings.mode, limits=Limits(), knows_repeated=knows):
                    self._add(filling, parsed)
            if task.is_first and before == self.written + self.rejected:
                known.forget_cut(task.path)
            advance(task.size)
        self._write(filling.rest())

    def _add(self, filling: "Filling", parsed: Parsed) -> None:
        is_taken = filling.add(parsed)
        if not has_payload(parsed):
            self.faults += not parsed.ok
        elif is_taken:
            self.written += 1
        else:
            self.rejected += 1
        if not is_taken and self.rejects:
            self.rejects.write(reject_line(parsed, _NOT_FINITE if parsed.ok else ""))
        self._write(filling.full())

    def _write(self, batches: Iterator[tuple[str, Any]]) -> None:
        for name, batch in batches:
            self.writer.write(name, batch)
            self.rows[name] += batch.num_rows

    def summarize(self, output: str, rejects: str | None) -> None:
        """Say on the standard error what went where."""
        kept = f" in {printable(rejects)}" if rejects else ""
        faults = f"; {counted(self.faults, 'fault')} of the captures themselves{kept}" if self.faults else ""
        payloads = f"{counted(self.written + self.rejected, 'payload')} in = {self.written:,} written"
        say(f"{payloads} + {self.rejected:,} rejected{kept}{faults}")
        rows = ", ".join(f"{self.rows[name]:,} of {name}" for name in self.writer.names)
        say(f"rows in {printable(output)}: {rows}")
