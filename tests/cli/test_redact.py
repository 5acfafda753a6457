"""`ucsmsg redact`."""

import bz2
import gzip
import lzma
import stat
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
import zstandard

from tests.captures.samples import failure
from tests.cli.commands import Command
from ucsmsg.cli import _redact
from ucsmsg.redaction import UnredactableError

LEFT_OUT = "Expected a record that is read as before with other words in it, got another"
ADA = failure(1, "Ada Lovelace")


def test_the_copy_of_a_capture_goes_to_a_file(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text(f"say {ADA}\n")
    key, copy = tmp_path / "key", tmp_path / "copy.log"

    result = run("redact", "--key-file", key, tmp_path / "a.log", "-o", copy)

    assert (result.status, result.err) == (0, "1 file: 1 payload written, 0 left out\n")
    text = copy.read_text()
    assert len(text) == len(f"say {ADA}\n")
    assert text.startswith('say {"data":{"referenceId":')
    assert "Lovelace" not in text
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    run("redact", "--key-file", key, tmp_path / "a.log", "-o", tmp_path / "again.log")
    assert (tmp_path / "again.log").read_text() == text


def test_a_folder_is_copied_to_a_folder_with_other_names(run: Command, tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    (captures / "lovelace").mkdir(parents=True)
    (captures / "lovelace/chat-ada.log").write_text(ADA)
    (captures / "other.ndjson").write_text(failure(2))

    result = run("redact", "-q", captures, "-o", tmp_path / "out")

    assert (result.status, result.err) == (0, "")
    names = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert len(names) == 2
    assert "other.ndjson" in names
    assert not any("ada" in name or "lovelace" in name for name in names)


def test_several_captures_of_one_name_are_numbered(run: Command, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a/x.json", "b/2-x.json", "c/x.json")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(failure(1))

    run("redact", *paths, "-o", tmp_path / "out")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["2-x.json", "3-x.json", "x.json"]


def test_a_name_with_a_slash_is_a_folder(run: Command, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(failure(1))

    assert run("redact", tmp_path / "x.json", "-o", f"{tmp_path / 'out'}/").status == 0
    assert (tmp_path / "out/x.json").exists()


def test_times_are_shifted_where_that_is_asked_for(run: Command) -> None:
    result = run("redact", "-q", "--shift-days", "-1", "-", "-o", "-", stdin=f"2024-05-06 07:08:09 x\n{ADA}\n")

    assert result.out.startswith("2024-05-05 07:08:09 x\n")


def test_standard_input_and_output(run: Command) -> None:
    result = run("redact", "-", "-o", "-", stdin=ADA)

    assert len(result.out) == len(ADA)
    assert "Lovelace" not in result.out
    assert result.err == (
        "1 file: 1 payload written, 0 left out\n"
        "the key of this run is not kept: the next one replaces the same words by others; keep one with --key-file\n"
    )


@pytest.mark.parametrize(
    ("pack", "unpack"),
    [
        (gzip.compress, gzip.decompress),
        (bz2.compress, bz2.decompress),
        (lzma.compress, lzma.decompress),
        (zstandard.ZstdCompressor().compress, zstandard.ZstdDecompressor().decompress),
    ],
    ids=["gzip", "bzip2", "xz", "zstd"],
)
def test_what_was_packed_is_packed_again(
    run: Command, tmp_path: Path, pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "x.packed").write_bytes(pack(ADA.encode()))

    run("redact", tmp_path / "x.packed", "-o", tmp_path / "out.packed")

    assert len(unpack((tmp_path / "out.packed").read_bytes())) == len(ADA)


@pytest.mark.parametrize(
    ("encoding", "arguments"), [("utf-16", ()), ("utf-8-sig", ()), ("cp1250", ("--encoding", "cp1250"))]
)
def test_the_encoding_stays(run: Command, tmp_path: Path, encoding: str, arguments: tuple[str, ...]) -> None:
    data = failure(1, "żółć").encode(encoding)
    (tmp_path / "x.json").write_bytes(data)

    assert run("redact", *arguments, tmp_path / "x.json", "-o", tmp_path / "out.json").status == 0

    written = (tmp_path / "out.json").read_bytes()
    assert len(written) == len(data)
    assert "żółć" not in written.decode(encoding)


def test_what_is_left_out_is_named_and_counted(run: Command, tmp_path: Path) -> None:
    (tmp_path / "x.ndjson").write_text(f"{failure(1)}\n[0b101]\n")

    result = run("redact", tmp_path / "x.ndjson", "-o", tmp_path / "out.ndjson")

    assert result.status == 1
    assert result.err.splitlines()[:2] == [
        f"ucsmsg: {tmp_path}/out.ndjson:2:1: left out: {LEFT_OUT}",
        "1 file: 1 payload written, 1 left out",
    ]


def test_what_cannot_be_read_does_not_hinder_the_others(run: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "in/b.json").write_text(ADA)

    result = run("redact", "-q", tmp_path / "in/a.zip", tmp_path / "in/b.json", tmp_path / "no", "-o", tmp_path / "out")

    assert result.status == 2
    assert result.err == (
        f"ucsmsg: {tmp_path}/no: No such file or directory\n"
        f"ucsmsg: {tmp_path}/in/a.zip: Expected a text, got an archive: unpack it, and redact what is in it\n"
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.json"]


def test_a_capture_is_not_replaced_by_its_copy(run: Command, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(ADA)

    result = run("redact", tmp_path / "x.json", "-o", tmp_path / "x.json")

    assert result.status == 2
    assert "Expected another file for -o than those that are read" in result.err
    assert (tmp_path / "x.json").read_text() == ADA


def test_no_other_capture_is_replaced_by_a_copy(run: Command, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.json").write_text(ADA)

    result = run("redact", tmp_path / "a/x.json", tmp_path / "b/x.json", "-o", tmp_path / "b")

    assert result.status == 2
    assert f"Expected another file for -o than those that are read, got {tmp_path}/b/x.json" in result.err
    assert (tmp_path / "b/x.json").read_text() == ADA


def test_several_captures_have_no_place_on_the_standard_output(run: Command, tmp_path: Path) -> None:
    result = run("redact", tmp_path, "-", "-o", "-")

    assert (result.status, "Expected a folder for -o, got -: there are several captures" in result.err) == (2, True)


def test_a_key_has_to_be_long(run: Command, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("short\n")

    result = run("redact", "--key-file", tmp_path / "key", "-", "-o", "-", stdin=ADA)

    assert (result.status, result.out) == (2, "")
    assert result.err == f"ucsmsg: Expected a key of 16 bytes or more in {tmp_path}/key, got 5\n"


def test_what_is_too_large_is_refused(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_redact, "LARGEST", 10)
    monkeypatch.setattr("ucsmsg.redaction._files.LARGEST", 10)

    result = run("redact", "-q", "-", "-o", "-", stdin=ADA)

    assert (result.status, result.out) == (2, "")
    assert result.err == "ucsmsg: <stdin>: Expected at most 10 bytes, got more: split the file\n"


def test_a_capture_that_is_left_out_as_a_whole_is_not_written(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ucsmsg.redaction._captures._ROUNDS", 1)
    (tmp_path / "x.ndjson").write_text("[0b101]\n")

    result = run("redact", "-q", tmp_path / "x.ndjson", "-o", tmp_path / "out.ndjson")

    expected = "Expected a capture that is read as before with other words in it, got another"
    assert (result.status, result.err) == (1, f"ucsmsg: {tmp_path}/out.ndjson: left out: {expected}\n")
    assert not (tmp_path / "out.ndjson").exists()


def test_a_file_that_vanishes_is_named(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(failure(1))
    monkeypatch.setattr(_redact, "open_file", Mock(side_effect=FileNotFoundError(2, "No such file or directory")))

    result = run("redact", tmp_path / "a.json", tmp_path / "b.json", "-o", tmp_path / "out")

    assert result.status == 2
    assert result.err.splitlines() == [
        f"ucsmsg: {tmp_path}/a.json: No such file or directory",
        f"ucsmsg: {tmp_path}/b.json: No such file or directory",
        "0 files: 0 payloads written, 0 left out; 2 not read or written",
        "the key of this run is not kept: the next one replaces the same words by others; keep one with --key-file",
    ]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device", "out"), UnredactableError("too much")])
def test_a_copy_that_cannot_be_written_does_not_hinder_the_next(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(failure(1))
    monkeypatch.setattr(_redact, "_write", Mock(side_effect=error))

    result = run("redact", "-q", tmp_path / "a.json", tmp_path / "b.json", "-o", tmp_path / "out")

    assert (result.status, result.err.count("\n")) == (2, 2)
    assert str(error).rpartition("]")[2].strip().partition(":")[0] in result.err
