"""The terminals of strings, and of what stands in them: a text that is read otherwise without each of their parts.

The oracles are Python's own: `json` for escapes and numbers of RFC 8259, `int` and `float` for the other numbers,
`chr` for escapes of other languages. What a character makes of the token before it is tried for every token.
"""

import itertools
import json

import pytest

from tests.quasi.judging import REFUSED
from tests.quasi.reading_tokens import HEXADECIMAL, JSON_ESCAPES, check, read, tokens_of

# ---- Strings ---------------------------------------------------------------------------------------------------------

CONTROLS = [chr(code) for code in range(0x20)]


@pytest.mark.parametrize("escape", [*JSON_ESCAPES, *(f"\\u{digit}123" for digit in HEXADECIMAL)])
def test_every_escape_of_rfc_8259_is_one(escape: str) -> None:
    for text in (f'["{escape}"]', f'["a{escape}{escape}b"]', f'{{"{escape}":1}}', f'{{"a{escape}b{escape}":1}}'):
        check(text, json.loads(text))
    damaged = f'["{escape}\t"]'
    end = len(damaged) - 2
    check(damaged, [json.loads(f'"{escape}"') + "\t"], ("control-character", end - 1, end, "\\t"))


@pytest.mark.parametrize("control", CONTROLS, ids=map(repr, CONTROLS))
def test_every_control_character_is_one_wherever_it_stands(control: str) -> None:
    """In a name a line break has several readings."""
    used = json.dumps(control)[1:-1]
    check(f'["{control}"]', [control], ("control-character", 2, 3, used))
    check(f'["a\\n{control}{control}b"]', [f"a\n{control}{control}b"], ("control-character", 5, 7, used * 2))
    if control in "\n\r":
        check(f'{{"a{control}":1}}', {}, ("control-character", 1, 7, REFUSED))
        return
    check(f'{{"a{control}":1}}', {f"a{control}": 1}, ("control-character", 3, 4, used))
    check(f'{{"\\n{control}":1}}', {f"\n{control}": 1}, ("control-character", 4, 5, used))


def test_delete_is_no_control_character() -> None:
    check('["\x7f"]', ["\x7f"])
    check('["\x7f",]', ["\x7f"], ("trailing-comma", 4, 5, ""))


@pytest.mark.parametrize("space", ["", " ", "\t", "\n", "\r", " \t\n\r"], ids=repr)
def test_white_space_of_rfc_8259_may_stand_before_a_colon(space: str) -> None:
    check(f'{{"a"{space}:1,}}', {"a": 1}, ("trailing-comma", 6 + len(space), 7 + len(space), ""))


PAIRS = ["d83dde00", "D83DDE00", "dbffDfFF", "DBFFdfff", "D800DC00", "d9aBdDcE", "dAbAdeFf", "Da99DC00", "d8efddef"]


@pytest.mark.parametrize(
    "digits", [*PAIRS, *(f"d8{d}{e}dc{d}{e}" for d, e in zip(HEXADECIMAL, HEXADECIMAL, strict=True))]
)
def test_a_pair_of_surrogates_is_one_character(digits: str) -> None:
    escape = f"\\u{digits[:4]}\\u{digits[4:]}"
    (character,) = json.loads(f'"{escape}"')
    check(f'["{escape}",]', [character], ("trailing-comma", 15, 16, ""))
    check(f'["{escape}\x00"]', [character + "\x00"], ("control-character", 14, 15, "\\u0000"))
    check(f"['{escape}']", [character], ("single-quoted-string", 1, 15, f'"{character}"'))


HALVES = [f"{d}{second}{last}{last}" for d in "dD" for second in "89abcdefABCDEF" for last in "0Af"]


@pytest.mark.parametrize("digits", HALVES)
def test_half_a_pair_is_reported_however_it_is_written(digits: str) -> None:
    half = chr(int(digits, 16))
    used = f"\\u{digits.lower()}"
    check(f'["\\u{digits}",]', [half], ("lone-surrogate", 2, 8, used), ("trailing-comma", 9, 10, ""))
    check(f'["\\u{{{digits}}}"]', [half], ("lone-surrogate", 2, 10, used))
    check(f'["\\u{{00{digits}}}"]', [half], ("lone-surrogate", 2, 12, used))
    check(f'["{half}",]', [half], ("lone-surrogate", 2, 3, used), ("trailing-comma", 4, 5, ""))


@pytest.mark.parametrize("digits", ["d7ff", "D7fF", "e000", "E000", "d700", "0d80"])
def test_what_is_beside_the_surrogates_is_none(digits: str) -> None:
    character = chr(int(digits, 16))
    check(f'["\\u{digits}\x01"]', [character + "\x01"], ("control-character", 8, 9, "\\u0001"))
    check(f'["\\u{{{digits}}}"]', [character], ("foreign-escape", 2, 10, character))


