"""However captures are divided into tasks, their rows are those of one run over all of it."""

import gzip
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.captures.samples import failure
from tests.tables.samples import PREFIX, log, ndjson, rows_of, written
from ucsmsg.captures import _file_parts as file_parts
from ucsmsg.tables import Task, _tasks, batches, placed, survey, tasks

BOTH = ("ndjson", "log")


@pytest.fixture(autouse=True, scope="module")
def _near_cuts() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_parts, "AROUND_CUT", 400)
        yield


def put_in_place(planned: list[Task]) -> list[Task]:
    """As an engine does it: tasks travel to other processes, and surveys back."""
    surveys = [pickle.loads(pickle.dumps(survey(pickle.loads(pickle.dumps(task))))) for task in planned]  # noqa: S301  # our own
    return pickle.loads(pickle.dumps(placed(planned, surveys)))  # type: ignore[no-any-return]  # noqa: S301  # our own


@pytest.mark.parametrize("content", [ndjson, log])
def test_tasks_in_their_places_give_the_rows_of_one_run(content: Callable[[], bytes], tmp_path: Path) -> None:
    file = written(tmp_path, "capture", content())
    whole = rows_of(tasks(file, part_size=0))
    planned = tasks(file, part_size=900, divided=BOTH)
    found = put_in_place(planned)

    assert len(planned) > 3
    assert all(task.is_placed for task in found)
    assert rows_of(found) == whole
    assert {"repeated-notification"} < {row["name"] for row in whole["diagnostics"]}


def test_tasks_that_nobody_put_in_their_places_find_them_by_themselves(tmp_path: Path) -> None:
    file = written(tmp_path, "capture", ndjson(30))
    planned = tasks(file, part_size=4000)

    assert len(planned) > 2
    assert not any(task.is_placed for task in planned)
    assert rows_of(planned) == rows_of(tasks(file, part_size=0))


@settings(max_examples=4)
@given(part_size=st.integers(200, 30_000))
def test_any_division_gives_the_same_rows(part_size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = written(tmp_path_factory.mktemp("division"), "capture", ndjson(40))

    assert rows_of(put_in_place(tasks(file, part_size=part_size))) == rows_of(tasks(file, part_size=0))


@pytest.mark.parametrize("is_surveyed", [True, False])
def test_a_repetition_in_the_next_file_of_a_rotated_log_is_one(tmp_path: Path, *, is_surveyed: bool) -> None:
    written(tmp_path, "app.log.2.gz", gzip.compress(ndjson(8)))
    written(tmp_path, "app.log.1", ndjson(30))
    written(tmp_path, "app.log", ndjson(9))
    written(tmp_path, "other.ndjson", ndjson(8))
    planned = tasks(tmp_path, part_size=4000)
    found = put_in_place(planned) if is_surveyed else planned

    assert [task.path.removeprefix(f"{tmp_path}/") for task in planned if task.is_first] == [
        *("app.log.2.gz", "app.log.1", "app.log", "other.ndjson")
    ]
    assert len(planned) > 5
    (packed, *_, last), rows = planned, rows_of(found)
    assert (packed.part, packed.earlier, last.earlier) == (None, (), ())
    assert rows == rows_of(tasks(tmp_path, part_size=0))
    places = {row["message"].split(" ", 8)[-1] for row in rows["diagnostics"] if row["name"] == "repeated-notification"}
    assert f"{tmp_path}/app.log.1:1 again" in places


def test_a_file_that_is_named_twice_is_not_its_own_repetition(tmp_path: Path) -> None:
    file = written(tmp_path, "capture", ndjson(3))
    twice = rows_of(put_in_place(tasks([file, file])))

    assert twice["diagnostics"] == rows_of(tasks(file))["diagnostics"] * 2
    assert not any(row["name"] == "repeated-notification" for row in twice["diagnostics"])


def open_log() -> bytes:
    """A log in which a payload goes on over a cut, whatever its lines look like."""
    records = "".join(f"{PREFIX}{failure(number)}\n" for number in range(20))
    return f'{records}{{\n"a": [\n{records}'.encode()


@pytest.mark.parametrize("names", [("app.log.1", "app.log"), ("capture", "other")])
def test_behind_a_cut_that_was_in_a_payload_the_rest_of_the_file_is_one_task(
    names: tuple[str, str], tmp_path: Path
) -> None:
    files = [written(tmp_path, name, content) for name, content in zip(names, (open_log(), log()), strict=True)]
    planned = tasks(files, part_size=900, divided=BOTH)
    found = put_in_place(planned)
    rest = [task for task in found if task.path == str(files[0])][-1]

    assert len(planned) > len(found)
    assert (rest.size > 1800, rest.is_last, rest.is_placed) == (True, True, False)
    assert rows_of(found) == rows_of(tasks(files, part_size=0))


@pytest.mark.parametrize("is_surveyed", [True, False])
@pytest.mark.parametrize(("content", "names"), [(b"\n" * 9000, ["no-value"]), (b"\n" * 9000 + b"7\n", ["wrong-type"])])
def test_that_a_file_holds_nothing_is_said_once(
    content: bytes, names: list[str], tmp_path: Path, *, is_surveyed: bool
) -> None:
    file = written(tmp_path, "capture", content)
    planned = tasks(file, part_size=2000, format="ndjson")
    found = rows_of(put_in_place(planned) if is_surveyed else planned)

    assert len(planned) > 3
    assert found == rows_of(tasks(file, part_size=0, format="ndjson"))
    assert len(found["diagnostics"]) == len(names)


def test_a_log_is_divided_only_where_that_is_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path, "capture", log())

    assert tasks(file, part_size=900) == [Task(path=str(file))]
    assert len(tasks([file], part_size=900, divided=["log"])) > 3
    assert len(tasks(file, part_size=900, encoding="latin-1", divided=["log"])) == 1


def test_planning_reads_nothing_but_what_stands_around_the_cuts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_tasks, "extent_of", None)
    monkeypatch.setattr(_tasks, "PartReading", None)
    monkeypatch.setattr(_tasks, "iter_parse", None)
    file = written(tmp_path, "capture", ndjson(60))
    planned = tasks(file, part_size=5000)

    assert sum(task.size for task in planned) == file.stat().st_size
    assert tasks(file)[0].size == file.stat().st_size


def test_a_file_that_is_no_part_of_a_series_needs_no_survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (task,) = tasks(written(tmp_path, "capture", ndjson(3)))
    monkeypatch.setattr(_tasks, "iter_parse", None)

    assert placed([task], [survey(task)])[0].is_placed
    assert placed([], []) == []


def test_what_is_wrong_with_the_arguments_is_said(tmp_path: Path) -> None:
    file = written(tmp_path, "capture", ndjson(3))
    (task,) = tasks(file)

    with pytest.raises(ValueError, match=r"^Expected one of interactions, messages, .*, got 'chats'$"):
        next(batches(task, "chats"))
    with pytest.raises(ValueError, match="lenien"):
        next(batches(task, "messages", mode="lenien"))
    with pytest.raises(ValueError, match="nd-json"):
        tasks(file, format="nd-json")
    with pytest.raises(FileNotFoundError):
        next(batches(tasks(tmp_path / "nothing", part_size=0)[0], "messages"))
    with pytest.raises(ValueError, match="zip"):
        placed([task], [])
