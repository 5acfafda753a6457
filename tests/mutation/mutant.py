"""A mutant: one small change of one file."""

import ast
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).parents[2]


@attrs.frozen
class Mutant:
    """What changes, in words that do not depend on lines, and the text that takes the place of another."""

    file: str
    name: str
    change: str
    start: int = attrs.field(eq=False)
    end: int = attrs.field(eq=False)
    text: str = attrs.field(eq=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the mutant in lists."""
        return self.file, self.name, self.change

    def applied(self, source: str) -> str:
        """The file's text with the change."""
        return source[: self.start] + self.text + source[self.end :]


def read(file: str) -> str:
    """The text of a file of the project."""
    return (ROOT / file).read_text("utf-8")


def numbered(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """The mutants; the second and later ones of a key have a number."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for mutant in mutants:
        seen[mutant.key] += 1
        count = seen[mutant.key]
        yield attrs.evolve(mutant, change=f"{mutant.change} ({count})") if count > 1 else mutant


def offsets(source: str) -> Callable[[ast.AST], tuple[int, int]]:
    """A function that gives the offsets of a node's text; `ast` counts columns in UTF-8."""
    lines = source.split("\n")
    starts = [0, *itertools.accumulate(len(line) + 1 for line in lines)]

    def place(node: Any) -> tuple[int, int]:
        return offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    return place
