"""`ucsmsg query`."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Command
from tests.schema.reading import CHAT_MESSAGE, INTERACTION, content, history
from tests.tables.samples import ndjson, written
from ucsmsg.cli import _query
from ucsmsg.cli._query import query
from ucsmsg.tables import _queries

CUSTOMER = {"type": "Customer", "participantId": "1", "nickname": "Bo"}
TALK = [
    CHAT_MESSAGE | {"index": 1, "from": CUSTOMER, "text": "Help"},
    CHAT_MESSAGE | {"index": 2, "timestamp": "2013-11-25 21:02:32.036+0200", "timestampSeconds": 1385406152036},
    CHAT_MESSAGE | {"index": 3, "type": "ParticipantLeft", "text": None},
]
CONTACT = INTERACTION | {"contactId": "0000Sa99620J0EM7"}


@pytest.fixture
def capture(run: Command, tmp_path: Path) -> Path:  # noqa: ARG001  # which changes the folder
    texts = [content(*TALK, interaction=CONTACT), content(CHAT_MESSAGE, news=1), history(INTERACTION, news=1, more=2)]
    return written(tmp_path, "capture.ndjson", "\n".join(map(json.dumps, texts)))


def in_the_help() -> list[str]:
    """The statements that the help shows."""
    return [" ".join(each.split()) for each in re.findall(r'ucsmsg query captures/ "([^"]+)"', query.help or "")]


ANSWERS = [
    """
owner  answers  seconds
-----  -------  -------
ada          1     10.0
""",
    """
day         name            times
----------  --------------  -----
2013-11-25  unknown-member      3
2013-11-25  null-member         1
""",
    """
