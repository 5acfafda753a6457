"""The tokens that are not RFC 8259's: what it has for them, and what there is to report. Each is looked at once."""

import re
from collections.abc import Sequence

from ucsmsg.diagnostics import Finding
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._deviations import Deviations
from ucsmsg.quasi.lanes._reading import HandOverError
from ucsmsg.quasi.lexing._grammar import SCALARS
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.lexing._scalars import Deviation, Scalar, read_scalar, repaired
from ucsmsg.quasi.recovery._skipping import skip_token

_IN_RUN = re.compile(r"[uU]?'([^']*+)'")


class Tokens(dict[str, str]):
    """Each different token of a text, and what RFC 8259 has for it; `names` are the deviations.

    Raises `HandOverError` for a token that the grammar has to look at.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__({"": ""})
        self.names: set[str] = set()
        self.prefixes_in_runs = 0
        self._limits = limits
        self._deviations: dict[str, Sequence[Deviation]] = {}

    def __missing__(self, token: str) -> str:
        if _is_long(token):
            self.names.add("long-suffix")
            written = _without_suffix(token)
        else:
            written = self._written(token)
        self[token] = written
        return written

    def _written(self, token: str) -> str:
        scalar = _read(token, self._limits)
        if scalar.refused or any(one.name == "lone-surrogate" for one in scalar.deviations):
            raise HandOverError  # the decoder would not tell halves that meet from a pair
        self._deviations[token] = scalar.deviations
        self.names.update(one.name for one in scalar.deviations)
        return scalar.text

    def in_double_quotes(self, run: str) -> str:
        """A run of plain strings, with prefixes or without, and what stands between them."""
        self.names.add("single-quoted-string")
        if "u'" not in run and "U'" not in run:
            return run.replace("'", '"')
        written = '"'.join(_IN_RUN.split(run))
        if len(written) < len(run):
            self.names.add("string-prefix")
            self.prefixes_in_runs += len(run) - len(written)
        return written

    def edited(self, token: str) -> str:
        """What stands in the place of a token, or of a string of a run, in a text that is fixed."""
        written = self.get(token)
        if written is None:
            return _read(token, self._limits).text if "\\" in token else f'"{token.lstrip("uU")[1:-1]}"'
        return "" if written == " " and self.names_in(token) == ["comment"] else written

    def names_in(self, token: str) -> Sequence[str]:
        """The names of what there is to report of a token, or of a string of a run."""
        deviations = self._deviations.get(token)
        if deviations is not None:
            return [one.name for one in deviations]
        if _is_long(token):
            return ("long-suffix",)
        return ("single-quoted-string",) if token[0] == "'" else ("string-prefix", "single-quoted-string")

    def deviations(self, token: str) -> Sequence[Deviation]:
        """What there is to report of a token, or of a string of a run."""
        deviations = self._deviations.get(token)
        if deviations is None:
            deviations = self._deviations[token] = self._found(token)
        return deviations

    def _found(self, token: str) -> Sequence[Deviation]:
        """What the grammar reports of a token, made quickly where it is simple: nearly all are."""
        if _is_long(token):
            return [repaired("long-suffix", token, 0, _without_suffix(token))]
        if token[-1] != "'" or "\\" in token:
            return _read(token, self._limits).deviations
        prefix, quoted = ("", token) if token[0] == "'" else (token[0], token[1:])
        string = repaired("single-quoted-string", quoted, len(prefix), f'"{quoted[1:-1]}"')
        return [repaired("string-prefix", prefix, 0, ""), string] if prefix else [string]


def _is_long(token: str) -> bool:
    return token[-1] in "lL" and token[0] in "-0123456789"


def _without_suffix(token: str) -> str:
    """The integer as it is written; there is no negative zero among integers."""
    return "0" if token[:-1] == "-0" else token[:-1]


def _read(token: str, limits: Limits) -> Scalar:
    """What there is for a token in RFC 8259: a space for a comment, nothing for a trailing comma."""
    first = Lexer(token).next(0) or Token("", 0, 0)
    kind = first.kind
    if kind in SCALARS:
        return read_scalar(kind, token, limits)
    if kind == "COMMA":
        return Scalar("", (repaired("trailing-comma", token, 0, ""),))
    deviations = Deviations(token, len(token), limits)
    skip_token(deviations, Lexer(token), first)
    return Scalar(" ", tuple(map(_of_token, deviations.findings)), any(one.refused for one in deviations.findings))


def _of_token(finding: Finding) -> Deviation:
    return Deviation(finding.name, finding.message, finding.start, finding.end, finding.found, finding.used)
