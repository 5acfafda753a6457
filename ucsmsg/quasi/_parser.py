"""Lark's LALR parser for the grammar, fed by the mender."""

from ucsmsg.quasi._mender import Mender
from ucsmsg.quasi._nodes import Child


def build(mender: Mender) -> Child:
    """The node of the mender's value."""
    from ucsmsg.quasi._grammar import QUASI  # noqa: PLC0415 - valid text never needs it

    node: Child = QUASI.parse(mender)  # type: ignore[assignment]  # what the builder makes
    return node
