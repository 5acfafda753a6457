"""A name that stands twice: what counts is the last value, as it is written without what was left out of it."""

import pytest

from ucsmsg import quasi

USED = {
    '{"a":1,"a":[1,foo,2]}': '"a":[1,2]',
    '{"a":1,"a":[foo,1]}': '"a":[1]',
    '{"b":0,"a":1,"a":{"c":[01,foo],"d":foo,"e":{"f":foo}}}': '"a":{"c":[1],"e":{}}',
    '{"a":1,"a":[foo,{"b":bar,"c":[2,foo]},3L]}': '"a":[{"c":[2]},3]',
}


@pytest.mark.parametrize(("text", "used"), USED.items())
@pytest.mark.parametrize("around", ["{}", " [foo, {}]", '{{"x":[{}, bar]}}'])
def test_the_value_that_counts_is_shown_without_what_was_left_out(around: str, text: str, used: str) -> None:
    document = quasi.parse(around.format(text), "lenient")
    assert [one.used for one in document.diagnostics if one.name == "duplicate-key"] == [used]


@pytest.mark.parametrize("depth", [5, 3_000])
@pytest.mark.parametrize("twice", ['{"a":1,"a":2}', '{"a":1,"b":[],"a":{}}'])
def test_a_name_twice_is_seen_at_any_depth(depth: int, twice: str) -> None:
    for inside in (twice, f"[1,,{twice}]", f"[01,{twice}]"):
        document = quasi.parse("[" * depth + inside + "]" * depth, limits=quasi.Limits(depth=depth + 5))
        assert [one.name for one in document.diagnostics].count("duplicate-key") == 1


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ('{"a":{"b":1,"b":2},"a":x y}', {}, ['"b":1', '"a":{"b":1,"b":2}']),
        ('{"c":{"b":1,"b":2},"a":x y}', {"c": {"b": 2}}, ['"b":1']),
        ('{b"x":{"b":1,"b":2}}', {}, ['"b":1']),
        ('{"a":1,"a":x y,"c":{"a":1}}', {"c": {"a": 1}}, ['"a":1']),
        ('[x y,{"a":1}]', [{"a": 1}], []),
    ],
)
def test_a_name_twice_is_seen_in_what_is_left_out_as_well(text: str, value: object, found: list[str]) -> None:
    document = quasi.parse(text)
    assert document.value == value
    assert sorted(one.found for one in document.diagnostics if one.name == "duplicate-key") == sorted(found)
