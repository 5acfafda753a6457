"""The mutator: one named deviation at a known place of a valid text, and what must come out of it."""

import random
from collections.abc import Iterator
from typing import Any

import attrs

from ucsmsg.places import Path
from ucsmsg.testing import _scalar_rows, _structure_rows
from ucsmsg.testing._edits import Edit
from ucsmsg.testing._layout import Layout

_ROWS = {**_scalar_rows.ROWS, **_structure_rows.ROWS}

_BYTES = "surrogateescape"  # an undecodable byte stands in an edit as this handler writes it

MUTABLE: frozenset[str] = frozenset(_ROWS)
"""The names of the catalogue's syntax rows that the mutator can put into a text."""


@attrs.frozen
class Mutation:
    """A valid text, the `original`, with one deviation in it.

    `text` is the changed text, bytes where the deviation is one of bytes. A reader of the syntax must report the
    deviation `name`, and nothing else, from offset `start` to offset `end` of the (decoded) text, and give `value`,
    whatever the schema then makes of it. Where `refused` is False that is the original's value, as far as the deviation
    is not itself another value (NaN for a number). Where it is True the deviation has no single reading: an error in
    every mode, and `value` is without the member or element that it is in; None where that is the whole text. `path`
    leads to the value concerned.
    """

    text: str | bytes
    name: str
    start: int
    end: int
    value: Any
    refused: bool
    path: Path
    original: str = attrs.field(kw_only=True)


def mutate(text: str, name: str, seed: int | random.Random = 0) -> Mutation | None:
    """One mutation of a valid text by the deviation `name`; the seed chooses its place and form.

    None when the text has no place where it would have one reading, or clearly none: `trailing-comma` needs an array
    or object that is not empty. Raises `ValueError` for a name that is not in `MUTABLE`, and for a text that is not
    valid JSON or has a name twice in one object, as a sample of the documentation may be: repair it first with
    `ucsmsg.quasi.fix`.
    """
    row = _ROWS.get(name)
    if row is None:
        raise ValueError(f"Expected the name of a mutable row, got {name!r}: see ucsmsg.testing.MUTABLE")
    layout = Layout(text)
    edits = [*row(layout)]
    chosen = seed if isinstance(seed, random.Random) else random.Random(seed)  # noqa: S311  # a test's choice
    return _mutation(layout, name, chosen.choice(edits)) if edits else None


def mutations(text: str) -> Iterator[Mutation]:
    """Every mutation of a valid text, by every name and at every place; raises `ValueError` as `mutate` does."""
    layout = Layout(text)
    for name, row in sorted(_ROWS.items()):
        for edit in row(layout):
            yield _mutation(layout, name, edit)


def _mutation(layout: Layout, name: str, edit: Edit) -> Mutation:
    changed = edit.of(layout.text)
    start, end = edit.span
    return Mutation(
        text=changed.encode(edit.encoding, _BYTES) if edit.encoding else changed,
        name=name,
        start=start,
        end=end,
        value=edit.value_of(layout.original),
        refused=edit.refused,
        path=edit.path,
        original=layout.text,
    )
