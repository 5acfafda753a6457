"""Members of records as columns of tables: one declaration of a record gives its columns, their types and values.

A record is a run of leaves, which are the values of columns without a structure: a time has two (the moment and its
offset), a record within it one for its being there and its own. Rows are made of leaves; batches have them as columns.
"""

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import Any, TypeAlias

import attrs
import pyarrow as pa

from ucsmsg.quasi import dumps
from ucsmsg.schema import Integer, Record
from ucsmsg.schema._channels import Channel
from ucsmsg.schema._kinds import Boolean, Enumeration, Kind, Name, Object, Text, Time, Uri
from ucsmsg.schema._record import Member, members_of
from ucsmsg.schema._structure import RecordOf
from ucsmsg.text.json_text import SURROGATE

MOMENT = pa.timestamp("us", "UTC")
"""What times are: moments, in microseconds since 1970 (UTC)."""
OFFSET = pa.int16()
_STRINGS = pa.map_(pa.string(), pa.string())
_LEAST, _MOST = -(2**63), 2**63 - 1
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)

Leaves: TypeAlias = tuple[Any, ...]
Unfit: TypeAlias = dict[str, Any]
"""The raw values that their columns cannot take, by their names on the wire."""


class UnfitError(Exception):
    """A value that its column cannot take. `value` is what it takes of it, `rest` the raw value that stays behind."""

    def __init__(self, leaves: Leaves, rest: Any) -> None:
        super().__init__()
        self.leaves, self.rest = leaves, rest


def field(name: str, kind: pa.DataType, description: str, unit: str = "") -> pa.Field:
    """A column with what it is, and its unit where it has one."""
    metadata = {"description": description} | ({"unit": unit} if unit else {})
    return pa.field(name, kind, metadata=metadata)


@attrs.frozen
class Cell:
    """A member of a record as columns.

    `take` gives the leaves for a value, and raises `UnfitError`; `arrays` the columns for `width` runs of leaves.
    """

    attribute: str
    wire: str
    fields: tuple[pa.Field, ...]
    take: Callable[[Any], Leaves]
    width: int = 1

    def arrays(self, leaves: Iterator[Sequence[Any]]) -> list[pa.Array]:
        """The columns, from the next leaves of all rows."""
        return [
            pa.array(values, each.type) for values, each in zip(islice(leaves, self.width), self.fields, strict=True)
        ]


@attrs.frozen
class StructCell(Cell):
    """A record within a record, as one column with fields."""

    inner: "RecordCells" = attrs.field(kw_only=True)

    def arrays(self, leaves: Iterator[Sequence[Any]]) -> list[pa.Array]:
        """One column, null where the record is not there."""
        presence = next(leaves)
        children = self.inner.arrays(leaves)
        absent = pa.array([each is None for each in presence], pa.bool_())
        return [pa.StructArray.from_arrays(children, fields=self.inner.fields, mask=absent)]


class RecordCells:
    """The cells of a record's class, and its `extra` behind them.

    `names` are those of columns that are called otherwise than the attribute, `units` the units that members have.
    """

    def __init__(self, record: type[Record], names: Mapping[str, str], *, leave_out: Sequence[str] = ()) -> None:
        documented = attribute_docs(record)
        self.record = record
        self.cells = [
            _cell(attribute, member, names.get(attribute, attribute), documented.get(attribute, ""))
            for attribute, member in members_of(record).items()
            if attribute not in leave_out and type(member.kind) in _CELLS
        ]
        self.extra = extra_field()
        self.fields = [*(each for cell in self.cells for each in cell.fields), self.extra]
        self.width = sum(cell.width for cell in self.cells) + 1
        self.nothing: Leaves = (None,) * self.width

    def take(self, record: Any) -> Leaves:
        """The leaves of a record; what its columns cannot take is added to its `extra`."""
        leaves: list[Any] = []
        unfit: Unfit = {}
        for cell in self.cells:
            leaves += taken(cell, getattr(record, cell.attribute), unfit)
        leaves.append(extra_text(record.extra, unfit))
        return tuple(leaves)

    def arrays(self, leaves: Iterator[Sequence[Any]]) -> list[pa.Array]:
        """The columns, from the next leaves of all rows."""
        arrays = [array for cell in self.cells for array in cell.arrays(leaves)]
        return [*arrays, pa.array(next(leaves), self.extra.type)]


