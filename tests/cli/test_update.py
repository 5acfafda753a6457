"""`ucsmsg table --update`: whatever has come or changed, the rows are those of one run over everything."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.captures.samples import failure
from tests.cli.commands import Command
from tests.tables.samples import PREFIX, log, ndjson
from ucsmsg.captures import _file_parts
from ucsmsg.cli import _table, _updates
from ucsmsg.tables import TABLES


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are large from a few hundred bytes on."""
    monkeypatch.setattr(_updates, "LARGE", 500)
    monkeypatch.setattr(_file_parts, "AROUND_CUT", 700)


def rows_in(output: str) -> dict[str, list[str]]:
    """All rows of an output, in any order."""
    path = Path(output)
    found: dict[str, Any]
    if path.suffix == ".db":
        connection = sqlite3.connect(path)
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608  # ours
        connection.close()
    elif path.suffix == ".duckdb":
        with duckdb.connect(output, read_only=True) as database:
            found = {name: _fetched(database, name) for name in TABLES}
    elif path.suffix == ".parquet":
        found = {"messages": _read(path)}
    else:
        files = {name: sorted((path / name).rglob("*.parquet")) for name in TABLES}
        found = {
            name: [row for each in files[name] for row in pq.ParquetFile(each).read().to_pylist()] for name in TABLES
        }
    return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def _read(file: Path) -> list[Any]:
    return pq.ParquetFile(file).read().to_pylist()  # type: ignore[no-any-return]  # they are


def _fetched(database: Any, name: str) -> list[Any]:
    return database.sql(f"SELECT COLUMNS(*)::VARCHAR FROM {name}").fetchall()  # type: ignore[no-any-return]  # noqa: S608  # ours


def write(files: dict[str, bytes]) -> None:
    """The captures, with the content that they have from now on."""
    Path("captures").mkdir(exist_ok=True)
    for name, content in files.items():
        path = Path("captures", name)
        is_there = path.exists()
        path.write_bytes(content)
        if is_there:
            os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9))


def check_updates(run: Command, steps: list[dict[str, bytes]], output: str = "out", *options: str) -> list[str]:
    """Update after each step; the rows are those of one run. Gives what each run has said of the files."""
    command = ["table", "--mode=lenient", "captures", *options]
    said = []
    for step in steps:
        write(step)
        result = run(*command, "-o", output, "--update")
        assert result.status in (0, 1), result.err
        said.append(result.err.splitlines()[0])
        fresh = f"fresh{Path(output).suffix}"
        run(*command, "-q", "-o", fresh)
        assert rows_in(output) == rows_in(fresh)
    return said


LINES = ndjson(40).splitlines(keepends=True)
SOME, MORE, ALL = b"".join(LINES[:20]), b"".join(LINES[:29]), b"".join(LINES)


@pytest.mark.parametrize(
    ("output", "options"),
    [
        ("out/", ["--partition-by=day"]),
        ("out.db", []),
        ("out.duckdb", []),
        ("out.parquet", ["--table=messages"]),
    ],
)
def test_files_come_grow_and_change(output: str, options: list[str], run: Command) -> None:
    steps = [
        {"a.ndjson": SOME, "b.json": failure(1).encode()},
        {"a.ndjson": MORE, "c.ndjson": SOME},
        {"b.json": failure(2).encode(), "c.ndjson": LINES[1] + SOME},
        {},
    ]
    said = check_updates(run, steps, output, *options)

    assert said[1:] == [
        "1 file as before, 2 new or changed",
        "1 file as before, 2 new or changed",
        "3 files as before, 0 new or changed",
    ]


