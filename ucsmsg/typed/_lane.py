"""The typed lane: a text that deviates in nothing, read by msgspec into structures, with a proof."""

from typing import Any, TypeAlias

import attrs

from ucsmsg.constructors import quick_constructor
from ucsmsg.places import Source
from ucsmsg.schema._findings import CrossChecks
from ucsmsg.schema._frozen import FrozenMapping
from ucsmsg.schema._record import Record
from ucsmsg.schema._structure import RecordOf
from ucsmsg.typed._columns import Columns
from ucsmsg.typed._functions import Make, Structure, kept_of, look_function, make_function
from ucsmsg.typed._moments import Moments
from ucsmsg.typed._proof import has_strings, without_suffixes
from ucsmsg.typed._structures import Structures, depth_of

Taken: TypeAlias = tuple[list[Structure | Record], int, tuple[FrozenMapping, ...]]
"""What the lane has taken of a text: structures, how many strings the text has beside them, and the replies.

Where there is nothing left to prove, a record may stand for its structure.
"""


@attrs.frozen(weakref_slot=False)
class Typed:
    """What a lane has read: the structures, their times, and the text as it was given.

    `notes` are the names of what deviates, as often as it does.
    """

    structures: list[Structure | Record]
    times: list[Moments]
    lane: "TypedLane"
    given: str | bytes | Source
    notes: list[str]
    replies: tuple[FrozenMapping, ...] = ()

    def records(self) -> tuple[Any, ...]:
        """A record for each structure."""
        return self.lane.make(self.structures, self.times)

    def times_of(self, record: type) -> dict[str, Moments]:
        """The times of the structures of a record's class, by attribute: one for each, in the order of the text."""
        return {name: self.times[place] for name, place in self.lane.columns.places(record).items()}

    def kept_in(self, structure: Structure) -> dict[str, Any]:
        """The undocumented members that a structure of the lane's kind keeps, by their names on the wire."""
        kept = {wire: getattr(structure, name) for name, wire in self.lane.kept.items()}
        return {wire: value for wire, value in kept.items() if value is not None}

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
        checks: CrossChecks,
        *,
        is_tolerant: bool = False,
        is_array: bool | None = None,
    ) -> None:
        structures = Structures(is_tolerant=is_tolerant)
        self.kept = kept_of(kind)
        self.columns = columns = Columns(checks)
        self._package = structures.package
        self._structure = one = structures.of(kind)
        many = list[one]  # type: ignore[valid-type]  # made at run time
        held = one | many if is_array is None else many if is_array else one
        self._decode = self._package.json.Decoder(held).decode
        self._look = look_function(kind, one, structures.messages, columns, is_tolerant=is_tolerant)
        self.make: Make = make_function(kind, one, structures.messages, columns)
        self._is_tolerant = is_tolerant
        self.depth = 1 + depth_of(kind)

    def read(self, text: str | bytes, given: Source | None = None) -> Typed | None:
        """What the text holds; None where it may deviate in anything, which the other lanes have to look at.

        So it is whatever is raised on the way: `NotProvenError`, the errors of msgspec, of the encoding, `MemoryError`.
        `given` is where the text is from, for who asks for it later.
        """
        try:
            data = text if isinstance(text, bytes) else text.encode()
            data, suffixes = without_suffixes(data) if self._is_tolerant else (data, 0)
            notes = ["long-suffix"] * suffixes
            structures, strings, replies = self._taken(data)
            counted, times = self._look(structures, notes)
            if not has_strings(data, strings + counted):
                return None
        except Exception:  # noqa: BLE001  # see above
            return None
        return _new_typed(structures, times, self, given or text, notes, replies)

    def _taken(self, data: bytes) -> Taken:
        """What the JSON text holds."""
        value = self._decode(data)
        return value if type(value) is list else [value], 0, ()
