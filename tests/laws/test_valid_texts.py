"""Law: RFC 8259 text is never touched."""

import pytest
from hypothesis import given, settings

from tests.laws.invariants import INTEROPERABILITY, check_lanes, names, same, standard_value
from ucsmsg import Mode, parse, quasi
from ucsmsg.testing.strategies import json_texts, notification_texts


@settings(max_examples=150)
@given(text=json_texts())
def test_a_valid_text_has_the_standard_library_s_value_and_no_diagnostic(text: str, mode: Mode) -> None:
    """Whatever white space, escapes, depth and damage in its strings a text has, nothing in it is a deviation."""
    document = quasi.parse(text, mode)

    assert document.diagnostics == ()
    assert same(document.value, standard_value(text))


@settings(max_examples=150)
@given(text=json_texts(disputed=True))
def test_what_parsers_disagree_about_is_reported_and_the_value_stays(text: str, mode: Mode) -> None:
    """Names twice, lone surrogates and numbers beyond a double have diagnostics; their value is the standard one."""
    document = quasi.parse(text, mode)

    assert names(document.diagnostics) <= INTEROPERABILITY
    assert same(document.value, standard_value(text))


@settings(max_examples=60)
@given(text=json_texts(disputed=True))
def test_every_lane_reads_it_alike(text: str) -> None:
    """No lane changes a value or a diagnostic of a valid text."""
    check_lanes(text)


@settings(max_examples=60)
@given(text=json_texts())
def test_bytes_are_read_as_their_text(text: str, mode: Mode) -> None:
    """UTF-8 is the encoding of JSON: no byte of a valid text is a deviation."""
    document = quasi.parse(text.encode(), mode)

    assert document.diagnostics == ()
    assert same(document.value, standard_value(text))


@settings(max_examples=60)
@given(text=notification_texts())
def test_a_documented_notification_is_a_record_without_a_diagnostic(text: str, mode: Mode) -> None:
    """What keeps to the documentation has nothing to report, in whatever valid text it comes."""
    parsed = parse(text, mode=mode)

    assert parsed.diagnostics == ()
    assert len(parsed.notifications) == 1


@pytest.mark.parametrize(
    "text",
    [
        '["call 123L, then {a=1}, True // ok"]',
        '{"a":"\\u0022}","b":"{\\"c\\":1L}"}',
        "[" * 256 + "]" * 256,
        '{"":{"":{"":0}}}',
        "\r\n\t 0 \r\n\t",
        '"\u2028\ufeff\x7f"',
        "[1e308,-0.0,-0,1E-400]",
    ],
)
def test_examples(text: str, mode: Mode) -> None:
    """Texts that parsers have been seen to corrupt."""
    document = quasi.parse(text, mode)

    assert document.diagnostics == ()
    assert same(document.value, standard_value(text))
