"""Bytes become text by RFC 8259 section 8.1, and what is no UTF-8 says so."""

import codecs

import pytest

from ucsmsg import quasi

TEXT = '{"subject":"Grüße 😀","id":1}'
VALUE = {"subject": "Grüße 😀", "id": 1}


def test_utf_8_is_read_without_a_word() -> None:
    document = quasi.parse(TEXT.encode())
    assert (document.value, [*document.diagnostics]) == (VALUE, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_utf_16_and_utf_32_are_recognised_with_and_without_a_mark(encoding: str, mark: bool) -> None:  # noqa: FBT001 - a parameter
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    marks |= {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}
    document = quasi.parse((marks[encoding] if mark else b"") + TEXT.encode(encoding))
    assert document.value == VALUE
    assert [(found.name, found.severity) for found in document.diagnostics] == [("foreign-encoding", "note")]
    assert document.diagnostics[0].message == f"Expected UTF-8, got {encoding.upper()}"


@pytest.mark.parametrize("data", [b"7\0", b"\x007"])
def test_two_bytes_are_enough_to_tell_utf_16(data: bytes) -> None:
    assert quasi.parse(data).value == 7


def test_a_byte_order_mark_before_utf_8_is_a_note() -> None:
    document = quasi.parse(codecs.BOM_UTF8 + b"[1]")
    assert (document.value, [found.name for found in document.diagnostics]) == ([1], ["byte-order-mark"])


def test_a_byte_that_is_no_utf_8_refuses_its_string_and_leaves_the_rest() -> None:
    document = quasi.parse(b'{"a":"caf\xe9 \xff\xfe","b":1,"c":["\xc3\xa9"]}', "lenient")
    assert document.value == {"b": 1, "c": ["é"]}
    first, second = document.diagnostics
    assert (first.name, first.severity, first.path, first.span.start) == ("undecodable-bytes", "error", "$.a", 9)
    assert second.message == (
        "Expected UTF-8, or the encoding that was named, got the bytes FF FE: "
        "name the encoding of the text (--encoding, encoding=)"
    )


def test_a_byte_that_is_no_utf_8_outside_a_string_is_an_error() -> None:
    document = quasi.parse(b'{"a":1,\xe9 "b":2}', "lenient")
    assert not document.ok
    assert "undecodable-bytes" in {found.name for found in document.diagnostics}


def test_bytes_that_are_not_what_they_seem_have_no_value() -> None:
    document = quasi.parse(codecs.BOM_UTF16_LE + b"[\x001")
    assert document.value is None
    assert [found.message for found in document.diagnostics] == [
        "Expected UTF-8, got bytes that are not UTF-16-LE either: truncated data"
    ]


def test_many_bytes_that_are_no_text_are_cropped_in_the_message() -> None:
    (found, *_) = quasi.parse(b'"' + b"\xff" * 100 + b'"').diagnostics

    assert found.message == (
        f"Expected UTF-8, or the encoding that was named, got the bytes {'FF ' * 19}FF…: "
        "name the encoding of the text (--encoding, encoding=)"
    )


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": "say "hi\xff" to", "b": 1}', {"b": 1}),
        (b'["say "h\xffi" to"]', []),
        (b'{"a": "O"Har\xffa", "b": 1}', {"b": 1}),
    ],
)
def test_a_string_with_quotes_inside_and_bytes_that_are_no_text_is_left_out(data: bytes, value: object) -> None:
    """What is reported is the bytes: quotes in a string that is left out are no deviation of their own."""
    document = quasi.parse(data)

    assert document.value == value
    assert [one.name for one in document.diagnostics] == ["undecodable-bytes"]
