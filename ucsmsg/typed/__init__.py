"""The typed lane: documented notifications read into structures of msgspec, proven, and made records when asked for."""

from ucsmsg.typed._texts import by_typed_lane

__all__ = ["by_typed_lane"]
