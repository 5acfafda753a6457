"""Pseudonyms: other words of the same shape."""

import itertools
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucsmsg.redaction._alphabets import alphabet_of
from ucsmsg.redaction._pseudonyms import Pseudonyms

PSEUDONYMS = Pseudonyms(b"k" * 32)
LETTERS = st.characters(categories=("L", "N"))


@given(word=st.text(LETTERS, min_size=1, max_size=20))
@settings(max_examples=60)
def test_a_pseudonym_has_the_shape_of_its_word(word: str) -> None:
    pseudonym = PSEUDONYMS.of(word)

    assert len(pseudonym) == len(word)
    assert len(pseudonym.encode()) == len(word.encode())
    for one, other in zip(word, pseudonym, strict=True):
        assert other in alphabet_of(one)


@pytest.mark.parametrize(
    "words",
    [
        [*string.ascii_lowercase],
        [*map("".join, itertools.product(string.ascii_lowercase, repeat=2))],
        [str(number) for number in range(1, 1000)],
        [f"{number:08x}" for number in range(0xA0, 0x1A0)],
        ["ß", "ä", "é", "ü"],
    ],
    ids=["letters", "pairs", "integers", "hexadecimal", "latin"],
)
def test_no_two_words_become_the_same_and_none_stays(words: list[str]) -> None:
    pseudonyms = [*map(PSEUDONYMS.of, words)]

    assert len({*pseudonyms}) == len(words)
    assert not any(one == other for one, other in zip(words, pseudonyms, strict=True) if one.strip("0"))


def test_an_integer_stays_one() -> None:
    assert all(PSEUDONYMS.of(str(number))[0] != "0" for number in range(1, 300))
    assert (PSEUDONYMS.of("0"), PSEUDONYMS.of("007")[:2]) == ("0", "00")


def test_hexadecimal_digits_stay_that() -> None:
    pseudonym = PSEUDONYMS.of("cc9016eee9c84dfeb266c642d9fd92c5")

    assert {*pseudonym} <= {*"0123456789abcdef"}
    assert not {*PSEUDONYMS.of("effacededeface")} <= {*"abcdef"}, "a word is one, whatever its letters are"


def test_letter_case_makes_no_other_word() -> None:
    pseudonym = PSEUDONYMS.of("Lovelace")

    assert PSEUDONYMS.of("LOVELACE") == pseudonym.upper()
    assert PSEUDONYMS.of("lovelace") == pseudonym.lower()
    assert pseudonym == pseudonym.capitalize()


def test_another_key_gives_other_words() -> None:
    assert Pseudonyms(b"other").of("Lovelace") != PSEUDONYMS.of("Lovelace")
    assert Pseudonyms(b"k" * 32).of("Lovelace") == PSEUDONYMS.of("Lovelace")


@pytest.mark.parametrize("word", ["", "0", "000", "☺", "\ud800"])
def test_what_has_no_other_word_stays(word: str) -> None:
    assert PSEUDONYMS.of(word) == word


def test_in_an_encoding_all_characters_are_in_it() -> None:
    polish = PSEUDONYMS.in_encoding("iso8859-2")

    assert len(polish.of("żółć").encode("iso8859-2")) == 4
    assert PSEUDONYMS.in_encoding("utf-16-le") is PSEUDONYMS


@pytest.mark.parametrize(
    ("character", "others"), [("ж", "абя"), ("é", "àöü"), ("语", "诃诚"), ("٣", "٠٩"), ("Ω", "ΑΣ"), ("µ", "à")]
)
def test_an_alphabet_has_one_script(character: str, others: str) -> None:
    assert {*others} <= {*alphabet_of(character)}


@pytest.mark.parametrize("character", [" ", "-", "☺", "\ud800", "\u0378"])
def test_what_is_no_part_of_a_word_has_no_alphabet(character: str) -> None:
    assert alphabet_of(character) == ""


def test_a_letter_that_is_alone_in_its_row_stands_for_itself() -> None:
    assert alphabet_of("\u2139") == "".join(each for each in alphabet_of("\u2139") if each.isalpha())
