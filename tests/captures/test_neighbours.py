"""A capture with many kinds of records and damage of every kind: all that is healthy is read, all damage is found."""

import json
from pathlib import Path

import pytest

from tests.captures.samples import marks
from ucsmsg import Parsed, iter_parse, parse
from ucsmsg.testing import Case, read_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
CASES = read_corpus(CORPUS)
WIRE = [case.data for case in CASES if case.name.startswith("wire/") and case.name.endswith(".json")]
HEALTHY = [json.dumps(json.loads(data)) for data in WIRE if not parse(data).diagnostics]
DAMAGED = [
    case
    for case in CASES
    if case.name.startswith(("deviations/", "refused/", "combined/")) and case.reader != "iter_parse"
]
ABOUT_THE_FILE = ("deviations/byte-order-mark/", "deviations/foreign-encoding/")
BELONG_TO_THE_NEXT = (
    "deviations/cut-off/after-colon.txt",
    "refused/comma-as-a-name.txt",
    "combined/comment-alone.txt",
)
"""Without a prefix what follows is a member's value, and the payload that the comment is about."""
PREFIX = "2015-10-01 16:02:07,113 DEBUG [main] Received: "


def text_of(case: Case) -> str:
    """The input, with bytes that are no text as surrogates."""
    return case.data.decode("utf-8", "surrogateescape").strip(" \t\r\n")


OF_OTHERS = ("deviations/not-a-notification/other-object.json", "deviations/not-a-notification/list-of-strings.json")
"""Beside payloads they are passed over."""
LINES = [
    case
    for case in DAMAGED
    if not case.name.startswith(ABOUT_THE_FILE + OF_OTHERS) and len(text_of(case).splitlines()) == 1
]
PLACED = [case for case in DAMAGED if not case.name.startswith(ABOUT_THE_FILE)]


def test_there_are_enough_of_each() -> None:
    assert len(HEALTHY) >= 10
    assert len({case.name.split("/")[1] for case in LINES}) > 60
    assert len(PLACED) > len(LINES)


def test_every_damaged_line_is_found_at_its_line_and_column() -> None:
    healthy = [HEALTHY[number % len(HEALTHY)] for number in range(len(LINES))]
    text = "".join(f"{good}\n{text_of(case)}\n" for good, case in zip(healthy, LINES, strict=True))
    results = [
        parsed for parsed in iter_parse(text.encode("utf-8", "surrogateescape"), format="ndjson") if parsed.source.text
    ]

    found: dict[int, list[Parsed]] = {}
    for parsed in results:
        found.setdefault(parsed.source.origin.line, []).append(parsed)
    for number, case in enumerate(LINES):
        (good,), (bad,) = found[2 * number + 1], found[2 * number + 2]
        expected = parse(text_of(case).encode("utf-8", "surrogateescape"))
        assert good.notifications == parse(healthy[number]).notifications
        assert {name for name, _, _ in marks([good])} <= {"repeated-notification"}
        assert [mark for mark in marks([bad]) if mark[0] != "repeated-notification"] == [
            (name, 2 * number + 2, column) for name, _, column in marks([expected])
        ], case.name


@pytest.mark.parametrize("form", ["log", "payload"])
@pytest.mark.parametrize("case", PLACED, ids=lambda case: case.name)
def test_damage_never_hides_the_record_behind_it(case: Case, form: str) -> None:
    if form == "payload" and case.name in BELONG_TO_THE_NEXT:
        form = "log"
    prefix = PREFIX if form == "log" else ""
    good = '{"data":{"referenceId":77,"messageType":"UcsOperationResponse","success":true}}'
    text = f"{prefix}{text_of(case)}\n{prefix}{good}\n{prefix}{good}\n"
    results = list(iter_parse(text.encode("utf-8", "surrogateescape"), format=form, mode="lenient"))

    assert [each.source.text for each in results[-2:]] == [good, good]
    assert results[-2].ok
