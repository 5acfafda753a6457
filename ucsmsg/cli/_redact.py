"""`ucsmsg redact`."""

import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click

from ucsmsg._screen import printable
from ucsmsg.captures import Format
from ucsmsg.cli._checking import STDIN, File, files_in, open_file
from ucsmsg.cli._output import STDOUT
from ucsmsg.cli._project import configurable
from ucsmsg.cli._replacement import Replacements
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import encoding_option, input_format_option
from ucsmsg.cli._statuses import FAILED, FINE, FOUND_ERRORS, complain, counted, explained, naming, say
from ucsmsg.redaction import LARGEST, CaptureFile, CaptureRedactor, UnredactableError, new_key, read_key

_LEFT_OUT = "{}:{}:{}: left out: Expected a record that is read as before with other words in it, got another"
_ALL_LEFT_OUT = "{}: left out: Expected a capture that is read as before with other words in it, got another"
_NO_KEY = "the key of this run is not kept: the next one replaces the same words by others; keep one with --key-file"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="CAPTURE...")
@configurable
@selecting
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help="Where the copy goes: a file, or - for the standard output; of several captures, or of a folder, a folder.",
)
@click.option(
    "--key-file",
    metavar="FILE",
    help="The key with which the same words are always replaced by the same others; made where there is none.",
)
@click.option("--drop-prose", is_flag=True, help="Replace around payloads also what was in none of them.")
@click.option("--shift-days", type=int, default=0, metavar="N", help="Shift times by so many days.")
@click.option("-q", "--quiet", is_flag=True, help="Leave the counts out.")
@input_format_option
@encoding_option
def redact(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    output: str,
    key_file: str | None,
    drop_prose: bool,
    shift_days: int,
    quiet: bool,
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Write a copy of captures in which names, texts and ids are replaced.

    CAPTURE is a capture of any format, a folder, or - for the standard input. Whatever is not known to say nothing
    about anybody is replaced, by words of the same length and kind; everything else, every deviation included, stays
    byte for byte, so that the copy has the same diagnostics at the same places. What was replaced in a payload is
    replaced between payloads as well, and in the names of files.

    Each payload is read again: where it is not read as before, spaces stand in its place, and it is named and counted.

    The exit status is 0 when everything was written, 1 when something was left out, 2 when something could not be read
    or written.

    \b
    Examples:
      ucsmsg redact server.log -o shared.log
      ucsmsg redact --key-file team.key captures/ -o shared/
      ucsmsg redact --drop-prose - -o - < server.log
    """  # noqa: D301 - \b is click's
    key = read_key(key_file) if key_file else new_key()
    redactor = CaptureRedactor.with_key(key, drops_prose=drop_prose, days=shift_days)
    run = _Run(redactor, Format.of(input_format) if input_format else None, encoding)
    sources = [source for path in paths for source in run.sources(path, selection)]
    is_folder = _is_folder(paths, output)
    if is_folder and output == STDOUT:
        raise click.UsageError("Expected a folder for -o, got -: there are several captures")
    run.collect(sources)
    run.redact(sources, output, is_folder=is_folder)
    if not quiet:
        run.summarize(has_key=key_file is not None)
    return run.status


def _is_folder(paths: tuple[str, ...], output: str) -> bool:
    """True where the output is a folder."""
    is_named_so = output.endswith(("/", os.sep)) or (output != STDOUT and Path(output).is_dir())
    return is_named_so or len(paths) > 1 or any(path != STDIN and Path(path).is_dir() for path in paths)


@attrs.frozen
class _Source:
    """A capture, and what it is called below the folder that was named; the content of the standard input is kept."""

    file: File
    name: str
    data: bytes | None = None

    def read(self) -> bytes:
        """What it holds, or so much that it shows to be too large."""
        if self.data is not None:
            return self.data
        with naming(self.file.name), open_file(self.file) as opened:
            return opened.read(LARGEST + 1)


@attrs.define
class _Run:
    """What is done with each capture, and the counts of that."""

    redactor: CaptureRedactor
    form: Format | None
    encoding: str | None
    files: int = 0
    payloads: int = 0
    left_out: int = 0
    failed: int = 0
    unread: set[str] = attrs.field(factory=set)

    @property
    def status(self) -> int:
        """The exit status."""
        if self.failed:
            return FAILED
        return FOUND_ERRORS if self.left_out else FINE

    def sources(self, path: str, selection: Selection) -> list[_Source]:
        """The captures that an argument means."""
        files, errors = files_in(path, selection)
        for error in errors:
            self.fail(explained(error))
        if path == STDIN:
            with open_file(files[0]) as opened:
                return [_Source(files[0], files[0].name, opened.read(LARGEST + 1))]
        return [
            _Source(file, os.path.relpath(file.path, path if file.is_found else Path(path).parent)) for file in files
        ]

    def fail(self, message: str) -> None:
        """Count and say what could not be read or written."""
        self.failed += 1
        complain(message)

    def collect(self, sources: Iterable[_Source]) -> None:
        """Collect the words of all captures, so that none stands in another one."""
        for source in sources:
            try:
                self.redactor.collect(CaptureFile.of(source.read(), self.encoding).text, self.form)
            except UnredactableError as error:
                self.fail(f"{source.file.name}: {error}")
                self.unread.add(source.file.path)
            except OSError as error:
                self.fail(explained(error))
                self.unread.add(source.file.path)

    def redact(self, sources: Iterable[_Source], output: str, *, is_folder: bool) -> None:
        """Write the copy of each capture; one that cannot be written does not hinder the next."""
        read = [source for source in sources if source.file.path not in self.unread]
        targets = [*self._targets(read, output)] if is_folder else [output] * len(read)
        originals = {os.path.realpath(source.file.path) for source in read if source.file.path != STDIN}
        if target := next((target for target in targets if os.path.realpath(target) in originals), None):
            raise click.UsageError(f"Expected another file for -o than those that are read, got {target}")
        for source, target in zip(read, targets, strict=True):
            try:
                self._redact(source, target)
            except UnredactableError as error:
                self.fail(f"{target}: {error}")
            except OSError as error:
                self.fail(explained(error))

    def _targets(self, sources: Iterable[_Source], output: str) -> Iterator[str]:
        """Where the copies go: names that are the same are numbered."""
        names: set[str] = set()
        for source in sources:
            name = self.redactor.name(source.name)
            numbered = (f"{number}-{name}" for number in itertools.count(2))
            name = next(each for each in itertools.chain([name], numbered) if each not in names)
            names.add(name)
            yield str(Path(output) / name)

    def _redact(self, source: _Source, target: str) -> None:
        capture = CaptureFile.of(source.read(), self.encoding)
        redacted = self.redactor.redact(capture.text, self.form, capture.encoding)
        self.files += 1
        self.payloads += redacted.kept
        self.left_out += redacted.payloads - redacted.kept
        if not redacted.is_whole:
            complain(_ALL_LEFT_OUT.format(target))
            return
        _write(target, capture.bytes_of(redacted.text))
        for place in redacted.left_out:
            complain(_LEFT_OUT.format(target, *place))

    def summarize(self, *, has_key: bool) -> None:
        """Say on the standard error how much was written, and how much left out."""
        failed = f"; {self.failed:,} not read or written" if self.failed else ""
        files, payloads = counted(self.files, "file"), counted(self.payloads, "payload")
        say(f"{files}: {payloads} written, {self.left_out:,} left out{failed}")
        if not has_key:
            say(printable(_NO_KEY))


def _write(path: str, data: bytes) -> None:
    if path == STDOUT:
        sys.stdout.buffer.write(data)
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Replacements() as replacements:
        replacements.open(path).buffer.write(data)
        replacements.commit()
