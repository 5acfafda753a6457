"""Looking ahead for brackets in single matches finds those that the lexer finds token by token."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucsmsg.quasi.lexing._grammar import BRACKETS_AND_COMMAS
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


def by_token(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int]]:
    return [(kind, place) for kind, place, _ in Lexer(text, end=end).tokens(start) if kind in BRACKETS_AND_COMMAS]


def without_pairs(kinds: list[str]) -> list[str]:
    """The kinds after pairs that match are taken out one by one."""
    for index, pair in enumerate(itertools.pairwise(kinds)):
        if pair in (("LBRACE", "RBRACE"), ("LSQB", "RSQB")):
            return without_pairs(kinds[:index] + kinds[index + 2 :])
    return kinds


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_brackets_and_commas_are_those_of_the_tokens(text: str) -> None:
    assert [*Lexer(text).places(BRACKETS_AND_COMMAS, 0, len(text))] == by_token(text)


@pytest.mark.parametrize(("start", "end"), [(0, 9), (1, 9), (3, 8), (2, 2), (4, 30)])
def test_brackets_are_those_between_two_offsets(start: int, end: int) -> None:
    text = '[{"]":[1L]}, "}" /*]*/ {...} x'
    assert [*Lexer(text).places(BRACKETS_AND_COMMAS, start, end)] == by_token(text, start, end)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.data())
def test_unmatched_brackets_do_not_depend_on_what_was_asked_before(text: str, data: st.DataObject) -> None:
    lexer = Lexer(text)
    for position in data.draw(st.lists(st.integers(0, len(text)), max_size=4)):
        kinds = [kind for kind, _ in by_token(text, position) if kind != "COMMA"]
        assert lexer.unmatched_brackets(position) == (without_pairs(kinds), len(kinds))


def test_tokens_that_begin_inside_others_are_looked_through_anew() -> None:
    lexer = Lexer('["]}", ]')
    assert lexer.unmatched_brackets(0) == ([], 2)
    assert lexer.unmatched_brackets(2) == (["RSQB", "RBRACE"], 2)
    assert lexer.unmatched_brackets(6) == (["RSQB"], 1)


def test_unmatched_brackets_end_where_the_text_does_for_the_lexer() -> None:
    lexer = Lexer("[{}]]")
    assert lexer.unmatched_brackets(1) == (["RSQB", "RSQB"], 4)
    lexer.end = 4
    assert lexer.unmatched_brackets(1) == (["RSQB"], 3)