FOREIGN_ESCAPES = {
    **{f"\\x{d}{d}": chr(int(d * 2, 16)) for d in HEXADECIMAL},
    "\\'": "'",
    "\\v": "\v",
    "\\0": "\0",
    **{f"\\U000{d}123{d}": chr(int(f"{d}123{d}", 16)) for d in HEXADECIMAL},
    "\\U0010FFFf": "\U0010ffff",
    "\\U0010aB09": "\U0010ab09",
    **{f"\\u{{{d}}}": chr(int(d, 16)) for d in HEXADECIMAL},
    **{f"\\u{{{d}12{d}}}": chr(int(f"{d}12{d}", 16)) for d in HEXADECIMAL if d not in "dD"},
    **{f"\\u{{{d}0000}}": chr(int(f"{d}0000", 16)) for d in HEXADECIMAL},
    "\\u{10FFff}": "\U0010ffff",
    "\\u{00010FFff}": "\U0010ffff",
    "\\u{0041}": "A",
    "\\u{000}": "\0",
    "\\\n": "",
    "\\\r": "",
    "\\\r\n": "",
    "\\\u2028": "",
    "\\\u2029": "",
}


@pytest.mark.parametrize(("escape", "value"), FOREIGN_ESCAPES.items(), ids=map(ascii, FOREIGN_ESCAPES))
def test_escapes_of_other_languages_have_their_value(escape: str, value: str) -> None:
    end = 3 + len(escape)
    used = json.dumps(value, ensure_ascii=False)[1:-1] if value != "\x7f" else value
    check(f'["a{escape}z"]', [f"a{value}z"], ("foreign-escape", 3, end, used))


@pytest.mark.parametrize("one", [f"\\x{d}{e}" for d, e in zip("89abcdefABCDEF", "0123456789abcF", strict=False)])
def test_bytes_beyond_ascii_in_a_row_are_one_deviation(one: str) -> None:
    """They may be the UTF-8 of one character; alone each is what it says."""
    character = chr(int(one.removeprefix("\\x"), 16))
    check(f'["{one}"]', [character], ("foreign-escape", 2, 6, character))
    check(f'["{one * 2}"]', [character * 2], ("foreign-escape", 2, 10, character * 2))
    seven = ("foreign-escape", 14, 18, "\x7f")
    check(f'["{one * 3}\\x7f"]', [character * 3 + "\x7f"], ("foreign-escape", 2, 14, character * 3), seven)


@pytest.mark.parametrize("digit", [*HEXADECIMAL])
def test_bytes_that_are_utf_8_and_may_be_characters_are_refused(digit: str) -> None:
    first, second = f"\\xc{digit if digit not in '01' else '2'}", f"\\x{'89abAB'[int(digit, 16) % 6]}{digit}"
    check(f'["{first}{second}"]', [], ("foreign-escape", 2, 10, REFUSED))


NO_ESCAPES = [
    *(f"\\{letter}" for letter in "acdegh-.:ABNRTVX1 789é"),
    *(f"\\0{digit}" for digit in "0123456789"),
    *(
        "\\x",
        "\\x4",
        "\\xg1",
        "\\x1g",
        "\\x/0",
        "\\x:0",
        "\\u",
        "\\u12",
        "\\u123",
        "\\u123g",
        "\\ug123",
        "\\u{}",
        "\\u{g}",
    ),
    *("\\u{1", "\\u{110000}", "\\u{200000}", "\\u{0110000}", "\\u{1g}", "\\u {1}", "\\u{d83d", "\\u{1d83d0}"),
    *("\\U", "\\U0000", "\\U0000004", "\\U00110000", "\\U00200000", "\\U01000000", "\\U10000000", "\\U0010FFFg"),
]


@pytest.mark.parametrize("text", NO_ESCAPES)
def test_what_is_no_escape_anywhere_is_refused(text: str) -> None:
    """A zero before a digit is octal in some languages, and NUL with a digit after it in others."""
    check(f'["{text}"]', [], ("unknown-escape", 2, 4, REFUSED))


PLAIN = ["", "a", "ab", "a\\n", "\\n", *JSON_ESCAPES, *(f"\\u{digit}123" for digit in HEXADECIMAL), "a\\tb\\tcd"]
DAMAGED = ["\x00", "ab\x1f", "\\n\n", "\\tab\t", "\\x", "a\\u123", "\\u123g", "\\'a", '\\qa\\"b\\\\']


@pytest.mark.parametrize("inside", PLAIN)
def test_a_string_of_rfc_8259_is_one_token_of_its_own_with_its_colon_too(inside: str) -> None:
    """It is read alike as a damaged one, or in two tokens, at twice the price."""
    assert tokens_of("quasi", f'"{inside}""x"') == [("STRING", f'"{inside}"'), ("STRING", '"x"')]
    for colon in (":", " :", "\t:", "\n:", "\r:", " \t\n\r:"):
        assert tokens_of("quasi", f'"{inside}"{colon}') == [("KEY", f'"{inside}"{colon}')]


@pytest.mark.parametrize("inside", DAMAGED, ids=ascii)
def test_a_string_with_a_deviation_is_none_of_rfc_8259(inside: str) -> None:
    assert [name for name, _ in tokens_of("quasi", f'"{inside}"')] == ["DAMAGED_STRING"]
    assert tokens_of("quasi", f'"{inside}":1')[0] == ("DAMAGED_STRING", f'"{inside}"')


