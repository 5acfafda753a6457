"""The options of the data source."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

import ucsmsg.spark
from ucsmsg.captures import Format
from ucsmsg.catalogue import Mode
from ucsmsg.spark._options import Options


def test_options_are_known_in_any_letter_case() -> None:
    given = {"PATH": "/a", "Mode": "lenient", "format": "har", "partsize": "5", "settledAfter": "1.5"}
    more = {"REPEATED": "False", "table": "diagnostics", "encoding": "latin-1", "maxBytesPerTrigger": "7"}

    assert Options.of({**given, **more}) == Options(
        places=("/a",),
        table="diagnostics",
        mode=Mode.LENIENT,
        format=Format.HAR,
        encoding="latin-1",
        part_size=5,
        settled_after=1.5,
        most_bytes=7,
        repeated=False,
    )


UNKNOWN = (
    "Expected an option, one of table, mode, format, encoding, partSize, settledAfter, maxBytesPerTrigger, repeated, "
    "got 'tabel'"
)
ELSEWHERE = (
    "Expected a path that every executor can open, got s3a://bucket/captures: the files are read by Python on the "
    "executors; mount the store, or read it with Spark's binaryFile and give that to ucsmsg.spark.table_of"
)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, 'Expected a path, as in load("captures/"), got none'),
        ({"path": "a", "tabel": "messages"}, UNKNOWN),
        ({"path": "a", "partSize": "4 MB"}, "Expected a number of bytes, got '4 MB'"),
        ({"path": "a", "repeated": "no"}, "Expected true or false, got 'no'"),
        ({"path": "s3a://bucket/captures"}, ELSEWHERE),
    ],
)
def test_what_cannot_be_read_so_is_refused_with_a_word(given: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        Options.of(given)
    assert str(caught.value) == message


def test_paths_are_absolute_addresses_of_files_are_paths_and_patterns_stand_for_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a 1.log", "a 2.log", "b[1].log"):
        Path(name).write_text("")

    def paths(*places: str) -> list[str]:
        options = Options.of({"paths": str(list(places)).replace("'", '"')})
        return [Path(path).name for path in options.paths() if Path(path).is_absolute()]

    assert paths("a 1.log") == ["a 1.log"]
    assert paths(f"file://{tmp_path}/a%201.log", f"file:{tmp_path}/b[1].log") == ["a 1.log", "b[1].log"]
    assert paths("a*.log", "*") == ["a 1.log", "a 2.log", "a 1.log", "a 2.log", "b[1].log"]
    assert [Path(path).name for path in Options.of({"path": str(tmp_path)}).files()] == [
        "a 1.log",
        "a 2.log",
        "b[1].log",
    ]


@pytest.mark.parametrize(("repeated", "known"), [("true", None), ("false", {})])
def test_the_tasks_are_those_of_the_files(repeated: str, known: object, tmp_path: Path) -> None:
    (tmp_path / "a").write_text('{"a":1}\n' * 90)
    options = Options.of({"path": str(tmp_path), "partSize": "300", "repeated": repeated})

    assert [(task.part and task.part.start, task.repeated) for task in options.tasks()] == [
        *((start, known) for start in (0, 304, 608))
    ]
    assert [task.part for task in options.tasks(part_size=0)] == [None]
    (tmp_path / "a").unlink()
    assert options.tasks() == []


def test_what_needs_spark_is_imported_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    source = ModuleType("ucsmsg.spark._source")
    vars(source)["UcsmsgDataSource"] = found = object()
    monkeypatch.setitem(sys.modules, source.__name__, source)
    monkeypatch.setattr(ucsmsg.spark, "find_spec", lambda _: source.__spec__ or source)
    assert ucsmsg.spark.UcsmsgDataSource is found


def test_without_spark_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(ImportError) as caught:
        _ = ucsmsg.spark.UcsmsgDataSource
    assert str(caught.value) == (
        'Expected the library pyspark to read captures with Spark; pip install "ucsmsg[spark]"'
    )
    with pytest.raises(AttributeError, match=r"module 'ucsmsg\.spark' has no attribute 'tables_of'"):
        _ = ucsmsg.spark.tables_of  # type: ignore[attr-defined] # which shows that type checkers see it too
