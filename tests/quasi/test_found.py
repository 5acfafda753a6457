"""What has no reading stands whole in a diagnostic: nothing of a text is in neither a value nor a diagnostic."""

import itertools

import pytest

from ucsmsg import quasi

REFUSED_NAMES = ['b"x"', "f'x'", "r'\\n'", '"a\\qb"', "'\\q'", '"dat\udcff"', "None", "1.0", '"\\xc3\\xa9"']
VALUES = ['{"lost":1}', "[1, {'a': 2}]", '"lost"', "5L", "b'y'", '{"a": b"z"}', '{b"y": {"lost": 2}}']
REFUSED_VALUES = ['"ab\udcffcd ef"', '"x\udcff y\udcfe z"', '"a\\qb c"', "b'x y'", "'\\q and more'"]


def found(text: str) -> list[str]:
    data = text.encode("utf-8", "surrogateescape")
    return [one.found for one in quasi.parse(data, "lenient").diagnostics if one.severity == "error"]


@pytest.mark.parametrize(("name", "value"), [*itertools.product(REFUSED_NAMES, VALUES)])
def test_the_value_of_a_refused_name_is_found_with_it(name: str, value: str) -> None:
    text = f'{{"kept": 1, {name}: {value}, "too": 2}}'

    assert quasi.parse(text.encode("utf-8", "surrogateescape")).value == {"kept": 1, "too": 2}
    assert f"{name}: {value}" in found(text)[0]


@pytest.mark.parametrize("value", REFUSED_VALUES)
@pytest.mark.parametrize("around", ["@", "[1, @, 2]", '{"a": @}', '[{"b": [@]}]'])
def test_a_refused_string_is_found_whole(value: str, around: str) -> None:
    assert value in found(around.replace("@", value))[0]


def test_what_stands_in_something_refused_is_found_once() -> None:
    """Else the findings of a deep text would take the memory of many texts."""
    assert found('{b"x": {b"y": {b"z": 1}}, "a": b"v"}') == [
        'b"x": {b"y": {b"z": 1}}',
        'b"y"',
        'b"z"',
        'b"v"',
    ]


@pytest.mark.parametrize(
    ("found", "after", "name"),
    [
        ('{"b": [1, 2.5, {"c": 3}], "d": "}"}', ', "e": 2}', "unexpected-text"),
        ('{"b": {"c": {"d": {"e": [[[[1]]]]}}}, "f": []}', ', "e": 2}', "unexpected-text"),
        ('{"b": [true, {"c": "]"}]}', "}", "bare-word"),
        ('{"b": [x], "c": [1]}', "}", "bare-word"),
        ('{"b": [1, /* ] */ 2]}', "}", "unexpected-text"),
        ('{"b": ["x\n"], "c": [\'x\']}', "}", "unexpected-text"),
        ('{"b": [1, "c", 3', "", "unexpected-text"),
        ("'a", "", "cut-off"),
    ],
)
def test_what_has_no_reading_ends_with_its_brackets(found: str, after: str, name: str) -> None:
    document = quasi.parse(f'{{"a": 1, {found}{after}')
    refused = document.diagnostics[0]
    assert (refused.name, refused.found) == (name, found)
    assert document.value == ({"a": 1, "e": 2} if "e" in after else {"a": 1})


def test_a_broken_string_in_brackets_is_where_what_never_closes_begins() -> None:
    text = '{"x": 1, {"b": ["c"], "d" 1 "x\n", "e": 3} y: \'a'
    refused = quasi.parse(text).diagnostics[0]
    assert (refused.name, refused.found) == ("unclosed-string", text[text.index("{", 1) :])
    assert refused.message == 'Expected a closing quote, got none in `"x\\x0a", "e": 3} y: \'a`'
