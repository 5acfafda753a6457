"""For tests of this package and of tools that depend on it.

Corpora of payloads with expected outcomes; a mutator, which puts one named deviation into a valid text and says what
must come out of it; and Hypothesis strategies for texts and notifications in `ucsmsg.testing.strategies`, with the
extra `testing`.
"""

from ucsmsg.testing._corpus import (
    Case,
    CorpusError,
    Outcome,
    corpus_inputs,
    expectation_beside,
    format_expectation,
    read_corpus,
)
from ucsmsg.testing._mutator import MUTABLE, Mutation, mutate, mutations

__all__ = [
    "MUTABLE",
    "Case",
    "CorpusError",
    "Mutation",
    "Outcome",
    "corpus_inputs",
    "expectation_beside",
    "format_expectation",
    "mutate",
    "mutations",
    "read_corpus",
]
