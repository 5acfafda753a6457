"""Mappings that cannot change, and the way of JSON values into them and back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, NoReturn, Self, TypeAlias, final

JsonValue: TypeAlias = Any
"""What `json.loads` gives, or the immutable form of it: no type checker can say this of nested values usefully."""

DEEPEST = 256
"""How many objects and arrays may stand in each other in what code makes; `loads` reads no more by default."""

_SHALLOW = 16
"""So deep are values at most that are frozen by a function that calls itself: three times as fast as without."""

_CONTAINERS = (dict, list, tuple)
_SCALARS = (str, int, float, NoneType, Decimal)
_PLAIN = frozenset({str, int, float, bool, NoneType})


@final
class FrozenMapping(dict[str, Any]):
    """A JSON object as an immutable mapping: its objects are `FrozenMapping`s too, its arrays tuples.

    It reads like a `dict`, equals one with equal members (its arrays equal tuples, not lists), and can be hashed,
    pickled and copied. `copy()` and `|` give an ordinary `dict`. Constructing it from what is no JSON value or more
    than 256 deep, and every way of changing it, raise `TypeError`.
    """

    __slots__ = ()

    def __new__(cls, members: Mapping[str, JsonValue] | Iterable[tuple[str, JsonValue]] = (), /) -> Self:
        mapping = super().__new__(cls)
        dict.update(mapping, freeze(dict(members)))
        check_from_code(mapping)
        return mapping

    def __init__(self, _: object = (), /) -> None:
        """Do nothing: `dict.__init__` would put the members in again, unfrozen."""

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none, because it can change
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return freeze, (thaw(self),)  # the containers inside by themselves would need four times the depth

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("Expected no change of a FrozenMapping; change a copy: mapping.copy()")

    __setitem__: Any = _refuse
    __delitem__: Any = _refuse
    __ior__: Any = _refuse
    clear: Any = _refuse
    pop: Any = _refuse
    popitem: Any = _refuse
    setdefault: Any = _refuse
    update: Any = _refuse


class _Draft(dict[str, Any]):
    """What becomes a `FrozenMapping` when it has its members."""

    __slots__ = ()


def check_from_code(value: JsonValue) -> None:
    """Raise `TypeError` for a value that `loads` would not give back: too deep, or a Decimal that is no float's."""
    level = [value]
    for _ in range(DEEPEST + 1):
        containers = {id(member): member for member in level if isinstance(member, _CONTAINERS)}
        level = [member for container in containers.values() for member in _members(container)]
        for member in level:
            if isinstance(member, Decimal) and member.is_finite() and Decimal(float(member)).is_finite():
                _check_decimal(member)
        if not containers:
            return
    raise TypeError(f"Expected a value at most {DEEPEST} deep, got a deeper one")


def _check_decimal(number: Decimal) -> None:
    if Decimal(float(number)) != number:
        raise TypeError(f"Expected a float, or a Decimal beyond the range of one, got {number!r}")


def freeze(value: JsonValue) -> JsonValue:
    """The JSON value with immutable containers; raises `TypeError` for what is no JSON value."""
    if type(value) is FrozenMapping:
        return value
    try:
        return _shallow(value, _SHALLOW)
    except TypeError:
        return _rebuilt(value, _frozen_object, _frozen_array)


def _shallow(value: JsonValue, depth: int) -> JsonValue:
    """The same for a value that a decoder has made, and that is not deep; raises `TypeError` for any other."""
    kind = type(value)
    if kind in _PLAIN or kind is FrozenMapping:
        return value
    if kind is list and depth:
        return tuple([_shallow(member, depth - 1) for member in value])
    if kind is not dict or not depth:
        raise TypeError
    draft: Any = _Draft(value)
    for name, member in value.items():
        if type(name) is not str:
            raise TypeError
        if type(member) not in _PLAIN:
            draft[name] = _shallow(member, depth - 1)
    draft.__class__ = FrozenMapping
    return draft


def thaw(value: JsonValue) -> JsonValue:
    """The JSON value with ordinary lists and dictionaries, which are new ones."""
    return dict(value) if _is_flat(value) else _rebuilt(value, dict, list)


def _is_flat(value: JsonValue) -> bool:
    """True for an object of strings, numbers and so on: the usual one, with nothing in it to rebuild."""
    if not isinstance(value, dict):
        return False
    for name, member in value.items():  # noqa: SIM110  # a generator takes twice as long
        if type(member) not in _PLAIN or type(name) is not str:
            return False
    return True


def _rebuilt(
    value: JsonValue, of_object: Callable[[dict[str, Any]], Any], of_array: Callable[[list[Any]], Any]
) -> JsonValue:
    """The value with every container made anew, innermost first. It does not recurse, however deep the value is."""
    if not isinstance(value, _CONTAINERS):
        return of_array([value])[0]
    built: dict[int, Any] = {}

    def rebuilt(member: JsonValue) -> JsonValue:
        return built[id(member)] if isinstance(member, _CONTAINERS) else member

    for container in _innermost_first(value):
        if isinstance(container, dict):
            built[id(container)] = of_object({name: rebuilt(member) for name, member in container.items()})
        else:
            built[id(container)] = of_array([rebuilt(member) for member in container])
    return built[id(value)]


def _innermost_first(value: JsonValue) -> Iterator[JsonValue]:
    """The containers in a value, each once and behind all that are in it; raises `TypeError` for one inside itself."""
    stack, opened, done = [value], set[int](), set[int]()
    while stack:
        container = stack[-1]
        if id(container) in opened or id(container) in done:
            stack.pop()
            if id(container) not in done:
                done.add(id(container))
                yield container
            continue
        opened.add(id(container))
        inside = [member for member in _members(container) if isinstance(member, _CONTAINERS)]
        if any(id(member) in opened and id(member) not in done for member in inside):
            raise TypeError("Expected a JSON value, got one that contains itself")
        stack += inside


def _members(container: JsonValue) -> Iterable[JsonValue]:
    return container.values() if isinstance(container, dict) else container


def _frozen_object(members: dict[str, Any]) -> FrozenMapping:
    for name in members:
        if not isinstance(name, str):
            raise TypeError(f"Expected a string as the name of a member, got {type(name).__name__}")
    _frozen_array(members.values())
    draft: Any = _Draft(members)
    draft.__class__ = FrozenMapping
    mapping: FrozenMapping = draft
    return mapping


def _frozen_array(members: Iterable[Any]) -> tuple[Any, ...]:
    for member in members:
        if not isinstance(member, (*_SCALARS, FrozenMapping, tuple)):
            raise TypeError(f"Expected a JSON value, got {type(member).__name__}")
    return tuple(members)
