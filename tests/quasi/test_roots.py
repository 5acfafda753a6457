"""The root value and the text around it."""

import pytest

from tests.quasi.judging import REFUSED, Case, judge

CASES: list[Case] = [
    ('"a":1,"b":"x"', {"a": 1, "b": "x"}, [("missing-opener", 0, 0, "{"), ("missing-closer", 13, 13, "}")]),
    ('"a":1}', {"a": 1}, [("missing-opener", 0, 0, "{")]),
    ('"a":1}}', ..., [("missing-opener", 0, 7, REFUSED)]),
    ('"a" : 1}', {"a": 1}, [("missing-opener", 0, 0, "{")]),
    ('"a":1},{"b":2}]', ..., [("missing-opener", 0, 15, REFUSED)]),
    ('"a":1},{"b":2}', ..., [("missing-opener", 0, 14, REFUSED)]),
    ('{"a":1},{"b":2}', ..., [("several-values", 0, 15, REFUSED)]),
    ('{"a":1},', {"a": 1}, [("extra-comma", 7, 8, "")]),
    ('{"a":1};', {"a": 1}, [("surrounding-text", 7, 8, "")]),
    ('callback({"a":1});', {"a": 1}, [("surrounding-text", 0, 9, ""), ("surrounding-text", 16, 18, "")]),
    ("5 apples", ..., [("unexpected-text", 0, 8, REFUSED)]),
    ('"a" "b"', ..., [("several-values", 0, 7, REFUSED)]),
    ("1 2", ..., [("several-values", 0, 3, REFUSED)]),
    ("1,2", ..., [("several-values", 0, 3, REFUSED)]),
    ("true false", ..., [("several-values", 0, 10, REFUSED)]),
    ('"abc', ..., [("cut-off", 0, 4, REFUSED)]),
    ("'abc'", "abc", [("single-quoted-string", 0, 5, '"abc"')]),
    ("'abc", ..., [("cut-off", 0, 4, REFUSED)]),
    ("“abc”", "abc", [("smart-quoted-string", 0, 5, '"abc"')]),
    ("# c", ..., [("comment", 0, 3, ""), ("no-value", 3, 3, REFUSED)]),
    ("/* unclosed", ..., [("comment", 0, 11, REFUSED), ("no-value", 11, 11, REFUSED)]),
    ('/*{"a":1}*/', {"a": 1}, [("comment-filtered", 0, 11, "")]),
    ('/*{"a":1}*/ x', ..., [("comment", 0, 11, ""), ("no-value", 12, 13, REFUSED)]),
    ('/*{"a":1}', ..., [("comment", 0, 9, REFUSED), ("no-value", 9, 9, REFUSED)]),
    ('He said {"a":1} and [see] it', {"a": 1}, [("surrounding-text", 0, 7, ""), ("surrounding-text", 16, 28, "")]),
    ('say "hi: {"a":1}', ..., [("surrounding-text", 0, 16, REFUSED)]),
    ('{"a":1} trailing "x', ..., [("surrounding-text", 0, 19, REFUSED)]),
    ('{"a":1} // the end', {"a": 1}, [("comment", 8, 18, "")]),
    ("[1] foo", [1], [("surrounding-text", 4, 7, "")]),
    ('["a"] ["b"]', ..., [("several-values", 0, 11, REFUSED)]),
    ("undefined", ..., [("no-value", 0, 9, REFUSED)]),
    ("{...}", ..., [("elided", 0, 5, ""), ("no-value", 0, 5, REFUSED)]),
    ('{...} , "a":1', ..., [("elided", 0, 5, ""), ("surrounding-text", 0, 13, REFUSED)]),
    ("[1][2]", ..., [("surrounding-text", 0, 6, REFUSED)]),
    ('{"a":1}, "b":2', ..., [("surrounding-text", 0, 14, REFUSED)]),
    ('{"a":1}[0]', ..., [("surrounding-text", 0, 10, REFUSED)]),
    ('[INFO] {"a":1}', {"a": 1}, [("surrounding-text", 0, 6, "")]),
    ('[2020-01-01 10:00] {"a":1}', {"a": 1}, [("surrounding-text", 0, 18, "")]),
    ("[INFO]", [], [("bare-word", 1, 5, REFUSED)]),
    ('`{"a":1}`', {"a": 1}, [("surrounding-text", 0, 1, ""), ("surrounding-text", 8, 9, "")]),
    (')]}\',{"a":1}', ..., [("surrounding-text", 0, 12, REFUSED)]),
    ("-", ..., [("no-value", 0, 1, REFUSED)]),
    ("--5", ..., [("no-value", 0, 3, REFUSED)]),
    ("...", ..., [("no-value", 0, 3, REFUSED)]),
    ("", ..., [("no-value", 0, 0, REFUSED)]),
    ('\n  "a": 1}', {"a": 1}, [("missing-opener", 3, 3, "{")]),
    ("[1]\n[2]", ..., [("surrounding-text", 0, 7, REFUSED)]),
    ('true\n{"a":1}', ..., [("surrounding-text", 0, 12, REFUSED)]),
    ('{"a":1}\n[[[\n]]]', ..., [("several-values", 0, 15, REFUSED)]),
    ("  ", ..., [("no-value", 0, 2, REFUSED)]),
    ('\ufeff{"a":1}', {"a": 1}, [("byte-order-mark", 0, 1, "")]),
    ("\ufeff", ..., [("byte-order-mark", 0, 1, ""), ("no-value", 1, 1, REFUSED)]),
    ('```json\n{"a":1}\n```', {"a": 1}, [("surrounding-text", 0, 7, ""), ("surrounding-text", 16, 19, "")]),
    ('{"a":1\n\nSome prose here\n\n{"b":2}', {}, [("bare-word", 5, 32, REFUSED), ("missing-closer", 32, 32, "}")]),
    (
        'Prose.\n{"a":1\n\nSome prose\n\nMore prose',
        {"a": 1},
        [("surrounding-text", 0, 6, ""), ("missing-closer", 15, 15, "}"), ("surrounding-text", 15, 37, "")],
    ),
    ('Prose.\n{"a":1,\n{"b":2}', ..., [("several-values", 0, 22, REFUSED), ("cut-off", 13, 15, "")]),
    (
        'Prose.\n{"a":[1\n```',
        {"a": [1]},
        [
            ("surrounding-text", 0, 6, ""),
            ("missing-closer", 15, 15, "]"),
            ("missing-closer", 15, 15, "}"),
            ("surrounding-text", 15, 18, ""),
        ],
    ),
    (
        'Prose.\n["a"\nend of it\n',
        ["a"],
        [("surrounding-text", 0, 6, ""), ("missing-closer", 12, 12, "]"), ("surrounding-text", 12, 21, "")],
    ),
    (
        '\xa0{"a":\u20281}\xa0',
        {"a": 1},
        [("foreign-whitespace", 0, 1, " "), ("foreign-whitespace", 6, 7, " "), ("foreign-whitespace", 9, 10, " ")],
    ),
    ('Prose\n{"a":1 foo\n"b":2}', {"b": 2}, [("surrounding-text", 0, 5, ""), ("bare-word", 11, 16, REFUSED)]),
]


@pytest.mark.parametrize("case", CASES, ids=[repr(text) for text, _, _ in CASES])
def test_one_reading_is_taken_and_reported_any_other_number_is_refused(case: Case) -> None:
    judge(case)
