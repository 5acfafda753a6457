"""Which texts are tried by the typed lane."""

import functools
import itertools
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.schema._envelope import kind_as
from ucsmsg.schema._structure import RecordOf

if TYPE_CHECKING:
    from ucsmsg.typed._lane import Typed, TypedLane

FIRST = 100
"""So many texts are left to the other lanes before lanes are made, which takes as long as they would have saved."""

LARGE = 200_000
"""Characters or bytes of a text that is worth making them for."""

KINDS = 32
"""Of so many kinds of records the lanes are kept."""

_TEXTS, _IN_MEMORY = (str, bytes), (bytearray, memoryview)

Lanes: TypeAlias = "tuple[TypedLane | None, TypedLane | None]"
"""A lane and the tolerant one; None without msgspec, and for records that have no structures."""


def by_typed_lane(
    text: str | bytes | bytearray | memoryview | Source,
    limits: Limits,
    data: bytes | None = None,
    as_: Any = None,
) -> "Typed | None":
    """Read a text that deviates in nothing, or only as the documentation's samples do; others are for other lanes.

    `data` is the text in UTF-8, for who has it. `as_` is what it is read as, notifications where it is None; raises
    `TypeError` as `structure_as`.
    """
    lanes = _asked(None, None) if as_ is None else _asked(*kind_as(as_))
    source = text if isinstance(text, Source) else None
    content: Any = source.text if source else bytes(text) if isinstance(text, _IN_MEMORY) else text
    if not isinstance(content, _TEXTS) or len(content) > limits.size:
        return None
    lane, tolerant = lanes.of(len(content))
    if lane is None or limits.depth < lane.depth or limits.digits != sys.get_int_max_str_digits():
        return None
    content = content if data is None else data
    return lane.read(content, source) or _noted(tolerant, content, source, limits)


def _noted(tolerant: "TypedLane | None", content: str | bytes, source: Source | None, limits: Limits) -> "Typed | None":
    """What a tolerant lane reads of a text that deviates in no more than the limit allows."""
    read = tolerant.read(content, source) if tolerant else None
    return read if read and len(read.notes) <= limits.diagnostics else None


def value_of(typed: "Typed", as_: Any) -> Any:
    """The record that was read `as_` it, or the list or tuple of those that were."""
    _, many = kind_as(as_)
    records = typed.records()
    return many(records) if many else records[0]


class _Asked:
    """The lanes for what texts are read as, made when enough of them have come."""

    def __init__(self, make: Callable[[], Lanes]) -> None:
        self._make = make
        self._texts: Iterator[int] = itertools.count()
        self._made: Lanes | None = None

    def of(self, size: int) -> Lanes:
        """The lanes for one more text, of that size."""
        if self._made is None:
            if size < LARGE and next(self._texts) < FIRST:
                return None, None
            self._made = self._make()
        return self._made


@functools.lru_cache(KINDS)
def _asked(kind: RecordOf[Any] | None, many: type | None) -> _Asked:
    return _Asked(functools.partial(_load, kind, is_array=None if kind is None else many is not None))


def forget() -> None:
    """Forget all lanes, and how many texts there were."""
    _asked.cache_clear()


def _load(kind: RecordOf[Any] | None, *, is_array: bool | None) -> Lanes:
    from ucsmsg.schema._cross_checks import CHECKS  # noqa: PLC0415 - for who reads many texts
    from ucsmsg.typed._batches import BatchLane  # noqa: PLC0415  # loaded when it is needed
    from ucsmsg.typed._lane import TypedLane  # noqa: PLC0415  # loaded when it is needed

    def lane(*, is_tolerant: bool) -> TypedLane | None:
        try:
            if kind is None:
                return BatchLane(is_tolerant=is_tolerant)
            return TypedLane(kind, CHECKS, is_tolerant=is_tolerant, is_array=is_array)
        except Exception:  # noqa: BLE001  # without msgspec; a declaration that has no structures, or none it can make
            return None

    return lane(is_tolerant=False), lane(is_tolerant=True)
