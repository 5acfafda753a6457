"""What of all structures of a text is looked at together: in columns, which are lists without names."""

from collections.abc import Callable, Mapping
from typing import Any

from ucsmsg.schema._kinds import Time, Uri
from ucsmsg.schema._record import Member
from ucsmsg.typed._moments import moments_of
from ucsmsg.typed._proof import NotProvenError

URIS = 0
"""The column of the URIs."""


class Columns:
    """The columns that the structures of a declaration have, by number.

    There is one for the URIs, one for each member that is a time, as text, and one for each other member that a
    comparison with a time needs.
    """

    def __init__(self) -> None:
        self._number = URIS + 1
        self._times: list[int] = []
        self._checks: list[tuple[Callable[..., bool], tuple[int, ...]]] = []

    def of_times(self, members: Mapping[str, Member]) -> dict[str, int]:
        """A column for each of a record's members that is a time."""
        columns = {name: self._new() for name, member in members.items() if type(member.kind) is Time}
        self._times += columns.values()
        return columns

    def compared(self, agrees: Callable[..., bool], times: Mapping[str, int], names: tuple[str, ...]) -> dict[str, int]:
        """Have members of a record compared when the times are there; the columns for those that are none."""
        others = {name: self._new() for name in names if name not in times}
        columns = {**times, **others}
        self._checks.append((agrees, tuple(columns[name] for name in names)))
        return others

    def _new(self) -> int:
        self._number += 1
        return self._number - 1

    def empty(self) -> list[list[Any]]:
        """Columns to fill."""
        return [[] for _ in range(self._number)]

    def settle(self, columns: list[list[Any]]) -> None:
        """Make moments of the times. Raises an error where not everything in the columns is as documented."""
        if Uri.quick("".join(columns[URIS])) is None:
            raise NotProvenError
        texts = [text for number in self._times for text in columns[number]]
        moments = moments_of(texts) if texts else []
        for number in self._times:
            size = len(columns[number])
            columns[number], moments = moments[:size], moments[size:]
        for agrees, numbers in self._checks:
            if not all(map(agrees, *[columns[number] for number in numbers])):
                raise NotProvenError
