"""Law: of a text that is one payload `iter_parse` gives what `parse` gives, whatever its lines look like."""

from collections.abc import Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tests.captures.samples import failure, marks, references
from ucsmsg import dumps, iter_parse, parse, quasi
from ucsmsg.captures import iter_payloads

ODD_LINES = [
    "nul,",
    "nul",
    "foo bar",
    "see below, or not",
    "16:02:07 INFO started",
    "2015-10-01 16:02:07,",
    "INFO: 5,",
    "# Title",
    "\n- item",
    "\n> quoted",
    "```",
    "```json",
    "~~~",
    "",
    '{"referenceId": 7},',
    '{"data": {"referenceId": 7}}',
]
PLACES = [
    '{"data": {"referenceId": 5, "x": [1,@3]}, "id": "abc"}',
    '{"data": {"referenceId": 5, "x": [1@]}, "id": "abc"}',
    '{"data": {"referenceId": 5, "x": [{"y": 1}@{"y": 2}]}, "id": "abc"}',
    '{"data": {"referenceId": 5,@"x": 3}, "id": "abc"}',
    '{"data": {"referenceId": 5@}, "id": "abc"}',
    '{"data": {"referenceId": 5, "x":@"y", "z": 1}, "id": "abc"}',
    '[{"data": {"referenceId": 5}},@{"data": {"referenceId": 6}}]',
    '{"data": {"referenceId": 5, "x": [@]}, "id": "abc"}',
]
STARTS_ANOTHER = '{"data": {'
"""An object where a name or comma is due: a payload that is not closed, and the next one."""


def texts() -> Iterator[str]:
    for place in PLACES:
        for line in ODD_LINES:
            if not line.startswith(STARTS_ANOTHER) or place.count("@{"):
                yield place.replace("@", f"\n{line}\n")


@pytest.mark.parametrize("text", [*texts()])
def test_a_payload_with_an_odd_line_is_one(text: str) -> None:
    whole = parse(text)
    (parsed,) = iter_parse(text.encode())
    (document,) = quasi.iter_parse(text)

    assert parsed.source.text == text
    assert parsed.diagnostics == whole.diagnostics
    assert [*map(dumps, parsed.notifications)] == [*map(dumps, whole.notifications)]
    assert document.value == quasi.parse(text).value


@pytest.mark.parametrize("text", [*texts()])
def test_a_payload_with_an_odd_line_is_one_between_prose(text: str) -> None:
    sources = [payload.source.text for payload in iter_payloads(f"Before.\n{text}\nAfter.\n".encode(), format="page")]

    assert sources == [text]


@given(lines=st.lists(st.sampled_from(ODD_LINES[:-2]), max_size=4), place=st.sampled_from(PLACES))
def test_a_payload_with_odd_lines_is_one(lines: list[str], place: str) -> None:
    text = place.replace("@", "\n".join(["", *lines, ""]))

    assert [payload.source.text for payload in iter_payloads(text.encode())] == [text]
    assert [document.value for document in quasi.iter_parse(text)] == [quasi.parse(text).value]


@pytest.mark.parametrize("line", [line for line in ODD_LINES if not line.startswith("{")])
def test_what_no_bracket_closes_ends_before_an_odd_line(line: str) -> None:
    text = f'Before.\n{{"data": {{"referenceId": 5, \n{line}\n{failure(2)}\nand more\n'

    assert references(iter_parse(text.encode(), format="page", mode="lenient")) == [5, 2]


FAR = '{"data": {"referenceId": 5,\nnul,\n' + '"x": 1,\n' * 2_000 + '"y": 2}}\n'


def test_a_payload_that_closes_far_after_an_odd_line_is_one() -> None:
    assert [payload.source.text for payload in iter_payloads(FAR.encode())] == [FAR.strip()]


def test_a_live_source_does_not_wait_that_long() -> None:
    results = [*iter_parse(iter([FAR, failure(2) + "\n"]), mode="lenient")]

    assert references(results) == [5, 2]
    assert marks(results)[0] == ("cut-off", 1, 27)
