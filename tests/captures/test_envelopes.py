"""Every known form of an entry: a payload in it is read, and its time, level, stream and source are told."""

import json
from typing import Any

import pytest

from tests.captures.samples import failure, references
from tests.captures.samples_of_logs import ENTRIES
from ucsmsg import Origin, iter_parse
from ucsmsg.captures._envelopes import ENVELOPES


def with_text(entry: Any, text: Any) -> str:
    """The entry with the text, or the value, in it."""
    return json.dumps(entry).replace('"TEXT"', json.dumps(text))


def test_there_is_a_sample_of_each_form() -> None:
    assert sorted(ENTRIES) == sorted(["any other with a time", *(envelope.name for envelope in ENVELOPES)])


@pytest.mark.parametrize("text", [failure(1), f"received {failure(1)}\n", json.loads(failure(1))], ids=type)
@pytest.mark.parametrize("name", ENTRIES)
def test_what_an_entry_tells_goes_with_its_payload(name: str, text: Any) -> None:
    entry, origin = ENTRIES[name]
    results = list(iter_parse(with_text(entry, text).encode()))
    (parsed,) = (each for each in results if each.notifications)

    assert references([parsed]) == [1]
    assert all(each.ok for each in results)
    assert parsed.origin == origin


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_with_another_text_is_passed_over(name: str) -> None:
    entry = with_text(ENTRIES[name][0], "agent {ready}")
    results = list(iter_parse(f"INFO x\nINFO {entry}\nINFO {failure(2)}\n".encode()))

    assert references(results) == [2]
    assert all(each.ok for each in results)


def test_an_inner_entry_tells_more_than_the_one_around_it() -> None:
    inner = {"level": 20, "msg": failure(1), "time": 5, "hostname": "h", "name": "gws", "v": 0}
    outer = {"log": json.dumps(inner) + "\n", "stream": "stdout", "time": "t"}
    (parsed,) = iter_parse(f"INFO {json.dumps(outer)}".encode(), format="log")

    assert parsed.origin == Origin(time="5", level="20", stream="stdout", source="gws")


def test_an_entry_in_pythons_notation_is_read_too() -> None:
    line = f"""{{'time': 1, 'event': 'a "b" \\'c\\' {failure(1)}'}}"""
    (parsed, _) = iter_parse(f"{line}\n{line}\n".encode(), mode="lenient")
    start = parsed.source.origin.offset

    assert (references([parsed]), parsed.ok, parsed.origin) == ([1], True, Origin(time="1"))
    assert line[start:].startswith(parsed.source.text)
    assert parsed.source.text == failure(1)
