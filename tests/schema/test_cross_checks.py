"""The rows about members that contradict each other: both are kept."""

from typing import Any

import pytest

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
from ucsmsg.schema import ChatMessage, unstructure


def messages(*indexes: Any) -> list[Any]:
    return [CHAT_MESSAGE | {"index": index} for index in indexes]


@pytest.mark.parametrize("seconds", [1385406142035, 1385406142037, 1385406142, 0, 10**400])
def test_timestamp_seconds_are_the_milliseconds_of_the_timestamp(seconds: int) -> None:
    message, ((finding, path),) = read_chat_message(timestampSeconds=seconds)
    assert message.timestamp_seconds == seconds
    assert message.timestamp is not None
    assert (finding.name, path, finding.refused) == ("timestamp-mismatch", ("timestampSeconds",), False)


def test_the_message_about_them_names_both_moments() -> None:
    _, ((finding, _),) = read_chat_message(timestampSeconds=1385406142)
    assert finding.message == (
        "Expected 1385406142036, the milliseconds since 1970 of 2013-11-25 21:02:22.036+0200, "
        "got `1385406142`; both are kept"
    )
    assert finding.found == "1385406142"


@pytest.mark.parametrize(
    "changes",
    [
        {"timestamp": "2013-11-2521: 02: 22.036+0200"},
        {"timestamp": "2013-11-25T19:02:22.036999Z"},
        {"timestamp": "1969-12-31 23:59:59.999+0000", "timestampSeconds": -1},
        {"timestamp": "yesterday"},
        {"timestampSeconds": None},
    ],
)
def test_equal_or_unreadable_moments_are_no_mismatch(changes: dict[str, Any]) -> None:
    _, findings = read_chat_message(**changes)
    assert "timestamp-mismatch" not in {finding.name for finding, _ in findings}


def test_the_end_is_not_before_the_start() -> None:
    interaction, ((finding, path),) = read_interaction(endDate="2013-11-25 21:02:22.000+0201")
    assert interaction.end_date is not None
    assert (finding.name, path, finding.refused) == ("end-before-start", ("endDate",), False)
    assert finding.message == (
        "Expected a time from `startDate` 2013-11-25 21:02:22.000+0200 on, "
        'got `"2013-11-25 21:02:22.000+0201"`; both are kept'
    )


@pytest.mark.parametrize("end", ["2013-11-25 21:02:22.000+0200", "2013-11-25 20:02:22.000+0100", None])
def test_the_end_may_be_the_start(end: str | None) -> None:
    _, findings = read_interaction(endDate=end)
    assert "end-before-start" not in {finding.name for finding, _ in findings}


@pytest.mark.parametrize(
    ("member", "value"),
    [("uri", "http://localhost:8080/api/v2/interactions/2"), ("path", "/interactions/"), ("path", "x0000Sa99620J0EM5")],
)
def test_uri_and_path_end_in_the_id(member: str, value: str) -> None:
    _, ((finding, path),) = read_interaction(**{member: value})
    assert (finding.name, path, finding.refused) == ("id-mismatch", (member,), False)
    assert finding.message == (
        f'Expected a `{member}` that ends in the interaction\'s `id` `0000Sa99620J0EM5`, got `"{value}"`; both are kept'
    )


def test_without_an_id_there_is_nothing_to_compare() -> None:
    _, findings = read_interaction(id=None)
    assert [finding.name for finding, _ in findings] == ["null-required-member"]


@pytest.mark.parametrize("indexes", [(1, 2, 3, 13, 14), (0, 5), (-1, 0), (1, None, 2)])
def test_indexes_grow_with_gaps(indexes: tuple[Any, ...]) -> None:
    assert "index-order" not in {name for name, _ in deviations(content(*messages(*indexes)))}


@pytest.mark.parametrize(
    ("indexes", "places"),
    [
        ((2, 2), [1]),
        ((2, 1), [1]),
        ((1, 5, 3, 4), [2]),
        ((3, 2, 1), [1, 2]),
        ((2, "1"), [1]),
        ((2, None, 2), [2]),
        ((10**5000, 1), [1]),
    ],
)
def test_an_index_that_repeats_or_falls_is_reported(indexes: tuple[Any, ...], places: list[int]) -> None:
    found = deviations(content(*messages(*indexes)))
    assert [path for name, path in found if name == "index-order"] == [
        ("data", "messages", place, "index") for place in places
    ]


