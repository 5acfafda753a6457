"""For GitLab: a code quality report, shown with a merge request."""

import json
from typing import Any

from ucsmsg._screen import printable
from ucsmsg.catalogue import Severity
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli.reporters._base import Options, Reporter, Write

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


class CodeQualityReporter(Reporter):
    """An array of issues in the form of the Code Climate report that GitLab reads, written as it comes."""

    has_fingerprints = True

    def __init__(self, options: Options, write: Write) -> None:
        super().__init__(options, write)
        self._separator = "\n"

    def begin(self) -> None:
        self.write("[")

    def hit(self, hit: Hit) -> None:
        self.write(self._separator + json.dumps(_issue(hit)))
        self._separator = ",\n"

    def end(self, total: Total) -> None:
        del total
        self.write("\n]\n")


def _issue(hit: Hit) -> dict[str, Any]:
    diagnostic, span = hit.diagnostic, hit.diagnostic.span
    return {
        "description": printable(f"{diagnostic.message} (at {diagnostic.path})"),
        "check_name": diagnostic.name,
        "fingerprint": hit.fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": hit.source.name, "lines": {"begin": span.line, "end": span.end_line}},
    }
