"""How the tests of the terminals read a text: its value and deviations, and its tokens by Lark and a grammar alone."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lark import Lark

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


HEXADECIMAL = "0123456789abcdefABCDEF"
JSON_ESCAPES = [f"\\{letter}" for letter in '"\\/bfnrt'] + [f"\\u00{digit}{digit}" for digit in HEXADECIMAL]


def tokens_of(grammar: str, text: str) -> list[tuple[str, str]]:
    """The tokens of a text, with nothing but Lark and the grammar's file."""
    return [(token.type, str(token)) for token in lark(grammar).lex(text, dont_ignore=True)]


@functools.cache
def lark(name: str) -> Lark:
    return Lark((GRAMMAR / f"{name}.lark").read_text("utf-8"), parser="lalr", lexer="basic")
