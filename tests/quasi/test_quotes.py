"""Quotes inside strings: repaired where one quote can end the string, refused otherwise."""

import re

import pytest

from tests.quasi.judging import REFUSED, Case, Kinds, judge, named
from ucsmsg import quasi

KINDS: Kinds = {
    "A quote inside is escaped where only one quote can end the string": {
        "quoted word": (
            '["say "hello" to me"]',
            ['say "hello" to me'],
            [("unescaped-quote", 6, 7, '\\"'), ("unescaped-quote", 12, 13, '\\"')],
        ),
        "inches in a member": (
            '{"a":"The TV has a 24" screen"}',
            {"a": 'The TV has a 24" screen'},
            [("unescaped-quote", 21, 22, '\\"')],
        ),
        "inches in an element": (
            '["The TV has a 24" screen","b"]',
            ['The TV has a 24" screen', "b"],
            [("unescaped-quote", 17, 18, '\\"')],
        ),
        "two elements with quoted words": (
            '["a "b" x", "c "d" y"]',
            ['a "b" x', 'c "d" y'],
            [
                ("unescaped-quote", 4, 5, '\\"'),
                ("unescaped-quote", 6, 7, '\\"'),
                ("unescaped-quote", 15, 16, '\\"'),
                ("unescaped-quote", 17, 18, '\\"'),
            ],
        ),
        "apostrophes in a name and a value": (
            "{'it's':'don't'}",
            {"it's": "don't"},
            [
                ("single-quoted-string", 1, 7, '"it\'s"'),
                ("unescaped-quote", 4, 5, "'"),
                ("single-quoted-string", 8, 15, '"don\'t"'),
                ("unescaped-quote", 12, 13, "'"),
            ],
        ),
        "quote inside a name": ('{"a"b":1}', {'a"b': 1}, [("unescaped-quote", 3, 4, '\\"')]),
        "quote after an escaped one": (
            '{"a":"x\\"y"z","b":1}',
            {"a": 'x"y"z', "b": 1},
            [("unescaped-quote", 10, 11, '\\"')],
        ),
        "quoted word in a root": (
            '"say "what" now"',
            'say "what" now',
            [("unescaped-quote", 5, 6, '\\"'), ("unescaped-quote", 10, 11, '\\"')],
        ),
        "apostrophe in a root": (
            "'it's'",
            "it's",
            [("single-quoted-string", 0, 6, '"it\'s"'), ("unescaped-quote", 3, 4, "'")],
        ),
        "quote in a name with a prefix": (
            '{u"a"b":1}',
            {'a"b': 1},
            [("string-prefix", 1, 2, ""), ("unescaped-quote", 4, 5, '\\"')],
        ),
        "apostrophe in a string with a prefix": (
            "{\"a\":u'it's'}",
            {"a": "it's"},
            [("string-prefix", 5, 6, ""), ("single-quoted-string", 6, 12, '"it\'s"'), ("unescaped-quote", 9, 10, "'")],
        ),
        "full stop after a quoted word": (
            '{"a":"he said "hi".","b":1}',
            {"a": 'he said "hi".', "b": 1},
            [("unescaped-quote", 14, 15, '\\"'), ("unescaped-quote", 17, 18, '\\"')],
        ),
        "exclamation mark after a quoted word": (
            '["say "hi"!"]',
            ['say "hi"!'],
            [("unescaped-quote", 6, 7, '\\"'), ("unescaped-quote", 9, 10, '\\"')],
        ),
        "link with quotes": (
            '{"a":"[LINK]("https://x")"}',
            {"a": '[LINK]("https://x")'},
            [("unescaped-quote", 13, 14, '\\"'), ("unescaped-quote", 23, 24, '\\"')],
        ),
        "quoted digit": (
            '{"a":"x "1" y"}',
            {"a": 'x "1" y'},
            [("unescaped-quote", 8, 9, '\\"'), ("unescaped-quote", 10, 11, '\\"')],
        ),
        "quoted word between commas": (
            '{"text":"He said, "yes", then left","b":1}',
            {"text": 'He said, "yes", then left', "b": 1},
            [("unescaped-quote", 18, 19, '\\"'), ("unescaped-quote", 22, 23, '\\"')],
        ),
        "quoted word at the end": (
            '{"a":"say "hi""}',
            {"a": 'say "hi"'},
            [("unescaped-quote", 10, 11, '\\"'), ("unescaped-quote", 13, 14, '\\"')],
        ),
        "address of a page between quotes": (
            '{"a":"<a href="x.y/z">b</a>"}',
            {"a": '<a href="x.y/z">b</a>'},
            [("unescaped-quote", 14, 15, '\\"'), ("unescaped-quote", 20, 21, '\\"')],
        ),
        "inches twice": (
            '["65" and 72" wide"]',
            ['65" and 72" wide'],
            [("unescaped-quote", 4, 5, '\\"'), ("unescaped-quote", 12, 13, '\\"')],
        ),
        "inches before a quoted word": (
            '["a 5" and a "b" c"]',
            ['a 5" and a "b" c'],
            [("unescaped-quote", 5, 6, '\\"'), ("unescaped-quote", 13, 14, '\\"'), ("unescaped-quote", 15, 16, '\\"')],
        ),
        "quotation mark that a straight quote closes": (
            '["sagt „Hallo" und"]',
            ['sagt „Hallo" und'],
            [("unescaped-quote", 13, 14, '\\"')],
        ),
        "two quotation marks that straight quotes close": (
            '["„a" und “b" c"]',
            ['„a" und “b" c'],
            [("unescaped-quote", 4, 5, '\\"'), ("unescaped-quote", 12, 13, '\\"')],
        ),
        "letters of another script": (
            '["कहा "नमस्ते" और"]',
            ['कहा "नमस्ते" और'],
            [("unescaped-quote", 6, 7, '\\"'), ("unescaped-quote", 13, 14, '\\"')],
        ),
    },
    "What stands between two strings is no quoted text": {
        "spaces inside the quotes": ('["say " hello " to me"]', [], [("unescaped-quote", 1, 23, REFUSED)]),
        "conjunction": ('{"a":"x" or "y"}', {}, [("unescaped-quote", 5, 16, REFUSED)]),
        "condition": ('["x" if b else "y"]', [], [("unescaped-quote", 1, 19, REFUSED)]),
        "slash": ('{"a":"x"/"y"}', {}, [("unescaped-quote", 5, 13, REFUSED)]),
        "sum with a variable": ('{"a":"Hello " + name + "!"}', {}, [("unescaped-quote", 5, 27, REFUSED)]),
        "comment in a sum": ('["a" + /*c*/ "b"]', [], [("unescaped-quote", 1, 17, REFUSED)]),
        "tag": ('["a"<br>"b"]', [], [("unescaped-quote", 1, 12, REFUSED)]),
        "tag after a sentence": ('["a."<br>"b"]', [], [("unescaped-quote", 1, 13, REFUSED)]),
        "arrow": ('["a"→"b"]', [], [("unescaped-quote", 1, 9, REFUSED)]),
    },
    "A single quote inside may be the end of a string": {
        "after a word": ('["one" two", "three"]', [], [("unescaped-quote", 1, 21, REFUSED)]),
        "before a word": ('["a "b", "c"]', [], [("unescaped-quote", 1, 13, REFUSED)]),
        "after a sentence": ('["a." b"]', [], [("unescaped-quote", 1, 9, REFUSED)]),
        "after a comment": ('["abc,/*c*/"def"]', [], [("unescaped-quote", 1, 17, REFUSED)]),
        "after a quotation mark that is closed": ('["„a“ b" c"]', [], [("unescaped-quote", 1, 12, REFUSED)]),
    },
    "Quotes that are doubled may be one, or quotes around the text": {
        "value": ('{"a":""b"","c":1}', {}, [("unescaped-quote", 5, 17, REFUSED)]),
        "element": ('[""b"","c"]', [], [("unescaped-quote", 1, 11, REFUSED)]),
        "element in single quotes": ("[''b'',1]", [], [("unescaped-quote", 1, 9, REFUSED)]),
        "three each": ('["""b"""]', [], [("unescaped-quote", 1, 9, REFUSED)]),
        "root": ('""b""', ..., [("several-values", 0, 5, REFUSED)]),
    },
    "A comma of another script separates two strings": {
        "full-width comma": ('["a"\uff0c"b"]', ["a", "b"], [("foreign-separator", 4, 5, ",")]),
        "ideographic comma": ('["a"、"b"]', ["a", "b"], [("foreign-separator", 4, 5, ",")]),
        "Arabic comma": ('["a"، "b"]', ["a", "b"], [("foreign-separator", 4, 5, ",")]),
        "full-width comma in a string": (
            '["他说"好"\uff0c然后"]',
            ['他说"好"\uff0c然后'],
            [("unescaped-quote", 4, 5, '\\"'), ("unescaped-quote", 6, 7, '\\"')],
        ),
    },
    "A comma is missing only where the quotes are certain": {
        "apostrophe after a missing comma": (
            """[1 'it's',2]""",
            [1, "it's", 2],
            [("missing-comma", 3, 3, ","), ("single-quoted-string", 3, 9, '"it\'s"'), ("unescaped-quote", 6, 7, "'")],
        ),
        "two strings with a space between": ('["a" "b"]', ["a", "b"], [("missing-comma", 5, 5, ",")]),
        "string, then a name": ('{"a":"x" "b":"y"}', {"a": "x", "b": "y"}, [("missing-comma", 9, 9, ",")]),
        "string, then a name without white space": (
            '{"a":"x""b":"y"}',
            {"a": "x", "b": "y"},
            [("missing-comma", 8, 8, ",")],
        ),
        "number between strings, with spaces": (
            '["a" 5 "b"]',
            ["a", 5, "b"],
            [("missing-comma", 5, 5, ","), ("missing-comma", 7, 7, ",")],
        ),
        "object right after a string": ('["a"{"b":1}]', ["a", {"b": 1}], [("missing-comma", 4, 4, ",")]),
    },
    "Two strings side by side may be one with quotes in it": {
        "two strings without white space": ('["a""b"]', [], [("unescaped-quote", 1, 8, REFUSED)]),
        "two strings as one value": ('{"a":"x" "y"}', {}, [("unescaped-quote", 5, 13, REFUSED)]),
        "quotes around a comma in two elements": ('["a "b", "c" d"]', [], [("unescaped-quote", 1, 16, REFUSED)]),
        "comma right after a word before a quote": ('["a, "b", "c"]', [], [("unescaped-quote", 1, 14, REFUSED)]),
        "quotes around what looks like a member": (
            '{"a":"he said "x","b":"y" ok"}',
            {},
            [("unescaped-quote", 5, 30, REFUSED)],
        ),
        "comma instead of a quote before a member": ('{"a":"b,"c":"d"}', {}, [("unescaped-quote", 5, 16, REFUSED)]),
        "comma instead of a quote before two members": (
            '{"a":"b,"c":"d","e":1}',
            {},
            [("unescaped-quote", 5, 22, REFUSED)],
        ),
        "JSON in a string whose quotes are not escaped": (
            '{"data":"{"a":1}"}',
            {},
            [("unescaped-quote", 8, 18, REFUSED)],
        ),
        "number between strings, without spaces": ('["a"5"b"]', [], [("unescaped-quote", 1, 9, REFUSED)]),
        "sum of strings": ('{"a":"x" + "y"}', {}, [("unescaped-quote", 5, 15, REFUSED)]),
        "comma instead of a quote, with white space": ('{"a":"b, "c":"d"}', {}, [("unescaped-quote", 5, 17, REFUSED)]),
        "quote too many before a name": ('{""a":1}', {}, [("unescaped-quote", 1, 8, REFUSED)]),
        "quote too many after a name": ('{"a"":1}', {}, [("unescaped-quote", 1, 8, REFUSED)]),
        "quote too many after a value": ('{"a":"b""}', {}, [("unescaped-quote", 5, 10, REFUSED)]),
        "quote too many before a value": ('{"a":""b"}', {}, [("unescaped-quote", 5, 10, REFUSED)]),
        "quote too many after an element": ('["b"","c"]', [], [("unescaped-quote", 1, 10, REFUSED)]),
        "equals sign between two elements": ('["a"="b","c"]', [], [("unescaped-quote", 1, 13, REFUSED)]),
        "apostrophe between two strings": ('["a"\'"b"]', [], [("unescaped-quote", 1, 9, REFUSED)]),
        "quote instead of a space before a name": (
            '{"a": "b"," "c": "d"}',
            {"a": "b"},
            [("unescaped-quote", 10, 21, REFUSED)],
        ),
        "quote in a name with an unknown escape": (
            '{"a"b\\d":{"x":1}}',
            {},
            [("unescaped-quote", 3, 4, '\\"'), ("unknown-escape", 5, 7, REFUSED)],
        ),
    },
    "Quotes of two kinds that overlap have several readings": {
        "smart quotes over two members": ('{“a":1, "b”:2}', {}, [("unescaped-quote", 1, 11, REFUSED)]),
        "smart quotes around plain ones": ('{"a": “x", "b": "y”}', {}, [("unescaped-quote", 6, 19, REFUSED)]),
    },
    "A quote that closes nothing reaches to where a structure is certain": {
        "string that swallows the next name": ('{"a":"b,"c":1}', {}, [("unclosed-string", 5, 14, REFUSED)]),
        "name that never closes": ('{"a"b:1}', {}, [("unclosed-string", 1, 8, REFUSED)]),
        "smart quote closed by a plain one": (
            '{“a”:“b",“c”:1}',
            {},
            [("smart-quoted-string", 1, 4, '"a"'), ("unclosed-string", 5, 15, REFUSED)],
        ),
        "single quotes after a string": ('{"a":"b" \'c\'}', {}, [("unclosed-string", 5, 13, REFUSED)]),
        "smart quotes right after a string": ('["a"“b”]', [], [("unclosed-string", 1, 8, REFUSED)]),
        "word right after a string": ('{"a":"b"c:1}', {}, [("unclosed-string", 5, 12, REFUSED)]),
        "quoted word, then a text that ends": (
            '{"a":"he said "hi" to me","',
            {},
            [("unclosed-string", 5, 27, REFUSED)],
        ),
        "quoted word at the end of a text": ('{"a":"he said "hi"', {}, [("unclosed-string", 5, 18, REFUSED)]),
    },
    "A line end closes no string: what follows on the next line is read": {
        "string not closed before a member's line": (
            '{"a":"x,\n"b":"y"\n,"c":3}',
            {"b": "y", "c": 3},
            [("unclosed-string", 5, 9, REFUSED)],
        ),
        "string not closed before a string's line": ('["a\n"b"]', [], [("unclosed-string", 1, 8, REFUSED)]),
        "two lines with a word after a string": (
            '{"a":"b"c\n"d":"e"f\n}',
            {},
            [("unclosed-string", 5, 10, REFUSED), ("unclosed-string", 14, 19, REFUSED)],
        ),
        "two lines with a word after a string, then a member": (
            '{"a":"b"c\n"d":"e"f\n,"g":"h"}',
            {},
            [("unclosed-string", 5, 10, REFUSED), ("unclosed-string", 14, 28, REFUSED)],
        ),
        "single-quoted string not closed before a member's line": (
            "{'a':'x\n'b':1}",
            {"b": 1},
            [
                ("single-quoted-string", 1, 4, '"a"'),
                ("unclosed-string", 5, 8, REFUSED),
                ("single-quoted-string", 8, 11, '"b"'),
            ],
        ),
    },
    "A comma or colon on the wrong side of a quote may be in the string": {
        "comma inside an element's quotes": ('["a," "b"]', [], [("missing-comma", 1, 9, REFUSED)]),
        "comma inside a value's quotes": ('{"a":"b," "c":"d"}', {}, [("missing-comma", 5, 17, REFUSED)]),
        "quote on the wrong side of a comma": ('{"a":"b"",c":"d"}', {}, [("missing-comma", 5, 16, REFUSED)]),
        "colon inside a name's quotes before a string": (
            '{"a:" "b","c":1}',
            {"c": 1},
            [("missing-colon", 1, 9, REFUSED)],
        ),
        "colon inside a name's quotes before an array": ('{"a:"["b"]}', {}, [("missing-colon", 1, 10, REFUSED)]),
    },
    "Words between strings are no part of them where something else stands between": {
        "ellipsis before words and a string": (
            '["x" ... y "z"]',
            ["x"],
            [("elided", 5, 8, ""), ("bare-word", 9, 14, REFUSED)],
        ),
        "comment before words and a string": (
            '["x" /* c */ y "z"]',
            ["x"],
            [("comment", 5, 12, ""), ("bare-word", 13, 18, REFUSED)],
        ),
        "comment sign right after a string": (
            '{"uri":"http"//localhost:8080/x"}',
            {"uri": "http"},
            [("comment", 13, 33, REFUSED), ("missing-closer", 33, 33, "}")],
        ),
    },
    "Quotes of another kind are text inside a string": {
        "double quotes in single ones": (
            '[\'say "a", "b"\']',
            ['say "a", "b"'],
            [("single-quoted-string", 1, 15, '"say \\"a\\", \\"b\\""')],
        ),
    },
    "Control characters are text, also where a line ends": {
        "tab and control character in single quotes": (
            "['\t\x01']",
            ["\t\x01"],
            [("single-quoted-string", 1, 5, '"\\t\\u0001"'), ("control-character", 2, 4, "\\t\\u0001")],
        ),
        "line end in a string": ('{"a":"x\ny"}', {"a": "x\ny"}, [("control-character", 7, 8, "\\n")]),
        "line end before the closing quote": ('{"a":"x\n"}', {"a": "x\n"}, [("control-character", 7, 8, "\\n")]),
    },
    "Without a value beside it, a quote leaves none": {
        "quote outside of the root": ('{"a":"x"}" y"}', ..., [("surrounding-text", 0, 14, REFUSED)]),
        "open quote after a word": ('say "what', ..., [("no-value", 0, 9, REFUSED)]),
    },
}


