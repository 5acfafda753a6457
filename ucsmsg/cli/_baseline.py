"""What is known of captures: the deviations that were accepted once, so that only new ones are reported."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import attrs
import click

from ucsmsg.cli._fingerprints import indexless, kind_of
from ucsmsg.cli._results import Hit
from ucsmsg.cli._small_files import content_of

_VERSION = 1


@attrs.frozen(order=True)
class Kind:
    """Deviations that are the same but for their places: name, path without indexes, and a digest."""

    name: str
    path: str
    digest: str

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """The kind of a deviation."""
        return cls(hit.diagnostic.name, indexless(hit.diagnostic.path), kind_of(hit))

    @property
    def shown(self) -> str:
        """What people read of it."""
        return f"{self.name} at {self.path}"


@attrs.define
class Baseline:
    """How many deviations of each kind are known, and how many of them a run has met."""

    known: Counter[Kind] = attrs.field(factory=Counter)
    met: Counter[Kind] = attrs.field(factory=Counter)

    @classmethod
    def read(cls, path: str) -> Self:
        """The baseline in a file; raises a usage error where it is none."""
        text = content_of(Path(path)).decode("utf-8", "replace")
        try:
            content = json.loads(text)
            return cls(Counter(dict(map(_entry, content["deviations"]))))
        except (ValueError, TypeError, KeyError) as error:
            raise click.UsageError(
                f"{path}: Expected a baseline as --write-baseline makes it, got: {error!r}"
            ) from error

    def accepts(self, hit: Hit) -> bool:
        """True when the deviation is one of those that are known; each of them is so once."""
        kind = Kind.of(hit)
        if self.met[kind] >= self.known[kind]:
            return False
        self.met[kind] += 1
        return True

    @property
    def gone(self) -> Iterator[tuple[Kind, int]]:
        """What is known, but not met: it has been fixed, or is no longer looked at."""
        missing = self.known - self.met
        return ((kind, missing[kind]) for kind in sorted(missing))


def written(kinds: Counter[Kind]) -> str:
    """The text of a baseline of these deviations: JSON in a stable order, a line each, without any value."""
    entries = [json.dumps(attrs.asdict(kind) | {"count": kinds[kind]}) for kind in sorted(kinds)]
    lines = ",\n".join(f"  {entry}" for entry in entries)
    return f'{{"version": {_VERSION}, "deviations": [\n{lines}\n]}}\n'


def _entry(content: Any) -> tuple[Kind, int]:
    fields = {name: content[name] for name in attrs.fields_dict(Kind)}
    if not all(isinstance(value, str) for value in fields.values()) or type(content["count"]) is not int:
        raise TypeError(content)
    return Kind(**fields), content["count"]
