"""Records back into JSON values."""

from typing import Any

from ucsmsg.schema._frozen import FrozenMapping, thaw
from ucsmsg.schema._record import MESSAGE_TYPE, Record, members_of, message_type_of


def unstructure(record: Record) -> dict[str, Any]:
    """The record as a JSON object with the names of the wire.

    Enumerated values are strings, times the documented form (with six digits of a second where three would lose
    something), and what `extra` holds stands where it stood.
    `structure` makes the same record of it.
    """
    written: dict[str, Any] = {}
    if message_type := message_type_of(type(record)):
        written[MESSAGE_TYPE] = message_type
    for attribute, member in members_of(type(record)).items():
        value = getattr(record, attribute)
        if value is not None:
            written[member.wire] = member.kind.write(value)
    for name, raw in record.extra.items():
        if name not in written:
            written[name] = thaw(raw)
        elif isinstance(written[name], list):
            _put_back(raw, written[name])
    return written


def _put_back(raw: object, elements: list[object]) -> None:
    """Put the elements that could not be read back among those that could, each at its place in the array."""
    if isinstance(raw, FrozenMapping):
        for place in sorted(filter(str.isdecimal, raw), key=int):
            elements.insert(int(place), thaw(raw[place]))
