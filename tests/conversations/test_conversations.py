"""Histories, conversations and other messages, from notifications in the order of a capture."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conversations.talk import AGENT, CUSTOMER, content, event, history, interaction, said, texts, told
from ucsmsg import FrozenMapping, Interaction, UnknownMessage, iter_parse, parse, read
from ucsmsg.conversations import Place, conversations_of, sent

OPERATION = {"data": {"messageType": "UcsOperationResponse", "referenceId": 5, "success": True}}


def failure(number: int) -> dict[str, Any]:
    return content(number, ..., messages=..., errorMessage="Request failed")


def test_nothing_tells_nothing() -> None:
    assert conversations_of([]) == told()
    assert told().conversations == ()


class TestHistories:
    def test_a_history_is_of_a_contact_and_in_the_order_of_time(self) -> None:
        first = history(1, interaction(3, contactId="C"), interaction(2, contactId="D"))
        second = history(2, interaction(1, contactId="C"), interaction(4))
        found = told(first, second).histories

        assert [(each.contact_id, [row.interaction.id for row in each.rows if row.interaction]) for each in found] == [
            ("C", ["I1", "I3"]),
            ("D", ["I2"]),
            (None, ["I4"]),
        ]

    def test_without_a_time_it_comes_last_also_behind_the_last_one_that_there_is(self) -> None:
        latest = interaction(2, startDate="9999-12-31 23:59:59.999-1200")
        rows = told(history(1, interaction(1, startDate=None), latest, interaction(3))).histories[0].rows

        assert [row.interaction.id for row in rows if row.interaction] == ["I3", "I1", "I2"]

    def test_of_each_member_the_last_one_counts_and_every_state_is_kept(self) -> None:
        old = interaction(state="InProcess", subject="A", path="/interactions/I1", customAttributes={"x": "1"})
        new = interaction(state="Stopped", subject="B", endDate="2020-01-01 11:00:00.000+0000", comment=None)
        (row,) = told(history(1, old), history(2, new)).histories[0].rows

        assert (
            row.interaction
            == parse(
                '{"id":"I1","typeId":"Inbound","state":"Stopped","mediaType":"chat","subject":"B",'
                '"startDate":"2020-01-01 10:00:00.000+0000","endDate":"2020-01-01 11:00:00.000+0000",'
                '"path":"/interactions/I1","customAttributes":{"x":"1"},"comment":null}',
                as_=Interaction,
            ).value
        )
        assert row.states == tuple(read(each, as_=Interaction).value for each in (old, new))

    def test_a_null_or_unreadable_value_that_came_later_counts_too(self) -> None:
        (row,) = (
            told(history(1, interaction(subject="A")), history(2, interaction(subject=None, state=7))).histories[0].rows
        )

        assert row.interaction is not None
        assert (row.interaction.subject, row.interaction.extra) == (None, {"subject": None, "state": 7})

    def test_the_order_of_the_capture_says_what_is_newer_but_a_repeated_notification_is_not(self) -> None:
        first, second = history(1, interaction(state="New")), history(2, interaction(state="Stopped"))
        again = history(3, interaction(state="New"))

        assert [told(first, second, *rest).histories[0].rows[0].interaction.state for rest in ([first], [again])] == [  # type: ignore[union-attr]  # they are readable
            "Stopped",
            "New",
        ]
        assert told(first, second, first).repeated == 1
        assert told(first, second, again).repeated == 0
        assert told(history(1, interaction()), history(2, interaction())).repeated == 1

    def test_what_is_equal_in_python_but_not_in_json_is_not_the_same(self) -> None:
        row = told(history(1, interaction(x=1)), history(2, interaction(x=True))).histories[0].rows[0]

        assert [repr(state.extra["x"]) for state in row.states] == ["1", "True"]

    def test_interactions_without_an_id_are_told_by_all_that_was_sent(self) -> None:
        one, other = interaction(id=None), interaction(id=None, subject="B")
        (found,) = told(history(1, one, other), history(2, one)).histories

        assert [row.interaction.subject for row in found.rows if row.interaction] == [None, "B"]

    def test_elements_that_are_no_interactions_are_kept_as_what_they_are_once(self) -> None:
        (found,) = told(history(1, 7, interaction(), [True]), history(2, 7, [1])).histories

        assert [(row.interaction is None, row.raw) for row in found.rows] == [
            (False, None),
            (True, 7),
            (True, (True,)),
            (True, (1,)),
        ]

    def test_what_else_a_history_says_stands_among_the_other_messages(self) -> None:
        result = told(history(1, interaction(), total=57, errorMessage="in part"))

        assert len(result.histories) == 1
        (other,) = result.others
        assert other.message is not None
        assert (other.message.error_message, other.message.extra) == ("in part", {"total": 57})

    @pytest.mark.parametrize("members", [{}, {"interactions": None}, {"interactions": 7}, {"interactions": ...}])
    def test_a_history_without_interactions_is_another_message(self, members: dict[str, Any]) -> None:
        result = told(history(1, **members), history(1, **members))

        assert (result.histories, len(result.others), result.repeated) == ((), 1, 1)


class TestContents:
    def test_notifications_of_one_interaction_are_one_conversation(self) -> None:
        first = content(1, interaction(state="InProcess"), said(1, CUSTOMER, "a"))
        second = content(2, interaction(), said(1, CUSTOMER, "a"), said(2, AGENT, "b"))
        (found,) = told(first, second, first).conversations

        assert (found.id, found.has_transcript, texts(found)) == ("I1", True, ["a", "b"])
        assert found.interaction is not None
        assert (found.interaction.state, len(found.states)) == ("Stopped", 2)

    def test_a_history_tells_of_the_interaction_as_well(self) -> None:
        (found,) = told(content(1, interaction()), history(2, interaction(contactId="C"))).conversations

        assert found.interaction is not None
        assert found.interaction.contact_id == "C"

    def test_an_interaction_may_have_no_transcript(self) -> None:
        (found,) = told(content(1, interaction(mediaType="email"), messages=...)).conversations

        assert (found.has_transcript, found.entries) == (False, ())

    def test_an_empty_transcript_is_one_and_is_news(self) -> None:
        bare, empty = content(1, interaction(), messages=...), content(1, interaction())

        assert told(bare, empty).conversations[0].has_transcript
        assert told(bare, empty).repeated == 0

    def test_without_an_id_the_notification_tells_which_conversation_it_is(self) -> None:
        one = content(1, interaction(id=None), said(1, CUSTOMER))
        bare = content(2, ..., said(1, CUSTOMER))
        result = told(one, one, content(3, interaction(id=None), said(1, CUSTOMER)), bare, bare)

        assert [(each.id, each.interaction is None) for each in result.conversations] == [
            (None, False),
            (None, False),
            (None, True),
        ]
        assert result.repeated == 2

    def test_what_cannot_be_read_is_kept_as_what_it_is(self) -> None:
        (found,) = told(content(1, 7, messages={"1": 7}, errorMessage="e", other=[1])).conversations

        assert found.extra == {"interaction": 7, "messages": {"1": 7}, "errorMessage": "e", "other": (1,)}
        assert (found.interaction, found.states, found.has_transcript) == (None, (), False)

    def test_the_last_unknown_member_counts_but_not_of_a_repeated_notification(self) -> None:
        first, second = content(1, interaction(), x=1, y=1), content(2, interaction(), x=True)
        result = told(first, second, first)

        assert repr(result.conversations[0].extra) == "{'x': True, 'y': 1}"
        assert result.repeated == 1


class TestOthers:
    def test_failures_and_answers_are_kept_once(self) -> None:
        result = told(failure(1), OPERATION, failure(1), failure(2))

        assert [getattr(each.message, "reference_id", None) for each in result.others] == [1, 5, 2]
        assert (result.notifications, result.repeated) == (4, 1)

    def test_unknown_messages_of_the_topic_are_kept_and_those_of_others_counted(self) -> None:
        chat = {"channel": "/v2/me/chats", "data": {"messageType": "MessageLogUpdated", "messages": []}}
        unknown = {"channel": "/v2/ucs/interactions", "data": {"messageType": "New", "x": 1}}
        result = told(chat, unknown, chat | {"data": {"y": 1}}, chat, {"data": {"contactId": "C", "referenceId": 3}})

        assert [each.message for each in result.others] == [
            UnknownMessage(message_type="New", extra=FrozenMapping({"x": 1})),
            UnknownMessage(reference_id=3, extra=FrozenMapping({"contactId": "C"})),
        ]
        assert dict(result.topics) == {("/v2/me/chats", "MessageLogUpdated"): 2, ("/v2/me/chats", None): 1}

    def test_data_that_is_no_object_is_kept_as_what_it_is(self) -> None:
        assert [(each.message, each.raw) for each in told({"data": 7}, {"data": 7}, {"data": True}).others] == [
            (None, 7),
            (None, True),
        ]

    def test_payloads_notifications_replies_and_faults_are_counted(self) -> None:
        text = b'{"statusCode":0,"referenceId":2}\n{"data":{"messageType":"UcsOperationResponse","referenceId":[7]}}\n'
        found = conversations_of(iter_parse(text, mode="lenient", name="log"))

        assert (found.payloads, found.notifications, found.replies, found.faulty) == (2, 1, 1, 1)
        assert found.others[0].place == Place(name="log", line=2)
        assert conversations_of(iter_parse(b"")).payloads == 0


class TestMemory:
    def test_what_comes_behind_the_limit_is_counted_and_left_out(self) -> None:
        contents = [content(1, interaction(number), said(1, CUSTOMER)) for number in range(1, 5)]
        result = told(*contents, limit=1500)

        assert (len(result.conversations), result.left_out, result.notifications) == (2, 2, 4)

    def test_what_tells_nothing_new_takes_no_memory(self) -> None:
        again = [content(1, interaction(), said(1, CUSTOMER))] * 50

        assert told(*again, limit=1500).left_out == 0

    @pytest.mark.parametrize("new", [7, said(2, AGENT), said(None, AGENT)])
    def test_what_is_new_in_a_transcript_is_told_from_what_is_not(self, new: Any) -> None:
        first, second, third = (
            content(number, interaction(), said(1, CUSTOMER), *[new] * (number > 1)) for number in (1, 2, 3)
        )

        assert [told(first, second).repeated, told(first, second, third).repeated] == [0, 1]

    def test_only_what_is_wanted_is_looked_at(self) -> None:
        results = [read(each) for each in (history(1, interaction()), OPERATION)]
        found = conversations_of(results, wants=lambda each: each.data is not None and each.data.reference_id == 5)

        assert (found.histories, len(found.others), found.notifications, found.payloads) == ((), 1, 1, 2)


def test_a_value_that_could_not_be_read_is_shown_as_it_was_sent() -> None:
    value = read(interaction(state=[1, "ü"], subject=None, callDuration=float("nan")), as_=Interaction).value

    assert value is not None
    assert [sent(value, name) for name in ("id", "state", "subject", "call_duration", "comment", "start_date")] == [
        "I1",
        '[1, "ü"]',
        None,
        "NaN",
        None,
        datetime(2020, 1, 1, 10, tzinfo=UTC),
    ]


def test_a_conversation_can_be_hashed_and_compared() -> None:
    talk = content(1, interaction(), said(1, CUSTOMER), event(2, AGENT, "ParticipantJoined"), 7, x=[1])

    assert hash(told(talk).conversations) == hash(told(talk).conversations)
