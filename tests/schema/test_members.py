"""The rows about single members: type, letter case, white space, names, null, absence."""

from decimal import Decimal
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
    read_chat_message,
    read_interaction,
    read_one,
)
from ucsmsg.schema import (
    ChatMessageType,
    FrozenMapping,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    InteractionState,
    InteractionType,
    MediaType,
    ParticipantType,
    UcsOperationResponse,
    UnknownMessage,
    Visibility,
    unstructure,
)


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


@pytest.mark.parametrize("metrics", [{}, {"eventProcessing": {"nodeProcessingTimeNanos": -1}}])
def test_metrics_are_known_and_optional(metrics: dict[str, Any]) -> None:
    assert read(history(metrics=metrics)).findings == ()
    message = read_one(history(metrics=metrics)).data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.metrics == metrics


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3", 3), ("-12", -12), ("0", 0), (3.0, 3), (-3.0, -3), ("9" * 600, int("9" * 600))],
)
def test_an_integer_in_a_string_or_a_float_is_converted(value: object, expected: int) -> None:
    message, ((finding, path),) = read_chat_message(index=value)
    assert message.index == expected
    assert type(message.index) is int
    assert (finding.name, path, finding.refused) == ("wrong-type", ("index",), False)
    assert message.extra == {}


@pytest.mark.parametrize(
    "value",
    ["03", "3.0", " 3", "-0", "+3", "", "٣", "9" * 601, 3.5, 2.0**53, True, [], {}, float("inf"), Decimal("1e999")],
)
def test_what_is_not_surely_an_integer_is_refused(value: object) -> None:
    message, ((finding, path),) = read_chat_message(index=value)
    assert message.index is None
    assert (finding.name, path, finding.refused, finding.used) == ("wrong-type", ("index",), True, None)
    assert unstructure(message)["index"] == value


def test_the_messages_about_a_type_show_json() -> None:
    _, ((finding, _),) = read_chat_message(index="3")
    assert finding.message == 'Expected an integer, got `"3"`; taken as `3`'
    assert (finding.found, finding.used) == ('"3"', "3")
    _, ((finding, _),) = read_chat_message(index=[1, "é"])
    assert finding.message == 'Expected an integer, got `[1,"é"]`'
    assert (finding.found, finding.used) == ('[1,"é"]', None)


def test_an_integer_stands_for_a_string() -> None:
    message, ((finding, path),) = read_chat_message(text=7)
    assert message.text == "7"
    assert (finding.name, path, finding.refused) == ("wrong-type", ("text",), False)
    assert finding.message == 'Expected a string, got `7`; taken as `"7"`'


@pytest.mark.parametrize("value", [7.5, True, [], {}, 10**700])
def test_nothing_else_stands_for_a_string(value: object) -> None:
    message, ((finding, path),) = read_chat_message(text=value)
    assert message.text is None
    assert (finding.name, path, finding.refused) == ("wrong-type", ("text",), True)
    assert message.extra == {"text": value if value != [] else ()}


def test_what_cannot_be_shown_is_an_ellipsis() -> None:
    _, ((finding, _),) = read_chat_message(text=10**5000)
    assert finding.message == "Expected a string, got `…`"
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    _, ((finding, _),) = read_chat_message(text=deep)
    assert finding.found == "…"


@pytest.mark.parametrize("value", ["true", 1, 0, [], None.__class__.__name__])
def test_success_is_a_boolean_and_nothing_stands_for_it(value: object) -> None:
    data = {"messageType": "UcsOperationResponse", "referenceId": 1, "success": value}
    (finding,) = read({"data": data}).findings
    assert (finding.name, finding.path, finding.refused) == ("wrong-type", ("data", "success"), True)
    assert finding.message.startswith("Expected true or false, got ")


@pytest.mark.parametrize("success", [True, False])
def test_an_operation_response_has_its_outcome(success: bool) -> None:  # noqa: FBT001  # a parameter of the test
    data = {"messageType": "UcsOperationResponse", "referenceId": 1, "success": success}
    assert read({"data": data}).findings == ()
    assert read_one({"data": data}).data == UcsOperationResponse(reference_id=1, success=success)


@pytest.mark.parametrize("value", ["text", 3, [], True])
def test_user_data_is_an_object(value: object) -> None:
    interaction, ((finding, path),) = read_interaction(userData=value)
    assert interaction.user_data is None
    assert (finding.name, path, finding.refused) == ("wrong-type", ("userData",), True)
    assert finding.message.startswith("Expected an object, got ")
    assert unstructure(interaction)["userData"] == value


def test_null_and_any_other_value_in_user_data_are_data() -> None:
    data = {"a": None, "b": [{"c": None}], "d": 1.5}
    interaction, findings = read_interaction(userData=data)
    assert findings == []
    assert interaction.user_data == FrozenMapping(data)
    assert unstructure(interaction)["userData"] == data


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("mediaType", "Chat", MediaType.CHAT),
        ("mediaType", "FaceBookSession", MediaType.FACEBOOKSESSION),
        ("state", "inprocess", InteractionState.IN_PROCESS),
        ("typeId", "INBOUND", InteractionType.INBOUND),
    ],
)
def test_letter_case_does_not_matter(member: str, value: str, expected: str) -> None:
    interaction, ((finding, path),) = read_interaction(**{member: value})
    assert expected in {interaction.media_type, interaction.state, interaction.type_id}
    assert (finding.name, path, finding.refused) == ("value-case", (member,), False)
    assert finding.message == f'Expected `{expected}`, got `"{value}"`; taken as `"{expected}"`'
    assert (finding.found, finding.used) == (f'"{value}"', f'"{expected}"')
    assert unstructure(interaction)[member] == expected


