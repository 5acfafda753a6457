"""The typed lane: documented notifications read into structures of msgspec, proven, and made records when asked for."""

from typing import TYPE_CHECKING

from ucsmsg.typed._texts import by_typed_lane, value_of

if TYPE_CHECKING:
    from ucsmsg.typed._lane import Typed

__all__ = ["Typed", "by_typed_lane", "value_of"]
