"""Words of which one is expected, and which was meant, perhaps, by another."""

from collections.abc import Iterable
from typing import Any

import click


def meant(word: str, words: Iterable[str]) -> str:
    """What to add to a message about a word that is none of the words."""
    from difflib import get_close_matches  # noqa: PLC0415 - when something is wrong

    near = get_close_matches(word.lower(), [*words], 1)
    return f" Did you mean {near[0]!r}?" if near else ""


class OneOf(click.Choice):  # type: ignore[type-arg]  # generic in new versions of click only
    """One of several words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word; says which was meant where it is none."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            self.fail(f"{error.message}{meant(str(value), map(str, self.choices))}", param, ctx)
