"""Law: one departure from the documentation gives one diagnostic at its path, and nothing of the record is lost."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.outcomes import CORPUS
from ucsmsg import (
    ChatMessage,
    GetInteractionContentMessage,
    Interaction,
    Mode,
    Notification,
    Severity,
    UcsOperationResponse,
    parse,
    quasi,
)
from ucsmsg.catalogue import ROWS, Layer
from ucsmsg.places import format_path
from ucsmsg.schema import unstructure
from ucsmsg.testing import (
    MUTABLE_IN_NOTIFICATIONS,
    NotificationMutation,
    mutate_notification,
    notification_mutations,
    read_corpus,
)
from ucsmsg.testing.strategies import notifications

DOCUMENTED = {case.name: case for case in read_corpus(CORPUS) if case.name.startswith(("documented/", "wire/"))}
PLAIN = Notification(data=UcsOperationResponse(reference_id=1, success=True))


def assert_reported(mutation: NotificationMutation, mode: Mode) -> None:
    """The one diagnostic is the mutation's, as severe as the mode says, and the record is written as it must be."""
    parsed = parse(quasi.dumps(mutation.value), mode=mode)
    severity = Severity.ERROR if mutation.refused else mode.severity(mutation.name)
    written = [] if mutation.written is None else [mutation.written]

    assert [(one.name, one.path, one.severity) for one in parsed.diagnostics] == [
        (mutation.name, format_path(mutation.path), severity)
    ]
    assert [unstructure(notification) for notification in parsed.notifications] == written


@st.composite
def mutated_notifications(draw: st.DrawFn) -> NotificationMutation:
    """One of the deviations that have a place in any notification, at one of its places."""
    notification, seed = draw(notifications()), draw(st.integers(0, 99))
    found = [mutate_notification(notification, name, seed) for name in sorted(MUTABLE_IN_NOTIFICATIONS)]
    return draw(st.sampled_from([mutation for mutation in found if mutation]))


@settings(max_examples=60)
@given(mutation=mutated_notifications())
def test_any_place_of_any_notification(mutation: NotificationMutation, mode: Mode) -> None:
    """Each schema deviation, somewhere in any notification."""
    assert_reported(mutation, mode)


@pytest.mark.parametrize(
    "name", ["wire/all-media.json", "documented/content-success.txt", "wire/operation-failed.json"]
)
def test_every_place_of_a_documented_notification(name: str, mode: Mode) -> None:
    """Each schema deviation, at every place of the documentation's own samples."""
    for notification in parse(DOCUMENTED[name].data, mode="lenient").notifications:
        for mutation in notification_mutations(notification):
            assert_reported(mutation, mode)


def test_what_is_absent_contradicts_nothing() -> None:
    interaction = Interaction(end_date=datetime(2015, 10, 1, tzinfo=UTC), uri="/interactions/1")
    data = GetInteractionContentMessage(interaction=interaction, messages=(ChatMessage(), ChatMessage()))
    names = {mutation.name for mutation in notification_mutations(Notification(data=data))}

    assert not names & {"end-before-start", "id-mismatch", "index-order"}


def test_each_deviation_has_a_place_in_one_of_the_documented_notifications() -> None:
    """None is left untried, but for the ones that only `loads`, and only a JSON Schema, report."""
    inputs = [parse(case.data, mode="lenient").notifications for case in DOCUMENTED.values()]
    tried = {mutation.name for found in inputs for one in found for mutation in notification_mutations(one)}

    assert tried == MUTABLE_IN_NOTIFICATIONS
    assert tried == {row.name for row in ROWS if row.layer is Layer.SCHEMA} - {
        "not-one-notification",
        "schema-violation",
    }


@given(seed=st.integers(0, 100))
def test_the_seed_chooses_the_place(seed: int) -> None:
    mutation = mutate_notification(PLAIN, "missing-member", seed)

    assert mutation in [one for one in notification_mutations(PLAIN) if one.name == "missing-member"]


def test_a_notification_without_a_place_gives_none() -> None:
    assert mutate_notification(PLAIN, "index-order") is None


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^Expected the name of a mutable row, got 'comment': see "):
        mutate_notification(PLAIN, "comment")
