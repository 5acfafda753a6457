"""Sources of every kind, packed or not, finite or not."""

import bz2
import gzip
import io
import json
import lzma
import os
import sys
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
import zstandard

from tests.captures.samples import failure, marks, references, undecodable
from ucsmsg import Interaction, Limits, Parsed, iter_parse, parse
from ucsmsg.captures import CaptureError, CaptureSource, files_of, iter_payloads
from ucsmsg.captures import _streams as streams
from ucsmsg.captures._lines import LINES, line_texts

TEXT = "".join(f"{failure(number)}\n" for number in range(1, 4))
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": lambda data: bz2.compress(data, 1),  # in small blocks
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


ARCHIVES: dict[str, bytes] = {
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(24),
}

CORPUS = Path(__file__).parents[2] / "corpus"

KINDS = ["path", "name", "bytes", "binary file", "raw file", "text file", "lines", "lines without ends"]
KINDS += ["lines of bytes", "iterator", "bytearray", "memoryview"]


class Raw(io.RawIOBase):
    """A file that hands out a little at a time, has no `read1` and cannot be asked for a place."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._data.readinto(memoryview(buffer)[:7])


class Chunks(io.RawIOBase):
    """A file that hands out these chunks and knows nothing of places."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _size: int = -1, /) -> bytes:
        return next(self._chunks, b"")


