"""Values as canonical RFC 8259 text."""

import decimal
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ucsmsg.diagnostics import UcsmsgError
from ucsmsg.text.json_text import with_escaped_surrogates

_COMMA = ","
_CONTAINERS = (Mapping, list, tuple)


class UnwritableError(UcsmsgError, ValueError):
    """A value that RFC 8259 has no text for."""


@attrs.frozen(kw_only=True)
class _Style:
    """How a value is written; the names are those of the `json` module."""

    indent: str | None = None
    sort_keys: bool = False
    ensure_ascii: bool = False
    allow_nan: bool = False

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return ":" if self.indent is None else ": "

    def new_line(self, level: int) -> str:
        """What stands before a member or element in so many objects and arrays, or before a closing bracket."""
        return "" if self.indent is None else "\n" + self.indent * level

    def scalar(self, value: Any) -> str:
        """The text of a value that is no container."""
        return json.dumps(value, ensure_ascii=self.ensure_ascii, allow_nan=self.allow_nan)


def dumps(value: Any, *, indent: int | str | None = None, sort_keys: bool = False, ensure_ascii: bool = False) -> str:
    """The value as RFC 8259 text: no white space, members in their order, text as itself, lone surrogates escaped.

    `indent` (spaces for each level, or what stands for them), `sort_keys` and `ensure_ascii` are those of `json.dumps`.
    Decimals are written exactly. Raises `UnwritableError` for NaN, the infinities and anything that is no JSON value,
    and `TypeError` for another `indent`.
    """
    return write(value, indent=indent, sort_keys=sort_keys, ensure_ascii=ensure_ascii)


def write(
    value: Any,
    *,
    indent: int | str | None = None,
    sort_keys: bool = False,
    ensure_ascii: bool = False,
    allow_nan: bool = False,
) -> str:
    """As `dumps`; with `allow_nan` NaN and the infinities are written as Python does."""
    if not isinstance(indent, int | str | None):
        raise TypeError(f"Expected an int, a str or None for indent, got {type(indent).__name__}")
    blank = " " * indent if isinstance(indent, int) else indent
    style = _Style(indent=blank, sort_keys=sort_keys, ensure_ascii=ensure_ascii, allow_nan=allow_nan)
    _check_containers(value)
    separators = (_COMMA, style.colon)
    try:
        text = json.dumps(
            value,
            indent=blank,
            sort_keys=sort_keys,
            ensure_ascii=ensure_ascii,
            allow_nan=allow_nan,
            separators=separators,
        )
    except (TypeError, ValueError, RecursionError):  # a Decimal, a deep value, or one that cannot be written
        text = "".join(_pieces(value, style))
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


def _pieces(value: Any, style: _Style) -> Iterator[str]:
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
                stack.append(_bracketed("{", _members(child, style), "}", style, len(stack)))
            elif isinstance(child, list | tuple):
                stack.append(_bracketed("[", (("", element) for element in child), "]", style, len(stack)))
            else:
                yield _scalar(child, style)


def _bracketed(
    opener: str, parts: Iterable[tuple[str, Any]], closer: str, style: _Style, level: int
) -> Iterator[str | tuple[str, Any]]:
    """The pieces of an object or array at a level; each of its parts is what stands before a value, and that."""
    comma = opener
    for before, child in parts:
        yield comma + style.new_line(level) + before, child
        comma = _COMMA
    yield opener + closer if comma == opener else style.new_line(level - 1) + closer


def _members(value: Mapping[Any, Any], style: _Style) -> Iterator[tuple[str, Any]]:
    names = sorted(value) if style.sort_keys else value
    return ((_scalar(name, style) + style.colon, value[name]) for name in names)


def _scalar(value: Any, style: _Style) -> str:
    if isinstance(value, decimal.Decimal) and value.is_finite():
        return str(value)
    try:
        return style.scalar(value)
    except (TypeError, ValueError) as error:
        raise UnwritableError(f"Expected a JSON value, got {_kind(value)}: {error}") from None
