"""The files of archives."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.captures.samples import failure, marks, references
from tests.captures.test_streams import Chunks
from ucsmsg import iter_parse
from ucsmsg.captures import _archives as archives
from ucsmsg.captures import iter_payloads

FILES = {
    "logs/app.log.1": f"{failure(1)}\n{failure(2)}\n".encode(),
    "logs/app.log": f"2024-05-06 07:08:09 INFO start\n2024-05-06 07:08:10 INFO {failure(3)}\n".encode(),
    "notes.txt": b"nothing to see\n",
    "one.json.gz": gzip.compress(failure(4).encode()),
    "wide.ndjson": f"{failure(5)}\n{failure(6)}\n".encode("utf-16"),
}
TEXT = "".join([*(FILES[name].decode() for name in list(FILES)[:3]), failure(4), f"{failure(5)}\n{failure(6)}\n"])
NAMES = ["logs/app.log.1", "logs/app.log.1", "logs/app.log", "one.json.gz", *["wide.ndjson"] * 3]
REFERENCES = [1, 2, 3, 4, 5, 6]


def tar(files: Mapping[str, bytes], format: int = tarfile.GNU_FORMAT) -> bytes:  # noqa: A002 - the library's word
    """A tar archive of the files, with a folder, a link and a hidden file."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=format) as archive:
        for name, kind in (("logs", tarfile.DIRTYPE), ("link", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "logs/app.log"
            archive.addfile(info)
        for name, content in {"._logs": failure(9).encode(), **files}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return written.getvalue()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of the files, with a folder and a hidden file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        archive.writestr("logs/", b"")
        for name, content in {"__MACOSX/logs": failure(9).encode(), **files}.items():
            archive.writestr(name, content)
    return written.getvalue()


PACKED: dict[str, Callable[[], bytes]] = {
    ".tar": lambda: tar(FILES),
    ".pax.tar": lambda: tar(FILES, tarfile.PAX_FORMAT),
    ".tar.gz": lambda: gzip.compress(tar(FILES)),
    ".tar.bz2": lambda: bz2.compress(tar(FILES)),
    ".tar.xz": lambda: lzma.compress(tar(FILES)),
    ".tar.zst": lambda: zstandard.compress(tar(FILES)),
    ".zip": lambda: zipped(FILES),
    ".stored.zip": lambda: zipped(FILES, zipfile.ZIP_STORED),
    ".lzma.zip": lambda: zipped(FILES, zipfile.ZIP_LZMA),
    ".zip.gz": lambda: gzip.compress(zipped(FILES)),
}


@pytest.fixture(params=list(PACKED))
def packed(request: pytest.FixtureRequest) -> bytes:
    """An archive of every kind."""
    return PACKED[request.param]()


class TestMembers:
    def test_each_file_is_a_capture_with_its_own_name(self, packed: bytes) -> None:
        reading = iter_parse(packed, name="logs.x")
        results = list(reading)

        assert [parsed.source.name for parsed in results] == [f"logs.x!/{name}" for name in NAMES]
        assert references(results) == REFERENCES
        assert [name for name, _, _ in marks(results)] == ["foreign-encoding"]
        assert [parsed.source.origin.line for parsed in results] == [1, 2, 2, 1, 1, 1, 2]
        assert reading.coverage.characters == len(TEXT)

    def test_the_source_may_be_a_path_a_file_or_a_pipe(self, packed: bytes, tmp_path: Path) -> None:
        file = tmp_path / "x"
        file.write_bytes(packed)
        halves = (packed[: len(packed) // 2], packed[len(packed) // 2 :])
        sources: list[Any] = [file, str(file), io.BytesIO(packed), Chunks(iter(halves)), bytearray(packed)]

        assert [references(iter_parse(source)) for source in sources] == [REFERENCES] * 5
        assert next(iter_parse(file)).source.name == f"{file}!/logs/app.log.1"
        assert next(iter_parse(packed)).source.name == "!/logs/app.log.1"
        assert len(list(iter_payloads(packed))) == len(NAMES)

    def test_repeats_are_told_across_the_parts_of_a_log_only(self) -> None:
        line = f"{failure(1)}\n".encode()
        results = list(iter_parse(tar({"a.log.1": line, "a.log": line, "b.log": line})))

        assert [(parsed.source.name, len(parsed.diagnostics)) for parsed in results] == [
            ("!/a.log.1", 0),
            ("!/a.log", 1),
            ("!/b.log", 0),
        ]
        assert results[1].diagnostics[0].message == "Expected a new notification, got the one of !/a.log.1:1 again"

    @pytest.mark.parametrize("write", [tar, zipped])
    def test_an_archive_without_a_payload_is_one_error(self, write: Callable[[Mapping[str, bytes]], bytes]) -> None:
        for files in ({}, {"a": b"nothing", "b": b""}):
            (result,) = iter_parse(write(files), name="x")

            assert (marks([result]), result.source.name) == ([("no-value", 1, 1)], "x")

    @pytest.mark.parametrize("outer", [tar, zipped])
    @pytest.mark.parametrize("inner", [tar, zipped])
    def test_archives_may_stand_in_archives(
        self, outer: Callable[[Mapping[str, bytes]], bytes], inner: Callable[[Mapping[str, bytes]], bytes]
    ) -> None:
        files = {"a": failure(1).encode(), "in": gzip.compress(inner(FILES)), "z": failure(8).encode()}
        results = list(iter_parse(outer(files), name="x"))

        assert references(results) == [1, *REFERENCES, 8]
        assert results[1].source.name == "x!/in!/logs/app.log.1"

    def test_archives_that_are_too_deep_in_one_another_are_an_error(self) -> None:
        archive = failure(1).encode()
        for _ in range(4):
            archive = zipped({"x": archive, "y": failure(2).encode()})
        results = list(iter_parse(archive))

        assert references(results) == [2, 2, 2]
        assert marks(results) == [("limit-exceeded", 1, 1)]
        assert results[0].source.name == "!/x!/x!/x"
        assert results[0].diagnostics[0].message == "Expected at most 3 archives in one another, got more: unpack them"


class TestDamage:
    @pytest.mark.parametrize("kind", [".tar", ".pax.tar", ".tar.gz", ".tar.zst"])
    def test_a_tar_archive_that_is_cut_off_is_one_error_behind_what_came_before(self, kind: str) -> None:
        whole = PACKED[kind]()
        end = len(whole) if (kind != ".tar" and "gz" in kind) or "zst" in kind else len(whole.rstrip(b"\0"))
        for cut in range(600 if kind.endswith("tar") else 60, end, max(1, end // 40)):
            results = list(iter_parse(whole[:cut]))
            read = references(results)

            assert read == REFERENCES[: len(read)]
            assert [name for name, _, _ in marks(results) if name != "foreign-encoding"] == ["damaged-compression"]
            assert marks(results[-1:])[0][0] == "damaged-compression"

    @pytest.mark.parametrize("kind", [".tar", ".pax.tar", ".zip", ".stored.zip", ".lzma.zip", ".tar.gz"])
    def test_nothing_but_declared_errors_comes_of_damage(self, kind: str) -> None:
        chance = random.Random(kind)  # noqa: S311 - no secret
        whole = PACKED[kind]()
        for _ in range(60):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 3)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            for parsed in iter_parse(bytes(damaged)):
                assert parsed.notifications or parsed.diagnostics or parsed.replies

    def test_what_follows_the_end_of_a_tar_archive_is_an_error(self) -> None:
        results = list(iter_parse(tar(FILES) + tar({"a": failure(7).encode()})))

        assert references(results) == REFERENCES
        assert results[-1].diagnostics[0].message == "Expected the end of the tar archive, got damage"

    def test_a_damaged_header_is_no_end_of_an_archive(self) -> None:
        whole = bytearray(tar(FILES))
        whole[whole.index(b"notes.txt") + 150] ^= 1
        results = list(iter_parse(bytes(whole)))

        assert references(results) == [1, 2, 3]
        assert marks(results) == [("damaged-compression", 1, 1)]

    def test_a_damaged_file_of_a_zip_archive_hides_no_other(self) -> None:
        whole = bytearray(zipped(FILES, zipfile.ZIP_STORED))
        whole[whole.index(failure(2).encode()) + 20] ^= 1
        results = list(iter_parse(bytes(whole), name="x"))
        (damage,) = [each for each in results if each.source.text == "" and not each.ok]

        assert references(results)[-4:] == [3, 4, 5, 6]
        assert (damage.source.name, damage.diagnostics[0].message) == (
            "x!/logs/app.log.1",
            "Expected a whole file in an archive, got damage: Bad CRC-32 for file 'logs/app.log.1'",
        )

    def test_a_zip_archive_that_is_cut_off_is_one_error(self) -> None:
        (result,) = iter_parse(zipped(FILES)[:-30])

        assert result.diagnostics[0].message == "Expected a whole zip archive, got damage: File is not a zip file"

    def test_an_encrypted_file_is_an_error_of_its_own(self) -> None:
        whole = bytearray(zipped({"a": failure(1).encode(), "b": failure(2).encode()}))
        whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
        results = list(iter_parse(bytes(whole)))

        assert references(results) == [1]
        assert results[-1].source.name == "!/b"
        assert results[-1].diagnostics[0].message == ("Expected a text, got an encrypted file in an archive: unpack it")

    def test_an_error_of_the_system_is_raised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def failing(*_: object) -> None:
            raise OSError(5, "Input/output error")

        whole = zipped(FILES)
        monkeypatch.setattr(zipfile.ZipFile, "open", failing)
        with pytest.raises(OSError, match="Input/output error"):
            list(iter_parse(whole))


class TestLimits:
    @pytest.fixture(autouse=True)
    def low(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "FREE_OUTPUT", 100_000)
        monkeypatch.setattr(archives, "EXPANSION", 10)

    @pytest.mark.parametrize("wrap", [bytes, lambda data: zipped({"inner": data})])
    def test_files_that_grow_beyond_measure_end_the_archive(self, wrap: Callable[[bytes], bytes]) -> None:
        files = {"a": failure(1).encode(), "b": b" " * 1_000_000, "c": failure(2).encode()}
        results = list(iter_parse(wrap(zipped(files))))

        assert references(results) == [1]
        assert {name for name, _, _ in marks(results)} == {"limit-exceeded"}
        assert (
            results[1]
            .diagnostics[0]
            .message.startswith("Expected packed data that grows at most 10 times, got more than ")
        )

    def test_headers_without_an_end_take_no_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "_LONGEST_HEADER", 50_000)
        whole = tar({"a": failure(1).encode(), "x" * 100_000: failure(2).encode()})
        results = list(iter_parse(whole))

        assert references(results) == [1]
        assert results[-1].diagnostics[0].message == (
            "Expected at most 50,000 bytes about a file in a tar archive, got more"
        )

    def test_a_zip_archive_is_held_in_memory_up_to_a_limit(self) -> None:
        content = random.Random(1).randbytes(200_000)  # noqa: S311 - no secret
        whole = gzip.compress(zipped({"a": failure(1).encode(), "b": content}))
        (result,) = iter_parse(whole)

        assert result.diagnostics[0].message == (
            "Expected a zip archive of at most 100,000 bytes where it is no file of its own, got more: "
            "unpack it, and name the folder"
        )

    def test_a_file_that_nobody_reads_is_passed_over(self) -> None:
        whole = tar({".hidden": b" " * 90_000, "a": failure(1).encode()})

        assert references(iter_parse(whole)) == [1]


def chunks_of(data: bytes) -> Iterator[bytes]:
    """The data bit by bit."""
    return (data[start : start + 700] for start in range(0, len(data), 700))


def test_a_tar_archive_is_read_as_it_comes() -> None:
    whole = tar({"a": f"{failure(1)}\n".encode() * 2, "b": random.Random(1).randbytes(400_000)})  # noqa: S311  # no secret
    taken = []

    def chunks() -> Iterator[bytes]:
        for chunk in chunks_of(whole):
            taken.append(chunk)
            yield chunk

    assert references([next(iter_parse(Chunks(chunks())))]) == [1]
    assert sum(map(len, taken)) < len(whole) / 2


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.mark.parametrize("archive", [tar, zipped])
def test_a_picture_beside_captures_is_nothing_to_report(archive: Callable[[Mapping[str, bytes]], bytes]) -> None:
    results = list(iter_parse(archive({"screen.png": PICTURE, "one.json": failure(1).encode(), "b.png": PICTURE})))

    assert references(results) == [1]
    assert not marks(results)


@pytest.mark.parametrize("archive", [tar, zipped])
def test_an_archive_of_pictures_has_no_payload(archive: Callable[[Mapping[str, bytes]], bytes]) -> None:
    (result,) = iter_parse(archive({"screen.png": PICTURE}))

    assert [each.name for each in result.diagnostics] == ["no-value"]
