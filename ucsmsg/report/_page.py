"""From a report to the page: what the templates get, and the policy that forbids the page everything else."""

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from ucsmsg import __version__
from ucsmsg.captures import PassedOver
from ucsmsg.catalogue import Layer, Mode, Severity
from ucsmsg.report._bounds import shown
from ucsmsg.report._charts import SHADES, Chart, chart, shares
from ucsmsg.report._conversations import duration
from ucsmsg.report._deviations import Deviation
from ucsmsg.report._interactions import KINDS
from ucsmsg.report._noted import FINE
from ucsmsg.report._packing import packed
from ucsmsg.report._report import Report
from ucsmsg.report._timeline import Axis
from ucsmsg.report._totals import Totals

HEALTHS = (*(each.value for each in reversed(Severity)), FINE)
"""From what matters most to what does not matter."""

FIRST_CONVERSATIONS = 12
"""How many are in the page itself, and so there without JavaScript."""

FIRST_MESSAGES = 100
"""How many messages of each of these are."""

_FILES_OF_DEVIATION = 10
_LIBRARY = 'Expected the library jinja2 to write a report; pip install "ucsmsg[report]"'
_DOCUMENTATION = {
    Layer.SYNTAX: "grammar/README.md",
    Layer.SCHEMA: "docs/schema.md",
    Layer.CAPTURE: "docs/captures.md",
}
_KINDS = {
    PassedOver.WHITE_SPACE: "blank lines and other white space between payloads",
    PassedOver.PROSE: "the text of a log or a page between payloads",
    PassedOver.RECORDING: "parts of a browser's recording that are no traffic of the server",
    PassedOver.OTHER_JSON: "JSON that is no notification, and what stands around one",
    PassedOver.BEYOND_LIMIT: "what follows the beginning of a payload that is too long to be read",
}
_WAITS = {
    "up to 10 s": 10_000,
    "up to 30 s": 30_000,
    "up to 1 min": 60_000,
    "up to 2 min": 120_000,
    "up to 5 min": 300_000,
    "up to 15 min": 900_000,
    "longer": float("inf"),
}


def page_of(report: Report, *, mode: Mode, documentation: str | None = None) -> str:
    """The page. Raises `ImportError` without the library jinja2 (extra `report`)."""
    text: str = template().render(
        style=_file("style.css"),
        script=_file("script.js"),
        policy=policy(),
        version=__version__,
        mode=mode.name,
        data=packed(_data(report)),
        documentation=documentation,
        **_content(report),
    )
    return text


@functools.cache
def template() -> Any:
    """The template of the page. Raises `ImportError` without the library jinja2."""
    return environment().get_template("report.html")


@functools.cache
def environment() -> Any:
    """Templates that escape whatever they are given, and fail where they are given nothing."""
    try:
        import jinja2  # noqa: PLC0415 - optional
    except ImportError:
        raise ImportError(_LIBRARY) from None
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted_parts"] = quoted_parts
    environment.filters["percent"] = percent
    environment.filters["number"] = "{:,}".format
    environment.filters["shown"] = shown
    environment.globals["documentation_page"] = _documentation_page
    return environment


