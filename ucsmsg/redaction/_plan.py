"""What is done with which stretch of a JSON text: names, values and numbers by the rules, everything else replaced."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ucsmsg.places import Path
from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.redaction._vocabulary import Check, Rule, Treatment, rules
from ucsmsg.schema._channels import is_topic
from ucsmsg.schema._times import read_time

_ROOT = Rule(is_open=True)
_BELOW = Rule()
"""What stands in a value that has no rules of its own."""


class Part(NamedTuple):
    """A stretch of a text and what is done with it; `path` leads to a string that is a JSON text itself."""

    start: int
    end: int
    treatment: Treatment
    path: Path | None = None


def _part(place: tuple[int, int], treatment: Treatment, path: Path | None = None) -> Part:
    return Part(*place, treatment, path)


def parts_of(reading: Reading) -> list[Part]:
    """The stretches of a text in which words are not simply replaced, in its order."""
    places = reading.annotations
    parts = [] if not reading.has_value else [*_Plan(places).parts(reading.value)]
    return sorted(part for part in parts if part.start < part.end)


class _Plan:
    """Walks over a value, and gives the places of what has a rule."""

    def __init__(self, places: Any) -> None:
        self._place_of = places.place_of
        self._name_place_of = places.name_place_of

    def parts(self, value: Any) -> Iterator[Part]:
        """The parts of all that stands in a value."""
        waiting: list[tuple[Path, Any, Rule, bool]] = [((), value, _ROOT, True)]
        while waiting:
            path, value, rule, is_open = waiting.pop()
            if isinstance(value, dict):
                for name, each in value.items():
                    known = rules().get(name) if is_open else None
                    if known:
                        yield _part(self._name_place_of((*path, name)), Treatment.KEEP)
                    waiting.append(((*path, name), each, known or _BELOW, bool(known and known.is_open)))
            elif isinstance(value, list):
                waiting += (((*path, index), each, rule, is_open) for index, each in enumerate(value))
            else:
                yield from self._of_scalar(path, value, rule)

    def _of_scalar(self, path: Path, value: Any, rule: Rule) -> Iterator[Part]:
        place = self._place_of(path)
        if value is None or isinstance(value, bool) or _stays(value, rule):
            yield _part(place, Treatment.TIME if rule.check is Check.TIME and value else Treatment.KEEP)
        elif not isinstance(value, str):
            yield _part(place, Treatment.NUMBER)
        elif rule.is_open and value.lstrip()[:1] in ("{", "[", '"'):
            yield _part(place, rule.treatment, path)
        elif rule.treatment is not Treatment.REPLACE:
            yield _part(place, rule.treatment)


def _stays(value: Any, rule: Rule) -> bool:
    """True where a value is what its rule says stays."""
    if rule.check is Check.TOPIC:
        return is_topic(value)
    if isinstance(value, str) and value.strip().lower() in rule.values:
        return True
    if rule.check is Check.TIME:
        return _is_time(value)
    return rule.check is Check.NUMBER and _is_number(value)


def _is_time(value: Any) -> bool:
    if _is_number(value):
        return True
    try:
        read_time(value)
    except ValueError:
        return False
    return True


def _is_number(value: Any) -> bool:
    if not isinstance(value, str):
        return isinstance(value, int | float | Decimal)
    return value.strip().removesuffix("L").lstrip("+-").replace(".", "", 1).isdigit()
