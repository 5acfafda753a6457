"""The rows about one string, number or literal: every place of a valid text where each can be put."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ucsmsg.places import Path
from ucsmsg.testing._edits import Edit, Row, becomes, left_out, refusal, rewritten
from ucsmsg.testing._layout import Layout, Value

# A piece of a string's content that cannot be divided: a character, an escape, or a pair of surrogates.
_PIECE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|[\ud800-\udbff][\udc00-\udfff]|\\u.{4}|\\.|[\s\S]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
# Opening quote, closing quote, and the family that neither may meet inside.
_SMART_QUOTES = (("“", "”", "“”„‟"), ("‘", "’", "‘’‚‛"), ("«", "»", "«»"), ("`", "`", "`"))
_PYTHON = {"true": "True", "false": "False", "null": "None"}
_NON_FINITE = ("NaN", "Infinity", "-Infinity")
_PLAIN_NAME = re.compile(r'"(?!(?:nan|inf|infinity|true|false|null|none)")[A-Za-z_$][A-Za-z0-9_$]*"', re.IGNORECASE)
_WORDS_ONLY = re.compile(r'"[\w ]*"').fullmatch
_NAME_OR_END = re.compile(r'\s*(?:\}|,\s*"[\w ]*"\s*:)').match
_LINE_WITH_CLOSER = re.compile(r"[ \t]*[\n\r]\s*(?=[}\]])").match
_WORDS = ("value1", "undefined", "yes", "a_name")
_TOO_MANY_DIGITS = "9" * 4_301
_FIRST_OF_TWO_DIGITS = 10


# ---- Strings ----


def _single_quoted_string(layout: Layout) -> Iterator[Edit]:
    """`'a'`: a string or name without an apostrophe inside."""
    return _in_other_quotes(layout, "'", "'", "'")


def _smart_quoted_string(layout: Layout) -> Iterator[Edit]:
    """`“a”` and the other pairs: a string or name without quotes of the same family inside."""
    for opening, closing, family in _SMART_QUOTES:
        yield from _in_other_quotes(layout, opening, closing, family)


def _string_prefix(layout: Layout) -> Iterator[Edit]:
    """`u"a"`, and before a value without a backslash `r"a"`; a value as bytes or template is refused."""
    for value, start, end in _strings_and_names(layout):
        if start == value.start or end - start > len('""'):  # before an empty name the letter may be the name
            yield Edit(start, start, "u", value.path)
    for value in layout.of_kind("string"):
        if "\\" not in layout.raw(value):
            yield Edit(value.start, value.start, "r", value.path)
    for value in layout.below_root("string"):
        for prefix in "bf":
            yield refusal(value, value.start, value.start, prefix, last=value.end + 1)


def _unquoted_key(layout: Layout) -> Iterator[Edit]:
    """A name without its quotes, where it is a word and no literal."""
    for value in layout.members():
        start, end = value.name or (0, 0)
        if _PLAIN_NAME.fullmatch(layout.text, start, end):
            yield Edit(start, end, layout.text[start + 1 : end - 1], value.path)


def _lone_surrogate(layout: Layout) -> Iterator[Edit]:
    """Half of a pair at the end of a string, where it cannot find its other half."""
    for value in layout.of_kind("string"):
        yield _inserted(layout, value, value.end - 1, "\\ud83d", "\ud83d")


def _control_character(layout: Layout) -> Iterator[Edit]:
    """A raw line break, tab or other control character."""
    for value, offset in _inside_strings(layout):
        for character in "\n\t\x01":
            yield _inserted(layout, value, offset, character, character)


def _foreign_escape(layout: Layout) -> Iterator[Edit]:
    """Escapes of Python, C and JavaScript."""
    for value, offset in _inside_strings(layout):
        yield _inserted(layout, value, offset, "\\x41", "A")
        yield _inserted(layout, value, offset, "\\'", "'")
        yield _inserted(layout, value, offset, "\\v", "\v")
        yield _inserted(layout, value, offset, "\\u{1F600}", "\U0001f600")
        yield _inserted(layout, value, offset, "\\\n", "")
        if not layout.text[offset].isdecimal():
            yield _inserted(layout, value, offset, "\\0", "\0")


def _unknown_escape(layout: Layout) -> Iterator[Edit]:
    """A backslash before a character that forms no escape with it."""
    for value, offset in _inside_strings(layout):
        for escape in ("\\d", "\\ ", "\\-"):
            yield refusal(value, offset, offset, escape)


def _undecodable_bytes(layout: Layout) -> Iterator[Edit]:
    """The byte E9, which is a letter in Latin-1 and nothing in UTF-8."""
    for value, offset in _inside_strings(layout) if layout.is_encodable else ():
        yield Edit(offset, offset, "\udce9", value.path, left_out, refused=True, encoding="utf-8")


def _unescaped_quote(layout: Layout) -> Iterator[Edit]:
    """A quote between two letters of a member's value, where no other text of it could be taken for JSON."""
    for value in layout.members():
        if value.kind == "string" and _stands_plainly(layout, value):
            for letters in re.finditer(r"(?<=[A-Za-z])(?=[A-Za-z])", layout.raw(value)):
                yield _inserted(layout, value, value.start + letters.start(), '"', '"')


