"""Values as canonical RFC 8259 text."""

import decimal
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ucsmsg.diagnostics import UcsmsgError

_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMA, _COLON = ",", ":"


class UnwritableError(UcsmsgError, ValueError):
    """A value that RFC 8259 has no text for."""


def dumps(value: Any) -> str:
    """The value as RFC 8259 text: no white space, members in their order, text as itself, lone surrogates escaped.

    Decimals are written exactly. Raises `UnwritableError` for NaN, the infinities and anything that is no JSON value.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(_COMMA, _COLON))
    except (TypeError, ValueError, RecursionError):  # a Decimal, a deep value, or one that cannot be written
        text = "".join(_pieces(value))
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _pieces(value: Any) -> Iterator[str]:
    """The text in pieces, with a stack instead of recursion: depth costs nothing."""
    stack: list[Iterator[str | tuple[str, Any]]] = [iter([("", value)])]
    while stack:
        piece = next(stack[-1], None)
        if piece is None:
            stack.pop()
        elif isinstance(piece, str):
            yield piece
        else:
            before, child = piece
            yield before
            if isinstance(child, Mapping):
                stack.append(_members(child))
            elif isinstance(child, list | tuple):
                stack.append(_elements(child))
            else:
                yield _scalar(child)


def _members(value: Mapping[Any, Any]) -> Iterator[str | tuple[str, Any]]:
    yield "{"
    comma = ""
    for key, child in value.items():
        if not isinstance(key, str):
            raise UnwritableError(f"Expected a string for a member's name, got {type(key).__name__}")
        yield comma + _scalar(key) + _COLON, child
        comma = _COMMA
    yield "}"


def _elements(value: "list[Any] | tuple[Any, ...]") -> Iterator[str | tuple[str, Any]]:
    yield "["
    comma = ""
    for child in value:
        yield comma, child
        comma = _COMMA
    yield "]"


def _scalar(value: Any) -> str:
    if isinstance(value, decimal.Decimal) and value.is_finite():
        return str(value)
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise UnwritableError(f"Expected a JSON value, got {type(value).__name__}: {error}") from None
