"""The C decoder's lane gives what the grammar gives, or hands over."""

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.quasi.judging import same
from ucsmsg import Source, quasi
from ucsmsg.quasi.lanes._decoders import by_msgspec, standard
from ucsmsg.quasi.lanes._reading import HandOverError
from ucsmsg.quasi.lanes._recovered import by_recovery
from ucsmsg.quasi.lanes._valid import decode_valid

Decode = Callable[[str], Any]
DECODERS = pytest.mark.parametrize("decode", [standard, by_msgspec])

VALID = [
    "null",
    " [ ] ",
    '{"a":{"b":[1,-0,-0.0,1e2,1E-2,0.1]},"c":[true,false,null]}',
    '["\\ud83d\\ude00 \\u00e9 \\\\ \\/ \\b\\f\\n\\r\\t \\"","😀\u2028\x7f"]',
    '["call 123L, then {a=1}, True // ok", "[1,]", "\'a\'"]',
    '{"":{"":[]}}',
    "[1e10, 123456789012345678901234567890]",
    "[" * 200 + "]" * 200,
    json.dumps(list(range(300)) + [[[]]] * 100),
    json.dumps([{"a": [{}] * 5}] * 100),
    "-123.456e-7",
]


@DECODERS
@pytest.mark.parametrize("text", VALID)
def test_valid_text_has_the_same_value_by_the_decoder_recovery_and_the_standard_library(
    text: str, decode: Decode
) -> None:
    recovered = by_recovery(Source(text), quasi.Limits())
    assert recovered.has_value
    assert same(decode_valid(text, quasi.Limits(), decode), json.loads(text))
    assert same(recovered.value, json.loads(text))
    assert [*recovered.annotations.findings] == []


UNCERTAIN: list[tuple[str, Any, list[str]]] = [
    ('{"a":1,"a":2}', {"a": 2}, ["duplicate-key"]),
    ('["\\ud83d"]', ["\ud83d"], ["lone-surrogate"]),
    ('["\ud83d"]', ["\ud83d"], ["lone-surrogate"]),
    ("[1e999]", None, ["number-out-of-range"]),
    ("[-1.8e308]", None, ["number-out-of-range"]),
    ("[-Infinity]", None, ["non-finite-number"]),
    ('["a\tb"]', ["a\tb"], ["control-character"]),
    ('["\\x41"]', ["A"], ["foreign-escape"]),
    ("\ufeff[1]", [1], ["byte-order-mark"]),
    ("[NaN]", None, ["non-finite-number"]),
    ("[1,]", [1], ["trailing-comma"]),
    ("[" * 300 + "]" * 300, None, ["limit-exceeded"]),
    ("[" * 5000 + "]" * 5000, None, ["limit-exceeded"]),
    ("[" + "1" * 5000 + "]", [], ["limit-exceeded"]),
]


@DECODERS
@pytest.mark.parametrize(("text", "value", "names"), UNCERTAIN, ids=[text[:12] for text, _, _ in UNCERTAIN])
def test_text_that_the_grammar_would_report_is_handed_over(
    text: str, value: Any, names: list[str], decode: Decode
) -> None:
    with pytest.raises(HandOverError):
        decode_valid(text, quasi.Limits(), decode)
    document = quasi.parse(text, "lenient")
    assert [found.name for found in document.diagnostics] == names
    assert value is None or document.value == value


def test_numbers_near_the_limits_of_a_double_are_floats() -> None:
    assert quasi.parse("[1e308, 1.7976931348623157e308, 1e-400]").value == [1e308, sys.float_info.max, 0.0]


@DECODERS
def test_a_text_has_as_many_brackets_open_at_once_as_the_limit_allows(decode: Decode) -> None:
    limits = quasi.Limits(depth=3)
    assert decode_valid('[[{"a":1}],[[]],{}]', limits, decode) == [[{"a": 1}], [[]], {}]
    with pytest.raises(HandOverError):
        decode_valid('[[{"a":[]}],[[]]]', limits, decode)


def test_a_lower_limit_for_digits_holds_in_the_lane_as_well() -> None:
    document = quasi.parse("[123456, 12345]", limits=quasi.Limits(digits=5))
    assert (document.value, document.diagnostics[0].path) == ([12345], "$[0]")
