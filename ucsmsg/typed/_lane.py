"""The typed lane: a text that deviates in nothing, read by msgspec into structures, with a proof."""

from collections.abc import Mapping
from typing import Any

import attrs

from ucsmsg.schema._findings import CrossCheck
from ucsmsg.schema._structure import RecordOf
from ucsmsg.typed._functions import Function
from ucsmsg.typed._proof import has_strings
from ucsmsg.typed._structures import Shapes, Structure


@attrs.frozen
class Read:
    """What the lane has read: the structures, their times, and the function that makes records of them."""

    structures: list[Structure]
    columns: list[list[Any]]
    make: Function

    def records(self) -> tuple[Any, ...]:
        """A record for each structure."""
        make, moments = self.make, [iter(column).__next__ for column in self.columns]
        return tuple([make(structure, moments) for structure in self.structures])


class TypedLane:
    """Reads texts that hold one object of a kind, or an array of them.

    Raises `ImportError` where msgspec is missing, and `NotTypedError` for a kind that has no structures. `depth` is how
    many brackets may be open in what it reads.
    """

    def __init__(self, kind: RecordOf[Any], checks: Mapping[type, tuple[CrossCheck, ...]]) -> None:
        shapes = Shapes(checks)
        shape = shapes.of(kind)
        self._decode = shapes.package.json.Decoder(shape.type | list[shape.type]).decode  # type: ignore[name-defined]
        self._look, self._make, self._columns = shape.look, shape.make, shapes.columns
        self.depth = 1 + shape.depth

    def read(self, text: str | bytes) -> Read | None:
        """What the text holds; None where it may deviate in anything, which the other lanes have to look at.

        So it is whatever is raised on the way: `NotProvenError`, the errors of msgspec, of the encoding, `MemoryError`.
        """
        try:
            data = text if isinstance(text, bytes) else text.encode()
            value = self._decode(data)
            structures = value if type(value) is list else [value]
            columns = self._columns.empty()
            strings = sum([self._look(structure, columns) for structure in structures])
            if not has_strings(data, strings):
                return None
            self._columns.settle(columns)
        except Exception:  # noqa: BLE001  # see above
            return None
        return Read(structures, columns, self._make)
