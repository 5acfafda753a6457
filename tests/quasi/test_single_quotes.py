"""Strings in single quotes: the quick lane takes them with their prefixes, and tells of each what recovery tells."""

import json

import pytest

from ucsmsg import quasi
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.lanes._rewritten import Rewritten

CONTENTS = ["", "a", "é", "\\n", "\\/", "\\u0041", "\\u00e9 x", "a\\\\", "\\b\\f\\r\\t", "a\\u2028", "\U0001f600"]


@pytest.mark.parametrize("content", CONTENTS, ids=ascii)
@pytest.mark.parametrize("prefix", ["", "u", "U"])
def test_what_is_used_instead_is_the_value_as_json(prefix: str, content: str) -> None:
    written = json.dumps(json.loads(f'"{content}"'), ensure_ascii=False)
    for before, name in (("[", ""), ("[08,", "leading-zeros"), ("['x',u'y',", "")):
        text = f"{before}{prefix}'{content}']"
        document = quasi.parse(text, "lenient")
        found = [(one.name, one.used) for one in document.diagnostics if one.span.start >= len(before)]
        assert found == [*([("string-prefix", "")] if prefix else []), ("single-quoted-string", written)]
        assert document.value[-1] == json.loads(written)
        assert document.diagnostics[0].name == name or not name


@pytest.mark.parametrize("prefixes", [("", ""), ("u", ""), ("", "u"), ("U", ""), ("", "U"), ("u", "U"), ("U", "U")])
def test_the_quick_lane_takes_them_and_names_what_they_deviate_in(prefixes: tuple[str, str]) -> None:
    text = "[{}'a',  {}'b',1]".format(*prefixes)
    reading = read_source(text, quasi.Limits())
    assert type(reading.annotations) is Rewritten
    assert reading.value == ["a", "b", 1]
    assert reading.names == {"single-quoted-string"} | ({"string-prefix"} if any(prefixes) else set())
