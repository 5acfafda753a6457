"""Payloads in strings that logs write: escaped quotes and line ends, after other text, as bytes, percent-encoded."""

import json
import re
import shlex
import urllib.parse
from collections.abc import Callable

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import dumps, iter_parse, loads, parse

LOG = "2024-05-06 07:08:09 DEBUG {}\n"
TEXT = failure(1, r"M\u00fcller \"b\" it's\nfine").replace(":1", ":1L")
FORMS: dict[str, str] = {
    "compact": TEXT,
    "indented": TEXT.replace("{", "{\n  ").replace(",", ",\n  ").replace("}", "\n}"),
    "batch": f"[{TEXT}]",
    "not in ASCII": TEXT.replace("\\u00fc", "ü"),
}


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


WRITTEN: dict[str, Callable[[str], str]] = {
    "a string": lambda text: f"body={_double(text)} took=3",
    "after other text": lambda text: f"msg={_double('received ' + text)} took=3",
    "after other text with quotes": lambda text: "msg=" + _double('received "it" {ok} ' + text + " in 3 ms"),
    "with its quotes in hexadecimal digits": lambda text: "body=" + _double(text).replace('\\"', "\\u0022"),
    "with an escape of another language": lambda text: "body=" + _double("\t" + text).replace("\\t", "\\x20"),
    "bytes": lambda text: f"body={text.encode()!r}",
    "bytes after other text": lambda text: f"{b'received ' + text.encode()!r} took 3 ms",
    "a list of strings": lambda text: f"got {[text]!r}",
    "percent-encoded": lambda text: f"POST message={urllib.parse.quote(text, safe='')}&x=1",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WRITTEN)
def test_a_payload_in_a_string_of_a_log_is_read_with_its_place(form: str, way: str) -> None:
    line = LOG.format(WRITTEN[way](FORMS[form]))
    (before, parsed, after) = iter_parse(
        (LOG.format(failure(7)) + line + LOG.format(failure(9))).encode(), mode="lenient"
    )
    suffix = next(each for each in parsed.diagnostics if each.name == "long-suffix")

    assert references([before, after]) == [7, 9]
    assert [dumps(each) for each in parsed.notifications] == [dumps(loads(TEXT, mode="lenient"))]
    assert (suffix.span.line, line[suffix.span.column - 1 :][:2], suffix.found) == (2, "1L", "1L")
    assert suffix.inner is not None


@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_text_as_python_writes_it_is_undone_where_line_ends_show_it(mode: str) -> None:
    payload = json.dumps(json.loads(failure(1, "it's \\\\n")), indent=2)
    (parsed,) = iter_parse(LOG.format(f"body={payload!r}").encode(), mode=mode)

    assert (references([parsed]), parsed.ok) == ([1], True)
    assert '"errorMessage":"it\'s \\\\n"' in dumps(parsed.notifications[0])


