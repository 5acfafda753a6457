"""The typed lane takes texts that deviate in nothing, and gives of them what the other lanes give."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.outcomes import CORPUS
from tests.typed.damaged import damaged
from tests.typed.reading import CONTENT, HISTORY, LANES, RESPONSE, is_taken, taken_by, text_of, untyped
from ucsmsg import Notification, parse
from ucsmsg.schema import unstructure
from ucsmsg.testing import mutations, notification_mutations, read_corpus
from ucsmsg.testing.strategies import notifications

CASES = read_corpus(CORPUS)
TEXTS = [text_of(value, separators=(",", ":")) for value in (HISTORY, RESPONSE)]


def test_on_the_corpus() -> None:
    taken = {case.name for case in CASES if is_taken(case.data)}
    sound = {case.name for case in CASES if not untyped(case.data).diagnostics}
    assert len(taken) >= 10
    assert taken == sound


@pytest.mark.parametrize("text", TEXTS)
def test_on_every_mutation_of_the_syntax(text: str) -> None:
    assert is_taken(text)
    for mutation in mutations(text):
        assert not is_taken(mutation.text)


@pytest.mark.parametrize("value", [CONTENT, HISTORY, RESPONSE])
def test_on_every_mutation_of_a_notification(value: dict[str, object]) -> None:
    (notification,) = parse(text_of(value)).notifications
    for mutation in notification_mutations(notification):
        assert not is_taken(text_of(mutation.value))


@settings(max_examples=60)
@given(st.lists(notifications(), max_size=3))
def test_on_any_notification(made: list[Notification]) -> None:
    """Most are taken; some have members that are unknown, or times in microseconds."""
    is_taken(text_of([unstructure(notification) for notification in made]))
    for notification in made:
        is_taken(text_of(unstructure(notification)))


def test_on_damaged_notifications() -> None:
    """`python -m tests.fuzz.typed` tries many more."""
    taken = Counter(name for number in range(1500) for name in LANES if taken_by(LANES[name], damaged(number)))
    assert taken["tolerant"] > taken["typed"] > 30
