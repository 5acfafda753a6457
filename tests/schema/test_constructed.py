"""Reading and constructing are one: a record made in code of what the wire has is the record that is read from it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schema.strategies import objects_of
from ucsmsg.schema import RecordError
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._kinds import Kind
from ucsmsg.schema._record import members_of
from ucsmsg.schema._records import MESSAGE
from ucsmsg.schema._structure import ArrayOf, RecordOf


def kinds_below(kind: Kind) -> Iterator[RecordOf[Any]]:
    """The kind, and those of all records in its records."""
    if isinstance(kind, ArrayOf):
        kind = kind.element
    if isinstance(kind, RecordOf):
        yield kind
        for member in members_of(kind.record).values():
            yield from kinds_below(member.kind)


KINDS = {kind.record: kind for known in MESSAGE.known.values() for kind in kinds_below(known)}
PARAMETERS = [pytest.param(kind, id=record.__name__) for record, kind in KINDS.items()]


def objects(kind: RecordOf[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects for the record, their members under the names of their attributes."""
    other = {name for member in members_of(kind.record).values() for name in member.other_names}
    return objects_of(kind.record).map(lambda raw: {name: raw[name] for name in raw if name not in other})


def constructed(record: Any, raw: dict[str, Any], extra: Any) -> Any:
    """The record made in code of the members' values as they are on the wire."""
    members = members_of(record).items()
    return record(**{name: raw[member.wire] for name, member in members if member.wire in raw}, extra=extra)


def test_every_record_of_a_documented_message_is_tried() -> None:
    assert len(KINDS) == 7


@pytest.mark.parametrize("kind", PARAMETERS)
@given(data=st.data())
def test_what_is_read_is_what_is_constructed_and_what_is_refused_raises(
    kind: RecordOf[Any], data: st.DataObject
) -> None:
    raw = data.draw(objects(kind))
    findings = Findings()
    read = kind.structure(raw, (), findings)
    if any(finding.refused for finding in findings):
        with pytest.raises(RecordError):
            constructed(kind.record, raw, read.extra)
    else:
        assert constructed(kind.record, raw, read.extra) == read
