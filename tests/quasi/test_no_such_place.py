"""A path that leads to no value has no place, whichever lane read the text."""

import pytest

from ucsmsg import quasi
from ucsmsg.places import Path, format_path

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
