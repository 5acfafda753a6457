"""`ucsmsg check`."""

from typing import Any

import click

from ucsmsg.catalogue import Severity
from ucsmsg.cli._baseline import Baseline, written
from ucsmsg.cli._checking import STDIN
from ucsmsg.cli._choices import OneOf
from ucsmsg.cli._output import Outputs, check_destinations, check_sources
from ucsmsg.cli._project import configurable
from ucsmsg.cli._reporting import Reporting, reporting
from ucsmsg.cli._run import Run, StandardOutput
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import DeviationName, RecordClass, SchemaFile, judging, settings_of
from ucsmsg.cli._statuses import FAILED, FINE, counted, say


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@configurable
@selecting
@judging
@click.option(
    "--schema",
    type=SchemaFile(),
    metavar="FILE",
    help="Judge payloads by the JSON Schema in this file, not by the documented contract.",
)
@click.option(
    "--as",
    "as_",
    type=RecordClass(),
    metavar="MODULE:RECORD",
    help="Judge payloads by this record of your own; its module is imported.",
)
@click.option(
    "--select",
    multiple=True,
    type=DeviationName(),
    metavar="NAME",
    help="Report and count only this deviation. May be repeated.",
)
@click.option(
    "--ignore",
    multiple=True,
    type=DeviationName(),
    metavar="NAME",
    help="Neither report nor count this deviation. May be repeated.",
)
@click.option(
    "--severity",
    type=OneOf([each.value for each in reversed(Severity)]),
    default=Severity.NOTE.value,
    show_default=True,
    help="Neither report nor count what matters less.",
)
@reporting
@click.option("--baseline", metavar="FILE", help="Report and count only what is not known in FILE.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found to FILE, as known; the status is 0.")
@click.option(
    "--max-errors", type=click.IntRange(min=1), metavar="N", help="Stop after the payload that has the Nth error."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work in so many processes, over files and over parts of large logs and NDJSON files; without it in one, and "
    "for a large input in as many as there are cores.",
)
def check(
    paths: tuple[str, ...],
    *,
    selection: Selection,
    reporting: Reporting,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    schema: Any,
    as_: type | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str,
    input_format: str | None,
    encoding: str | None,
    baseline: str | None,
    write_baseline: str | None,
    max_errors: int | None,
    jobs: int | None,
) -> int:
    """Say what in captures departs from the documented contract, and where.

    PATH is a file, a folder (read recursively; hidden files are left out) or - for the standard input. Each deviation
    is printed with its place, its name, a message and an excerpt, then the counts by name.

    The exit status is 0 when no error was found, 1 when there were errors, 2 when the command could not do its work.
    What is not selected, is ignored or is known in a baseline does not count for it.

    \b
    Examples:
      ucsmsg check capture.ndjson
      ucsmsg check --mode lenient --deny unknown-member logs/
      tail -f server.log | ucsmsg check -
      ucsmsg check --schema order.schema.json orders/
      ucsmsg check --format concise --output ucsmsg.sarif capture.har
      ucsmsg check --write-baseline known.json captures/
      ucsmsg check --baseline known.json captures/
    """  # noqa: D301 - \b is click's
    counts_only = reporting.statistics and not (baseline or write_baseline)
    if schema is not None and as_ is not None:
        raise click.UsageError("Expected --schema or --as, got both")
    settings = settings_of(
        mode,
        deny,
        allow,
        select,
        input_format,
        ignore=ignore,
        severity=severity,
        counts_only=counts_only,
        schema=schema,
        encoding=encoding,
        as_=as_,
    )
    destinations = reporting.destinations | {"--write-baseline": write_baseline}
    check_destinations(destinations)
    output = StandardOutput(is_all=not any(destinations.values()))
    with Outputs() as outputs:
        run = Run(
            settings=settings,
            selection=selection,
            reporters=[*reporting.reporters(output.write, outputs, settings.least)],
            output=output,
            values=reporting.values,
            most_of_name=reporting.most_of_name,
            baseline=Baseline.read(baseline) if baseline else None,
            max_errors=max_errors,
            jobs=jobs,
            has_bar=reporting.has_bar,
            is_counting=reporting.statistics,
            is_learning=write_baseline is not None,
        )
        files = run.files(paths)
        check_sources(destinations, (file.path for file in files if file.path != STDIN))
        new = outputs.open(write_baseline)
        run.check(files)
        if new:
            new.write(written(run.kinds))
        outputs.replace()
    if write_baseline:
        say(f"ucsmsg: {counted(run.kinds.total(), 'deviation')} written to {write_baseline}")
        return FAILED if run.has_failed else FINE
    return run.status
