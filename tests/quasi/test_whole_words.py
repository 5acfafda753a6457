"""What begins like a number or a literal and goes on as a word is one word: the finding names it whole, as a word."""

import itertools

import pytest

from tests.quasi.test_number_terminals import TOKENS
from ucsmsg import quasi

WORDS = [
    *map("".join, itertools.product(TOKENS, ["g", "é", "_g", "$", "$g", "+", "-", "…", "..", ".a"])),
    *map(
        "".join,
        itertools.product(
            ("0x1FL", "0o17l", "0b1L", "08e5", "08.5", "08.5e-5", "1_0.5", ".5e5"), ["g", "$", "+", "-", "…", ".."]
        ),
    ),
]


@pytest.mark.parametrize("around", ["[{}]", "[08,{},'b']", '{{"a":{}}}', "{{'a':{},b:1}}"])
def test_a_word_is_named_whole_and_as_a_word(around: str) -> None:
    start = around.replace("{{", "{").index("{}")
    for word in WORDS:
        found = [
            (one.message, one.span.start, one.span.end)
            for one in quasi.parse(around.format(word), "lenient").diagnostics
            if one.name == "bare-word"
        ]
        message = f"Expected a value, got `{word}`: put it in double quotes if it is a text"
        assert found == [(message, start, start + len(word))]
