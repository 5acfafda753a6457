"""Words, however they are written."""

import pytest

from ucsmsg.redaction._spellings import respelled
from ucsmsg.redaction._words import words_in

SPELLINGS = [
    ("Müller", "Müller"),
    (r"M\u00fcller", "Müller"),
    (r"M\u00FCller", "Müller"),
    (r"M\xfcller", "Müller"),
    (r"M\xc3\xbcller", "Müller"),
    ("M%C3%BCller", "Müller"),
    ("M&uuml;ller", "Müller"),
    ("M&#252;ller", "Müller"),
    ("M&#xfc;ller", "Müller"),
    (r"\u{1D400}b", "\U0001d400b"),
    (r"\ud835\udc00b", "\U0001d400b"),
    (r"\U0001D400b", "\U0001d400b"),
    ("M&amp;uuml;ller", "Müller"),
    ("M&amp;amp;#252;ller", "Müller"),
    ("M%25C3%25BCller", "Müller"),
    ("e\u0301te\u0301", "e\u0301te\u0301"),
]


@pytest.mark.parametrize(("text", "word"), SPELLINGS)
def test_a_word_is_one_in_every_spelling(text: str, word: str) -> None:
    assert [each.text for each in words_in(f"-{text}.")] == [word]


@pytest.mark.parametrize(("text", "word"), SPELLINGS)
def test_another_word_is_written_in_the_same_form(text: str, word: str) -> None:
    [found] = words_in(text)
    other = word.translate(str.maketrans("Müller\U0001d400b", "Nèttis\U0001d401c"))
    written = found.rewritten(text, other)

    assert written is not None
    assert len(written) == len(text)
    assert [each.text for each in words_in(written)] == [other]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ada_lovelace@example.com", ["ada", "lovelace", "example", "com"]),
        (r"C:\\new\nline\t1", ["C", "new", "line", "1"]),
        ("a%20b%zz", ["a", "b", "zz"]),
        ("100%ab", ["100", "ab"]),
        ("&amp;x&bogus;", ["x", "bogus"]),
        ("\x1b[34mAda\x1b[0m", ["Ada"]),
        (r"\u001b[1mAda", ["Ada"]),
        (r"\u0041\u002dB", ["A", "B"]),
        (r"\UFFFFFFFFx", ["UFFFFFFFFx"]),
        ("☺ 1", ["1"]),
        ("100%25 &amp;", ["100"]),
        ("", []),
    ],
)
def test_words_are_what_stands_between_other_characters(text: str, words: list[str]) -> None:
    assert [each.text for each in words_in(text)] == words


@pytest.mark.parametrize(("spelling", "character"), [("&mu;", "ñ"), ("zz", "a"), ("%41", "é")])
def test_what_has_no_room_for_another_character_is_not_written(spelling: str, character: str) -> None:
    assert respelled(spelling, character) is None


def test_a_word_that_cannot_be_written_is_none() -> None:
    [word] = words_in("&mu;")

    assert word.rewritten("&mu;", "ñ") is None


@pytest.mark.parametrize("text", [r"M\\\\u00fcller", r"\\nMüller", r"M\\xfcller"])
def test_in_prose_several_backslashes_belong_to_what_follows_them(text: str) -> None:
    [word] = words_in(text, is_prose=True)

    assert word.text == "Müller"
    written = word.rewritten(text, "Nèttis")
    assert written is not None
    assert [each.text for each in words_in(written, is_prose=True)] == ["Nèttis"]
