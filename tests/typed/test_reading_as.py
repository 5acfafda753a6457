"""What is read as records of any class, one or an array, is read by the typed lane, and equal in every respect."""

# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
import copy
import enum
import json
import pickle
from collections import Counter
from types import GenericAlias
from typing import Any, ClassVar

import attrs
import pytest

from tests.schema.reading import CHAT_MESSAGE, INTERACTION
from tests.typed.damaged import damaged
from tests.typed.reading import CONTENT, HISTORY, RESPONSE, lanes_of, taken_as, text_of
from tests.typed.test_structures import CALL, Call
from ucsmsg import (
    ChatMessage,
    GetInteractionContentMessage,
    Interaction,
    Limits,
    Mode,
    Notification,
    QuasiJSONError,
    TypedDocument,
    UcsOperationResponse,
    iter_parse,
    loads,
    parse,
)
from ucsmsg.parsing import parse_untyped
from ucsmsg.schema import TIME, FrozenMapping, UnknownMessage, member, record, rest
from ucsmsg.schema._record import Record
from ucsmsg.testing import record_mutations
from ucsmsg.typed import _texts, by_typed_lane
from ucsmsg.typed._lane import Typed

VALUES: dict[Any, Any] = {
    Interaction: INTERACTION,
    ChatMessage: CHAT_MESSAGE,
    Notification: CONTENT,
    GetInteractionContentMessage: CONTENT["data"],
    UcsOperationResponse: RESPONSE["data"],
    Call: CALL,
}
CASES = [
    *(pytest.param(of, value, id=of.__name__) for of, value in VALUES.items()),
    *(pytest.param(GenericAlias(list, of), [value, value], id=f"list-{of.__name__}") for of, value in VALUES.items()),
    *(pytest.param(GenericAlias(tuple, (of, ...)), [value], id=f"tuple-{of.__name__}") for of, value in VALUES.items()),
    pytest.param(list[Interaction], [], id="empty"),
]
FUZZED: list[tuple[Any, list[Any]]] = [
    (Interaction, [INTERACTION]),
    (list[ChatMessage], [[CHAT_MESSAGE, CHAT_MESSAGE]]),
    (Call, [CALL]),
    (Notification, [CONTENT, HISTORY]),
]


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "FIRST", 0)


def untyped(text: Any, as_: Any, mode: Mode = Mode.STRICT) -> TypedDocument[Any]:
    """What the other lanes make of the text."""
    document = parse_untyped(text, as_, mode, Limits())
    assert isinstance(document, TypedDocument)
    return document


@pytest.mark.parametrize(("as_", "value"), CASES)
def test_results_are_those_of_the_other_lanes_in_every_respect(as_: Any, value: Any) -> None:
    text = text_of(value)
    other = untyped(text, as_)
    assert by_typed_lane(text, Limits(), None, as_) is not None
    assert parse(text, as_=as_) == other
    assert repr(parse(text, as_=as_)) == repr(other)
    assert repr(loads(text.encode(), as_=as_)) == repr(other.value)
    assert type(parse(text, as_=as_).value) is type(other.value)
    assert parse(text, as_=as_).__getstate__() == other.__getstate__()
    for twin in (copy.copy, copy.deepcopy, attrs.evolve, lambda one: pickle.loads(pickle.dumps(one))):  # noqa: S301  # our own bytes
        assert twin(parse(text, as_=as_)) == other
    (result,) = iter_parse(text.encode(), as_=as_)
    assert result.value == other.value
    assert result.ok


def test_a_verdict_makes_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse(text_of([INTERACTION]), as_=list[Interaction])
    with monkeypatch.context() as patched:
        patched.setattr(Typed, "records", None)
        assert parse(text_of(INTERACTION), as_=Interaction).ok
    assert document.value is document.value


@pytest.mark.parametrize(("as_", "value"), [(Interaction, [INTERACTION]), (list[Interaction], INTERACTION)])
def test_one_for_an_array_and_an_array_for_one_are_left_to_the_other_lanes(as_: Any, value: Any) -> None:
    document = parse(text_of(value), as_=as_)
    assert document.diagnostics.by_name() == {"wrong-type": 1}
    assert document == untyped(text_of(value), as_)


@pytest.mark.parametrize(
    ("as_", "value"),
    [
        (ChatMessage, CHAT_MESSAGE | {"timestampSeconds": 1385406142037}),
        (list[ChatMessage], [CHAT_MESSAGE, CHAT_MESSAGE | {"from": {"participantId": "1", "id": "2"}}]),
        (Interaction, INTERACTION | {"path": "/interactions/x"}),
        (Interaction, INTERACTION | {"unknown": 1}),
        (Interaction, INTERACTION | {"endDate": None}),
        (Call, CALL | {"new": 2}),
        (Call, CALL | {"messageType": "call"}),
    ],
)
def test_what_deviates_is_left_to_the_other_lanes(as_: Any, value: Any) -> None:
    assert by_typed_lane(text_of(value), Limits(), None, as_) is None
    assert parse(text_of(value), as_=as_) == untyped(text_of(value), as_)