def sources(folder: Path) -> dict[str, CaptureSource]:
    """The same capture in every form."""
    file = folder / "capture"
    file.write_text(TEXT, "utf-8")
    return {
        "path": file,
        "name": str(file),
        "bytes": TEXT.encode(),
        "binary file": io.BytesIO(TEXT.encode()),
        "raw file": Raw(TEXT.encode()),
        "text file": io.StringIO(TEXT),
        "lines": TEXT.splitlines(keepends=True),
        "lines without ends": TEXT.splitlines(),
        "lines of bytes": TEXT.encode().splitlines(),
        "bytearray": bytearray(TEXT.encode()),
        "memoryview": memoryview(TEXT.encode()),
        "iterator": iter(TEXT.splitlines()),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_capture_may_come_in_every_form(kind: str, tmp_path: Path) -> None:
    results = list(iter_parse(sources(tmp_path)[kind]))

    assert references(results) == [1, 2, 3]
    assert [parsed.source.origin.line for parsed in results] == [1, 2, 3]
    assert not marks(results)


@pytest.mark.parametrize("mode", ["w+", "w+b"])
@pytest.mark.parametrize("make", [tempfile.NamedTemporaryFile, tempfile.SpooledTemporaryFile])
def test_a_temporary_file_is_a_file(make: Callable[..., Any], mode: str) -> None:
    """Though those of the standard library are no `io.TextIOBase`."""
    with make(mode=mode) as file:
        file.write(TEXT if mode == "w+" else TEXT.encode())
        file.seek(0)
        assert references(iter_parse(file)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (5, "Expected a path, an open file, bytes or lines, got int"),
        (None, "Expected a path, an open file, bytes or lines, got NoneType"),
        ([1, 2], "Expected lines as str or bytes, got int"),
    ],
)
def test_what_is_no_source_is_a_type_error(source: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        next(iter_parse(source))

    assert str(caught.value) == message


def test_no_lines_are_an_empty_capture() -> None:
    assert marks(iter_parse([])) == [("no-value", 1, 1)]


def test_a_file_that_the_caller_opened_stays_open(tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_text(TEXT, "utf-8")
    with file.open("rb") as opened:
        assert references(iter_parse(opened)) == [1, 2, 3]
        assert not opened.closed


def test_what_cannot_be_read_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(iter_parse(tmp_path / "nothing"))


@pytest.mark.parametrize("text", [TEXT, "x\n" * 3000, "<html>\0", "{" + "x" * 5000])
def test_content_in_a_str_is_an_error_that_says_what_to_pass(text: str) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        next(iter_parse(text))

    assert caught.value.strerror == (
        "Expected a path, as every str is one, got content: pass it as bytes or as an open file"
    )
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("name", ["nothing", "[logs]/nothing", "x" * 5000, Path('{"nothing"}'), "no\0thing"])
def test_a_name_without_a_file_keeps_the_system_s_error(name: str | Path) -> None:
    with pytest.raises((OSError, ValueError)) as caught:
        next(iter_parse(name))

    assert "got content" not in str(caught.value)


def test_a_file_that_looks_like_content_and_cannot_be_read_keeps_its_error() -> None:
    with pytest.raises(NotADirectoryError):
        next(iter_parse(f"{__file__}/<x>\n"))


def test_the_path_is_the_name_unless_another_is_given(tmp_path: Path) -> None:
    file = tmp_path / "capture"
    file.write_text(TEXT, "utf-8")

    assert {record.source.name for record in iter_payloads(file)} == {str(file)}
    assert {record.source.name for record in iter_payloads(file, name="x")} == {"x"}
    assert {record.source.name for record in iter_payloads(TEXT.encode())} == {None}


class TestPacked:
    @pytest.mark.parametrize("kind", PACKERS)
    def test_packing_is_told_by_the_content(self, kind: str, tmp_path: Path) -> None:
        file = tmp_path / "capture.txt"
        file.write_bytes(PACKERS[kind](TEXT.encode()))

        assert references(iter_parse(file)) == [1, 2, 3]

    @pytest.mark.parametrize("kind", PACKERS)
    def test_packed_files_may_be_put_one_after_the_other(self, kind: str) -> None:
        packed = PACKERS[kind](TEXT.encode()) + PACKERS[kind](f"{failure(4)}\n".encode())

        assert references(iter_parse(packed)) == [1, 2, 3, 4]

    @pytest.mark.parametrize("kind", PACKERS)
    def test_what_is_cut_off_gives_what_came_before(self, kind: str) -> None:
        text = "".join(f"{failure(number, os.urandom(30).hex())}\n" for number in range(2500)).encode()
        results = list(iter_parse(PACKERS[kind](text)[:-20]))

        assert references(results)[:100] == list(range(100))
        assert [name for name, _, _ in marks(results)][-1] == "damaged-compression"
        assert results[-1].diagnostics[0].message.startswith("Expected whole packed data, got damage: ")

    @pytest.mark.parametrize("kind", PACKERS)
    def test_damage_is_an_error_of_its_own(self, kind: str) -> None:
        packed = bytearray(PACKERS[kind](TEXT.encode()))
        packed[12:40] = b"\xff" * 28

        assert marks(iter_parse(bytes(packed)))[-1][0] == "damaged-compression"

    def test_the_place_of_the_damage_is_that_of_the_last_record(self) -> None:
        packed = gzip.compress(TEXT.encode())[:-4]

        assert marks(iter_parse(packed)) == [("damaged-compression", 3, 1)]

    def test_a_bomb_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams, "FREE_OUTPUT", 1 << 20)
        packed = bz2.compress(b" " * (1 << 27))
        (parsed,) = iter_parse(packed)

        assert marks([parsed]) == [("limit-exceeded", 1, 1)]
        assert "grows at most 1000 times, got more than" in parsed.diagnostics[0].message

    def test_without_the_library_zstandard_the_error_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "zstandard", None)
        message = 'Expected the library zstandard to read zstd; pip install "ucsmsg[cli]"'
        with pytest.raises(CaptureError) as caught:
            list(iter_parse(PACKERS["zst"](b"[]")))

        assert str(caught.value) == message

    @pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["bare", "packed"])
    @pytest.mark.parametrize("kind", ["7z", "rar"])
    def test_what_nothing_unpacks_is_refused_and_named(self, kind: str, pack: Callable[[bytes], bytes]) -> None:
        (parsed,) = iter_parse(pack(ARCHIVES[kind]))

        assert (marks([parsed]), parsed.ok) == ([("damaged-compression", 1, 1)], False)
        assert parsed.diagnostics[0].message == (
            f"Expected one text, got a {kind} archive: unpack it, and name the folder"
        )

    def test_the_marks_of_archives_in_a_text_are_text(self) -> None:
        text = failure(1).replace(":", ':{"text":"ustar PK Rar! 7z"},"more":', 1)

        names = {marks(iter_parse(f"{' ' * count}{text}".encode()))[0][0] for count in range(260)}
        assert not names & {"no-value", "damaged-compression"}

    def test_an_error_of_the_disk_is_no_damage(self) -> None:
        def chunks() -> Iterator[bytes]:
            yield gzip.compress(TEXT.encode())[:30]
            raise OSError(5, "Input/output error")

        with pytest.raises(OSError, match="Input/output error"):
            list(iter_parse(chunks()))