def test_the_place_of_an_index_counts_elements_that_are_no_objects() -> None:
    found = deviations(content(7, *messages(2), [], *messages(1)))
    assert ("index-order", ("data", "messages", 3, "index")) in found


def test_messages_that_are_records_already_have_their_places_too() -> None:
    first, second = (ChatMessage(index=index) for index in (2, 1))
    findings = read(content(first, second)).findings
    assert [(finding.name, finding.path, finding.found) for finding in findings] == [
        ("index-order", ("data", "messages", 1, "index"), "1")
    ]


def test_the_message_about_an_index_names_the_one_before() -> None:
    (finding,) = read(content(*messages(2, 1))).findings
    assert finding.message == "Expected an index above `2`, which comes before it, got `1`; both are kept"


@pytest.mark.parametrize("value", [history(), history(INTERACTION), content(), content(CHAT_MESSAGE)])
def test_a_payload_has_no_error_beside_it(value: Any) -> None:
    value["data"]["errorMessage"] = "Request failed"
    (finding,) = read(value).findings
    payload = "interactions" if "interactions" in value["data"] else "interaction"
    assert (finding.name, finding.path) == ("payload-with-error", ("data", "errorMessage"))
    assert finding.message == f'Expected either `{payload}` or an error message, got `"Request failed"`; both are kept'
    assert unstructure(read_one(value)) == value


def test_messages_alone_are_a_payload_too() -> None:
    value = content(CHAT_MESSAGE, errorMessage="Request failed")
    del value["data"]["interaction"]
    assert deviations(value) == [("payload-with-error", ("data", "errorMessage"))]


@pytest.mark.parametrize(("value", "payload"), [(history(), "interactions"), (content(), "interaction")])
def test_a_message_without_an_error_has_its_payload(value: Any, payload: str) -> None:
    del value["data"][payload]
    (finding,) = read(value).findings
    assert (finding.name, finding.path) == ("missing-member", ("data", payload))
    assert finding.message == f"Expected the member `{payload}` in a message without `errorMessage`, got none"
    assert deviations({"data": value["data"] | {"errorMessage": None}}) == [
        ("null-member", ("data", "errorMessage")),
        ("missing-member", ("data", payload)),
    ]


@pytest.mark.parametrize("error", ["Request failed", "", 7, [1]])
def test_an_error_message_needs_no_payload(error: object) -> None:
    value = history(errorMessage=error)
    del value["data"]["interactions"]
    assert "missing-member" not in {name for name, _ in deviations(value)}


@pytest.mark.parametrize("payload", [None, 7, "x"])
def test_a_payload_that_cannot_be_read_is_not_missing(payload: object) -> None:
    assert "missing-member" not in {name for name, _ in deviations(content(interaction=payload))}


@pytest.mark.parametrize("medium", ["call", "email", "facebook", "openmedia", "twitter", "workitem", "Email"])
def test_only_some_media_have_transcripts(medium: str) -> None:
    value = content(CHAT_MESSAGE, interaction=INTERACTION | {"mediaType": medium})
    finding = read(value).findings[-1]
    assert (finding.name, finding.path, finding.refused) == ("unexpected-messages", ("data", "messages"), False)
    expected = f"Expected no messages for an interaction of the medium `{medium.lower()}`, got `[{{"
    assert finding.message.startswith(expected)
    assert finding.message.endswith("`; both are kept")


@pytest.mark.parametrize("medium", ["chat", "Chat", "facebooksession", "smssession", "fax", None, 7])
def test_transcripts_of_other_and_unknown_media_are_expected(medium: object) -> None:
    value = content(CHAT_MESSAGE, interaction=INTERACTION | {"mediaType": medium})
    assert "unexpected-messages" not in {name for name, _ in deviations(value)}
    assert "unexpected-messages" not in {name for name, _ in deviations(content(CHAT_MESSAGE, interaction=None))}


# ---- Times that cannot be ----