def _unclosed_string(layout: Layout) -> Iterator[Edit]:
    """The last string of the text without its closing quote, where a line with a closing bracket follows."""
    strings = [(start, end) for kind, start, end in layout.tokens if kind == "string"]
    for value in layout.below_root("string"):
        following = _LINE_WITH_CLOSER(layout.text, value.end)
        if following and (value.start, value.end) == strings[-1]:
            yield refusal(value, value.end - 1, value.end, "", value.start, following.end() - 1)


def _in_other_quotes(layout: Layout, opening: str, closing: str, family: str) -> Iterator[Edit]:
    for value, start, end in _strings_and_names(layout):
        content = layout.text[start + 1 : end - 1]
        if not set(family) & set(content):
            yield Edit(start, end, opening + content + closing, value.path)


def _strings_and_names(layout: Layout) -> Iterator[tuple[Value, int, int]]:
    for value in layout.values:
        if value.name:
            yield value, *value.name
        if value.kind == "string":
            yield value, value.start, value.end


def _inside_strings(layout: Layout) -> Iterator[tuple[Value, int]]:
    """Every offset between the quotes of a string at which something can be put in."""
    for value in layout.of_kind("string"):
        for piece in _PIECE.finditer(layout.text, value.start + 1, value.end):
            yield value, piece.start()


def _inserted(layout: Layout, value: Value, offset: int, text: str, characters: str) -> Edit:
    """The edit that puts `text`, which stands for `characters`, into a string."""

    def result(original: Any, path: Path) -> Any:  # JSON values
        before = json.loads(layout.text[value.start : offset] + '"')
        behind = json.loads('"' + layout.text[offset : value.end])
        return becomes(before + characters + behind)(original, path)

    return Edit(offset, offset, text, value.path, result)


def _stands_plainly(layout: Layout, value: Value) -> bool:
    """True for words without any mark in them, behind which the object ends or a member with a plain name follows."""
    return bool(_WORDS_ONLY(layout.text, value.start, value.end) and _NAME_OR_END(layout.text, value.end))


# ---- Numbers and literals ----


def _long_suffix(layout: Layout) -> Iterator[Edit]:
    """`1L`, `-5l`."""
    for value, text in _integers(layout):
        yield rewritten(value, text + "L")
        yield rewritten(value, text + "l")


def _number_suffix(layout: Layout) -> Iterator[Edit]:
    """`1n`, `2.5d`, `2.5f`."""
    for value in layout.of_kind("number"):
        text = layout.raw(value)
        if _INTEGER.fullmatch(text):
            yield rewritten(value, text + "n")
        elif "." in text:
            yield rewritten(value, text + "d")
            yield rewritten(value, text + "F")


def _number_constructor(layout: Layout) -> Iterator[Edit]:
    """`NumberLong(1)`, `NumberInt("1")`, `Decimal('1.5')`."""
    for value in layout.of_kind("number"):
        text = layout.raw(value)
        yield rewritten(value, f"Decimal('{text}')")
        yield rewritten(value, f'NumberDecimal("{text}")')
        if _INTEGER.fullmatch(text):
            yield rewritten(value, f"NumberLong({text})")
            yield rewritten(value, f'NumberInt("{text}")')


