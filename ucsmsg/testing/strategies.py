"""Hypothesis strategies (extra `testing`): valid texts, notifications, and texts with one deviation.

They are functions, as Hypothesis's own: `@given(strategies.json_texts())`.
"""

import functools
import itertools
import json
import random
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, TypeVar

from hypothesis import strategies as st

from ucsmsg.schema import (
    ChatMessageType,
    InteractionState,
    InteractionType,
    MediaType,
    Notification,
    ParticipantType,
    Record,
    Visibility,
    structure,
)
from ucsmsg.schema._channels import TOPIC, Channel
from ucsmsg.schema._cross_checks import WITH_TRANSCRIPT
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._foreign_times import PLAUSIBLE
from ucsmsg.schema._kinds import Boolean, Enumeration, Integer, Kind, Name, Number, Object, Time, Uri, Value
from ucsmsg.schema._record import MESSAGE_TYPE, members_of, message_type_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf, record_kind
from ucsmsg.testing._mutator import MUTABLE, Mutation, mutate

R = TypeVar("R", bound=Record)

__all__ = ["json_texts", "mutated_texts", "notification_texts", "notifications", "records"]

# In a string all of these are text, whatever they would be outside.
_LOOKS_LIKE_DAMAGE = (
    "call 123L, then {a=1}, True // ok",
    "/* no comment */ # none",
    '{"a":[1,2,]}}',
    "'single', u'prefixed', “smart”, `back`",
    '"quoted": "twice",',
    "C:\\new\\u0041",
    "..., etc",
    "NaN, -Infinity, 007, 0x1F, +1",
    "http: //host: 8090/",
    "2013-11-2521: 02: 22.000+0200",
    "\ufeffmark, \xa0space, \u2028line",
)
_DISPUTED_STRINGS = ('"\\ud83d"', '"\\ude00\\ud83d"', '"\ud83d"')
_DISPUTED_NUMBERS = ("1e999", "-1.5E+400", "9" * 310 + ".0")
_NUMBERS = ("0", "-0", "0.0", "-0.0", "1E3", "1e-3", "5e+0", "1.25E2", "123456789012345678901234567890", "1e308")
_SPACES = ("", "", "", " ", "\n", "\t", "\r\n", "  \n")
_SHORT_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t"}
_ESCAPED, _ESCAPED_SHORT = 0.1, 0.7
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_seeds = st.integers(0, 2**16)


# ---- Valid texts ----


@functools.cache
def json_texts(*, disputed: bool = False) -> st.SearchStrategy[str]:
    """RFC 8259 texts: all types, forms of numbers, escapes, white space, and strings that look like damage.

    With `disputed` they may also have what the RFC allows and JSON parsers disagree about: a name twice in an object,
    half a pair of surrogates, a number beyond a double's range.
    """
    scalars = st.sampled_from(["true", "false", "null"]) | _number_texts() | _string_texts()
    if disputed:
        scalars |= st.sampled_from(_DISPUTED_STRINGS + _DISPUTED_NUMBERS)
    whole = st.recursive(scalars, lambda inner: _array_texts(inner) | _object_texts(inner, disputed), max_leaves=12)
    return st.builds(_nested, whole, st.sampled_from([0, 0, 0, 1, 5, 90]), _seeds)


@functools.cache
def _string_texts() -> st.SearchStrategy[str]:
    """JSON strings with their quotes; their characters stand as themselves or as one of their escapes."""
    content = st.text(max_size=12) | st.sampled_from(_LOOKS_LIKE_DAMAGE) | st.from_regex("[a-z]{1,8}", fullmatch=True)
    return st.builds(_string_text, content, _seeds)


@functools.cache
def _number_texts() -> st.SearchStrategy[str]:
    floats = st.floats(allow_nan=False, allow_infinity=False).map(repr)
    return st.sampled_from(_NUMBERS) | st.integers().map(str) | st.integers(0, 99).map(str) | floats


def _array_texts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda elements, seed: _bracketed("[", elements, "]", seed), st.lists(inner, max_size=4), _seeds)


def _object_texts(inner: st.SearchStrategy[str], disputed: bool) -> st.SearchStrategy[str]:  # noqa: FBT001  # a parameter of a strategy
    different = None if disputed else _name_of
    members = st.lists(st.tuples(_string_texts(), inner), max_size=4, unique_by=different)
    return st.builds(_object_text, members, _seeds)


def _name_of(member: tuple[str, str]) -> str:
    name: str = json.loads(member[0])
    return name


def _object_text(members: list[tuple[str, str]], seed: int) -> str:
    chance = _chance(seed)
    return _bracketed("{", [f"{name}{_space(chance)}:{_space(chance)}{value}" for name, value in members], "}", seed)


def _bracketed(opener: str, parts: list[str], closer: str, seed: int) -> str:
    chance = _chance(seed)
    inside = ",".join(_space(chance) + part + _space(chance) for part in parts)
    return f"{opener}{inside or _space(chance)}{closer}"


def _nested(text: str, depth: int, seed: int) -> str:
    """The text inside that many arrays, with white space around the whole."""
    chance = _chance(seed)
    return _space(chance) + "[" * depth + text + "]" * depth + _space(chance)


