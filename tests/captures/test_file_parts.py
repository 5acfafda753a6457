"""Large files of lines, read in parts."""

from pathlib import Path

import pytest

from tests.captures.samples import failure
from ucsmsg import iter_parse
from ucsmsg.captures import Format, file_parts_of, parse_file_part
from ucsmsg.captures import _file_parts as file_parts


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "PART", 500)


def lines() -> bytes:
    """Lines with damage, repetitions, a long line and several kinds of line ends."""
    texts = [failure(number % 17, "é" * (number % 5)) for number in range(60)]
    texts[7] = texts[7][:-1]
    texts[20] = failure(20, "x" * 1700)
    texts[30] = ""
    return "\n".join(texts).replace("17L", "\r\n").encode() + b"\r\n" + failure(61).encode().replace(b"61", b"\xe9")


def test_the_parts_together_give_what_the_file_gives(tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes(lines())
    found = list(file_parts_of(str(file)))

    assert len(found) > 5
    assert [part.start for part in found] == [0, *(part.end for part in found[:-1])]
    assert [parsed for part in found for parsed in parse_file_part(part, name=str(file))] == list(iter_parse(file))


@pytest.mark.parametrize(
    "content",
    [
        lines()[:900],
        b"Received: " + lines(),
        b"\xef\xbb\xbf" + lines(),
        lines().decode("utf-8", "replace").encode("utf-16-le"),
    ],
)
def test_small_files_and_those_of_other_kinds_have_no_parts(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_bytes(content)

    assert list(file_parts_of(str(file))) == []


@pytest.mark.parametrize(("forced", "has_parts"), [(Format.NDJSON, True), (Format.LOG, False), (None, False)])
def test_a_forced_format_decides(forced: Format | None, *, has_parts: bool, tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_text(failure(1).replace(",", ",\n") * 40, "utf-8")

    assert bool(list(file_parts_of(str(file), forced))) is has_parts


def test_what_cannot_be_read_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(file_parts_of(str(tmp_path / "nothing")))
