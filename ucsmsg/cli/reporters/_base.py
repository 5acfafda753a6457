"""What every reporter does."""

from collections.abc import Callable, Sequence

import attrs

from ucsmsg._screen import Screen
from ucsmsg.catalogue import Severity
from ucsmsg.cli._results import Hit, Total
from ucsmsg.diagnostics import headline, render

Write = Callable[[str], object]


@attrs.frozen
class Options:
    """How to report: `quiet` leaves the summary out, `statistics` everything but the counts, which prevails.

    `before` is written before everything else: what a terminal needs to make place for it. `least` is the lowest
    severity that is reported; without `has_values` nothing of the capture's text is shown; `is_verbose` tells more of
    what was passed over. `can_fix` tells of a file whether `ucsmsg fix` takes it.
    """

    quiet: bool = False
    statistics: bool = False
    colors: bool = False
    screen: Screen = Screen()
    before: str = ""
    least: Severity = Severity.NOTE
    has_values: bool = True
    is_verbose: bool = False
    can_fix: Callable[[str], bool] = frozenset[str]().__contains__


class Reporter:
    """Writes results to one place as they come: for each file its payloads' `hit`s and its total, then the end."""

    has_fingerprints = False
    """True where the report shows them."""

    def __init__(self, options: Options, write: Write) -> None:
        self.options = options
        self._write = write

    def begin(self) -> None:
        """Before the first file."""

    def payload(self, hits: Sequence[Hit]) -> None:
        """The deviations of a payload."""
        for hit in hits:
            self.hit(hit)

    def hit(self, hit: Hit) -> None:
        """One deviation."""

    def file(self, total: Total) -> None:
        """The end of a file."""

    def end(self, total: Total) -> None:
        """The end."""

    def write(self, text: str) -> None:
        """Put the text where the report goes."""
        self._write(self.options.before + text)

    def rendered(self, hit: Hit) -> str:
        """The deviation as people read it, with its excerpt where values are shown."""
        screen = self.options.screen
        if not self.options.has_values:
            return headline(hit.diagnostic, hit.source.name, screen)
        return render(hit.diagnostic, hit.source, screen)