class TestEndless:
    @pytest.mark.parametrize("opened", [lambda end: os.fdopen(end, "rb"), lambda end: os.fdopen(end, "r")])
    @pytest.mark.parametrize("prefix", ["", "2015-10-01 16:02:07 Received: "])
    def test_records_come_out_while_the_stream_goes_on(self, prefix: str, opened: Callable[[int], IO[Any]]) -> None:
        end, start = os.pipe()
        with os.fdopen(start, "w") as writer, opened(end) as reader:
            results = iter_parse(reader)
            for number in range(3):
                writer.write(f"{prefix}{failure(number)}\n")
                writer.flush()
                assert references([next(results)]) == [number]

    def test_a_payload_over_lines_comes_out_with_its_last_line(self) -> None:
        end, start = os.pipe()
        text = failure(1).replace(",", ",\n")
        with os.fdopen(start, "w") as writer, os.fdopen(end, "rb") as reader:
            results = iter_parse(reader)
            writer.write(f"{text}\n")
            writer.flush()
            assert references([next(results)]) == [1]

    def test_an_iterator_of_lines_is_read_as_far_as_needed(self) -> None:
        taken = []

        def lines() -> Iterator[str]:
            for number in range(100):
                taken.append(number)
                yield failure(number)

        assert references([next(iter_parse(lines()))]) == [0]
        assert len(taken) < 4

    def test_a_pipe_that_ends_gives_what_it_held(self) -> None:
        end, start = os.pipe()

        def write() -> None:
            os.write(start, TEXT.encode()[:-1])
            os.close(start)

        thread = threading.Thread(target=write)
        thread.start()
        with os.fdopen(end, "rb") as reader:
            assert references(iter_parse(reader)) == [1, 2, 3]
        thread.join()


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_foreign_encodings_are_one_note_for_the_capture(self, encoding: str, mark: str) -> None:
        results = list(iter_parse((mark + TEXT).encode(encoding)))

        assert references(results) == [1, 2, 3]
        assert marks(results) == [("foreign-encoding", 1, 1)]
        assert results[1].source.origin.offset == 0

    @pytest.mark.parametrize("data", [b"5\0", b"\0005", b"[\0]\0", b"\0[\0]\0\n", b"\xff\xfe", b"\xef\xbb\xbf5"])
    def test_the_encoding_is_the_one_that_parse_tells(self, data: bytes) -> None:
        def about_encoding(results: Iterable[Parsed]) -> list[str]:
            found = (each for parsed in results for each in parsed.diagnostics)
            return [each.message for each in found if each.name in ("foreign-encoding", "byte-order-mark")]

        assert about_encoding(iter_parse(data)) == about_encoding([parse(data)])

    def test_a_byte_order_mark_is_one_note_and_one_character(self) -> None:
        results = list(iter_parse(b"\xef\xbb\xbf" + TEXT.encode()))

        assert marks(results) == [("byte-order-mark", 1, 1)]
        assert [parsed.source.origin.column for parsed in results] == [1, 2, 1, 1]

    def test_bytes_that_are_no_text_spoil_only_their_record(self) -> None:
        lines = TEXT.encode().splitlines(keepends=True)
        lines[1] = lines[1].replace(b"failed", b"\xe9\xe8 \xff")
        (first, second, third) = iter_parse(b"".join(lines))

        column = lines[1].index(b"\xe9") + 1
        assert undecodable([first, second, third]) == [
            ("undecodable-bytes", 2, column),
            ("undecodable-bytes", 2, column + 3),
        ]
        assert references([first, second, third]) == [1, 2, 3]
        assert first.ok
        assert third.ok

    def test_half_a_character_of_utf_16_is_no_text(self) -> None:
        results = list(iter_parse(TEXT.encode("utf-16-le")[:-3]))

        assert marks(results)[-1][:2] == ("undecodable-bytes", 3)
        assert results[-1].diagnostics[0].message == (
            "Expected UTF-8, or the encoding that was named, got the bytes 7D: "
            "name the encoding of the text (--encoding, encoding=)"
        )
        assert references(results) == [1, 2]

    def test_bytes_outside_of_payloads_do_not_matter(self) -> None:
        assert not marks(iter_parse(f"caf\udce9: {failure(1)}\n".encode("utf-8", "surrogateescape")))

    def test_a_lone_surrogate_in_a_text_is_not_taken_for_a_byte(self) -> None:
        (name,) = {name for name, _, _ in marks(iter_parse([failure(1, "\udce9")]))}

        assert name == "lone-surrogate"


