"""What transports put around payloads: event streams, HTTP headers, callbacks, guards against script inclusion."""

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import iter_parse
from ucsmsg.captures import iter_payloads

ONE, TWO = failure(1), failure(2)
HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
OTHERS = ["[1,2]", "[true]", '["x"]', "[[1], [2]]", '[{"a":1}]']


@pytest.mark.parametrize("array", ["[]", "[ ]"])
@pytest.mark.parametrize("before", ["data: ", "data:", "event: message\ndata: ", HEADERS, f"{ONE}\n\n{HEADERS}"])
@pytest.mark.parametrize("after", ["", "\n", "\n\ndata: " + TWO + "\n"])
def test_an_empty_batch_that_a_transport_brings_is_a_payload(before: str, array: str, after: str) -> None:
    texts = [payload.text for payload in iter_payloads(f"{before}{array}{after}".encode(), format="page")]

    assert texts == [text for text in (ONE, array, TWO) if text in f"{before}{array}{after}"]


@pytest.mark.parametrize("array", OTHERS)
@pytest.mark.parametrize("before", ["data: ", "event: message\ndata: ", HEADERS])
def test_an_array_of_others_that_a_transport_brings_is_passed_over(before: str, array: str) -> None:
    results = list(iter_parse(f"{ONE}\n\n{before}{array}\n\ndata: {TWO}\n".encode(), format="page"))

    assert (references(results), marks(results)) == ([1, 2], [])


@pytest.mark.parametrize(
    "text",
    [
        "INFO: 5",
        "data: 5",
        "see [1, 2]",
        "data: [1,2] and more\n",
        "data: [1,2",
        "[1, 2]",
        f"{HEADERS}x [1]",
        "a: b\n\n[1]",
    ],
)
def test_other_values_between_prose_are_none(text: str) -> None:
    assert [name for name, _, _ in marks(iter_parse(text.encode(), format="page"))] == ["no-value"]


@pytest.mark.parametrize(
    "text",
    [
        "/**/cb([{}]);",
        "/**/cb([{}]);\n",
        "/**/ my.callback_1({});\n",
        "cb([{}]);\n",
        ")]}}'\n[{}]\n",
        ")]}}',\n{}\n",
        ")]}}'{}\n",
        ")]}}',[{}]\n",
        "while(1);[{}]\n",
        "for(;;);{}\n",
        "2015-10-01 16:02:07 INFO /**/cb([{}]);\n",
        "2015-10-01 16:02:07 INFO )]}}'[{}]\n",
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_callbacks_and_guards_are_no_part_of_a_payload(text: str, times: int) -> None:
    capture = "".join(text.format(failure(number)) for number in range(times))
    results = list(iter_parse(capture.encode()))

    assert references(results) == list(range(times))
    assert not marks(results)
