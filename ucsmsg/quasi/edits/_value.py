"""The value of a text that was mended: RFC 8259 but for NaN and the infinities."""

import json
import math
import re
from decimal import Decimal
from typing import Any, NamedTuple

from ucsmsg.quasi.lexing._numbers import exact_decimal

_TOKEN = re.compile(r'[\[\]{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s,:\[\]{}"]++')


class Value(NamedTuple):
    """The value, and whether a name stands twice in an object: then the last one counts."""

    value: Any
    has_name_twice: bool


def decode(text: str) -> Value:
    """The value: numbers beyond a double's range are exact decimals."""
    has_name_twice = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_name_twice
        value = dict(pairs)
        has_name_twice |= len(value) < len(pairs)
        return value

    try:
        value = json.JSONDecoder(object_pairs_hook=members, parse_float=_number).decode(text)
    except RecursionError:
        return _decode_deep(text)
    return Value(value, has_name_twice)


def _number(text: str) -> float | Decimal:
    value = float(text)
    return exact_decimal(text) if math.isinf(value) else value


_decode_scalar = json.JSONDecoder(parse_float=_number).decode


def _decode_deep(text: str) -> Value:
    """The same with a stack instead of recursion, for brackets that are open in each other beyond Python's limit."""
    has_name_twice = False
    stack: list[list[Any]] = [[]]  # of each open bracket what is in it so far: elements, or names and values in turn
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "[{":
            stack.append([])
        elif token in "]}":
            parts: Any = stack.pop()
            if token == "}":
                members = dict(zip(parts[::2], parts[1::2], strict=True))
                has_name_twice |= 2 * len(members) < len(parts)
                parts = members
            stack[-1].append(parts)
        else:
            stack[-1].append(_decode_scalar(token))
    return Value(stack[0][0], has_name_twice)
