"""Mappings that cannot change."""

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from tests.schema.strategies import json_values
from ucsmsg import dumps, parse
from ucsmsg.quasi import Limits
from ucsmsg.schema import FrozenMapping, GetInteractionsHistoryMessage, Interaction, Notification, RecordError
from ucsmsg.schema._frozen import DEEPEST, freeze, thaw

DEEP = 500


def nested(depth: int) -> Any:
    """Objects and arrays in each other, `depth` levels of them."""
    value: Any = 1
    for level in range(depth):
        value = {"a": value} if level % 2 else [value]
    return value


def test_what_it_holds_is_frozen_all_the_way_down() -> None:
    mapping = FrozenMapping({"a": [{"b": [1, 2]}], "c": {}})
    assert mapping["a"] == ({"b": (1, 2)},)
    assert type(mapping["a"][0]) is FrozenMapping
    assert type(mapping["c"]) is FrozenMapping


@pytest.mark.parametrize(
    "change",
    [
        lambda mapping: mapping.__setitem__("a", 2),
        lambda mapping: mapping.__delitem__("a"),
        lambda mapping: mapping.__ior__({"a": 2}),
        lambda mapping: mapping.clear(),
        lambda mapping: mapping.pop("a"),
        lambda mapping: mapping.popitem(),
        lambda mapping: mapping.setdefault("b", 2),
        lambda mapping: mapping.update(a=2),
    ],
)
def test_every_change_raises(change: Callable[[FrozenMapping], object]) -> None:
    mapping = FrozenMapping({"a": 1})
    with pytest.raises(TypeError, match=r"^Expected no change of a FrozenMapping; change a copy: mapping\.copy\(\)$"):
        change(mapping)
    assert mapping == {"a": 1}


def test_calling_init_again_changes_nothing() -> None:
    mapping = FrozenMapping({"a": 1})
    mapping.__init__({"b": 2})
    assert mapping == {"a": 1}


def test_a_copy_is_an_ordinary_dict() -> None:
    mapping = FrozenMapping({"a": 1})
    changed = mapping.copy()
    changed["b"] = 2
    assert changed == {"a": 1, "b": 2}
    assert type(mapping | {"b": 2}) is dict
    assert mapping == {"a": 1}


def test_equal_mappings_have_equal_hashes_whatever_the_order() -> None:
    one, other = FrozenMapping({"a": [1], "b": {"c": None}}), FrozenMapping([("b", {"c": None}), ("a", [1])])
    assert one == other
    assert hash(one) == hash(other)


def test_a_mapping_as_deep_as_a_parser_reads_can_be_pickled_and_copied() -> None:
    value: Any = 1
    for _ in range(Limits().depth):
        value = {"a": value}
    mapping = FrozenMapping(value)
    assert pickle.loads(pickle.dumps(mapping)) == mapping  # noqa: S301  # the test's own bytes
    assert copy.deepcopy(mapping) is mapping


def test_pickle_and_copies_give_an_equal_mapping() -> None:
    mapping = FrozenMapping({"a": [{"b": 1}]})
    again = pickle.loads(pickle.dumps(mapping))  # noqa: S301  # the test's own bytes
    assert again == mapping
    assert type(again["a"][0]) is FrozenMapping
    assert copy.copy(mapping) is mapping
    assert copy.deepcopy(mapping) is mapping


def test_it_is_frozen_once() -> None:
    mapping = FrozenMapping({"a": 1})
    assert freeze(mapping) is mapping


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": {1}}, "Expected a JSON value, got set"),
        ({"a": [b"x"]}, "Expected a JSON value, got bytes"),
        ({1: "a"}, "Expected a string as the name of a member, got int"),
        ([object()], "Expected a JSON value, got object"),
        (object(), "Expected a JSON value, got object"),
    ],
)
def test_what_is_no_json_value_cannot_be_frozen(value: object, message: str) -> None:
    with pytest.raises(TypeError, match=rf"^{message}$"):
        freeze(value)


