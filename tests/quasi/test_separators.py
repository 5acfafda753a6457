"""Commas and colons: too many, missing, or of another language."""

import json

import pytest

from tests.quasi.judging import REFUSED, Case, Kinds, judge, named
from ucsmsg import quasi

TWO_COLONS = [("foreign-separator", 3, 4, ""), ("foreign-separator", 4, 5, "")]

KINDS: Kinds = {
    "A comma without a value between may stand for a value that was lost, in an array": {
        "two commas between elements": ("[1,,2]", [1, 2], [("extra-comma", 3, 4, REFUSED)]),
        "comma before the first element": ("[,1]", [1], [("extra-comma", 1, 2, REFUSED)]),
        "two commas at the end of an array": (
            "[1,,]",
            [1],
            [("trailing-comma", 2, 3, ""), ("extra-comma", 3, 4, REFUSED)],
        ),
        "comma alone in an array": ("[,]", [], [("extra-comma", 1, 2, REFUSED)]),
    },
    "In an object a comma too many stands for nothing: members have names": {
        "comma before the first member": ('{,"a":1}', {"a": 1}, [("extra-comma", 1, 2, "")]),
        "comma alone in an object": ("{,}", {}, [("extra-comma", 1, 2, "")]),
        "comma after the last member": ('{"a":1,}', {"a": 1}, [("trailing-comma", 6, 7, "")]),
        "two commas after the last member": (
            '{"a":1,,}',
            {"a": 1},
            [("trailing-comma", 6, 7, ""), ("extra-comma", 7, 8, "")],
        ),
    },
    "A colon is added where a name and its value stand side by side": {
        "missing colon before a number": ('{"a" 1}', {"a": 1}, [("missing-colon", 4, 4, ":")]),
        "missing colon before a string": ('{"a" "b"}', {"a": "b"}, [("missing-colon", 4, 4, ":")]),
        "missing colon before an object": ('{"a" {"b":1}}', {"a": {"b": 1}}, [("missing-colon", 4, 4, ":")]),
    },
    "Two values for one name are refused, whatever stands between them": {
        "two values without a colon": ('{"a" 1 2}', {}, [("unexpected-text", 1, 8, REFUSED)]),
        "three strings and two colons": ('{"a":"b":"c","d":1}', {"d": 1}, [("unexpected-text", 5, 12, REFUSED)]),
        "two strings and two colons": ('{"a": "b": 1}', {}, [("unexpected-text", 6, 12, REFUSED)]),
        "two numbers and two colons": ('{"a":1:2}', {}, [("unexpected-text", 5, 8, REFUSED)]),
        "colon without a name": ("{:1}", {}, [("unexpected-text", 1, 3, REFUSED)]),
    },
    "A name without a value is refused": {
        "name alone": ('{"a"}', {}, [("missing-value", 1, 4, REFUSED)]),
        "two names alone": ('{"a","b"}', {}, [("missing-value", 1, 4, REFUSED), ("missing-value", 5, 8, REFUSED)]),
        "name before an extra closer": ('{"a"]}', {}, [("missing-value", 1, 4, REFUSED), ("extra-closer", 4, 5, "")]),
        "colon before the end of the object": ('{"a":}', {}, [("missing-value", 1, 5, REFUSED)]),
        "colon before a comma": ('{"a":,}', {}, [("missing-value", 1, 5, REFUSED), ("trailing-comma", 5, 6, "")]),
        "colon at a line end, before the next member": (
            '{"a":\n"b":1}',
            {"b": 1},
            [("missing-value", 1, 6, REFUSED), ("missing-comma", 6, 6, ",")],
        ),
        "colon at a line end, before a comment and the next member": (
            '{"a":\n/* c */ "b":1}',
            {"b": 1},
            [("missing-value", 1, 14, REFUSED), ("comment", 6, 13, ""), ("missing-comma", 14, 14, ",")],
        ),
    },
    "Separators of other languages stand for a colon or a comma": {
        "equals, semicolon and arrow": (
            '{"a"=1;b=>2}',
            {"a": 1, "b": 2},
            [
                ("foreign-separator", 4, 5, ":"),
                ("foreign-separator", 6, 7, ","),
                ("unquoted-key", 7, 8, '"b"'),
                ("foreign-separator", 8, 10, ":"),
            ],
        ),
        "Java's map": (
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
        "semicolon between elements": ("[1;2]", [1, 2], [("foreign-separator", 2, 3, ",")]),
    },
    "Comments may stand beside any separator": {
        "comment before a colon": ('{"a" /* c */ : 1}', {"a": 1}, [("comment", 5, 12, "")]),
        "comment before an equals sign": (
            '{"a" /* c */ = 1}',
            {"a": 1},
            [("comment", 5, 12, ""), ("foreign-separator", 13, 14, ":")],
        ),
    },
    "A separator that stands where none can, or inside a string's quotes, is refused": {
        "semicolon before the first member": ('{;"a":1}', {"a": 1}, [("extra-comma", 1, 2, "")]),
        "semicolon inside a quote's two readings": (
            '{"a"="b;""c"=1}',
            {},
            [("foreign-separator", 4, 5, ":"), ("missing-comma", 5, 14, REFUSED)],
        ),
        "comma at the end of a string before a comment": (
            '["d," /* x */ "e"]',
            ["d,"],
            [("comment", 6, 13, ""), ("missing-comma", 14, 17, REFUSED)],
        ),
    },
    "A comma is added where two values stand side by side and no other reading is left": {
        "two numbers side by side": ("[1 2]", [1, 2], [("missing-comma", 3, 3, ",")]),
        "two objects side by side": ("[{}{}]", [{}, {}], [("missing-comma", 3, 3, ",")]),
        "member after an array": ('{"a":[1,2]"b":3}', {"a": [1, 2], "b": 3}, [("missing-comma", 10, 10, ",")]),
        "number after an array": ("[[1,2]3]", [[1, 2], 3], [("missing-comma", 6, 6, ",")]),
        "unquoted name after a value": (
            '{"a":1 b:2}',
            {"a": 1, "b": 2},
            [("missing-comma", 7, 7, ","), ("unquoted-key", 7, 8, '"b"')],
        ),
        "single-quoted name after a value": (
            "{\"a\":1 'b':2}",
            {"a": 1, "b": 2},
            [("missing-comma", 7, 7, ","), ("single-quoted-string", 7, 10, '"b"')],
        ),
    },
    "An object after an object has no name": {
        "object after a member's object": (
            '{"a":{"b":1}{"c":2}}',
            {"a": {"b": 1}},
            [("unexpected-text", 12, 19, REFUSED)],
        ),
    },
    "A member in an array is refused": {
        "first element with a colon": ('["a":1,2]', [2], [("pair-in-array", 1, 6, REFUSED)]),
        "two colons in an array": ('["a":"b":"c",1]', [1], [("pair-in-array", 1, 12, REFUSED)]),
        "single-quoted name in an array": ("['a':1,2]", [2], [("pair-in-array", 1, 6, REFUSED)]),
        "missing comma before a member in an array": (
            '[1 "a":2]',
            [1],
            [("missing-comma", 3, 3, ","), ("pair-in-array", 3, 8, REFUSED)],
        ),
    },
    "What was left out by an author is skipped, also as a value": {
        "value left out": ('{"a":...,"b":1}', {"b": 1}, [("elided", 5, 8, "")]),
        "members left out at the end": ('{"a":1,...}', {"a": 1}, [("elided", 7, 10, "")]),
        "members left out between two": ('{"a":1 ... "b":2}', {"a": 1, "b": 2}, [("elided", 7, 10, "")]),
        "elements left out at the beginning": ("[..., 1]", [1], [("elided", 1, 4, "")]),
        "members of an inner object left out": ('{"a":{...}}', {}, [("elided", 5, 10, "")]),
        "elements left out after a string and a space": ('["a" …]', ["a"], [("elided", 5, 6, "")]),
        "members left out on a line of their own": ('{"a":1,\n...\n"b":2}', {"a": 1, "b": 2}, [("elided", 8, 11, "")]),
    },
    "Dots between quotes may be in the string or beside it": {
        "dots between quotes in an array": ('["he said "..." to me","b"]', ["b"], [("elided", 1, 22, REFUSED)]),
        "ellipsis between quotes in an object": (
            '{"a":"he said "…" to me","b":1}',
            {"b": 1},
            [("elided", 5, 24, REFUSED)],
        ),
    },
    "An ellipsis right after a word belongs to it: the value may go on": {
        "ellipsis after a number in an object": ('{"a":12…,"b":3}', {"b": 3}, [("bare-word", 5, 8, REFUSED)]),
        "dots after a number in an object": ('{"a":12...,"b":3}', {"b": 3}, [("bare-word", 5, 10, REFUSED)]),
        "ellipsis between digits": ("[1…5,2]", [2], [("bare-word", 1, 4, REFUSED)]),
        "ellipsis after a long suffix": ("[1L…]", [], [("bare-word", 1, 4, REFUSED)]),
        "ellipsis after a literal": ("[true…]", [], [("bare-word", 1, 6, REFUSED)]),
    },
    "Digits in groups are one number or several": {
        "thousands after a comma in an array": ("[1,000]", [1], [("leading-zeros", 3, 6, REFUSED)]),
        "thousands after a space in an array": (
            "[1 000]",
            [1],
            [("missing-comma", 3, 3, ","), ("leading-zeros", 3, 6, REFUSED)],
        ),
        "thousands in an object": ('{"a":1,000}', {}, [("unexpected-text", 5, 10, REFUSED)]),
        "decimal comma in an object": ('{"a":3,14,"b":2}', {"b": 2}, [("unexpected-text", 5, 9, REFUSED)]),
        "digits after a long suffix": ('{"a":1L,234,"b":2}', {"b": 2}, [("unexpected-text", 5, 11, REFUSED)]),
        "digits set off as a value without a name": ('{"a":1, 234}', {"a": 1}, [("unexpected-text", 8, 11, REFUSED)]),
        "digits after a string as a value without a name": (
            '{"a":"1",234}',
            {"a": "1"},
            [("unexpected-text", 9, 12, REFUSED)],
        ),
    },
    "A string that dots touch is a part of what it was": {
        "value": ('{"a":"wait "...,"b":1}', {"b": 1}, [("elided", 5, 15, "")]),
        "value before a comment of the dots": ('{"a":"abc"...(truncated)}', {}, [("elided", 5, 24, "")]),
        "element": ('["a"…]', [], [("elided", 1, 5, "")]),
        "element between two": ('["a","b"...,"c"]', ["a", "c"], [("elided", 5, 11, "")]),
        "element in single quotes": ("['a'..., 1]", [1], [("elided", 1, 7, "")]),
        "element after a missing comma": ('["a" "b"...]', ["a"], [("elided", 5, 11, "")]),
        "value whose name is refused": (
            '{"a\\d":"b"...}',
            {},
            [("unknown-escape", 3, 5, REFUSED), ("elided", 7, 13, "")],
        ),
        "word of what was left out": ('["a"etc]', ["a"], [("elided", 4, 7, "")]),
    },
    "Two strings side by side in an array may be the parts of one": {
        "space at the end of the first": ('["a " "b"]', [], [("missing-comma", 1, 9, REFUSED)]),
        "escaped line end at the end of the first": ('["a\\n"\n"b",1]', [1], [("missing-comma", 1, 10, REFUSED)]),
        "line of pprint": (
            "['aaa '\n 'bbb',\n 'x']",
            ["x"],
            [("missing-comma", 1, 14, REFUSED), ("single-quoted-string", 17, 20, '"x"')],
        ),
        "three parts": ('["a " "b " "c",1]', [1], [("missing-comma", 1, 14, REFUSED)]),
        "literal of Python after them": (
            '["a" "b",None]',
            [None],
            [("missing-comma", 1, 8, REFUSED), ("python-literal", 9, 13, "null")],
        ),
        "prefix of Python before them": (
            '[u"x","a" "b"]',
            ["x"],
            [("string-prefix", 1, 2, ""), ("missing-comma", 6, 13, REFUSED)],
        ),
        "no space and nothing of Python": ('["a" "None"]', ["a", "None"], [("missing-comma", 5, 5, ",")]),
        "space before a number": ('["a " 1]', ["a ", 1], [("missing-comma", 6, 6, ",")]),
        "space, but a comment between": (
            '["a " /* c */ "b"]',
            ["a ", "b"],
            [("comment", 6, 13, ""), ("missing-comma", 14, 14, ",")],
        ),
    },
    "A second colon is dropped": {
        "right after the first": ('{"a"::1}', {"a": 1}, [("foreign-separator", 5, 6, "")]),
        "after a space": ('{"a": :"b"}', {"a": "b"}, [("foreign-separator", 6, 7, "")]),
        "two more": ("{a:::[1]}", {"a": [1]}, [("unquoted-key", 1, 2, '"a"'), *TWO_COLONS]),
        "without a value": (
            '{"a"::,"b":1}',
            {"b": 1},
            [("missing-value", 1, 6, REFUSED), ("foreign-separator", 5, 6, "")],
        ),
        "in an array": ("[1::2]", [], [("pair-in-array", 1, 5, REFUSED)]),
    },
    "A sign for a colon makes a pair, in an array too": {
        "arrow after an element": ('["a"=>1]', [], [("pair-in-array", 1, 7, REFUSED)]),
        "arrow between two elements": ('["a"=>"b",1]', [1], [("pair-in-array", 1, 9, REFUSED)]),
        "full-width colon": ('{"a"\uff1a1}', {"a": 1}, [("foreign-separator", 4, 5, ":")]),
        "full-width colon in an array": ('["a"\uff1a1]', [], [("pair-in-array", 1, 6, REFUSED)]),
        "arrow after an object": ("[{}=>1]", [{}], [("unexpected-text", 3, 6, REFUSED)]),
        "arrow of another language": ('{"a"->1,"b":2}', {"b": 2}, [("missing-colon", 1, 7, REFUSED)]),
    },
    "Dots go with how much was left out": {
        "items": ("[1,... 97 more items]", [1], [("elided", 3, 20, "")]),
        "one item": ("[1, … 1 more item ,2]", [1, 2], [("elided", 4, 17, "")]),
        "characters of a string": ('["a"... 97 more characters]', [], [("elided", 1, 26, "")]),
        "no number": ("[1,... more]", [1], [("elided", 3, 6, ""), ("bare-word", 7, 11, REFUSED)]),
    },
    "Digits with a colon are a name": {
        "number as a name after a member": ('{"a":1,2:3}', {"a": 1, "2": 3}, [("unquoted-key", 7, 8, '"2"')]),
    },
}


SPACES = ["\xa0", "\u200b", "\u2028", "\x0c", "\u3000", "\ufeff", "\x0b\x0b"]


@pytest.mark.parametrize("one", ["aaa ", "a\\n", "\t", "SELECT * ", "a\u00a0", "\u3000"])
@pytest.mark.parametrize("between", ["", " ", "\n", "\r\n  "])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_parts_of_a_text_are_neither_joined_nor_two_elements(quote: str, between: str, one: str) -> None:
    document = quasi.parse(f"[1, {quote}{one}{quote}{between}{quote}b{quote}, 2]", "lenient")

    assert not document.ok
    assert document.value[0] == 1
    assert "b" not in document.value


def test_a_long_text_is_taken_for_one_of_python() -> None:
    text = '["a" "b"' + ",1" * 60_000 + "]"

    assert quasi.parse('["a" "b"' + ",1" * 40_000 + "]", "lenient").ok
    assert not quasi.parse(text, "lenient").ok


@pytest.mark.parametrize("space", SPACES, ids=ascii)
@pytest.mark.parametrize("value", ["true", '"x"', "1", "-1.5", "[1]", "{}", "None"])
def test_foreign_white_space_sets_a_name_off_as_a_space_does(space: str, value: str) -> None:
    text = f'{{"a"{space}{value},{space}"b": 2}}'
    document = quasi.parse(text, "lenient")
    with_spaces = quasi.parse(text.replace(space, " "), "lenient")

    assert document.ok
    assert document.value == with_spaces.value
    assert list(document.value) == ["a", "b"]
    assert sum(one.name == "foreign-whitespace" for one in document.diagnostics) == 2


@pytest.mark.parametrize("case", named(KINDS))
def test_a_separator_is_repaired_in_its_one_reading_or_refused(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize("before", ["true", "null", '"a"', "{}", "[]"])
def test_only_two_numbers_may_be_one_over_two_lines(before: str) -> None:
    document = quasi.parse(f"[{before}\n0]", "lenient")

    assert [(one.name, one.is_error) for one in document.diagnostics] == [("missing-comma", False)]
    assert document.value == [json.loads(before), 0]
    assert not quasi.parse("[5\n0]", "lenient").ok
