"""What is made when it is first needed: attributes of results, and patterns."""

import re
from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")
R = TypeVar("R")

_MAKERS = "_makers"


class MadeWhenAsked(Generic[T]):
    """An attribute of an object that has no value of its own for it yet.

    At the first question the value becomes the object's own, like any other. Threads that ask at the same time may make
    it more than once, and all of them get the same one.
    """

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, _: type) -> Self: ...

    @overload
    def __get__(self, owner: object, _: type | None = None) -> T: ...

    def __get__(self, owner: object | None, _: type | None = None) -> Self | T:
        if owner is None:
            return self
        attributes = vars(owner)
        make = attributes[_MAKERS].get(self._name)
        if make is not None:  # nor has another thread made it since
            attributes.setdefault(self._name, make())
            attributes[_MAKERS].pop(self._name, None)  # with all that it is made from
        made: T = attributes[self._name]
        return made


def postpone(attributes: dict[str, Any], makers: dict[str, Callable[[], Any]]) -> None:
    """Have attributes of a new object made when somebody asks; `makers` are those by their names."""
    attributes[_MAKERS] = makers


def changed(given: R, **attributes: Any) -> R:
    """The same object with other attributes; what nobody has asked for is not made."""
    makers = dict(vars(given).get(_MAKERS, ()))  # first: what is no longer among them is among the attributes
    twin: R = object.__new__(type(given))
    vars(twin).update(vars(given), **{_MAKERS: {name: makers[name] for name in makers.keys() - attributes.keys()}})
    vars(twin).update(attributes)
    return twin


class _Pattern:
    """A pattern that is not compiled yet."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._given)
        vars(self).update((each, getattr(compiled, each)) for each in dir(compiled) if not each.startswith("_"))
        return getattr(compiled, name)


def postponed_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, at the first question: of the patterns for all forms of captures most runs need few."""
    given: Any = _Pattern(pattern, flags)
    made: re.Pattern[str] = given
    return made
