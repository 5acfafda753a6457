"""The rows about which members a record has: names, null, absence."""

import copy
from functools import reduce
from operator import getitem
from typing import Any

import pytest

from tests.schema.reading import (
    CHAT_MESSAGE,
    INTERACTION,
    OWNER,
    PARTICIPANT,
    content,
    deviations,
    history,
    read,
    read_interaction,
    read_one,
)
from ucsmsg.schema import (
    ChatMessage,
    ChatMessageType,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Interaction,
    InteractionState,
    InteractionType,
    MediaType,
    Notification,
    Owner,
    Participant,
    ParticipantType,
    UcsOperationResponse,
    UnknownMessage,
    Visibility,
    unstructure,
)
from ucsmsg.schema._record import members_of

WHOLE: dict[type, tuple[Any, tuple[Any, ...]]] = {
    Notification: (history(), ()),
    GetInteractionsHistoryMessage: (history(), ("data",)),
    GetInteractionContentMessage: (content(), ("data",)),
    UcsOperationResponse: ({"data": {"messageType": "UcsOperationResponse"}}, ("data",)),
    Interaction: (history(INTERACTION), ("data", "interactions", 0)),
    Owner: (history(INTERACTION), ("data", "interactions", 0, "ownerInformation")),
    ChatMessage: (content(CHAT_MESSAGE), ("data", "messages", 0)),
    Participant: (content(CHAT_MESSAGE), ("data", "messages", 0, "from")),
}
RECORDS = [*WHOLE]


def without(members: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in names}


def test_documented_members_are_read_without_a_finding() -> None:
    structured = read(content(CHAT_MESSAGE))
    assert structured.findings == ()
    message = structured.notifications[0].data
    assert isinstance(message, GetInteractionContentMessage)
    assert message.reference_id == 2
    assert message.interaction is not None
    assert message.interaction.media_type is MediaType.CHAT
    assert message.interaction.state is InteractionState.STOPPED
    assert message.interaction.type_id is InteractionType.INBOUND
    assert message.interaction.custom_attributes == {"SearchId": "123456"}
    assert message.interaction.owner_information is not None
    assert message.interaction.owner_information.user_name == "ada"
    assert message.messages is not None
    assert message.messages[0].type is ChatMessageType.TEXT
    assert message.messages[0].visibility is Visibility.ALL
    assert message.messages[0].from_ is not None
    assert message.messages[0].from_.type is ParticipantType.AGENT
    assert message.messages[0].timestamp_seconds == 1385406142036


def test_null_is_told_apart_from_absent() -> None:
    interaction, ((finding, path),) = read_interaction(subject=None)
    assert interaction.subject is None
    assert interaction.extra == {"subject": None}
    assert (finding.name, path, finding.found, finding.refused) == ("null-member", ("subject",), "null", False)
    assert finding.message == "Expected a value for `subject`, got null; taken as absent"
    assert unstructure(interaction)["subject"] is None


def test_a_required_member_that_is_null_is_not_missing() -> None:
    interaction, findings = read_interaction(id=None, uri=None, path=None)
    assert interaction.id is None
    assert [(finding.name, path) for finding, path in findings] == [
        ("null-required-member", ("id",)),
        ("null-member", ("uri",)),
        ("null-member", ("path",)),
    ]
    finding = findings[0][0]
    assert (finding.message, finding.found, finding.refused) == (
        "Expected a value for `id`, got null; taken as absent",
        "null",
        False,
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.__name__))
def test_each_required_member_is_required_when_it_is_null_too(record: type) -> None:
    """The documented object with the member null; of all other members null is a warning at most."""
    whole, path = WHOLE[record]
    for member in members_of(record).values():
        value = copy.deepcopy(whole)
        reduce(getitem, path, value)[member.wire] = None
        expected = "null-required-member" if member.required or member.required_without else "null-member"
        assert (expected, (*path, member.wire)) in deviations(value), member.wire


@pytest.mark.parametrize("error", [None, "Request failed"])
def test_a_payload_of_null_needs_an_error_message(error: str | None) -> None:
    value = history(interactions=None, errorMessage=error)
    expected = "null-required-member" if error is None else "null-member"
    assert (expected, ("data", "interactions")) in deviations(value)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (history(INTERACTION | {"subtypeId": "New"}), ("data", "interactions", 0, "subtypeId")),
        (
            history(INTERACTION | {"ownerInformation": OWNER | {"x": 1}}),
            ("data", "interactions", 0, "ownerInformation", "x"),
        ),
        (content(CHAT_MESSAGE | {"x": None}), ("data", "messages", 0, "x")),
        (content(CHAT_MESSAGE | {"from": PARTICIPANT | {"x": {}}}), ("data", "messages", 0, "from", "x")),
        (history(x=[1, {"y": 2}]), ("data", "x")),
        (history() | {"x": 1}, ("x",)),
    ],
)
def test_an_unknown_member_is_kept_at_every_level(value: Any, path: tuple[str | int, ...]) -> None:
    (finding,) = read(value).findings
    assert (finding.name, finding.path, finding.refused) == ("unknown-member", path, False)
    assert unstructure(read_one(value)) == value


