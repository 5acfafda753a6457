"""For code scanning: SARIF 2.1.0 (OASIS)."""

import json
import os
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from ucsmsg import __version__
from ucsmsg._postponed import postponed_pattern
from ucsmsg._screen import printable
from ucsmsg.catalogue import ROWS, Layer, Row
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli.reporters._base import Options, Reporter, Write
from ucsmsg.diagnostics import shown

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RFCS = "https://www.rfc-editor.org/rfc/rfc"
_RFC = postponed_pattern(r"RFC (8259)(?: section ([\d.]*\d))?")
_INDEXES = {row.name: index for index, row in enumerate(ROWS)}


class SarifReporter(Reporter):
    """One run, with the catalogue as its rules, written as it comes."""

    has_fingerprints = True

    def __init__(self, options: Options, write: Write) -> None:
        super().__init__(options, write)
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
    help_uri = _help_uri(row)
    return ({"helpUri": help_uri} if help_uri else {}) | {
        "id": row.name,
        "shortDescription": {"text": f"{row.summary}."},
        "fullDescription": {"text": row.explanation},
        "help": {"text": _help(row)},
        "defaultConfiguration": {"level": row.strict},
        "properties": {"layer": row.layer, "source": row.source},
    }


def _help(row: Row) -> str:
    becomes = f"becomes {row.becomes}" if row.becomes else "has no single reading"
    return printable(f"{row.explanation} For example, {row.example} {becomes}. See: ucsmsg explain {row.name}")


def _help_uri(row: Row) -> str | None:
    """Where the fact stands: in the RFC that is named or departed from; None for what has no page."""
    if named := _RFC.search(row.source):
        number, section = named.groups()
        return f"{_RFCS}{number}" + (f"#section-{section}" if section else "")
    return f"{_RFCS}8259" if row.layer is Layer.SYNTAX else None


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
    uri = _uri(hit.source.name or "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.name,
        "ruleIndex": _INDEXES[diagnostic.name],
        "level": diagnostic.severity,
        "message": {"text": f"{diagnostic.message} (at {diagnostic.path})"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"deviation/v1": hit.fingerprint},
    }
    if hit.is_replaceable:
        result["fixes"] = [_fix(hit, uri, region)]
    return result


def _fix(hit: Hit, uri: str, region: dict[str, int]) -> dict[str, Any]:
    """What was used, in the place of what was found."""
    used = hit.diagnostic.used or ""
    replacement = {"deletedRegion": region, "insertedContent": {"text": used}}
    return {
        "description": {"text": f"Write {shown(used)}" if used else "Leave it out"},
        "artifactChanges": [{"artifactLocation": {"uri": uri}, "replacements": [replacement]}],
    }


def _uri(name: str) -> str:
    path = PurePath(name)
    return Path(name).as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
