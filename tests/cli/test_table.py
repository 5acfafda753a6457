"""`ucsmsg table`."""

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.cli.commands import Command
from tests.schema.reading import CHAT_MESSAGE, INTERACTION, content, history
from tests.tables.samples import Rows, ndjson, rows_of, written
from ucsmsg.cli import _building
from ucsmsg.tables import TABLES, _folders, _writers, tasks

ONE = json.dumps(content(CHAT_MESSAGE))
ENDINGS = ".parquet, .csv, .sqlite, .sqlite3, .db, .duckdb"
TEXTS = "day, file, envelope_time, envelope_level, envelope_stream, envelope_source"
OF_DIAGNOSTICS = f"{TEXTS}, name, severity, message, path, found, used, extra"
OF_PARTICIPANTS = f"{TEXTS}, interaction_id, nickname, type, participant_id, id, visibility, uri, path, extra"
COUNTS = "1 payload in = 1 written + 0 rejected\n"


@pytest.fixture
def capture(run: Command, tmp_path: Path) -> Path:  # noqa: ARG001  # which changes the folder
    return written(tmp_path, "capture.ndjson", ndjson(30))


def of_parquet(folder: Path) -> Rows:
    return {name: pq.ParquetFile(folder / name / "0.parquet").read().to_pylist() for name in TABLES}


def test_a_folder_has_a_file_of_parquet_for_each_table(run: Command, capture: Path) -> None:
    expected = rows_of(tasks("capture.ndjson"))
    result = run("table", "--mode", "lenient", capture.name, "-o", "out/")

    assert (result.status, result.out) == (0, "")
    assert result.err.splitlines()[0] == "30 payloads in = 30 written + 0 rejected"
    assert result.err.splitlines()[1] == "rows in out/: " + ", ".join(
        f"{len(rows)} of {name}" for name, rows in expected.items()
    )
    assert of_parquet(Path("out")) == expected
    for name, table in TABLES.items():
        found = pq.read_schema(Path("out", name, "0.parquet"))
        assert found == table.schema
        assert found.metadata[b"ucsmsg.table"] == name.encode()


def test_a_file_of_parquet_has_one_table(run: Command, capture: Path) -> None:
    expected = rows_of(tasks("capture.ndjson"))
    run("table", "-q", "--mode=lenient", "--table=diagnostics", capture.name, "-o", "out.parquet")

    assert pq.ParquetFile("out.parquet").read().to_pylist() == expected["diagnostics"]


@pytest.mark.parametrize("name", ["out.duckdb", "out.DUCKDB"])
def test_a_database_of_duckdb_has_the_tables_with_their_types(name: str, run: Command, capture: Path) -> None:
    expected = rows_of(tasks("capture.ndjson"))
    run("table", "-q", "--mode=lenient", capture.name, "-o", name)
    with duckdb.connect(name, read_only=True) as database:
        for table, rows in expected.items():
            found = _rows(database.sql(f"FROM {table}"))
            assert [_comparable(row) for row in found] == [_comparable(row) for row in rows]
        types = database.execute("SELECT typeof(timestamp), typeof(timestamp_offset) FROM messages").fetchone()
    assert types == ("TIMESTAMP WITH TIME ZONE", "SMALLINT")


def _rows(result: Any) -> list[dict[str, Any]]:
    reader = result.to_arrow_table() if hasattr(result, "to_arrow_table") else result.fetch_arrow_table()
    return reader.to_pylist()  # type: ignore[no-any-return]  # they are


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: dict(value) if name == "custom_attributes" and value else value for name, value in row.items()}


def plain(row: dict[str, Any]) -> list[Any]:
    """A row as it is in columns without times, records and maps."""

    def text(value: Any) -> Any:
        if hasattr(value, "isoformat"):
            return value.replace(tzinfo=None).isoformat(" ", "microseconds") + "Z"
        if isinstance(value, dict | list):
            return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"))
        return int(value) if isinstance(value, bool) else value

    return [*map(text, row.values())]