def test_the_grammar_of_strings_takes_any_content_and_leaves_no_run_in_pieces() -> None:
    """With nothing but Lark: also a backslash that nothing follows."""
    assert tokens_of("string", "abc\t\n\\") == [
        ("TEXT", "abc"),
        ("CONTROL_CHARACTER", "\t\n"),
        ("UNKNOWN_ESCAPE", "\\"),
    ]


# ---- Quotes ----------------------------------------------------------------------------------------------------------

FAMILIES = ("“”„‟", "‘’‚‛", "«»", "`")
QUOTE_PAIRS = ["".join(pair) for family in FAMILIES for pair in itertools.product(family, repeat=2)]
STRAYS = [one + other for a, b in itertools.permutations(FAMILIES, 2) for one, other in zip(a, b, strict=False)]
STRINGS = {"a": "a", "": "", "a\\n": "a\n", "\\\\": "\\", 'a\\"b\\\\c': 'a"b\\c', "\\u0041d": "Ad", 'x"y': 'x"y'}


@pytest.mark.parametrize("pair", QUOTE_PAIRS)
@pytest.mark.parametrize("inside", STRINGS)
def test_any_two_quotes_of_a_family_enclose_a_string(pair: str, inside: str) -> None:
    text = pair[0] + inside + pair[1]
    used = json.dumps(STRINGS[inside])
    check(f"[{text}]", [STRINGS[inside]], ("smart-quoted-string", 1, 1 + len(text), used))
    check(f"{{{text}:1}}", {STRINGS[inside]: 1}, ("smart-quoted-string", 1, 1 + len(text), used))


@pytest.mark.parametrize("quote", [*"“”„‟‘’‚‛«»`"])
def test_an_escaped_quote_ends_no_string(quote: str) -> None:
    """JavaScript escapes back quotes so; for the others nobody does."""
    name = "foreign-escape" if quote == "`" else "unknown-escape"
    text = f"[{quote}a\\{quote}b{quote}]"
    assert read(text)[1][-1][:3] == (name, 3, 5)
    text = f"[{quote}\\n\\{quote}b{quote}]"
    assert read(text)[1][-1][:3] == (name, 4, 6)


@pytest.mark.parametrize("pair", STRAYS)
def test_quotes_of_two_families_enclose_nothing(pair: str) -> None:
    text = f"[{pair[0]}a{pair[1]}]"
    check(text, [], ("unclosed-string", 1, len(text), REFUSED))


@pytest.mark.parametrize("quote", ['"', "'", *"“”„‟‘’‚‛«»`", 'u"', "R'", 'Zz"', "aA'"])
def test_a_string_that_never_closes_reaches_to_the_end(quote: str) -> None:
    text = f"[1,{quote}ab cd"
    check(text, [1], ("cut-off", 3, len(text), ""))
    check(f"{text}, 2]", [1], ("unclosed-string", 3, len(text) + 4, REFUSED))


SINGLE_QUOTED = {
    "\\n\\'b": "\n'b",
    "a": "a",
    "": "",
    'a"b': 'a"b',
    "\\n": "\n",
    "a\\'b": "a'b",
    "\\\\": "\\",
    "a\\tb\\tc": "a\tb\tc",
}


@pytest.mark.parametrize("inside", SINGLE_QUOTED)
def test_single_quotes_enclose_a_string(inside: str) -> None:
    value, end = SINGLE_QUOTED[inside], 3 + len(inside)
    escapes = [("foreign-escape", at + 2, at + 4, "'") for at in range(len(inside)) if inside[at : at + 2] == "\\'"]
    check(f"['{inside}']", [value], ("single-quoted-string", 1, end, json.dumps(value)), *escapes)
    check(f"{{'{inside}':1}}", {value: 1}, ("single-quoted-string", 1, end, json.dumps(value)), *escapes)


PREFIXES = [
    *(f"{letter}" for letter in "abcfrsuzABFRSUZ"),
    *("br", "bR", "Rb", "rf", "fR", "ur", "UR", "az", "ZA"),
]


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_letters_before_a_string_are_its_prefix(prefix: str, quote: str) -> None:
    """`u` and `r` change nothing here; any other makes a value that is no text, or that nobody knows."""
    start, end = 1 + len(prefix), 4 + len(prefix)
    quotes = [("single-quoted-string", start, end, '"x"')] if quote == "'" else []
    if prefix.lower() in ("u", "r"):
        check(f"[{prefix}{quote}x{quote}]", ["x"], ("string-prefix", 1, start, ""), *quotes)
    else:
        check(f"[{prefix}{quote}x{quote},1]", [1], ("string-prefix", 1, end, REFUSED))


@pytest.mark.parametrize("inside", ["a", "", "a\\n", "\\\\", "a\\tb\\tc"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_string_with_a_prefix_has_the_escapes_of_any_string(inside: str, quote: str) -> None:
    value, end = json.loads(f'"{inside}"'), 4 + len(inside)
    quotes = [("single-quoted-string", 2, end, json.dumps(value))] if quote == "'" else []
    check(f"[u{quote}{inside}{quote}]", [value], ("string-prefix", 1, 2, ""), *quotes)
