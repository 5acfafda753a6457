"""Captures in an encoding that is named."""

import asyncio
import gzip
import io
import zipfile
from collections.abc import AsyncIterator

import pytest

from tests.captures.samples import failure, marks, references, undecodable
from tests.captures.test_written import message_of
from ucsmsg import Notification, aiter_parse, iter_parse, load, loads, parse
from ucsmsg.captures import iter_payloads
from ucsmsg.text.encodings import decode

TEXT = "Störung \u2013 障害"
ENCODINGS = pytest.mark.parametrize(
    ("encoding", "message"),
    [("cp1252", "Störung \u2013 é"), ("latin-1", "Störung"), ("Shift-JIS", "障害"), ("gb18030", TEXT)],
)


@ENCODINGS
@pytest.mark.parametrize("around", ["{}", "2015-10-01 16:02:07 INFO {}\n", "Text\n\n{}\n", "<p>{}</p>\n"])
def test_the_text_is_what_was_encoded(encoding: str, message: str, around: str) -> None:
    data = around.format(failure(1, message)).encode(encoding)
    results = list(iter_parse(data, encoding=encoding))

    assert [message_of(parsed) for parsed in results if parsed.notifications] == [message]
    assert [name for name, _, _ in marks(results)] == ["foreign-encoding"]
    assert [payload.text for payload in iter_payloads(data, encoding=encoding)][1:] == [failure(1, message)]


def test_it_is_for_what_is_packed_and_for_the_files_of_archives() -> None:
    data = failure(1, "é").encode("cp1252")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("a", data)

    for source in (gzip.compress(data), archive.getvalue()):
        assert message_of([*iter_parse(source, encoding="cp1252")][-1]) == "é"


def test_utf_8_may_be_named() -> None:
    assert not marks(iter_parse(failure(1, "é").encode(), encoding="utf8"))


@pytest.mark.parametrize(("encoding", "byte"), [("cp1252", b"\x81"), ("shift-jis", b"\xff"), ("ascii", b"\xe9")])
def test_bytes_that_it_does_not_have_are_an_error(encoding: str, byte: bytes) -> None:
    lines = [failure(1).encode(), failure(2).replace(" ", "~").encode().replace(b"~", byte), failure(3).encode()]
    results = list(iter_parse(b"\n".join(lines), encoding=encoding))
    message = next(each.message for parsed in results for each in parsed.diagnostics if each.is_error)

    assert [number for number in references(results) if number != 2] == [1, 3]
    assert [line for _, line, _ in undecodable(results)] == [2]
    assert message == (
        f"Expected UTF-8, or the encoding that was named, got the bytes {byte.hex().upper()}: "
        "name the encoding of the text (--encoding, encoding=)"
    )


@pytest.mark.parametrize("name", ["nix", "base64", "rot13", "idna", "undefined", "", "a\0b"])
def test_what_is_no_encoding_of_texts_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="Expected the name of an encoding, such as cp1252, got "):
        iter_parse(b"{}", encoding=name)


def test_bytes_that_are_not_of_the_named_encoding_are_one_finding() -> None:
    (finding,) = decode(b"\x81", "cp1252").findings

    assert (finding.name, finding.refused) == ("undecodable-bytes", True)


@ENCODINGS
def test_one_text_may_be_read_in_it(encoding: str, message: str) -> None:
    parsed = parse(failure(1, message).encode(encoding), encoding=encoding)

    assert message_of(parsed) == message
    assert not marks([parsed])
    assert parse(failure(1, message), encoding=encoding) == parse(failure(1, message))


@pytest.mark.parametrize(
    ("encoding", "byte"), [("cp1252", b"\x81"), ("shift-jis", b"\xff"), ("shift-jis", b"\x81 "), ("utf-7", b"+A!")]
)
def test_bytes_of_one_text_that_it_does_not_have_are_an_error(encoding: str, byte: bytes) -> None:
    parsed = parse(failure(1).encode().replace(b" ", byte), encoding=encoding)

    assert [name for name, _, _ in marks([parsed])] == ["undecodable-bytes"]


def test_an_unknown_encoding_of_one_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="Expected the name of an encoding"):
        parse(b"{}", encoding="nix")


@ENCODINGS
def test_one_notification_is_read_in_it_too(encoding: str, message: str) -> None:
    data, meant = failure(1, message).encode(encoding), loads(failure(1, message))

    assert loads(data, encoding=encoding) == load(io.BytesIO(data), encoding=encoding) == meant
    assert loads(data, as_=Notification, encoding=encoding) == meant
    assert load(io.BytesIO(data), as_=Notification, encoding=encoding) == meant


@ENCODINGS
def test_what_arrives_asynchronously_is_read_in_it_too(encoding: str, message: str) -> None:

    async def lines() -> AsyncIterator[bytes]:
        yield f"{failure(1, message)}\n".encode(encoding)

    async def messages() -> list[str | None]:
        results = [parsed async for parsed in aiter_parse(lines(), encoding=encoding)]
        return [message_of(parsed) for parsed in results if parsed.notifications]

    assert asyncio.run(messages()) == [message]
