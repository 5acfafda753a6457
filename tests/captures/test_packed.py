"""Payloads as programs log bytes: in base64, in hexadecimal digits, as numbers."""

import base64
import json
from collections.abc import Callable

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import Parsed, iter_parse, parse

MESSAGES = ["Request failed", "it's “so” 🙂", r"a \"b\" \\ c\n{d}", "x" * 3000]
TWO = failure(2)
Pack = Callable[[str], str]


def signed(text: str) -> list[int]:
    """The bytes of a text as Java has them."""
    return [byte - 256 if byte > 127 else byte for byte in text.encode()]


FORMS: dict[str, Pack] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 without its end": lambda text: base64.b64encode(text.encode()).decode().rstrip("="),
    "base64 of addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "HEX": lambda text: text.encode().hex().upper(),
    "SQL": lambda text: f"0x{text.encode().hex()}",
    "numbers": lambda text: str([*text.encode()]),
    "numbers, compact": lambda text: json.dumps([*text.encode()], separators=(",", ":")),
    "numbers of Go": lambda text: f"[{' '.join(map(str, text.encode()))}]",
    "numbers of Java": lambda text: str(signed(text)),
}
IN_PROSE = [
    "07:08 DEBUG body={}\n",
    "received {} from h\n",
    "data:application/json;base64,{}\n",
    "eyJhIjoxfQ.{}.c2ln\n",
]
IN_JSON: dict[str, Callable[[str, Pack], object]] = {
    "base64": lambda text, pack: {"body": pack(text)},
    "hex": lambda text, pack: [{"m": [f"got {pack(text)}"]}],
    "numbers": lambda text, _: {"MESSAGE": [*text.encode()], "__REALTIME_TIMESTAMP": "1"},
    "numbers of Java": lambda text, _: {"type": "Buffer", "data": signed(text)},
}
FORM = pytest.mark.parametrize("pack", FORMS.values(), ids=FORMS)


def read(text: str) -> list[Parsed]:
    """The results, in lenient mode."""
    return list(iter_parse(text.encode(), mode="lenient"))


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
@pytest.mark.parametrize("around", IN_PROSE)
@FORM
def test_a_payload_in_running_text_is_read_as_it_was_sent(pack: Pack, around: str, message: str) -> None:
    payload = failure(1, message)
    results = read(f"INFO {TWO}\n{around.format(pack('got ' + payload))}INFO {TWO}\n")

    assert results[1].notifications == parse(payload).notifications
    assert references(results) == [2, 1, 2]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("is_alone", [True, False])
@pytest.mark.parametrize("form", IN_JSON)
def test_a_payload_in_the_json_of_others_is_too(form: str, indent: int | None, *, is_alone: bool) -> None:
    payload = failure(1, MESSAGES[1])
    text = json.dumps(IN_JSON[form](f"recv {payload}", FORMS[form]), indent=indent)
    results = read(f"{text}\n" if is_alone else f"INFO {TWO}\nINFO {text}\n")

    assert results[-1].notifications == parse(payload).notifications
    assert len(results) == 2 - is_alone


@FORM
def test_a_deviation_has_its_place_in_the_file(pack: Pack) -> None:
    payload = failure(1, "Grüße 🙂").replace(":1", ":1L")
    first = payload.partition(":1")[0]
    (result,) = read(f"INFO {pack(payload)}\n")
    (found,) = result.diagnostics
    column = found.span.column - 1

    assert (found.name, found.span.line) == ("long-suffix", 1)
    assert len(f"INFO {pack(first)}") - 8 <= column < len(f"INFO {pack(first + ':1L')}")


@pytest.mark.parametrize(
    ("packed", "names"),
    [
        (FORMS["base64"](TWO)[:-30], ["cut-off"]),
        (FORMS["base64"](TWO)[:-31], ["cut-off"]),
        (FORMS["hex"](TWO)[:-31], ["cut-off"]),
        (FORMS["base64"](TWO)[:76], ["surrounding-text"]),
        (f"x_{FORMS['base64'](TWO)}", ["surrounding-text"]),
        (str([*TWO.encode(), 128]), ["surrounding-text"]),
        (str([*TWO.encode(), 256]), ["surrounding-text"]),
        (
            FORMS["base64"]("the messageType of notifications, and what else there is to say of them"),
            ["surrounding-text"],
        ),
        (FORMS["base64"]("nothing of what is looked for, but long enough to be something"), []),
        (str([*range(100)]), []),
    ],
)
def test_what_cannot_be_read_of_it_is_said(packed: str, names: list[str]) -> None:
    results = read(f"INFO {TWO}\nINFO {packed} and more\nINFO {TWO}\n")

    assert [name for name, _, _ in marks(results) if name != "repeated-notification"] == names


@pytest.mark.parametrize("value", [[*TWO.encode(), 200], [*TWO.encode(), 300], [*TWO.encode(), "a"]])
def test_numbers_in_json_that_are_no_text_are_said_or_no_bytes(value: list[object]) -> None:
    names = [name for name, _, _ in marks(read(f"INFO {TWO}\n" + json.dumps({"m": value}) + "\n"))]

    assert names == (["surrounding-text"] if value[-1] == 200 else [])
