"""Values and names without quotes, and everything that is no value."""

import math
from decimal import Decimal

import pytest

from tests.quasi.judging import REFUSED, Case, Kinds, judge, named
from ucsmsg import quasi

KINDS: Kinds = {
    "Words after a value leave no reading of it": {
        "word after a number": ('{"a":1 foo, "b":2}', {"b": 2}, [("bare-word", 5, 10, REFUSED)]),
        "number after a number": ('{"a":1 2, "b":2}', {"b": 2}, [("unexpected-text", 5, 8, REFUSED)]),
        "word after an object": ('{"a":{"x":1} foo, "b":2}', {"a": {"x": 1}, "b": 2}, [("bare-word", 13, 16, REFUSED)]),
    },
    "A word is no value, and never a string": {
        "calls of functions": (
            '{"a":ObjectId("abc"), "b":datetime(2013, 11, 25)}',
            {},
            [("bare-word", 5, 20, REFUSED), ("bare-word", 26, 48, REFUSED)],
        ),
        "two words": ('{"a": foo bar, "b":1}', {"b": 1}, [("bare-word", 6, 13, REFUSED)]),
        "words around an object": ('{"a": foo {b:1, c:2} bar, "b":1}', {"b": 1}, [("bare-word", 6, 24, REFUSED)]),
        "undefined": ('{"a":undefined}', {}, [("bare-word", 5, 14, REFUSED)]),
        "yes": ("[yes, 1]", [1], [("bare-word", 1, 4, REFUSED)]),
        "suffixes of other number types": (
            "[1.5L,1e5L,5f]",
            [],
            [("bare-word", 1, 5, REFUSED), ("bare-word", 6, 10, REFUSED), ("bare-word", 11, 13, REFUSED)],
        ),
    },
    "What touches a number or a literal is no comment": {
        "number of another notation": ('{"x":1.#QNAN,"y":2}', {"y": 2}, [("bare-word", 5, 12, REFUSED)]),
        "infinity of another notation at the end": ('{"x":1.#INF}', {}, [("bare-word", 5, 11, REFUSED)]),
        "number with a base": ("[16#FF#]", [], [("bare-word", 1, 7, REFUSED)]),
        "division": ('{"a":7//2\n}', {}, [("unexpected-text", 5, 9, REFUSED)]),
        "two numbers with a number sign": ("[12#34,1]", [1], [("unexpected-text", 1, 6, REFUSED)]),
        "literal with a number sign": ("[true#x,1]", [1], [("bare-word", 1, 7, REFUSED)]),
        "suffix with a number sign": ("[5L#x,1]", [1], [("bare-word", 1, 5, REFUSED)]),
        "sign of an entity": ('{"a":&#39x}', {}, [("bare-word", 5, 10, REFUSED)]),
        "path of words": ("[foo//bar,1]", [1], [("bare-word", 1, 9, REFUSED)]),
        "three slashes": ("[1///x,1]", [1], [("bare-word", 1, 6, REFUSED)]),
        "name with a number sign": ("{a#x:1}", {}, [("bare-word", 1, 6, REFUSED)]),
        "whole text": ("7//2", ..., [("unexpected-text", 0, 4, REFUSED)]),
    },
    "A comment that is set off, or closed, stays one": {
        "block right after a number": ("[1/*c*/,2]", [1, 2], [("comment", 2, 7, "")]),
        "line comment right after a block": (
            "[1,/*c*/// x\n2]",
            [1, 2],
            [("comment", 3, 8, ""), ("comment", 8, 12, "")],
        ),
        "line comment after a space": ("[1 #c\n,2]", [1, 2], [("comment", 3, 5, "")]),
        "line comment right after a comma": ("[1,# c\n2]", [1, 2], [("comment", 3, 6, "")]),
        "line comment right after a bracket": ('[{"a":1}//c\n,2]', [{"a": 1}, 2], [("comment", 8, 11, "")]),
        "line comment right after a string": ('["a"#c\n,2]', ["a", 2], [("comment", 4, 6, "")]),
        "line comment right after dots": ("[1,...#c\n2]", [1, 2], [("elided", 3, 6, ""), ("comment", 6, 8, "")]),
    },
    "A name with an escaped quote or a line break in it has several readings": {
        "escaped quotes": ('{\\u0022a\\u0022:1,"b":2}', {"b": 2}, [("encoded-text", 1, 16, REFUSED)]),
        "escaped sign": ("{a\\u002bb:1}", {}, [("unquoted-key", 1, 11, REFUSED)]),
        "line break": ('{"a\nb":1,"c":2}', {"c": 2}, [("control-character", 1, 8, REFUSED)]),
        "line break in single quotes": ("{'a\rb':{'c':1}}", {}, [("control-character", 1, 14, REFUSED)]),
        "line break after a prefix": ("{u'a\r\nb' :1}", {}, [("control-character", 1, 11, REFUSED)]),
        "line break and no colon": ('{"a\nb" 1}', {}, [("control-character", 1, 8, REFUSED)]),
    },
    "A name without quotes may have letters and marks of any script": {
        "escaped letter": ("{\\u0061b:1}", {"ab": 1}, [("unquoted-key", 1, 8, '"ab"')]),
        "accent as a mark": ("{e\u0301:1}", {"e\u0301": 1}, [("unquoted-key", 1, 3, '"e\u0301"')]),
        "vowel sign": (
            "{\u0928\u093e\u092e:1}",
            {"\u0928\u093e\u092e": 1},
            [("unquoted-key", 1, 4, '"\u0928\u093e\u092e"')],
        ),
        "joiner at the end": ("{a\u200d:1}", {"a\u200d": 1}, [("unquoted-key", 1, 3, '"a\u200d"')]),
        "mark without a letter": ("{\u0301a:1}", {}, [("bare-word", 1, 5, REFUSED)]),
    },
    "A template has a value that is not in the text": {
        "value in a text": ('{"a":`b ${c} d`,"e":1}', {"e": 1}, [("smart-quoted-string", 5, 15, REFUSED)]),
        "escaped dollar sign": (
            "[`\\${b}`]",
            [],
            [("smart-quoted-string", 1, 8, '"${b}"'), ("unknown-escape", 2, 4, REFUSED)],
        ),
        "escaped back quote": (
            "[`a\\`b`]",
            ["a`b"],
            [("smart-quoted-string", 1, 7, '"a`b"'), ("foreign-escape", 3, 5, "`")],
        ),
        "escaped back quote in another string": ('["a\\`b"]', [], [("unknown-escape", 3, 5, REFUSED)]),
        "dollar sign without braces": ("[`$5`]", ["$5"], [("smart-quoted-string", 1, 5, '"$5"')]),
    },
    "Two numbers with nothing but a line break between may be one": {
        "in an array": ("[138540\n6142001]", [], [("missing-comma", 1, 15, REFUSED)]),
        "after a comma": ("[1,2\r\n3,4]", [1, 4], [("missing-comma", 3, 7, REFUSED)]),
        "indented": ("[1\n 2]", [1, 2], [("missing-comma", 4, 4, ",")]),
        "with a sign": ("[1\n-2]", [1, -2], [("missing-comma", 3, 3, ",")]),
    },
    "Literals of Python, and in any case, have one value": {
        "literals of other languages": (
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
    },
    "A name without quotes is a string where it is one word": {
        "literals of JSON as names": (
            "{true:1,null:2}",
            {"true": 1, "null": 2},
            [("unquoted-key", 1, 5, '"true"'), ("unquoted-key", 8, 12, '"null"')],
        ),
        "numbers as names": (
            "{1:2,1.0:3}",
            {"1": 2},
            [("unquoted-key", 1, 2, '"1"'), ("unquoted-key", 5, 10, REFUSED)],
        ),
        "names with a full stop and a hyphen": (
            "{a.b:1,c-d:2}",
            {"a.b": 1, "c-d": 2},
            [("unquoted-key", 1, 4, '"a.b"'), ("unquoted-key", 7, 10, '"c-d"')],
        ),
        "name of an escaped pair": ("{\\ud83d\\ude00:1}", {"😀": 1}, [("unquoted-key", 1, 13, '"😀"')]),
        "name with half a pair": (
            "{a\\ud83d:1}",
            {"a\ud83d": 1},
            [("unquoted-key", 1, 8, '"a\\ud83d"'), ("lone-surrogate", 2, 8, "\\ud83d")],
        ),
        "name of half a pair": (
            "{\\ud83d:1}",
            {"\ud83d": 1},
            [("lone-surrogate", 1, 7, "\\ud83d"), ("unquoted-key", 1, 7, '"\\ud83d"')],
        ),
        "name with an escape": ("{sig\\u03a3ma:1}", {"sigΣma": 1}, [("unquoted-key", 1, 12, '"sigΣma"')]),
    },
    "A name that has another meaning elsewhere, or several words, is refused": {
        "None as a name": ("{None:1}", {}, [("unquoted-key", 1, 7, REFUSED)]),
        "True as a name": ('{True:1,"b":2}', {"b": 2}, [("unquoted-key", 1, 7, REFUSED)]),
        "two words as a name": ('{a b:1, "c":2}', {"c": 2}, [("bare-word", 1, 6, REFUSED)]),
    },
    "A prefix that changes nothing is dropped; any other makes no text": {
        "bytes": ("{\"a\":b'x'}", {}, [("string-prefix", 5, 9, REFUSED)]),
        "Python 2's text": (
            '{u"a":1,"b":u\'x\'}',
            {"a": 1, "b": "x"},
            [("string-prefix", 1, 2, ""), ("string-prefix", 12, 13, ""), ("single-quoted-string", 13, 16, '"x"')],
        ),
        "raw strings without and with a backslash": (
            "{\"a\":r'x',\"b\":r'\\n'}",
            {"a": "x"},
            [("string-prefix", 5, 6, ""), ("single-quoted-string", 6, 9, '"x"'), ("string-prefix", 14, 19, REFUSED)],
        ),
        "bytes as a name": ('{b"a":1,"c":2}', {"c": 2}, [("string-prefix", 1, 5, REFUSED)]),
        "bytes as the name of an object": ('{b"a":{"b":1},"c":2}', {"c": 2}, [("string-prefix", 1, 5, REFUSED)]),
        "prefix of an empty name": ('{"t":"x",u"":u""}', {"t": "x"}, [("string-prefix", 9, 16, REFUSED)]),
        "prefix of an empty name before a comment": (
            '{u""// }',
            {},
            [("comment", 1, 8, REFUSED), ("missing-closer", 8, 8, "}")],
        ),
        "raw name": ('{r"ef":1}', {}, [("string-prefix", 1, 8, REFUSED)]),
        "prefix of an empty single-quoted name": (
            "{u''=1; a=2}",
            {"a": 2},
            [
                ("string-prefix", 1, 6, REFUSED),
                ("foreign-separator", 6, 7, ","),
                ("unquoted-key", 8, 9, '"a"'),
                ("foreign-separator", 9, 10, ":"),
            ],
        ),
    },
    "An escape that no language knows is refused": {
        "unknown escape in a name": ('{"a\\q":1,"b":2}', {"b": 2}, [("unknown-escape", 3, 5, REFUSED)]),
        "unknown escape in a value": ('{"a":"\\q","b":1}', {"b": 1}, [("unknown-escape", 6, 8, REFUSED)]),
        "path of Windows": ('{"a":"C:\\new\\data"}', {}, [("unknown-escape", 12, 14, REFUSED)]),
        "escapes that are too short": (
            '["\\x4", "\\u12"]',
            [],
            [("unknown-escape", 2, 4, REFUSED), ("unknown-escape", 9, 11, REFUSED)],
        ),
    },
    "Escapes of other languages have one value, but for bytes that may be characters": {
        "bytes that are no UTF-8": (
            "['\\xe9\\xe9']",
            ["éé"],
            [("single-quoted-string", 1, 11, '"éé"'), ("foreign-escape", 2, 10, "éé")],
        ),
        "bytes that are UTF-8": (
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
        "escapes of other languages": (
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
        "line continued": ('["a\\\nb"]', ["ab"], [("foreign-escape", 3, 5, "")]),
    },
    "Halves of surrogate pairs are kept, and joined where they meet": {
        "half in braces": ('["\\u{d83d}"]', ["\ud83d"], [("lone-surrogate", 2, 10, "\\ud83d")]),
        "halves written in two ways": (
            '["\\ud83d\\u{de00}"]',
            ["😀"],
            [("lone-surrogate", 2, 8, "\\ud83d"), ("lone-surrogate", 8, 16, "\\ude00")],
        ),
        "halves as characters": (
            '["\ud83d\ude00"]',
            ["😀"],
            [("lone-surrogate", 2, 3, "\\ud83d"), ("lone-surrogate", 3, 4, "\\ude00")],
        ),
        "half after a pair": (
            '["\\u00e9\\ud83d\\ude00\\ud83d"]',
            ["é😀\ud83d"],
            [("lone-surrogate", 20, 26, "\\ud83d")],
        ),
        "half as a character": ('["\ud800"]', ["\ud800"], [("lone-surrogate", 2, 3, "\\ud800")]),
    },
    "Numbers of other languages have one value, but for octal ones": {
        "signs, suffixes and zeros together": (
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
        "leading zeros": (
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
        "forms of other languages": (
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
        "numbers that are not finite": (
            "[-NaN,inf,-inf,Infinity]",
            [math.nan, math.inf, -math.inf, math.inf],
            [
                ("non-finite-number", 1, 5, None),
                ("non-finite-number", 6, 9, None),
                ("non-finite-number", 10, 14, None),
                ("non-finite-number", 15, 23, None),
            ],
        ),
        "numbers beyond a double": (
            "[1e999, -1e400, 1e-999]",
            [Decimal("1E+999"), Decimal("-1E+400"), 0.0],
            [("number-out-of-range", 1, 6, "1E+999"), ("number-out-of-range", 8, 14, "-1E+400")],
        ),
    },
    "A number that nothing can hold is refused": {
        "exponent beyond every limit": ('{"a":1e999999999999999999999}', {}, [("limit-exceeded", 5, 28, REFUSED)]),
    },
    "What is no token stands beside them": {
        "comments between tokens": (
            '{"a": /* c */ 1 // d',
            {"a": 1},
            [("comment", 6, 13, ""), ("comment", 16, 20, ""), ("missing-closer", 20, 20, "}")],
        ),
        "control character": ('["\x00"]', ["\x00"], [("control-character", 2, 3, "\\u0000")]),
    },
}


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("Object", "only its type was printed"),
        ("Circular *1", "only its type was printed"),
        ("it&#39;s", "decode the entities of HTML first"),
        ("&#x27;", "decode the entities of HTML first"),
        ('ObjectId("5f")', "a string, or an object of extended JSON"),
        ("new ISODate('x')", "a string, or an object of extended JSON"),
        ("set([1])", "a set, which may be an array or an object"),
        ("new Set([1])", "a set, which may be an array or an object"),
        ("datetime.date(2015, 1)", "a call, of which only its result could be a value"),
        ("(1)", "a value in parentheses, or a tuple of one"),
        ("5f", "a number with the letter of its type, or hexadecimal digits"),
        ("-12D", "a number with the letter of its type, or hexadecimal digits"),
        ("2.0M", "a number with the letters of its type or unit"),
        ("1UL", "a number with the letters of its type or unit"),
        ("7LL", "a number with the letters of its type or unit"),
        ("undefined", "null, or no member at all"),
        ("<Foo>", "an object of which only a description was printed"),
        ("value", "put it in double quotes if it is a text"),
        ("Objects", "put it in double quotes if it is a text"),
    ],
)
def test_the_message_on_a_word_says_what_to_do_about_it(word: str, advice: str) -> None:
    (diagnostic,) = quasi.parse(f"[{word}, 1]").diagnostics

    assert diagnostic.message == f"Expected a value, got `{word}`: {advice}"


def test_the_message_on_a_colour_says_that_it_may_be_a_comment() -> None:
    (diagnostic,) = quasi.parse('{"a": #ff0000}').diagnostics

    expected = "Expected a value, got `#ff0000}`: a word that needs double quotes, or a comment to the end"
    assert diagnostic.message == expected


@pytest.mark.parametrize("case", named(KINDS))
def test_a_word_has_its_one_value_or_is_refused(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize("word", ["trues", "false_", "null5"])
def test_an_escaped_line_break_before_a_longer_word_belongs_to_it(word: str) -> None:
    document = quasi.parse(f"[1,\\n{word}]")
    assert [(one.name, one.found) for one in document.diagnostics] == [("bare-word", f"\\n{word}")]