timestamp                    who  text
---------------------------  ---  ------------
2013-11-25 19:02:22.036000Z  Bo   Help
2013-11-25 19:02:32.036000Z  Ada  Good morning
""",
]


@pytest.mark.parametrize("is_written", [False, True])
def test_the_queries_of_the_help_answer_questions(run: Command, capture: Path, *, is_written: bool) -> None:
    """Over captures, and over the tables that were written of them."""
    source = capture.name
    if is_written:
        source = "tables' [x]"
        run("table", "-q", "--mode=lenient", capture.name, "-o", source, "--partition-by", "day")
    results = [run("query", "--mode=lenient", source, statement) for statement in in_the_help()]

    assert ["\n" + result.out for result in results] == ANSWERS
    assert {(result.status, result.err) for result in results} == {(0, "")}


def test_the_queries_of_the_help_are_those_of_the_page() -> None:
    page = " ".join((ROOT / "docs/tables.md").read_text("utf-8").split())

    assert len(in_the_help()) == 3
    assert all(statement in page for statement in in_the_help())


VALUES: dict[str, object] = {
    "NULL": None,
    "TRUE": True,
    "7": 7,
    "1.50::DECIMAL(4, 2)": 1.5,
    "170141183460469231731687303715884105727::HUGEINT": 170141183460469231731687303715884105727,
    "'NaN'::DOUBLE": "nan",
    "-1.5::DOUBLE": -1.5,
    "'\\x00a'::BLOB": "0061",
    "DATE '2013-11-25'": "2013-11-25",
    "TIMESTAMPTZ '2013-11-25 21:00:00+02'": "2013-11-25 19:00:00Z",
    "TIMESTAMP_NS '2013-11-25 21:00:00.5'": "2013-11-25 21:00:00.500000",
    "NULL::TIMESTAMP": None,
    "TIME '12:00:01'": "12:00:01",
    "['1', NULL]": ["1", None],
    "{'a': [1.5::DOUBLE], 'b': DATE '2013-11-25'}": {"a": [1.5], "b": "2013-11-25"},
    "map {'a': 1}": {"a": 1},
}


def test_each_value_has_its_json_and_each_column_a_name(run: Command) -> None:
    result = run("query", "-", "--json", f"SELECT {', '.join(f'{each} AS value' for each in VALUES)}")
    (row,) = json.loads(result.out)

    assert [*row.values()] == [*VALUES.values()]
    assert [*row][:3] == ["value", "value_2", "value_3"]


def test_csv_tells_null_from_a_text_without_characters(run: Command) -> None:
    statement = (
        "SELECT 1 AS a, NULL AS b, '' AS c, 'x\"y' AS d, [1] AS e, TRUE AS f UNION ALL SELECT 2, 3, '=1', 'é', [], NULL"
    )
    result = run("query", "-", "--csv", "-o", "out.csv", f"{statement} ORDER BY a")

    assert (result.status, result.out) == (0, "")
    assert Path("out.csv").read_bytes().decode() == (
        '"a","b","c","d","e","f"\r\n1,,"","x""y","[1]",true\r\n2,3,"=1","é","[]",\r\n'
    )


@pytest.mark.parametrize(("option", "shown"), [("--json", "[]\n"), ("--csv", '"a"\r\n'), ("-q", "a\n-\n")])
def test_an_answer_may_have_no_rows(option: str, shown: str, run: Command) -> None:
    assert run("query", option, "-", "SELECT 1 AS a WHERE FALSE").out == shown


def test_a_table_for_people_has_so_many_rows_and_nothing_that_acts_on_a_terminal(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_query, "MOST_ROWS", 2)
    result = run("query", "-", "SELECT range AS \"n\x1b[2J\", 'a\x1b]0;x\x07\u202e' AS b FROM range(5)")

    assert result.out.splitlines() == [
        "n\\x1b[2J  b",
        "--------  ---------------------",
        "       0  a\\x1b]0;x\\x07\\u{202e}",
        "       1  a\\x1b]0;x\\x07\\u{202e}",
        "and 3 more: --csv and --json have all",
    ]


def test_a_line_is_no_longer_than_the_screen(run: Command) -> None:
    assert run("query", "-", "SELECT repeat('é', 500) AS a").out.splitlines()[2] == "é" * 99 + "…"


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("SELEC", 'Parser Error: syntax error at or near "SELEC"'),
        ("FROM answer", "Catalog Error: Table with name answer does not exist!"),
        ("SELECT ('x' || line)::INTEGER FROM messages", "Conversion Error: Could not convert string 'x1' to INT32"),
        ("INSERT INTO messages FROM messages", 'Invalid Input Error: Cannot execute statement of type "INSERT"'),
    ],
)
def test_what_cannot_be_run_is_said_in_a_line(statement: str, message: str, run: Command, capture: Path) -> None:
    result = run("query", "--mode=lenient", capture.name, statement)

    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"ucsmsg: Expected a statement that DuckDB can run, got: {message}")
    assert result.err.count("\n") == 1


def test_captured_text_is_never_sql(run: Command, tmp_path: Path) -> None:
    text = "'; DROP TABLE messages; --"
    file = written(tmp_path, "a'; DROP TABLE messages; --", content(CHAT_MESSAGE | {"text": text}))
    result = run("query", file.name, "--json", "SELECT file, text FROM messages")

    assert json.loads(result.out) == [{"file": file.name, "text": text}]


def test_only_tables_that_are_asked_for_are_filled(
    run: Command, capture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ucsmsg.tables._batches.ROWS", 1)
    counts = run("query", "--mode=lenient", capture.name, "--json", "SELECT count(*) AS n FROM MESSAGES").out
    assert json.loads(counts) == [{"n": 4}]
    monkeypatch.setattr(_query, "payloads_of", None)
    assert json.loads(run("query", capture.name, "--json", "SELECT 1 AS n").out) == [{"n": 1}]


def test_a_folder_that_holds_something_else_is_one_of_captures(run: Command, tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    written(tmp_path, "capture", ndjson(1))

    assert _queries.parquet_in(tmp_path) == {}
    assert json.loads(run("query", "--mode=lenient", ".", "--json", "SELECT count(*) AS n FROM messages").out) == [
        {"n": 2}
    ]


def test_what_is_wrong_with_the_arguments_is_said(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("query", "-", "--csv", "--json", "SELECT 1")
    assert (result.status, result.err) == (2, "ucsmsg: Expected one of --csv and --json, got both\n")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = run("query", "-", "SELECT 1")
    assert (result.status, result.err) == (2, 'ucsmsg: Expected the library duckdb; pip install "ucsmsg[query]"\n')


@pytest.mark.parametrize(("mode", "said"), [("strict", 1), ("lenient", 0)])
def test_what_an_error_keeps_out_of_the_answer_is_said(mode: str, said: int, run: Command, tmp_path: Path) -> None:
    message = '{"data": {"messageType": "UcsOperationResponse", "referenceId": 7, "success": true, "success": true}}'
    (tmp_path / "twice.ndjson").write_text(message, "utf-8")
    result = run("query", f"--mode={mode}", "twice.ndjson", "SELECT count(*) AS n FROM notifications", "--csv")

    note = "1 payload with an error in no table but diagnostics; ucsmsg check says what is wrong\n"
    assert (result.status, result.out, result.err) == (0, f'"n"\r\n{1 - said}\r\n', note * said)
