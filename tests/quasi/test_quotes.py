"""Quotes inside strings: repaired where one quote can end the string, refused otherwise."""

import pytest

from tests.quasi.judging import REFUSED, Case, judge

CASES: list[Case] = [
    ('["a""b"]', [], [("unescaped-quote", 1, 8, REFUSED)]),
    ('["a" "b"]', ["a", "b"], [("missing-comma", 5, 5, ",")]),
    (
        '["say "hello" to me"]',
        ['say "hello" to me'],
        [("unescaped-quote", 6, 7, '\\"'), ("unescaped-quote", 12, 13, '\\"')],
    ),
    (
        '["say " hello " to me"]',
        ['say " hello " to me'],
        [("unescaped-quote", 6, 7, '\\"'), ("unescaped-quote", 14, 15, '\\"')],
    ),
    ('{"a":"x" "y"}', {}, [("unescaped-quote", 5, 13, REFUSED)]),
    ('{"a":"x" "b":"y"}', {"a": "x", "b": "y"}, [("missing-comma", 9, 9, ",")]),
    ('{"a":"x""b":"y"}', {"a": "x", "b": "y"}, [("missing-comma", 8, 8, ",")]),
    ('{"a":"The TV has a 24" screen"}', {"a": 'The TV has a 24" screen'}, [("unescaped-quote", 21, 22, '\\"')]),
    ('["The TV has a 24" screen","b"]', ['The TV has a 24" screen', "b"], [("unescaped-quote", 17, 18, '\\"')]),
    ('["a "b", "c" d"]', [], [("unescaped-quote", 1, 16, REFUSED)]),
    ('["a "b", "c"]', ['a "b', "c"], [("unescaped-quote", 4, 5, '\\"')]),
    ('["a, "b", "c"]', [], [("unescaped-quote", 1, 14, REFUSED)]),
    (
        '["a "b" x", "c "d" y"]',
        ['a "b" x', 'c "d" y'],
        [
            ("unescaped-quote", 4, 5, '\\"'),
            ("unescaped-quote", 6, 7, '\\"'),
            ("unescaped-quote", 15, 16, '\\"'),
            ("unescaped-quote", 17, 18, '\\"'),
        ],
    ),
    ('{"a":"he said "x","b":"y" ok"}', {}, [("unescaped-quote", 5, 30, REFUSED)]),
    ('{"a":"b,"c":1}', {}, [("unclosed-string", 5, 14, REFUSED)]),
    ('{"a":"b,"c":"d"}', {}, [("unescaped-quote", 5, 16, REFUSED)]),
    ('{"a":"b,"c":"d","e":1}', {}, [("unescaped-quote", 5, 22, REFUSED)]),
    (
        "{'it's':'don't'}",
        {"it's": "don't"},
        [
            ("single-quoted-string", 1, 7, '"it\'s"'),
            ("unescaped-quote", 4, 5, "\\'"),
            ("single-quoted-string", 8, 15, '"don\'t"'),
            ("unescaped-quote", 12, 13, "\\'"),
        ],
    ),
    ('{"a"b":1}', {'a"b': 1}, [("unescaped-quote", 3, 4, '\\"')]),
    ('{"a"b:1}', {}, [("unclosed-string", 1, 8, REFUSED)]),
    ('{"data":"{"a":1}"}', {}, [("unescaped-quote", 8, 18, REFUSED)]),
    ('{"a":"x"}" y"}', ..., [("surrounding-text", 0, 14, REFUSED)]),
    ('{"a":"x\\"y"z","b":1}', {"a": 'x"y"z', "b": 1}, [("unescaped-quote", 10, 11, '\\"')]),
    ('say "what', ..., [("no-value", 0, 9, REFUSED)]),
    ('"say "what" now"', 'say "what" now', [("unescaped-quote", 5, 6, '\\"'), ("unescaped-quote", 10, 11, '\\"')]),
    ("'it's'", "it's", [("single-quoted-string", 0, 6, '"it\'s"'), ("unescaped-quote", 3, 4, "\\'")]),
    ('{“a”:“b",“c”:1}', {}, [("smart-quoted-string", 1, 4, '"a"'), ("unclosed-string", 5, 15, REFUSED)]),
    ('{"a":"b" \'c\'}', {}, [("unclosed-string", 5, 13, REFUSED)]),
    ('["a" 5 "b"]', ["a", 5, "b"], [("missing-comma", 5, 5, ","), ("missing-comma", 7, 7, ",")]),
    ('["a"5"b"]', [], [("unescaped-quote", 1, 9, REFUSED)]),
    ('["a"{"b":1}]', ["a", {"b": 1}], [("missing-comma", 4, 4, ",")]),
    ('["a"“b”]', [], [("unclosed-string", 1, 8, REFUSED)]),
    ('{u"a"b":1}', {'a"b': 1}, [("string-prefix", 1, 2, ""), ("unescaped-quote", 4, 5, '\\"')]),
    (
        "{\"a\":u'it's'}",
        {"a": "it's"},
        [("string-prefix", 5, 6, ""), ("single-quoted-string", 6, 12, '"it\'s"'), ("unescaped-quote", 9, 10, "\\'")],
    ),
    ('{“a":1, "b”:2}', {}, [("unescaped-quote", 1, 11, REFUSED)]),
    ('{"a": “x", "b": "y”}', {}, [("unescaped-quote", 6, 19, REFUSED)]),
    ('[\'say "a", "b"\']', ['say "a", "b"'], [("single-quoted-string", 1, 15, '"say \\"a\\", \\"b\\""')]),
    ('{"a":"x" + "y"}', {}, [("unescaped-quote", 5, 15, REFUSED)]),
    ('["x" ... y "z"]', ["x"], [("elided", 5, 8, ""), ("bare-word", 9, 14, REFUSED)]),
    ('{"a"b\\d":{"x":1}}', {}, [("unescaped-quote", 3, 4, '\\"'), ("unknown-escape", 5, 7, REFUSED)]),
    ('{"a":"b"c:1}', {}, [("unclosed-string", 5, 12, REFUSED)]),
    ('["x" /* c */ y "z"]', ["x"], [("comment", 5, 12, ""), ("bare-word", 13, 18, REFUSED)]),
    ('{""a":1}', {}, [("unescaped-quote", 1, 8, REFUSED)]),
    ('{"a"":1}', {}, [("unescaped-quote", 1, 8, REFUSED)]),
    ('{"a":"b""}', {}, [("unescaped-quote", 5, 10, REFUSED)]),
    ('{"a":""b"}', {}, [("unescaped-quote", 5, 10, REFUSED)]),
    ('["b"","c"]', [], [("unescaped-quote", 1, 10, REFUSED)]),
    ('{"a": "b"," "c": "d"}', {"a": "b"}, [("unescaped-quote", 10, 21, REFUSED)]),
    ('{"a":"say "hi""}', {"a": 'say "hi"'}, [("unescaped-quote", 10, 11, '\\"'), ("unescaped-quote", 13, 14, '\\"')]),
    ('["a," "b"]', [], [("missing-comma", 1, 9, REFUSED)]),
    ('{"a":"b," "c":"d"}', {}, [("missing-comma", 5, 17, REFUSED)]),
    ('{"a":"b"",c":"d"}', {}, [("missing-comma", 5, 16, REFUSED)]),
    ('{"a:" "b","c":1}', {"c": 1}, [("missing-colon", 1, 9, REFUSED)]),
    ('{"a:"["b"]}', {}, [("missing-colon", 1, 10, REFUSED)]),
    ('{"a":"x,\n"b":"y"\n,"c":3}', {"b": "y", "c": 3}, [("unclosed-string", 5, 9, REFUSED)]),
    ('["a\n"b"]', [], [("unclosed-string", 1, 8, REFUSED)]),
    ('{"a":"b"c\n"d":"e"f\n}', {}, [("unclosed-string", 5, 10, REFUSED), ("unclosed-string", 14, 19, REFUSED)]),
    ('{"a":"b"c\n"d":"e"f\n,"g":"h"}', {}, [("unclosed-string", 5, 10, REFUSED), ("unclosed-string", 14, 28, REFUSED)]),
    ('{"a":"x\ny"}', {"a": "x\ny"}, [("control-character", 7, 8, "\n")]),
    ('{"a":"x\n"}', {"a": "x\n"}, [("control-character", 7, 8, "\n")]),
    (
        "{'a':'x\n'b':1}",
        {"b": 1},
        [
            ("single-quoted-string", 1, 4, '"a"'),
            ("unclosed-string", 5, 8, REFUSED),
            ("single-quoted-string", 8, 11, '"b"'),
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[repr(text) for text, _, _ in CASES])
def test_one_reading_is_taken_and_reported_any_other_number_is_refused(case: Case) -> None:
    judge(case)
