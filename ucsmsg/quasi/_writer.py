"""Values as canonical RFC 8259 text."""

import decimal
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ucsmsg.diagnostics import UcsmsgError
from ucsmsg.text.json_text import with_escaped_surrogates

_COMMA, _COLON = ",", ":"
_CONTAINERS = (Mapping, list, tuple)


class UnwritableError(UcsmsgError, ValueError):
    """A value that RFC 8259 has no text for."""


def dumps(value: Any) -> str:
    """The value as RFC 8259 text: no white space, members in their order, text as itself, lone surrogates escaped.

    Decimals are written exactly. Raises `UnwritableError` for NaN, the infinities and anything that is no JSON value.
    """
    _check_containers(value)
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(_COMMA, _COLON))
    except (TypeError, ValueError, RecursionError):  # a Decimal, a deep value, or one that cannot be written
        text = "".join(_pieces(value))
    return with_escaped_surrogates(text)


def _check_containers(value: Any) -> None:
    """Raise where a name is no string, which the standard library would make one, or where a value is inside itself."""
    stack, opened, done = [value], set[int](), set[int]()
    while stack:
        container = stack[-1]
        key = id(container)
        if key in opened or key in done or not isinstance(container, _CONTAINERS):
            stack.pop()
            opened.discard(key)
            done.add(key)
            continue
        opened.add(key)
        for child in _children(container):
            if id(child) in opened:
                raise UnwritableError(f"Expected a JSON value, got {_kind(child)} that contains itself")
            stack.append(child)


def _children(container: Any) -> Iterable[Any]:
    if not isinstance(container, Mapping):
        return [child for child in container if isinstance(child, _CONTAINERS)]
    for name in container:
        if not isinstance(name, str):
            raise UnwritableError(f"Expected a string for a member's name, got {_kind(name)}")
    return [child for child in container.values() if isinstance(child, _CONTAINERS)]


def _kind(value: Any) -> str:
    return type(value).__name__


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
        raise UnwritableError(f"Expected a JSON value, got {_kind(value)}: {error}") from None
