"""Law: one deviation gives one diagnostic at its place, and the value of the text it was put into."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.invariants import NO_SUBSTITUTE, check_coverage, check_lanes, check_used, errors, same
from ucsmsg import Mode, Severity, quasi
from ucsmsg.catalogue import row_named
from ucsmsg.testing import MUTABLE, Mutation, mutations
from ucsmsg.testing.strategies import json_texts, mutated_texts, notification_texts

TEXTS = {
    "small": '{"a":1,"b":[2,"two",true]}',
    "lines": """{
  "channel": "/v2/ucs/interactions",
  "data": {"referenceId": 12, "success": true, "messageType": "UcsOperationResponse", "list": [1, "two", [3.0, null]]},
  "last": "word"
}
""",
    "odd": ' ["\\\\ \\u00e9\\ud83d\\ude00]}7",-0,100, 0.5, {"none" : "it\'s", "a b": "“c d”", "": 0} , [[false]] ]\r\n',
    "string": '"é"',
    "number": "-17",
}


# About one member or element, so that it makes no difference what else is in the text.
LOCAL = MUTABLE - {
    *("byte-order-mark", "foreign-encoding", "undecodable-bytes", "comment-filtered", "surrounding-text"),
    *("several-values", "no-value", "missing-opener", "missing-closer", "extra-closer", "cut-off", "unclosed-string"),
    *("encoded-text", "doubled-brace", "terminal-colour"),
    "comment",  # one that never closes hides everything
}
nested_texts = json_texts().map("[{}]".format)


def assert_reported(mutation: Mutation, mode: Mode) -> None:
    """The one diagnostic is the mutation's, at its place, as severe as the mode's column says; the value is right."""
    document = quasi.parse(mutation.text, mode)
    severity = Severity.ERROR if mutation.refused else mode.severity(mutation.name)

    assert [(one.name, one.span.start, one.span.end, one.severity) for one in document.diagnostics] == [
        (mutation.name, mutation.start, mutation.end, severity)
    ]
    assert same(document.value, mutation.value)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_place_of_a_text(text: str, mode: Mode) -> None:
    """Each deviation, at every place at which it can be put."""
    for mutation in mutations(text):
        assert_reported(mutation, mode)


def test_each_deviation_has_a_place_in_one_of_these_texts() -> None:
    """None is left untried."""
    assert {mutation.name for text in TEXTS.values() for mutation in mutations(text)} == MUTABLE


def test_what_was_used_takes_the_place_of_what_was_found() -> None:
    """With it the text is one that the standard library reads as the same value, whatever the repair."""
    tried = set()
    for mutation in itertools.chain.from_iterable(map(mutations, TEXTS.values())):
        if not mutation.refused:
            check_used(quasi.parse(mutation.text, "lenient"))
            tried.add(mutation.name)

    assert tried == {name for name in MUTABLE if not row_named(name).always_refused}
    assert tried > NO_SUBSTITUTE


@settings(max_examples=100)
@given(mutated=mutated_texts())
def test_any_place_of_any_text(mutated: Mutation, mode: Mode) -> None:
    """Each deviation, somewhere in any valid text."""
    assert_reported(mutated, mode)


@settings(max_examples=40)
@given(mutated=mutated_texts(notification_texts()))
def test_any_place_of_any_notification(mutated: Mutation, mode: Mode) -> None:
    """Each deviation, somewhere in a notification."""
    assert_reported(mutated, mode)


@settings(max_examples=100)
@given(mutated=mutated_texts())
def test_a_changed_text_is_accounted_for(mutated: Mutation) -> None:
    """Every character of a changed text is in a value, in white space or structure, or in the diagnostic's span."""
    text = mutated.text
    if isinstance(text, str):
        check_coverage(text)


@settings(max_examples=100)
@given(mutated=mutated_texts(), more=st.integers(0, 3))
def test_every_lane_reads_a_changed_text_alike(mutated: Mutation, more: int) -> None:
    """The quick lanes give the grammar's value and diagnostics, for one deviation and for several like it."""
    text = mutated.text
    if isinstance(text, str):
        check_lanes("[" * more + ",".join([text] * more or [text]) + "]" * more)


@settings(max_examples=100)
@given(mutated=st.lists(mutated_texts(nested_texts, LOCAL), min_size=2, max_size=3))
def test_one_deviation_does_not_hide_another(mutated: list[Mutation], mode: Mode) -> None:
    """Texts in an array, each with a deviation: all are reported at their places, and the values are all there."""
    expected, text = [], "["
    for mutation in mutated:
        expected.append((mutation.name, len(text) + mutation.start, len(text) + mutation.end))
        text += f"{mutation.text!s},"
    document = quasi.parse(text + "0]", mode)

    assert [(one.name, one.span.start, one.span.end) for one in document.diagnostics] == expected
    assert same(document.value, [*(mutation.value for mutation in mutated), 0])


@settings(max_examples=100)
@given(mutated=mutated_texts())
def test_refusal_is_the_catalogue_s_word(mutated: Mutation) -> None:
    """What the catalogue never repairs is refused; lenient mode has an error for what is refused, and for that only."""
    mutation = mutated
    row = row_named(mutation.name)

    assert mutation.refused or not row.always_refused
    assert bool(errors(quasi.parse(mutation.text, "lenient").diagnostics)) == mutation.refused
