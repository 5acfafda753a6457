"""Reporters: one result, written for people, scripts and CI systems."""

from collections.abc import Callable
from importlib import import_module

from ucsmsg.cli.reporters._base import Options, Reporter, Write
from ucsmsg.cli.reporters._text import ConciseReporter, FullReporter, TextReporter


def _later(module: str, name: str) -> Callable[[Options, Write], Reporter]:
    """The reporter of that name, imported when it is asked for."""

    def reporter(options: Options, write: Write) -> Reporter:
        made: Reporter = getattr(import_module(f"{__name__}.{module}"), name)(options, write)
        return made

    return reporter


REPORTERS: dict[str, Callable[[Options, Write], Reporter]] = {
    "text": TextReporter,
    "full": FullReporter,
    "concise": ConciseReporter,
    "json": _later("_json", "JsonReporter"),
    "ndjson": _later("_json", "NdjsonReporter"),
    "sarif": _later("_sarif", "SarifReporter"),
    "junit": _later("_junit", "JunitReporter"),
    "github": _later("_github", "GithubReporter"),
    "code-quality": _later("_code_quality", "CodeQualityReporter"),
}

FOR_PEOPLE = ("text", "full", "concise")
COUNTING = (*FOR_PEOPLE, "json", "ndjson")
"""The formats that have something to report when only counts are wanted."""

__all__ = ["COUNTING", "FOR_PEOPLE", "REPORTERS", "Options", "Reporter", "TextReporter"]
