"""What a stream reads of files that grow, are rotated and go: every record once, whatever happens between two looks."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.captures.samples import failure
from ucsmsg.captures import CaptureError, Format
from ucsmsg.spark import _growth
from ucsmsg.spark._growth import Looking, Offset, growth, latest

NOW = Looking(settled_after=600)
OLD = 1_000_000_000


def line(number: int) -> str:
    return failure(number, "x" * 1_000) + "\n"


class Stream:
    """A folder, and what a stream has read of it so far."""

    def __init__(self, folder: Path, looking: Looking = NOW) -> None:
        self.folder = folder
        self.looking = looking
        self.offset: Offset = {}

    @property
    def paths(self) -> list[str]:
        return sorted(map(str, self.folder.iterdir()))

    def write(self, name: str, *numbers: int, half: str = "") -> None:
        with (self.folder / name).open("a") as file:
            file.write("".join(map(line, numbers)) + half)

    def latest(self) -> Offset:
        offset = latest(self.paths, self.offset, self.looking)
        assert json.loads(json.dumps(offset)) == offset
        return offset

    def next(self) -> dict[str, str]:
        """What is new, by the names of the files; the stream goes on behind it."""
        end = self.latest()
        found = {
            Path(file.path).name: Path(file.path).read_bytes()[start : file.end].decode()
            for file, start in growth(self.paths, self.offset, end)
        }
        self.offset = end
        return found


@pytest.fixture
def stream(tmp_path: Path) -> Stream:
    return Stream(tmp_path)


def test_each_record_is_read_once_when_it_is_whole(stream: Stream) -> None:
    stream.write("a", 1, 2, half=line(3)[:50])
    assert stream.next() == {"a": line(1) + line(2)}
    assert stream.next() == {}
    with (stream.folder / "a").open("a") as file:
        file.write(line(3)[50:])
    stream.write("b", 4)
    assert stream.next() == {"a": line(3), "b": line(4)}


def test_a_file_without_a_whole_record_is_not_known_yet(stream: Stream) -> None:
    stream.write("a", half=line(1)[:50])

    assert (stream.latest(), stream.next()) == ({}, {})


def rotate(stream: Stream) -> None:
    (stream.folder / "a").rename(stream.folder / "a.1")
    stream.write("a", 5)


def copy_and_truncate(stream: Stream) -> None:
    (stream.folder / "a.1").write_bytes((stream.folder / "a").read_bytes())
    (stream.folder / "a").write_text("")
    stream.write("a", 5)


@pytest.mark.parametrize("rotated", [rotate, copy_and_truncate])
def test_a_rotated_log_goes_on_where_it_was_under_its_new_name(
    rotated: Callable[[Stream], None], stream: Stream
) -> None:
    stream.write("a", 1, 2)
    stream.next()
    stream.write("a", 3)
    rotated(stream)

    assert stream.next() == {"a": line(5), "a.1": line(3)}
    assert stream.next() == {}


def test_a_renamed_file_is_the_same_and_a_copy_beside_it_another(stream: Stream) -> None:
    stream.write("a", 1, 2)
    stream.next()
    (stream.folder / "a").rename(stream.folder / "c")
    assert stream.next() == {}
    stream.write("b", 1, 2)

    assert stream.next() == {"b": line(1) + line(2)}


def test_what_is_gone_for_a_while_is_not_read_again(stream: Stream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_growth, "MOST_GONE", 1)
    stream.write("a", 1)
    stream.write("b", 2)
    stream.next()
    content = {path: Path(path).read_text() for path in stream.paths}
    for path in stream.paths:
        Path(path).unlink()

    assert stream.next() == {}
    for path, text in content.items():
        Path(path).write_text(text)
    assert stream.next() == {"a": line(1)}  # of those that were gone longer than so many others


def test_a_file_that_goes_between_two_looks_is_none(stream: Stream) -> None:
    stream.write("a", 1)

    assert [*latest([*stream.paths, str(stream.folder / "b")], {}, NOW)] == stream.paths


def test_a_batch_is_read_again_as_it_was_after_a_restart(stream: Stream) -> None:
    """Spark writes down where a batch ends before it is read, and plans it anew when the driver comes back."""
    stream.write("a", 1)
    stream.next()
    stream.write("a", 2)
    end = stream.latest()
    stream.write("a", 3)
    rotate(stream)

    ((file, start),) = growth(stream.paths, stream.offset, end)
    assert (Path(file.path).name, start, file.end) == ("a.1", len(line(1)), len(line(1) + line(2)))


def test_a_batch_whose_file_is_gone_is_refused_with_a_word(stream: Stream) -> None:
    stream.write("a", 1)
    end = stream.latest()
    (stream.folder / "a").write_text(line(2))

    with pytest.raises(CaptureError) as caught:
        list(growth(stream.paths, {}, end))
    assert str(caught.value) == (
        f"Expected {stream.folder / 'a'} with the {len(line(1))} bytes that it had when the batch was planned, got "
        "another file or none: put it back, or begin with a new checkpoint"
    )


@pytest.mark.parametrize("most", [1, len(line(1)) + 1, len(line(1)) * 3])
def test_no_more_is_new_than_was_asked_for_but_whole_records(most: int, tmp_path: Path) -> None:
    stream = Stream(tmp_path, Looking(settled_after=600, most_bytes=most))
    stream.write("a", 1, 2, 3)
    stream.write("b", 4, 5, 6)
    found: dict[str, str] = {}
    looks = 0
    while new := stream.next():
        looks += 1
        assert sum(map(len, new.values())) <= most + len(line(1))
        found = {name: found.get(name, "") + new.get(name, "") for name in ("a", "b")}

    assert looks > 1
    assert found == {"a": line(1) + line(2) + line(3), "b": line(4) + line(5) + line(6)}


def test_what_is_no_log_and_no_ndjson_is_read_once_when_it_is_complete(stream: Stream) -> None:
    (stream.folder / "a").write_text('{\n"log":{"entries":[]}}')
    assert stream.next() == {}
    os.utime(stream.folder / "a", (OLD, OLD))
    assert stream.next() == {"a": '{\n"log":{"entries":[]}}'}
    assert stream.next() == {}


def test_the_format_that_was_told_first_holds(stream: Stream) -> None:
    stream.write("a", 1)
    first = stream.latest()

    assert first[str(stream.folder / "a")]["format"] == Format.NDJSON
    stream.offset = first
    (stream.folder / "a").write_text(line(1) + "no payload\n" * 9)
    assert stream.next() == {"a": "no payload\n" * 9}
