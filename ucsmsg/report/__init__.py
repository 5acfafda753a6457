"""Reports for people: what captures hold, and what deviates in them, as one page that needs nothing else.

`render(iter_parse(path))` is the page as a text. What captures hold is text in it, whatever it is.
"""

from collections.abc import Iterable

from ucsmsg.captures import Reading
from ucsmsg.catalogue import Mode
from ucsmsg.parsing import Parsed
from ucsmsg.report._bounds import MOST_NOTIFICATIONS, NOTIFICATIONS, Bounds
from ucsmsg.report._page import page_of, template
from ucsmsg.report._report import Capture, Report

__all__ = ["MOST_NOTIFICATIONS", "NOTIFICATIONS", "Capture", "render", "render_captures"]


def render(
    results: Parsed | Iterable[Parsed],
    *,
    max_notifications: int = NOTIFICATIONS,
    mode: Mode | str = Mode.STRICT,
    documentation: str | None = None,
) -> str:
    """The report of some results, as one page of HTML that needs no other file: write it in UTF-8.

    `results` is what `parse`, `read` or `iter_parse` give, in bounded memory. `max_notifications` is how many the list
    of the page holds; all are counted. `mode` is only named in the page: the results have been judged.
    `documentation` is the address at which this project's files are, for links to them. Raises `ImportError` without
    the library jinja2 (extra `report`), and `ValueError` for a number that is not 1 to 200,000.
    """
    if isinstance(results, Parsed):
        results = (results,)
    coverage = results.coverage if isinstance(results, Reading) else None
    return render_captures(
        [Capture(None, results, coverage)], max_notifications=max_notifications, mode=mode, documentation=documentation
    )


def render_captures(
    captures: Iterable[Capture],
    *,
    max_notifications: int = NOTIFICATIONS,
    mode: Mode | str = Mode.STRICT,
    documentation: str | None = None,
) -> str:
    """The report of several captures, each with its name and its coverage; otherwise as `render`."""
    if not 1 <= max_notifications <= MOST_NOTIFICATIONS:
        raise ValueError(f"Expected 1 to {MOST_NOTIFICATIONS:,} notifications in a list, got {max_notifications:,}")
    template()  # raises before anything is read
    report = Report.of(captures, Bounds(notifications=max_notifications))
    return page_of(report, mode=Mode.of(mode), documentation=documentation)
