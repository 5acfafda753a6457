"""`ucsmsg corpus`."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ucsmsg.captures import Format, format_of
from ucsmsg.cli._replacement import Replacements
from ucsmsg.cli._settings import encoding_option
from ucsmsg.cli._statuses import FINE, FOUND_ERRORS, complain, counted, naming, say
from ucsmsg.redaction import CaptureFile, CaptureRedactor, UnredactableError, new_key, read_key
from ucsmsg.testing import READERS, expectation_beside, format_expectation, outcome_of

_LEFT_OUT = "Expected records that are read as before with other words in them, got {} that are not: nothing was added"
_THERE = "Expected a new name, got one that is there: {}; give another one with --name"
_MODES = ("strict", "lenient")


@click.group()
def corpus() -> None:
    """Make corpora: payloads, each beside what must come out of it.

    \b
    Examples:
      ucsmsg corpus add strange.log -o tests/corpus/captures
      ucsmsg corpus add --as-is --reader quasi.parse made-up.txt -o tests/corpus/deviations
    """  # noqa: D301 - \b is click's


@corpus.command()
@click.argument("path", metavar="FILE")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="A folder of the corpus, where the input goes.")
@click.option("--name", metavar="NAME", help="What the input is called there, instead of the name that FILE has.")
@click.option(
    "--reader",
    type=click.Choice(READERS),
    help="The function that the expectation is about: parse for a payload, otherwise iter_parse.",
)
@click.option("--as-is", is_flag=True, help="Add the file itself: nothing in it is replaced.")
@click.option("--key-file", metavar="FILE", help="The key of the words, as for redact.")
@encoding_option
def add(
    path: str,
    *,
    output: str,
    name: str | None,
    reader: str | None,
    as_is: bool,
    key_file: str | None,
    encoding: str | None,
) -> int:
    """Put a copy of FILE into a corpus, with what comes out of it now.

    Names, texts and ids are replaced in the copy, as redact does, and in its name. Beside it goes NAME.expected.json,
    as docs/testing.md says: an expectation is a claim, so read it before you commit it. Nothing that is there is
    replaced.

    The exit status is 0 when both were written, 1 when something in the copy would not be read as before, 2 when
    something could not be read or written.

    \b
    Examples:
      ucsmsg corpus add strange.log -o tests/corpus/captures
      ucsmsg corpus add --as-is --reader quasi.parse made-up.txt -o tests/corpus/deviations
    """  # noqa: D301 - \b is click's
    with naming(path):
        data = Path(path).read_bytes()
    capture = CaptureFile.of(data, encoding)
    called = name or Path(path).name
    if not as_is:
        redactor = CaptureRedactor.with_key(read_key(key_file) if key_file else new_key())
        redactor.collect(capture.text)
        redacted = redactor.redact(capture.text, None, capture.encoding)
        if not redacted.is_whole or redacted.left_out:
            complain(f"{path}: {_LEFT_OUT.format(redacted.payloads - redacted.kept)}")
            return FOUND_ERRORS
        data, called = capture.bytes_of(redacted.text), name or redactor.name(called)
    chosen = reader or ("parse" if format_of(capture.text) is Format.PAYLOAD else "iter_parse")
    _add(Path(output) / called, data, chosen)
    return FINE


def _add(target: Path, data: bytes, reader: str) -> None:
    """Write the input and its expectation. Raises `UnredactableError` where one of them is there."""
    expectation = expectation_beside(target)
    for each in (target, expectation):
        if each.exists():
            raise UnredactableError(_THERE.format(each))
    with TemporaryDirectory() as folder:
        copy = Path(folder) / target.name
        copy.write_bytes(data)
        outcomes = {mode: outcome_of(copy, reader, mode) for mode in _MODES}
    target.parent.mkdir(parents=True, exist_ok=True)
    with Replacements() as replacements:
        replacements.open(str(target)).buffer.write(data)
        replacements.open(str(expectation)).write(format_expectation(reader, outcomes))
        replacements.commit()
    found = counted(len(outcomes["strict"].marks), "deviation")
    say(f"{target}: {found}, for {reader}; read {expectation.name} before you commit it")