BETWEEN_STRINGS = [" or ", "/", " + name + ", " . $y . ", "→", "<br>", "&nbsp;", " AS ", " - ", "(c)", "|| x ||"]
IN_STRINGS = ['say "hi" to', 'b. "(1)"', 'O"Hara', '65" wide', 'a "b", c', 'see "x".', '„a" b', 'x="a" y="b"']
PLACES = ["[{}]", "[1,{},2]", '{{"k":{}}}', '{{"k":{},"l":[0]}}', "{}"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("between", BETWEEN_STRINGS)
@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("Hello", "you"), ("x.", "y 2")])
def test_two_strings_never_become_one(between: str, one: str, other: str, place: str) -> None:
    document = quasi.parse(place.format(f'"{one}"{between}"{other}"'), "lenient")

    assert not document.ok
    assert between not in str(document.value)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", IN_STRINGS)
def test_a_text_with_quotes_stays_one_string(text: str, place: str) -> None:
    if place == "[{}]" or place.startswith("[1"):
        text = text.replace('",', '"')  # there it may be the end of an element
    document = quasi.parse(place.format(f'"{text}"'), "lenient")

    assert document.ok
    assert document.value == quasi.parse(place.format(quasi.dumps(text))).value


@pytest.mark.parametrize("case", named(KINDS))
def test_a_quote_is_repaired_in_its_one_reading_or_refused(case: Case) -> None:
    judge(case)


