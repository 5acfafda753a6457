"""The generated JSON Schema says what strict mode says, as an independent validator understands it."""

import copy
import json
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.corpus.outcomes import CORPUS
from tests.schema.reading import CHAT_MESSAGE, INTERACTION, PARTICIPANT, content, history, read
from tests.schema.strategies import payloads
from ucsmsg import iter_parse, quasi, schema
from ucsmsg.catalogue import Layer, row_named
from ucsmsg.diagnostics import Finding
from ucsmsg.places import Path
from ucsmsg.schema import json_schema, unstructure
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._kinds import URI
from ucsmsg.schema._times import documented_time
from ucsmsg.testing import Case, read_corpus, strategies

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
CASES = read_corpus(CORPUS)

# What JSON Schema cannot say: comparisons of values, and what is about `loads` and not about the value.
NO_DEFINITION = {
    "ArrayOf",
    "FrozenMapping",
    "Integer",
    "MessageOf",
    "Record",
    "RecordError",
    "Structured",
    "UnknownMessage",
}
NOT_EXPRESSIBLE = {"end-before-start", "id-mismatch", "index-order", "not-one-notification", "timestamp-mismatch"}


def is_valid(value: Any) -> bool:
    return VALIDATOR.is_valid(value)


def valid_as(name: str, value: Any) -> bool:
    """Whether the value is valid by the definition of that name."""
    return VALIDATOR.evolve(schema={"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}).is_valid(value)


def cannot_be_expressed(finding: Finding) -> bool:
    """Whether a finding may be about a valid value.

    To JSON Schema 1.0 is an integer, and a string that holds JSON (in a message of another channel, where nothing else
    is judged) is a string.
    """
    integral = finding.name == "wrong-type" and float(finding.found).is_integer()
    return integral or finding.name == "json-in-string" or finding.name in NOT_EXPRESSIBLE


def agrees(value: Any) -> bool:
    """Whether strict mode and the schema agree about a value, as far as JSON Schema can express it."""
    findings = read(value).findings
    return all(map(cannot_be_expressed, findings)) if is_valid(value) else bool(findings)


# ---- Its form ----


def test_it_is_a_schema_of_its_draft() -> None:
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMA)


def test_it_is_json() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_it_is_made_anew_each_time() -> None:
    json_schema()["$defs"]["Owner"].clear()

    assert json_schema() == SCHEMA


def test_it_defines_every_record_and_enumeration() -> None:
    """But for `UnknownMessage`, which is a deviation in itself."""
    types = {name for name in schema.__all__ if isinstance(getattr(schema, name), type)}

    assert set(SCHEMA["$defs"]) == types - NO_DEFINITION | {
        "BayeuxMessage",
        "DocumentedMessage",
        "Time",
    }


def test_descriptions_are_the_docstrings_with_the_names_of_the_wire() -> None:
    assert SCHEMA["$defs"]["Owner"]["description"] == ("The agent that an interaction belongs to (`ownerInformation`).")
    assert SCHEMA["$defs"]["ChatMessage"]["description"] == (
        "One message of a transcript. `index` counts from 1 and has gaps. `timestampSeconds` counts *milliseconds* "
        "since 1970, whatever its name says: so it does in every sample of the documentation."
    )


def test_its_docstring_lists_what_it_cannot_express() -> None:
    assert json_schema.__doc__
    for name in NOT_EXPRESSIBLE | {"json-in-string", "wrong-type"}:
        assert f"`{name}`" in json_schema.__doc__


# ---- What it says about values ----


@given(strategies.notifications())
def test_notifications_without_a_deviation_are_valid(notification: schema.Notification) -> None:
    VALIDATOR.validate(unstructure(notification))


@given(payloads)
def test_any_value_is_valid_exactly_when_nothing_is_found_in_it(value: Any) -> None:
    assert agrees(value)


WHOLE_PARTICIPANT = PARTICIPANT | {"id": "00AF52939EDF5BC6", "visibility": "All", "uri": "/u/1", "path": "/p/1"}
WHOLE_CHAT_MESSAGE = CHAT_MESSAGE | {"from": WHOLE_PARTICIPANT, "url": "u", "noticeText": "n", "userData": {"a": None}}
WHOLE_INTERACTION = INTERACTION | {
    "contactId": "1",
    "parentId": "2",
    "subject": "s",
    "comment": "c",
    "phoneNumber": "3",
    "callDuration": 4,
    "userData": {},
}
EVENT: dict[str, Any] = {"channel": "/v2/ucs/interactions", "id": "5", "advice": {}, "clientId": "6", "ext": {}}
WHOLE = {
    "content": EVENT | content(WHOLE_CHAT_MESSAGE, interaction=WHOLE_INTERACTION, metrics={}),
    "history": history(INTERACTION, metrics={}),
    "content-failure": {"data": {"messageType": "GetInteractionContentMessage", "referenceId": 2, "errorMessage": "e"}},
    "history-failure": {
        "data": {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "errorMessage": "e"}
    },
    "response": {
        "data": {
            "messageType": "UcsOperationResponse",
            "referenceId": 3,
            "success": False,
            "errorMessage": "e",
            "metrics": {},
        }
    },
}
OTHER_VALUES = [None, True, 0, 1.0, 1.5, "", " Stopped", "http: //host: 8090/1", [], [1], {}, {"id": "1"}]
OTHER_MEMBERS = ["errorMessage", "messages", "interaction", "interactions", "referendeId", "channel", "ext", "title"]


def paths_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values inside a value, and of some members that objects in it do not have."""
    steps = (
        [*value, *OTHER_MEMBERS] if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    )
    for step in steps:
        yield (*path, step)
        if isinstance(value, list) or step in value:
            yield from paths_in(value[step], (*path, step))


def edits(whole: Any) -> Iterator[Any]:
    """The value with one value in it changed, removed or added."""
    for *above, step in paths_in(whole):
        for new in (..., *OTHER_VALUES):
            value = copy.deepcopy(whole)
            parent = reduce(getitem, above, value)
            parent[step] = new
            if new is ...:
                del parent[step]
            yield value


@pytest.mark.parametrize("whole", [pytest.param(whole, id=name) for name, whole in WHOLE.items()])
def test_an_edited_notification_is_valid_exactly_when_nothing_is_found_in_it(whole: Any) -> None:
    VALIDATOR.validate(whole)
    for value in edits(whole):
        assert agrees(value), value


def names_in(value: Any) -> set[str]:
    """The names of all members in a value."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {*(value if isinstance(value, dict) else ())}.union(*map(names_in, inside))


def test_the_edited_notifications_have_every_member() -> None:
    members = {name for record in SCHEMA["$defs"].values() for name in record.get("properties", ())}

    assert members <= names_in([*WHOLE.values()])


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([], id="an empty batch"),
        pytest.param([{"channel": "/meta/connect", "successful": True}, history()], id="a reply in a batch"),
        pytest.param({"channel": "/v2/me/chats", "data": {"messageType": "MessageLogUpdated"}}, id="another channel"),
        pytest.param({**history(INTERACTION), "channel": "/v2/ucs/interactions", "ext": {}}, id="an event"),
        pytest.param(content(CHAT_MESSAGE), id="a transcript"),
        pytest.param(content(interaction=INTERACTION | {"mediaType": "email"}), id="no transcript"),
        pytest.param(content(CHAT_MESSAGE | {"index": 1.0}), id="an integer with a fraction of zero"),
    ],
)
def test_these_are_valid(value: Any) -> None:
    VALIDATOR.validate(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(7, id="a number"),
        pytest.param([[]], id="a batch in a batch"),
        pytest.param({"channel": "/v2/ucs/interactions"}, id="no data"),
        pytest.param({**history(), "channel": None}, id="a channel of null"),
        pytest.param({"data": {"referenceId": 1}}, id="no message type"),
        pytest.param(history(INTERACTION | {"subject": None}), id="null"),
        pytest.param(history(errorMessage="Request failed"), id="payload and error"),
        pytest.param({"data": content()["data"] | {"interactions": []}}, id="payload of another message"),
        pytest.param(content(CHAT_MESSAGE, interaction=INTERACTION | {"mediaType": "email"}), id="e-mail transcript"),
    ],
)
def test_these_are_not_valid(value: Any) -> None:
    assert not is_valid(value)


