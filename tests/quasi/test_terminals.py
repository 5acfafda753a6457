"""Each alternative, class and look-ahead of each terminal: a text that is read otherwise without it.

The oracles are Python's own: `json` for escapes and numbers of RFC 8259, `int` and `float` for the other numbers,
`chr` for escapes of other languages. What a character makes of the token before it is tried for every token.
"""

import functools
import itertools
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, UnexpectedCharacters

from tests.quasi.judging import REFUSED, same
from ucsmsg import quasi

GRAMMAR = Path(__file__).parents[2] / "grammar"

Found = tuple[str, int, int, Any]


def read(text: str) -> tuple[Any, list[Found]]:
    """The value, and each diagnostic with its offsets and what was used instead."""
    document = quasi.parse(text, "lenient")
    return document.value, [
        (one.name, one.span.start, one.span.end, REFUSED if one.is_error else one.used) for one in document.diagnostics
    ]


def check(text: str, value: Any, *found: Found) -> None:
    """The text has this value and these deviations, and no other; also where another one leaves it to the grammar."""
    assert_read(text, value, found)
    if text[-1] in "]}" and all(end < len(text) for _, _, end, _ in found):
        shifted = [(name, start + 4, end + 4, used) for name, start, end, used in found]
        assert_read(f"[08,{text}]", [8, value], [("leading-zeros", 1, 3, "8"), *shifted])


def assert_read(text: str, value: Any, found: Sequence[Found]) -> None:
    actual, deviations = read(text)
    assert deviations == list(found)
    assert same(actual, value)


# ---- Strings ---------------------------------------------------------------------------------------------------------

HEXADECIMAL = "0123456789abcdefABCDEF"
CONTROLS = [chr(code) for code in range(0x20)]
JSON_ESCAPES = [f"\\{letter}" for letter in '"\\/bfnrt'] + [f"\\u00{digit}{digit}" for digit in HEXADECIMAL]


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
DAMAGED = ["\x00", "ab\x1f", "\\n\n", "\\tab\t", "\\x", "a\\u123", "\\u123g", "\\'a"]


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


def tokens_of(grammar: str, text: str) -> list[tuple[str, str]]:
    """The tokens of a text, with nothing but Lark and the grammar's file."""
    return [(token.type, str(token)) for token in lark(grammar).lex(text, dont_ignore=True)]


@functools.cache
def lark(name: str) -> Lark:
    return Lark((GRAMMAR / f"{name}.lark").read_text("utf-8"), parser="lalr", lexer="basic")


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


# ---- Numbers and literals --------------------------------------------------------------------------------------------

VALID = [
    "0",
    "-0",
    "7",
    "-12",
    "10",
    "900",
    "123456789",
    "1.5",
    "-0.25",
    "10.01",
    "0e1",
    "1E5",
    "2e+3",
    "3e-2",
    "1.5e10",
]
VALID += ["1.25E-03", "-9.0E+0", "1e00", "0.0e0"]


@pytest.mark.parametrize("text", VALID)
def test_a_number_of_rfc_8259_is_one_among_deviations_too(text: str) -> None:
    check(f"[{text},]", [json.loads(text)], ("trailing-comma", 1 + len(text), 2 + len(text), ""))


@pytest.mark.parametrize("text", [*VALID, "true", "false", "null"])
def test_a_scalar_of_rfc_8259_is_a_token_of_its_own(text: str) -> None:
    """Most of them are read alike as deviating ones, at a higher price."""
    name = text.upper() if text.isalpha() else "FLOAT" if set(text) & set(".eE") else "INTEGER"
    for after in ("", " ", ",", "]", "}", "\n"):
        assert tokens_of("quasi", f"{text}{after}")[0] == (name, text)


LONGS = ["0L", "-0l", "7L", "-12l", "10L", "907l", "1385406142000L"]
RADIX = [
    "0x1F",
    "0X1f",
    "0xAbCdEf",
    "0XABCDEFabcdef09",
    "0o17",
    "0O07",
    "0o01234567",
    "0b11",
    "0B01",
    "-0x0",
    "-0B1",
    "-0o7",
]
FORMS = ["1_000", "1_0_0", "12_34", "5.", "-5.", "5.e3", "1_0.5_0", "1_0.", "1_0.0_1_2", ".5", "-.25", ".5e3", ".5E-1"]
FORMS += ["1_0.25", "1_0.25_75", "12_0.", "5_0.e1", ".25e12", "1_0e2", "1_0E+2", "1_0.5e-2", "123_456_789"]


