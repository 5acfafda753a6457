"""A path that leads to no value has no place, whichever lane read the text."""

import pytest

from ucsmsg import quasi
from ucsmsg.places import Path, format_path
from ucsmsg.quasi._document import read_source

TEXTS = [
    '{"a": [1, "b", {}], "b": 2}',
    '{"a": [1L, "b", {}], "b": 2}',
    '{"a": [01, "b", {}], "b": 2}',
    '{"a": [foo, 1, "b", bar, {}], "b": 2}',
]
NOWHERE: list[Path] = [(0,), ("c",), ("b", 0), ("b", "b"), ("a", 3), ("a", -1), ("a", "0"), ("a", 1, 0), ("a", 2, "a")]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("path", NOWHERE, ids=format_path)
def test_there_is_no_value_at_the_path(text: str, path: Path) -> None:
    document = quasi.parse(text, "lenient")
    for before in ((), ("a", 0), ("a", 2)):  # what was found before changes nothing
        document.locate(before)
        with pytest.raises(KeyError, match="there is none"):
            document.locate(path)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("path", [*NOWHERE, (), ("a", 0), ("a", 2), ("c", "a"), ("c", "a", "a")], ids=format_path)
def test_what_is_no_member_has_no_name(text: str, path: Path) -> None:
    assert read_source(text, quasi.Limits()).annotations.name_place_of(path) is None


@pytest.mark.parametrize("text", [*TEXTS, "{'b': 2, a: 1}", "{'a': 2, u'b': 1L}", '{"a":foo, "b":1, "a":[1]}'])
def test_each_member_of_the_value_has_its_name(text: str) -> None:
    reading = read_source(text, quasi.Limits())
    for name in reading.value:
        start, end = reading.annotations.name_place_of((name,)) or (0, 0)
        assert text[start:end].strip("u\"'") == name
