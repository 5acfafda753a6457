"""`@record`: what makes an attrs class a record that is read and written."""

import re
from collections.abc import Callable, Collection
from typing import Any, TypeVar, overload

from ucsmsg.schema._record import Record, declare
from ucsmsg.schema._structure import RecordOf

_R = TypeVar("_R", bound=Record)

_EXTRA = "extra"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@overload
def record(cls: type[_R], /) -> type[_R]: ...


@overload
def record(
    *, noun: str = "", keeps: Collection[str] | None = (), not_null: Collection[str] = ()
) -> Callable[[type[_R]], type[_R]]: ...


def record(
    cls: type[_R] | None = None,
    /,
    *,
    noun: str = "",
    keeps: Collection[str] | None = (),
    not_null: Collection[str] = (),
) -> type[_R] | Callable[[type[_R]], type[_R]]:
    """Declare an attrs class as a record: its attributes are `member()`s, the last one is `extra = rest()`.

    It stands above `@attrs.frozen(kw_only=True)`. `noun` names an object of the class in messages ("a call"); without
    it, it is made of the name of the class. `keeps` names members that have no attribute and are no deviation; with
    None there is no unknown member. `not_null` names members that may be absent, but not null. A class variable
    `message_type` is the `messageType` of such a message. Raises `TypeError` for a class that is not declared so.
    """

    def declared(cls: type[_R]) -> type[_R]:
        _check(cls)
        cls.__repr__ = Record.__repr__  # type: ignore[method-assign]  # attrs has made one that shows every None
        declare(cls, RecordOf(cls, noun or _noun_of(cls), keeps=keeps, not_null=not_null))
        return cls

    return declared if cls is None else declared(cls)


def _check(cls: type[Record]) -> None:
    """Raise `TypeError` for a class that is no frozen attrs class with `extra` as its last attribute."""
    given: Any = cls
    is_record = isinstance(given, type) and issubclass(given, Record)
    fields = vars(given).get("__attrs_attrs__", ()) if is_record else ()
    if [field.name for field in fields][-1:] != [_EXTRA]:
        raise TypeError(
            "Expected a subclass of Record below @record, with @attrs.frozen(kw_only=True) and `extra = rest()` as its "
            f"last attribute, got {cls!r}"
        )


def _noun_of(cls: type[Record]) -> str:
    """`ChatMessage` is "a chat message", `HTTPReply` "a HTTP reply"."""
    words = [word if word[1:].isupper() else word.lower() for word in _WORD.findall(cls.__name__)]
    return f"{'an' if words[0][0] in 'aeiou' else 'a'} {' '.join(words)}"
