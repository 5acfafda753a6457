"""Large files checked in parts: what is found is what one process finds."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from tests.captures.samples import failure, over_lines
from ucsmsg.captures import _file_parts as file_parts
from ucsmsg.cli import _parallel as parallel
from ucsmsg.cli._checking import File, check_file
from ucsmsg.cli._parallel import LARGE, jobs_for
from ucsmsg.cli._results import Checked, merged
from ucsmsg.cli._settings import Settings

PREFIX = "2015-10-01 16:02:07,123 INFO  [main] c.g.Service - "


class Pool:
    """Processes that are none: what is submitted is done at once."""

    def __init__(self) -> None:
        self.submitted: list[str] = []

    def submit(self, work: Any, *given: Any) -> Future[Any]:
        self.submitted.append(work.__name__)
        future: Future[Any] = Future()
        try:
            future.set_result(work(*given))
        except OSError as error:
            future.set_exception(error)
        return future


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "PART", 1000)
    monkeypatch.setattr(file_parts, "AROUND_CUT", 500)
    monkeypatch.setattr(parallel, "_SMALL", 1000)


def file(name: str, text: str) -> File:
    """A file in the current folder."""
    path = Path(name)
    path.write_text(text, "utf-8")
    return File(name, path.stat().st_size)


def in_parts(files: list[File], pool: Pool) -> list[Checked]:
    """What is found in each of them in parts."""
    given: Any = pool
    queue = parallel._Queue(given, files, Settings(), 3, lambda _: None)  # noqa: SLF001 - it has no other face
    return [merged(queue.check_file(each)) for each in files]


def whole(files: list[File]) -> list[Checked]:
    """What one process finds."""
    return [merged(check_file(each, Settings(), lambda _: None)) for each in files]


def log(number: int, *extra: str) -> str:
    """A log with payloads in one and in several lines, of which some are damaged or came before."""
    texts = [*extra]
    for each in range(number):
        payload = (over_lines if each % 3 else failure)(each % 23)
        texts += [
            f"{PREFIX}words é",
            f"{PREFIX}{payload[: -1 if each % 7 == 0 else None]}",
            f"{PREFIX}words",
            "plain words",
        ]
    return "\n".join(texts) + "\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_logs_and_lines_in_parts_give_what_they_give_as_a_whole() -> None:
    lines = "\n".join(failure(each % 19, "é")[: -1 if each % 5 == 0 else None] for each in range(60))
    files = [file("a", log(40)), file("b", lines), file("c", log(1)), file("d", f"# Page\n\n{failure(1)}\n" * 20)]
    pool = Pool()

    assert in_parts(files, pool) == whole(files)
    assert pool.submitted.count("count_part") > 10
    assert pool.submitted.count("check_part") > pool.submitted.count("count_part")  # those with repeats once more
    assert pool.submitted.count("check_whole") == 1


def test_where_a_payload_goes_on_behind_a_part_the_rest_is_read_as_one() -> None:
    files = [file("a", log(8) + log(30, "{", '"a": [')), file("b", log(9))]
    pool = Pool()

    assert in_parts(files, pool) == whole(files)
    assert pool.submitted.count("check_part") < pool.submitted.count("count_part")


@pytest.mark.parametrize("work", ["count_part", "check_part"])
def test_a_part_that_cannot_be_read_ends_its_file_and_no_other(work: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [file("a", log(30)), file("b", log(20))]
    pool, done = Pool(), getattr(parallel, work)

    def failing(part: Any, *given: Any) -> Any:
        if part.path == "a" and part.start > 1500:
            raise FileNotFoundError(2, "No such file or directory", "a")
        return done(part, *given)

    failing.__name__ = work
    monkeypatch.setattr(parallel, work, failing)
    given: Any = pool
    queue = parallel._Queue(given, files, Settings(), 3, lambda _: None)  # noqa: SLF001 - it has no other face

    with pytest.raises(FileNotFoundError):
        merged(queue.check_file(files[0]))
    assert merged(queue.check_file(files[1])) == whole(files)[1]


def test_a_large_input_is_worth_a_process_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [File("a", LARGE - 1), File("b", 1)]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2}, raising=False)

    assert (jobs_for(files[:1]), jobs_for(files)) == (1, 3)
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: 5)
    assert jobs_for(files) == 5
