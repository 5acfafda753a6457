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