# ---- What it says about times and URIs ----

days = st.builds(
    "{:02}{:02}-{:02}-{:02}".format, st.integers(0, 99), st.integers(0, 99), st.integers(0, 13), st.integers(0, 32)
)
leap_days = st.integers(0, 9999).map("{:04}-02-29".format)
times = st.builds(
    "{} {}:{}:{}.{}{}{}{}".format,
    days | leap_days,
    st.integers(20, 25),
    st.integers(0, 61).map("{:02}".format),
    st.sampled_from(["00", "59", "60", "5"]),
    st.sampled_from(["000", "999", "00"]),
    st.sampled_from("+-"),
    st.sampled_from(["0000", "0001", "0100", "2359", "2400", "0060"]),
    st.sampled_from(["", "", "", "\n", " "]),
)


@given(times)
@example("0000-01-01 00:00:00.000+0000")
@example("1900-02-29 00:00:00.000+0000")
@example("2000-02-29 00:00:00.000+0000")
@example("2015-10-01 16:02:07.000-0000")
@example("2015-10-01 16:02:07.000+0000\n")
def test_a_time_is_valid_exactly_when_it_has_the_documented_form_and_exists(text: str) -> None:
    assert valid_as("Time", text) is (documented_time(text) is not None)


def test_every_day_of_the_calendar_is_valid_and_no_other() -> None:
    for year in (1999, 2000, 2004, 2100):
        for month in range(14):
            for day in range(33):
                text = f"{year}-{month:02}-{day:02} 16:02:07.000+0300"
                assert valid_as("Time", text) is (documented_time(text) is not None), text


