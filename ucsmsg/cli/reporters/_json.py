"""For scripts: one JSON document, or one JSON object a line."""

import json
from collections import Counter
from typing import Any

from ucsmsg.catalogue import Severity
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli.reporters._base import Options, Reporter, Write


class JsonReporter(Reporter):
    """`{"diagnostics": [...], "files": [...], "summary": {...}}`, written as it comes."""

    has_fingerprints = True

    def __init__(self, options: Options, write: Write) -> None:
        super().__init__(options, write)
        self._separator = "\n"
        self._files: list[dict[str, Any]] = []

    def begin(self) -> None:
        self.write('{"diagnostics": [')

    def hit(self, hit: Hit) -> None:
        self.write(self._separator + json.dumps(diagnostic_object(hit)))
        self._separator = ",\n"

    def file(self, total: Total) -> None:
        self._files.append({"file": total.name} | _counts(total))

    def end(self, total: Total) -> None:
        self.write(f'\n],\n"files": {json.dumps(self._files)},\n"summary": {json.dumps(_summary(total))}}}\n')


class NdjsonReporter(Reporter):
    """One object a line: `"kind"` is diagnostic, file or summary."""

    has_fingerprints = True

    def hit(self, hit: Hit) -> None:
        self._line("diagnostic", diagnostic_object(hit))

    def file(self, total: Total) -> None:
        self._line("file", {"file": total.name} | _counts(total))

    def end(self, total: Total) -> None:
        self._line("summary", _summary(total))

    def _line(self, kind: str, content: dict[str, Any]) -> None:
        self.write(json.dumps({"kind": kind} | content) + "\n")


def diagnostic_object(hit: Hit) -> dict[str, Any]:
    """The deviation as a JSON object: offsets from 0, lines and columns from 1, in characters."""
    diagnostic, span = hit.diagnostic, hit.diagnostic.span
    inner = diagnostic.inner
    return {
        "file": hit.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "start": span.start,
        "end": span.end,
        "severity": diagnostic.severity,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "found": diagnostic.found,
        "used": diagnostic.used,
        "found_length": hit.found_length,
        "used_length": hit.used_length,
        "fingerprint": hit.fingerprint,
        "inner": {"line": inner.line, "column": inner.column} if inner else None,
    }


def _summary(total: Total) -> dict[str, Any]:
    gone = [{"kind": kind, "count": count} for kind, count in total.gone]
    return {"files": total.files} | _counts(total) | {"known": total.known, "gone": gone}


def _counts(total: Total) -> dict[str, Any]:
    return {
        "payloads": total.payloads,
        "notifications": total.notifications,
        "replies": total.replies,
        "errors": total.of(Severity.ERROR),
        "warnings": total.of(Severity.WARNING),
        "notes": total.of(Severity.NOTE),
        "by_name": _by_name(total),
        "read": total.read,
        "passed_over": dict(sorted(total.passed_over.items())),
    }


def _by_name(total: Total) -> dict[str, int]:
    """The counts of the names; a name that has several severities has one count."""
    counts: Counter[str] = Counter()
    for _, name, count in total.by_name():
        counts[name] += count
    return dict(counts)
