"""Large files of lines, read in parts."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.captures.samples import failure, over_lines
from ucsmsg import Parsed, iter_parse
from ucsmsg.captures import FilePart, Format, PartReading, Seen, extent_of, file_parts_of
from ucsmsg.captures import _file_parts as file_parts
from ucsmsg.places import Position

PREFIX = "2015-10-01 16:02:07,123 INFO  [main] c.g.Service - "


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "PART", 500)
    monkeypatch.setattr(file_parts, "AROUND_CUT", 400)


def lines() -> bytes:
    """Lines with damage, repetitions, a long line and several kinds of line ends."""
    texts = [failure(number % 17, "é" * (number % 5)) for number in range(60)]
    texts[7] = texts[7][:-1]
    texts[20] = failure(20, "x" * 1700)
    texts[30] = ""
    return "\n".join(texts).replace("17L", "\r\n").encode() + b"\r\n" + failure(61).encode().replace(b"61", b"\xe9")


def log() -> bytes:
    """A log with payloads in one and in several lines, damage, repetitions and prose."""
    texts = []
    for number in range(80):
        texts += [f"{PREFIX}words of prose, number {number} é", f"{PREFIX}more of it", "without a prefix"]
        texts.append(f"{PREFIX}Received: {(over_lines if number % 3 else failure)(number % 11)}")
        if number == 30:
            texts += [f"{PREFIX}{failure(number)[:-5]}", f'{PREFIX}"referenceId":5,']
    return "\r\n".join(texts).encode() + b"\xe9\r\n"


def together(path: Path, parts: list[FilePart]) -> list[Parsed]:
    """What the parts give, one after the other, each with what is known from those before it."""
    origin, seen = Position(), Seen()
    results: list[Parsed] = []
    for part in parts:
        reading = PartReading(part, origin, seen.places, name=str(path))
        results += reading
        for digest, place in reading.notifications:
            seen.add(digest, place)
        origin = extent_of(part).behind(origin)
        assert not reading.is_open
    return results


@pytest.mark.parametrize("content", [lines, log])
def test_the_parts_together_give_what_the_file_gives(content: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes(content())
    found = list(file_parts_of(str(file)))

    assert len(found) > 5
    assert [part.start for part in found] == [0, *(part.end for part in found[:-1])]
    assert found[-1].end == len(content())
    assert together(file, found) == list(iter_parse(file))


def test_a_part_of_a_log_begins_between_two_records_that_leave_nothing_open(tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes(log())

    for part in list(file_parts_of(str(file)))[1:]:
        before, after = log()[: part.start].splitlines()[-1], log()[part.start :].splitlines()[0]
        assert before.startswith(PREFIX.encode())
        assert after.startswith(PREFIX.encode())
        assert b"{" not in before or before.endswith(b"}}")


def test_where_a_log_has_no_such_place_its_part_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes((f"{PREFIX}begins {{\n" + "words\n" * 300 + f"{PREFIX}one\n{PREFIX}two\n" * 90).encode())
    found = list(file_parts_of(str(file)))

    assert found[0].end > 500 * 3
    assert PartReading(found[0], Position(), {}, name="x").is_open is False  # nothing is read yet
    reading = PartReading(found[0], Position(), {}, name="x")
    list(reading)
    assert reading.is_open is False


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        (f"{PREFIX}{failure(1)}\n", False),
        (f"{PREFIX}{failure(1)[:-1]}\n", True),
        ("{\n", True),
        ("HTTP/1.1 200 OK\nContent-Length: 5\n", True),
        ("COPY a FROM stdin;\n", True),
        (f"{PREFIX}words\n", False),
    ],
)
def test_a_part_that_ends_in_a_payload_says_so(text: str, *, is_open: bool, tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_text(text, "utf-8")
    reading = PartReading(
        FilePart(path=str(file), start=0, end=len(text), format=Format.LOG), Position(), {}, name="capture"
    )
    list(reading)

    assert reading.is_open is is_open


def test_the_extent_of_a_part_is_that_of_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "capture"
    file.write_bytes("é\r\n\r\r\nab\n\r".encode() + b"\xff\n")
    monkeypatch.setattr(file_parts, "CHUNK", 1)
    extent = extent_of(FilePart(path=str(file), start=0, end=file.stat().st_size, format=Format.NDJSON))

    assert (extent.characters, extent.lines) == (12, 6)
    assert extent.behind(Position(5, 2, 1)) == Position(17, 8, 1)


@pytest.mark.parametrize(
    "content",
    [
        lines()[:900],
        b"# A page\n\nwith prose\n" * 80,
        b"\xef\xbb\xbf" + lines(),
        lines().decode("utf-8", "replace").encode("utf-16-le"),
        b"\x1f\x8b\x08\x00" + lines(),
    ],
)
def test_small_files_and_those_of_other_kinds_have_no_parts(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes(content)

    assert list(file_parts_of(str(file))) == []


@pytest.mark.parametrize(
    ("forced", "has_parts"), [(Format.NDJSON, True), (Format.LOG, True), (Format.PAGE, False), (None, False)]
)
def test_a_forced_format_decides(forced: Format | None, *, has_parts: bool, tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_text(failure(1).replace(",", ",\n") * 40, "utf-8")

    assert bool(list(file_parts_of(str(file), forced))) is has_parts


def test_no_more_of_a_file_is_read_than_what_stands_around_its_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    content = log() * 60
    read: list[int] = []

    class Counting(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            read.append(size or 0)
            return super().read(size)

        def open(self, _: str) -> "Counting":
            return self

    monkeypatch.setattr(file_parts, "PART", 50_000)
    monkeypatch.setattr(file_parts, "HEAD", 1_000)
    monkeypatch.setattr(file_parts, "Path", lambda _: Counting(content))
    found = list(file_parts_of("capture"))

    assert len(found) > 10
    assert sum(read) < len(content) // 10


def test_what_cannot_be_read_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(file_parts_of(str(tmp_path / "nothing")))
