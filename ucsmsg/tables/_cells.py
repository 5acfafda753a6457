"""Members of records as columns of tables: one declaration of a record gives its columns, their types and values.

Columns are filled from the attributes of many objects at once: of records, or of the structures of the typed lane,
which have the same attributes. Only where a column does not take them all is each value looked at by itself.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from ucsmsg.quasi import dumps
from ucsmsg.schema import Integer, Record
from ucsmsg.schema._channels import Channel
from ucsmsg.schema._kinds import TIME, Boolean, Enumeration, Kind, Name, Object, Text, Time, Uri
from ucsmsg.schema._record import Member, members_of
from ucsmsg.schema._structure import RecordOf
from ucsmsg.text.json_text import with_escaped_surrogates

MOMENT = pa.timestamp("us", "UTC")
"""What times are: moments, in microseconds since 1970 (UTC)."""
OFFSET = pa.int16()
_STRINGS = pa.map_(pa.string(), pa.string())
_MINUTE = timedelta(minutes=1)
_FIRST, _LAST = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The first and the last microsecond of the years that everybody can read, 1 to 9999."""

Unfit: TypeAlias = dict[int, dict[str, Any]]
"""The raw values that columns cannot take: for each row that has some, by their names on the wire."""

Arrays: TypeAlias = list[pa.Array]
"""Columns."""

_NOT_TAKEN = (OverflowError, UnicodeError, pa.ArrowException)
"""What pyarrow raises for values that are not of a type."""


def field(name: str, kind: pa.DataType, description: str, unit: str = "") -> pa.Field:
    """A column with what it is, and its unit where it has one."""
    metadata = {"description": description} | ({"unit": unit} if unit else {})
    return pa.field(name, kind, metadata=metadata)


@attrs.frozen
class Cell:
    """A member as a column of one type; `prepare` gives what pyarrow takes for a value of it."""

    attribute: str
    wire: str
    fields: tuple[pa.Field, ...]
    prepare: Callable[[Any], Any] | None = None

    def arrays(self, values: Sequence[Any], unfit: Unfit) -> Arrays:
        """The columns for values, None where there is none. What they cannot take is added to `unfit`."""
        prepare = self.prepare
        prepared = values if prepare is None else [None if each is None else prepare(each) for each in values]
        try:
            return [pa.array(prepared, self.fields[0].type)]
        except _NOT_TAKEN:
            return [pa.array(self._fitting(prepared, unfit), self.fields[0].type)]

    def _fitting(self, prepared: Sequence[Any], unfit: Unfit) -> list[Any]:
        """The values that the column takes; of a map its members."""
        fitting = []
        for row, value in enumerate(prepared):
            taken, rest = self._divided(value)
            fitting.append(taken)
            if rest is not None:
                unfit.setdefault(row, {})[self.wire] = rest
        return fitting

    def _divided(self, value: Any) -> tuple[Any, Any]:
        """What the column takes of a value, and what it does not."""
        if is_taken([value], self.fields[0].type):
            return value, None
        if not isinstance(value, list):
            return None, value
        members = [each for each in value if is_taken([[each]], self.fields[0].type)]
        return members, {name: each for name, each in value if (name, each) not in members}


def is_taken(values: Sequence[Any], kind: pa.DataType) -> bool:
    """Whether a column of a type takes the values."""
    try:
        pa.array(values, kind)
    except _NOT_TAKEN:
        return False
    return True


@attrs.frozen
class TimeCell(Cell):
    """A time as two columns: the moment, and the offset that was sent."""

    def arrays(self, values: Sequence[Any], unfit: Unfit) -> Arrays:
        """Not every time of the years 1 and 9999 is one of them in UTC."""
        moments = pa.array(values, MOMENT)
        counts = moments.cast(pa.int64())
        bounds = pc.min_max(counts)
        if bounds["min"].is_valid and not _FIRST <= bounds["min"].as_py() <= bounds["max"].as_py() <= _LAST:
            beyond = [row for row, count in enumerate(counts.to_pylist()) if count and not _FIRST <= count <= _LAST]
            for row in beyond:
                unfit.setdefault(row, {})[self.wire] = TIME.write(values[row])
            rows = {*beyond}
            values = [None if row in rows else value for row, value in enumerate(values)]
            moments = pa.array(values, MOMENT)
        return [moments, pa.array(_offsets(values), OFFSET)]


def _offsets(times: Sequence[datetime | None]) -> list[int | None]:
    """The offsets in minutes; times have few different ones."""
    known: dict[Any, int] = {}
    offsets: list[int | None] = []
    for time in times:
        zone = None if time is None else time.tzinfo
        if time is not None and zone not in known:
            known[zone] = (time.utcoffset() or timedelta()) // _MINUTE
        offsets.append(known.get(zone))
    return offsets


@attrs.frozen
class StructCell(Cell):
    """A record within a record, as one column with fields."""

    inner: "RecordCells" = attrs.field(kw_only=True)

    def arrays(self, values: Sequence[Any], unfit: Unfit) -> Arrays:  # noqa: ARG002  # it has its own `extra`
        """One column, null where the record is not there."""
        absent = pa.array([each is None for each in values], pa.bool_())
        children = self.inner.arrays(values)
        return [pa.StructArray.from_arrays(children, fields=self.inner.fields, mask=absent)]


