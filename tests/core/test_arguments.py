"""Wrong arguments are one clear error, of the standard types."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ucsmsg
from tests.captures.samples import failure
from ucsmsg import Limits, Mode, iter_parse, quasi
from ucsmsg.captures import iter_payloads

NOTIFICATION = ucsmsg.loads(failure(1))
LIMITS = "Expected Limits, such as Limits(depth=100), got dict"
NO_FILE = "Expected an open file, got {}: open it, or read a text with loads"
NO_OUTPUT = 'Expected an open text file, got {}: open it with "w", encoding="utf-8"'
NO_NAME = "Expected the name of one deviation as a str, got {}"
NO_CAPTURE = (
    "Expected a path, an open file, bytes or lines, got {}: "
    "its keys are no lines, and a value that is read already is no capture"
)
NAMES = "Expected lines, got names of files, such as {}: read one after the other"
TEXT = failure(1)


def every(source: Any, **options: Any) -> list[ucsmsg.Parsed]:
    """All results of a capture."""
    return list(iter_parse(source, **options))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ucsmsg.load("file.json"), NO_FILE.format("str")),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.load(Path("file.json")), NO_FILE.format("PosixPath")),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.load(b"{}"), NO_FILE.format("bytes")),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.load(None), NO_FILE.format("NoneType")),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.dump(NOTIFICATION, "file.json"), NO_OUTPUT.format("str")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: ucsmsg.dump(NOTIFICATION, io.BytesIO()), NO_OUTPUT.format("BytesIO")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: ucsmsg.parse("{", limits={"depth": 3}), LIMITS),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.loads("{", limits={"depth": 3}), LIMITS),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.load(io.StringIO("{"), limits={"depth": 3}), LIMITS),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: quasi.parse("{", limits={"depth": 3}), LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: quasi.loads("{", limits={"depth": 3}), LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: quasi.fix("{", limits={"depth": 3}), LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: quasi.validate("{", {}, limits={"depth": 3}), LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: [*quasi.iter_parse("{", limits={"depth": 3})], LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: [*quasi.find("{", limits={"depth": 3})], LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: ucsmsg.read({}, limits={"depth": 3}), LIMITS),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: ucsmsg.parse("{", limits=None), LIMITS.replace("dict", "NoneType")),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: iter_parse(b"{", limits={"depth": 3}), LIMITS),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: iter_payloads(b"{", limits={"depth": 3}), LIMITS),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Mode.STRICT.allow(["x"]), NO_NAME.format("list")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Mode.STRICT.deny(("comment", "cut-off")), NO_NAME.format("tuple")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Mode.STRICT.deny(None), NO_NAME.format("NoneType")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Mode.STRICT.severity({}), NO_NAME.format("dict")),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: every({"data": 1}), NO_CAPTURE.format("dict")),
        (lambda: every({TEXT}), NO_CAPTURE.format("set")),
        (lambda: every({"data": 1}.keys()), NO_CAPTURE.format("dict_keys")),
        (lambda: every([TEXT, TEXT.encode()]), "Expected lines of one type, str or bytes, got bytes as line 2"),
        (lambda: every(["a", b"b"]), "Expected lines of one type, str or bytes, got bytes as line 2"),
        (lambda: every([b"a", bytearray(b"b"), "c"]), "Expected lines of one type, str or bytes, got str as line 3"),
        (lambda: every(iter([TEXT, None])), "Expected lines of one type, str or bytes, got NoneType as line 2"),
        (lambda: every([Path("a.log")]), "Expected lines as str or bytes, got PosixPath"),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_type_error(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        call()

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Mode.of([]), "Expected a Mode, 'strict' or 'lenient', got []"),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: Mode([]), "Expected the base of a mode, 'strict' or 'lenient', got []"),  # type: ignore[arg-type]  # what type checkers refuse as well
        (lambda: iter_parse(b"", mode={}), "Expected a Mode, 'strict' or 'lenient', got {}"),  # type: ignore[call-overload]  # what type checkers refuse as well
        (lambda: every(""), "Expected a path, got ''"),
        (lambda: every(["a.log", "b.log"]), NAMES.format("'a.log'")),
        (lambda: every(("logs/a", "logs/b")), NAMES.format("'logs/a'")),
        (lambda: every(name for name in ["a-1.json.gz"]), NAMES.format("'a-1.json.gz'")),
        (lambda: every(["C:\\a.log", "/b"]), NAMES.format("'C:\\\\a.log'")),
    ],
)
def test_an_argument_of_a_wrong_value_is_a_value_error(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        call()

    assert str(caught.value) == message


@pytest.mark.parametrize("before", [["a.log"], ["a.log", "b/c"], ["x.y"] * 2000, ["1.5", ""], ["Done."], []])
@pytest.mark.parametrize("as_lines", [list, iter, tuple])
def test_lines_that_look_like_names_hide_no_payload(before: list[str], as_lines: Callable[[list[str]], object]) -> None:
    results = every(as_lines([*before, TEXT]), format="log")

    assert [len(parsed.notifications) for parsed in results] == [1]
    assert results[0].source.origin.line == len([line for line in before if line]) + 1


@pytest.mark.parametrize("lines", [["1.5", "2.5"], ["Done."], ["a.log\n", "b.log\n"], ["a b.log"], [""], []])
def test_lines_without_a_payload_are_no_names(lines: list[str]) -> None:
    assert [each.name for parsed in every(lines, format="log") for each in parsed.diagnostics] == ["no-value"]


def test_lines_come_out_as_they_come_in() -> None:
    """Also when each is looked at."""
    taken = []

    def lines() -> Iterator[str]:
        for number in range(3):
            taken.append(number)
            yield failure(number)

    results = iter_parse(lines(), format="ndjson")
    next(results)

    assert len(taken) < 3


def test_a_text_may_have_any_limits() -> None:
    assert ucsmsg.parse("[[1]]", limits=Limits(depth=1)).diagnostics[0].name == "limit-exceeded"