@pytest.mark.parametrize("ending", ["sqlite", "sqlite3", "db"])
def test_a_database_of_sqlite_has_the_tables(ending: str, run: Command, capture: Path) -> None:
    expected = rows_of(tasks("capture.ndjson"))
    run("table", "--mode=lenient", capture.name, "-o", f"out.{ending}")
    database = sqlite3.connect(f"out.{ending}")
    for name, rows in expected.items():
        found = database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  # our own names
        assert [[*row] for row in found] == [plain(row) for row in rows]
    days = database.execute("SELECT DISTINCT date(timestamp) FROM messages").fetchall()
    database.close()

    assert days == [("2013-11-25",)]


HOSTILE = ["=1+1", "a,b", '"', "a\r\nb", "\0\x1b[31m", "\u202eab", "+x", "@x", "-1", " x ", "é", "NULL", ""]


def test_csv_has_the_exact_values(run: Command, tmp_path: Path) -> None:
    messages = [CHAT_MESSAGE | {"index": number, "text": text} for number, text in enumerate(HOSTILE, 1)]
    written(tmp_path, "capture", content(*messages, CHAT_MESSAGE | {"text": None}, interaction=INTERACTION))
    result = run("table", "--table", "messages", "--mode=lenient", "capture", "-o", "out.csv")
    text = Path("out.csv").read_bytes().decode()
    rows = [*csv.DictReader(text.splitlines(keepends=True))]

    assert result.err == f"{COUNTS}rows in out.csv: 14 of messages\n"
    assert [row["text"] for row in rows] == [*HOSTILE, ""]
    assert ',"",,,,' in text  # a text without characters, and behind it none
    assert rows[0]["timestamp"] == "2013-11-25 19:02:22.036000Z"
    assert json.loads(rows[0]["participant"])["nickname"] == "Ada"


def test_the_day_of_a_row_is_that_of_its_time_in_utc(run: Command, tmp_path: Path) -> None:
    times = {
        "1": "2015-10-02 01:30:00.000+0200",
        "2": "2015-10-01 23:59:59.999+0000",
        "3": "2015-10-01 18:00:00.000-0700",
        "4": "1969-12-31 23:59:59.999+0000",
        "5": "0001-01-01 00:00:00.000+0300",
    }
    interactions = [INTERACTION | {"id": name, "startDate": time} for name, time in times.items()]
    written(tmp_path, "capture", history(*interactions))
    run("table", "--table", "interactions", "--mode=lenient", "capture", "-o", "out", "--partition-by", "day")
    folders = {
        folder.name: pq.ParquetFile(folder / "0.parquet").read().column("id").to_pylist()
        for folder in Path("out/interactions").iterdir()
    }

    assert folders == {
        "day=2015-10-01": ["1", "2"],
        "day=2015-10-02": ["3"],
        "day=1969-12-31": ["4"],
        "day=__HIVE_DEFAULT_PARTITION__": ["5"],
    }
    days: Any = duckdb.sql("SELECT day::VARCHAR, count(*) FROM 'out/interactions/*/*.parquet' GROUP BY 1 ORDER BY 1")
    assert days.fetchall() == [("1969-12-31", 1), ("2015-10-01", 2), ("2015-10-02", 1), (None, 1)]


def test_values_that_are_no_names_of_folders_are_one_folder(run: Command, tmp_path: Path) -> None:
    media = ["chat", "../../x", "a b/é", "x" * 300, ""]
    interactions = [INTERACTION | {"id": str(number), "mediaType": each} for number, each in enumerate(media)]
    written(tmp_path, "capture", history(*interactions))
    run("table", "--table=interactions", "--mode=lenient", "capture", "-o", "out", "--partition-by", "media_type")
    folders = {
        folder.name: pq.ParquetFile(folder / "0.parquet").read().column("media_type").to_pylist()
        for folder in Path("out/interactions").iterdir()
    }

    assert folders == {
        "media_type=chat": ["chat"],
        "media_type=..%2F..%2Fx": ["../../x"],
        "media_type=a b%2F%C3%A9": ["a b/é"],
        "media_type=__HIVE_DEFAULT_PARTITION__": ["x" * 300, ""],
    }


