"""Law: what is written reads back."""

from hypothesis import given, settings

from tests.laws.invariants import check_written, same
from ucsmsg import Mode, Notification, dumps, loads, parse, quasi
from ucsmsg.testing import Mutation
from ucsmsg.testing.strategies import json_texts, mutated_texts, notification_texts, notifications


@settings(max_examples=60)
@given(text=json_texts(disputed=True))
def test_a_value_is_written_as_text_that_reads_back(text: str) -> None:
    """In strict mode, equal, and without a syntax diagnostic but for lone surrogates and large numbers."""
    check_written(quasi.parse(text).value)


@settings(max_examples=60)
@given(mutated=mutated_texts())
def test_a_repaired_value_is_written_as_text_that_reads_back(mutated: Mutation) -> None:
    """A repair gives a value like any other; only NaN and the infinities cannot be written."""
    check_written(mutated.value)


@settings(max_examples=60)
@given(text=json_texts())
def test_writing_is_canonical(text: str) -> None:
    """What was read from written text is written as the same text."""
    written = quasi.dumps(quasi.loads(text))

    assert quasi.dumps(quasi.loads(written)) == written


@settings(max_examples=60)
@given(notification=notifications())
def test_a_notification_survives(notification: Notification, mode: Mode) -> None:
    """`loads(dumps(n)) == n`."""
    assert loads(dumps(notification), mode=mode) == notification


@settings(max_examples=60)
@given(text=notification_texts())
def test_a_documented_notification_is_written_with_the_values_it_was_read_from(text: str) -> None:
    """A record without diagnostics loses nothing: only the order of members may differ."""
    (notification,) = parse(text).notifications

    assert quasi.loads(dumps(notification)) == quasi.loads(text)


@settings(max_examples=60)
@given(mutated=mutated_texts(notification_texts()))
def test_a_damaged_notification_survives(mutated: Mutation) -> None:
    """What could be read of a damaged text is written as text that gives the same records."""
    for notification in parse(mutated.text, mode="lenient").notifications:
        if mutated.name != "non-finite-number":
            written = dumps(notification)
            (again,) = parse(written).notifications
            assert again == notification
            assert same(quasi.loads(dumps(again)), quasi.loads(written))
