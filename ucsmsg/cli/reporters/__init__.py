"""Reporters: one result, written for people, scripts and CI systems."""

from collections.abc import Callable

from ucsmsg.cli.reporters._base import Options, Reporter
from ucsmsg.cli.reporters._github import GithubReporter
from ucsmsg.cli.reporters._json import JsonReporter, NdjsonReporter, diagnostic_object
from ucsmsg.cli.reporters._junit import JunitReporter
from ucsmsg.cli.reporters._sarif import SarifReporter
from ucsmsg.cli.reporters._text import TextReporter

REPORTERS: dict[str, Callable[[Options], Reporter]] = {
    "text": TextReporter,
    "json": JsonReporter,
    "ndjson": NdjsonReporter,
    "sarif": SarifReporter,
    "junit": JunitReporter,
    "github": GithubReporter,
}

__all__ = ["REPORTERS", "Options", "Reporter", "diagnostic_object"]
