"""Looking ahead for brackets in single matches finds those that the lexer finds token by token."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucsmsg.quasi.lexing._grammar import CLOSERS, OPENERS
from ucsmsg.quasi.lexing._lexer import Lexer

PIECES = [
    *'{}[],:"”\\#( \n\xa0',
    "'",
    "…",
    "...",
    "//",
    "/*",
    "*/",
    '"a"',
    "u'a'",
    "1",
    "1L",
    "a",
    "None",
    "{...}",
    "('a')",
]


def by_token(text: str, start: int = 0, end: int | None = None) -> list[str]:
    return [kind for kind, _, _ in Lexer(text, end=end).tokens(start) if kind in OPENERS | CLOSERS]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_brackets_are_those_of_the_tokens(text: str) -> None:
    assert Lexer(text).brackets(0) == by_token(text)


@pytest.mark.parametrize(("start", "end"), [(0, 9), (1, 9), (3, 8), (2, 2), (4, 30)])
def test_brackets_are_those_between_two_offsets(start: int, end: int) -> None:
    text = '[{"]":[1L]}, "}" /*]*/ {...} x'
    assert Lexer(text, end=end).brackets(start) == by_token(text, start, end)
