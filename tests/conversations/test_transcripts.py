"""The order of a transcript, and what follows from it: gaps, response times, hand-overs."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conversations.talk import (
    AGENT,
    CUSTOMER,
    OTHER_AGENT,
    content,
    conversation,
    event,
    interaction,
    names,
    said,
    texts,
    told,
)
from ucsmsg import ChatMessage, read
from ucsmsg.conversations import Gap, HandOver, audience_of, moment_of

BOTH = [("Bob", "Cy", 3), ("Cy", "Bob", 5)]
COACH = {"nickname": "Di", "type": "Agent", "participantId": "D", "visibility": "Agents"}


def came(index: int, agent: Any = AGENT) -> Any:
    return event(index, agent, "ParticipantJoined")


def left(index: int, agent: Any = AGENT) -> Any:
    return event(index, agent, "ParticipantLeft")


class TestOrder:
    def test_messages_stand_in_the_order_of_their_indexes(self) -> None:
        assert texts(conversation(said(3, AGENT, "c"), said(1, AGENT, "a"), said(2, AGENT, "b"))) == ["a", "b", "c"]

    def test_a_message_without_an_index_stands_behind_the_one_that_it_came_behind(self) -> None:
        found = conversation(said(None, AGENT, "0"), said(2, AGENT, "b"), said(None, AGENT, "?"), said(1, AGENT, "a"))

        assert texts(found) == ["0", "a", "b", "?"]

    def test_what_is_no_message_stands_at_its_place(self) -> None:
        found = conversation(said(1, AGENT), 7, said(2, AGENT), None, 7)

        assert [(each.message and each.message.index, each.raw) for each in found.entries] == [
            (1, None),
            (None, 7),
            (2, None),
            (None, None),
            (None, 7),
        ]

    def test_the_same_message_from_several_notifications_is_there_once(self) -> None:
        messages = [said(None, AGENT, "?"), said(1, AGENT, "a"), 7]
        (found,) = told(content(1, interaction(), *messages), content(2, interaction(), *messages)).conversations

        assert [each.raw if each.message is None else each.message.text for each in found.entries] == ["?", "a", 7]

    def test_of_a_message_that_has_changed_the_last_form_counts_and_the_others_are_kept(self) -> None:
        forms = [content(number, interaction(), said(1, AGENT, text)) for number, text in enumerate("aba", 1)]
        (entry,) = told(*forms, forms[1]).conversations[0].entries

        assert [message.text for message in (*entry.earlier, entry.message) if message] == ["a", "b", "a"]

    def test_two_messages_with_one_index_in_one_notification_are_two(self) -> None:
        twice = content(1, interaction(), said(1, AGENT, "a"), said(1, AGENT, "b"))
        (found,) = told(twice, twice | {"channel": "/v2/ucs/interactions"}).conversations

        assert (texts(found), [entry.earlier for entry in found.entries]) == (["a", "b"], [(), ()])

    def test_missing_indexes_are_gaps_however_many(self) -> None:
        found = conversation(
            said(2, AGENT), said(2, AGENT), said(None, AGENT), said(3, AGENT), said(10**30, AGENT, second=4)
        )

        assert [entry.gap for entry in found.entries] == [
            Gap(first=1, last=1),
            None,
            None,
            None,
            Gap(first=4, last=10**30 - 1),
        ]
        assert [gap.count for gap in found.gaps] == [1, 10**30 - 4]


class TestResponseTimes:
    @pytest.mark.parametrize(
        ("messages", "times"),
        [
            ([said(1, CUSTOMER), said(4, AGENT)], [3000]),
            ([said(1, CUSTOMER), said(2, CUSTOMER), said(4, AGENT), said(5, AGENT)], [3000]),
            ([said(1, CUSTOMER), said(2, AGENT), said(3, CUSTOMER), said(5, OTHER_AGENT)], [1000, 2000]),
            ([said(1, AGENT), said(2, CUSTOMER)], []),
            ([said(1, CUSTOMER), came(2), event(3, AGENT, "TypingStarted"), said(4, AGENT)], [3000]),
            ([said(1, CUSTOMER), said(2, AGENT, visibility="Agents"), said(4, AGENT, visibility="All")], [3000]),
            ([said(1, CUSTOMER, visibility="Supervisor"), said(4, AGENT)], []),
            ([said(1, CUSTOMER), said(2, CUSTOMER | {"type": "External"}), said(3, AGENT)], [2000]),
            ([said(1, CUSTOMER), said(2, AGENT, timestamp=7), said(3, AGENT)], []),
            ([said(1, CUSTOMER, timestamp=...), said(2, CUSTOMER), said(3, AGENT)], []),
            ([said(1, CUSTOMER), said(2, AGENT, second=0), said(3, AGENT)], []),
            ([said(1, CUSTOMER), said(2, ...), 7, said(2, AGENT, second=1)], [0]),
            ([said(1, CUSTOMER), said(2, AGENT, timestamp=..., timestampSeconds=1577872801500)], [500]),
            ([said(1, CUSTOMER), said(2, AGENT, type="text ")], [1000]),
            ([said(1, CUSTOMER), said(2, AGENT, type="Other")], []),
        ],
    )
    def test_it_is_the_time_from_the_first_unanswered_text_to_the_next_public_one_of_an_agent(
        self, messages: list[Any], times: list[int]
    ) -> None:
        assert [*conversation(*messages).response_times] == times

    def test_it_stands_at_the_answer(self) -> None:
        found = conversation(said(1, CUSTOMER), said(2, AGENT), said(3, AGENT))

        assert [entry.response_time for entry in found.entries] == [None, 1000, None]


class TestHandOvers:
    @pytest.mark.parametrize(
        ("messages", "names_and_seconds"),
        [
            ([came(1), left(2), came(3, OTHER_AGENT)], [("Bob", "Cy", 3)]),
            ([came(1), came(2, OTHER_AGENT), left(3)], [("Bob", "Cy", 3)]),
            ([said(1, AGENT), said(2, OTHER_AGENT), left(3), said(4, OTHER_AGENT)], [("Bob", "Cy", 3)]),
            ([came(1), came(2, OTHER_AGENT), left(3, OTHER_AGENT), left(4)], []),
            ([came(1), left(2), came(3)], []),
            ([came(1), left(2), came(3), left(4), came(5, OTHER_AGENT)], [("Bob", "Cy", 5)]),
            ([came(1), left(2), came(3, OTHER_AGENT), left(4, OTHER_AGENT), came(5)], BOTH),
            ([said(1, AGENT), said(2, OTHER_AGENT), said(3, AGENT)], []),
            ([left(1), came(2, OTHER_AGENT)], []),
            ([came(1), came(2, COACH), left(3)], []),
            ([came(1), left(2), came(3, CUSTOMER)], []),
            ([came(1), left(2), said(3, ...)], []),
        ],
    )  # fmt: skip
    def test_one_agent_leaves_and_a_later_one_stays_or_comes(
        self, messages: list[Any], names_and_seconds: list[tuple[str, str, int]]
    ) -> None:
        found = conversation(*messages).hand_overs

        assert [(each.before.nickname, each.after.nickname, each.time and each.time.second) for each in found] == (
            names_and_seconds
        )

    def test_when_it_was_may_be_unknown(self) -> None:
        (found,) = conversation(came(1), left(2), event(3, OTHER_AGENT, "ParticipantJoined", timestamp=...)).hand_overs

        assert isinstance(found, HandOver)
        assert found.time is None


def test_participants_are_told_by_their_ids_and_agents_are_among_them() -> None:
    renamed = {"nickname": "Robert", "type": "Agent", "participantId": "A"}
    by_id = {"nickname": "Ed", "type": "Agent", "id": "E"}
    unknown = {"nickname": "Flo"}
    found = conversation(
        *(said(index, each) for index, each in enumerate([AGENT, CUSTOMER, by_id, unknown, renamed, by_id, ...], 1))
    )

    assert names(found.participants) == ["Robert", "Ada", "Ed", "Flo"]
    assert names(found.agents) == ["Robert", "Ed"]


@pytest.mark.parametrize(
    ("members", "audience"),
    [
        ({}, None),
        ({"visibility": "All"}, None),
        ({"visibility": None}, None),
        ({"visibility": "Agents"}, "Agents"),
        ({"visibility": "Supervisor"}, "Supervisor"),
        ({"visibility": 7}, "7"),
        ({"from": COACH}, "Agents"),
        ({"from": COACH, "visibility": "Supervisors"}, "Supervisors"),
        ({"from": ...}, None),
    ],
)
def test_who_alone_sees_a_message_is_what_it_or_its_sender_says(members: dict[str, Any], audience: str | None) -> None:
    message = read(said(1, AGENT, **members), as_=ChatMessage).value

    assert message is not None
    assert audience_of(message) == audience


@pytest.mark.parametrize(
    ("members", "moment"),
    [
        ({}, datetime(2020, 1, 1, 10, 0, 1, tzinfo=UTC)),
        ({"timestamp": ..., "timestampSeconds": 1577872801500}, datetime(2020, 1, 1, 10, 0, 1, 500_000, tzinfo=UTC)),
        ({"timestamp": ..., "timestampSeconds": 10**20}, None),
        ({"timestamp": ...}, None),
    ],
)
def test_the_time_of_a_message_is_known_from_either_member(members: dict[str, Any], moment: datetime | None) -> None:
    message = read(said(1, AGENT, **members), as_=ChatMessage).value

    assert message is not None
    assert moment_of(message) == moment
