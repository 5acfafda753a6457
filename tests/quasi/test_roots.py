"""The root value and the text around it."""

import pytest

from tests.quasi.judging import REFUSED, Case, Kinds, judge, named

KINDS: Kinds = {
    "The brace before members is added where the rest of the text needs no other": {
        "members without braces": (
            '"a":1,"b":"x"',
            {"a": 1, "b": "x"},
            [("missing-opener", 0, 0, "{"), ("missing-closer", 13, 13, "}")],
        ),
        "members without the first brace": ('"a":1}', {"a": 1}, [("missing-opener", 0, 0, "{")]),
        "member with white space around its colon": ('"a" : 1}', {"a": 1}, [("missing-opener", 0, 0, "{")]),
        "members with foreign separators": (
            '"a"="b";"c"=1}',
            {"a": "b", "c": 1},
            [
                ("missing-opener", 0, 0, "{"),
                ("foreign-separator", 3, 4, ":"),
                ("foreign-separator", 7, 8, ","),
                ("foreign-separator", 11, 12, ":"),
            ],
        ),
        "comment after members": ('"a":1} // x', {"a": 1}, [("missing-opener", 0, 0, "{"), ("comment", 7, 11, "")]),
        "comment without an end after members": (
            '"":""}/*',
            {"": ""},
            [("missing-opener", 0, 0, "{"), ("comment", 6, 8, REFUSED)],
        ),
        "member after white space": ('\n  "a": 1}', {"a": 1}, [("missing-opener", 3, 3, "{")]),
    },
    "Members outside of braces have several readings where another bracket is wrong too": {
        "two braces at the end of members": ('"a":1}}', ..., [("missing-opener", 0, 7, REFUSED)]),
        "members, then an object and an array closer": ('"a":1},{"b":2}]', ..., [("missing-opener", 0, 15, REFUSED)]),
        "members, then an object": ('"a":1},{"b":2}', ..., [("missing-opener", 0, 14, REFUSED)]),
        "quote before a name and its brace": ('"{a":1}', ..., [("missing-opener", 0, 7, REFUSED)]),
    },
    "A separator after the root says nothing": {
        "comma after the root": ('{"a":1},', {"a": 1}, [("extra-comma", 7, 8, "")]),
        "semicolon after the root": ('{"a":1};', {"a": 1}, [("surrounding-text", 7, 8, "")]),
    },
    "Several values are several texts: none is the one that was meant": {
        "two objects with a comma": ('{"a":1},{"b":2}', ..., [("several-values", 0, 15, REFUSED)]),
        "two strings": ('"a" "b"', ..., [("several-values", 0, 7, REFUSED)]),
        "two numbers": ("1 2", ..., [("several-values", 0, 3, REFUSED)]),
        "two numbers with a comma": ("1,2", ..., [("several-values", 0, 3, REFUSED)]),
        "two literals": ("true false", ..., [("several-values", 0, 10, REFUSED)]),
        "two arrays on a line": ('["a"] ["b"]', ..., [("several-values", 0, 11, REFUSED)]),
        "label with a comma, then an object": (
            '[x],{"a":1}',
            ...,
            [("several-values", 0, 11, REFUSED), ("bare-word", 1, 2, REFUSED)],
        ),
        "two arrays, an extra comma in the first": (
            '[,"a"],["c"]',
            ...,
            [("several-values", 0, 12, REFUSED), ("extra-comma", 1, 2, REFUSED)],
        ),
        "object, then empty arrays over lines": ('{"a":1}\n[[[\n]]]', ..., [("several-values", 0, 15, REFUSED)]),
        "object not closed, then another one": (
            'Prose.\n{"a":1,\n{"b":2}',
            ...,
            [("several-values", 0, 22, REFUSED), ("cut-off", 13, 15, "")],
        ),
        "array with an extra comma, then an object": (
            '[1,,2] {"c":1}',
            ...,
            [("several-values", 0, 14, REFUSED), ("extra-comma", 3, 4, REFUSED)],
        ),
        "array, a mark and an empty array": (
            "[null, , ]%[]",
            ...,
            [("several-values", 0, 13, REFUSED), ("trailing-comma", 5, 6, ""), ("extra-comma", 7, 8, REFUSED)],
        ),
    },
    "Text around one value is dropped": {
        "callback": (
            'callback({"a":1});',
            {"a": 1},
            [("surrounding-text", 0, 9, ""), ("surrounding-text", 16, 18, "")],
        ),
        "prose with brackets": (
            'He said {"a":1} and [see] it',
            {"a": 1},
            [("surrounding-text", 0, 7, ""), ("surrounding-text", 16, 28, "")],
        ),
        "word after an array": ("[1] foo", [1], [("surrounding-text", 4, 7, "")]),
        "label of a log level": ('[INFO] {"a":1}', {"a": 1}, [("surrounding-text", 0, 6, "")]),
        "label of a time": ('[2020-01-01 10:00] {"a":1}', {"a": 1}, [("surrounding-text", 0, 18, "")]),
        "label that looks like an array": ('[12:30,5] {"c":1}', {"c": 1}, [("surrounding-text", 0, 9, "")]),
        "codes of a terminal's colours": (
            '\x1b[32m{"a":1}\x1b[0m',
            {"a": 1},
            [("terminal-colour", 0, 16, None)],
        ),
        "code in back quotes": (
            '`{"a":1}`',
            {"a": 1},
            [("surrounding-text", 0, 1, ""), ("surrounding-text", 8, 9, "")],
        ),
        "line of a log after the value": ('{"a":1}\n[INFO] done', {"a": 1}, [("surrounding-text", 8, 19, "")]),
        "fenced code": (
            '```json\n{"a":1}\n```',
            {"a": 1},
            [("surrounding-text", 0, 7, ""), ("surrounding-text", 16, 19, "")],
        ),
    },
    "Text around a value that may hold a value, or a part of it, is refused": {
        "number before a word": ("5 apples", ..., [("unexpected-text", 0, 8, REFUSED)]),
        "open quote before an object": ('say "hi: {"a":1}', ..., [("surrounding-text", 0, 16, REFUSED)]),
        "open quote after an object": ('{"a":1} trailing "x', ..., [("surrounding-text", 0, 19, REFUSED)]),
        "object left out, then a member": (
            '{...} , "a":1',
            ...,
            [("elided", 0, 5, ""), ("surrounding-text", 0, 13, REFUSED)],
        ),
        "two arrays without white space": ("[1][2]", ..., [("surrounding-text", 0, 6, REFUSED)]),
        "three arrays with white space": ("[12] [13] [14]", ..., [("surrounding-text", 0, 14, REFUSED)]),
        "object, then a member": ('{"a":1}, "b":2', ..., [("surrounding-text", 0, 14, REFUSED)]),
        "object, then an index": ('{"a":1}[0]', ..., [("surrounding-text", 0, 10, REFUSED)]),
        "quoted request before an object": (
            '"GET /x" 200 {"a":1} "Mozilla"',
            ...,
            [("surrounding-text", 0, 30, REFUSED)],
        ),
        "request before an object with a missing comma": (
            'POST {"c":{}"d":[1,2]}}',
            ...,
            [("missing-comma", 0, 23, REFUSED)],
        ),
        "smart quotes before an object": ('see “b”: {"a":1}', ..., [("surrounding-text", 0, 16, REFUSED)]),
        "labels after an object": ('{"a":1}\n[1] [2]', ..., [("surrounding-text", 0, 15, REFUSED)]),
        "two arrays on two lines": ("[1]\n[2]", ..., [("surrounding-text", 0, 7, REFUSED)]),
        "literal on the line before an object": ('true\n{"a":1}', ..., [("surrounding-text", 0, 12, REFUSED)]),
    },
    "Members without quotes and brace are members where each has a JSON value and a comma follows it": {
        "names of two members": (
            'a: 1, b: {"c": 2}',
            {"a": 1, "b": {"c": 2}},
            [
                ("missing-opener", 0, 0, "{"),
                ("unquoted-key", 0, 1, '"a"'),
                ("unquoted-key", 6, 7, '"b"'),
                ("missing-closer", 17, 17, "}"),
            ],
        ),
        "name of the payload and a brace that closes": (
            'data: {"c": 2}}',
            {"data": {"c": 2}},
            [("missing-opener", 0, 0, "{"), ("unquoted-key", 0, 4, '"data"')],
        ),
        "array before the payload": (
            'a: [1], b: {"c": 2}}',
            {"a": [1], "b": {"c": 2}},
            [("missing-opener", 0, 0, "{"), ("unquoted-key", 0, 1, '"a"'), ("unquoted-key", 8, 9, '"b"')],
        ),
        "member after the payload": (
            'b: {"c": 2}, d: "x"}',
            {"b": {"c": 2}, "d": "x"},
            [("missing-opener", 0, 0, "{"), ("unquoted-key", 0, 1, '"b"'), ("unquoted-key", 13, 14, '"d"')],
        ),
        "payload without a name": (
            'a: 1, {"b": 2}',
            {"a": 1},
            [
                ("missing-opener", 0, 0, "{"),
                ("unquoted-key", 0, 1, '"a"'),
                ("unexpected-text", 6, 14, REFUSED),
                ("missing-closer", 14, 14, "}"),
            ],
        ),
        "member that touches the payload": ('{"c":2}d:3', ..., [("surrounding-text", 0, 10, REFUSED)]),
        "member after a comma": ('{"c":2},\nd:3}', ..., [("extra-closer", 0, 13, REFUSED)]),
        "member after a blank": ('{"c":2} d: "x"', ..., [("surrounding-text", 0, 14, REFUSED)]),
    },
    "A piece that is no member with a JSON value makes all before the payload prose": {
        "name alone": ('data: {"a":1}', {"a": 1}, [("surrounding-text", 0, 5, "")]),
        "level": ('INFO: {"a":1}', {"a": 1}, [("surrounding-text", 0, 5, "")]),
        "number with a unit": (
            'user: 5, latency: 3 ms, body: {"a":1}',
            {"a": 1},
            [("surrounding-text", 0, 29, "")],
        ),
        "time and level": ('12:00:01 [4242] INFO {"a":1}', {"a": 1}, [("surrounding-text", 0, 20, "")]),
        "header line": ('status: 200\nbody: {"a":1}', {"a": 1}, [("surrounding-text", 0, 17, "")]),
        "key-value log": ('user=5 body={"a":1}', {"a": 1}, [("surrounding-text", 0, 12, "")]),
        "words after the payload": ('{"a":1} took: 5 ms', {"a": 1}, [("surrounding-text", 8, 18, "")]),
    },
    "An array or another argument beside the value is a value too": {
        "arrays and a semicolon": ("[1,2];[3,4]", ..., [("surrounding-text", 0, 11, REFUSED)]),
        "arrays and a word": ("[1] and [2]", ..., [("surrounding-text", 0, 11, REFUSED)]),
        "array after an object": ('{"a":1} and [1,2,3]', ..., [("surrounding-text", 0, 19, REFUSED)]),
        "array on the next line": ('A: {"a":1}\nB: [1, 2]', ..., [("surrounding-text", 0, 20, REFUSED)]),
        "array before an object": ('ids [1, 2], payload {"a":1}', ..., [("surrounding-text", 0, 27, REFUSED)]),
        "string as the first argument": ('f("x", {"a":2})', ..., [("surrounding-text", 0, 15, REFUSED)]),
        "array as the first argument": ('cb([1,2],{"a":1})', ..., [("surrounding-text", 0, 17, REFUSED)]),
        "object and array as arguments": ('cb({"a":1},[1])', ..., [("surrounding-text", 0, 15, REFUSED)]),
    },
    "One number or word in brackets, a string and words in parentheses are prose": {
        "number of a process": ('app[4242]: {"a":1}', {"a": 1}, [("surrounding-text", 0, 10, "")]),
        "name of a thread": ('thread "main" {"a":1}', {"a": 1}, [("surrounding-text", 0, 13, "")]),
        "request": ('"GET / HTTP/1.1" 200 {"a":1}', {"a": 1}, [("surrounding-text", 0, 20, "")]),
        "parentheses": ('x (a, b) {"a":1}', {"a": 1}, [("surrounding-text", 0, 8, "")]),
        "mark of a note on the next line": ('{"a":1}\nas in [1]', {"a": 1}, [("surrounding-text", 8, 17, "")]),
        "type as the first argument": (
            "d(<class 'list'>, {\"a\": 1})",
            {"a": 1},
            [("surrounding-text", 0, 17, ""), ("surrounding-text", 26, 27, "")],
        ),
    },
    "In a wrapper stands one value of any kind": {
        "array in a fence": (
            "```\n[1, 2]\n```",
            [1, 2],
            [("surrounding-text", 0, 3, ""), ("surrounding-text", 11, 14, "")],
        ),
        "string in a fence after prose": (
            'See:\n```json\n"a"\n```\nDone.',
            "a",
            [("surrounding-text", 0, 12, ""), ("surrounding-text", 17, 26, "")],
        ),
        "empty array in a call": (
            "cb([]);",
            [],
            [("surrounding-text", 0, 3, ""), ("surrounding-text", 5, 7, "")],
        ),
        "string in a call": ('a.b("x")', "x", [("surrounding-text", 0, 4, ""), ("surrounding-text", 7, 8, "")]),
        "comment before a call": (
            "/**/cb([true]);",
            [True],
            [("comment", 0, 4, ""), ("surrounding-text", 4, 7, ""), ("surrounding-text", 13, 15, "")],
        ),
        "array in an assignment": (
            "var x = [1, 2,]",
            [1, 2],
            [("surrounding-text", 0, 7, ""), ("trailing-comma", 13, 14, "")],
        ),
        "number in an assignment": ("x = 5;", 5, [("surrounding-text", 0, 3, ""), ("surrounding-text", 5, 6, "")]),
        "array without blanks in an assignment": ("a.b=[1]", [1], [("surrounding-text", 0, 4, "")]),
        "array of an event stream": (
            "id: 5\ndata: [1,2]\n\n",
            [1, 2],
            [("surrounding-text", 0, 11, "")],
        ),
        "array after headers": (
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[1,2]",
            [1, 2],
            [("surrounding-text", 0, 34, "")],
        ),
        "guard and a line end": (")]}'\n[1]", [1], [("surrounding-text", 0, 4, "")]),
        "guard with a comma before an object": (')]}\',{"a":1}', {"a": 1}, [("surrounding-text", 0, 5, "")]),
        "loop as a guard": ("while(1);[1]", [1], [("surrounding-text", 0, 9, "")]),
    },
    "Without a wrapper, with two, or where a call makes another value, there is none": {
        "level and a number": ("INFO: 5", ..., [("no-value", 0, 7, REFUSED)]),
        "number of an event stream": ("data: 5", ..., [("no-value", 0, 7, REFUSED)]),
        "array after a word": ("see [1, 2]", ..., [("no-value", 0, 10, REFUSED)]),
        "number of a key-value log": ("a=5", ..., [("no-value", 0, 3, REFUSED)]),
        "two assignments": ("x = [1]\ny = [2]", ..., [("no-value", 0, 15, REFUSED)]),
        "two events": ("data: [1]\n\ndata: [2]", ..., [("no-value", 0, 20, REFUSED)]),
        "two arguments": ("f([1], 2)", ..., [("no-value", 0, 9, REFUSED)]),
        "call of a type": ("set([1])", ..., [("no-value", 0, 8, REFUSED)]),
        "constructor": ("Date(5)", ..., [("no-value", 0, 7, REFUSED)]),
        "call in a call": ("f(g([1]))", ..., [("no-value", 0, 9, REFUSED)]),
        "array before a fence": ("see [1, 2]\n```\n[3]\n```", ..., [("no-value", 0, 22, REFUSED)]),
        "guard alone": (")]}'", ..., [("no-value", 0, 4, REFUSED)]),
    },
    "A scalar is a root like any other": {
        "single-quoted root": ("'abc'", "abc", [("single-quoted-string", 0, 5, '"abc"')]),
        "smart-quoted root": ("“abc”", "abc", [("smart-quoted-string", 0, 5, '"abc"')]),
    },
    "A scalar that is cut off is no root": {
        "string cut off": ('"abc', ..., [("cut-off", 0, 4, REFUSED)]),
        "single-quoted string cut off": ("'abc", ..., [("cut-off", 0, 4, REFUSED)]),
    },
    "A comment is no value": {
        "comment alone": ("# c", ..., [("comment", 0, 3, ""), ("no-value", 3, 3, REFUSED)]),
        "comment without an end alone": (
            "/* unclosed",
            ...,
            [("comment", 0, 11, REFUSED), ("no-value", 11, 11, REFUSED)],
        ),
        "object in a comment before text": (
            '/*{"a":1}*/ x',
            ...,
            [("comment", 0, 11, ""), ("no-value", 12, 13, REFUSED)],
        ),
        "object in a comment without an end": (
            '/*{"a":1}',
            ...,
            [("comment", 0, 9, REFUSED), ("no-value", 9, 9, REFUSED)],
        ),
    },
    "A comment right after a string may be a part of it": {
        "number sign right after a string root": ('"a"#{"data":', "a", [("comment", 3, 12, REFUSED)]),
        "comment right after a string in an array": (
            '["a"// "b"',
            ["a"],
            [("comment", 4, 10, REFUSED), ("missing-closer", 10, 10, "]")],
        ),
    },
    "A comment around the value, or set off after it, leaves it as it is": {
        "comment around an object": ('/*{"a":1}*/', {"a": 1}, [("comment-filtered", 0, 11, None)]),
        "comment after the root": ('{"a":1} // the end', {"a": 1}, [("comment", 8, 18, "")]),
    },
    "Without a value there is nothing to read": {
        "closer alone": ("]", ..., [("no-value", 0, 1, REFUSED)]),
        "word alone": ("undefined", ..., [("no-value", 0, 9, REFUSED)]),
        "object left out": ("{...}", ..., [("elided", 0, 5, ""), ("no-value", 0, 5, REFUSED)]),
        "minus alone": ("-", ..., [("no-value", 0, 1, REFUSED)]),
        "two minus signs before a digit": ("--5", ..., [("no-value", 0, 3, REFUSED)]),
        "dots alone": ("...", ..., [("no-value", 0, 3, REFUSED)]),
        "empty text": ("", ..., [("no-value", 0, 0, REFUSED)]),
        "white space alone": ("  ", ..., [("no-value", 0, 2, REFUSED)]),
        "byte order mark alone": ("\ufeff", ..., [("byte-order-mark", 0, 1, ""), ("no-value", 1, 1, REFUSED)]),
    },
    "A label without a value beside it is an array": {
        "label alone": ("[INFO]", [], [("bare-word", 1, 5, REFUSED)]),
    },
    "What is no text stands outside of the value": {
        "byte order mark": ('\ufeff{"a":1}', {"a": 1}, [("byte-order-mark", 0, 1, "")]),
        "foreign white space everywhere": (
            '\xa0{"a":\u20281}\xa0',
            {"a": 1},
            [("foreign-whitespace", 0, 1, " "), ("foreign-whitespace", 6, 7, " "), ("foreign-whitespace", 9, 10, " ")],
        ),
    },
    "Prose over several lines ends a payload that is not closed": {
        "prose between a member and an object": (
            '{"a":1\n\nSome prose here\n\n{"b":2}',
            {},
            [("bare-word", 5, 32, REFUSED), ("missing-closer", 32, 32, "}")],
        ),
        "prose around an object that is not closed": (
            'Prose.\n{"a":1\n\nSome prose\n\nMore prose',
            {"a": 1},
            [("surrounding-text", 0, 6, ""), ("missing-closer", 15, 15, "}"), ("surrounding-text", 15, 37, "")],
        ),
        "fence after an array that is not closed": (
            'Prose.\n{"a":[1\n```',
            {"a": [1]},
            [
                ("surrounding-text", 0, 6, ""),
                ("missing-closer", 15, 15, "]"),
                ("missing-closer", 15, 15, "}"),
                ("surrounding-text", 15, 18, ""),
            ],
        ),
        "words after an array that is not closed": (
            'Prose.\n["a"\nend of it\n',
            ["a"],
            [("surrounding-text", 0, 6, ""), ("missing-closer", 12, 12, "]"), ("surrounding-text", 12, 21, "")],
        ),
        "bare word inside, prose before": (
            'Prose\n{"a":1 foo\n"b":2}',
            {"b": 2},
            [("surrounding-text", 0, 5, ""), ("bare-word", 11, 16, REFUSED)],
        ),
    },
}


@pytest.mark.parametrize("case", named(KINDS))
def test_a_root_is_read_or_the_text_around_it_is_refused(case: Case) -> None:
    judge(case)