class TestFolders:
    def test_a_pipe_in_a_folder_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "payload.json").write_text(failure(1), "utf-8")
        (parsed,) = iter_parse(tmp_path)
        assert parsed.source.name == str(tmp_path / "payload.json")

    def test_folders_are_read_recursively_in_order_without_hidden_files(self, tmp_path: Path) -> None:
        for name in ("b/2", "a", "b/.hidden", ".git/config", "c"):
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(failure(len(name)), "utf-8")
        (tmp_path / "loop").symlink_to(tmp_path)

        assert [file.relative_to(tmp_path).as_posix() for file in files_of(tmp_path)] == ["a", "b/2", "c"]
        assert references(iter_parse(tmp_path)) == [1, 3, 1]

    def test_a_file_that_is_no_capture_gives_nothing(self, tmp_path: Path) -> None:
        files = {
            "a.txt": "words\n",
            "b.json": '{"a": 1}',
            "c.json": failure(1),
            "d.png": "\x00",
            "e.json": f'{{"a": 1}}\n{failure(2)[:-1]}',
            "f.xz": "\ufeffwords",
        }
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        results = list(iter_parse(tmp_path, mode="lenient"))
        names = [Path(str(parsed.source.name)).name for parsed in results]

        assert references(results) == [1, 2]
        assert names == ["c.json", "e.json", "f.xz", "f.xz"]

    def test_a_folder_without_any_capture_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("words\n", "utf-8")
        (parsed,) = iter_parse(tmp_path)
        (typed,) = iter_parse(tmp_path, as_=Interaction)

        assert (marks([parsed]), parsed.source.name) == ([("no-value", 1, 1)], str(tmp_path))
        assert (typed.value, typed.ok) == (None, False)

    def test_a_file_is_itself(self, tmp_path: Path) -> None:
        assert list(files_of(tmp_path / "x")) == [tmp_path / "x"]


