"""The terminals of numbers and literals: a text that is read otherwise without each of their parts.

The oracles are Python's own: `json` for escapes and numbers of RFC 8259, `int` and `float` for the other numbers,
`chr` for escapes of other languages. What a character makes of the token before it is tried for every token.
"""

import json
import math

import pytest
from lark import UnexpectedCharacters

from tests.quasi.judging import REFUSED
from tests.quasi.reading_tokens import check, read, tokens_of

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


SUFFIXED = ["0n", "7n", "-12n", "900n", "-0n", "1.5d", "-0.25f", "10.01D", "2.50F", "1.5e10f", "1.5E-3d", "0.5e+2D"]
CONSTRUCTED = [
    f"{name}({mark}{number}{mark})"
    for name, marks, numbers in (
        ("NumberLong", ('"', ""), ("0", "-7", "120")),
        ("NumberInt", ('"', ""), ("4", "-10")),
        ("NumberDecimal", ("'", '"'), ("0", "-1.50", "12e3")),
        ("Decimal", ("'", '"'), ("7", "10.25", "-2.5E+7", "3e-2", "-0.5", "2")),
    )
    for mark in marks
    for number in numbers
]


@pytest.mark.parametrize("text", SUFFIXED)
def test_the_letter_of_a_number_s_type_is_dropped(text: str) -> None:
    value = json.loads(text[:-1])
    check(f"[{text}]", [value], ("number-suffix", 1, 1 + len(text), json.dumps(value)))


@pytest.mark.parametrize("text", CONSTRUCTED)
def test_a_number_in_a_call_of_its_type_is_read(text: str) -> None:
    value = json.loads(text[text.index("(") + 1 : -1].strip("'\""))
    check(f"[{text}]", [value], ("number-constructor", 1, 1 + len(text), json.dumps(value)))


def test_a_number_in_a_call_is_whole_at_the_end_of_the_text() -> None:
    end = len("[NumberLong(5)")
    check("[NumberLong(5)", [5], ("number-constructor", 1, end, "5"), ("missing-closer", end, end, "]"))


def test_a_number_in_a_call_may_be_beyond_the_range() -> None:
    value, found = read("[Decimal('1e999')]")
    assert [name for name, *_ in found] == ["number-constructor", "number-out-of-range"]
    assert str(value[0]) == "1E+999"


@pytest.mark.parametrize(
    "text",
    [
        *("5d", "5f", "-5F", "5N", "1.5n", "1.5m", "1.5df", "1n2", "5nn", "07n", "1e5d", ".5f", "5.f", "+5n", "1.5l"),
        *("NumberLong(1.5)", 'NumberInt("")', "NumberLong('5')", "Decimal(5)", "Decimal('x')", "Decimal('NaN')"),
        *("Decimal('1.5\")", "Decimal('')", "Decimal('1.')", "Decimal('01')", "NumberLong(+1)", "Number(5)"),
        *("decimal('1')", "Decimal('1')x", "NumberLong(05)", "NumberLong (5)", "xDecimal('1')"),
    ],
)
def test_another_letter_or_call_has_no_reading(text: str) -> None:
    value, found = read(f"[{text},1]")
    assert value[-1:] != [None]
    assert REFUSED in [used for *_, used in found]


@pytest.mark.parametrize("text", ["- 4", "-  0.5", "-\t1e3"])
def test_a_number_may_have_a_space_behind_its_minus_sign(text: str) -> None:
    value = json.loads(text.replace(" ", "").replace("\t", ""))
    check(f"[{text}]", [value], ("number-form", 1, 1 + len(text), json.dumps(value)))
    check(f'{{"a":{text}}}', {"a": value}, ("number-form", 5, 5 + len(text), json.dumps(value)))


@pytest.mark.parametrize("text", ["- -4", "-\n4", "- .5", "- x", "+ 4", "- 010", "5 - 4", "--4", "- null"])
def test_another_sign_before_a_number_has_no_reading(text: str) -> None:
    assert REFUSED in [used for *_, used in read(f"[{text}, 1]")[1]]


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ('{"a":', "}"), ("[1,", ",2]")])
def test_nil_is_null(before: str, after: str) -> None:
    text = f"{before}nil{after}"
    check(text, json.loads(f"{before}null{after}"), ("nil-literal", len(before), len(before) + 3, "null"))


@pytest.mark.parametrize("text", ["Nil", "NIL", "nil.", "nil5", "nill", "nil-", "$nil"])
def test_another_spelling_of_nil_has_no_reading(text: str) -> None:
    check(f"[{text},1]", [1], ("bare-word", 1, 1 + len(text), REFUSED))


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
    "NUMBER_SUFFIX": SUFFIXED,
    "NUMBER_CONSTRUCTOR": CONSTRUCTED,
    "NIL_LITERAL": ["nil"],
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
TOKENS += ["1_0", "+5", ".5", "5.", "5n", "1.5d", "NaN", "-inf", "None", "True", "False", "TRUE", "nULL", "nil"]
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