ALIKE = {'"': "“”„‟«»", "'": "‘’‚‛`"}


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("text", ["[{0}a{1}, {1}b{0}]", "{{{0}a{1}: 1, {1}b{0}: 2}}", "[1, {0}a{1} , {1}{0}]"])
@pytest.mark.parametrize(("straight", "alike"), [(one, alike) for one, quotes in ALIKE.items() for alike in quotes])
def test_one_text_or_two_is_not_guessed_where_quotes_look_alike(
    text: str, straight: str, alike: str, mode: str
) -> None:
    """A string from the first to the last, or two that each have one of both."""
    document = quasi.parse(text.format(alike, straight), mode)

    assert not document.ok
    assert "b" not in str(document.value)


# Between quotes of several kinds, each of which may have been written for any other.
MIXED = (
    *("""["x", “y', "z”]""", """["x", “y", 'z“]""", """["x", ”y', 'z”]""", """["x", “y', 'z”]"""),
    *("""{"id1": "x“, "id2“: “y"}""", """{"id1": "x', 'id2': 'y”}""", """{“id1":"x",'id2”:[1]}"""),
    """{“it's":"x",'id2”:[1]}""",
)


@pytest.mark.parametrize("text", MIXED)
def test_one_text_or_two_is_not_guessed_where_quotes_are_mixed(text: str) -> None:
    document = quasi.parse(text, "lenient")

    assert not document.ok
    assert not {"y", "id2"} & {*re.findall(r"\w+", str(document.value))}


@pytest.mark.parametrize("text", ['[“He said "x", "y" to me”]', "[“it's, 'x' or 'y'”]", "['a\", \"b']"])
def test_quotes_inside_that_end_nothing_are_those_of_the_text(text: str) -> None:
    assert quasi.parse(text, "lenient").ok
