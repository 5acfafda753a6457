"""The mutator and the strategies themselves: what they promise to tools that use them."""

import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.invariants import same, standard_value
from ucsmsg import Notification, dumps, parse, quasi
from ucsmsg.catalogue import ROWS, Layer
from ucsmsg.testing import MUTABLE, Mutation, mutate, mutate_notification, mutations, notification_mutations
from ucsmsg.testing.strategies import json_texts, mutated_texts, notification_texts, notifications

SAMPLE = '{"id": 7, "ok": true, "list": ["word", -0.5, {"name": "two words"}, 10.0]}\n'


def test_every_syntax_row_can_be_put_into_a_text() -> None:
    assert {row.name for row in ROWS if row.layer is Layer.SYNTAX} == MUTABLE


def test_a_mutation_says_what_must_come_out() -> None:
    assert mutate('{"referenceId": 12}', "long-suffix") == Mutation(
        text='{"referenceId": 12l}',
        name="long-suffix",
        start=16,
        end=19,
        value={"referenceId": 12},
        refused=False,
        path=("referenceId",),
        original='{"referenceId": 12}',
    )


def test_a_refused_mutation_leaves_the_member_out() -> None:
    assert mutate('{"a": 1, "b": [2]}', "unexpected-text", seed=1) == Mutation(
        text='{"a": 1), "b": [2]}',
        name="unexpected-text",
        start=6,
        end=8,
        value={"b": [2]},
        refused=True,
        path=("a",),
        original='{"a": 1, "b": [2]}',
    )


def test_a_mutation_of_bytes_is_bytes() -> None:
    mutation = mutate("[1]", "foreign-encoding")

    assert mutation is not None
    assert isinstance(mutation.text, bytes)
    assert (mutation.start, mutation.end, mutation.value) == (0, 0, [1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[]", "trailing-comma"),
        ("7", "missing-opener"),
        ('{"[a": 1}', "missing-opener"),
        ('{"a:": 1}', "missing-colon"),
        ('["a]"]', "missing-closer"),
        ('["a,", 1]', "missing-comma"),
        ('[1, ",a"]', "missing-comma"),
        ("[1]", "several-values"),
        ("true", "comment-filtered"),
        ('["*/"]', "comment-filtered"),
        ('["it\'s"]', "single-quoted-string"),
        ('["a\\n"]', "unclosed-string"),
        ('{"a": "b", "c": ["d"]}', "unclosed-string"),
        ('{"a": "b-c", "d": "e"}', "unescaped-quote"),
        ('{"null": 1, "a-b": 2}', "unquoted-key"),
        ("[1]", "missing-closer"),
        ("[1,2]", "missing-comma"),
        ("[1E3]", "number-suffix"),
        ('["\ud83d"]', "foreign-encoding"),
        ('["\ud83d"]', "undecodable-bytes"),
    ],
)
def test_a_text_without_a_certain_place_gives_none(text: str, name: str) -> None:
    assert mutate(text, name) is None


def test_the_seed_chooses_the_place() -> None:
    places = [mutation.start for seed in range(100) if (mutation := mutate(SAMPLE, "comment", seed))]

    assert len(places) == 100
    assert len(set(places)) > 20
    assert mutate(SAMPLE, "comment", random.Random(3)) == mutate(SAMPLE, "comment", 3)  # noqa: S311  # no secret


def test_all_mutations_are_those_that_a_seed_can_choose() -> None:
    every = [mutation for mutation in mutations(SAMPLE) if mutation.name == "number-form"]

    assert all(mutate(SAMPLE, "number-form", seed) in every for seed in range(50))
    assert sorted(str(mutation.text)[7:12] for mutation in every if mutation.path == ("id",)) == [
        '+7, "',
        "0b111",
        "0o7, ",
        "0x7, ",
    ]


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^Expected the name of a mutable row, got 'value-case': see ucsmsg"):
        mutate("[1]", "value-case")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[1", "Expecting ',' delimiter: line 1 column 3 (char 2)"),
        ("[1385406142000L]", "Expecting ',' delimiter: line 1 column 15 (char 14)"),
        ("NaN", "the number NaN"),
        ('{"a":1,"a":2}', "an object with a name twice"),
        ("", "Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_a_text_that_is_not_valid_is_an_error_that_says_what_to_do(text: str, found: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected valid JSON, got ") as caught:
        mutate(text, "comment")

    assert str(caught.value) == f"Expected valid JSON, got {found}: repair it first, with ucsmsg.quasi.fix(text).text"


def test_a_documented_sample_that_was_repaired_can_be_mutated() -> None:
    text = quasi.fix('{"referenceId": 1385406142000L}').text

    assert mutate(text, "long-suffix") is not None


@pytest.mark.parametrize("mutate_one", [lambda given: mutate_notification(given, "wrong-type"), notification_mutations])
def test_a_notification_as_text_is_an_error_that_says_what_to_do(mutate_one: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError, match=r"^Expected a Notification, got str: read it first, with ucsmsg\.loads$"):
        list(mutate_one('{"data":{}}') or ())


@settings(max_examples=100)
@given(text=json_texts(), disputed=json_texts(disputed=True))
def test_json_texts_are_valid(text: str, disputed: str) -> None:
    standard_value(text)
    standard_value(disputed)


@settings(max_examples=50)
@given(text=notification_texts(), notification=notifications())
def test_notifications_keep_to_the_documentation(text: str, notification: Notification) -> None:
    assert parse(text).diagnostics == ()
    assert parse(dumps(notification)).diagnostics == ()


@settings(max_examples=50)
@given(mutated=mutated_texts(st.just(SAMPLE), ["python-literal", "non-finite-number"]))
def test_mutated_texts_have_one_of_the_names(mutated: Mutation) -> None:
    assert mutated.original == SAMPLE
    assert mutated.name in ("python-literal", "non-finite-number")
    assert same(mutated.value, standard_value(SAMPLE)) == (mutated.name == "python-literal")


@settings(max_examples=20)
@given(mutated=mutated_texts(st.sampled_from(["[]", "[1]"]), ["trailing-comma", "long-suffix"]))
def test_a_text_without_a_place_is_not_drawn(mutated: Mutation) -> None:
    assert mutated.original == "[1]"


def test_without_hypothesis_there_are_still_the_corpus_and_the_mutator() -> None:
    program = "import sys; sys.modules['hypothesis'] = None; from ucsmsg.testing import mutate, read_corpus"

    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  # this test's own program


def test_no_prefix_comes_before_an_empty_name() -> None:
    """There the letter may be the name itself."""
    assert mutate('{"":1}', "string-prefix") is None
    assert mutate('{"a":1}', "string-prefix") is not None
