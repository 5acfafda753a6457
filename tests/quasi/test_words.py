"""Values and names without quotes, and everything that is no value."""

import math
from decimal import Decimal

import pytest

from tests.quasi.judging import REFUSED, Case, judge

CASES: list[Case] = [
    ('{"a":1 foo, "b":2}', {"b": 2}, [("bare-word", 5, 10, REFUSED)]),
    ('{"a":1 2, "b":2}', {"b": 2}, [("unexpected-text", 5, 8, REFUSED)]),
    ('{"a":{"x":1} foo, "b":2}', {"a": {"x": 1}, "b": 2}, [("bare-word", 13, 16, REFUSED)]),
    (
        '{"a":ObjectId("abc"), "b":datetime(2013, 11, 25)}',
        {},
        [("bare-word", 5, 20, REFUSED), ("bare-word", 26, 48, REFUSED)],
    ),
    ('{"a": foo bar, "b":1}', {"b": 1}, [("bare-word", 6, 13, REFUSED)]),
    ('{"a": foo {b:1, c:2} bar, "b":1}', {"b": 1}, [("bare-word", 6, 24, REFUSED)]),
    ('{"a":undefined}', {}, [("bare-word", 5, 14, REFUSED)]),
    ("[yes, 1]", [1], [("bare-word", 1, 4, REFUSED)]),
    (
        "[TRUE, Null, fALSE, None, True, False]",
        [True, None, False, None, True, False],
        [
            ("literal-case", 1, 5, "true"),
            ("literal-case", 7, 11, "null"),
            ("literal-case", 13, 18, "false"),
            ("python-literal", 20, 24, "null"),
            ("python-literal", 26, 30, "true"),
            ("python-literal", 32, 37, "false"),
        ],
    ),
    (
        "[1.5L,1e5L,5f]",
        [],
        [("bare-word", 1, 5, REFUSED), ("bare-word", 6, 10, REFUSED), ("bare-word", 11, 13, REFUSED)],
    ),
    ("{None:1}", {}, [("unquoted-key", 1, 7, REFUSED)]),
    ('{True:1,"b":2}', {"b": 2}, [("unquoted-key", 1, 7, REFUSED)]),
    ("{true:1,null:2}", {"true": 1, "null": 2}, [("unquoted-key", 1, 5, '"true"'), ("unquoted-key", 8, 12, '"null"')]),
    ("{1:2,1.0:3}", {"1": 2}, [("unquoted-key", 1, 2, '"1"'), ("unquoted-key", 5, 10, REFUSED)]),
    ("{a.b:1,c-d:2}", {"a.b": 1, "c-d": 2}, [("unquoted-key", 1, 4, '"a.b"'), ("unquoted-key", 7, 10, '"c-d"')]),
    ("{\\ud83d\\ude00:1}", {"😀": 1}, [("unquoted-key", 1, 13, '"😀"')]),
    (
        "{a\\ud83d:1}",
        {"a\ud83d": 1},
        [("unquoted-key", 1, 8, '"a\\ud83d"'), ("lone-surrogate", 2, 8, "\\ud83d")],
    ),
    (
        "{\\ud83d:1}",
        {"\ud83d": 1},
        [("lone-surrogate", 1, 7, "\\ud83d"), ("unquoted-key", 1, 7, '"\\ud83d"')],
    ),
    ("{sig\\u03a3ma:1}", {"sigΣma": 1}, [("unquoted-key", 1, 12, '"sigΣma"')]),
    ('{a b:1, "c":2}', {"c": 2}, [("bare-word", 1, 6, REFUSED)]),
    ("{\"a\":b'x'}", {}, [("string-prefix", 5, 9, REFUSED)]),
    (
        '{u"a":1,"b":u\'x\'}',
        {"a": 1, "b": "x"},
        [("string-prefix", 1, 2, ""), ("string-prefix", 12, 13, ""), ("single-quoted-string", 13, 16, '"x"')],
    ),
    (
        "{\"a\":r'x',\"b\":r'\\n'}",
        {"a": "x"},
        [("string-prefix", 5, 6, ""), ("single-quoted-string", 6, 9, '"x"'), ("string-prefix", 14, 19, REFUSED)],
    ),
    ('{b"a":1,"c":2}', {"c": 2}, [("string-prefix", 1, 5, REFUSED)]),
    ('{"t":"x",u"":u""}', {"t": "x"}, [("string-prefix", 9, 16, REFUSED)]),
    ('{u""// }', {}, [("comment", 1, 8, REFUSED), ("missing-closer", 8, 8, "}")]),
    ('{r"ef":1}', {}, [("string-prefix", 1, 8, REFUSED)]),
    (
        "{u''=1; a=2}",
        {"a": 2},
        [
            ("string-prefix", 1, 6, REFUSED),
            ("foreign-separator", 6, 7, ","),
            ("unquoted-key", 8, 9, '"a"'),
            ("foreign-separator", 9, 10, ":"),
        ],
    ),
    ('{b"a":{"b":1},"c":2}', {"c": 2}, [("string-prefix", 1, 5, REFUSED)]),
    ('{"a\\q":1,"b":2}', {"b": 2}, [("unknown-escape", 3, 5, REFUSED)]),
    ('{"a":"\\q","b":1}', {"b": 1}, [("unknown-escape", 6, 8, REFUSED)]),
    ('{"a":"C:\\new\\data"}', {}, [("unknown-escape", 12, 14, REFUSED)]),
    ('["\\x4", "\\u12"]', [], [("unknown-escape", 2, 4, REFUSED), ("unknown-escape", 9, 11, REFUSED)]),
    ("['\\xe9\\xe9']", ["éé"], [("single-quoted-string", 1, 11, '"éé"'), ("foreign-escape", 2, 10, "éé")]),
    (
        "['\\xc3\\xa9', u'\\xc3\\xa9', '\\xe9', '\\xc3']",
        ["Ã©", "é", "Ã"],
        [
            ("single-quoted-string", 1, 11, '"Ã©"'),
            ("foreign-escape", 2, 10, REFUSED),
            ("string-prefix", 13, 14, ""),
            ("single-quoted-string", 14, 24, '"Ã©"'),
            ("foreign-escape", 15, 23, "Ã©"),
            ("single-quoted-string", 26, 32, '"é"'),
            ("foreign-escape", 27, 31, "é"),
            ("single-quoted-string", 34, 40, '"Ã"'),
            ("foreign-escape", 35, 39, "Ã"),
        ],
    ),
    ('["\\u{d83d}"]', ["\ud83d"], [("lone-surrogate", 2, 10, "\\ud83d")]),
    (
        '["\\ud83d\\u{de00}"]',
        ["😀"],
        [("lone-surrogate", 2, 8, "\\ud83d"), ("lone-surrogate", 8, 16, "\\ude00")],
    ),
    ('["\ud83d\ude00"]', ["😀"], [("lone-surrogate", 2, 3, "\\ud83d"), ("lone-surrogate", 3, 4, "\\ude00")]),
    ('["\\u00e9\\ud83d\\ude00\\ud83d"]', ["é😀\ud83d"], [("lone-surrogate", 20, 26, "\\ud83d")]),
    (
        '["\\v\\0\\\'\\U0001F600\\u{1F600}"]',
        ["\x0b\x00'😀😀"],
        [
            ("foreign-escape", 2, 4, "\\u000b"),
            ("foreign-escape", 4, 6, "\\u0000"),
            ("foreign-escape", 6, 8, "'"),
            ("foreign-escape", 8, 18, "😀"),
            ("foreign-escape", 18, 27, "😀"),
        ],
    ),
    (
        '{"a":+5L,"b":0x1FL,"c":-007}',
        {"a": 5, "b": 31, "c": -7},
        [
            ("long-suffix", 5, 8, "5"),
            ("number-form", 5, 8, "5"),
            ("long-suffix", 13, 18, "31"),
            ("number-form", 13, 18, "31"),
            ("leading-zeros", 23, 27, "-7"),
        ],
    ),
    (
        "[010, 00, 08, 007.5, 010L, -010]",
        [0, 8, 7.5],
        [
            ("leading-zeros", 1, 4, REFUSED),
            ("leading-zeros", 6, 8, "0"),
            ("leading-zeros", 10, 12, "8"),
            ("leading-zeros", 14, 19, "7.5"),
            ("leading-zeros", 21, 25, REFUSED),
            ("leading-zeros", 27, 31, REFUSED),
        ],
    ),
    (
        "[1_000, 5.e3, .5, 0b11, 0O17]",
        [1000, 5000.0, 0.5, 3, 15],
        [
            ("number-form", 1, 6, "1000"),
            ("number-form", 8, 12, "5000.0"),
            ("number-form", 14, 16, "0.5"),
            ("number-form", 18, 22, "3"),
            ("number-form", 24, 28, "15"),
        ],
    ),
    (
        "[-NaN,inf,-inf,Infinity]",
        [math.nan, math.inf, -math.inf, math.inf],
        [
            ("non-finite-number", 1, 5, None),
            ("non-finite-number", 6, 9, None),
            ("non-finite-number", 10, 14, None),
            ("non-finite-number", 15, 23, None),
        ],
    ),
    (
        "[1e999, -1e400, 1e-999]",
        [Decimal("1E+999"), Decimal("-1E+400"), 0.0],
        [("number-out-of-range", 1, 6, "1E+999"), ("number-out-of-range", 8, 14, "-1E+400")],
    ),
    ('{"a":1e999999999999999999999}', {}, [("limit-exceeded", 5, 28, REFUSED)]),
    (
        '{"a": /* c */ 1 // d',
        {"a": 1},
        [("comment", 6, 13, ""), ("comment", 16, 20, ""), ("missing-closer", 20, 20, "}")],
    ),
    ('["a\\\nb"]', ["ab"], [("foreign-escape", 3, 5, "")]),
    ('["\x00"]', ["\x00"], [("control-character", 2, 3, "\\u0000")]),
    ('["\ud800"]', ["\ud800"], [("lone-surrogate", 2, 3, "\\ud800")]),
]


@pytest.mark.parametrize("case", CASES, ids=[repr(text) for text, _, _ in CASES])
def test_one_reading_is_taken_and_reported_any_other_number_is_refused(case: Case) -> None:
    judge(case)
