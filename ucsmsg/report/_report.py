"""From payloads to what a report shows, in one pass and in bounded memory."""

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from ucsmsg.captures import Coverage
from ucsmsg.conversations import Conversations, conversations_of
from ucsmsg.parsing import Parsed
from ucsmsg.report._bounds import OTHERS, Bounds
from ucsmsg.report._conversations import Views
from ucsmsg.report._deviations import Deviations
from ucsmsg.report._interactions import Interactions
from ucsmsg.report._noted import Noted
from ucsmsg.report._rows import Rows
from ucsmsg.report._timeline import Timeline
from ucsmsg.report._totals import Totals
from ucsmsg.schema import GetInteractionContentMessage, Notification


@attrs.frozen
class Capture:
    """What is read of a capture: its name, its results, and how much of it they are, once they are all there."""

    name: str | None
    results: Iterable[Parsed]
    coverage: Coverage | None = None


def _has_content(notification: Notification) -> bool:
    return isinstance(notification.data, GetInteractionContentMessage)


@attrs.define
class Report:
    """What was read so far."""

    bounds: Bounds = attrs.field(factory=Bounds)
    total: Totals = attrs.field(factory=Totals)
    files: dict[str, Totals] = attrs.field(factory=dict)
    told: Conversations = attrs.field(factory=Conversations)
    timeline: Timeline = attrs.field()
    deviations: Deviations = attrs.field()
    interactions: Interactions = attrs.field()
    rows: Rows = attrs.field()
    views: Views = attrs.field()
    response_times: list[int] = attrs.field(factory=list)
    hand_overs: Counter[int] = attrs.field(factory=Counter)

    @timeline.default
    def _timeline(self) -> Timeline:
        return Timeline(self.bounds.cells)

    @deviations.default
    def _deviations(self) -> Deviations:
        return Deviations(self.bounds, self.timeline)

    @interactions.default
    def _interactions(self) -> Interactions:
        return Interactions(self.bounds, Timeline(self.bounds.cells))

    @rows.default
    def _rows(self) -> Rows:
        return Rows(self.bounds)

    @views.default
    def _views(self) -> Views:
        return Views(self.bounds)

    @classmethod
    def of(cls, captures: Iterable[Capture], bounds: Bounds) -> "Report":
        """The report of some captures, each of which is read once."""
        report = cls(bounds)
        report.told = conversations_of(report._noted(captures), limit=bounds.told, wants=_has_content)
        report.interactions.finish()
        for conversation in report.told.conversations:
            report.views.add(conversation)
            report.response_times += conversation.response_times
            report.hand_overs[len(conversation.hand_overs)] += 1
        return report

    def _noted(self, captures: Iterable[Capture]) -> Iterator[Parsed]:
        """The results of all captures, each noted on its way."""
        for capture in captures:
            if capture.name is not None:
                self._file(capture.name)
            for parsed in capture.results:
                noted = Noted.of(parsed, parsed.source.name or capture.name or "<text>")
                self._file(capture.name or noted.file).add(noted)
                self._note(noted)
                yield parsed
            if capture.coverage:
                self.total.cover(capture.coverage)
                if capture.name is not None:
                    self._file(capture.name).cover(capture.coverage)

    def _file(self, name: str) -> Totals:
        name = name if name in self.files or len(self.files) < self.bounds.files else OTHERS
        return self.files.setdefault(name, Totals(name))

    def _note(self, noted: Noted) -> None:
        self.total.add(noted)
        self.deviations.add(noted)
        self.interactions.add(noted.parsed)
        if noted.is_payload:
            self.timeline.add(("health", noted.health), noted.moment)
        self.rows.add(noted)
