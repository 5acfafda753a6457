"""Attacks: what identifies somebody is in no copy of a capture, of whatever container, in whatever form."""

import pytest

from tests.redaction.containers import NAMES, SECRETS, containers
from tests.redaction.laws import is_token, leaks_in, marks_of, redacted, tokens_of, words_of
from tests.sampling import sampled
from ucsmsg.redaction._vocabulary import may_stay

LABELS = [label for label, _ in containers("x", 0)]
CASES = [(label, number) for number in range(len(NAMES)) for label in LABELS]


LEFT_OUT = {
    ("script", "O'Brien-Smythe"): 1,  # the quote ends the string in which the payload stands
    ("recording", "messageType"): 1,  # a value that looks like a payload, and does not when it is replaced
}
"""How many records of a capture are not certain."""


@pytest.mark.parametrize(("label", "number"), sampled(CASES, 13), ids=str)
def test_nothing_of_somebody_is_left_in_a_copy(label: str, number: int) -> None:
    name = NAMES[number]
    text = dict(containers(name, number))[label]
    secrets = {word for word in words_of(name) | SECRETS if is_token(word)} - may_stay()

    capture = redacted(text)

    assert capture.is_whole
    assert len(capture.text) == len(text)
    assert leaks_in(capture.text, tokens_of(text) | secrets) == set()
    assert len(capture.left_out) == LEFT_OUT.get((label, name), 0)
    if not capture.left_out:
        assert marks_of(capture.text) == marks_of(text)