def _string_text(content: str, seed: int) -> str:
    chance = _chance(seed)
    return '"' + "".join(_character_text(character, chance) for character in content) + '"'


def _character_text(character: str, chance: random.Random) -> str:
    must_be_escaped = character in '"\\' or character < " "
    return _escape(character, chance) if must_be_escaped or chance.random() < _ESCAPED else character


def _escape(character: str, chance: random.Random) -> str:
    if character in _SHORT_ESCAPES and chance.random() < _ESCAPED_SHORT:
        return "\\" + _SHORT_ESCAPES[character]
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


def _space(chance: random.Random) -> str:
    return chance.choice(_SPACES)


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # how a text is written, no secret


# ---- Texts with one deviation ----


def mutated_texts(
    texts: st.SearchStrategy[str] | None = None, names: Collection[str] = MUTABLE
) -> st.SearchStrategy[Mutation]:
    """Valid texts with one deviation of one of `names` in them; each says what it was, and what must come out of it.

    `texts` are valid texts without a name twice in an object, by default `json_texts()`. Where a text has no place for
    the deviation that was drawn, it gets the next one in the order of the alphabet.
    """
    ordered = sorted(names)
    turns = st.sampled_from([(*ordered[first:], *ordered[:first]) for first in range(len(ordered))])
    drawn = st.builds(_mutated, json_texts() if texts is None else texts, turns, _seeds)
    return drawn.filter(bool).map(lambda mutations: mutations[0])


def _mutated(text: str, names: tuple[str, ...], seed: int) -> list[Mutation]:
    """The mutation of the text by the first of the names that has a place in it, if any has."""
    mutations = (mutate(text, name, seed) for name in names)
    return [*itertools.islice(filter(None, mutations), 1)]


# ---- Notifications ----


@functools.cache
def notifications() -> st.SearchStrategy[Notification]:
    """Notifications that keep to the documentation in everything: strict mode reports nothing on their `dumps`."""
    return _notification_values().map(lambda value: structure(value, lambda *_: None).notifications[0])


@functools.cache
def notification_texts() -> st.SearchStrategy[str]:
    """Valid texts of such notifications, with white space and escapes in all forms."""
    return st.builds(_written, _notification_values(), _seeds)


def _written(value: Any, seed: int) -> str:  # a JSON value
    """The value as JSON text, in a way that the seed chooses."""
    if isinstance(value, dict):
        members = [(_written(name, seed + 1), _written(member, seed + 2)) for name, member in value.items()]
        return _object_text(members, seed)
    if isinstance(value, list):
        return _bracketed("[", [_written(element, seed + 3) for element in value], "]", seed)
    return _string_text(value, seed) if isinstance(value, str) else json.dumps(value)


def _notification_values() -> st.SearchStrategy[dict[str, Any]]:
    event = st.fixed_dictionaries({}, optional={"channel": st.just(TOPIC), "id": _text(), "clientId": _text()})
    return st.builds(lambda data, around: {**around, "data": data}, _message_values(), event)


def _message_values() -> st.SearchStrategy[dict[str, Any]]:
    interactions = st.lists(_interaction_values(), max_size=2)
    failed = {"errorMessage": _text()}
    return st.one_of(
        _message("GetInteractionsHistoryMessage", {"interactions": interactions}),
        _message("GetInteractionsHistoryMessage", failed),
        _message("GetInteractionContentMessage", {"interaction": _interaction_values()}),
        _message(
            "GetInteractionContentMessage",
            {"interaction": _interaction_values(WITH_TRANSCRIPT), "messages": _transcripts()},
        ),
        _message("GetInteractionContentMessage", failed),
        _message("UcsOperationResponse", {"success": st.booleans()}),
    )


def _message(name: str, payload: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"messageType": st.just(name), "referenceId": st.integers(0, 10**6), **payload},
        optional={"metrics": st.just({"eventProcessing": {"serverProcessingTimeTotalMs": 0}})},
    )


def _interaction_values(media: Collection[MediaType] = tuple(MediaType)) -> st.SearchStrategy[dict[str, Any]]:
    required = {
        "typeId": _one_of(InteractionType),
        "state": _one_of(InteractionState),
        "mediaType": st.sampled_from([medium.value for medium in media]),
    }
    optional = {
        "ownerInformation": st.fixed_dictionaries({"id": _text()}, optional={"userName": _text()}),
        "contactId": _text(),
        "subject": _text(),
        "phoneNumber": _text(),
        "callDuration": st.integers(0, 10**5),
        "customAttributes": _objects(),
        "userData": _objects(),
    }
    return st.builds(
        _interaction,
        st.fixed_dictionaries(required, optional=optional),
        st.text("0123456789ABCDEFabcdef", min_size=16, max_size=16),
        _moments(),
        st.none() | st.timedeltas(timedelta(0), timedelta(days=3)),
        st.booleans(),
    )