@attrs.frozen
class FlatCell(Cell):
    """A record within a record, whose members are columns of their own."""

    inner: "RecordCells" = attrs.field(kw_only=True)

    def arrays(self, values: Sequence[Any], unfit: Unfit) -> Arrays:  # noqa: ARG002  # it has its own `extra`
        """The columns of its members."""
        return self.inner.arrays(values)


class RecordCells:
    """The cells of objects, and their `extra` behind them."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = [*cells]
        self.fields = [*(each for cell in self.cells for each in cell.fields), extra_field()]

    def arrays(self, objects: Sequence[Any], given: Mapping[str, Sequence[Any]] = MappingProxyType({})) -> Arrays:
        """The columns for objects; None has no members. `given` has columns that they are not asked for."""
        unfit: Unfit = {}
        arrays: Arrays = []
        for cell in self.cells:
            attribute = cell.attribute
            values = given.get(attribute)
            if values is None:
                values = _values(objects, attribute)
            arrays += cell.arrays(values, unfit)
        return [*arrays, _extra_array(objects, unfit)]


def _values(objects: Sequence[Any], attribute: str) -> list[Any]:
    """The values of an attribute, None for objects that do not have it."""
    try:
        return [*map(attrgetter(attribute), objects)]
    except AttributeError:
        return [getattr(each, attribute, None) for each in objects]


def record_cells(record: type[Record], names: Mapping[str, str], leave_out: Sequence[str] = ()) -> Iterator[Cell]:
    """The cells of a record's class; `names` are those of columns that are called otherwise than the attribute."""
    documented = attribute_docs(record)
    for attribute, member in members_of(record).items():
        if attribute not in leave_out and type(member.kind) in _CELLS:
            yield _cell(attribute, member, names.get(attribute, attribute), documented.get(attribute, ""))


def extra_field() -> pa.Field:
    """The column for what no other column has."""
    description = "Raw values that no other column has, by their names on the wire, as JSON; null where there are none."
    return field("extra", pa.string(), description)


def _extra_array(objects: Sequence[Any], unfit: Unfit) -> pa.Array:
    """That column: the `extra` of records, and what their columns cannot take. Structures have no `extra`."""
    extras = _values(objects, "extra")
    if not unfit and not any(extras):
        return pa.nulls(len(objects), pa.string())
    texts = [json_text(each) if each else None for each in extras]
    for row, rest in unfit.items():
        texts[row] = json_text({**(extras[row] or {}), **rest})
    return pa.array(texts, pa.string())


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")).encode


def json_text(value: Any) -> str:
    """What `dumps` gives; most values are such that the encoder of Python takes them, which is faster."""
    try:
        return with_escaped_surrogates(_encode(value))
    except (TypeError, ValueError, RecursionError):
        return dumps(value)


def attribute_docs(documented: type) -> dict[str, str]:
    """The docstrings below the attributes of a class, by their names; none where its source is not there."""
    try:
        tree: Any = ast.parse(textwrap.dedent(inspect.getsource(documented)))
    except OSError:
        return {}
    docs: dict[str, str] = {}
    for line, below in pairwise(tree.body[0].body):
        if isinstance(line, ast.AnnAssign) and isinstance(below, ast.Expr):
            docs[ast.unparse(line.target)] = " ".join(str(ast.literal_eval(below.value)).split())
    return docs


# ---- A cell for each kind of members ----


def _cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    return _CELLS[type(member.kind)](attribute, member, name, description)


def _cell_of(kind: pa.DataType) -> Callable[..., Cell]:
    def cell(attribute: str, member: Member, name: str, description: str) -> Cell:
        return Cell(attribute, member.wire, (field(name, kind, description, _UNITS.get(attribute, "")),))

    return cell


def time_fields(name: str, description: str) -> tuple[pa.Field, pa.Field]:
    """The two columns of a time."""
    sent = f"The offset from UTC that `{name}` was sent with."
    return field(name, MOMENT, description, "µs since 1970 (UTC)"), field(f"{name}_offset", OFFSET, sent, "min")


def _time_cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    return TimeCell(attribute, member.wire, time_fields(name, description))


def _object_cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    if attribute in _MAPS:
        return Cell(attribute, member.wire, (field(name, _STRINGS, description),), _members)
    return Cell(attribute, member.wire, (field(name, pa.string(), f"{description} As JSON."),), json_text)


def _members(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [*value.items()]


def _struct_cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    kind: Any = member.kind
    inner = RecordCells(record_cells(kind.record, {}))
    return StructCell(attribute, member.wire, (field(name, pa.struct(inner.fields), description),), inner=inner)


_CELLS: Mapping[type[Kind], Callable[..., Cell]] = {
    **dict.fromkeys((Name, Text, Uri, Channel, Enumeration), _cell_of(pa.string())),
    Integer: _cell_of(pa.int64()),
    Boolean: _cell_of(pa.bool_()),
    Time: _time_cell,
    Object: _object_cell,
    RecordOf: _struct_cell,
}
_UNITS = {"call_duration": "s", "timestamp_seconds": "ms since 1970 (UTC)"}
"""The units of numbers, by attribute: the declarations have them in words."""
_MAPS = {"custom_attributes"}
"""Objects whose values are strings in the documentation."""


def arrays_of(cells: Iterable[Cell], columns: Iterable[Sequence[Any]]) -> Arrays:
    """The columns of cells for columns of their values; what they cannot take is null."""
    return [array for cell, values in zip(cells, columns, strict=True) for array in cell.arrays(values, {})]
