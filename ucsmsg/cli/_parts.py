"""The parts of a large file, checked in several processes: what they find, put together."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from ucsmsg.captures import Extent, FilePart, PartReading, Seen, extent_of
from ucsmsg.cli._checking import checked, covered
from ucsmsg.cli._results import Checked, merged_to_errors
from ucsmsg.cli._settings import Settings
from ucsmsg.cli._statuses import naming
from ucsmsg.places import Position


@attrs.frozen
class PartResults:
    """What a part holds, which notifications in which lines, and whether a payload may go on behind it."""

    results: list[Checked]
    digests: list[tuple[bytes, int]]
    is_open: bool


def count_part(part: FilePart) -> Extent:
    """How much text a part has; runs in a process of its own."""
    with naming(part.path):
        return extent_of(part)


def check_part(
    part: FilePart, origin: Position, settings: Settings, seen: Mapping[bytes, int] = MappingProxyType({})
) -> PartResults:
    """What a part holds that begins at `origin`; runs in a process of its own.

    `seen`: those of its notifications that came before it, with the lines they came in.
    """
    with naming(part.path):
        places = {digest: (part.path, line) for digest, line in seen.items()}
        reading = PartReading(part, origin, places, mode=settings.mode, name=part.path)
        results = [*merged_to_errors(checked(parsed, settings) for parsed in reading), covered(reading.coverage)]
        return PartResults(results, [(digest, line) for digest, (_, line) in reading.notifications], reading.is_open)


@attrs.define
class Merged:
    """What is known of a file from the parts that were checked: its notifications, the last ones only."""

    name: str
    _seen: Seen = attrs.field(factory=Seen)

    def repeated_in(self, found: PartResults, origin: Position) -> dict[bytes, int]:
        """Take the notifications of the next part; gives those that came in earlier ones, with the lines."""
        repeated: dict[bytes, int] = {}
        for digest, line in found.digests:
            earlier = self._seen.add(digest, (self.name, line))
            if earlier and earlier[1] < origin.line:
                repeated[digest] = earlier[1]
        return repeated

    def check_rest(self, part: FilePart, origin: Position, settings: Settings) -> Iterator[Checked]:
        """What the file holds from a place on, result by result."""
        with naming(part.path):
            reading = PartReading(part, origin, self._seen.places, mode=settings.mode, name=part.path)
            for parsed in reading:
                yield checked(parsed, settings)
            yield covered(reading.coverage)