@pytest.mark.parametrize("text", LONGS)
def test_a_long_suffix_is_dropped(text: str) -> None:
    check(f"[{text}]", [int(text[:-1])], ("long-suffix", 1, 1 + len(text), text[:-1] if text[:-1] != "-0" else "0"))


@pytest.mark.parametrize("text", [*RADIX, *FORMS])
def test_another_form_of_a_number_has_the_value_that_python_gives_it(text: str) -> None:
    value = int(text, 0) if text in RADIX or not set(text) & set(".eE") else float(text)
    check(f"[{text}]", [value], ("number-form", 1, 1 + len(text), json.dumps(value)))


@pytest.mark.parametrize("text", [text for text in (*RADIX, *FORMS) if text[0] != "-"])
def test_another_form_of_a_number_may_have_a_sign(text: str) -> None:
    (value,), _ = read(f"[{text}]")
    check(f"[+{text}]", [value], ("number-form", 1, 2 + len(text), json.dumps(value)))
    check(f"[-{text}]", [-value], ("number-form", 1, 2 + len(text), json.dumps(-value)))


@pytest.mark.parametrize("suffix", ["l", "L"])
@pytest.mark.parametrize("text", RADIX)
def test_a_number_to_another_base_may_have_a_long_suffix(text: str, suffix: str) -> None:
    value, end = int(text, 0), 2 + len(text)
    check(f"[{text}{suffix}]", [value], ("long-suffix", 1, end, str(value)), ("number-form", 1, end, str(value)))


@pytest.mark.parametrize("text", ["0", "5", "12", "1.5", "2e3", "0.5E1"])
def test_a_plus_sign_is_dropped(text: str) -> None:
    value = json.loads(text)
    check(f"[+{text}]", [value], ("number-form", 1, 2 + len(text), json.dumps(value)))


LEADING_ZEROS = [
    "00",
    "-00",
    "007",
    "-08",
    "09",
    "009",
    "00.5",
    "-01.25",
    "007.5e1",
    "01.5E3",
]


@pytest.mark.parametrize("text", LEADING_ZEROS)
def test_leading_zeros_are_dropped_before_one_digit_and_before_a_fraction(text: str) -> None:
    value = float(text) if set(text) & set(".eE") else int(text)
    check(f"[{text}]", [value], ("leading-zeros", 1, 1 + len(text), json.dumps(value)))


@pytest.mark.parametrize("suffix", ["l", "L"])
@pytest.mark.parametrize("text", ["00", "-007", "08", "0009"])
def test_leading_zeros_may_have_a_long_suffix(text: str, suffix: str) -> None:
    value, end = int(text), 2 + len(text)
    check(f"[{text}{suffix}]", [value], ("long-suffix", 1, end, str(value)), ("leading-zeros", 1, end, str(value)))


def test_leading_zeros_may_come_with_another_form() -> None:
    for text, value in (("+08", 8), ("+08.5", 8.5), ("08.", 8.0), ("00.e1", 0.0)):
        check(
            f"[{text}]",
            [value],
            *((name, 1, 1 + len(text), json.dumps(value)) for name in ("number-form", "leading-zeros")),
        )
    check("[+08L]", [8], *((name, 1, 5, "8") for name in ("long-suffix", "number-form", "leading-zeros")))


@pytest.mark.parametrize(
    "text", ["01_0", "010", "0777", "-010", "010L", "+017", "0018", "08901", "-089L", "00e0", "08E+1", "09e-2"]
)
def test_leading_zeros_with_another_reading_are_refused(text: str) -> None:
    check(f"[{text}]", [], ("leading-zeros", 1, 1 + len(text), REFUSED))


NON_FINITE = {"NaN": math.nan, "nan": math.nan, "Infinity": math.inf, "inf": math.inf}


@pytest.mark.parametrize("text", NON_FINITE)
def test_every_spelling_of_what_is_not_finite_is_known(text: str) -> None:
    value = NON_FINITE[text]
    check(f"[{text}]", [value], ("non-finite-number", 1, 1 + len(text), None))
    check(f"[-{text}]", [-value], ("non-finite-number", 1, 2 + len(text), None))
    end = 2 + len(text)
    check(f"[+{text}]", [value], ("number-form", 1, end, None), ("non-finite-number", 1, end, None))


PYTHON = {"None": None, "True": True, "False": False}
CASES_OF_LITERALS = {
    spelled: value
    for word, value in (("true", True), ("false", False), ("null", None))
    for spelled in (word.upper(), word[0] + word[1:].upper(), word[:-1] + word[-1].upper())
}