def test_white_space_around_a_value_is_removed() -> None:
    interaction, ((finding, path),) = read_interaction(state=" Stopped\n")
    assert interaction.state is InteractionState.STOPPED
    assert (finding.name, path) == ("value-space", ("state",))
    assert finding.message == 'Expected `Stopped`, got `" Stopped\\n"`; taken as `"Stopped"`'


def test_white_space_and_letter_case_are_two_findings() -> None:
    interaction, findings = read_interaction(state=" stopped")
    assert interaction.state is InteractionState.STOPPED
    assert [(finding.name, finding.used) for finding, _ in findings] == [
        ("value-space", '"Stopped"'),
        ("value-case", '"Stopped"'),
    ]


@pytest.mark.parametrize("value", ["InProgress", "", " InProgress ", "\u212aall"])
def test_an_unknown_value_is_kept_as_it_is(value: str) -> None:
    interaction, ((finding, path),) = read_interaction(state=value)
    assert interaction.state == value
    assert (finding.name, path, finding.refused, finding.used) == ("unknown-value", ("state",), False, None)
    assert finding.message == (
        f'Expected one of `New`, `InProcess`, `Stopped`, `Pending`, got `"{value}"`; kept as it is'
    )
    assert unstructure(interaction)["state"] == value


def test_letters_beyond_ascii_are_no_letter_case() -> None:
    """U+212A, the Kelvin sign, is a k in lower case."""
    interaction, ((finding, _),) = read_interaction(mediaType="wor\u212aitem")
    assert interaction.media_type == "wor\u212aitem"
    assert finding.name == "unknown-value"


def test_a_value_of_a_closed_set_that_is_no_string_gives_exactly_one_finding() -> None:
    interaction, ((finding, path),) = read_interaction(state=7)
    assert interaction.state is None
    assert interaction.extra == {"state": 7}
    assert (finding.name, path, finding.refused) == ("wrong-type", ("state",), True)
    assert finding.message == "Expected a string, got `7`"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("http: //host: 8090/api/v2/interactions/X", "http://host:8090/api/v2/interactions/X"),
        ("https://host: 8090/X", "https://host:8090/X"),
        ("http: //host/X", "http://host/X"),
    ],
)
def test_white_space_behind_the_colons_of_a_uri_is_removed(value: str, expected: str) -> None:
    interaction, ((finding, path),) = read_interaction(id="X", path="/X", uri=value)
    assert interaction.uri == expected
    assert (finding.name, path, finding.used) == ("damaged-uri", ("uri",), f'"{expected}"')
    assert finding.message.startswith("Expected a URI without white space, got ")


@pytest.mark.parametrize("value", ["http://ho st/X", "http://host/a b/X", "a b/X", "//hôst/X", "http://host:8090 /X"])
def test_other_uris_are_kept_as_they_are(value: str) -> None:
    interaction, findings = read_interaction(id="X", path="/X", uri=value)
    assert interaction.uri == value
    assert findings == []


def test_a_participant_has_a_uri_too() -> None:
    message, ((finding, path),) = read_chat_message(**{"from": PARTICIPANT | {"uri": "http: //host/u"}})
    assert message.from_ is not None
    assert message.from_.uri == "http://host/u"
    assert (finding.name, path) == ("damaged-uri", ("from", "uri"))


def test_a_uri_is_a_string() -> None:
    interaction, findings = read_interaction(uri=[], path=7, id="7")
    assert (interaction.uri, interaction.path) == (None, "7")
    assert [(finding.name, path, finding.refused) for finding, path in findings] == [
        ("wrong-type", ("uri",), True),
        ("wrong-type", ("path",), False),
    ]


@pytest.mark.parametrize("value", ["text", 3, [], True])
def test_a_record_is_an_object(value: object) -> None:
    interaction, ((finding, path),) = read_interaction(ownerInformation=value)
    assert interaction.owner_information is None
    assert (finding.name, path, finding.refused) == ("wrong-type", ("ownerInformation",), True)
    assert finding.message.startswith("Expected an owner, got ")
    assert unstructure(interaction)["ownerInformation"] == value


def test_elements_that_are_no_objects_are_left_out_and_kept() -> None:
    value = history(7, INTERACTION, [], None)
    structured = read(value)
    message = structured.notifications[0].data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.interactions is not None
    assert [interaction.id for interaction in message.interactions] == ["0000Sa99620J0EM5"]
    assert message.extra == {"interactions": {"0": 7, "2": (), "3": None}}
    assert [(finding.name, finding.path, finding.refused) for finding in structured.findings] == [
        ("wrong-type", ("data", "interactions", index), True) for index in (0, 2, 3)
    ]
    assert unstructure(structured.notifications[0]) == value


def test_an_array_is_an_array() -> None:
    value = history(interactions={"0": 7})
    structured = read(value)
    message = structured.notifications[0].data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.interactions is None
    assert message.extra == {"interactions": {"0": 7}}
    (finding,) = structured.findings
    assert (finding.name, finding.path, finding.refused) == ("wrong-type", ("data", "interactions"), True)
    assert finding.message == 'Expected an array, got `{"0":7}`'
    assert unstructure(structured.notifications[0]) == value


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
        ("null-member", (name,)) for name in ("id", "uri", "path")
    ]


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
