"""A text that ends inside a number or a literal was cut off there; another word at the end has no reading."""

import itertools

import pytest

from ucsmsg import quasi

LITERALS = ["true", "false", "null", "True", "False", "None", "NaN", "Infinity", "-Infinity"]
BEGINNINGS = sorted({word[:length] for word in LITERALS for length in range(1, len(word))} - {"true", "-"})
NUMBERS = ["-", "+", "1.", "-1.", "1e", "1E", "1e+", "12.5e-", ".", "-.", "1.e"]


@pytest.mark.parametrize("before", ["[", "[1, ", '{"a": ', "[{'b': "])
@pytest.mark.parametrize("beginning", [*BEGINNINGS, *NUMBERS])
def test_the_beginning_of_a_value_was_cut_off(before: str, beginning: str) -> None:
    document = quasi.parse(before + beginning, "lenient")
    assert [one.name for one in document.diagnostics if one.name == "bare-word"] == []
    (cut_off,) = (one for one in document.diagnostics if one.name == "cut-off")
    assert (cut_off.span.start, cut_off.span.end) == (len(before), len(before + beginning))
    assert document.ok


@pytest.mark.parametrize("before", ["[", "[1, ", '{"a": ', "[{'b': "])
@pytest.mark.parametrize(
    "word", [*map("".join, itertools.product(BEGINNINGS[:30], ["x", "_"])), "t1", "nix", "yes", "-x"]
)
def test_another_word_at_the_end_has_no_reading(before: str, word: str) -> None:
    document = quasi.parse(before + word, "lenient")
    assert ("bare-word", len(before)) in [(one.name, one.span.start) for one in document.diagnostics if one.is_error]
    assert "cut-off" not in [one.name for one in document.diagnostics]
