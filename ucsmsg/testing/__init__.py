"""For tests of this package and of tools that depend on it.

Corpora of payloads with expected outcomes; mutators, which put one named deviation into a valid text or a documented
notification and say what must come out of it; and Hypothesis strategies for texts and notifications in
`ucsmsg.testing.strategies`, with the extra `testing`; fixtures of pytest in `ucsmsg.testing.pytest_plugin`.
"""

from ucsmsg.testing._corpus import (
    READERS,
    Case,
    CorpusError,
    Outcome,
    corpus_inputs,
    expectation_beside,
    format_expectation,
    outcome_of,
    read_corpus,
)
from ucsmsg.testing._mutator import MUTABLE, Mutation, mutate, mutations
from ucsmsg.testing._notification_mutator import (
    MUTABLE_IN_NOTIFICATIONS,
    MUTABLE_IN_RECORDS,
    NotificationMutation,
    mutate_notification,
    mutate_record,
    notification_mutations,
    record_mutations,
)

__all__ = [
    "MUTABLE",
    "MUTABLE_IN_NOTIFICATIONS",
    "MUTABLE_IN_RECORDS",
    "READERS",
    "Case",
    "CorpusError",
    "Mutation",
    "NotificationMutation",
    "Outcome",
    "corpus_inputs",
    "expectation_beside",
    "format_expectation",
    "mutate",
    "mutate_notification",
    "mutate_record",
    "mutations",
    "notification_mutations",
    "outcome_of",
    "read_corpus",
    "record_mutations",
]