@functools.cache
def _file(name: str) -> Any:
    """A file of the package as it is, which is put into the page unescaped: nothing of a capture is in it."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    templates = environment()
    return Markup(templates.loader.get_source(templates, name)[0])  # noqa: S704 - our own file


def policy() -> str:
    """The content security policy: the one script and the one style of the page, known by their hashes, and no more."""
    script, style = (base64.b64encode(hashlib.sha256(_file(name).encode()).digest()).decode() for name in _INLINE)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'sha256-{script}'",
            f"style-src 'sha256-{style}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


_INLINE = ("script.js", "style.css")


def quoted_parts(text: str) -> list[tuple[bool, str]]:
    """The parts of a text of the catalogue, and whether they stood in back quotes, which are left out."""
    return [(number % 2 == 1, part) for number, part in enumerate(text.split("`")) if part]


def percent(part: float, whole: float) -> str:
    """The part of a whole, which is not 100 % as long as anything is missing."""
    return f"{int(1000 * part / whole) / 10:g} %"


def _documentation_page(deviation: Deviation) -> str:
    return f"{_DOCUMENTATION[deviation.row.layer]}#{deviation.row.name}"


def _data(report: Report) -> dict[str, Any]:
    """What the lists of the page are made of."""
    rows = report.rows
    return {"words": [*rows.words.numbers], "columns": rows.columns, "conversations": report.views.views}


def _content(report: Report) -> dict[str, Any]:
    """What the templates show."""
    total, axis = report.total, report.timeline.axis()
    styles = {name: name for name in HEALTHS}
    health = {name: total.health[name] for name in HEALTHS}
    return {
        "title": _title(report),
        "verdict": verdict(total),
        "total": total,
        "report": report,
        "health": shares(health, styles),
        "health_chart": chart(
            report.timeline, {name: (("health", name), name) for name in reversed(HEALTHS)}, axis, total.health
        ),
        "deviations": [*_deviations(report, axis)],
        "interaction_charts": [*_interaction_charts(report)],
        "waits": _waits(report.response_times),
        "conversations": report.views.views[:FIRST_CONVERSATIONS],
        "first_messages": FIRST_MESSAGES,
        "passed_over": [
            (_KINDS[kind], kind, total.passed_over[kind]) for kind in PassedOver if total.passed_over[kind]
        ],
        "left_out": [*_left_out(report)],
    }


def _title(report: Report) -> str:
    """The name of the one capture, without its folder, or how many there are."""
    names = [*report.files]
    return shown(PurePath(names[0]).name or names[0]) if len(names) == 1 else f"{len(names):,} captures"


def verdict(total: Totals) -> str:
    """What is to be said first."""
    if not total.payloads:
        return "No payload was found."
    payloads = f"{total.payloads:,} payload{'s' * (total.payloads != 1)}"
    faults = f" {total.faults:,} fault{'s' * (total.faults != 1)} of captures as a whole: see the deviations."
    return _verdict_on_payloads(total, payloads) + faults * (total.faults > 0)


def _verdict_on_payloads(total: Totals, payloads: str) -> str:
    if errors := total.health[Severity.ERROR]:
        return f"{errors:,} of {payloads} {'has' if errors == 1 else 'have'} an error."
    if deviating := total.payloads - total.health[FINE]:
        return f"No errors in {payloads}; {deviating:,} deviate{'s' * (deviating == 1)} in something that matters less."
    return f"Nothing deviates in {payloads}."


def _deviations(report: Report, axis: Axis) -> Iterator[dict[str, Any]]:
    for deviation in report.deviations.in_order():
        name = deviation.row.name
        totals = {name: deviation.count}
        yield {
            "deviation": deviation,
            "chart": chart(report.timeline, {name: (name, deviation.severity)}, axis, totals),
            "files": _first(deviation.files),
        }


def _first(files: Counter[str]) -> tuple[list[tuple[str, int, float]], int]:
    """The files that have most, each with its share of the greatest, and how many others there are."""
    most = files.most_common(_FILES_OF_DEVIATION)
    return [(shown(name), count, 100 * count / most[0][1]) for name, count in most], len(files) - len(most)


def _interaction_charts(report: Report) -> Iterator[tuple[str, Chart]]:
    interactions = report.interactions
    axis = interactions.timeline.axis()
    for kind in KINDS:
        counts = interactions.counts[kind]
        names = [name for name, _ in counts.most_common(SHADES)]
        keys = {name: ((kind, name), f"shade{number}") for number, name in enumerate(names)}
        yield kind, chart(interactions.timeline, keys, axis, counts)


def _waits(times: list[int]) -> dict[str, Any]:
    """How long customers waited for answers."""
    if not times:
        return {}
    times = sorted(times)
    counts = dict.fromkeys(_WAITS, 0)
    for time in times:
        counts[next(name for name, limit in _WAITS.items() if time <= limit)] += 1
    return {
        "count": len(times),
        "median": duration(times[len(times) // 2]),
        "slow": duration(times[len(times) * 9 // 10]),
        "longest": duration(times[-1]),
        "counts": [(name, count, round(100 * count / max(counts.values()), 2)) for name, count in counts.items()],
    }


def _left_out(report: Report) -> Iterator[str]:
    """What the page does not hold, since it would be too large."""
    rows, views, told = report.rows, report.views, report.told
    if rows.left_out:
        yield (
            f"The list holds the first {rows.count:,} notifications; {rows.left_out:,} that came later are in all "
            "counts and charts, and not in the list."
        )
    if views.left_out:
        yield (
            f"The page holds the first {len(views.views):,} conversations; {views.left_out:,} others are in the counts "
            "and the times of answers, and not in the list."
        )
    if told.left_out:
        yield (
            f"{told.left_out:,} notifications with the content of an interaction came when there was no more memory "
            "for conversations: these, and the times of answers, are those of the notifications before."
        )
