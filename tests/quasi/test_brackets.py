"""Brackets: missing, too many, of the wrong kind, or where the text ends."""

import pytest

from tests.quasi.judging import REFUSED, Case, judge

CASES: list[Case] = [
    ('{"a":[1,2}', {"a": [1, 2]}, [("missing-closer", 9, 9, "]")]),
    ('{"a":[1,2}]}', {"a": [1, 2]}, [("extra-closer", 9, 10, "")]),
    ("[1,2}", [1, 2], [("extra-closer", 4, 5, ""), ("missing-closer", 5, 5, "]")]),
    ('[{"a":1]', [{"a": 1}], [("missing-closer", 7, 7, "}")]),
    ('[{"a":[1,2},{"b":1}]', [{"a": [1, 2]}, {"b": 1}], [("missing-closer", 10, 10, "]")]),
    ('{"a":{"b":[1},"c":2}', {"a": {"b": [1]}, "c": 2}, [("missing-closer", 12, 12, "]")]),
    ('{"a":[1,2,"b":3}', {"a": [1, 2]}, [("pair-in-array", 10, 15, REFUSED), ("missing-closer", 15, 15, "]")]),
    ('{"a":{"b":1}', {"a": {"b": 1}}, [("missing-closer", 12, 12, "}")]),
    ('{"a":{"b":1}},"c":2}', ..., [("surrounding-text", 0, 20, REFUSED)]),
    ('{"a":1]}', {"a": 1}, [("extra-closer", 6, 7, "")]),
    ('{"a":1}}]', {"a": 1}, [("extra-closer", 7, 8, ""), ("extra-closer", 8, 9, "")]),
    ('{"a":{"b":1]}', {"a": {"b": 1}}, [("extra-closer", 11, 12, ""), ("missing-closer", 13, 13, "}")]),
    ("{[1,2]:3}", {}, [("unexpected-text", 1, 8, REFUSED)]),
    ('{{"a":1}}', {}, [("unexpected-text", 1, 8, REFUSED)]),
    ('{"a":tru', {}, [("cut-off", 5, 8, "")]),
    ('{"a":12', {}, [("cut-off", 5, 7, "")]),
    ('{"a":"b"', {"a": "b"}, [("missing-closer", 8, 8, "}")]),
    ('{"a":1 ', {"a": 1}, [("missing-closer", 7, 7, "}")]),
    ("[1,2", [1], [("cut-off", 3, 4, "")]),
    ("[1,2 ", [1, 2], [("missing-closer", 5, 5, "]")]),
    ("[1,", [1], [("cut-off", 2, 3, "")]),
    ('["a","b"', ["a", "b"], [("missing-closer", 8, 8, "]")]),
    ('["a","b', ["a"], [("cut-off", 5, 7, "")]),
    ('{"a":1,"b', {"a": 1}, [("cut-off", 7, 9, "")]),
    ('{"a":1,"b"', {"a": 1}, [("cut-off", 7, 10, "")]),
    ('{"a":1,"b":', {"a": 1}, [("cut-off", 7, 11, "")]),
    ('{"a":1,b', {"a": 1}, [("cut-off", 7, 8, "")]),
    ('{"a":[{', {"a": [{}]}, [("cut-off", 7, 7, "")]),
    ("{", {}, [("cut-off", 1, 1, "")]),
    ("[", [], [("cut-off", 1, 1, "")]),
    ('{"a":', {}, [("cut-off", 1, 5, "")]),
    ('{"a":"b}', {}, [("unclosed-string", 5, 8, REFUSED)]),
    ('{"a":\'b', {}, [("cut-off", 5, 7, "")]),
    ("[1, /* unclosed 2]", [1], [("comment", 4, 18, REFUSED)]),
    ('{"a": #fff, "b": 1}', {}, [("comment", 6, 19, REFUSED)]),
    ('{"a":1 // note, "b":2}', {"a": 1}, [("comment", 7, 22, REFUSED)]),
    ("[1,2.", [1], [("cut-off", 3, 5, "")]),
    ('{"a":"b}"', {}, [("missing-closer", 5, 9, REFUSED), ("missing-closer", 9, 9, "}")]),
    ('{"a":"b} // x', {}, [("unclosed-string", 5, 13, REFUSED)]),
    ('{"a":"b]http', {}, [("cut-off", 5, 12, "")]),
    ('{"a":"}', {}, [("unclosed-string", 5, 7, REFUSED)]),
    ('{"a":"b};', {}, [("unclosed-string", 5, 9, REFUSED)]),
    ('{"a":1 "b', {"a": 1}, [("cut-off", 7, 9, "")]),
    ('{"a": hello "wor', {}, [("unclosed-string", 6, 16, REFUSED)]),
    ('{"" key":"val"', {}, [("unclosed-string", 1, 14, REFUSED)]),
    ('["a","b]"', ["a"], [("missing-closer", 5, 9, REFUSED), ("missing-closer", 9, 9, "]")]),
    (
        '{"a":{"d":[1,2}],"e":1}',
        {"a": {"d": [1, 2]}, "e": 1},
        [("missing-closer", 14, 14, "]"), ("extra-closer", 14, 15, REFUSED), ("extra-closer", 15, 16, "")],
    ),
    (
        '{"a":{"d":[1,2]],"e":1}',
        {"a": {"d": [1, 2], "e": 1}},
        [("extra-closer", 15, 16, REFUSED), ("missing-closer", 23, 23, "}")],
    ),
    ('{"a":{}"b":1}}', ..., [("missing-comma", 0, 14, REFUSED)]),
    ('["a"["b","c"]', ["a", ["b", "c"]], [("missing-comma", 4, 4, ","), ("missing-closer", 13, 13, REFUSED)]),
    ('{"a":1,"e"[1}', {"a": 1, "e": [1]}, [("missing-colon", 10, 10, ":"), ("missing-closer", 12, 12, REFUSED)]),
    ('["a"["b"]]', ["a", ["b"]], [("missing-comma", 4, 4, ",")]),
    ('{"a":[1]",e":1}', {"a": [1]}, [("missing-comma", 8, 14, REFUSED)]),
    ('{"a":{}"b":1}]}', ..., [("missing-comma", 0, 15, REFUSED)]),
    ('{"a":1, foo', {"a": 1}, [("cut-off", 8, 11, "")]),
    ('{"a":1, // "b":2\n"c":3}', {"a": 1, "c": 3}, [("comment", 8, 16, "")]),
    ('{"a":1,\n"b":foo\n"c":3\n}', {"a": 1, "c": 3}, [("bare-word", 12, 15, REFUSED), ("missing-comma", 16, 16, ",")]),
    ('{"a":1\n"b":2}', {"a": 1, "b": 2}, [("missing-comma", 7, 7, ",")]),
]


@pytest.mark.parametrize("case", CASES, ids=[repr(text) for text, _, _ in CASES])
def test_one_reading_is_taken_and_reported_any_other_number_is_refused(case: Case) -> None:
    judge(case)
