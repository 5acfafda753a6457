"""Brackets: missing, too many, of the wrong kind, or where the text ends."""

import pytest

from tests.quasi.judging import REFUSED, Case, Kinds, judge, named
from ucsmsg import quasi

PAIR_AT_THE_END = [("pair-in-array", 3, 11, REFUSED), ("missing-closer", 11, 11, "]")]

KINDS: Kinds = {
    "A closing bracket that fits nothing open there is dropped: leaving it out is the only way to read on": {
        "extra closer after a comma": ("[1,}2]", [1, 2], [("extra-closer", 3, 4, "")]),
        "trailing comma, then extra closer": ("[1,}]", [1], [("trailing-comma", 2, 3, ""), ("extra-closer", 3, 4, "")]),
        "extra closer between two commas": (
            "[1,},2]",
            [1, 2],
            [("extra-closer", 3, 4, ""), ("extra-comma", 4, 5, REFUSED)],
        ),
        "extra closer after an inner array that was closed by it": (
            '{"a":[1,2}]}',
            {"a": [1, 2]},
            [("extra-closer", 9, 10, "")],
        ),
        "closer of the other kind at the end": (
            "[1,2}",
            [1, 2],
            [("extra-closer", 4, 5, ""), ("missing-closer", 5, 5, "]")],
        ),
        "array closer at the end of an object": ('{"a":1]}', {"a": 1}, [("extra-closer", 6, 7, "")]),
        "two extra closers at the end": (
            '{"a":1}}]',
            {"a": 1},
            [("extra-closer", 7, 8, ""), ("extra-closer", 8, 9, "")],
        ),
        "object closed as an array at the end": (
            '{"a":{"b":1]}',
            {"a": {"b": 1}},
            [("extra-closer", 11, 12, ""), ("missing-closer", 13, 13, "}")],
        ),
    },
    "A bracket that the next one cannot do without is added": {
        "object not closed before its array ends": (
            '[{"a":1,]',
            [{"a": 1}],
            [("trailing-comma", 7, 8, ""), ("missing-closer", 8, 8, "}")],
        ),
        "array not closed before its object ends": ('{"a":[1,2}', {"a": [1, 2]}, [("missing-closer", 9, 9, "]")]),
        "object not closed at the end of an array": ('[{"a":1]', [{"a": 1}], [("missing-closer", 7, 7, "}")]),
        "array in an object not closed before the next element": (
            '[{"a":[1,2},{"b":1}]',
            [{"a": [1, 2]}, {"b": 1}],
            [("missing-closer", 10, 10, "]")],
        ),
        "array in an object not closed before the next member": (
            '{"a":{"b":[1},"c":2}',
            {"a": {"b": [1]}, "c": 2},
            [("missing-closer", 12, 12, "]")],
        ),
        "last bracket missing": ('{"a":{"b":1}', {"a": {"b": 1}}, [("missing-closer", 12, 12, "}")]),
        "array not closed, after a duplicate name": (
            '{"o":{"id":1,"id":2,"n":[1,2}}',
            {"o": {"id": 2, "n": [1, 2]}},
            [("duplicate-key", 6, 12, '"id":2'), ("missing-closer", 28, 28, "]")],
        ),
    },
    "Where an inner bracket may belong at several places there is no reading": {
        "extra closer that may have been for another level": (
            '{"a":{"d":[1,2}],"e":1}',
            {"a": {"d": [1, 2]}, "e": 1},
            [("missing-closer", 14, 14, "]"), ("extra-closer", 14, 15, REFUSED), ("extra-closer", 15, 16, "")],
        ),
        "array closer instead of an object's, with a member after it": (
            '{"a":{"d":[1,2]],"e":1}',
            {"a": {"d": [1, 2], "e": 1}},
            [("extra-closer", 15, 16, REFUSED), ("missing-closer", 23, 23, "}")],
        ),
        "bracket missing after a missing comma": (
            '["a"["b","c"]',
            ["a", ["b", "c"]],
            [("missing-comma", 4, 4, ","), ("missing-closer", 13, 13, REFUSED)],
        ),
        "object not closed, with names of its parent": (
            '[{"o":{"id":1,"n":2 ,"id":3,"m":4}]',
            [{"o": {"id": 3, "n": 2, "m": 4}}],
            [("duplicate-key", 7, 13, '"id":3'), ("missing-closer", 34, 34, REFUSED)],
        ),
        "object not closed, without white space before a name": (
            '[{"o":{"id":1,"n":2,"m":3,"id":4}]',
            [{"o": {"id": 4, "n": 2, "m": 3}}],
            [("duplicate-key", 7, 13, '"id":4'), ("missing-closer", 33, 33, REFUSED)],
        ),
        "array not closed after a missing colon": (
            '{"a":1,"e"[1}',
            {"a": 1, "e": [1]},
            [("missing-colon", 10, 10, ":"), ("missing-closer", 12, 12, REFUSED)],
        ),
    },
    "A member in an array is refused; what follows it is read": {
        "member after elements": (
            '{"a":[1,2,"b":3]}',
            {"a": [1, 2]},
            [("pair-in-array", 10, 15, REFUSED)],
        ),
        "member after elements, and a bracket too many": (
            '{"a":[1,"b":2}}',
            {"a": [1]},
            [("pair-in-array", 8, 13, REFUSED), ("missing-closer", 13, 13, "]"), ("extra-closer", 14, 15, "")],
        ),
        "member after elements of an array in an array": (
            '[[1,"b":2]',
            [[1]],
            [("pair-in-array", 4, 9, REFUSED), ("missing-closer", 10, 10, "]")],
        ),
        "member after elements of the whole text": ('[1,"b":true', [1], PAIR_AT_THE_END),
        "first member": (
            '{"a":["b":3}',
            {"a": []},
            [("pair-in-array", 6, 11, REFUSED), ("missing-closer", 11, 11, "]")],
        ),
    },
    "An array ends before a member where all brackets match then": {
        "one member": ('{"a":[1,2,"b":3}', {"a": [1, 2], "b": 3}, [("missing-closer", 9, 9, "]")]),
        "members with brackets": (
            '{"a":[{"x":1},\n"b":[2],"c":{}}',
            {"a": [{"x": 1}], "b": [2], "c": {}},
            [("missing-closer", 13, 13, "]")],
        ),
        "after a comment": (
            '{"a":[1, // c\n"b":2}',
            {"a": [1], "b": 2},
            [("missing-closer", 7, 7, "]"), ("comment", 9, 13, "")],
        ),
    },
    "A bracket where a name must be begins no member": {
        "array as a name": ("{[1,2]:3}", {}, [("unexpected-text", 1, 8, REFUSED)]),
        "object as a name": ('{{"a":1},"b":{}}', {"b": {}}, [("unexpected-text", 1, 8, REFUSED)]),
    },
    "Several ways to close the root leave no value": {
        "members after the root": ('{"a":{"b":1}},"c":2}', ..., [("extra-closer", 0, 20, REFUSED)]),
        "member without a comma after a closed object": ('{"a":{}"b":1}}', ..., [("missing-comma", 0, 14, REFUSED)]),
        "member without a comma, closers of both kinds": ('{"a":{}"b":1}]}', ..., [("missing-comma", 0, 15, REFUSED)]),
    },
    "A text that ends inside a token loses it: what it would have become is not known": {
        "literal cut off": ('{"a":tru', {}, [("cut-off", 5, 8, "")]),
        "number cut off in an object": ('{"a":12', {}, [("cut-off", 5, 7, "")]),
        "number cut off by a line end in an object": ('{"a":1\n', {}, [("cut-off", 5, 7, "")]),
        "number cut off by a line end in an array": ("[1,2\r\n", [1], [("cut-off", 3, 6, "")]),
        "number cut off in an array": ("[1,2", [1], [("cut-off", 3, 4, "")]),
        "comma at the end": ("[1,", [1], [("cut-off", 2, 3, "")]),
        "string cut off in an array": ('["a","b', ["a"], [("cut-off", 5, 7, "")]),
        "name cut off": ('{"a":1,"b', {"a": 1}, [("cut-off", 7, 9, "")]),
        "name without a colon at the end": ('{"a":1,"b"', {"a": 1}, [("cut-off", 7, 10, "")]),
        "colon at the end": ('{"a":1,"b":', {"a": 1}, [("cut-off", 7, 11, "")]),
        "unquoted name cut off": ('{"a":1,b', {"a": 1}, [("cut-off", 7, 8, "")]),
        "object opened at the end": ('{"a":[{', {"a": [{}]}, [("cut-off", 7, 7, "")]),
        "opened object alone": ("{", {}, [("cut-off", 1, 1, "")]),
        "opened array alone": ("[", [], [("cut-off", 1, 1, "")]),
        "first member without a value": ('{"a":', {}, [("cut-off", 1, 5, "")]),
        "single-quoted string cut off": ('{"a":\'b', {}, [("cut-off", 5, 7, "")]),
        "number cut off after its point": ("[1,2.", [1], [("cut-off", 3, 5, "")]),
        "string with a bracket in it cut off": ('{"a":"b]http', {}, [("cut-off", 5, 12, "")]),
        "string after a missing comma cut off": ('{"a":1 "b', {"a": 1}, [("cut-off", 7, 9, "")]),
        "unquoted name after a comma cut off": ('{"a":1, foo', {"a": 1}, [("cut-off", 8, 11, "")]),
    },
    "A text that ends after a value needs only its brackets": {
        "object ends after a string": ('{"a":"b"', {"a": "b"}, [("missing-closer", 8, 8, "}")]),
        "object ends after a number and white space": ('{"a":1 ', {"a": 1}, [("missing-closer", 7, 7, "}")]),
        "two brackets missing after a line end": (
            '{"a":[\n1,\n2\n',
            {"a": [1, 2]},
            [("missing-closer", 12, 12, "]"), ("missing-closer", 12, 12, "}")],
        ),
        "object ends after an empty line": ('{"a":1\n\n', {"a": 1}, [("missing-closer", 8, 8, "}")]),
        "array ends after a number and white space": ("[1,2 ", [1, 2], [("missing-closer", 5, 5, "]")]),
        "array ends after a string": ('["a","b"', ["a", "b"], [("missing-closer", 8, 8, "]")]),
    },
    "A bracket inside a string that never closes may be the one that is missing: two readings": {
        "string with a brace to the end of the text": ('{"a":"b}', {}, [("unclosed-string", 5, 8, REFUSED)]),
        "string with a brace before its quote at the end": (
            '{"a":"b}"',
            {},
            [("missing-closer", 5, 9, REFUSED), ("missing-closer", 9, 9, "}")],
        ),
        "string with a brace before what looks like a comment": (
            '{"a":"b} // x',
            {},
            [("unclosed-string", 5, 13, REFUSED)],
        ),
        "string of a brace alone": ('{"a":"}', {}, [("unclosed-string", 5, 7, REFUSED)]),
        "string with a brace and a semicolon": ('{"a":"b};', {}, [("unclosed-string", 5, 9, REFUSED)]),
        "string with an array closer before its quote at the end": (
            '["a","b]"',
            ["a"],
            [("missing-closer", 5, 9, REFUSED), ("missing-closer", 9, 9, "]")],
        ),
        "string with a brace, its object not closed": (
            '[{"n":"z}"]',
            [{"n": "z}"}],
            [("missing-closer", 10, 10, REFUSED)],
        ),
        "string with both closers and a number sign": (
            '{"e":["f","g#]}',
            {"e": ["f"]},
            [("unclosed-string", 10, 15, REFUSED)],
        ),
    },
    "A quote that closes nothing opens a string to the end": {
        "quote after bare words": ('{"a": hello "wor', {}, [("unclosed-string", 6, 16, REFUSED)]),
        "words after an empty name": ('{"" key":"val"', {}, [("unclosed-string", 1, 14, REFUSED)]),
    },
    "A comment that may hide structure hides it in every reading": {
        "block comment that never ends": ("[1, /* unclosed 2]", [1], [("comment", 4, 18, REFUSED)]),
        "number sign of a colour": ('{"a": #fff, "b": 1}', {}, [("comment", 6, 19, REFUSED)]),
        "line comment before a member on the same line": (
            '{"a":1 // note, "b":2}',
            {"a": 1},
            [("comment", 7, 22, REFUSED)],
        ),
        "number sign right after a name": (
            "{'a'# 'b', 'c': 1}",
            {},
            [("comment", 1, 18, REFUSED), ("missing-closer", 18, 18, "}")],
        ),
        "comment right after a string with a string in it": ('["a"// "b"\n]', ["a"], [("comment", 4, 10, REFUSED)]),
        "comment right after a string with an apostrophe in it": (
            "['a'// it's\n]",
            ["a"],
            [("single-quoted-string", 1, 4, '"a"'), ("comment", 4, 11, REFUSED)],
        ),
        "comment right after a string with a smart quote in it": (
            "[“a”# ‟b\n]",
            ["a"],
            [("smart-quoted-string", 1, 4, '"a"'), ("comment", 4, 8, REFUSED)],
        ),
        "comment right after a single-quoted string with a string in it": (
            "['a'// \"b\"\n]",
            ["a"],
            [("single-quoted-string", 1, 4, '"a"'), ("comment", 4, 10, REFUSED)],
        ),
    },
    "A comment in the place of an element, without a space after its sign, may be one": {
        "two colours": ("[#red,\n#blue\n]", [], [("comment", 1, 6, REFUSED), ("comment", 7, 12, REFUSED)]),
        "two objects of Ruby": (
            "[#<Foo id: 1>,\n#<Foo id: 2>\n]",
            [],
            [("comment", 1, 14, REFUSED), ("comment", 15, 27, REFUSED)],
        ),
        "address without its scheme": ('["x",//cdn/a.js\n]', ["x"], [("comment", 5, 15, REFUSED)]),
        "tagged element of Clojure": ('[#inst "2020",\n1]', [1], [("comment", 1, 14, REFUSED)]),
        "set of Clojure": ("[#{1 2},\n1]", [1], [("comment", 1, 8, REFUSED)]),
        "comma on the next line": ("[1,#a\n,2]", [1, 2], [("comment", 3, 5, REFUSED)]),
        "in an array in an array": ("[[#a\n]]", [[]], [("comment", 2, 4, REFUSED)]),
    },
    "A comment that is plainly one stays one where an element is due": {
        "before an element": ('[//first\n"y"]', ["y"], [("comment", 1, 8, "")]),
        "space after the sign": ("[1,# red,\n2]", [1, 2], [("comment", 3, 9, "")]),
        "note": ("[1,//TODO\n]", [1], [("trailing-comma", 2, 3, ""), ("comment", 3, 9, "")]),
        "line": ("[1,//----\n]", [1], [("trailing-comma", 2, 3, ""), ("comment", 3, 9, "")]),
        "nothing": ("[1,//\n]", [1], [("trailing-comma", 2, 3, ""), ("comment", 3, 5, "")]),
        "element": ('[1,//"y",\n2]', [1, 2], [("comment", 3, 9, "")]),
        "element with a number sign": ("[1,#5,\n2]", [1, 2], [("comment", 3, 6, "")]),
        "object over two lines": (
            '[1,//{"a":1,\n//"b":2},\n2]',
            [1, 2],
            [("comment", 3, 12, ""), ("comment", 13, 22, "")],
        ),
        "closed comment": ("[1,/*red*/\n]", [1], [("trailing-comma", 2, 3, ""), ("comment", 3, 10, "")]),
        "between members": ('{"a":1,#red,\n"b":2}', {"a": 1, "b": 2}, [("comment", 7, 12, "")]),
        "after an element": ("[1 #red,\n,2]", [1, 2], [("comment", 3, 8, "")]),
    },
    "A comment that is set off, or that ends with its line, is dropped": {
        "comment set off by a space with a string in it": (
            "['a' // \"b\"\n]",
            ["a"],
            [("single-quoted-string", 1, 4, '"a"'), ("comment", 5, 11, "")],
        ),
        "comment with a member in it": ('{"a":1, // "b":2\n"c":3}', {"a": 1, "c": 3}, [("comment", 8, 16, "")]),
    },
    "A comma that is missing between values or lines is added; inside quotes it is not": {
        "array right after a string": ('["a"["b"]]', ["a", ["b"]], [("missing-comma", 4, 4, ",")]),
        "quote between an array and a name": ('{"a":[1]",e":1}', {"a": [1]}, [("missing-comma", 8, 14, REFUSED)]),
        "missing comma after a bare word on its own line": (
            '{"a":1,\n"b":foo\n"c":3\n}',
            {"a": 1, "c": 3},
            [("bare-word", 12, 15, REFUSED), ("missing-comma", 16, 16, ",")],
        ),
        "missing comma at a line end": ('{"a":1\n"b":2}', {"a": 1, "b": 2}, [("missing-comma", 7, 7, ",")]),
    },
}