class TestLimits:
    @pytest.mark.parametrize("format_", ["ndjson", "log", "payload", "json-seq", "page"])
    def test_a_record_beyond_the_limit_is_an_error_and_the_next_one_is_read(self, format_: str) -> None:
        long = failure(1, "x" * 300_000)
        lines = f"\x1e{long}\n\x1e{failure(2)}\n" if format_ == "json-seq" else f"{long}\n{failure(2)}\n"
        results = list(iter_parse(lines.encode(), format=format_, limits=Limits(size=200)))

        assert [name for name, _, _ in marks(results)] == ["limit-exceeded"]
        assert references(results) == [2]
        assert len(results[0].source.text) <= 201

    def test_endless_brackets_take_no_memory(self) -> None:
        sizes = []

        def chunks() -> Iterator[bytes]:
            for _ in range(160):
                yield b'{"a":[' * 500
                sizes.append(tracemalloc.get_traced_memory()[0])

        tracemalloc.start()
        (parsed,) = iter_parse(Chunks(chunks()), limits=Limits(size=1000), format="log")
        tracemalloc.stop()

        assert marks([parsed])[0][0] == "limit-exceeded"
        assert sizes[-1] < sizes[80] + 20_000

    @pytest.mark.parametrize("depth", [1 << 14, (1 << 14) + 1, 40_000])
    def test_a_payload_that_is_too_deep_ends_where_its_brackets_do(self, depth: int) -> None:
        text = '{"referenceId":' * depth + "1" + "}" * depth
        results = list(iter_parse(f"{text}\n{failure(1)}\n".encode(), format="log"))

        assert [name for name, _, _ in marks(results)] == ["limit-exceeded"]
        assert references(results) == [1]


PAGE = "Example page\nSee [1] and {{x}}.\n<pre>{}</pre>\n".format(failure(1).replace('"', "&quot;"))
XML = f"<log>\n<event>\n{failure(1)}\n</event>\n<event>{failure(2, '&lt;')}</event></log>\n"
HAR = json.dumps({"log": {"entries": [{"response": {"content": {"text": failure(1)}}}] * 4}}, indent=1)


class TestArrival:
    @pytest.mark.parametrize("text", [PAGE, XML, HAR, f"[\n{failure(1)},\n{failure(2)}\n]\n", f"Start\n{TEXT}"])
    @pytest.mark.parametrize("size", [1, 7, 1 << 20])
    def test_the_format_does_not_depend_on_how_the_text_arrives(self, text: str, size: int) -> None:
        expected = list(iter_parse(text.encode()))
        chunks = (text.encode()[start : start + size] for start in range(0, len(text), size))

        assert references(expected)
        assert list(iter_parse(iter(text.splitlines(keepends=True)))) == expected
        assert list(iter_parse(Chunks(chunks))) == expected

    @pytest.mark.parametrize("file", sorted((CORPUS / "captures").glob("[!.]*.*")), ids=lambda file: file.name)
    def test_the_corpus_may_arrive_bit_by_bit(self, file: Path) -> None:
        data = file.read_bytes()
        chunks = (data[start : start + 50] for start in range(0, len(data), 50))

        assert list(iter_parse(Chunks(chunks), mode="lenient")) == list(iter_parse(data, mode="lenient"))

    @pytest.mark.parametrize("start", ["", "Example\n", "[\n", "(live)\n\n"])
    def test_the_first_payload_is_enough_to_begin(self, start: str) -> None:
        taken = []

        def lines() -> Iterator[str]:
            yield start
            for number in range(100):
                taken.append(number)
                yield from failure(number).replace(",", ",\n").splitlines()
                yield "]\n" if start == "[\n" and number == 0 else "\n"

        assert references([next(iter_parse(lines()))]) == [0]
        assert len(taken) < 3


_ENDS = ("a\nb\n", "a\nb", "a\n\nb\n", "a\n \nb", "\na\n", " a\n\tb\n", "a\rb\n", "a\r\nb", "a\n\u2028\nb", "")


@pytest.mark.parametrize("text", _ENDS)
def test_lines_are_found_the_same_way_however_many_of_them_are_blank(text: str) -> None:
    assert [*line_texts([text])] == LINES.findall(text)
    assert "".join(line_texts([*text])) == text
