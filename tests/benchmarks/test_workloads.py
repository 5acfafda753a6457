"""The workloads of the benchmarks are what they are taken for, so that a figure is about what its name says."""

import ast
import json
import re
from collections import Counter

import pytest

from tests.benchmarks import records
from tests.benchmarks.workloads import WORKLOADS, events, texts
from ucsmsg import Mode, Severity, parse, quasi

SIZE = 30_000
EVENTS = [event for event, _ in zip(events(), range(12), strict=False)]


def names(text: str) -> Counter[str]:
    return Counter(diagnostic.name for diagnostic in parse(text, mode=Mode.LENIENT).diagnostics)


@pytest.mark.parametrize("name", WORKLOADS)
def test_a_workload_is_the_same_each_time(name: str) -> None:
    assert texts(name, SIZE) == texts(name, SIZE)


@pytest.mark.parametrize("name", WORKLOADS)
def test_a_workload_has_about_the_size_asked_for(name: str) -> None:
    assert sum(map(len, texts(name, SIZE))) == pytest.approx(SIZE, rel=0.4)


@pytest.mark.parametrize("name", WORKLOADS)
def test_every_record_is_read_without_an_error(name: str) -> None:
    for text in texts(name, SIZE):
        parsed = parse(text, mode=Mode.LENIENT)
        assert parsed.ok
        assert len(parsed.notifications) == 1


@pytest.mark.parametrize("name", ["valid", "payload", "payload-escaped", "small"])
def test_valid_workloads_have_nothing_to_report_and_are_what_the_hand_written_records_hold(name: str) -> None:
    for text in texts(name, SIZE):
        parsed = parse(text)
        raw = json.loads(text)
        assert parsed.diagnostics == ()
        assert records.notification(raw).data.reference_id == parsed.notifications[0].data.reference_id  # type: ignore[union-attr]  # messages


def test_the_small_notification_has_300_bytes() -> None:
    assert len(texts("small")[0].encode()) == pytest.approx(300, abs=5)


@pytest.mark.parametrize("name", ["documented", "seldom-documented"])
def test_documented_oddities_are_notes_one_for_each(name: str) -> None:
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for text in texts(name, SIZE):
        diagnostics = parse(text, mode=Mode.STRICT).diagnostics
        assert {diagnostic.severity for diagnostic in diagnostics} <= {Severity.NOTE}
        found += names(text)
        expected["long-suffix"] += len(re.findall(r'"timestampSeconds":[0-9]+L', text))
        expected["damaged-timestamp"] += len(re.findall(r'"timestamp":"[-0-9]{12}: ', text))
        expected["value-case"] += text.count('"mediaType":"Chat"')
    assert found == +expected
    assert found["long-suffix"] == found["damaged-timestamp"] > 0


def test_printed_records_are_the_events_as_python_writes_them() -> None:
    for text, event in zip(texts("printed", SIZE), EVENTS, strict=False):
        assert ast.literal_eval(re.sub(r"(: [0-9]+)L", r"\1", text)) == event
        assert quasi.parse(text, Mode.LENIENT).value == event


def test_printed_records_have_quotes_prefixes_suffixes_and_words_of_python() -> None:
    found = sum(map(names, texts("printed", 2 * SIZE)), Counter[str]())
    assert set(found) == {"single-quoted-string", "string-prefix", "long-suffix", "foreign-escape", "python-literal"}


def test_commented_records_have_comments_and_trailing_commas_and_nothing_else() -> None:
    for text, event in zip(texts("commented", SIZE), EVENTS, strict=False):
        document = quasi.parse(text, Mode.LENIENT)
        assert document.value == event
        assert {diagnostic.name for diagnostic in document.diagnostics} == {"comment", "trailing-comma"}