def test_many_partitions_are_written_with_few_open_files(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_writers, "GROUP_ROWS", 4)
    monkeypatch.setattr(_folders, "OPEN_FILES", 2)
    monkeypatch.setattr("ucsmsg.tables._batches.ROWS", 2)
    days = [f"2015-10-{1 + number % 5:02} 12:00:00.000+0000" for number in range(20)]
    texts = [json.dumps(history(INTERACTION | {"id": str(n), "startDate": day})) for n, day in enumerate(days)]
    written(tmp_path, "capture", "\n".join(texts))
    command = ["table", "--table=interactions", "--mode=lenient", "capture", "-o", "out", "--partition-by=day"]
    result = run(*command)
    counted: Any = duckdb.sql("SELECT count(*), count(DISTINCT id), count(DISTINCT day) FROM 'out/*/*/*.parquet'")

    assert (result.status, counted.fetchall()) == (0, [(20, 20, 5)])
    assert len([*Path("out/interactions/day=2015-10-01").iterdir()]) > 1
    monkeypatch.setattr(_folders, "MOST_PARTITIONS", 4)
    result = run(*command)
    assert (result.status, result.err) == (
        2,
        "ucsmsg: Expected at most 4 folders, got more: divide by another column\n",
    )
    assert len([*Path("out/interactions").iterdir()]) == 5


def test_batches_are_held_up_to_so_many_bytes(run: Command, capture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_writers, "GROUP_BYTES", 1)
    monkeypatch.setattr("ucsmsg.tables._batches.ROWS", 10)
    run("table", "--mode=lenient", capture.name, "-o", "out", "--table=messages")

    assert pq.ParquetFile("out/messages/0.parquet").num_row_groups > 2


def test_what_is_rejected_goes_where_it_is_asked_for(run: Command, tmp_path: Path) -> None:
    nan = json.dumps(content(CHAT_MESSAGE, metrics={"a": 7})).replace("7}", "NaN}")
    bad = ONE.replace("Stopped", "St\\x")
    written(tmp_path, "capture", f"{ONE}\n{bad}\n{nan}\n")
    result = run("table", "--mode=lenient", "capture", "-o", "out", "--rejects", "rejects.ndjson")
    first, second = [json.loads(line) for line in Path("rejects.ndjson").read_text("utf-8").splitlines()]

    assert result.status == 1
    assert result.err.splitlines()[0] == "3 payloads in = 1 written + 2 rejected in rejects.ndjson"
    assert (first["line"], first["reason"], first["text"]) == (2, None, bad)
    assert second["reason"] == "Expected numbers that JSON has a text for, got NaN or an infinity"


def test_what_is_wrong_with_a_capture_as_a_whole_is_counted_apart(run: Command) -> None:
    result = run("table", "-", "-o", "out.db", stdin="words")

    assert (result.status, result.err.splitlines()[0]) == (
        1,
        "0 payloads in = 0 written + 0 rejected; 1 fault of the captures themselves",
    )


def test_a_table_without_rows_has_its_columns(run: Command) -> None:
    run(
        "table",
        "-q",
        "-",
        "-o",
        "out",
        stdin="words",
    )

    for name, table in TABLES.items():
        assert pq.read_schema(Path("out", name, "0.parquet")).names == [field.name for field in table.fields]


