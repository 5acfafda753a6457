"""`ucsmsg query`."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ucsmsg._screen import Screen, columns
from ucsmsg.captures import SeenInSeries
from ucsmsg.cli._checking import File, files_to_read, payloads_of
from ucsmsg.cli._libraries import tables_library
from ucsmsg.cli._output import Output, Outputs, check_destinations, for_data, standard_output
from ucsmsg.cli._progress import progress
from ucsmsg.cli._project import configurable
from ucsmsg.cli._selection import Selection, selecting
from ucsmsg.cli._settings import Settings, judging, settings_of
from ucsmsg.cli._statuses import FINE, counted, say
from ucsmsg.cli._terminal import screen
from ucsmsg.quasi import dumps

if TYPE_CHECKING:
    from ucsmsg.tables import Answer, Database

MOST_ROWS = 1000
"""So many rows are a table for people; the others are counted."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="CAPTURES...")
@click.argument("sql", metavar="SQL")
@configurable
@selecting
@click.option("--csv", "is_csv", is_flag=True, help="CSV instead of a table for people.")
@click.option("--json", "is_json", is_flag=True, help="An array of JSON instead of a table for people.")
@click.option("-o", "--output", metavar="OUT", help="Where the answer goes, instead of the standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Leave the progress bar out.")
@judging
def query(
    paths: tuple[str, ...],
    sql: str,
    *,
    selection: Selection,
    is_csv: bool,
    is_json: bool,
    output: str | None,
    quiet: bool,
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    input_format: str | None,
    encoding: str | None,
) -> int:
    """Ask captures in SQL: interactions, messages, participants, notifications and diagnostics are tables.

    CAPTURES are files, folders, or - for the standard input; or the folder that `ucsmsg table` has written, which is
    not read anew. SQL is a statement of DuckDB, docs/tables.md says what stands in the columns. Payloads with an error
    are in diagnostics only. Times are shown in UTC.

    The exit status is 0, or 2 when something could not be read or the statement cannot be run.

    \b
    Response times by owner, deviations by day, and the conversations of a contact:
      ucsmsg query captures/ "WITH turns AS (SELECT *, lag(participant.type) OVER turn AS before,
          lag(timestamp) OVER turn AS asked FROM messages WHERE type = 'Text'
          WINDOW turn AS (PARTITION BY file, line, start, notification ORDER BY index))
        SELECT owner.user_name AS owner, count(*) AS answers, avg(epoch(timestamp) - epoch(asked)) AS seconds
        FROM turns JOIN interactions USING (file, line, start, notification)
        WHERE participant.type = 'Agent' AND before = 'Customer' GROUP BY ALL ORDER BY seconds DESC"
      ucsmsg query captures/ "SELECT earliest::DATE AS day, name, count(*) AS times FROM diagnostics
        GROUP BY ALL ORDER BY day, times DESC"
      ucsmsg query captures/ "SELECT timestamp, participant.nickname AS who, text FROM messages
        JOIN interactions USING (file, line, start, notification)
        WHERE contact_id = '0000Sa99620J0EM7' AND text IS NOT NULL ORDER BY timestamp, index"
    """  # noqa: D301 - \b is click's
    check_destinations({"-o": output})
    if is_csv and is_json:
        raise click.UsageError("Expected one of --csv and --json, got both")
    write = _as_csv if is_csv else _as_json if is_json else _as_table
    settings = settings_of(mode, deny, allow, input_format=input_format, encoding=encoding)
    tables_library()
    with ExitStack() as stack:
        database = stack.enter_context(_database(paths, sql, selection, settings, quiet=quiet))
        answer = database.answer(sql)
        outputs = stack.enter_context(Outputs())
        place = outputs.open(output)
        write(answer, place or standard_output(for_data()), screen())
        outputs.replace()
    return FINE


@contextmanager
def _database(
    paths: tuple[str, ...], sql: str, selection: Selection, settings: Settings, *, quiet: bool
) -> Iterator["Database"]:
    """The tables that the statement may ask for: those of a folder as they are, those of captures in a file."""
    from ucsmsg.tables import Database, parquet_in, tables_in  # noqa: PLC0415 - for this command

    with tempfile.TemporaryDirectory(prefix="ucsmsg-") as folder:
        if files := parquet_in(Path(paths[0])) if len(paths) == 1 else {}:
            with Database(spill=Path(folder)) as database:
                database.view_parquet(files)
                yield database
            return
        path = Path(folder, "captures.duckdb")
        _fill(path, tables_in(sql), files_to_read(paths, selection), settings, quiet=quiet)
        with Database(str(path), Path(folder)) as database:
            yield database


def _fill(path: Path, names: list[str], files: list[File], settings: Settings, *, quiet: bool) -> None:
    from ucsmsg.tables import TABLES, WRITERS, Filling  # noqa: PLC0415 - for this command

    size = sum(file.size for file in files)
    with WRITERS[path.suffix](path, TABLES) as writer, progress(size, is_wanted=not quiet) as advance:
        filling, series, rejected = Filling(names), SeenInSeries(), 0
        for file in files if names else ():
            for parsed in payloads_of(file, settings, advance, series.before(file.path)):
                rejected += not filling.add(parsed)
                for batch in filling.full():
                    writer.write(*batch)
        for batch in filling.rest():
            writer.write(*batch)
    if rejected:
        say(
            f"{counted(rejected, 'payload')} with an error in no table but diagnostics; ucsmsg check says what is wrong"
        )


# ---- Answers ----


def _as_table(answer: "Answer", file: Output, on: Screen) -> None:
    """Columns as wide as what stands in them, numbers to the right; nothing in it acts on a terminal."""
    from ucsmsg.tables import as_text  # noqa: PLC0415 - for this command

    rows = [*islice(answer.rows, MOST_ROWS)]
    texts = [[on.shown(as_text(value) or "") for value in row] for row in rows]
    names = [on.shown(name) for name in answer.names]
    are_numbers = [all(not isinstance(row[place], str) for row in rows) for place in range(len(names))]
    widths = [max(map(columns, column)) for column in zip(names, *texts, strict=True)]
    for row in [names, ["-" * width for width in widths], *texts] if names else []:
        cells = zip(row, widths, are_numbers, strict=True)
        line = "  ".join(_filled(text, width, is_right=is_right) for text, width, is_right in cells)
        file.write(on.cropped(line.rstrip()) + "\n")
    if more := sum(1 for _ in answer.rows):
        file.write(f"and {more:,} more: --csv and --json have all\n")


def _filled(text: str, width: int, *, is_right: bool) -> str:
    blank = " " * (width - columns(text))
    return blank + text if is_right else text + blank


def _as_csv(answer: "Answer", file: Output, _: Screen) -> None:
    """RFC 4180; null is nothing, and a text without characters two quotes."""
    for values in chain([answer.names] if answer.names else [], answer.rows):
        file.write(",".join(map(_csv_cell, values)) + "\r\n")


def _csv_cell(value: Any) -> str:
    from ucsmsg.tables import as_text  # noqa: PLC0415 - for this command

    text = as_text(value) or ""
    return '"' + text.replace('"', '""') + '"' if isinstance(value, str | list | dict) else text


def _as_json(answer: "Answer", file: Output, _: Screen) -> None:
    """An array with an object for each row, one a line."""
    start = "[\n"
    for row in answer.rows:
        file.write(start + dumps(dict(zip(answer.names, row, strict=True))))
        start = ",\n"
    file.write("[]\n" if start == "[\n" else "\n]\n")