def test_the_message_about_an_unknown_member_says_where_it_is_kept() -> None:
    interaction, ((finding, _),) = read_interaction(subtypeId="New\u202e")
    assert finding.message == "Expected only documented members in an interaction, got `subtypeId`; kept in `extra`"
    assert finding.found == '"New\u202e"'
    assert interaction.extra == {"subtypeId": "New\u202e"}


@pytest.mark.parametrize("member", ["id", "typeId", "state", "mediaType", "startDate"])
def test_an_interaction_has_its_required_members(member: str) -> None:
    value = history(without(INTERACTION, member))
    (finding,) = read(value).findings
    assert (finding.name, finding.path) == ("missing-member", ("data", "interactions", 0, member))
    assert (finding.found, finding.refused) == ("", False)
    assert finding.message == f"Expected the member `{member}` in an interaction, got none"
    assert unstructure(read_one(value)) == value


@pytest.mark.parametrize("member", ["index", "from", "type", "timestamp"])
def test_a_chat_message_has_its_required_members(member: str) -> None:
    assert deviations(content(without(CHAT_MESSAGE, member))) == [("missing-member", ("data", "messages", 0, member))]


@pytest.mark.parametrize("member", ["type", "participantId"])
def test_a_participant_has_its_required_members(member: str) -> None:
    value = content(CHAT_MESSAGE | {"from": without(PARTICIPANT, member)})
    assert deviations(value) == [("missing-member", ("data", "messages", 0, "from", member))]


def test_an_owner_has_its_id() -> None:
    value = history(INTERACTION | {"ownerInformation": {}})
    assert deviations(value) == [("missing-member", ("data", "interactions", 0, "ownerInformation", "id"))]


@pytest.mark.parametrize("message_type", ["GetInteractionsHistoryMessage", "GetInteractionContentMessage"])
def test_a_message_has_its_reference_id(message_type: str) -> None:
    value = {"data": {"messageType": message_type, "errorMessage": "Request failed"}}
    assert deviations(value) == [("missing-member", ("data", "referenceId"))]


def test_an_operation_response_has_its_required_members() -> None:
    assert deviations({"data": {"messageType": "UcsOperationResponse"}}) == [
        ("missing-member", ("data", "referenceId")),
        ("missing-member", ("data", "success")),
    ]


@pytest.mark.parametrize(
    "members",
    [
        without(INTERACTION, "endDate", "ownerInformation", "uri", "path", "customAttributes"),
        INTERACTION | {"phoneNumber": "5001", "callDuration": 12, "comment": "", "parentId": "1", "contactId": "2"},
    ],
)
def test_the_other_members_are_optional(members: dict[str, Any]) -> None:
    assert deviations(history(members)) == []


@pytest.mark.parametrize("value", [[INTERACTION], [], [INTERACTION, INTERACTION]])
def test_the_interactions_may_stand_under_the_name_in_the_table(value: list[Any]) -> None:
    structured = read({"data": without(history()["data"], "interactions") | {"interaction": value}})
    (finding,) = structured.findings
    assert (finding.name, finding.path) == ("renamed-member", ("data", "interaction"))
    assert finding.message == "Expected the member `interactions`, got it as `interaction`"
    assert (finding.found, finding.used) == ('"interaction"', '"interactions"')
    assert structured.notifications == read(history(*value)).notifications


def test_one_interaction_under_that_name_is_a_list_of_one() -> None:
    """Paths below it are those of the text, which has no array there."""
    value = {"data": without(history()["data"], "interactions") | {"interaction": INTERACTION | {"state": "new"}}}
    assert deviations(value) == [
        ("renamed-member", ("data", "interaction")),
        ("value-case", ("data", "interaction", "state")),
    ]
    assert read(value).notifications == read(history(INTERACTION | {"state": "New"})).notifications


@pytest.mark.parametrize("raw", [7, None, "x"])
def test_what_cannot_be_read_under_that_name_is_kept_under_the_right_one(raw: object) -> None:
    value = {"data": without(history()["data"], "interactions") | {"interaction": raw}}
    assert deviations(value)[0] == ("renamed-member", ("data", "interaction"))
    message = read_one(value).data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.interactions is None
    assert message.extra == {"interactions": raw}


@pytest.mark.parametrize("message_type", ["GetInteractionsHistoryMessage", "SomethingElse"])
def test_a_misspelt_reference_id_is_read(message_type: str) -> None:
    value = {"data": {"messageType": message_type, "referendeId": "4", "errorMessage": "Request failed"}}
    structured = read(value)
    assert ("misspelt-member", ("data", "referendeId")) in deviations(value)
    assert ("wrong-type", ("data", "referendeId")) in deviations(value)
    message = structured.notifications[0].data
    assert isinstance(message, GetInteractionsHistoryMessage | UnknownMessage)
    assert message.reference_id == 4


@pytest.mark.parametrize(("wrong", "right"), [("interaction", "interactions"), ("referendeId", "referenceId")])
def test_beside_the_right_name_the_other_one_is_unknown(wrong: str, right: str) -> None:
    value = history(**{wrong: history()["data"][right]})
    assert deviations(value) == [("unknown-member", ("data", wrong))]
    assert unstructure(read_one(value)) == value