@pytest.mark.parametrize("output", ["out.db", "out", "out.duckdb"])
def test_the_old_output_is_replaced_as_a_whole_or_stays(
    output: str, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "capture", ONE)
    run("table", "capture", "-o", output)
    if Path(output).is_file():
        Path(output).chmod(0o640)
    before = sorted(Path().rglob("*"))
    assert run("table", "capture", "-o", output).status == 0
    assert sorted(Path().rglob("*")) == before
    if Path(output).is_file():
        assert Path(output).stat().st_mode & 0o777 == 0o640
    content = {path: path.read_bytes() for path in before if path.is_file()}

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_building, "_put_on_disk", fail)
    result = run("table", "capture", "-o", output)
    assert (result.status, result.err) == (2, f"ucsmsg: {tmp_path / output}: No space left on device\n")
    assert {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()} == content


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "capture", ONE)
    run("table", "capture", "-o", "out")
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if path.parent.name == "new":
            raise OSError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    result = run("table", "capture", "-o", "out")
    assert (result.status, result.err) == (2, f"ucsmsg: {tmp_path / 'out'}: Permission denied\n")
    assert sorted(path.name for path in Path("out").iterdir()) == sorted(TABLES)


def test_a_link_stays_one(run: Command, tmp_path: Path) -> None:
    written(tmp_path, "capture", ONE)
    Path("place").mkdir()
    Path("out.db").symlink_to("place/real.db")
    run("table", "capture", "-o", "out.db")

    assert Path("out.db").readlink() == Path("place/real.db")
    with closing(sqlite3.connect("out.db")) as database:
        assert database.execute("SELECT count(*) FROM messages").fetchone() == (1,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["-o", "out.parquet"],
            "Expected one table for a file of .parquet, got 5: name one with --table, or a folder for all",
        ),
        (
            ["-o", "out.xlsx"],
            f"Expected a folder for -o, or a file that ends in one of {ENDINGS}, got 'out.xlsx'",
        ),
        (["-o", "out.db", "--partition-by=day"], "Expected a folder for -o with --partition-by, got 'out.db'"),
        (["-o", "mine"], "Expected a folder for -o that is new or has nothing but tables, got one with mine/notes.txt"),
        (["-o", "other"], "Expected a folder for -o that is new or has nothing but tables, got one with other/x"),
        (["-o", "capture.db"], "Expected another file for -o than those that are read, got capture.db"),
        (["-o", ".."], "Expected the name of a file for -o, got '..'"),
        (
            ["-o", "out", "--table=diagnostics", "--partition-by=line"],
            f"Expected something that diagnostics can be divided by ({OF_DIAGNOSTICS}), got 'line'",
        ),
        (
            ["-o", "out", "--table=participants", "--partition-by=media_type"],
            f"Expected something that participants can be divided by ({OF_PARTICIPANTS}), got 'media_type'",
        ),
    ],
)
def test_what_cannot_be_written_is_said(arguments: list[str], message: str, run: Command, tmp_path: Path) -> None:
    written(tmp_path, "capture.db", ONE)
    Path("mine/messages").mkdir(parents=True)
    Path("mine/notes.txt").write_text("mine", "utf-8")
    Path("other/x").mkdir(parents=True)
    result = run("table", "capture.db", *arguments)

    assert (result.status, result.err) == (2, f"ucsmsg: {message}\n")
    assert Path("mine/notes.txt").exists()


def test_without_the_library_it_is_said_what_to_install(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = run("table", "-", "-o", "out.duckdb")
    assert (result.status, result.err) == (
        2,
        'ucsmsg: Expected the library duckdb; pip install "ucsmsg[query]"\n',
    )
    monkeypatch.delitem(sys.modules, "ucsmsg.tables")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("table", "-", "-o", "out.db")
    assert (result.status, result.err) == (
        2,
        'ucsmsg: Expected the library pyarrow to make tables; pip install "ucsmsg[table]"\n',
    )


def test_what_a_database_cannot_take_is_one_line(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "capture", ONE)
    monkeypatch.setattr(_writers, "_sqlite_type", lambda _: "TEXT CHECK (0)")
    result = run("table", "capture", "-o", "out.db")

    assert result.status == 2
    assert result.err.startswith("ucsmsg: Expected a database that takes the rows, got: CHECK constraint failed")
    assert not Path("out.db").exists()


def test_an_output_that_cannot_be_made_is_said_before_anything_is_read(run: Command) -> None:
    result = run("table", "-", "-o", "nowhere/out.db")

    assert (result.status, result.err) == (2, "ucsmsg: nowhere/out.db: No such file or directory\n")
