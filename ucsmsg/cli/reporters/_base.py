"""What every reporter does."""

import sys

import attrs

from ucsmsg._screen import Screen
from ucsmsg.cli._results import Hit, Total


@attrs.frozen
class Options:
    """How to report: `quiet` leaves the summary out, `statistics` everything but the counts, which prevails.

    `before` is written before everything else: what a terminal needs to make place for it.
    """

    quiet: bool = False
    statistics: bool = False
    colors: bool = False
    screen: Screen = Screen()
    before: str = ""


class Reporter:
    """Writes results to the standard output as they come: for each file its `hit`s and its total, then the end."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def begin(self) -> None:
        """Before the first file."""

    def hit(self, hit: Hit) -> None:
        """One deviation."""

    def file(self, total: Total) -> None:
        """The end of a file."""

    def end(self, total: Total) -> None:
        """The end."""

    def write(self, text: str) -> None:
        """Put the text on the standard output."""
        sys.stdout.write(self.options.before + text)
