"""`ucsmsg fix`."""

import os
from collections.abc import Iterable

import attrs
import click

from ucsmsg._screen import printable
from ucsmsg.captures import Format
from ucsmsg.cli._checking import STDIN, File, files_in, open_file
from ucsmsg.cli._fixing import LARGEST, FixedFile, UnfixableError, fix_bytes
from ucsmsg.cli._project import configurable
from ucsmsg.cli._replacement import Replacements
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import encoding_option, input_format_option
from ucsmsg.cli._statuses import FAILED, FINE, FOUND_ERRORS, complain, counted, explained, naming, say
from ucsmsg.cli._unified import unified


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@configurable
@selecting
@click.option("--write", is_flag=True, help="Replace the files by what is fixed.")
@click.option("--check", is_flag=True, help="Only say which files there is something to fix in.")
@click.option(
    "--lossy", is_flag=True, help="Also take out what JSON cannot keep: fragments, dots, text around a value."
)
@input_format_option
@encoding_option
def fix(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    write: bool,
    check: bool,
    lossy: bool,
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Repair the syntax of payloads in their files, and change nothing else.

    PATH is a capture of any format, a folder, or - for the standard input; what is packed has to be unpacked before.
    What has one reading is repaired where it stands; everything else stays as it is, byte by byte. What has no single
    reading is left and named. Without --write or --check the changes are shown as a unified diff.

    With --write each file is written beside and renamed, in UTF-8. It keeps its rights, a link stays a link, and a
    file that has changed meanwhile stays as it is.

    The exit status is 0 when there was nothing to fix or everything was written, 1 when there is something to fix, or
    something that cannot be fixed, 2 when something could not be read or written.

    \b
    Examples:
      ucsmsg fix payload.json
      ucsmsg fix --write captures/
      ucsmsg fix --check --lossy - < payload.json
    """  # noqa: D301 - \b is click's
    if write and check:
        raise click.UsageError("Expected --write or --check, got both of them")
    if write and STDIN in paths:
        raise click.UsageError("Expected files for --write, got -: what is fixed has to be written somewhere")
    form = Format.of(input_format) if input_format else None
    fixer = _Fixer(form, encoding, write=write, check=check, lossy=lossy)
    for path in paths:
        files, errors = files_in(path, selection)
        fixer.fix(files)
        for error in errors:
            fixer.fail(error)
    fixer.summarize()
    return fixer.status


@attrs.define
class _Fixer:
    """What is done with each file, and the counts of that."""

    form: Format | None
    encoding: str | None
    write: bool = attrs.field(kw_only=True)
    check: bool = attrs.field(kw_only=True)
    lossy: bool = attrs.field(kw_only=True)
    files: int = 0
    changed: int = 0
    unfixed: int = 0
    failed: int = 0

    @property
    def status(self) -> int:
        """The exit status."""
        if self.failed:
            return FAILED
        return FOUND_ERRORS if self.unfixed or (self.changed and not self.write) else FINE

    def fix(self, files: Iterable[File]) -> None:
        """Fix one file after the other; one that cannot be read or written does not hinder the next."""
        for file in files:
            self.files += 1
            try:
                self._fix(file)
            except UnfixableError as error:
                self.unfixed += 1
                complain(f"{file.name}: {error}")
            except OSError as error:
                self.fail(error)

    def fail(self, error: OSError) -> None:
        """Count and say what could not be read or written."""
        self.failed += 1
        complain(explained(error))

    def _fix(self, file: File) -> None:
        data, status = _read(file)
        fixed = fix_bytes(data, file.name, self.form, lossy=self.lossy, encoding=self.encoding)
        if fixed.is_changed:
            self._change(file, fixed, status)
            self.changed += 1
        if fixed.unfixed or fixed.refused:
            self.unfixed += 1
        for text in fixed.left(is_written=self.write):
            say(text)

    def _change(self, file: File, fixed: FixedFile, status: os.stat_result | None) -> None:
        if fixed.encoding:
            complain(f"{file.name}: {fixed.encoding}: {'written' if self.write else 'to be written'} as UTF-8")
        if self.write:
            with Replacements() as replacements:
                replacements.open(file.path, status).write(fixed.fixed_text)
                replacements.commit()
        elif self.check:
            click.echo(f"{printable(file.name)}: something to fix")
        else:
            names = file.name, f"{file.name} (fixed)"
            for line in unified(fixed.text, fixed.changes, names):
                click.echo(line, nl=False)

    def summarize(self) -> None:
        """Say on the standard error in how many files there was what."""
        done = "fixed" if self.write else "to fix"
        failed = f", {self.failed:,} not read or written" if self.failed else ""
        say(f"{counted(self.files, 'file')}: {self.changed:,} {done}, {self.unfixed:,} with something left{failed}")


def _read(file: File) -> tuple[bytes, os.stat_result | None]:
    """What the file holds, and what it is by then."""
    with naming(file.name), open_file(file) as opened:
        status = None if file.path == STDIN else os.fstat(opened.fileno())
        return opened.read(LARGEST + 1), status
