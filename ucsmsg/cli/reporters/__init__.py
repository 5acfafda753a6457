"""Reporters: one result, written for people, scripts and CI systems."""

from collections.abc import Callable

from ucsmsg.cli.reporters._base import Options, Reporter, Write
from ucsmsg.cli.reporters._code_quality import CodeQualityReporter
from ucsmsg.cli.reporters._github import GithubReporter
from ucsmsg.cli.reporters._json import JsonReporter, NdjsonReporter, diagnostic_object
from ucsmsg.cli.reporters._junit import JunitReporter
from ucsmsg.cli.reporters._sarif import SarifReporter
from ucsmsg.cli.reporters._text import ConciseReporter, FullReporter, TextReporter

REPORTERS: dict[str, Callable[[Options, Write], Reporter]] = {
    "text": TextReporter,
    "full": FullReporter,
    "concise": ConciseReporter,
    "json": JsonReporter,
    "ndjson": NdjsonReporter,
    "sarif": SarifReporter,
    "junit": JunitReporter,
    "github": GithubReporter,
    "code-quality": CodeQualityReporter,
}

FOR_PEOPLE = ("text", "full", "concise")
COUNTING = (*FOR_PEOPLE, "json", "ndjson")
"""The formats that have something to report when only counts are wanted."""

__all__ = ["COUNTING", "FOR_PEOPLE", "REPORTERS", "Options", "Reporter", "TextReporter", "diagnostic_object"]
