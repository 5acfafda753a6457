"""Hostile text costs neither memory nor time: it passes a limit, and that is said."""

import decimal
import sys
import tracemalloc

import pytest

from ucsmsg import quasi

Limits = quasi.Limits
DEFAULT = Limits()


def only(text: str | bytes, limits: Limits = DEFAULT) -> tuple[object, str, str]:
    document = quasi.parse(text, "lenient", limits=limits)
    (found,) = document.diagnostics
    assert found.severity == "error"
    return document.value, found.name, found.message


def test_size() -> None:
    characters = "Expected at most 5 characters, got 6: raise Limits.size if the text is yours"
    assert only('["é1"]', Limits(size=5)) == (None, "limit-exceeded", characters)
    octets = "Expected at most 5 bytes, got 7: raise Limits.size if the text is yours"
    assert only('["é1"]'.encode(), Limits(size=5)) == (None, "limit-exceeded", octets)
    assert quasi.parse("[1,2]", limits=Limits(size=5)).ok


def test_depth() -> None:
    message = "Expected at most 3 open brackets, got more: raise Limits.depth if the text is yours"
    assert only('[{"a":[[1]]}]', Limits(depth=3)) == (None, "limit-exceeded", message)
    assert quasi.parse('[{"a":[1L]}]', limits=Limits(depth=3)).ok
    assert quasi.parse("[" * 100_000).value is None
    assert quasi.parse('{"a":' * 100_000).value is None


PYTHON = "Python's own limit (sys.set_int_max_str_digits)"


@pytest.mark.parametrize(
    ("limit", "of_python", "number", "limits"),
    [
        pytest.param(4_300, 4_300, "7" * 5_000, f"4300 digits, got 5000: raise Limits.digits and {PYTHON}", id="both"),
        pytest.param(10_000, 4_300, "7" * 5_000, f"4300 digits, got 5000: raise {PYTHON}", id="Python's"),
        pytest.param(800, 4_300, "-" + "7" * 801, "800 digits, got 801: raise Limits.digits", id="the reader's"),
        pytest.param(3, 4_300, "1234L", "3 digits, got 4: raise Limits.digits", id="a suffix"),
        pytest.param(3, 4_300, "0x1000", "3 digits, got about 4: raise Limits.digits", id="hexadecimal"),
        pytest.param(3, 0, "-12.34e400", "3 digits, got 4: raise Limits.digits", id="an exponent"),
    ],
)
def test_digits(monkeypatch: pytest.MonkeyPatch, limit: int, of_python: int, number: str, limits: str) -> None:
    monkeypatch.setattr(sys, "get_int_max_str_digits", lambda: of_python)

    value, name, message = only(f"[{number},1]", Limits(digits=limit))

    assert (value, name) == ([1], "limit-exceeded")
    assert message == f"Expected at most {limits} if the text is yours"


def test_digits_as_many_as_both_limits_allow() -> None:
    assert quasi.parse("7" * 4_300, limits=Limits(digits=4_300)).value == int("7" * 4_300)
    assert quasi.parse("0x" + "f" * 3_571, "lenient").value == 16**3_571 - 1
    assert only("[0x" + "f" * 3_572 + "]")[:2] == ([], "limit-exceeded")


@pytest.mark.parametrize("exponent", ["9999999999999999999", "+999999999999999999"])
def test_an_exponent_beyond_every_number(exponent: str) -> None:
    largest = decimal.MAX_EMAX - 1_000_000
    message = f"Expected an exponent of at most {largest}, got `{exponent}`: no number is that large"
    assert only(f"[-1E{exponent},1]") == ([1], "limit-exceeded", message)


def test_digits_with_leading_zeros() -> None:
    assert only("[0" + "1" * 50 + "]")[2] == (
        "Expected no leading zeros, got a number with two readings: decimal and octal"
    )
    assert quasi.parse("[1e999999]", "lenient").ok


def test_diagnostics() -> None:
    message = "Expected at most 2 deviations, got more: raise Limits.diagnostics if the text is yours"
    assert only("[1L,2L,3L]", Limits(diagnostics=2)) == (None, "limit-exceeded", message)
    assert only('{"a":1,"a":2,"a":3}', Limits(diagnostics=1)) == (
        None,
        "limit-exceeded",
        "Expected at most 1 deviations, got more: raise Limits.diagnostics if the text is yours",
    )
    assert quasi.parse("[1L,2L]", limits=Limits(diagnostics=2)).ok


def test_a_limit_that_is_no_positive_number_is_refused() -> None:
    with pytest.raises(ValueError, match="Expected a positive limit for depth, got 0"):
        Limits(depth=0)
    with pytest.raises(TypeError, match="Expected an int for size, got str"):
        Limits(size="1 MB")  # type: ignore[arg-type]  # what type checkers refuse as well


@pytest.mark.parametrize("suffix", ["", "L", ".0", "e1", "_0"])
@pytest.mark.parametrize("length", [5_000, 150_000])
def test_a_number_beyond_the_limit_is_a_diagnostic_however_long_it_is(length: int, suffix: str) -> None:
    """Longer than the limit on digits, and in a text that is longer than the limit on diagnostics."""
    for text in (f"[{'1' * length}{suffix}]", f"[{'-' + '1' * length}{suffix},2L]"):
        assert "limit-exceeded" in [found.name for found in quasi.parse(text, "lenient").diagnostics]


def test_a_long_string_is_no_deep_text() -> None:
    text = '["' + "x" * 5_000_000 + '",1L]'
    assert quasi.parse(text).value == ["x" * 5_000_000, 1]


def test_looking_ahead_at_closing_brackets_ends_but_mending_goes_on() -> None:
    document = quasi.parse("[" + "}" * 1200 + "]", "lenient")
    assert (document.value, document.ok, len(document.diagnostics)) == ([], True, 1200)
    document = quasi.parse("[" + '{"a":[1},' * 1200 + '{"a":[' + "1," * 100 + "1]}]", "lenient")
    assert isinstance(document.value, list)
    assert document.value[:1200] == [{"a": [1]}] * 1200
    assert {found.name for found in document.diagnostics} == {"missing-closer"}


@pytest.mark.parametrize(
    "element", ["1L", "'a'", "u'b'", '"\t"', "None", "/**/1", '"\\x41"', "'\\x41\\x41'", "+1", "1;", "“a”"]
)
def test_what_deviates_too_often_takes_no_memory_before_it_is_refused(element: str) -> None:
    """Of many deviations no more are held than the limit allows: a text takes at most twelve times its own memory."""
    text = f"[{','.join([element] * 120_000)}]"
    quasi.parse(text[:100] + "1]")
    tracemalloc.start()
    name = only(text, Limits(diagnostics=500))[1]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert name == "limit-exceeded"
    assert peak < 12 * sys.getsizeof(text)


def test_a_string_that_deviates_too_often_takes_no_memory_before_it_is_refused() -> None:
    text = '["' + "\\x41" * 120_000 + '"]'
    tracemalloc.start()
    name = only(text, Limits(diagnostics=500))[1]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert name == "limit-exceeded"
    assert peak < 12 * sys.getsizeof(text)
