"""Interactions that were sent several times."""

import sys

import attrs

from ucsmsg.schema import Interaction, Record, structure_as, unstructure

_read = structure_as(Interaction)


@attrs.define
class Known:
    """An interaction as it was sent, form by form."""

    states: list[Interaction] = attrs.field(factory=list)

    def add(self, interaction: Interaction, *, is_repeat: bool) -> bool:
        """Take what was sent; gives whether it is another form than the last one, or of a repeat than any of them."""
        if any(is_same(interaction, each) for each in (self.states if is_repeat else self.states[-1:])):
            return False
        self.states.append(interaction)
        return True

    @property
    def merged(self) -> Interaction:
        """Of each member what was sent last."""
        first, *later = self.states
        members = unstructure(first)
        for state in later:
            members |= unstructure(state)
        merged = _read(members, sys.maxsize, str)[0] if later else None
        return merged or first


def key_of(interaction: Interaction) -> str:
    """The same for all forms of an interaction; one without an id is told by all that was sent of it."""
    return f"id {interaction.id}" if interaction.id is not None else repr(interaction)


def is_same(record: Record, other: Record) -> bool:
    """True when two records say the same: in Python 1 equals True and 1.0, in JSON it does not."""
    return record == other and repr(record) == repr(other)