@pytest.mark.parametrize("text", PYTHON)
def test_python_s_literals_are_known(text: str) -> None:
    check(f"[{text}]", [PYTHON[text]], ("python-literal", 1, 1 + len(text), json.dumps(PYTHON[text])))


@pytest.mark.parametrize("text", [*CASES_OF_LITERALS, "Null"])
def test_literals_are_known_in_any_case(text: str) -> None:
    value = CASES_OF_LITERALS.get(text)
    check(f"[{text}]", [value], ("literal-case", 1, 1 + len(text), json.dumps(value)))


@pytest.mark.parametrize("text", ["true", "false", "null"])
def test_literals_of_rfc_8259_are_no_deviation_among_others(text: str) -> None:
    check(f"[{text},]", [json.loads(text)], ("trailing-comma", 1 + len(text), 2 + len(text), ""))


SIGNS = ("", "+", "-")
WITH_ZEROS = [*(text for text in LEADING_ZEROS if text[0] == "0"), "00.", "08.e1", "00.25", "08e12", "00l", "0012L"]
ROWS = {
    "LONG_SUFFIX": [*LONGS, *(f"+{text}" for text in LONGS if text[0] != "-")],
    "LEADING_ZEROS": [sign + text for text in WITH_ZEROS for sign in SIGNS],
    "NUMBER_FORM": [*RADIX, *FORMS, "+5", "+1.5", "+1e5", *(text + suffix for text in RADIX for suffix in "lL")],
    "NON_FINITE_NUMBER": [sign + text for text in NON_FINITE for sign in SIGNS],
    "PYTHON_LITERAL": [*PYTHON],
    "LITERAL_CASE": [*CASES_OF_LITERALS],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in ROWS.items() for text in texts])
def test_a_deviating_scalar_is_a_token_of_its_own_row(name: str, text: str) -> None:
    """The first that fits names it; what else deviates in it is found in its text."""
    for after in ("", " ", ",", "]", "}", "\n"):
        assert tokens_of("quasi", f"{text}{after}")[0] == (name, text)


TOKENS = [
    "5",
    "-12",
    "0",
    "1.5",
    "2e3",
    "true",
    "false",
    "null",
    "5L",
    "-5l",
    "08",
    "010",
    "08L",
    "0x1F",
    "0o17",
    "0b1",
]
TOKENS += ["1_0", "+5", ".5", "5.", "NaN", "-inf", "None", "True", "False", "TRUE", "nULL"]
WORDS = [token for token in TOKENS if token.isalpha() or token == "-inf"]


@pytest.mark.parametrize("after", ["g", "G", "é", "_g", "$", "+", "-", "…", "$5", "+5", "-5", "..", ".a"])
@pytest.mark.parametrize("token", TOKENS)
def test_no_number_and_no_literal_ends_where_a_word_goes_on(token: str, after: str) -> None:
    text = f"[{token}{after},1]"
    check(text, [1], ("bare-word", 1, 1 + len(token) + len(after), REFUSED))
    with pytest.raises(UnexpectedCharacters):
        tokens_of("quasi", f"{token}{after}")


@pytest.mark.parametrize("after", ["5", ".5", "_"])
@pytest.mark.parametrize("token", WORDS)
def test_no_word_ends_before_a_digit(token: str, after: str) -> None:
    check(f"[{token}{after},1]", [1], ("bare-word", 1, 1 + len(token) + len(after), REFUSED))


