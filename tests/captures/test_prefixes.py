"""Payloads with a prefix on each line, and payloads that were cut in two."""

import json
from itertools import count
from pathlib import Path

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import iter_parse, parse

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTED = [file for file in sorted(CORPUS.glob("documented/*-*")) if ".expected" not in file.name]

ONE, TWO, THREE = failure(1), failure(2), failure(3)
PRETTY = json.dumps(json.loads(TWO), indent=2)
ARRAY = json.dumps([json.loads(TWO)], indent=2)
PREFIXES = {
    "container": "2024-05-06T07:08:09.{}Z stdout F ",
    "syslog": "<14>Oct  1 16:02:{} host app[12]: ",
    "thread": "[http-nio-8080] 2024-05-06 07:08:{} INFO - ",
    "time": "16:02:07.{} ",
    "level": "INFO  cometd-1 - ",
    "compose": "web_1  | ",
    "compose, second": "web-1  | 2024-05-06T07:08:{}Z ",
    "stern": "web-7d9f nginx ",
    "kubectl": "[pod/web-7d9f/nginx] ",
    "stern, second": "web-7d9f \u203a nginx ",
    "difference": "+",
    "difference, before": "-",
    "test failure": "E       + ",
    "quotation": "> ",
    "quotation, twice": ">> ",
    "comment": " * ",
    "line comment": "# ",
    "line comment, second": "// ",
    "line comment, third": "-- ",
    "event stream": "data: ",
    "event stream, second": "data:",
    "grep": "{}:",
    "grep, several files": "logs/app.json:{}:",
    "line numbers": "    {}\t",
    "table": "│ ",
}


def prefixed(text: str, prefix: str) -> str:
    """The text with that prefix on each of its lines, with another number in each."""
    numbers = count(10)
    return "".join(f"{prefix.format(next(numbers))}{line}\n" for line in text.splitlines())


@pytest.mark.parametrize("payload", [PRETTY, ARRAY], ids=["object", "array"])
@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=list(PREFIXES))
class TestPrefixOnEachLine:
    def test_a_payload_is_read_between_others(self, prefix: str, payload: str) -> None:
        log = prefixed(f"start\n{ONE}\n{payload}\n{THREE}", prefix)
        results = list(iter_parse(log.encode()))

        assert references(results) == [1, 2, 3]
        assert not marks(results)
        assert results[1].source.text.count("\n") == payload.count("\n")

    def test_a_payload_is_read_in_a_page(self, prefix: str, payload: str) -> None:
        page = f"Before\n\n{ONE}\n\n{prefixed(payload, prefix)}\nBetween\n\n{THREE}\n"
        results = list(iter_parse(page.encode()))

        assert references(results) == [1, 2, 3]
        assert not marks(results)

    def test_a_payload_is_read_alone(self, prefix: str, payload: str) -> None:
        results = list(iter_parse(prefixed(payload, prefix).encode()))

        assert references(results) == [2]
        assert not marks(results)

    def test_a_deviation_has_its_place_in_the_file(self, prefix: str, payload: str) -> None:
        """Whatever the numbers in the prefixes are: `{}` has two characters, and so have they."""
        damaged = payload.replace("2,", "2L,").replace('"Request failed"', "'Request failed'")
        (alone,) = iter_parse(damaged.encode())
        (result,) = iter_parse(prefixed(damaged, prefix).encode())

        assert result.notifications == alone.notifications
        assert marks([result]) == [(name, line, column + len(prefix)) for name, line, column in marks([alone])]
        assert [each.found for each in result.diagnostics] == [each.found for each in alone.diagnostics]


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=list(PREFIXES))
@pytest.mark.parametrize("file", DOCUMENTED, ids=lambda file: file.stem)
def test_the_documented_payloads_may_have_a_prefix(file: Path, prefix: str) -> None:
    text = file.read_text("utf-8")
    (result,) = iter_parse(prefixed(text, prefix).encode(), mode="lenient")

    assert result.notifications == parse(text, mode="lenient").notifications


