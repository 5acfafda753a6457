"""Commas and colons: too many, missing, or of another language."""

import pytest

from tests.quasi.judging import REFUSED, Case, judge

CASES: list[Case] = [
    ("[1,,2]", [1, 2], [("extra-comma", 3, 4, REFUSED)]),
    ("[,1]", [1], [("extra-comma", 1, 2, REFUSED)]),
    ("[1,,]", [1], [("trailing-comma", 2, 3, ""), ("extra-comma", 3, 4, REFUSED)]),
    ("[,]", [], [("extra-comma", 1, 2, REFUSED)]),
    ('{,"a":1}', {"a": 1}, [("extra-comma", 1, 2, "")]),
    ("{,}", {}, [("extra-comma", 1, 2, "")]),
    ('{"a":1,}', {"a": 1}, [("trailing-comma", 6, 7, "")]),
    ('{"a":1,,}', {"a": 1}, [("trailing-comma", 6, 7, ""), ("extra-comma", 7, 8, "")]),
    ('{"a" 1}', {"a": 1}, [("missing-colon", 4, 4, ":")]),
    ('{"a" "b"}', {"a": "b"}, [("missing-colon", 4, 4, ":")]),
    ('{"a" {"b":1}}', {"a": {"b": 1}}, [("missing-colon", 4, 4, ":")]),
    ('{"a" 1 2}', {}, [("unexpected-text", 1, 8, REFUSED)]),
    ('{"a"}', {}, [("missing-value", 1, 4, REFUSED)]),
    ('{"a","b"}', {}, [("missing-value", 1, 4, REFUSED), ("missing-value", 5, 8, REFUSED)]),
    ('{"a"]}', {}, [("missing-value", 1, 4, REFUSED), ("extra-closer", 4, 5, "")]),
    ('{"a":}', {}, [("missing-value", 1, 5, REFUSED)]),
    ('{"a":,}', {}, [("missing-value", 1, 5, REFUSED), ("trailing-comma", 5, 6, "")]),
    ('{"a":"b":"c","d":1}', {"d": 1}, [("unexpected-text", 5, 12, REFUSED)]),
    ('{"a": "b": 1}', {}, [("unexpected-text", 6, 12, REFUSED)]),
    ('{"a":1:2}', {}, [("unexpected-text", 5, 8, REFUSED)]),
    ('{"a"::1}', {}, [("unexpected-text", 5, 7, REFUSED)]),
    ("{:1}", {}, [("unexpected-text", 1, 3, REFUSED)]),
    (
        '{"a"=1;b=>2}',
        {"a": 1, "b": 2},
        [
            ("foreign-separator", 4, 5, ":"),
            ("foreign-separator", 6, 7, ","),
            ("unquoted-key", 7, 8, '"b"'),
            ("foreign-separator", 8, 10, ":"),
        ],
    ),
    (
        "{a=1, b=x}",
        {"a": 1},
        [
            ("unquoted-key", 1, 2, '"a"'),
            ("foreign-separator", 2, 3, ":"),
            ("unquoted-key", 6, 7, '"b"'),
            ("foreign-separator", 7, 8, ":"),
            ("bare-word", 8, 9, REFUSED),
        ],
    ),
    ('{"a" /* c */ : 1}', {"a": 1}, [("comment", 5, 12, "")]),
    ('{"a" /* c */ = 1}', {"a": 1}, [("comment", 5, 12, ""), ("foreign-separator", 13, 14, ":")]),
    ('{;"a":1}', {}, [("unexpected-text", 1, 7, REFUSED)]),
    ('{"a"="b;""c"=1}', {}, [("foreign-separator", 4, 5, ":"), ("missing-comma", 5, 14, REFUSED)]),
    ('["d," /* x */ "e"]', ["d,"], [("comment", 6, 13, ""), ("missing-comma", 14, 17, REFUSED)]),
    ("[1;2]", [1, 2], [("foreign-separator", 2, 3, ",")]),
    ("[1 2]", [1, 2], [("missing-comma", 3, 3, ",")]),
    ("[{}{}]", [{}, {}], [("missing-comma", 3, 3, ",")]),
    ('{"a":{"b":1}{"c":2}}', {"a": {"b": 1}}, [("unexpected-text", 12, 19, REFUSED)]),
    ('{"a":[1,2]"b":3}', {"a": [1, 2], "b": 3}, [("missing-comma", 10, 10, ",")]),
    ("[[1,2]3]", [[1, 2], 3], [("missing-comma", 6, 6, ",")]),
    ('{"a":1 b:2}', {"a": 1, "b": 2}, [("missing-comma", 7, 7, ","), ("unquoted-key", 7, 8, '"b"')]),
    ("{\"a\":1 'b':2}", {"a": 1, "b": 2}, [("missing-comma", 7, 7, ","), ("single-quoted-string", 7, 10, '"b"')]),
    ('["a":1,2]', [2], [("pair-in-array", 1, 6, REFUSED)]),
    ('["a":"b":"c",1]', [1], [("pair-in-array", 1, 12, REFUSED)]),
    ("['a':1,2]", [2], [("pair-in-array", 1, 6, REFUSED)]),
    ('[1 "a":2]', [1], [("missing-comma", 3, 3, ","), ("pair-in-array", 3, 8, REFUSED)]),
    ('{"a":...,"b":1}', {"b": 1}, [("elided", 5, 8, "")]),
    ('{"a":1,...}', {"a": 1}, [("elided", 7, 10, "")]),
    ('{"a":1 ... "b":2}', {"a": 1, "b": 2}, [("elided", 7, 10, "")]),
    ("[..., 1]", [1], [("elided", 1, 4, "")]),
    ('{"a":{...}}', {}, [("elided", 5, 10, "")]),
    ("[1,000]", [1], [("leading-zeros", 3, 6, REFUSED)]),
    ("[1 000]", [1], [("missing-comma", 3, 3, ","), ("leading-zeros", 3, 6, REFUSED)]),
    ('{"a":1,000}', {}, [("unexpected-text", 5, 10, REFUSED)]),
    ('{"a":3,14,"b":2}', {"b": 2}, [("unexpected-text", 5, 9, REFUSED)]),
    ('{"a":1L,234,"b":2}', {"b": 2}, [("unexpected-text", 5, 11, REFUSED)]),
    ('{"a":1, 234}', {"a": 1}, [("unexpected-text", 8, 11, REFUSED)]),
    ('{"a":"1",234}', {"a": "1"}, [("unexpected-text", 9, 12, REFUSED)]),
    ('{"a":1,2:3}', {"a": 1, "2": 3}, [("unquoted-key", 7, 8, '"2"')]),
    ('{"a":1,\n...\n"b":2}', {"a": 1, "b": 2}, [("elided", 8, 11, "")]),
    ('{"a":\n"b":1}', {"b": 1}, [("missing-value", 1, 6, REFUSED), ("missing-comma", 6, 6, ",")]),
    (
        '{"a":\n/* c */ "b":1}',
        {"b": 1},
        [("missing-value", 1, 14, REFUSED), ("comment", 6, 13, ""), ("missing-comma", 14, 14, ",")],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[repr(text) for text, _, _ in CASES])
def test_one_reading_is_taken_and_reported_any_other_number_is_refused(case: Case) -> None:
    judge(case)