@pytest.mark.parametrize("mode", [Mode.STRICT, Mode.LENIENT, Mode.STRICT.deny("value-case")])
def test_what_the_documentation_s_samples_deviate_in_is_noted(mode: Mode) -> None:
    text = text_of(INTERACTION | {"mediaType": "Chat", "startDate": "2013-11-2521: 02: 22.000+0200"})
    document, other = parse(text, as_=Interaction, mode=mode), untyped(text, Interaction, mode)
    assert by_typed_lane(text, Limits(), None, Interaction)
    assert document.ok is other.ok
    assert document.diagnostics.by_name() == {"value-case": 1, "damaged-timestamp": 1}
    assert document == other
    if not other.ok:
        with pytest.raises(QuasiJSONError):
            loads(text, as_=Interaction, mode=mode)


@pytest.mark.parametrize("of", [Interaction, ChatMessage])
def test_on_every_mutation_of_a_record(of: Any) -> None:
    lane, _ = lanes_of(of)["typed"]
    made = loads(text_of(VALUES[of]), as_=of)
    for mutation in record_mutations(made):
        assert not taken_as(lane, of, text_of(mutation.value))


@pytest.mark.parametrize(("as_", "sound"), FUZZED)
def test_on_damaged_values(as_: Any, sound: list[Any]) -> None:
    """`python -m tests.fuzz.typed` tries many more."""
    lanes = lanes_of(as_)
    texts = [damaged(number, sound) for number in range(400)]
    taken = Counter(name for text in texts for name, lane in lanes.items() if taken_as(*lane, text))
    assert taken["typed"] > 4
    assert taken["tolerant"] >= taken["typed"] or as_ is Call


# ---- Records of users ----


class Forgiving(enum.StrEnum):
    """Listed values, and whatever is none is the first."""

    FIRST = "first"

    @classmethod
    def _missing_(cls, _: object) -> "Forgiving":
        return cls.FIRST


@record
@attrs.frozen(kw_only=True)
class Odd(Record):
    """A record that msgspec would read otherwise."""

    level: Any = member("level", Forgiving)
    extra: FrozenMapping = rest()


@record
@attrs.frozen(kw_only=True)
class Quoted(Record):
    """A record with a name that msgspec has no structure for."""

    level: Any = member('"level"', Forgiving)
    extra: FrozenMapping = rest()


@record(keeps={"kept"}, not_null={"at"})
@attrs.frozen(kw_only=True)
class Keeping(Record):
    """A message with members that are kept, and another name for one."""

    message_type: ClassVar[str] = "Keeping"

    at: Any = member("at", Interaction, other_names={"on": "renamed-member"})
    extra: FrozenMapping = rest()


@record(keeps={"kept"})
@attrs.frozen(kw_only=True)
class Named(Record):
    """A record with the name of an attribute that a structure would need."""

    kept0: Any = member("at", TIME)
    extra: FrozenMapping = rest()


@pytest.mark.parametrize(
    ("as_", "value", "deviations"),
    [
        (Odd, {"level": "first"}, {}),
        (Odd, {"level": "second"}, {"unknown-value": 1}),
        (Quoted, {'"level"': "first"}, {}),
        (Keeping, {"messageType": "Keeping", "kept": 1}, {}),
        (Keeping, {"messageType": "Keeping", "kept": None, "other": 1}, {"unknown-member": 1}),
        (Keeping, {"on": INTERACTION}, {"renamed-member": 1}),
        (Named, {"kept": 1, "at": "2013-11-25 21:02:22.036+0200"}, {}),
        (Named, {"kept": 1, "at": "2013-11-25 24:02:22.036+0200"}, {"unreadable-timestamp": 1}),
        (Keeping, {"at": None}, {"null-required-member": 1}),
        (UnknownMessage, {"messageType": "Any", "b": 1, "a": [None]}, {}),
    ],
)
def test_records_of_any_declaration_are_read_as_by_the_other_lanes(as_: Any, value: Any, deviations: Any) -> None:
    for _ in range(2):
        document = parse(text_of(value), as_=as_)
        assert document.diagnostics.by_name() == deviations
        assert repr(document.value) == repr(untyped(text_of(value), as_).value)
        assert document == untyped(text_of(value), as_)


def test_a_class_has_its_own_first_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "FIRST", 2)
    _texts.forget()
    for as_, value in ((Interaction, INTERACTION), (ChatMessage, CHAT_MESSAGE), (list[Interaction], [INTERACTION])):
        texts = [text_of(value)] * 3
        assert [by_typed_lane(text, Limits(), None, as_) is None for text in texts] == [True, True, False]


@pytest.mark.parametrize("as_", [int, list, list[int], dict[str, Interaction], [], "Interaction", tuple[Interaction]])
def test_what_nothing_can_be_read_as_is_refused_as_before(as_: Any) -> None:
    with pytest.raises(TypeError, match="Expected a class declared with @record, or a list of one such as"):
        parse(json.dumps(INTERACTION), as_=as_)