def test_line_numbers_may_be_aligned() -> None:
    text = "".join(f"{number:4}\t{line}\n" for number, line in enumerate(PRETTY.splitlines(), 96))

    assert references(iter_parse(text.encode())) == [2]


def test_lines_that_grep_shows_around_a_match_have_another_sign() -> None:
    lines = PRETTY.splitlines()
    text = f"7-start\n8:{lines[0]}\n" + "".join(f"{number}-{line}\n" for number, line in enumerate(lines[1:], 9))

    assert references(iter_parse(text.encode())) == [2]


@pytest.mark.parametrize("lines", ["2", '"x"', "true", "null", "-1.5e3"])
def test_the_last_element_of_an_array_may_have_its_own_line(lines: str) -> None:
    payload = json.dumps({**json.loads(TWO), "ext": ["x", 1, json.loads(lines)]}, indent=1)
    (result,) = iter_parse(prefixed(payload, PREFIXES["container"]).encode())

    assert (result.ok, references([result])) == (True, [2])


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("prefix", ["INFO cometd{} - ", "web{}| "])
def test_numbers_may_differ_in_times_and_in_numbers_of_lines_only(prefix: str, mode: str) -> None:
    first, bad, last = iter_parse(prefixed(f"start\n{ONE}\n{PRETTY}\n{THREE}", prefix).encode(), mode=mode)

    assert (references([first, bad, last]), first.ok, bad.ok, last.ok) == ([1, 3], True, False, True)
    assert {name for name, _, _ in marks([bad])} == {"unexpected-text"}


def test_a_difference_of_two_payloads_is_an_error() -> None:
    text = prefixed(PRETTY, " ").replace('     "referenceId": 2', '-    "referenceId": 1,\n+    "referenceId": 2')
    results = list(iter_parse(f"@@ -1,7 +1,7 @@\n{text}".encode(), mode="lenient"))

    assert results
    assert not any(parsed.ok or 2 in references([parsed]) for parsed in results)


def test_the_message_shows_the_prefix_of_what_cannot_be_joined() -> None:
    (parsed,) = iter_parse(prefixed(PRETTY.replace("Request ", "Request\n"), "+").encode())

    assert parsed.diagnostics[0].message == (
        "Expected the rest of the payload, got a prefix, `+`: join its lines without it"
    )
    assert parsed.diagnostics[0].found == "+"


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("cut", range(1, len(TWO)))
def test_a_payload_that_is_cut_in_two_takes_nothing_of_the_prefix(cut: int, mode: str) -> None:
    """Cut between two tokens it is what it was; cut in a token it is an error. The other lines are read."""
    prefix = "2024-05-06T07:08:09.1Z stdout F "
    log = "".join(f"{prefix}{line}\n" for line in (ONE, TWO[:cut], TWO[cut:], THREE))
    results = list(iter_parse(log.encode(), mode=mode, format="log"))
    bad = [parsed for parsed in results if not parsed.ok]
    is_between = TWO[cut - 1] in "{[,:" or TWO[cut] in "}],:"
    is_in_string = TWO[:cut].count('"') % 2 == 1

    assert bad or [parsed.notifications for parsed in results][1:-1] == [parse(TWO).notifications]
    assert [number for number in references(results) if number not in (None, 2)] == [1, 3]
    assert bool(bad) == (is_in_string or not is_between)
    assert not any("stdout" in repr(parsed.notifications) for parsed in results)
    assert {parsed.source.origin.line for parsed in bad} <= {2, 3}


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=list(PREFIXES))
def test_a_string_that_is_cut_in_two_is_no_payload(prefix: str) -> None:
    at = TWO.index(" failed")
    results = list(iter_parse(prefixed(f"{ONE}\n{TWO[:at]}\n{TWO[at:]}\n{THREE}", prefix).encode(), mode="lenient"))

    assert references(results) == [1, 3]
    assert not all(parsed.ok for parsed in results)


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
