"""The limits that keep hostile input from costing memory or time."""

import attrs


def _positive(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
    if not isinstance(value, int):
        raise TypeError(f"Expected an int for {attribute.name}, got {type(value).__name__}")
    if value < 1:
        raise ValueError(f"Expected a positive limit for {attribute.name}, got {value}")


@attrs.frozen(kw_only=True)
class Limits:
    """How much of a text is read. Passing a limit is the deviation `limit-exceeded`, always an error.

    `size`: characters of one text (bytes, where bytes are given). `depth`: brackets open at once; the default is one
    that `repr`, `copy.deepcopy` and `pickle` still take under Python's own recursion limit. `digits`: digits of an
    integer, at most what `sys.set_int_max_str_digits` allows. `diagnostics`: deviations of one text; with one more,
    nothing of the text counts as read.
    """

    size: int = attrs.field(default=100_000_000, validator=_positive)
    depth: int = attrs.field(default=256, validator=_positive)
    digits: int = attrs.field(default=4_300, validator=_positive)
    diagnostics: int = attrs.field(default=100_000, validator=_positive)


def checked_limits(limits: Limits) -> Limits:
    """The limits themselves; raises `TypeError` for what is none, such as a `dict` of them."""
    given: object = limits
    if not isinstance(given, Limits):
        raise TypeError(f"Expected Limits, such as Limits(depth=100), got {type(given).__name__}")
    return given
