"""The documentation's four samples become typed records with every member in its place."""

import collections
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.corpus.outcomes import CORPUS
from ucsmsg import (
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    InteractionState,
    InteractionType,
    MediaType,
    ParticipantType,
    iter_parse,
    loads,
)

SAMPLES = CORPUS / "documented"
PAGE = SAMPLES / "page.txt"


def history() -> GetInteractionsHistoryMessage:
    """The sample of a successful history request."""
    data = loads((SAMPLES / "history-success.json").read_text("utf-8")).data
    assert isinstance(data, GetInteractionsHistoryMessage)
    return data


def content() -> GetInteractionContentMessage:
    """The sample of a successful content request."""
    data = loads((SAMPLES / "content-success.txt").read_text("utf-8")).data
    assert isinstance(data, GetInteractionContentMessage)
    return data


def test_the_history_has_three_interactions() -> None:
    interactions = history().interactions
    assert interactions

    assert [interaction.id for interaction in interactions] == [
        "00016aB14RQD003N",
        "00016aB14RQD003K",
        "00012aB0T770000K",
    ]
    assert [interaction.end_date is None for interaction in interactions] == [False, True, False]
    assert [interaction.owner_information is None for interaction in interactions] == [True, False, False]


def test_an_interaction_has_every_member_of_the_sample() -> None:
    interactions = history().interactions
    assert interactions
    first, _, last = interactions

    assert first.type_id is InteractionType.INBOUND
    assert first.media_type is MediaType.CHAT
    assert first.state is InteractionState.IN_PROCESS
    assert first.start_date == datetime(2015, 10, 1, 16, 2, 7, tzinfo=timezone(timedelta(hours=3)))
    assert first.start_date.utcoffset() == timedelta(hours=3)
    assert first.uri == "http://localhost:8080/api/v2/interactions/00016aB14RQD003N"
    assert (first.contact_id, first.subject, first.path) == ("00012aB0T770000M", "Customer support", None)
    assert first.custom_attributes == {"SearchId": "123456", "CustomerId": "a21d4c3"}
    assert last.owner_information
    assert last.owner_information.user_name == last.owner_information.first_name == "a1"
    assert last.owner_information.id == "e6f2ad1b26ea4e9b8dd907eabe167522"


def test_the_content_has_an_interaction_with_its_path() -> None:
    data = content()
    assert data.interaction

    assert (data.reference_id, data.error_message) == (2, None)
    assert data.interaction.path == "/interactions/0000Sa99620J0EM5"
    assert data.interaction.media_type is MediaType.FACEBOOKSESSION


def test_the_transcript_has_five_messages_with_gaps_in_their_index() -> None:
    messages = content().messages
    assert messages

    assert [message.index for message in messages] == [1, 2, 3, 13, 14]
    assert [message.timestamp_seconds for message in messages] == [
        1385406142000,
        1385406142033,
        1385406142036,
        1385406142054,
        1385406142054,
    ]
    assert [message.text for message in messages] == [None, None, "Hello!", None, None]
    assert messages[0].from_
    assert messages[0].from_.type is ParticipantType.CUSTOMER


def test_each_repaired_timestamp_is_the_milliseconds_that_were_sent() -> None:
    messages = content().messages
    assert messages

    for message in messages:
        assert message.timestamp
        assert message.timestamp_seconds
        assert message.timestamp == datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=message.timestamp_seconds)


@pytest.mark.parametrize("name", ["history-failure.json", "content-failure.json"])
def test_a_failure_has_nothing_but_its_message(name: str) -> None:
    data = loads((SAMPLES / name).read_text("utf-8")).data

    assert isinstance(data, (GetInteractionsHistoryMessage, GetInteractionContentMessage))
    assert (data.reference_id, data.error_message) == (1, "Request failed")


def test_the_page_has_the_four_samples_and_no_error() -> None:
    parsed = list(iter_parse(PAGE))
    names = collections.Counter(diagnostic.name for part in parsed for diagnostic in part.diagnostics)

    assert sum(len(part.notifications) for part in parsed) == 4
    assert names == {"long-suffix": 5, "damaged-timestamp": 5, "value-case": 3}
    assert all(part.ok for part in parsed)


def test_each_place_on_the_page_is_the_page_s_own() -> None:
    lines = Path(PAGE).read_text("utf-8").splitlines()
    diagnostics = [diagnostic for part in iter_parse(PAGE) for diagnostic in part.diagnostics]

    assert diagnostics
    for diagnostic in diagnostics:
        assert lines[diagnostic.span.line - 1][diagnostic.span.column - 1 :].startswith(diagnostic.found)
