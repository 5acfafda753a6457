"""The lanes for what is no RFC 8259 text. They are loaded for the first one: valid text never needs them."""

from ucsmsg.diagnostics import Finding, beyond_limit
from ucsmsg.places import Source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.lanes._lexical import by_lexical_lane
from ucsmsg.quasi.lanes._reading import HandOverError, Reading
from ucsmsg.quasi.lanes._recovered import Recovered, by_recovery
from ucsmsg.text.encodings import Decoded


def by_fallback_lanes(source: Source, limits: Limits, decoded: Decoded | None) -> Reading:
    """Read the text by rewriting, or by recovery; `decoded` is what the bytes of it deviate in."""
    if not (decoded and decoded.findings):
        try:
            return by_lexical_lane(source, limits)
        except HandOverError:
            pass
    return by_recovery(source, limits, decoded)


def too_large(source: Source, limit: str, size: int) -> Reading:
    """What there is of a text that is not read because of its size."""
    message = beyond_limit(limit, size, "Limits.size")
    finding = Finding(name="limit-exceeded", message=message, end=len(source.text), refused=True)
    return Reading(source, None, Recovered([finding]), has_value=False, is_certain=False)