def test_of_a_file_that_has_grown_only_the_rest_is_read_for_rows(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a.ndjson": SOME + LINES[20][:-9]})
    run("table", "--mode=lenient", "captures", "-o", "out", "--update")
    write({"a.ndjson": ALL})
    result = run("table", "--mode=lenient", "captures", "-o", "out", "--update")

    assert result.err.splitlines()[1].startswith("20 payloads in = ")
    assert check_updates(run, [{}]) == ["1 file as before, 0 new or changed"]
    monkeypatch.setattr(_updates, "LARGE", len(ALL) * 9)
    said = check_updates(run, [{"a.ndjson": ALL + SOME}])
    assert said == ["0 files as before, 1 new or changed"]


@pytest.mark.parametrize("options", [[], ["--table=messages"]])
def test_records_that_were_half_written_are_there_in_the_end(options: list[str], run: Command) -> None:
    steps = [{"a.ndjson": ALL[:end]} for end in (len(SOME) + 30, len(SOME) + 60, len(MORE), len(ALL))]

    check_updates(run, steps, "out.parquet" if options else "out", *options)


def open_log(ending: str) -> bytes:
    """A log in which a payload goes on from a line that does not look so, over others that are records."""
    records = "".join(f"{PREFIX}{failure(number)}\n" for number in range(9))
    return f'{PREFIX}{failure(1)}\n{{\n"a": [\n{records}{ending}'.encode()


@pytest.mark.parametrize(
    "steps",
    [
        [log()[:6000], log()[:6200], log()],
        [open_log(""), open_log(f"]}}\n{PREFIX}{failure(7)}\n")],
        [f"{PREFIX}words\n".encode() * 40, f"{PREFIX}words\n".encode() * 40 + f"{PREFIX}{failure(7)}\n".encode()],
        [b"\n" * 900, b"\n" * 900 + failure(3).encode()],
        [SOME, SOME[:400] + b" " + SOME[400:]],
        [SOME, LINES[0]],
        [SOME, SOME + log()],
    ],
)
def test_whatever_becomes_of_a_file_its_rows_are_those_of_one_run(steps: list[bytes], run: Command) -> None:
    check_updates(run, [{"server.log": content} for content in steps])


def test_a_rotated_log_is_read_anew(run: Command) -> None:
    Path("captures").mkdir()
    first = check_updates(run, [{"app.log": SOME}])
    Path("captures/app.log").rename("captures/app.log.1")
    second = check_updates(run, [{"app.log": LINES[3] + LINES[24]}])
    third = check_updates(run, [{"app.log.1": MORE}])
    Path("captures/app.log.1").unlink()

    assert (first, second) != (second, third)
    assert third == ["0 files as before, 2 new or changed"]


def test_files_that_are_gone_keep_their_rows(run: Command) -> None:
    write({"a.ndjson": SOME, "b.ndjson": MORE})
    run("table", "--mode=lenient", "captures", "-o", "out", "--update")
    before = rows_in("out")
    Path("captures/a.ndjson").unlink()
    result = run("table", "--mode=lenient", "captures", "-o", "out", "--update")

    assert result.err.splitlines()[0] == "1 file as before, 0 new or changed"
    assert rows_in("out") == before


@pytest.mark.parametrize("reason", ["settings", "output", "manifest"])
def test_where_the_last_run_was_another_one_everything_is_read(reason: str, run: Command) -> None:
    write({"a.ndjson": SOME})
    run("table", "--mode=strict" if reason == "settings" else "--mode=lenient", "captures", "-o", "out.db", "--update")
    if reason == "output":
        Path("out.db").unlink()
    if reason == "manifest":
        Path("out.db.manifest.json").write_text("[]", "utf-8")
    result = run("table", "--mode=lenient", "captures", "-o", "out.db", "--update")
    run("table", "--mode=lenient", "captures", "-o", "fresh.db")

    said = "the settings or the output are others than at the last run: everything is read"
    assert (said in result.err) is (reason == "settings")
    assert "20 payloads in" in result.err
    assert rows_in("out.db") == rows_in("fresh.db")


def test_an_interrupted_run_leaves_what_was_known(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a.ndjson": SOME})
    run("table", "--mode=lenient", "captures", "-o", "out", "--update")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and "captures" not in path.parts}
    write({"a.ndjson": ALL})

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(_table, "reject_line", fail)
        patch.setattr(_table._Run, "_add", fail)  # noqa: SLF001  # in the midst of reading
        assert run("table", "--mode=lenient", "captures", "-o", "out", "--update").status == 2
    assert {path: path.read_bytes() for path in before} == before
    check_updates(run, [{}])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "-o", "out"], "Expected files with --update, got the standard input, which cannot be known again"),
        (
            ["-", "-o", "out.csv", "--table=messages"],
            "Expected a folder, Parquet or a database for --update, got 'out.csv'",
        ),
    ],
)
def test_what_cannot_be_updated_is_said(arguments: list[str], message: str, run: Command) -> None:
    result = run("table", *arguments, "--update")

    assert (result.status, result.err) == (2, f"ucsmsg: {message}\n")


@pytest.mark.parametrize("output", ["out.db", "out.duckdb"])
def test_a_database_that_was_damaged_is_one_line(output: str, run: Command) -> None:
    write({"a.ndjson": SOME})
    run("table", "--mode=lenient", "captures", "-o", output, "--update")
    manifest = Path(f"{output}.manifest.json")
    status = Path(output).stat()
    Path(output).write_bytes(b"x" * status.st_size)
    os.utime(output, ns=(0, status.st_mtime_ns))
    result = run("table", "--mode=lenient", "captures", "-o", output, "--update")

    assert manifest.exists()
    assert result.status == 2
    assert "ucsmsg: Expected a database that takes the rows, got: " in result.err
