"""What of all structures of a text is looked at together: in columns, which are lists without names."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from ucsmsg.constructors import generated
from ucsmsg.schema._kinds import Time, Uri
from ucsmsg.schema._record import Member
from ucsmsg.typed._moments import moments_function
from ucsmsg.typed._proof import NOTES, NotProvenError

Filled: TypeAlias = list[list[Any]]
"""The columns of one text."""

URIS = 0
"""The column of the URIs."""


class Columns:
    """The columns that the structures of a declaration have, by number.

    There is one for the URIs, one for the names of deviations, one for each member that is a time, as text, and one for
    each other member that a comparison with a time needs.
    """

    def __init__(self) -> None:
        self._number = NOTES + 1
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

    def empty_function(self) -> Callable[[], Filled]:
        """`empty()` gives columns to fill."""
        empty: Callable[[], Filled] = generated("empty()", [f"return [{', '.join(['[]'] * self._number)}]"], {})
        return empty

    def settle_function(self, *, is_tolerant: bool) -> Callable[[Filled], None]:
        """`settle(columns)` makes moments of the times; it raises an error where something is not as documented.

        Where it `is_tolerant`, times with white space lost or added are noted.
        """
        moments_of = moments_function(is_tolerant=is_tolerant)
        names = {"is_sound": Uri.quick, "moments_of": moments_of, "NotProven": NotProvenError}
        agrees = {f"agrees{number}": agrees for number, (agrees, _) in enumerate(self._checks)}
        settle: Callable[[Filled], None] = generated("settle(columns)", self._settling(), names | agrees)
        return settle

    def _settling(self) -> Iterator[str]:
        yield f"[{', '.join(f'column{number}' for number in range(self._number))}] = columns"
        yield f'if column{URIS} and is_sound("".join(column{URIS})) is None: raise NotProven'
        yield f"times = {' + '.join(f'column{number}' for number in self._times) or '[]'}"
        yield "if not times: return"
        yield f"moments, end = moments_of(times, column{NOTES}), 0"
        for number in self._times:
            yield f"if column{number}:"
            yield f"    start, end = end, end + len(column{number})"
            yield f"    columns[{number}] = column{number} = moments[start:end]"
        for check, (_, numbers) in enumerate(self._checks):
            columns = ", ".join(f"column{number}" for number in numbers)
            yield f"if column{numbers[0]} and not all(map(agrees{check}, {columns})): raise NotProven"
