"""The terminals of what is skipped or is no value: a text that is read otherwise without each of their parts.

The oracles are Python's own: `json` for escapes and numbers of RFC 8259, `int` and `float` for the other numbers,
`chr` for escapes of other languages. What a character makes of the token before it is tried for every token.
"""

import json

import pytest

from tests.quasi.judging import REFUSED
from tests.quasi.reading_tokens import check, read, tokens_of

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


COLOURS = ["\x1b[m", "\x1b[0m", "\x1b[34m", "\x1b[1;31m", "\x1b[38;5;208m", "\x1b[0m\x1b[1m"]


@pytest.mark.parametrize("colour", COLOURS, ids=map(ascii, COLOURS))
def test_a_colour_of_a_terminal_is_skipped(colour: str) -> None:
    check(f"[1,{colour}2]", [1, 2], ("terminal-colour", 3, 3 + len(colour), " "))
    check(f'{{"a"{colour}:1}}', {"a": 1}, ("terminal-colour", 4, 4 + len(colour), " "))
    assert tokens_of("quasi", f"{colour}1")[0] == ("TERMINAL_COLOUR", colour)


@pytest.mark.parametrize("text", ["\x1b[", "\x1b[3", "\x1b[3K", "\x1b[3 m", "\x1b3m", "[3m", "\x1b"], ids=ascii)
def test_another_code_of_a_terminal_is_no_colour(text: str) -> None:
    assert "terminal-colour" not in [name for name, *_ in read(f"[1,{text}2]")[1]]


@pytest.mark.parametrize("escapes", [r"\n", r"\t", r"\r\n", r"\n\t\t"])
def test_the_characters_of_an_escape_between_tokens_are_skipped(escapes: str) -> None:
    end = 3 + len(escapes)
    for value in ("2", "-2", "true", "false", "null", '"a"', "[]"):
        check(f"[1,{escapes}{value}]", [1, json.loads(value)], ("foreign-whitespace", 3, end, " "))
    check(f"[1{escapes},2]", [1, 2], ("foreign-whitespace", 2, end - 1, " "))


@pytest.mark.parametrize(
    "text", [r"\nil", r"\n5x", r"\trues", r"\nulls", r"\b", r"\f", r"\u0020", r"x\n5", r"2\n5", r"\nx"]
)
def test_an_escape_that_may_belong_to_a_word_is_not_skipped(text: str) -> None:
    assert REFUSED in [used for *_, used in read(f"[1,{text},3]")[1]]


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
    "(1, x)",
    "(x)",
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