@pytest.mark.parametrize("value", [None, True, 1, 1.5, Decimal("1e999"), "a", [], {}, [[]], {"a": [{}, 1]}])
def test_thaw_gives_back_what_was_frozen(value: object) -> None:
    assert thaw(freeze(value)) == value
    assert type(thaw(freeze(value))) is type(value)


@given(json_values)
def test_thaw_undoes_freeze_for_every_json_value(value: object) -> None:
    assert thaw(freeze(value)) == value


def test_depth_is_no_danger() -> None:
    """Objects and arrays, 500 deep, can be frozen, compared and hashed under the default recursion limit."""
    one, other = freeze({"a": nested(DEEP)}), freeze({"a": nested(DEEP)})
    assert one == other
    assert hash(one) == hash(other)
    assert thaw(one) == {"a": nested(DEEP)}


def test_a_value_made_in_code_is_no_deeper_than_one_that_loads_reads() -> None:
    assert Limits().depth == DEEPEST
    assert FrozenMapping({"a": nested(DEEPEST - 1)})
    for depth in (DEEPEST, 100_000):
        with pytest.raises(TypeError, match=r"^Expected a value at most 256 deep, got a deeper one$"):
            FrozenMapping({"a": nested(depth)})
        with pytest.raises(RecordError, match=r"^user_data: Expected a value at most 256 deep, got a deeper one$"):
            Interaction(user_data={"a": nested(depth)})  # type: ignore[arg-type]  # converted
        with pytest.raises(RecordError, match=r"^interactions: Expected a value at most 256 deep, got a deeper one$"):
            GetInteractionsHistoryMessage(interactions=[{"userData": {"a": nested(depth)}}])  # type: ignore[arg-type]  # converted


def test_a_notification_as_a_whole_is_no_deeper_either() -> None:
    """Each part alone is not too deep."""
    deepest = DEEPEST - 4  # `{"data":{"interactions":[{"userData":` stands around it
    for depth in (deepest, deepest + 1):
        interaction = Interaction(user_data=FrozenMapping({"a": nested(depth - 1)}))
        data = GetInteractionsHistoryMessage(interactions=(interaction,))
        if depth == deepest:
            assert parse(dumps(Notification(data=data))).notifications == (Notification(data=data),)
        else:
            with pytest.raises(RecordError, match=r"^data: Expected a value at most 256 deep, got a deeper one$"):
                Notification(data=data)


def test_what_was_read_deeper_under_other_limits_can_be_pickled_and_copied() -> None:
    deep = freeze({"a": nested(DEEPEST + 20)})
    assert copy.deepcopy(deep) is deep
    assert pickle.loads(pickle.dumps(deep)) == deep  # noqa: S301  # the test's own bytes


@pytest.mark.parametrize("number", ["0.1", "1.1E-9", "9007199254740993.5", "1E-400"])
def test_a_decimal_that_a_float_would_change_is_refused_in_code(number: str) -> None:
    message = rf"Expected a float, or a Decimal beyond the range of one, got Decimal\('{number}'\)$"
    with pytest.raises(TypeError, match=message):
        FrozenMapping({"a": [Decimal(number)]})
    with pytest.raises(RecordError, match=f"^user_data: {message}"):
        Interaction(user_data={"a": Decimal(number)})  # type: ignore[arg-type]  # converted


@pytest.mark.parametrize("number", ["0.5", "5", "1E+999", "-1E+400", "NaN"])
def test_other_decimals_are_taken(number: str) -> None:
    assert str(FrozenMapping({"a": Decimal(number)})["a"]) == number


def test_freezing_does_not_recurse_at_all() -> None:
    assert type(thaw(freeze(nested(100_000)))) is dict


def test_a_value_inside_itself_is_refused_and_one_that_occurs_twice_is_not() -> None:
    array: list[Any] = [[1]]
    value = {"a": [array, array], "b": array}
    assert FrozenMapping(value) == {"a": (((1,),), ((1,),)), "b": ((1,),)}
    array.append(value)
    with pytest.raises(TypeError, match=r"^Expected a JSON value, got one that contains itself$"):
        FrozenMapping(value)