@pytest.mark.parametrize(
    ("seconds", "hint"),
    [
        (1385406142, "; it may count seconds"),
        (1385406142036000, "; it may count microseconds"),
        (1385406142036000000, "; it may count nanoseconds"),
        (0, ""),
        (-1, ""),
        (788918399999, ""),
        (4102444800000, ""),
        (10**30, ""),
    ],
)
@pytest.mark.parametrize("timestamp", ["yesterday", None, ..., 1385406142])
def test_without_a_readable_timestamp_the_milliseconds_must_be_of_our_time(
    seconds: int, hint: str, timestamp: object
) -> None:
    value = content(CHAT_MESSAGE | {"timestampSeconds": seconds, "timestamp": timestamp})
    if timestamp is ...:
        del value["data"]["messages"][0]["timestamp"]
    (finding,) = (one for one in read(value).findings if one.path[-1] == "timestampSeconds")
    assert (finding.name, finding.refused, finding.used) == ("implausible-timestamp", False, None)
    assert finding.message == (
        f"Expected the milliseconds since 1970 of a chat message, got `{seconds}`: "
        f"as milliseconds since 1970 it lies outside the years 1995 to 2099{hint}; kept as it is"
    )
    assert unstructure(read_one(value)) == value


@pytest.mark.parametrize("seconds", [788918400000, 1385406142036, 4102444799999])
def test_milliseconds_of_our_time_need_no_timestamp_to_compare_with(seconds: int) -> None:
    _, findings = read_chat_message(timestampSeconds=seconds, timestamp="yesterday")
    assert [finding.name for finding, _ in findings] == ["unreadable-timestamp"]


def test_a_timestamp_of_1970_that_agrees_is_implausible_and_one_that_disagrees_a_mismatch() -> None:
    for seconds, name in ((0, "implausible-timestamp"), (1, "timestamp-mismatch")):
        _, findings = read_chat_message(timestamp="1970-01-01 00:00:00.000+0000", timestampSeconds=seconds)
        assert [(finding.name, path) for finding, path in findings] == [(name, ("timestampSeconds",))]


# ---- Names of the same thing ----


@pytest.mark.parametrize("after", ["", "/", "//", "?fields=*", "#x", "/?fields=*#x", "?to=/other"])
@pytest.mark.parametrize(
    ("name", "written"),
    [("I1", "I1"), ("I 1", "I%201"), ("a/b", "a%2Fb"), ("é", "%C3%A9"), ("50%", "50%"), ("%41", "%2541")],
)
def test_a_uri_may_go_on_after_the_id_and_escape_it(name: str, written: str, after: str) -> None:
    uri, path = f"http://h/api/v2/interactions/{written}{after}", f"/interactions/{written}{after}"
    _, findings = read_interaction(id=name, uri=uri, path=path)
    assert findings == []


@pytest.mark.parametrize("written", ["I2", "I1/x", "xI1", "I1%20", "?I1", "i1"])
def test_another_id_in_a_uri_is_a_mismatch_all_the_same(written: str) -> None:
    _, findings = read_interaction(id="I1", uri=f"http://h/interactions/{written}", path=f"/{written}/")
    assert [(finding.name, path) for finding, path in findings] == [
        ("id-mismatch", (name,)) for name in ("uri", "path")
    ]


@pytest.mark.parametrize("same", [PARTICIPANT["participantId"], None])
def test_the_id_of_a_participant_is_its_participant_id(same: object) -> None:
    _, findings = read_chat_message(**{"from": PARTICIPANT | {"id": same}})
    assert "id-mismatch" not in {finding.name for finding, _ in findings}


def test_another_id_of_a_participant_is_reported_and_kept() -> None:
    message, ((finding, path),) = read_chat_message(**{"from": PARTICIPANT | {"id": "2"}})
    assert message.from_ is not None
    assert (message.from_.id, finding.name, path) == ("2", "id-mismatch", ("from", "id"))
    assert finding.message == ('Expected the `id` of the `participantId` `00AF52939EDF5BC6`, got `"2"`; both are kept')


# ---- A success ----


@pytest.mark.parametrize(
    ("success", "names"), [(True, ["payload-with-error"]), (False, []), (None, ["null-required-member"])]
)
def test_a_success_has_no_error_message(success: object, names: list[str]) -> None:
    data = {
        "messageType": "UcsOperationResponse",
        "referenceId": 1,
        "success": success,
        "errorMessage": "Request failed",
    }
    findings = read({"data": data}).findings
    assert [finding.name for finding in findings] == names
    if success:
        assert (findings[0].path, findings[0].message) == (
            ("data", "errorMessage"),
            'Expected either `success` or an error message, got `"Request failed"`; both are kept',
        )
    assert unstructure(read_one({"data": data})) == {"data": data}
