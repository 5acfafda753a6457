"""Parts of rotated logs: their order, and what came twice in them."""

import gzip
from pathlib import Path

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import iter_parse
from ucsmsg.captures import files_of, series_of


@pytest.mark.parametrize(
    "oldest_first",
    [
        ["app.log.10.gz", "app.log.2.gz", "app.log.1", "app.log"],
        ["app.log-20240506.gz", "app.log-20240507", "app.log.1", "app.log"],
        ["catalina.out-2024-05-06-23", "catalina.out-2024-05-07-00", "catalina.out"],
        ["app-2024-05-06.2.log.zst", "app-2024-05-06.10.log", "app.2024-05-07.log", "app.log"],
        ["a.log.1", "a.log", "b.log.2", "b.log.1", "b.log"],
        ["1.json", "10.json", "2.json", "capture-1.json", "capture-2.json"],
    ],
)
def test_the_parts_of_a_log_come_oldest_first(oldest_first: list[str], tmp_path: Path) -> None:
    for name in sorted(oldest_first):
        (tmp_path / name).touch()

    assert [file.name for file in files_of(tmp_path)] == oldest_first


def test_folders_are_no_parts_of_a_log(tmp_path: Path) -> None:
    for name in ("v.1", "v.2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").touch()

    assert [file.parent.name for file in files_of(tmp_path)] == ["v.1", "v.2"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("x/app.log.1", "x/app.log", True),
        ("x/app.log.2024-05-06.gz", "x/app.log", True),
        ("app-2024-05-06.1.log", "app.log", True),
        ("x/app.log", "y/app.log", False),
        ("app.log", "app.txt", False),
        ("capture-1.json", "capture-2.json", False),
        (".1", ".2", False),
    ],
)
def test_parts_of_a_log_differ_in_a_number_or_a_date(one: str, other: str, *, is_same: bool) -> None:
    assert (series_of(one) == series_of(other)) is is_same


def test_a_repeat_is_told_across_the_parts_of_a_log_and_not_across_logs(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(f"{failure(3)}\n{failure(1)}\n{failure(3)}\n", "utf-8")
    (tmp_path / "app.log.1").write_text(f"{failure(2)}\n", "utf-8")
    (tmp_path / "app.log.2.gz").write_bytes(gzip.compress(f"{failure(0)}\n{failure(1)}\n".encode()))
    (tmp_path / "other.log").write_text(f"{failure(1)}\n{failure(4)}\n", "utf-8")
    results = list(iter_parse(tmp_path))

    assert references(results) == [0, 1, 2, 3, 1, 3, 1, 4]
    assert marks(results) == [("repeated-notification", 2, 1), ("repeated-notification", 3, 1)]
    assert [diagnostic.message for parsed in results for diagnostic in parsed.diagnostics] == [
        f"Expected a new notification, got the one of {tmp_path}/app.log.2.gz:2 again",
        "Expected a new notification, got the one of line 1 again",
    ]
