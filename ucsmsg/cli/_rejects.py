"""What is said of a payload that is not taken."""

import json

from ucsmsg.cli._results import Hit
from ucsmsg.cli.reporters._json import diagnostic_object
from ucsmsg.parsing import Parsed


def reject_line(parsed: Parsed, reason: str = "") -> str:
    """A line of JSON with the text of the payload, its place and what is wrong with it.

    `reason`: why it is not taken where no diagnostic is an error.
    """
    source = parsed.source
    record = {
        "file": source.name,
        "line": source.origin.line,
        "column": source.origin.column,
        "start": source.origin.offset,
        "text": source.text,
        "reason": reason or None,
        "diagnostics": [diagnostic_object(Hit(diagnostic, source)) for diagnostic in parsed.diagnostics],
    }
    return json.dumps(record) + "\n"
