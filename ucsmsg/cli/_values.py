"""How much of what stood in a capture a report shows."""

import enum
import functools
from collections.abc import Iterator
from typing import Any

import attrs

from ucsmsg.catalogue import row_named
from ucsmsg.cli._results import Hit
from ucsmsg.places import Path, Source, format_path, parse_path
from ucsmsg.schema import json_schema

LONGEST = 200
"""Characters of a value, a message or a path that a report shows; the whole of it is in the capture."""

_HIDDEN = "…"


class Values(enum.StrEnum):
    """What is shown of values: their beginning, all of them, or nothing at all."""

    SHORT = "short"
    LONG = "long"
    NONE = "none"

    def of(self, hit: Hit) -> Hit:
        """The deviation as it is to be shown."""
        match self:
            case Values.SHORT:
                return _shortened(hit)
            case Values.NONE:
                return _without_values(hit)
            case _:
                return hit


def _shortened(hit: Hit) -> Hit:
    diagnostic = hit.diagnostic
    short = attrs.evolve(
        diagnostic,
        found=_cut(diagnostic.found),
        used=None if diagnostic.used is None else _cut(diagnostic.used),
        message=_cut(diagnostic.message),
        path=_cut(diagnostic.path),
    )
    return hit if short == diagnostic else attrs.evolve(hit, diagnostic=short)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _without_values(hit: Hit) -> Hit:
    """Place and name only: the message is that of the catalogue, and of the path what the documentation names."""
    diagnostic = hit.diagnostic
    shown = attrs.evolve(
        diagnostic,
        message=row_named(diagnostic.name).summary,
        path=_documented_path(diagnostic.path),
        found="",
        used=None,
    )
    return attrs.evolve(hit, diagnostic=shown, source=Source("", hit.source.name), is_replaceable=False)


def _documented_path(path: str) -> str:
    steps: Path = tuple(
        step if isinstance(step, int) or step in _documented_names() else _HIDDEN for step in parse_path(path)
    )
    return format_path(steps).replace('["\\u2026"]', f'["{_HIDDEN}"]')


@functools.cache
def _documented_names() -> frozenset[str]:
    return frozenset(_names_in(json_schema()))


def _names_in(schema: Any) -> Iterator[str]:
    """The names of members anywhere in a JSON Schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _names_in(part)