@given(st.lists(st.sampled_from(["http", "https", ":", "//", "host", " ", "8090", "/", "\n", "é"]), max_size=9))
@example(["http", ":", " ", "//", "host", ":", " ", "8090", "/", "host"])
@example(["http", ":", " ", "//", "host", "/", "\n"])
def test_a_uri_is_valid_exactly_when_it_is_not_damaged(parts: list[str]) -> None:
    findings = Findings()
    URI.convert("".join(parts), (), findings)

    assert Draft202012Validator(URI.json_schema()).is_valid("".join(parts)) is not bool(findings)


# ---- What it says about the corpus ----


def values_of(case: Case) -> list[Any]:
    """The JSON values of the payloads in an input; those in a capture, where they may be escaped, as written back."""
    if case.reader == "iter_parse":
        return [unstructure(record) for parsed in iter_parse(case.path) for record in parsed.notifications]
    return [quasi.parse(case.data).value]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.name)
        for case in CASES
        if case.reader != "quasi.parse" and not case.expected["strict"].marks
    ],
)
def test_what_strict_mode_accepts_without_a_diagnostic_is_valid(case: Case) -> None:
    for value in values_of(case):
        VALIDATOR.validate(value)


def row_of(case: Case) -> str:
    """The name of the schema row that a case is about, or ""."""
    folder, name, *_ = case.name.split("/")
    return name if folder == "deviations" and row_named(name).layer is Layer.SCHEMA else ""


SCHEMA_CASES = [case for case in CASES if row_of(case)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in SCHEMA_CASES])
def test_a_deviation_is_valid_only_if_it_cannot_be_expressed(case: Case) -> None:
    (value,) = values_of(case)

    assert not is_valid(value) or row_of(case) in NOT_EXPRESSIBLE


def test_each_row_that_cannot_be_expressed_has_a_case() -> None:
    """So the set of these rows is no larger than it must be: each has a case that is valid."""
    assert {row_of(case) for case in SCHEMA_CASES if all(map(is_valid, values_of(case)))} >= NOT_EXPRESSIBLE
