"""The rows about what stands in a member: type, letter case, white space, how many."""

import copy
import json
from decimal import Decimal
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schema.reading import (
    CHAT_MESSAGE,
    INTERACTION,
    PARTICIPANT,
    content,
    deviations,
    history,
    read,
    read_chat_message,
    read_interaction,
    read_one,
)
from ucsmsg.diagnostics import shown
from ucsmsg.schema import (
    FrozenMapping,
    GetInteractionsHistoryMessage,
    InteractionState,
    InteractionType,
    MediaType,
    UcsOperationResponse,
    unstructure,
)
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._kinds import URI


@pytest.mark.parametrize("metrics", [{}, {"eventProcessing": {"nodeProcessingTimeNanos": -1}}])
def test_metrics_are_known_and_optional(metrics: dict[str, Any]) -> None:
    assert read(history(metrics=metrics)).findings == ()
    message = read_one(history(metrics=metrics)).data
    assert isinstance(message, GetInteractionsHistoryMessage)
    assert message.metrics == metrics


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3", 3), ("12", 12), (3.0, 3), (" 3", 3), ("3\n", 3), ("3L", 3), (" 3l ", 3), ("9" * 600, int("9" * 600))],
)
def test_an_integer_in_a_string_or_a_float_is_converted(value: object, expected: int) -> None:
    message, ((finding, path),) = read_chat_message(index=value)
    assert message.index == expected
    assert type(message.index) is int
    assert (finding.name, path, finding.refused) == ("wrong-type", ("index",), False)
    assert message.extra == {}


@pytest.mark.parametrize(
    "value",
    [
        "03",
        "3.0",
        "3 3",
        "3 L",
        "L",
        "-0",
        "+3",
        "",
        "٣",
        "9" * 601,
        3.5,
        2.0**53,
        True,
        [],
        {},
        float("inf"),
        Decimal("1e999"),
    ],
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


@pytest.mark.parametrize("value", ["yes", "", 1, 0, [], "1", "t"])
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
        ("http: //[::1]: 8080/X", "http://[::1]:8080/X"),
        ("http: //[: : 1]: 8080/X", "http://[::1]:8080/X"),
        ("http: //bob: pw@h: 80/X", "http://bob:pw@h:80/X"),
        ("https: //h/a: b: c/X", "https://h/a:b:c/X"),
        ("ws:\u00a0//h:\n80/X", "ws://h:80/X"),
        ("urn: x: y/X", "urn:x:y/X"),
        ("/a: b/X", "/a:b/X"),
    ],
)
def test_white_space_behind_the_colons_of_a_uri_is_removed(value: str, expected: str) -> None:
    interaction, ((finding, path),) = read_interaction(id="X", path="/X", uri=value)
    assert interaction.uri == expected
    assert (finding.name, path, finding.used) == ("damaged-uri", ("uri",), f'"{expected}"')
    assert finding.message.startswith("Expected a URI without white space, got ")


@pytest.mark.parametrize("value", ["//hôst/X", "X", "urn:X:/X", "http://[::1]:80/X", "http://h:/X", "mailto:a@b/X"])
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


@pytest.mark.parametrize(
    "value",
    [
        "http:// host/X",
        " http://host/X",
        "http://host/X ",
        "http://ho st/X",
        "http: //host/a b/X",
        "a b/X",
        "http://host:8090 /X",
        "see: http://host/X",
        "http: //host/X: http://host/X",
        "http: //host: ",
        "http://ho\u200bst/X",
    ],
)
def test_white_space_elsewhere_leaves_a_uri_without_a_reading(value: str) -> None:
    for member in ("uri", "path"):
        interaction, ((finding, path),) = read_interaction(**{"id": "X", "uri": "/X", "path": "/X", member: value})
        assert getattr(interaction, member) is None
        assert (finding.name, path, finding.refused, finding.used) == ("damaged-uri", (member,), True, None)
        assert finding.message.endswith(": it is not only after colons")
        assert unstructure(interaction)[member] == value
    message, ((finding, path),) = read_chat_message(url=value)
    assert (message.url, finding.name, path) == (None, "damaged-uri", ("url",))


hosts = st.sampled_from(["h", "10.0.0.1", "[::1]", "[fe80::a:b]", "bob:pw@h", "ho-st.example"])
uris = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "ws", "svn+ssh"]),
    hosts,
    st.sampled_from(["", ":80", ":8090"]),
    st.sampled_from(["", "/", "/a/X", "/a:b:c/X", "/X?t=10:30#a:b"]),
)


