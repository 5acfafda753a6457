"""What stands beside a quote inside a string: only a sign of JSON's own there makes it one that may end the string."""

import pytest

from ucsmsg import quasi

AROUND = {"root": "{}", "element": "[{}]", "value": '{{"k":{}}}', "name": "{{{}:1}}"}
OTHERS = [*"_-+.!?x5é(*&%$|<~", "a:", ".,"]
SIGNS = {"root": ":]}", "element": ",:]}", "value": ":]}", "name": ",:]}"}


@pytest.mark.parametrize("context", AROUND)
@pytest.mark.parametrize("beside", OTHERS)
def test_another_character_beside_a_quote_leaves_one_reading(context: str, beside: str) -> None:
    inside = f'say "{beside}x_" now'
    document = quasi.parse(AROUND[context].format(f'"{inside}"'), "lenient")
    assert [one.name for one in document.diagnostics] == ["unescaped-quote"] * 2
    assert inside in str(document.value).replace("\\", "")


@pytest.mark.parametrize(("context", "sign"), [(context, sign) for context, signs in SIGNS.items() for sign in signs])
def test_a_sign_of_json_after_a_quote_leaves_two(context: str, sign: str) -> None:
    document = quasi.parse(AROUND[context].format(f'"say "{sign}x_" now"'), "lenient")
    assert not document.ok


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("""['a":["']""", []),
        ("""['a":["b']""", []),
        ("""['a":{ "b']""", []),
        ("""['a":["b"']""", ['a":["b"']),
        ("""['a":["b"c']""", ['a":["b"c']),
        ("""['a"["b']""", ['a"["b']),
        ("""['":["']""", []),
    ],
)
def test_double_quotes_in_a_string_in_single_ones_may_be_those_of_other_strings(text: str, value: list[str]) -> None:
    document = quasi.parse(text, "lenient")
    assert document.value == value
    assert document.ok is bool(value)


GROUPS = {
    '{"a":1,000}': ({}, ["unexpected-text"]),
    '{"a":1,000,"b":2}': ({"b": 2}, ["unexpected-text"]),
    '{"a":1 ,000}': ({"a": 1}, ["unexpected-text"]),
    '{"a":1 ,000,"b":2}': ({"a": 1, "b": 2}, ["unexpected-text"]),
    '{"a":1, 000}': ({"a": 1}, ["unexpected-text"]),
    '{"a":1/**/,000}': ({"a": 1}, ["comment", "unexpected-text"]),
}


@pytest.mark.parametrize(("text", "value", "names"), [(text, *rest) for text, rest in GROUPS.items()])
def test_only_a_comma_right_between_two_numbers_may_be_one_of_a_number(
    text: str, value: dict[str, int], names: list[str]
) -> None:
    document = quasi.parse(text, "lenient")
    assert document.value == value
    assert [one.name for one in document.diagnostics] == names
