"""How much of a long table a run tries: with EXHAUSTIVE set all of it, else some, so that all tests take minutes."""

import os
from collections.abc import Sequence
from typing import TypeVar

_Entry = TypeVar("_Entry")


def sampled(table: Sequence[_Entry], step: int = 3) -> Sequence[_Entry]:
    """Every `step`th entry, always the same ones; which is the first depends on the length, so on the table."""
    return table if "EXHAUSTIVE" in os.environ else table[len(table) % step :: step]
