"""`ucsmsg clean`."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TextIO

import attrs
import click

from ucsmsg.captures import iter_parse
from ucsmsg.cli._checking import STDIN, File, files_in, has_payload, open_file
from ucsmsg.cli._diff import difference
from ucsmsg.cli._output import STDOUT, check_destinations, check_sources, replacing
from ucsmsg.cli._results import Hit
from ucsmsg.cli._settings import Settings, judging, settings_of
from ucsmsg.cli._statuses import FINE, FOUND_ERRORS, counted, drop_output
from ucsmsg.cli.reporters import diagnostic_object
from ucsmsg.diagnostics import printable
from ucsmsg.parsing import Parsed, dumps
from ucsmsg.quasi import UnwritableError


@click.command(short_help="Write the notifications of captures as canonical NDJSON.")
@click.argument("paths", nargs=-1, required=True, metavar="IN...")
@click.option(
    "-o", "--output", metavar="OUT", help="Where the notifications go, one a line; - for the standard output."
)
@click.option(
    "--rejects", metavar="REJECTS", help="Where the payloads with an error go, with their text and what is wrong."
)
@click.option("--diff", is_flag=True, help="Show as a unified diff what the repairs change.")
@judging
def clean(
    paths: tuple[str, ...],
    *,
    output: str | None,
    rejects: str | None,
    diff: bool,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    input_format: str | None,
) -> int:
    """Write the notifications of captures as canonical NDJSON.

    Every payload of IN (a file, a folder, or - for the standard input) without an error is written to OUT: its
    notifications in RFC 8259 text, one a line. A payload with an error goes to REJECTS as a line of JSON with its
    source text, its place and its diagnostics. The counts of both make up the count of the payloads that were read;
    what is wrong with a capture as a whole goes to REJECTS as well and is counted apart.

    Both files are written beside and renamed at the end: an interrupted run leaves the old ones as they were. Both are
    UTF-8, and so is - for the standard output, which only one of OUT, REJECTS and the difference can have. A device or
    a pipe is written to directly.

    The exit status is 0 when every payload was written, 1 when something was rejected, 2 when nothing could be written.

    \b
    Examples:
      ucsmsg clean --mode lenient server.log -o notifications.ndjson
      ucsmsg clean captures/ -o clean.ndjson --rejects rejects.ndjson
      ucsmsg clean --mode lenient --diff page.html
    """  # noqa: D301 - \b is click's
    if output is None and rejects is None and not diff:
        raise click.UsageError("Expected -o OUT, --rejects REJECTS or --diff, got none of them")
    check_destinations({"-o": output, "--rejects": rejects, "--diff": STDOUT if diff else None})
    settings = settings_of(mode, deny, allow, input_format=input_format)
    files = [file for path in paths for file in _files(path)]
    check_sources(output, rejects, [file.path for file in files if file.path != STDIN])
    with ExitStack() as stack:
        rejected = stack.enter_context(replacing(rejects))
        cleaner = _Cleaner(stack.enter_context(replacing(output)), rejected, has_diff=diff)
        for file in files:
            cleaner.clean(file, settings)
    cleaner.summarize(output, rejects)
    return FOUND_ERRORS if cleaner.rejected or cleaner.faults else FINE


def _files(path: str) -> list[File]:
    """What is cleaned is whole: raises `OSError` where one of the files cannot be read."""
    files, errors = files_in(path)
    for error in errors:
        raise error
    return files


@attrs.define
class _Cleaner:
    """What was written where."""

    output: TextIO | None
    rejects: TextIO | None
    has_diff: bool
    clean_payloads: int = 0
    notifications: int = 0
    rejected: int = 0
    faults: int = 0

    def clean(self, file: File, settings: Settings) -> None:
        """Write what the payloads of a file hold."""
        with open_file(file) as opened:
            for parsed in iter_parse(opened, mode=settings.mode, format=settings.input_format, name=file.name):
                if has_payload(parsed) or not parsed.ok:
                    self._sort(parsed)

    def _sort(self, parsed: Parsed) -> None:
        try:
            lines = [dumps(notification) for notification in parsed.notifications]
            reason = ""
        except UnwritableError as error:
            lines, reason = [], str(error)
        if reason or not parsed.ok:
            self._reject(parsed, reason)
            return
        self.clean_payloads += 1
        self.notifications += len(lines)
        if self.output:
            self.output.write("".join(f"{line}\n" for line in lines))
        if self.has_diff:
            self._show(difference(parsed))

    def _show(self, lines: Iterator[str]) -> None:
        """Who stops reading the difference still wants the notifications."""
        try:
            sys.stdout.writelines(lines)
        except BrokenPipeError:
            drop_output()
            self.has_diff = False

    def _reject(self, parsed: Parsed, reason: str) -> None:
        if has_payload(parsed):
            self.rejected += 1
        else:
            self.faults += 1
        if not self.rejects:
            return
        source = parsed.source
        record = {
            "file": source.name,
            "line": source.origin.line,
            "column": source.origin.column,
            "start": source.origin.offset,
            "text": source.text,
            "reason": reason or None,
            "diagnostics": [diagnostic_object(Hit(diagnostic, source)) for diagnostic in parsed.diagnostics],
        }
        self.rejects.write(json.dumps(record) + "\n")

    def summarize(self, output: str | None, rejects: str | None) -> None:
        """Say on the standard error how many payloads went where."""
        written = f" in {printable(output)}" if output else ""
        kept = f" in {printable(rejects)}" if rejects else ""
        faults = f"; {counted(self.faults, 'fault')} of the captures themselves{kept}" if self.faults else ""
        click.echo(
            f"{counted(self.clean_payloads + self.rejected, 'payload')} in = {self.clean_payloads:,} clean "
            f"({counted(self.notifications, 'notification')}{written}) + {self.rejected:,} rejected{kept}{faults}",
            err=True,
        )
