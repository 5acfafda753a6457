"""Hypothesis strategies: JSON values of any kind, and notifications with every sort of deviation in them."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ucsmsg.schema import (
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    UcsOperationResponse,
    UnknownMessage,
)
from ucsmsg.schema._kinds import Boolean, Enumeration, Integer, Kind, Object, Time, Uri
from ucsmsg.schema._record import members_of
from ucsmsg.schema._structure import ArrayOf, RecordOf


def one_of(*strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of the strategies, each as often as the others (`|` takes those inside them apart and counts them all)."""
    return st.sampled_from(strategies).flatmap(lambda strategy: strategy)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from([Decimal("1E+999"), Decimal("-1.5E+400")])  # which no float can hold
    | st.text(max_size=5)
)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)

offsets = st.builds(
    "{}{:02}{:02}".format, st.sampled_from("+-"), st.integers(0, 23), st.sampled_from([0, 0, 0, 30, 45, 59])
)
documented_times = st.builds(
    "{} {:02}:{:02}:{:02}.{:03}{}".format,
    st.dates().map(str),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.integers(0, 999),
    offsets,
)
times = st.one_of(
    documented_times,
    documented_times.map(lambda text: text.replace(" ", "").replace(":", ": ")),
    documented_times.map(lambda text: text.replace(" ", "T")),
    documented_times.map(lambda text: text.replace(".", ".000")),
    st.integers(-(10**14), 10**15),
    st.integers(-(10**14), 10**15).map(str),
    st.sampled_from(["yesterday", "2015-13-01 00:00:00.000+0000", "Mon, 28 Oct 2013 14:08:44 -0700", ""]),
)
integers = one_of(st.integers(-9, 99), st.integers() | st.integers().map(str) | st.integers(-9, 9).map(float))
uris = st.sampled_from(["/1", "http://host/1", "http: //host: 8090/api/v2/interactions/1", "/x y", "1 ", "/1?x#y"])
texts = one_of(st.just("1"), st.just("1"), st.text(max_size=4) | st.integers(-9, 9))


def spelt(value: str) -> st.SearchStrategy[str]:
    """The value as it is, in other letter case, with white space around it, and another one."""
    return st.sampled_from([value, value, value, value.upper(), f" {value}", f"{value.lower()}\n", f" {value}!"])


def values_of(kind: Kind) -> st.SearchStrategy[Any]:
    """Values that a member of the kind may have: right, repairable and not."""
    values: st.SearchStrategy[Any] = texts
    match kind:
        case RecordOf():
            objects = objects_of(kind.record)
            values = one_of(objects, objects, objects, st.lists(objects, max_size=2))
        case ArrayOf():
            element = values_of(kind.element)
            values = one_of(
                st.lists(element, min_size=1, max_size=3), st.lists(one_of(element, scalars), max_size=2), element
            )
        case Enumeration():
            values = st.sampled_from(sorted(kind.members)).flatmap(spelt)
        case Time():
            values = one_of(documented_times, documented_times, times)
        case Integer():
            values = integers
        case Boolean():
            values = st.sampled_from([True, False, True, False, "true", " False", "yes"])
        case Object():
            values = st.dictionaries(st.text(max_size=5), json_values, max_size=3)
        case Uri():
            values = uris
    return values


def objects_of(record: type) -> st.SearchStrategy[dict[str, Any]]:
    """Objects for the record: some whole, some with gaps, some with members of any value and with unknown ones."""
    members = {member.wire: values_of(member.kind) for member in members_of(record).values()}
    other = {name: members[member.wire] for member in members_of(record).values() for name in member.other_names}
    whole, gaps = st.fixed_dictionaries(members), st.fixed_dictionaries({}, optional=members | other)
    odd = st.dictionaries(st.sampled_from([*members, *other, "subtypeId", "ext", "é"]), json_values, max_size=2)
    return one_of(whole, whole, gaps, st.builds(lambda first, second: first | second, gaps, odd))


def message(record: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Messages of the record's type."""
    return st.builds(
        lambda members, name: {"messageType": name} | members, objects_of(record), spelt(record.message_type)
    )


messages = one_of(
    message(GetInteractionsHistoryMessage),
    message(GetInteractionContentMessage),
    message(UcsOperationResponse),
    objects_of(UnknownMessage),
)
channels = st.sampled_from(
    ["/v2/ucs/interactions"] * 5
    + ["/v2/me/chats", "/v2/me/chats", "/v2/ucs/interactions/", " V2//ucs%2Finteractions", "/meta/connect", "", "/ ", 7]
    + [None]
)
around_data = st.dictionaries(
    st.sampled_from(["channel", "id", "ext", "successful", "statusCode", "messageType"]), scalars, max_size=2
)
notifications = one_of(
    st.builds(lambda data: {"data": data}, messages),
    st.builds(lambda data, channel: {"channel": channel, "data": data}, messages, channels),
    st.builds(lambda data, channel: {"channel": channel, **data}, messages, channels),
    messages,
    st.builds(lambda data, around: {"data": {"data": data} | around}, messages, around_data),
    st.builds(lambda data, around: {"data": [data]} | around, messages, around_data),
    st.builds(lambda channel, around: {"channel": channel} | around, channels, around_data),
    st.dictionaries(st.sampled_from(["channel", "id", "data", "ext", "x"]), json_values, max_size=3),
)
payloads = one_of(notifications, notifications, notifications, st.lists(notifications, max_size=2), json_values)
