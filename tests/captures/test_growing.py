"""Files that are still being written."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.captures.samples import failure
from ucsmsg.captures import CaptureError, FilePart, Format, GrowingFile, growing_file
from ucsmsg.captures import _file_parts as file_parts

PREFIX = "2015-10-01 16:02:07,123 INFO  [main] c.g.Service - "
OLD = 1_000_000_000
LINE = failure(1) + "\n"
RECORD = f"{PREFIX}{failure(1)}\n"
OPEN = f"{PREFIX}Received: {{\n"
WORDS = f"{PREFIX}words\n"
ENTRY = f"2015-10-01T16:02:07Z stdout F {failure(1)}\n"


def written(path: Path, text: str, *, is_settled: bool = False) -> Path:
    path.write_bytes(text.encode())
    if is_settled:
        os.utime(path, (OLD, OLD))
    return path


def now(path: Path, before: GrowingFile | None = None, form: Format | None = None) -> GrowingFile:
    return growing_file(str(path), before, settled_after=600, format=form)


@pytest.mark.parametrize(
    ("text", "whole", "form"),
    [
        ("", "", None),
        (LINE[:40], "", None),
        (LINE, LINE, Format.NDJSON),
        (LINE + LINE[:40], LINE, Format.NDJSON),
        (LINE * 3 + "\n", LINE * 3 + "\n", Format.NDJSON),
        (RECORD, "", Format.LOG),
        (RECORD * 3, RECORD * 2, Format.LOG),
        (RECORD * 3 + RECORD[:70], RECORD * 2, Format.LOG),
        (RECORD * 2 + OPEN, RECORD, Format.LOG),
        (
            RECORD * 2 + f"{PREFIX}{{\n" + f"{PREFIX}words\n" * 2,
            RECORD * 2 + f"{PREFIX}{{\n{PREFIX}words\n",
            Format.LOG,
        ),
        ("\ufeff" + LINE * 3, "", None),
        ("{\n" + LINE[1:], "", None),
        (ENTRY * 3, "", None),
    ],
)
def test_what_is_there_of_a_file_ends_with_a_whole_record(
    text: str, whole: str, form: Format | None, tmp_path: Path
) -> None:
    file = now(written(tmp_path / "capture", text))

    assert (file.end, file.format) == (len(whole.encode()), form)


@pytest.mark.parametrize("text", [LINE[:40], LINE + LINE[:40], RECORD * 3, "{\n" + LINE[1:], ENTRY * 3])
def test_a_file_that_nobody_writes_to_any_more_is_there_as_a_whole(text: str, tmp_path: Path) -> None:
    assert now(written(tmp_path / "capture", text, is_settled=True)).end == len(text)


def test_a_format_that_is_named_is_not_told_by_the_content(tmp_path: Path) -> None:
    file = written(tmp_path / "capture", LINE[:-3] + "\n" + LINE[:40])

    assert (now(file).format, now(file, form=Format.NDJSON).end) == (None, len(LINE) - 2)
    assert now(file, form=Format.HAR).format is None


def test_the_end_is_looked_for_backwards_and_never_before_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_parts, "AROUND_CUT", 400)
    for record in (LINE, RECORD):
        path = written(tmp_path / "capture", record * 9)
        before = now(path)
        open_record = record[:-2] + "x" * 1_500

        assert now(written(path, record * 9 + open_record), before).end == before.end
        assert now(written(path, record * 9 + open_record + "\n" + record * 9), before).end > len(record) * 12


def test_it_is_not_looked_for_farther_than_is_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "AROUND_CUT", 400)
    monkeypatch.setattr(file_parts, "_MOST_LOOKS_BACK", 2)

    assert now(written(tmp_path / "capture", LINE * 9 + "x" * 900)).end == 0


@pytest.mark.parametrize("text", [LINE * 30, RECORD * 30])
def test_what_came_since_is_read_in_parts(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "AROUND_CUT", 400)
    file = now(written(tmp_path / "capture", text))
    first, *others = parts = list(file.parts(len(text) // 30 * 2, 500))

    assert isinstance(first, FilePart)
    assert first.start == len(text) // 30 * 2
    assert [part.start for part in others] == [part.end for part in parts[:-1]]
    assert parts[-1].end == file.end
    assert list(file.parts(file.end, 500)) == []


@pytest.mark.parametrize(("most", "end"), [(0, 3), (len(LINE) * 2 - 9, 4), (len(LINE) * 99, 9)])
def test_no_more_is_new_than_was_asked_for(most: int, end: int, tmp_path: Path) -> None:
    path = written(tmp_path / "capture", LINE * 2)
    before = now(path)
    written(path, LINE * 9 + "{")

    assert growing_file(str(path), before, settled_after=600, most_bytes=most).end == len(LINE) * end
    assert growing_file(str(path), settled_after=600, most_bytes=1).end == len(LINE)


def test_what_is_read_as_a_whole_has_no_parts(tmp_path: Path) -> None:
    path = tmp_path / "capture.gz"
    path.write_bytes(gzip.compress(LINE.encode()))
    os.utime(path, (OLD, OLD))
    file = now(path)

    assert (file.end, file.format, list(file.parts(0, 500))) == (path.stat().st_size, None, [])


def test_what_was_read_as_a_whole_and_grows_is_refused_with_a_word(tmp_path: Path) -> None:
    path = written(tmp_path / "capture", ENTRY * 2, is_settled=True)
    before = now(path)
    written(path, ENTRY * 3)

    with pytest.raises(CaptureError) as caught:
        now(path, before)
    assert str(caught.value) == (
        f"Expected {path} to be complete, as it was read as a whole with {len(ENTRY) * 2} bytes, "
        f"got {len(ENTRY)} more: "
        "only logs and NDJSON are read while they grow; move others into place when they are written"
    )


def others(path: Path) -> Iterator[tuple[Path, bool]]:
    """Files, and whether they begin as the one at the path does."""
    yield written(path.with_name("longer"), LINE * 9), True
    yield written(path.with_name("shorter"), LINE * 2), False
    yield written(path.with_name("other"), LINE.replace("1", "2") * 9), False
    yield path.with_name("missing"), False


def test_a_file_is_found_again_by_its_beginning(tmp_path: Path) -> None:
    path = written(tmp_path / "capture", LINE * 3 + "{")
    file = now(path)

    assert [file.is_at(str(other)) for other, _ in others(path)] == [is_same for _, is_same in others(path)]
