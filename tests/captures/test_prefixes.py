"""Payloads with a prefix on each line, and payloads that were cut in two: one error, and nothing of it read."""

import json
from itertools import count

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import iter_parse

ONE, TWO, THREE = failure(1), failure(2), failure(3)
PRETTY = json.dumps(json.loads(TWO), indent=2)
ARRAY = json.dumps([json.loads(TWO)], indent=2)
LOG_PREFIXES = {
    "container": "2024-05-06T07:08:09.{}Z stdout F ",
    "syslog": "<14>Oct  1 16:02:{} host app[12]: ",
    "thread": "[http-nio-8080] 2024-05-06 07:08:{} INFO - ",
    "time": "16:02:07.{} ",
    "level": "INFO  cometd{} - ",
}
SAME_PREFIXES = {
    "difference": "+",
    "quotation": "> ",
    "comment": " * ",
    "compose": "web_1  | ",
    "event stream": "data: ",
    "line comment": "# ",
}


def prefixed(text: str, prefix: str) -> str:
    """The text with that prefix on each of its lines, with another number in each."""
    numbers = count(10)
    return "".join(f"{prefix.format(next(numbers))}{line}\n" for line in text.splitlines())


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("payload", [PRETTY, ARRAY], ids=["object", "array"])
@pytest.mark.parametrize("prefix", LOG_PREFIXES.values(), ids=list(LOG_PREFIXES))
def test_a_payload_with_the_prefix_of_a_log_on_each_line_is_one_error(prefix: str, payload: str, mode: str) -> None:
    log = prefixed(f"start\n{ONE}\n{payload}\n{THREE}", prefix)
    first, bad, last = iter_parse(log.encode(), mode=mode)

    assert (references([first, bad, last]), first.ok, bad.ok, last.ok) == ([1, 3], True, False, True)
    assert marks([bad]) == [("unexpected-text", 4, 1)]
    assert bad.source.text.count("\n") == payload.count("\n") + 1


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("payload", [PRETTY, ARRAY], ids=["object", "array"])
@pytest.mark.parametrize("prefix", SAME_PREFIXES.values(), ids=list(SAME_PREFIXES))
def test_a_payload_with_the_same_prefix_on_each_line_is_one_error(prefix: str, payload: str, mode: str) -> None:
    page = f"Before\n\n{ONE}\n\n{prefixed(payload, prefix)}\nBetween\n\n{THREE}\n"
    first, bad, last = iter_parse(page.encode(), mode=mode, format="page")

    assert (references([first, bad, last]), first.ok, bad.ok, last.ok) == ([1, 3], True, False, True)
    assert marks([bad]) == [("unexpected-text", 6, 1)]


def test_the_message_shows_the_prefix() -> None:
    (parsed,) = iter_parse(prefixed(PRETTY, "+").encode())

    assert parsed.diagnostics[0].message == (
        "Expected the rest of the payload, got a prefix, `+`: join its lines without it"
    )
    assert parsed.diagnostics[0].found == "+"


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("cut", range(1, len(TWO)))
def test_a_payload_that_is_cut_in_two_takes_nothing_of_the_prefix(cut: int, mode: str) -> None:
    """Wherever it is cut, what comes of it is an error, and the other lines are read."""
    prefix = "2024-05-06T07:08:09.1Z stdout P "
    log = "".join(f"{prefix}{line}\n" for line in (ONE, TWO[:cut], TWO[cut:], THREE))
    results = list(iter_parse(log.encode(), mode=mode, format="log"))
    bad = [parsed for parsed in results if not parsed.ok]

    assert [number for number in references(results) if number not in (None, 2)] == [1, 3]
    assert bad
    assert not any("stdout" in repr(parsed.notifications) for parsed in results)
    assert {parsed.source.origin.line for parsed in bad} <= {2, 3}


@pytest.mark.parametrize("prefix", LOG_PREFIXES.values(), ids=list(LOG_PREFIXES))
def test_a_string_that_is_cut_in_two_is_one_error(prefix: str) -> None:
    at = TWO.index(" failed")
    (_, bad, _) = iter_parse(prefixed(f"{ONE}\n{TWO[:at]}\n{TWO[at:]}\n{THREE}", prefix).encode(), mode="lenient")

    assert (bad.notifications, marks([bad])) == ((), [("unexpected-text", 3, 1)])


def test_members_in_cut_up_lines_are_errors_whatever_their_prefixes() -> None:
    text = "Example\n {\n+  'data': {\n-    \"referenceId\": 1\n }}\n"
    results = list(iter_parse(text.encode(), mode="lenient"))

    assert not any(parsed.ok for parsed in results)
    assert references(results) == []


@pytest.mark.parametrize(
    "text",
    [
        f"> [see {ONE}\n> and [too] {THREE}]\n",
        f"* {{x\n* {ONE} {THREE}\n* }}\n",
        f'+{{\n+ "a": 1\n+}}\n\nthen {ONE} {THREE}\n',
    ],
)
def test_brackets_of_the_prose_make_no_payload_with_prefixes(text: str) -> None:
    results = list(iter_parse(f"Example\n\n{text}".encode()))

    assert references(results) == [1, 3]
    assert not marks(results)