def test_brackets_that_are_missing_at_one_place_are_told_apart() -> None:
    messages = [one.message for one in quasi.parse('{"a":\n [[1],true', "lenient").diagnostics]

    assert messages == [
        "Expected `]` for the open `[` of line 2, column 2, got the end of the text",
        "Expected `}` for the open `{` of line 1, column 1, got the end of the text",
    ]


WORDS_OF_ELEMENTS = ["#red", "#<Foo id: 1>", "//cdn/a.js", "#inst", '#"a" "b"', "#tag-1", "//x y", "##a", "#_1", "#'a'"]


@pytest.mark.parametrize("word", WORDS_OF_ELEMENTS)
@pytest.mark.parametrize("array", ["[{},\n 1]", "[1,\n {}\n]", '{{"a": [{}\n, 1]}}', "[[1], {},\n]", "[{},\r\n{}\r\n]"])
def test_what_may_be_an_element_is_never_dropped_as_a_comment(array: str, word: str) -> None:
    document = quasi.parse(array.format(word, word), "lenient")
    refused = [one for one in document.diagnostics if one.is_error]

    assert [one.name for one in refused] == ["comment"] * array.count("{}")
    assert all(word in one.found for one in refused)
    assert all("a comment, or an element" in one.message for one in refused)


@pytest.mark.parametrize("end", ['"', "'"])
@pytest.mark.parametrize("word", ["// no{}", "#  a b{}", "//\tx: y, z{}", "# {{a}}{}"])
@pytest.mark.parametrize("array", ["[\n{}\n]", "[1,\n {}\n]", '{{"a": [{},\n 1]}}', "[[1],\r\n{},\r\n2]"])
def test_a_comment_that_ends_as_a_string_may_be_one_without_its_first_quote(array: str, word: str, end: str) -> None:
    (found,) = quasi.parse(array.format(word.format(end)), "lenient").diagnostics

    assert (found.name, found.is_error) == ("comment", True)
    assert "Expected no quote, got " in found.message


@pytest.mark.parametrize("word", ['// say "x"', '# "a", "b"', "// it's", '# 65" tall', '/* no" */', "// 'a'"])
def test_a_comment_with_quotes_in_pairs_or_within_is_a_remark(word: str) -> None:
    document = quasi.parse(f"[1, {word}\n2]", "lenient")

    assert (document.value, document.ok) == ([1, 2], True)


@pytest.mark.parametrize("case", named(KINDS))
def test_a_bracket_is_repaired_in_its_one_reading_or_refused(case: Case) -> None:
    judge(case)
