"""Which texts are tried by the typed lane."""

import itertools
import sys
from typing import TYPE_CHECKING, Any

from ucsmsg.places import Source
from ucsmsg.quasi import Limits

if TYPE_CHECKING:
    from ucsmsg.typed._lane import Typed, TypedLane

FIRST = 100
"""So many texts are left to the other lanes before msgspec is loaded, which takes as long as it would have saved."""

LARGE = 200_000
"""Characters or bytes of a text that is worth loading it for."""

_texts = itertools.count()
_loaded: "list[TypedLane | None]" = []
"""The lane and the tolerant one, once they have been loaded; None without msgspec."""


def by_typed_lane(
    text: str | bytes | bytearray | memoryview | Source, limits: Limits, data: bytes | None = None
) -> "Typed | None":
    """Read a text that deviates in nothing, or only as the documentation's samples do; others are for other lanes.

    `data` is the text in UTF-8, for who has it.
    """
    source = text if isinstance(text, Source) else None
    content: Any = source.text if source else bytes(text) if isinstance(text, bytearray | memoryview) else text
    if not isinstance(content, str | bytes) or len(content) > limits.size:
        return None
    if not _loaded:
        if len(content) < LARGE and next(_texts) < FIRST:
            return None
        _loaded[:] = _load()
    lane, tolerant = _loaded
    if lane is None or limits.depth < lane.depth or limits.digits != sys.get_int_max_str_digits():
        return None
    content = content if data is None else data
    return lane.read(content, source) or _noted(tolerant, content, source, limits)


def _noted(tolerant: "TypedLane | None", content: str | bytes, source: Source | None, limits: Limits) -> "Typed | None":
    """What a tolerant lane reads of a text that deviates in no more than the limit allows."""
    read = tolerant.read(content, source) if tolerant else None
    return read if read and read.notes.total() <= limits.diagnostics else None


def _load() -> "tuple[TypedLane | None, TypedLane | None]":
    from ucsmsg.schema._cross_checks import CHECKS  # noqa: PLC0415 - for who reads many texts
    from ucsmsg.schema._records import NOTIFICATION  # noqa: PLC0415
    from ucsmsg.typed._lane import TypedLane  # noqa: PLC0415

    try:
        return TypedLane(NOTIFICATION, CHECKS), TypedLane(NOTIFICATION, CHECKS, is_tolerant=True)
    except ImportError:
        return None, None
