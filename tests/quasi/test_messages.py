"""The exact text of each message, and the path of the value in which the deviation stands."""

import pytest

from ucsmsg import quasi

MESSAGES: dict[str, list[tuple[str, str]]] = {
    "[1,1_0e400]": [
        ("$[1]", "Expected a number as RFC 8259 writes it, got `1_0e400`"),
        ("$[1]", "Expected a number in the range of a double, got `1_0e400`"),
    ],
    "[1e9999999999999999999]": [
        (
            "$[0]",
            "Expected an exponent of at most 999999999998999999, got `9999999999999999999`: no number is that large",
        ),
    ],
    "[010]": [
        ("$[0]", "Expected no leading zeros, got two readings: 10 (decimal) or 8 (octal)"),
    ],
    "[-010L]": [
        ("$[0]", "Expected no leading zeros, got two readings: -10 (decimal) or -8 (octal)"),
    ],
    "[0800L09]": [
        ("$[0]", "Expected a value, got `0800L09`: put it in double quotes if it is a text"),
    ],
    "[09.5e1.]": [
        ("$[0]", "Expected a value, got `09.5e1.`: put it in double quotes if it is a text"),
    ],
    "[1,09,000]": [
        ("$[1]", "Expected no leading zeros, got `09`"),
        ("$[2]", "Expected no leading zeros, got `,000` behind a digit: one number in groups, or two numbers"),
    ],
    '{"a":1,000}': [
        ("$.a", "Expected a comma or a bracket, got `1,000`: one number with a comma inside, or two"),
    ],
    '[b"x"]': [
        ("$[0]", 'Expected a string without prefix or with `u`, got `b"x"`: another meaning'),
    ],
    "[\u201ca\u201d b\u201d]": [
        ("$[0]", 'Expected `\\"` for a quote inside the string, got several quotes that could end it; got `“a” b”]`'),
    ],
    '["\\q"]': [
        ("$[0]", "Expected an escape of RFC 8259 or `\\\\` for a backslash; got `\\q`"),
    ],
    "['\\xc3\\xa9']": [
        ("$[0]", "Expected a string in double quotes, got `'\\xc3\\xa9'`"),
        ("$[0]", "Expected a character, got two readings: `é` as UTF-8 bytes or `Ã©` as characters; got `\\xc3\\xa9`"),
    ],
    '{"a":1,"a":2}': [
        ("$.a", 'Expected a name once in an object, got `"a"` again: the last one counts'),
    ],
    "foo": [
        ("$", "Expected a JSON value, got `foo`"),
    ],
    '"abc': [
        ("$", 'Expected a closing quote, got the end of the text in `"abc`'),
    ],
    "1 2": [
        ("$", "Expected one JSON value, got `1 2`: read several values with iter_parse"),
    ],
    'a "b" c': [
        ("$", 'Expected a JSON value, got `a "b" c`'),
    ],
    "1, 2": [
        ("$", "Expected one JSON value, got `1, 2`: read several values with iter_parse"),
    ],
    '/*{"a":1}*/': [
        ("$", "Expected JSON, got JSON inside a comment"),
    ],
    "[1} 2]]": [
        ("$", "Expected `,` behind the bracket, got none and a bracket too many at the end: it came too early"),
    ],
    '"a":1': [
        ("$", "Expected `{` before the first member, got its name"),
        ("$.a", "Expected a comma or a bracket, got the end of the text behind `1`"),
    ],
    '"{a":1': [
        ("$", "Expected `{` before the first member, got its name: it stands inside the first name"),
    ],
    '"a":1} 2': [
        ("$", "Expected `{` before the first member, got its name: more than one bracket is missing"),
    ],
    "[1] [2]": [
        ("$", "Expected nothing but the JSON value, got `[2]`: it may belong to the value, or be another one"),
    ],
    '{"a":1} b: 2': [
        ("$", "Expected nothing but the JSON value, got `b: 2`: it may belong to the value, or be another one"),
    ],
    '[1, "a': [
        ("$[1]", 'Expected a closing quote, got the end of the text in `"a`'),
    ],
    '[1, "a]': [
        ("$[1]", 'Expected a closing quote, got none in `"a]`'),
    ],
    '{"a": "b, "c": 1}': [
        (
            "$.a",
            (
                "Expected a closing quote, "
                'got none that ends the string: where it ends cannot be known; got `"b, "c": 1}`'
            ),
        ),
    ],
    "[1, tr": [
        ("$[1]", "Expected a value, got the end of the text in `tr`"),
    ],
    "[foo]": [
        ("$[0]", "Expected a value, got `foo`: put it in double quotes if it is a text"),
    ],
    "[1, )]": [
        ("$[1]", "Expected a comma or a bracket, got `)`: remove it"),
    ],
    '["a" b" c", "d"]': [
        ("$", 'Expected `,` before the next value, got `b" c"`'),
        ("$[1]", 'Expected a string without prefix or with `u`, got `b" c"`: another meaning'),
    ],
    '{"a":"b" c" d"}': [
        ("$.a", 'Expected `\\"` for a quote inside the string, got several quotes that could end it; got `"b" c" d"}`'),
    ],
    "[[1}": [
        ("$[0]", "Expected no closing bracket without an open one, got `}`"),
        ("$", "Expected `]` for the open `[` of line 1, column 2, got the end of the text"),
        ("$", "Expected `]` for the open `[` of line 1, column 1, got the end of the text"),
    ],
    "[[1": [
        ("$[0][0]", "Expected a comma or a bracket, got the end of the text behind `1`"),
    ],
    '{"a":[1}': [
        ("$", "Expected `]` for the open `[`, got `}`"),
    ],
    '{"a":': [
        ("$.a", 'Expected a value, got the end of the text behind `"a":`'),
    ],
    '[1, "b,"': [
        ("$", "Expected `]` for the open `[`, got the end of the text"),
    ],
    "[1,": [
        ("$", "Expected an element, got the end of the text behind `,`"),
    ],
    '{"a":1,': [
        ("$", "Expected a member, got the end of the text behind `,`"),
    ],
    '["a]"': [
        ("$[0]", "Expected a closing bracket, got it inside the last string: a slip, or part of the text"),
        ("$", "Expected `]` for the open `[`, got the end of the text"),
    ],
    "[1, 2": [
        ("$[1]", "Expected a comma or a bracket, got the end of the text behind `2`"),
    ],
    "[1": [
        ("$[0]", "Expected a comma or a bracket, got the end of the text behind `1`"),
    ],
    "[1,,2]": [
        ("$", "Expected an element, got `,`: one comma too many, or an element left out"),
    ],
    "[1, a: 2]": [
        ("$[1]", "Expected a value, got `a: 2`: put it in double quotes if it is a text"),
    ],
    '["a": 2]': [
        ("$[0]", 'Expected an element, got `"a": 2`: put it into an object'),
    ],
    "{a": [
        ("$", "Expected a name and a value, got the end of the text in `a`"),
    ],
    '{"a': [
        ("$", 'Expected a closing quote, got the end of the text in `"a`'),
    ],
    '{"a:" 1}': [
        ("$", 'Expected `:` behind the name, got it inside `"a:"`: a slip, or part of it'),
    ],
    '{"a" 1}': [
        ("$.a", "Expected `:` behind the name, got `1`"),
    ],
    '{"a", "b":1}': [
        ("$", 'Expected `:` and a value behind the name `"a"`, got `,`'),
    ],
    '{"a" // }': [
        ("$", "Expected `:` and a value, got a comment that holds a bracket: ` // }`"),
        ("$", "Expected `}` for the open `{`, got the end of the text"),
    ],
    '{"a"': [
        ("$", 'Expected `:` and a value, got the end of the text behind `"a"`'),
    ],
    "{None: 1}": [
        ("$", "Expected a name in double quotes, got `None`: it has several spellings"),
    ],
    '{"x y" z: 1}': [
        ("$", 'Expected a value, got `"x y" z: 1`: put it in double quotes if it is a text'),
    ],
    '{r"a": 1}': [
        ("$", 'Expected a name in quotes, got `r"a"`: the letter may belong inside'),
    ],
    '{u"": 1}': [
        ("$", 'Expected a name in quotes, got `u""`: the letter may belong inside'),
    ],
    "[1 /* x": [
        ("$", "Expected `*/`, got the end of the text: what follows may be comment or payload"),
    ],
    "[1 // ]": [
        (
            "$",
            (
                "Expected a line break behind the comment, "
                "got the end of the text in `// ]`: the bracket may close the value"
            ),
        ),
    ],
    "": [
        ("$", "Expected a JSON value, got nothing"),
    ],
    "[": [
        ("$", "Expected a closing bracket, got the end of the text"),
    ],
    "[{": [
        ("$", "Expected a closing bracket, got the end of the text"),
    ],
    '[1 {"a":1]': [
        ("$", "Expected `,` before the next value, got `{`"),
        ("$", "Expected `}` for the open `{`, got `]`; another sign may stand in its place"),
    ],
    '{"a" [1}': [
        ("$.a", "Expected `:` behind the name, got `[`"),
        ("$", "Expected `]` for the open `[`, got `}`; another sign may stand in its place"),
    ],
    "{...}": [
        ("$", "Expected what was left out here, got `{...}`"),
        ("$", "Expected a JSON value, got nothing that is certain"),
    ],
    "[1, -2.": [
        ("$[1]", "Expected a comma or a bracket, got the end of the text behind `-2.`"),
    ],
    "// x": [
        ("$", "Expected no comment, got `// x`"),
        ("$", "Expected a JSON value, got nothing"),
    ],
    "...": [
        ("$", "Expected a JSON value, got `...`"),
    ],
    '["a"// b"\n]': [
        ("$", 'Expected no comment, got `// b"` right behind a quote: it may be text'),
    ],
    "[1] // x": [
        ("$", "Expected no comment, got `// x`"),
    ],
    '[",a" "b"]': [
        ("$", 'Expected `,` before the next value, got `"b"`'),
    ],
    '["a" ",b"]': [
        ("$[0]", 'Expected a comma or a bracket, got `"a" ",b"`: the comma stands inside a string'),
    ],
    '{"a":"x," "b":1}': [
        ("$.a", 'Expected a comma or a bracket, got `"x," "b":1`: the comma stands inside a string'),
    ],
    "[1 2]": [
        ("$", "Expected `,` before the next value, got `2`"),
    ],
    '[1 "a"]': [
        ("$", 'Expected `,` before the next value, got `"a"`'),
    ],
    '{"a":1 "b":2}': [
        ("$", 'Expected `,` before the next value, got `"b":`'),
    ],
    "[1 2 foo]": [
        ("$[1]", "Expected a comma or a bracket, got `2 foo`: this is no value"),
    ],
    '{"a":}': [
        ("$.a", 'Expected a value behind the name `"a"`, got `}`: null, an empty string or no member'),
    ],
    '{"a":,"b":2}': [
        ("$.a", 'Expected a value behind the name `"a"`, got `,`: null, an empty string or no member'),
    ],
    '{"a":...}': [
        ("$.a", "Expected what was left out here, got `...`"),
    ],
    '[1 ... "a"]': [
        ("$", "Expected what was left out here, got `...`"),
    ],
    '["a"...]': [
        ("$[0]", 'Expected the whole string, got `"a"...`'),
    ],
    '["a"..."b"]': [
        ("$[0]", 'Expected a comma or a bracket, got `"a"..."b"`: one text, or something left out between two'),
    ],
    "[1L, 'a', u\"b\", True, tRUE, NaN, 1e400, +1, 0x1F,]": [
        ("$[0]", "Expected an integer without `L`, got `1L`"),
        ("$[1]", "Expected a string in double quotes, got `'a'`"),
        ("$[2]", "Expected a string without prefix, got `u`"),
        ("$[3]", "Expected true, false or null, got `True`"),
        ("$[4]", "Expected true, false or null in small letters, got `tRUE`"),
        ("$[5]", "Expected a finite number, got `NaN`"),
        ("$[6]", "Expected a number in the range of a double, got `1e400`"),
        ("$[7]", "Expected a number as RFC 8259 writes it, got `+1`"),
        ("$[8]", "Expected a number as RFC 8259 writes it, got `0x1F`"),
        ("$", "Expected no comma before a closing bracket, got `,`"),
    ],
    "{'a'=1; b=>2}": [
        ("$.a", "Expected a string in double quotes, got `'a'`"),
        ("$.a", "Expected `:`, got `=`"),
        ("$", "Expected `,`, got `;`"),
        ("$.b", "Expected a name in double quotes, got `b`"),
        ("$.b", "Expected `:`, got `=>`"),
    ],
    "[1;2]": [
        ("$", "Expected `,`, got `;`"),
    ],
    '["\\x41\\u{41}\\ud800"]': [
        ("$[0]", "Expected an escape of RFC 8259, got `\\x41`"),
        ("$[0]", "Expected an escape of RFC 8259, got `\\u{41}`"),
        ("$[0]", "Expected a pair of surrogates, got `\\ud800`"),
    ],
    "[1,\xa02]": [
        ("$", "Expected a space, tab or line break, got `\xa0`"),
    ],
    "\ufeff[1]": [
        ("$", "Expected no byte-order mark before the text, got `\\u{feff}`"),
    ],
    "x [1] y": [
        ("$", "Expected a JSON value, got `x [1] y`"),
    ],
    "[1]]": [
        ("$", "Expected no closing bracket without an open one, got `]`"),
    ],
    "[1],": [
        ("$", "Expected the end of the text, got `,`"),
    ],
    "[\"a'b', 'c']": [
        ("$[0]", "Expected a closing quote, got none in `\"a'b', 'c']`"),
    ],
    "[\u201ca\u2019]": [
        ("$[0]", "Expected a closing quote, got none in `“a’]`"),
    ],
    '["a\nb"]': [
        ("$[0]", "Expected an escape for the control character, got `\\x0a`"),
    ],
    '["a\tb"]': [
        ("$[0]", "Expected an escape for the control character, got ` `"),
    ],
    "{1.0: 2}": [
        ("$", "Expected a name in double quotes, got `1.0`: it has several spellings"),
    ],
    "{a b: 1}": [
        ("$", "Expected a value, got `a b: 1`: put it in double quotes if it is a text"),
    ],
    '{"a":1}{"b":2}': [
        ("$", "Expected one JSON value, got several: read them with iter_parse"),
    ],
    '[{"a":1 ]': [
        ("$", "Expected `}` for the open `{`, got `]`"),
    ],
    "[(1)]": [
        ("$[0]", "Expected a value, got `(1)`: a value in parentheses, or a tuple of one"),
    ],
    "f(1)": [
        ("$", "Expected nothing but the JSON value, got `f(`"),
        ("$", "Expected nothing but the JSON value, got `)`"),
    ],
    "[1-2]": [
        ("$[0]", "Expected a value, got `1-2`: put it in double quotes if it is a text"),
    ],
    "[1.5.5]": [
        ("$[0]", "Expected a value, got `1.5.5`: put it in double quotes if it is a text"),
    ],
    '{"a":{"b":[foo, 1 2]}, \'c\':x}': [
        ("$.a.b[0]", "Expected a value, got `foo`: put it in double quotes if it is a text"),
        ("$.a.b", "Expected `,` before the next value, got `2`"),
        ("$.c", "Expected a string in double quotes, got `'c'`"),
        ("$.c", "Expected a value, got `x`: put it in double quotes if it is a text"),
    ],
    '{~"channel":1}': [
        ("$", 'Expected a name and a value, got `~"channel":1`: remove `~`, or put it into the quotes'),
    ],
    '{Event "data":1}': [
        ("$", 'Expected a name and a value, got `Event "data":1`: remove `Event`, or put it into the quotes'),
    ],
    '{"a":{1, null}}': [
        ("$.a", "Expected a name and a value, got `1`: a set, or an array in braces"),
        ("$.a", "Expected a name and a value, got `null`: a set, or an array in braces"),
    ],
    '{"a"::b}': [
        ("$.a", "Expected a value, got `:b`: a symbol of another language, or one colon too many"),
    ],
    '[{"a":[1]}],{"b":2}]': [
        (
            "$",
            (
                "Expected no `,` behind `]`, got one and a bracket too many later: "
                "it came too early, that is too many, or one is missing"
            ),
        ),
    ],
    "[[1],2]]": [
        (
            "$",
            (
                "Expected no closing bracket without an open one, got `]`; "
                "the one of line 1, column 4 may be too many instead"
            ),
        ),
    ],
    "[[true,[2]]": [
        (
            "$",
            "Expected `]` for the open `[`, got the end of the text; it may be missing before line 1, column 7 instead",
        ),
    ],
    "[1,;2]": [
        ("$", "Expected an element, got `;`: one comma too many, or an element left out"),
    ],
    '[[1, foo], {"a": [bar]}]': [
        ("$[0][1]", "Expected a value, got `foo`: put it in double quotes if it is a text"),
        ("$[1].a[0]", "Expected a value, got `bar`: put it in double quotes if it is a text"),
    ],
}


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("text", MESSAGES, ids=ascii)
def test_each_deviation_has_its_message_and_its_path(text: str, mode: str) -> None:
    assert [(one.path, one.message) for one in quasi.parse(text, mode).diagnostics] == MESSAGES[text]
