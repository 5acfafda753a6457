"""`ucsmsg show`."""

import shlex
from collections.abc import Iterable, Iterator

import click

from ucsmsg.cli._checking import STDIN, Advance, File, files_to_read, payloads_of
from ucsmsg.cli._choices import OneOf
from ucsmsg.cli._clock import SENT, Clock, Zone
from ucsmsg.cli._filters import Filters, filtering
from ucsmsg.cli._pager import pager
from ucsmsg.cli._progress import progress
from ucsmsg.cli._project import configurable
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import Settings, encoding_option, input_format_option, settings_of
from ucsmsg.cli._statuses import FINE, FOUND_ERRORS, complain, counted
from ucsmsg.cli._terminal import has_colors, screen
from ucsmsg.cli._wanted import Wanted
from ucsmsg.cli.transcripts import Document, Text, markdown_lines
from ucsmsg.conversations import Conversations, conversations_of
from ucsmsg.parsing import Parsed

_NO_VALUE = "no-value"


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@configurable
@selecting
@filtering
@click.option(
    "--text", multiple=True, metavar="TEXT", help="Only what has this text, in any letter case. May be repeated."
)
@click.option(
    "--timezone",
    "clock",
    type=Zone(),
    default=SENT,
    show_default=True,
    metavar="ZONE",
    help="Show times in this zone: local, UTC, an offset such as +02:00, a name such as Europe/Berlin, or as sent.",
)
@click.option("--markdown", is_flag=True, help="Write Markdown.")
@click.option("--long-values", is_flag=True, help="Show all of each JSON text, not only its first 200 characters.")
@click.option("--no-pager", is_flag=True, help="Do not show long output a page at a time.")
@click.option(
    "--color",
    type=OneOf(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to use colours.",
)
@input_format_option
@encoding_option
def show(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    filters: Filters,
    text: tuple[str, ...],
    clock: Clock,
    markdown: bool,
    long_values: bool,
    no_pager: bool,
    color: str,
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Show what was captured: histories as tables, conversations as transcripts.

    Of each contact the interactions, of each conversation who wrote and did what and when, with what is missing between
    (indexes that no notification has), who alone sees a message, how long a customer waited for an answer, and which
    agent took over. What was sent several times is there once, as it was sent last. PATH is as for check.

    Options choose interactions and conversations as a whole. On a terminal long output is shown by $PAGER, or less.

    The exit status is 0, 1 when there was not enough memory for everything, 2 when something could not be read.

    \b
    Examples:
      ucsmsg show captures/
      ucsmsg show --contact 0000Sa99620J0EM7 --timezone Europe/Berlin server.log
      ucsmsg show --text refund --since 2013-11-25T00:00:00Z captures/
      ucsmsg show --markdown --interaction 0000Sa99620J0EM5 capture.har > transcript.md
    """  # noqa: D301 - \b is click's
    settings = settings_of("lenient", (), (), input_format=input_format, encoding=encoding)
    wanted = Wanted(filters, text)
    files = files_to_read(paths, selection)
    with progress(sum(file.size for file in files), is_wanted=all(file.path != STDIN for file in files)) as advance:
        told = conversations_of(_payloads(files, settings, advance), wants=wanted.may_want)
    blocks = Document(clock=clock, is_long=long_values, finds=wanted.finds).blocks(wanted.of(told))
    with pager(is_wanted=not no_pager) as stream:
        for line in markdown_lines(blocks) if markdown else Text(screen(), has_colors(color)).lines(blocks):
            stream.write(f"{line}\n")
    return _status(told, paths)


def _payloads(files: Iterable[File], settings: Settings, advance: Advance) -> Iterator[Parsed]:
    """The payloads of the files; a file of a folder that holds none is no capture, and is left out."""
    for file in files:
        for parsed in payloads_of(file, settings, advance):
            if not file.is_found or parsed.diagnostics.by_name().keys() != {_NO_VALUE}:
                yield parsed


def _status(told: Conversations, paths: tuple[str, ...]) -> int:
    """The exit status, with what is to be said about what is not shown."""
    if told.faulty:
        errors = f"{counted(told.faulty, 'payload')} {'has' if told.faulty == 1 else 'have'} errors"
        check = shlex.join(["ucsmsg", "check", *paths])
        complain(f"{errors}, and what could not be read is missing or shown as it was sent: {check} says what is wrong")
    if told.left_out:
        complain(
            f"{counted(told.left_out, 'notification')} came when the memory for conversations was full, and nothing of "
            "that is shown: choose with --contact, --interaction or --type"
        )
        return FOUND_ERRORS
    return FINE
