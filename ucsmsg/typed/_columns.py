"""What of all structures of a text is looked at together: in columns, which are lists without names."""

from collections.abc import Iterator
from typing import Any

from ucsmsg.schema._findings import CrossCheck, CrossChecks
from ucsmsg.schema._kinds import Time, Uri
from ucsmsg.schema._record import members_of
from ucsmsg.typed._moments import moments_function


class Columns:
    """The columns that the records of a declaration have, by number.

    There is one for each member that is a time, as text, and one for each other member that a comparison with a time
    needs. `checks` are the comparisons to make, by record class.
    """

    def __init__(self, checks: CrossChecks) -> None:
        self._checks = checks
        self._known: dict[type, dict[str, int]] = {}
        self._places: dict[type, dict[str, int]] = {}
        self._compared: list[tuple[CrossCheck, list[str]]] = []
        self.numbers = range(0)
        self.times: list[int] = []

    def of(self, record: type) -> dict[str, int]:
        """The columns for members of a record."""
        if record not in self._known:
            self._known[record] = columns = {name: self._new() for name in _times_of(record)}
            self.times += columns.values()
            for check in self._checks.get(record, ()):
                if _is_timed(check, record):
                    columns |= {name: self._new() for name in check.attributes if name not in columns}
                    self._compared.append((check, [f"column{columns[name]}" for name in check.attributes]))
        return self._known[record]

    def places(self, record: type) -> dict[str, int]:
        """Which of the columns of times are those of a record's members."""
        if record not in self._places:
            columns = self.of(record)
            self._places[record] = {name: self.times.index(columns[name]) for name in _times_of(record)}
        return self._places[record]

    def checks_without_times(self, record: type) -> Iterator[CrossCheck]:
        """The comparisons of a record's members that need no time."""
        return (check for check in self._checks.get(record, ()) if not _is_timed(check, record))

    def _new(self) -> int:
        self.numbers = range(len(self.numbers) + 1)
        return self.numbers[-1]

    def settling(self) -> Iterator[str]:
        """The lines that make moments of the times; they raise an error where something is not as documented."""
        yield 'if uris and is_sound("".join(uris)) is None: raise NotProven'
        if self.times:
            yield f"texts = {' + '.join(f'column{number}' for number in self.times)}"
            yield "moments, end = moments_of(texts, notes) if texts else [], 0"
        for number in self.times:
            yield f"start, end = end, end + len(column{number})"
            yield f"column{number} = moments[start:end]"
        for number, (check, columns) in enumerate(self._compared):
            given = ", ".join(columns)
            if check.agree:
                yield f"if {columns[0]} and not agree{number}({given}): raise NotProven"
                continue
            values = ", ".join(f"value{place}" for place in range(len(columns)))
            yield f"for {values} in zip({given}):"
            yield f"    if not agree{number}({values}): raise NotProven"

    def names(self, *, is_tolerant: bool) -> dict[str, Any]:
        """What these lines know. Where they are tolerant, times with white space lost or added are noted."""
        agree = {f"agree{number}": check.agree or check.agrees for number, (check, _) in enumerate(self._compared)}
        return {"is_sound": Uri.quick, "moments_of": moments_function(is_tolerant=is_tolerant), **agree}


def _times_of(record: type) -> list[str]:
    return [name for name, member in members_of(record).items() if type(member.kind) is Time]


def _is_timed(check: CrossCheck, record: type) -> bool:
    return not {*check.attributes}.isdisjoint(_times_of(record))
