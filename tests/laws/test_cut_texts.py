"""Law: a text that ends too early gives what was complete, and never anything else."""

import pytest
from hypothesis import given, settings

from tests.corpus.outcomes import CORPUS
from tests.laws.invariants import check, same, scalars
from tests.sampling import sampled
from ucsmsg import quasi
from ucsmsg.testing import Case, read_corpus
from ucsmsg.testing.strategies import json_texts, notification_texts

_LONGEST = 150
SMALL = [case for case in read_corpus(CORPUS) if len(case.data) < _LONGEST]
VALID = [case for case in read_corpus(CORPUS) if case.name.startswith(("documented/content-failure", "wire/"))]


def assert_part_of(text: str, offset: int) -> None:
    """Every scalar of the cut text stands at the same path in the whole. A root number may be another valid text."""
    whole = dict(scalars(quasi.parse(text).value))
    cut = quasi.parse(text[:offset])
    if not cut.ok:
        for path, value in scalars(cut.value):
            if not isinstance(value, dict | list) and path:
                assert same(whole[path], value), (text[:offset], path)


@settings(max_examples=25)
@given(text=json_texts())
def test_nothing_is_invented_wherever_a_text_ends(text: str) -> None:
    """Each scalar in the value of a beginning is a scalar of the whole, at the same path."""
    for offset in range(len(text)):
        assert_part_of(text, offset)


@settings(max_examples=12)
@given(text=notification_texts())
def test_nothing_is_invented_wherever_a_notification_ends(text: str) -> None:
    """The same for notifications, at every fifth place."""
    for offset in range(0, len(text), 5):
        assert_part_of(text, offset)


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_nothing_is_invented_wherever_a_real_payload_ends(case: Case) -> None:
    """The same for payloads as servers send them."""
    text = case.data.decode()
    for offset in range(0, len(text), 7):
        assert_part_of(text, offset)


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_every_law_holds_wherever_an_input_ends(case: Case) -> None:
    """Damaged or not, each small input of the corpus can end anywhere: in bytes, and in characters."""
    text = case.data.decode("utf-8", "replace")
    for offset in sampled(range(len(text))):
        check(text[:offset])
    for offset in sampled(range(len(case.data)), 5):
        check(case.data[:offset])
