"""A string that never closes takes the rest of its value; the next line that begins as JSON does is read again."""

import pytest

from ucsmsg import quasi

TEXTS = {
    '{\n"a": "x,\n"b": 1\n}': ({"b": 1}, 7, 11),
    '{\n"a": "x\n}': ({}, 7, 10),
    '{\n"a": \'x,\n"b": 1\n}': ({"b": 1}, 7, 11),
    '{\n"a": “x,\n"b": 1\n}': ({"b": 1}, 7, 11),
    '{\n"a": foo “x,\n"b": 1\n}': ({"b": 1}, 7, 15),
    '[\n"a,\n"b",\n1]': (["b", 1], 2, 6),
    "[\n'a,\n1,\n'b',\n2\n]": (["b", 2], 2, 9),
    '["\n]': ([], 1, 3),
    "[»#a\n]": ([], 1, 5),
    "[[_' \n  ]]": ([[]], 2, 8),
    "{“<; G\n}": ({}, 1, 7),
}


@pytest.mark.parametrize(("text", "value", "start", "end"), [(text, *rest) for text, rest in TEXTS.items()])
def test_the_next_certain_line_is_read_again(text: str, value: object, start: int, end: int) -> None:
    document = quasi.parse(text, "lenient")
    assert document.value == value
    found = [(one.name, one.span.start, one.span.end) for one in document.diagnostics if one.is_error]
    assert found == [("unclosed-string", start, end)]