NO_NUMBERS = [
    "0x",
    "0xg",
    "0o8",
    "0o",
    "0b",
    "0b2",
    "1__0",
    "_1",
    "1_",
    "1_.5",
    "1._5",
    ".",
    "-",
    "+",
    "--1",
    "1e",
    "1e+",
    "1E-",
]
NO_NUMBERS += [
    "1.5.5",
    "1e5.5",
    "1.5L",
    "1e5L",
    ".5L",
    "5.L",
    "1_0L",
    "0x1.5",
    "1e5_0",
    "NAN",
    "Inf",
    "INF",
    "infinity",
    "NaNL",
]
NO_NUMBERS += [
    "1_0.5_",
    "1_0.5__5",
    "1_0_.5",
    "1_0.5_x",
    "none",
    "NONE",
    "0xFFG",
    "++5",
    "+-5",
    "5e",
    "00e",
    "00.e",
    "0_x1",
    ".e5",
    "-.",
    "+.",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_only_begins_like_a_number_is_a_word(text: str) -> None:
    check(f"[{text},1]", [1], ("bare-word", 1, 1 + len(text), REFUSED))


# ---- What is skipped, and what is no value ---------------------------------------------------------------------------

BLOCK_COMMENTS = ["/**/", "/***/", "/* a * / */", "/* // \n # */", "/*/ */", "/* 'a' \"b\" [ } */"]
LINE_COMMENTS = {"//": "\n\r\u2028\u2029", "// /* c": "\n\r\u2028\u2029", "#": "\n\r", "# 'c": "\n\r"}


@pytest.mark.parametrize("comment", BLOCK_COMMENTS)
def test_a_comment_ends_with_its_first_end(comment: str) -> None:
    check(f"[1{comment},2]", [1, 2], ("comment", 2, 2 + len(comment), ""))
    check(
        f"[1,{comment}2 /* */]",
        [1, 2],
        ("comment", 3, 3 + len(comment), ""),
        ("comment", 5 + len(comment), 10 + len(comment), ""),
    )


@pytest.mark.parametrize(("comment", "ends"), LINE_COMMENTS.items())
def test_a_comment_of_a_line_ends_where_its_language_ends_a_line(comment: str, ends: str) -> None:
    end = 3 + len(comment)
    for line_end in "\n\r\u2028\u2029":
        _, found = read(f"[1 {comment}{line_end},2]")
        assert found[0] == (("comment", 3, end, "") if line_end in ends else ("comment", 3, end + 4, REFUSED))


def test_a_block_comment_that_never_ends_hides_the_rest() -> None:
    check("[1 /* a]", [1], ("comment", 3, 8, REFUSED))
    check("[1 / a]", [], ("bare-word", 1, 6, REFUSED))
    check("[1 / 2]", [], ("unexpected-text", 1, 6, REFUSED))


FOREIGN_SPACES = [
    *("\x0b\x0c\x85\xa0\u1680\u180e\u2028\u2029\u202f\u3000\ufeff"),
    *(chr(code) for code in (*range(0x2000, 0x2010), *range(0x205F, 0x2065))),
]


@pytest.mark.parametrize("space", FOREIGN_SPACES, ids=map(ascii, FOREIGN_SPACES))
def test_every_other_white_space_is_skipped(space: str) -> None:
    check(f"[1,{space}2{space}{space}]", [1, 2], ("foreign-whitespace", 3, 4, " "), ("foreign-whitespace", 5, 7, " "))


@pytest.mark.parametrize("character", ["\x1c", "\x7f", "\u2010", "\u202e", "\u2066", "\u3001", "\ufefe"], ids=ascii)
def test_what_is_beside_white_space_is_none(character: str) -> None:
    _, found = read(f"[1,{character}2]")
    assert found[0][0] != "foreign-whitespace"


ELIDED = ["...", "..", "....", "…", "……", "...more", "…more", "...3", "etc", "etc.", "...(more)", "...a…"[:4], "...=>"]


@pytest.mark.parametrize("elided", ELIDED)
def test_what_an_author_left_out_is_skipped(elided: str) -> None:
    end = 3 + len(elided)
    for after in ("]", ",2]", " ]", "\n]"):
        check(f"[1,{elided}{after}", json.loads(f"[1{after}"), ("elided", 3, end, ""))
    check(f'{{"a":1,{elided}}}', {"a": 1}, ("elided", 7, 4 + end, ""))


@pytest.mark.parametrize("after", ["{}", "[]", '"a"', "'a'", "/**/3", " #\n3"], ids=repr)
@pytest.mark.parametrize("elided", ["...", "…", "..more"])
def test_what_was_left_out_ends_before_a_value(elided: str, after: str) -> None:
    value, found = read(f"[{elided}{after}]")
    assert (len(value), found[0]) == (1, ("elided", 1, 1 + len(elided), ""))


def test_what_was_left_out_ends_before_a_separator() -> None:
    check("[...,…,2]", [2], ("elided", 1, 4, ""), ("elided", 5, 6, ""))
    check("[...more…,2]", [2], ("elided", 1, 8, ""), ("elided", 8, 9, ""))
    assert read("[...:2]")[1][0] == ("elided", 1, 4, "")
    assert read("[...;2]")[1][0] == ("elided", 1, 4, "")


@pytest.mark.parametrize("inside", ["...", "…", "..", " ...", "\t … ", "...,...", "... more, 5 [1] // ", "….."])
def test_an_object_that_was_left_out_is_no_element(inside: str) -> None:
    check(f"[1,{{{inside}}}]", [1], ("elided", 3, 5 + len(inside), ""))


@pytest.mark.parametrize("inside", ["...\n", "...\r", "\n...", "...{}", '..."a"', "...'a'", "."], ids=repr)
def test_an_object_that_may_have_members_is_an_element(inside: str) -> None:
    (value, *_), _ = read(f"[{{{inside}}},2]")
    assert value == {}


@pytest.mark.parametrize("word", ["etcetera", "etc5", "etc.5", "etc..", "etc 5", "etc_", "etc!"])
def test_a_word_that_begins_like_etc_is_no_elision(word: str) -> None:
    check(f"[1,{word},2]", [1, 2], ("bare-word", 3, 3 + len(word), REFUSED))


def test_etc_at_the_end_of_a_text_is_an_elision() -> None:
    check("[1, etc", [1], ("elided", 4, 7, ""), ("missing-closer", 7, 7, "]"))
    check("[1, etc.\n", [1], ("elided", 4, 8, ""), ("missing-closer", 9, 9, "]"))


@pytest.mark.parametrize("separator", ["=", "=>"])
def test_other_separators_stand_for_a_colon(separator: str) -> None:
    end = 5 + len(separator)
    check(f'{{"a" {separator} 1}}', {"a": 1}, ("foreign-separator", 5, end, ":"))
    check(f'{{"a" {separator}1}}', {"a": 1}, ("foreign-separator", 5, end, ":"))


def test_a_semicolon_stands_for_a_comma() -> None:
    check("[1; 2]", [1, 2], ("foreign-separator", 2, 3, ","))
    check('{"a":1;"b":2}', {"a": 1, "b": 2}, ("foreign-separator", 6, 7, ","))


CALLS = [
    "(1)",
    "(1, 2)",
    "()",
    '(a "b) c" d)',
    "(a 'b) c' d)",
    "f(x, [1])",
    "f({})",
    'f("")',
    "f('')",
    "new Date(0, 1)",
]


@pytest.mark.parametrize("call", CALLS)
def test_what_stands_in_parentheses_belongs_to_the_word(call: str) -> None:
    check(f"[{call},1]", [1], ("bare-word", 1, 1 + len(call), REFUSED))


@pytest.mark.parametrize(
    ("call", "end", "rest"),
    [
        ("f(a\nb, 7)", 6, (8, 10)),
        ("f(a, 7\n)", 4, (6, 9)),
        ("f(a, 7\r)", 4, (6, 9)),
        ("f('a\nb', 7)", 8, (10, 12)),
        ("f('a\rb', 7)", 8, (10, 12)),
        ('f("a\nb", 7)', 8, (10, 12)),
        ('f("a\rb", 7)', 8, (10, 12)),
    ],
    ids=repr,
)
def test_parentheses_over_more_than_one_line_are_no_call(call: str, end: int, rest: tuple[int, int]) -> None:
    check(f"[{call}, 1]", [1], ("bare-word", 1, end, REFUSED), ("unexpected-text", *rest, REFUSED))


def test_only_the_inner_of_two_parentheses_are_a_call() -> None:
    outer = (("bare-word", 1, 4, REFUSED), ("bare-word", 6, 9, REFUSED), ("unexpected-text", 11, 13, REFUSED))
    check("[f(a, (7), 8), 1]", [1], *outer)


WORD_CHARACTERS = [*"aZ_09é$.+-@%&*!?<>|~^\\"]


@pytest.mark.parametrize("character", WORD_CHARACTERS)
def test_every_character_of_a_word_belongs_to_it(character: str) -> None:
    check(f"[a{character}{character}z, 1]", [1], ("bare-word", 1, 5, REFUSED))
    check(f"[x{character}, 1]", [1], ("bare-word", 1, 3, REFUSED))


@pytest.mark.parametrize("character", [*"§=({/€"])
def test_any_other_character_is_no_word(character: str) -> None:
    _, found = read(f"[{character}, 1]")
    assert all(name != "bare-word" for name, *_ in found)


def test_an_apostrophe_inside_a_word_begins_no_string() -> None:
    check("[it’s, 1]", [1], ("bare-word", 1, 5, REFUSED))
    check("[a…b…, 1]", [1], ("bare-word", 1, 5, REFUSED))
    check("[a……b, 1]", [1], ("bare-word", 1, 5, REFUSED))
    check("[it’ s’, 1]", [1], ("bare-word", 1, 7, REFUSED))
    check("[’s, 1]", [], ("unclosed-string", 1, 7, REFUSED))
