"""The typed lane: a text that deviates in nothing, read by msgspec into structures, with a proof."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from ucsmsg.constructors import quick_constructor
from ucsmsg.places import Source
from ucsmsg.schema._findings import CrossCheck
from ucsmsg.schema._frozen import FrozenMapping
from ucsmsg.schema._record import Record
from ucsmsg.schema._structure import RecordOf
from ucsmsg.typed._columns import Filled
from ucsmsg.typed._functions import Function
from ucsmsg.typed._proof import NOTES, has_strings, without_suffixes
from ucsmsg.typed._structures import Shapes, Structure


class Taken(NamedTuple):
    """What the lane has taken of a text: structures, how many strings the text has for it all, and the replies.

    Where there is nothing left to prove, a record may stand for its structure.
    """

    structures: list[Structure | Record]
    strings: int
    replies: tuple[FrozenMapping, ...] = ()


@attrs.frozen(weakref_slot=False)
class Typed:
    """What the lane has read: the structures, their times, what makes records of them, and the text as it was given."""

    structures: list[Structure | Record]
    columns: Filled
    make: Function
    given: str | bytes | Source
    replies: tuple[FrozenMapping, ...] = ()

    @property
    def notes(self) -> Counter[str]:
        """How often what deviates."""
        return Counter(self.columns[NOTES])

    def records(self) -> tuple[Any, ...]:
        """A record for each structure."""
        make, moments = self.make, [iter(column).__next__ for column in self.columns]
        return tuple([each if isinstance(each, Record) else make(each, moments) for each in self.structures])

    def source(self) -> Source:
        """The text."""
        return Source.of(self.given.decode() if isinstance(self.given, bytes) else self.given)


_new_typed = quick_constructor(Typed)


class TypedLane:
    """Reads texts that hold one object of a kind, or an array of them; with `is_array` only one of both.

    Raises `ImportError` where msgspec is missing, and `NotTypedError` for a kind that has no structures. `depth` is how
    many brackets may be open in what it reads.

    A tolerant lane also takes what the documentation's own samples deviate in, and notes it: integers with Python's
    suffix, times with white space lost or added, and listed values in other letter case.
    """

    def __init__(
        self,
        kind: RecordOf[Any],
        checks: Mapping[type, tuple[CrossCheck, ...]],
        *,
        is_tolerant: bool = False,
        is_array: bool | None = None,
    ) -> None:
        shapes = Shapes(checks, is_tolerant=is_tolerant)
        self._package = shapes.package
        self._shape = shape = shapes.of(kind)
        one, many = shape.type, list[shape.type]  # type: ignore[name-defined]  # made at run time
        held = one | many if is_array is None else many if is_array else one
        self._decode = shapes.package.json.Decoder(held).decode
        self._look: Any = shape.look
        self._make: Any = shape.make
        self._empty = shapes.columns.empty_function()
        self._settle = shapes.columns.settle_function(is_tolerant=is_tolerant)
        self._is_tolerant = is_tolerant
        self.depth = 1 + shape.depth

    def read(self, text: str | bytes, given: Source | None = None) -> Typed | None:
        """What the text holds; None where it may deviate in anything, which the other lanes have to look at.

        So it is whatever is raised on the way: `NotProvenError`, the errors of msgspec, of the encoding, `MemoryError`.
        `given` is where the text is from, for who asks for it later.
        """
        try:
            data = text if isinstance(text, bytes) else text.encode()
            data, suffixes = without_suffixes(data) if self._is_tolerant else (data, 0)
            columns = self._empty()
            if suffixes:
                columns[NOTES] = ["long-suffix"] * suffixes
            structures, strings, replies = self._taken(data, columns)
            if not has_strings(data, strings):
                return None
            self._settle(columns)
        except Exception:  # noqa: BLE001  # see above
            return None
        return _new_typed(structures, columns, self._make, given or text, replies)

    def _taken(self, data: bytes, columns: Filled) -> Taken:
        """What the JSON text holds, with the columns filled."""
        value = self._decode(data)
        structures = value if type(value) is list else [value]
        strings = 0
        for structure in structures:
            strings += self._look(structure, columns)
        return Taken(structures, strings)
