"""The interactions that captures tell of, each once: by medium, state and owner, over time."""

from collections import Counter
from datetime import datetime

import attrs

from ucsmsg.parsing import Parsed
from ucsmsg.report._bounds import LONGEST, OTHERS, Bounds, shown
from ucsmsg.report._rows import name_of
from ucsmsg.report._timeline import Timeline
from ucsmsg.schema import Interaction, interactions_of

KINDS = ("media", "states", "owners")
_NONE = "(none)"
_Seen = tuple[datetime | None, tuple[str, ...]]


@attrs.define
class Interactions:
    """The interactions so far. One that is told of again counts as it was told of last."""

    bounds: Bounds
    timeline: Timeline
    counts: dict[str, Counter[str]] = attrs.field(factory=lambda: {kind: Counter() for kind in KINDS})
    count: int = 0
    _last: dict[str, _Seen] = attrs.field(factory=dict)

    def add(self, parsed: Parsed) -> None:
        """Note those of a payload."""
        for notification in parsed.notifications:
            for interaction in interactions_of(notification):
                self._add(interaction)

    def _add(self, interaction: Interaction) -> None:
        owner = name_of(interaction.owner_information)
        values = (interaction.media_type, interaction.state, owner)
        seen = interaction.start_date, tuple(shown(value or "") or _NONE for value in values)
        if self._can_remember(interaction.id):
            self._last[interaction.id or ""] = seen
        else:
            self._count(*seen)

    def _can_remember(self, known_by: str | None) -> bool:
        has_place = known_by in self._last or len(self._last) < self.bounds.remembered
        return has_place and known_by is not None and len(known_by) <= LONGEST

    def finish(self) -> None:
        """Count those that are still remembered; nothing can be added after that."""
        for seen in self._last.values():
            self._count(*seen)
        self._last.clear()

    def _count(self, moment: datetime | None, values: tuple[str, ...]) -> None:
        self.count += 1
        for kind, value in zip(KINDS, values, strict=True):
            counts = self.counts[kind]
            name = value if value in counts or len(counts) < self.bounds.names else OTHERS
            counts[name] += 1
            self.timeline.add((kind, name), moment)
