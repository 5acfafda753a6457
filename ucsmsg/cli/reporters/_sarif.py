"""For code scanning: SARIF 2.1.0 (OASIS)."""

import json
import os
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from ucsmsg import __version__
from ucsmsg.catalogue import ROWS, Row
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli.reporters._base import Options, Reporter

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEXES = {row.name: index for index, row in enumerate(ROWS)}


class SarifReporter(Reporter):
    """One run, with the catalogue as its rules, written as it comes."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._separator = "\n"

    def begin(self) -> None:
        driver = {"name": "ucsmsg", "version": __version__, "rules": [_rule(row) for row in ROWS]}
        head = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
        self.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{json.dumps(head)[:-1]}, "results": [')

    def hit(self, hit: Hit) -> None:
        self.write(self._separator + json.dumps(_result(hit)))
        self._separator = ",\n"

    def end(self, total: Total) -> None:
        del total
        self.write("\n]}]}\n")


def _rule(row: Row) -> dict[str, Any]:
    return {
        "id": row.name,
        "shortDescription": {"text": f"{row.summary}."},
        "fullDescription": {"text": row.explanation},
        "defaultConfiguration": {"level": row.strict},
        "properties": {"layer": row.layer, "source": row.source},
    }


def _result(hit: Hit) -> dict[str, Any]:
    diagnostic, span = hit.diagnostic, hit.diagnostic.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }
    return {
        "ruleId": diagnostic.name,
        "ruleIndex": _INDEXES[diagnostic.name],
        "level": diagnostic.severity,
        "message": {"text": f"{diagnostic.message} (at {diagnostic.path})"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(hit.source.name or "")}, "region": region}}
        ],
    }


def _uri(name: str) -> str:
    path = PurePath(name)
    return Path(name).as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
