"""Which texts are tried by the typed lane, and what is left of one that it has read."""

import functools
import itertools
import sys
from typing import TYPE_CHECKING, Any

import attrs

from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.schema import Notification

if TYPE_CHECKING:
    from ucsmsg.typed._lane import Read, TypedLane

FIRST = 100
"""So many texts are left to the other lanes before msgspec is loaded, which takes as long as it would have saved."""

LARGE = 200_000
"""Characters or bytes of a text that is worth loading it for."""

_texts = itertools.count()


@attrs.frozen
class Typed:
    """What the lane has read of a text."""

    read: "Read"
    _text: str | bytes | Source

    @property
    def count(self) -> int:
        """How many notifications there are."""
        return len(self.read.structures)

    def records(self) -> tuple[Notification, ...]:
        """The notifications."""
        records: tuple[Notification, ...] = self.read.records()
        return records

    def source(self) -> Source:
        """The text."""
        return Source.of(self._text.decode() if isinstance(self._text, bytes) else self._text)


def by_typed_lane(text: str | bytes | bytearray | memoryview | Source, limits: Limits) -> Typed | None:
    """Read a text that deviates in nothing; None where it may, which is for the other lanes."""
    given: Any = bytes(text) if isinstance(text, bytearray | memoryview) else text
    content = given.text if type(given) is Source else given
    if not isinstance(content, str | bytes) or len(content) > limits.size:
        return None
    if len(content) < LARGE and _lane.cache_info().currsize == 0 and next(_texts) < FIRST:
        return None
    lane = _lane()
    if lane is None or limits.depth < lane.depth or limits.digits != sys.get_int_max_str_digits():
        return None
    read = lane.read(content)
    return None if read is None else Typed(read, given)


@functools.cache
def _lane() -> "TypedLane | None":
    """The lane; None without msgspec."""
    from ucsmsg.schema._cross_checks import CHECKS  # noqa: PLC0415 - for who reads many texts
    from ucsmsg.schema._records import NOTIFICATION  # noqa: PLC0415
    from ucsmsg.typed._lane import TypedLane  # noqa: PLC0415

    try:
        return TypedLane(NOTIFICATION, CHECKS)
    except ImportError:
        return None
