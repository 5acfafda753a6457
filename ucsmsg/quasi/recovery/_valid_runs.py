"""Members and elements of RFC 8259, passed over many at a time.

Recovery goes from token to token. Where several members or elements in a row deviate in nothing, one match finds them
all, but for the last one: what comes after that may change how it is read.
"""

import functools
import re

from ucsmsg.quasi.recovery._state import AFTER, Before, Recovery

_LEVELS = 2  # of objects and arrays in each other that are passed over as one value
_FEWEST_DIGITS = 18

_SPACE = r"[ \t\n\r]*+"
_CHARACTERS = r'[^"\\\x00-\x1f\ud800-\udfff]*+'
_STRING = rf'"{_CHARACTERS}(?:\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{{4}}){_CHARACTERS})*+"'
_DIGITS = rf"[0-9]{{0,{_FEWEST_DIGITS - 1}}}+"
_NUMBER = rf"-?(?:0|[1-9]{_DIGITS})(?:\.[0-9]{_DIGITS})?+"
_NAME = rf"{_STRING}{_SPACE}:{_SPACE}"


def _values(levels: int) -> str:
    """The pattern of a scalar, or of an object or array with so many levels of them."""
    scalar = rf"{_STRING}|{_NUMBER}|true|false|null"
    if not levels:
        return f"(?:{scalar})"
    value = _values(levels - 1)
    inside = [rf"{item}(?:{_SPACE},{_SPACE}{item})*+" for item in (_NAME + value, value)]
    objects, arrays = (rf"{_SPACE}(?:{items}{_SPACE})?+" for items in inside)
    return rf"(?:{scalar}|\{{{objects}\}}|\[{arrays}\])"


@functools.cache
def _run(*, in_array: bool, at_start: bool) -> re.Pattern[str]:
    """The pattern of members or elements that are each followed by a comma and the beginning of another one."""
    item = _values(_LEVELS) if in_array else _NAME + _values(_LEVELS)
    more = rf"(?={_SPACE},{_SPACE}" + (r'["\[{0-9tfn\-])' if in_array else '")')
    first = f"{_SPACE}{item}{more}" if at_start else ""
    repeated = "*+" if at_start else "++"
    return re.compile(rf"{first}(?:{_SPACE},{_SPACE}{item}{more}){repeated}")


def pass_over(r: Recovery, start: int) -> bool:
    """Go on after the members or elements that deviate in nothing and start at an offset; False if there are none."""
    frame, limits = r.frame, r.deviations.limits
    if limits.digits < 2 * _FEWEST_DIGITS or len(r.frames) + _LEVELS > limits.depth:
        return False
    match = _run(in_array=frame.is_array, at_start=not frame.count).match(r.text, start, r.lexer.end)
    if match is None:
        return False
    frame.count += 1
    frame.is_refused = False
    r.before = Before()
    r.state = AFTER
    r.position = match.end()
    return True