def taken(cell: Cell, value: Any, unfit: Unfit) -> Leaves:
    """The leaves of a value; what the column cannot take is added to `unfit`."""
    if value is None:
        return (None,) * cell.width
    try:
        return cell.take(value)
    except UnfitError as error:
        unfit[cell.wire] = error.rest
        return error.leaves


def extra_field() -> pa.Field:
    """The column for what no other column has."""
    description = "Raw values that no other column has, by their names on the wire, as JSON; null where there are none."
    return field("extra", pa.string(), description)


def extra_text(extra: Mapping[str, Any], unfit: Mapping[str, Any]) -> str | None:
    """The text for that column."""
    return dumps({**extra, **unfit}) if extra or unfit else None


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


def _cell_of(kind: pa.DataType, take: Callable[[Any], Leaves]) -> Callable[..., Cell]:
    def cell(attribute: str, member: Member, name: str, description: str) -> Cell:
        column = field(name, kind, description, _UNITS.get(attribute, ""))
        return Cell(attribute, member.wire, (column,), take)

    return cell


def time_fields(name: str, description: str) -> tuple[pa.Field, pa.Field]:
    """The two columns of a time."""
    sent = f"The offset from UTC that `{name}` was sent with."
    return field(name, MOMENT, description, "µs since 1970 (UTC)"), field(f"{name}_offset", OFFSET, sent, "min")


def _time_cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    return Cell(attribute, member.wire, time_fields(name, description), functools.partial(_time, member.kind), 2)


def _object_cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    if attribute in _MAPS:
        return Cell(attribute, member.wire, (field(name, _STRINGS, description),), _strings)
    return Cell(attribute, member.wire, (field(name, pa.string(), f"{description} As JSON."),), _json)


def _struct_cell(attribute: str, member: Member, name: str, description: str) -> Cell:
    kind: Any = member.kind
    inner = RecordCells(kind.record, {})
    column = field(name, pa.struct(inner.fields), description)
    return StructCell(
        attribute, member.wire, (column,), lambda value: (True, *inner.take(value)), 1 + inner.width, inner=inner
    )


def text_leaf(value: str) -> Leaves:
    """A text; half of a surrogate pair has no UTF-8, which columns are in."""
    if not value.isascii() and SURROGATE.search(value):
        raise UnfitError((None,), value)
    return (value,)


def _listed(value: Any) -> Leaves:
    return text_leaf(str(value))


def integer_leaf(value: int) -> Leaves:
    """An integer of at most 64 bits."""
    if not _LEAST <= value <= _MOST:
        raise UnfitError((None,), value)
    return (value,)


def time_leaves(value: datetime) -> Leaves:
    """A moment and its offset. Not every time of the years 1 and 9999 is one of them in UTC."""
    offset = value.utcoffset()
    if offset is None or not _FIRST <= value <= _LAST:
        raise UnfitError((None, None), value)
    return value, offset // _MINUTE


def _time(kind: Kind, value: datetime) -> Leaves:
    try:
        return time_leaves(value)
    except UnfitError as error:
        raise UnfitError(error.leaves, kind.write(value)) from None


def _strings(value: Mapping[str, Any]) -> Leaves:
    """A map has strings; values of other types stay behind."""
    fitting = [
        (name, each) for name, each in value.items() if isinstance(each, str) and not SURROGATE.search(name + each)
    ]
    if len(fitting) == len(value):
        return (fitting,)
    names = {name for name, _ in fitting}
    raise UnfitError((fitting,), {name: each for name, each in value.items() if name not in names})


def _json(value: Any) -> Leaves:
    return (dumps(value),)


_CELLS: Mapping[type[Kind], Callable[..., Cell]] = {
    **dict.fromkeys((Name, Text, Uri, Channel), _cell_of(pa.string(), text_leaf)),
    Enumeration: _cell_of(pa.string(), _listed),
    Integer: _cell_of(pa.int64(), integer_leaf),
    Boolean: _cell_of(pa.bool_(), lambda value: (value,)),
    Time: _time_cell,
    Object: _object_cell,
    RecordOf: _struct_cell,
}
_UNITS = {"call_duration": "s", "timestamp_seconds": "ms since 1970 (UTC)"}
"""The units of numbers, by attribute: the declarations have them in words."""
_MAPS = {"custom_attributes"}
"""Objects whose values are strings in the documentation."""
