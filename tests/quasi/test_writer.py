"""`quasi.dumps` writes RFC 8259 text, and nothing else."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.quasi.judging import same
from ucsmsg import quasi


@pytest.mark.parametrize(
    ("value", "text", "again"),
    [
        ({"a": [1, 2.5, None, True, "é😀"]}, '{"a":[1,2.5,null,true,"é😀"]}', {"a": [1, 2.5, None, True, "é😀"]}),
        (
            [Decimal("1E+999"), {"b": (Decimal("-2.5"), {})}, []],
            '[1E+999,{"b":[-2.5,{}]},[]]',
            [Decimal("1E+999"), {"b": [-2.5, {}]}, []],
        ),
        ({"c": {"d": 1, "e": Decimal(7)}}, '{"c":{"d":1,"e":7}}', {"c": {"d": 1, "e": 7}}),
        ("\ud83d and 😀", '"\\ud83d and 😀"', "\ud83d and 😀"),
        ("\u2028\x00\x7f", '"\u2028\\u0000\x7f"', "\u2028\x00\x7f"),
    ],
    ids=["every type", "decimals and tuples", "a decimal without a fraction", "half a pair", "control characters"],
)
def test_values_are_written_in_their_order_without_white_space(value: Any, text: str, again: Any) -> None:
    assert quasi.dumps(value) == text
    assert same(quasi.loads(text, "lenient"), again)


def test_depth_is_no_obstacle() -> None:
    value: Any = []
    for _ in range(5_000):
        value = [value]
    assert quasi.dumps(value) == "[" * 5_001 + "]" * 5_001


@pytest.mark.parametrize("big", [Decimal("1E+999"), 7])
@pytest.mark.parametrize("indent", [None, 0, 2, "\t"])
@pytest.mark.parametrize("sort_keys", [False, True])
@pytest.mark.parametrize("ensure_ascii", [False, True])
def test_the_options_are_those_of_the_standard_library(
    big: object, indent: int | str | None, *, sort_keys: bool, ensure_ascii: bool
) -> None:
    """Also where it cannot write the value itself."""
    value: Any = {"b": [1, {}, [], {"é": []}], "a": {"z": ["big"], "y": "x"}}
    expected = json.dumps(
        value,
        indent=indent,
        sort_keys=sort_keys,
        ensure_ascii=ensure_ascii,
        separators=(",", ":" if indent is None else ": "),
    )
    value["a"]["z"] = [big]

    written = quasi.dumps(value, indent=indent, sort_keys=sort_keys, ensure_ascii=ensure_ascii)
    assert written == expected.replace('"big"', str(big))


def test_another_indent_is_one_clear_error() -> None:
    with pytest.raises(TypeError, match=r"^Expected an int, a str or None for indent, got float$"):
        quasi.dumps([], indent=1.5)  # type: ignore[arg-type]  # what type checkers refuse as well


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([float("nan")], "Expected a JSON value, got float: Out of range float values are not JSON compliant"),
        ([float("inf"), Decimal(1)], "Expected a JSON value, got float: Out of range float values are not JSON"),
        ([Decimal("NaN")], "Expected a JSON value, got Decimal"),
        ([object()], "Expected a JSON value, got object: Object of type object is not JSON serializable"),
        ({1: Decimal(1)}, "Expected a string for a member's name, got int"),
    ],
)
def test_what_rfc_8259_has_no_text_for_is_refused(value: Any, message: str) -> None:
    with pytest.raises(quasi.UnwritableError) as raised:
        quasi.dumps(value)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize("name", [1, None, True, 1.5])
def test_a_name_is_a_string_whatever_else_is_in_the_value(name: object) -> None:
    message = f"Expected a string for a member's name, got {type(name).__name__}"
    for value in ({name: 1}, [{"a": {name: Decimal(1)}}]):
        with pytest.raises(quasi.UnwritableError, match=rf"^{message}$"):
            quasi.dumps(value)


def test_a_value_inside_itself_is_refused_and_one_that_occurs_twice_is_not() -> None:
    array: list[object] = [1]
    value = {"a": [array, array], "b": array}
    assert quasi.dumps(value) == '{"a":[[1],[1]],"b":[1]}'
    array.append(value)
    with pytest.raises(quasi.UnwritableError, match=r"^Expected a JSON value, got \w+ that contains itself$"):
        quasi.dumps(value)