def _interaction(
    members: dict[str, Any],
    name: str,
    start: datetime,
    lasted: timedelta | None,
    has_uri: bool,  # noqa: FBT001  # drawn
) -> dict[str, Any]:
    """The members that depend on each other, and the others."""
    dates = {"startDate": _time_text(start)}
    if lasted is not None:
        dates["endDate"] = _time_text(start + lasted)
    places = {"uri": f"http://localhost:8080/api/v2/interactions/{name}", "path": f"/interactions/{name}"}
    return {"id": name, **members, **dates, **(places if has_uri else {})}


def _transcripts() -> st.SearchStrategy[list[dict[str, Any]]]:
    required = {
        "from": st.fixed_dictionaries(
            {"type": _one_of(ParticipantType), "participantId": _text()}, optional={"nickname": _text()}
        ),
        "type": _one_of(ChatMessageType),
    }
    optional = {"visibility": _one_of(Visibility), "text": _text(), "userData": _objects()}
    members = st.fixed_dictionaries(required, optional=optional)
    messages = st.builds(_chat_message, st.integers(1, 50), members, _moments(), st.booleans())
    return st.lists(messages, max_size=4, unique_by=_index).map(lambda drawn: sorted(drawn, key=_index))


def _chat_message(
    index: int,
    members: dict[str, Any],
    moment: datetime,
    has_seconds: bool,  # noqa: FBT001  # drawn
) -> dict[str, Any]:
    """A message whose two times agree."""
    times: dict[str, Any] = {"timestamp": _time_text(moment)}
    if has_seconds:
        times["timestampSeconds"] = (moment - _EPOCH) // timedelta(milliseconds=1)
    return {"index": index, **members, **times}


def _index(message: dict[str, Any]) -> int:
    index: int = message["index"]
    return index


@functools.cache
def _moments() -> st.SearchStrategy[datetime]:
    minutes = st.integers(-14 * 60, 14 * 60)
    return st.builds(
        lambda milliseconds, offset: (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(
            timezone(timedelta(minutes=offset))
        ),
        st.integers(PLAUSIBLE[0], PLAUSIBLE[-1]),
        minutes,
    )


def _time_text(moment: datetime) -> str:
    """The time as the documentation writes it, `yyyy-MM-dd HH:mm:ss.SSSZ`, cut off to milliseconds."""
    text = moment.isoformat(" ", "milliseconds")
    return text[:-3] + text[-2:]


# ---- Records of any kind ----


def records(record: type[R]) -> st.SearchStrategy[R]:
    """Records of a class declared with `@record` that keep to its declaration; nothing is reported on their `dumps`.

    Members are drawn one by one: for the documented records, whose members are also compared with each other, there is
    `notifications`. Raises `TypeError` for what is no such class.
    """
    kind = record_kind(record)
    return _object_values(kind).map(lambda value: kind.structure(value, (), Findings()))


def _object_values(kind: RecordOf[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects of a record: with each member that is due, and some of the others."""
    members = {member.wire: member for member in members_of(kind.record).values()}
    either = {wire: member.required_without for wire, member in members.items() if member.required_without}
    typed = {MESSAGE_TYPE: st.just(message_type_of(kind.record))} if message_type_of(kind.record) else {}
    values = {wire: _values_of(member.kind) for wire, member in members.items()}
    required = typed | {wire: values[wire] for wire, member in members.items() if member.required}
    optional = {wire: values[wire] for wire in members.keys() - required.keys() - either.keys() - {*either.values()}}
    choices = [dict.fromkeys(either), dict.fromkeys(either.values())] if either else [{}]
    return st.one_of(
        [
            st.fixed_dictionaries(required | {wire: values[wire] for wire in choice}, optional=optional)
            for choice in choices
        ]
    )


def _values_of(kind: Kind) -> st.SearchStrategy[Any]:
    """JSON values of a kind that are exactly as declared."""
    of = next(each for each in type(kind).__mro__ if each in _VALUES)
    return _VALUES[of](kind)


def _one_of(values: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from([value.value for value in values])


@functools.cache
def _text() -> st.SearchStrategy[str]:
    return st.text(max_size=8) | st.sampled_from(_LOOKS_LIKE_DAMAGE)


@functools.cache
def _objects() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(_text(), _text() | st.integers() | st.none() | st.lists(st.booleans()), max_size=3)


_VALUES: dict[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    ArrayOf: lambda kind: st.lists(_values_of(kind.element), max_size=3),
    Boolean: lambda _: st.booleans(),
    Channel: lambda _: st.just(TOPIC),
    Enumeration: lambda kind: st.sampled_from(sorted(kind.members)),
    Integer: lambda kind: st.integers(kind.least, 10**9),
    MessageOf: lambda kind: st.one_of([*map(_object_values, kind.known.values())]),
    Name: lambda _: _text(),
    Number: lambda _: st.floats(allow_nan=False, allow_infinity=False),
    Object: lambda _: _objects(),
    RecordOf: _object_values,
    Time: lambda _: _moments().map(_time_text),
    Uri: lambda _: st.sampled_from(["/1", "http://localhost:8080/api/v2/1", "urn:1?a=%20#b"]),
    Value: lambda _: _objects() | _text() | st.integers() | st.lists(st.booleans()),
}
"""What is drawn for each kind; a kind that is not listed is drawn as the one it is made of."""