PRINTED = [r"\"so\"", r"it's", r"{\"a\": [\"b\"]}"]
DOUBTFUL = [r"\\", r"a\nb", r"\u00fc", r"\t 1L", r"\/"]
AROUND = ["got {!r} in 3 ms", "body={!r}", "got u{!r}", "x: {!r},"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("text", PRINTED)
def test_a_string_that_a_program_has_printed_is_undone(text: str, around: str) -> None:
    payload = failure(1, text)
    (parsed,) = iter_parse(LOG.format(around.format(payload)).encode())

    assert (parsed.notifications, parsed.ok) == (parse(payload).notifications, True)


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("suffix", ["", "L"])
@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_backslashes_mean_in_single_quotes_is_not_guessed(text: str, suffix: str, around: str, mode: str) -> None:
    r"""Each is doubled: `\\n` is a line end, or a backslash and `n` of one who put quotes around it."""
    payload = failure(1, text).replace(":1", f":1{suffix}")
    lines = LOG.format(failure(7)), LOG.format(around.format(payload)), LOG.format(failure(9))
    results = list(iter_parse("".join(lines).encode(), mode=mode))

    assert references(results) == [7, 9]
    assert [(name, line) for name, line, _ in marks(results)] == [("unexpected-text", 2)]
    assert (
        results[1]
        .diagnostics[0]
        .message.endswith(
            "its backslashes may be escapes, as in a string that Python or Node.js prints, or the payload's own"
        )
    )


INSIDE = ["received {}", "{} ok", "POST /x {} 200"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize("text", PRINTED)
def test_a_string_that_a_program_has_printed_may_hold_words_too(text: str, inside: str, around: str) -> None:
    payload = failure(1, text)
    (parsed,) = iter_parse(LOG.format(around.format(inside.format(payload))).encode())

    assert (parsed.notifications, parsed.ok) == (parse(payload).notifications, True)


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_backslashes_mean_beside_words_in_quotes_is_not_guessed(
    text: str, inside: str, around: str, mode: str
) -> None:
    lines = LOG.format(failure(7)), LOG.format(around.format(inside.format(failure(1, text)))), LOG.format(failure(9))
    results = list(iter_parse("".join(lines).encode(), mode=mode))

    assert references(results) == [7, 9]
    assert [(name, line) for name, line, _ in marks(results)] == [("unexpected-text", 2)]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("inside", ["{}", *INSIDE])
def test_what_python_has_printed_twice_is_not_guessed(inside: str, around: str) -> None:
    r"""It stands in double quotes: `"{'data': … 'a\\tb'}"` is a tab, or a backslash and `t`."""
    printed = repr(json.loads(failure(1, r"a\tb")))
    results = list(iter_parse(LOG.format(around.format(inside.format(printed))).encode(), mode="lenient"))

    assert references(results) == []
    assert [name for name, _, _ in marks(results)] == ["unexpected-text"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_bytes_with_a_line_end_are_refused_where_backslashes_are_in_them(mode: str, line_end: str) -> None:
    """Python prints none; without a backslash they are read as they stand."""
    whole = repr(failure(1, r"a\nb").encode()).replace(', "', f', {line_end}"').replace(',"', f',{line_end}"')
    lines = LOG.format(failure(7)), LOG.format(f"got {whole}"), LOG.format(failure(9))
    results = list(iter_parse("".join(lines).encode(), mode=mode))

    assert references(results) == [7, 9]
    assert [name for name, _, _ in marks(results)] == ["unexpected-text"]
    assert references(iter_parse("".join(lines).replace("a\\\\nb", "so").encode(), mode=mode)) == [7, 1, 9]


@pytest.mark.parametrize("text", [r"\"so\"", r"a\nb", r"\u00fc", "so"])
def test_what_stands_in_quotes_as_it_was_sent_is_read_as_it_stands(text: str) -> None:
    payload = failure(1, text)
    (parsed,) = iter_parse(LOG.format(f"got '{payload}' in 3 ms").encode())

    assert (parsed.notifications, parsed.ok) == (parse(payload).notifications, True)


@pytest.mark.parametrize(
    "string",
    [
        rb"b'{\xff" + failure(2)[1:].encode() + b"'",
        b"b'" + failure(2, "\\q").encode() + b"'",
        "b'{}'".format(failure(2, "é")).encode(),
        b'"received ' + failure(2, "\\q").replace('"', '\\"').encode() + b'"',
    ],
)
def test_a_string_that_has_no_single_reading_is_one_error(string: bytes) -> None:
    log = LOG.format(failure(1)).encode() + b"INFO " + string + b"\n" + LOG.format(failure(3)).encode()
    results = list(iter_parse(log, mode="lenient"))

    assert references(results) == [1, 3]
    assert [(name, line) for name, line, _ in marks(results)] == [("unexpected-text", 2)]


def test_a_damaged_payload_after_other_text_hides_nothing() -> None:
    damaged = _double("received " + failure(2).replace('":2', '":x y'))
    results = list(iter_parse(LOG.format(f"a={damaged} b={_double('and ' + failure(3))}").encode(), mode="lenient"))

    assert references(results)[-1] == 3
    assert [parsed.ok for parsed in results] == [False, True]


@pytest.mark.parametrize(
    "line", [r'msg="a {\"b\": 1}" x="[" y', r"body=b'{x}'", r"it's {\n'", r'"\"{" and "}\""', r"'[\n]'", r'm="{\"}"']
)
def test_strings_with_other_brackets_are_prose(line: str) -> None:
    results = list(iter_parse((LOG.format(line) + LOG.format(failure(2))).encode()))

    assert (references(results), marks(results)) == ([2], [])


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize(
    "command",
    [
        "curl 'http://h' -d " + shlex.quote(repr(json.loads(failure(1)))),
        'curl "http://h" --data-raw "' + re.sub(r'(["{}:,])', r"^\1", failure(1).replace('"', '\\"')) + '"',
    ],
    ids=["single quotes of a shell", "cmd.exe"],
)
def test_a_payload_whose_quotes_a_shell_would_undo_is_an_error(command: str, mode: str) -> None:
    """It is not passed over as prose, beside another one."""
    beside, *rest = iter_parse(f"INFO {failure(2)}\n{command}\n".encode(), mode=mode)

    assert references([beside]) == [2]
    assert any(each.is_error for parsed in rest for each in parsed.diagnostics)
