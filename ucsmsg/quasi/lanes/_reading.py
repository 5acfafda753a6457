"""What a lane is: a way to read a text, which gives a `Reading` of it or raises `HandOverError`."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeAlias

from ucsmsg.catalogue import Mode, Severity
from ucsmsg.diagnostics import Findings
from ucsmsg.places import Path, Source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._index import Place


class HandOverError(Exception):
    """The lane is not certain of a text: it may deviate in something that the next lane has to look at."""


class Annotations(Protocol):
    """The findings in a text, and the places in it. Quick lanes leave them to be made when somebody asks for them."""

    @property
    def findings(self) -> Findings:
        """The findings in the order of their places."""

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""


class Reading(NamedTuple):
    """A text read as one value, before a mode has judged it.

    `names` are the deviations that have been repaired; `has_value` is False where nothing is certain, and `is_certain`
    where something was refused.
    """

    source: Source
    value: Any
    annotations: Annotations
    names: frozenset[str] = frozenset()
    has_value: bool = True
    is_certain: bool = True

    def ok(self, mode: Mode) -> bool:
        """True when no finding is an error in `mode`."""
        return self.is_certain and not any(mode.severity(name) is Severity.ERROR for name in self.names)


Lane: TypeAlias = Callable[[Source, Limits], Reading]