@given(uris)
def test_a_uri_is_read_as_the_beautifier_leaves_it(uri: str) -> None:
    for damaged in (uri.replace(":", ": "), uri.replace(":", ": ", 1)):
        findings = Findings()
        assert URI.convert(damaged, (), findings) == uri
        assert [(finding.name, finding.refused) for finding in findings] == [("damaged-uri", False)]


@given(uris, st.integers(0, 60), st.sampled_from(" \n\u00a0\u200b"))
def test_a_uri_with_white_space_anywhere_is_never_taken_as_it_is(uri: str, place: int, space: str) -> None:
    place %= len(uri) + 1
    findings = Findings()
    taken = URI.convert(uri[:place] + space + uri[place:], (), findings)
    is_after_colon = uri[:place].endswith(":") and place < len(uri)
    assert (taken == uri) is is_after_colon
    assert [(finding.name, finding.refused) for finding in findings] == [("damaged-uri", not is_after_colon)]


@pytest.mark.parametrize("value", ["true", "True", "FALSE", " false\n"])
def test_the_name_of_a_boolean_is_one(value: str) -> None:
    data = {"messageType": "UcsOperationResponse", "referenceId": 1, "success": value}
    (finding,) = read({"data": data}).findings
    used = value.strip().lower()
    assert (finding.name, finding.path, finding.used) == ("wrong-type", ("data", "success"), used)
    assert read_one({"data": data}).data == UcsOperationResponse(reference_id=1, success=used == "true")


@pytest.mark.parametrize(("member", "number"), [("index", 0), ("index", -1), ("index", "0"), ("index", -(10**400))])
def test_an_index_counts_from_one(member: str, number: object) -> None:
    message, findings = read_chat_message(**{member: number})
    assert message.index == int(str(number))
    finding, path = findings[-1]
    assert (finding.name, path, finding.refused, finding.used) == ("value-out-of-range", (member,), False, None)
    assert finding.message == f"Expected an integer from 1 on, got {shown(finding.found)}; kept as it is"


@pytest.mark.parametrize("number", [-1, "-12", -3.0])
def test_a_call_has_no_negative_duration(number: object) -> None:
    interaction, findings = read_interaction(callDuration=number)
    assert interaction.call_duration == int(float(str(number)))
    assert [finding.name for finding, _ in findings][-1] == "value-out-of-range"
    assert unstructure(interaction)["callDuration"] == interaction.call_duration


@pytest.mark.parametrize(("member", "one"), [("interactions", INTERACTION), ("messages", CHAT_MESSAGE)])
def test_one_object_for_an_array_is_an_array_of_one(member: str, one: dict[str, Any]) -> None:
    whole = history(one) if member == "interactions" else content(one)
    value = {"data": whole["data"] | {member: one | {"x": 1}}}
    assert deviations(value) == [("wrong-type", ("data", member)), ("unknown-member", ("data", member, "x"))]
    clean = {"data": whole["data"] | {member: one}}
    finding = read(clean).findings[0]
    assert finding.message.startswith("Expected an array, got `{")
    assert json.loads(finding.used or "") == [one]
    assert read(clean).notifications == read(whole).notifications


@pytest.mark.parametrize("value", [{}, {"x": 1}, {"1": INTERACTION}])
def test_an_object_without_a_member_of_an_element_is_no_array(value: object) -> None:
    (finding,) = read(history(interactions=value)).findings
    assert (finding.name, finding.path, finding.refused) == ("wrong-type", ("data", "interactions"), True)


@pytest.mark.parametrize(
    ("whole", "path"),
    [
        (history(INTERACTION), ("data", "interactions", 0, "ownerInformation")),
        (content(CHAT_MESSAGE), ("data", "messages", 0, "from")),
        (content(CHAT_MESSAGE), ("data", "interaction")),
        (content(CHAT_MESSAGE), ("data",)),
    ],
)
def test_an_array_of_one_object_is_that_object(whole: Any, path: tuple[Any, ...]) -> None:
    value = copy.deepcopy(whole)
    parent = reduce(getitem, path[:-1], value)
    parent[path[-1]] = [parent[path[-1]] | {"x": 1}]
    assert deviations(value) == [("wrong-type", path), ("unknown-member", (*path, 0, "x"))]
    del parent[path[-1]][0]["x"]
    assert read(value).notifications == read(whole).notifications
    parent[path[-1]] *= 2
    assert ("wrong-type", path, True) in [(one.name, one.path, one.refused) for one in read(value).findings]


def test_an_array_in_an_array_is_no_element() -> None:
    assert deviations(content([CHAT_MESSAGE])) == [("wrong-type", ("data", "messages", 0))]
