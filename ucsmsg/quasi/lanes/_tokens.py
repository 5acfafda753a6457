"""The tokens that are not RFC 8259's: what it has for them, and what there is to report. Each is looked at once."""

import json
import re
from collections.abc import Sequence

from ucsmsg.diagnostics import Finding
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.lanes._lane import NotCertainError
from ucsmsg.quasi.lexing._grammar import token_pattern
from ucsmsg.quasi.lexing._scan import EXPECTED, SCALARS, Scan, instead_of
from ucsmsg.quasi.tree._nodes import Lexeme

Deviation = tuple[str, str, int, int, str, str | None]
"""A finding in a token: name, message, offsets from the token's start, what was found and what was used."""

Deviations = Sequence[Deviation]

_encode = json.JSONEncoder(ensure_ascii=False).encode
_IN_RUN = re.compile(r"[uU]?'([^']*+)'")


class Tokens(dict[str, str]):
    """Each different token of a text, and what RFC 8259 has for it; `names` are the deviations.

    Raises `NotCertainError` for a token that the grammar has to look at.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__({"": ""})
        self.names: set[str] = set()
        self._limits = limits
        self._deviations: dict[str, Deviations] = {}

    def __missing__(self, token: str) -> str:
        if _is_long(token):
            self.names.add("long-suffix")
            written = token[:-1]
        else:
            written = self._written(token)
        self[token] = written
        return written

    def _written(self, token: str) -> str:
        kind, lexeme, findings = _read(token, self._limits)
        if any(finding.refused or finding.name == "lone-surrogate" for finding in findings):
            raise NotCertainError  # the decoder would not tell halves that meet from a pair
        self._deviations[token] = _deviations(findings)
        self.names.update(finding.name for finding in findings)
        if lexeme:
            return _encode(lexeme.value)
        return "" if kind == "COMMA" else " "

    def in_double_quotes(self, run: str) -> str:
        """A run of plain strings, with prefixes or without, and what stands between them."""
        self.names.add("single-quoted-string")
        if "u'" not in run and "U'" not in run:
            return run.replace("'", '"')
        written = '"'.join(_IN_RUN.split(run))
        if len(written) < len(run):
            self.names.add("string-prefix")
        return written

    def deviations(self, token: str) -> Deviations:
        """What there is to report of a token, or of a string of a run."""
        deviations = self._deviations.get(token)
        if deviations is None:
            deviations = self._deviations[token] = self._found(token)
        return deviations

    def _found(self, token: str) -> Deviations:
        """What the grammar reports of a token, made quickly where it is simple: nearly all are."""
        if _is_long(token):
            return [_repair("long-suffix", token, 0, "0" if token[:-1] == "-0" else token[:-1])]
        if token[-1] != "'" or "\\" in token:
            return _deviations(_read(token, self._limits)[2])
        prefix, quoted = ("", token) if token[0] == "'" else (token[0], token[1:])
        string = _repair("single-quoted-string", quoted, len(prefix), f'"{quoted[1:-1]}"')
        return [_repair("string-prefix", prefix, 0, ""), string] if prefix else [string]


def _is_long(token: str) -> bool:
    return token[-1] in "lL" and token[0] in "-0123456789"


def _repair(name: str, found: str, start: int, used: str) -> Deviation:
    return name, instead_of(EXPECTED[name], found), start, start + len(found), found, used


def _read(token: str, limits: Limits) -> tuple[str, Lexeme | None, list[Finding]]:
    """What the grammar makes of a token: its terminal, its value if it is a scalar, and the findings."""
    scan = Scan(token, 0, len(token), token_pattern(), limits)
    match = scan.match(token)
    kind = match.lastgroup or "" if match else ""
    lexeme = None
    if kind in SCALARS:
        lexeme = scan.scalar(kind, 0, len(token))
    elif kind == "COMMA":
        scan.trailing_comma(0, len(token))
    else:
        scan.ignore(kind, 0, len(token))
    return kind, lexeme, scan.findings


def _deviations(findings: Sequence[Finding]) -> Deviations:
    return [(one.name, one.message, one.start, one.end, one.found, one.used) for one in findings]