def _number_form(layout: Layout) -> Iterator[Edit]:
    """Numbers with a plus sign, without a digit beside the point, in other bases, with grouped digits."""
    for value in layout.of_kind("number"):
        text = layout.raw(value)
        if text[0] != "-":
            yield rewritten(value, "+" + text)
        if re.match(r"-?0\.", text):
            yield rewritten(value, text.replace("0.", ".", 1))
        if text.endswith(".0"):
            yield rewritten(value, text[:-1])
    for value, text in _integers(layout):
        sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
        yield rewritten(value, f"{sign}0x{int(digits):X}")
        yield rewritten(value, f"{sign}0o{int(digits):o}")
        yield rewritten(value, f"{sign}0b{int(digits):b}")
        if len(digits) > 1:
            yield rewritten(value, f"{sign}{digits[0]}_{digits[1:]}")


def _leading_zeros(layout: Layout) -> Iterator[Edit]:
    """Zeros that are dropped where there is one reading, and refused where there are more."""
    for value in layout.of_kind("number"):
        text = layout.raw(value)
        start = value.start + (text[0] == "-")
        if "." not in text and (set(text) & {"e", "E"} or abs(int(text)) >= _FIRST_OF_TWO_DIGITS):
            yield refusal(value, start, start, "0", value.start, value.end + 1)
        else:
            yield Edit(start, start, "0", value.path, first=value.start, last=value.end + 1)


def _number_out_of_range(layout: Layout) -> Iterator[Edit]:
    """A number beyond a double's range, exact as a `Decimal`."""
    for value in layout.of_kind("number"):
        yield rewritten(value, "-1.5e999", becomes(Decimal("-1.5e999")))


def _non_finite_number(layout: Layout) -> Iterator[Edit]:
    """NaN and the infinities."""
    for value in layout.of_kind("number"):
        for text in _NON_FINITE:
            yield rewritten(value, text, becomes(float(text)))


def _limit_exceeded(layout: Layout) -> Iterator[Edit]:
    """An integer of more digits than the default limit."""
    for value in layout.below_root("number"):
        yield refusal(value, value.start, value.end, _TOO_MANY_DIGITS)


def _python_literal(layout: Layout) -> Iterator[Edit]:
    """`True`, `False`, `None`."""
    for value in layout.of_kind("literal"):
        yield rewritten(value, _PYTHON[layout.raw(value)])


def _nil_literal(layout: Layout) -> Iterator[Edit]:
    """`nil`."""
    for value in layout.of_kind("literal"):
        if layout.raw(value) == "null":
            yield rewritten(value, "nil")


def _literal_case(layout: Layout) -> Iterator[Edit]:
    """`TRUE`, `nULL`."""
    for value in layout.of_kind("literal"):
        text = layout.raw(value)
        yield rewritten(value, text.upper())
        yield rewritten(value, text[0] + text[1:].upper())


def _bare_word(layout: Layout) -> Iterator[Edit]:
    """A word in the place of a value."""
    for value in layout.below_root("string", "number", "literal"):
        for word in _WORDS:
            yield refusal(value, value.start, value.end, word)


def _integers(layout: Layout) -> Iterator[tuple[Value, str]]:
    for value in layout.of_kind("number"):
        text = layout.raw(value)
        if _INTEGER.fullmatch(text):
            yield value, text


ROWS: Mapping[str, Row] = MappingProxyType(
    {
        "bare-word": _bare_word,
        "control-character": _control_character,
        "foreign-escape": _foreign_escape,
        "leading-zeros": _leading_zeros,
        "limit-exceeded": _limit_exceeded,
        "literal-case": _literal_case,
        "lone-surrogate": _lone_surrogate,
        "long-suffix": _long_suffix,
        "nil-literal": _nil_literal,
        "non-finite-number": _non_finite_number,
        "number-constructor": _number_constructor,
        "number-form": _number_form,
        "number-out-of-range": _number_out_of_range,
        "number-suffix": _number_suffix,
        "python-literal": _python_literal,
        "single-quoted-string": _single_quoted_string,
        "smart-quoted-string": _smart_quoted_string,
        "string-prefix": _string_prefix,
        "unclosed-string": _unclosed_string,
        "undecodable-bytes": _undecodable_bytes,
        "unescaped-quote": _unescaped_quote,
        "unknown-escape": _unknown_escape,
        "unquoted-key": _unquoted_key,
    }
)
