"""The lane for text whose deviations are all lexical: one pass writes it as RFC 8259 text for the C decoder.

The pass knows nothing of its own: it matches the grammar's terminals, in the grammar's order. Where a token is none of
those below, or where a deviation could have a second reading, the lane is not certain and the grammar looks. Each
different token is looked at once; the findings are made when somebody asks for them.
"""

import functools
import json
import re

import attrs

from ucsmsg.quasi._lane import NotCertainError
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._rewritten import Piece, Rewritten, TokenReader
from ucsmsg.quasi._terminals import terminals

_TOKENS = ("FOREIGN_WHITESPACE", "LONG_SUFFIX", "PYTHON_LITERAL", "LITERAL_CASE")
_STRINGS = ("SINGLE_QUOTED_STRING", "DAMAGED_STRING")
_TEXT = r"[^'\"\\\x00-\x1f\ud800-\udfff]*+"
_ESCAPE = r"\\(?:[\\/bfnrt]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4})"
_ENDS_VALUE = r"(?=[ \t\n\r]*+[,}\]])"


def rewrite(text: str, limits: Limits) -> Rewritten:
    """The text as RFC 8259 has it, and what it deviates in. Raises `NotCertainError` to hand over."""
    if text.startswith("\ufeff"):
        raise NotCertainError
    pieces: list[Piece] = _pattern().findall(text)
    limit = limits.diagnostics
    if len(text) > limit:  # what is found in all tokens together is counted below
        limits = attrs.evolve(limits, diagnostics=len(text))
    reader = TokenReader(limits)
    tokens = _Tokens(reader)
    rewritten = "".join([valid + (tokens.unquoted(run) if run else tokens[token]) for valid, run, token in pieces])
    result = Rewritten(rewritten, frozenset(tokens.names), pieces, tokens, reader)
    if len(text) > limit and result.exceeds(limit):
        raise NotCertainError
    return result


@functools.cache
def _pattern() -> re.Pattern[str]:
    """A stretch of valid tokens, and behind it a run of plain strings or one other token that is to be rewritten.

    A Python `repr` is one long run: rewritten as a whole, not string by string. A single character that is a token of
    its own, but for white space, is one that none of the patterns before takes.
    """
    patterns = terminals()
    ignored = rf"(?:[ \t\n\r]|{patterns['COMMENT']}|{patterns['FOREIGN_WHITESPACE']})*+"
    unquoted = "|".join(patterns[name] for name in ("INTEGER", "FLOAT", "TRUE", "FALSE", "NULL"))
    # In `[,]` the comma is not behind a value, and as a name `u''` may be a slip.
    between = rf"[}}\]: \t\n\r]++|[{{\[](?!{ignored},)|,(?!{ignored}[}}\]])|{unquoted}"
    run = rf"(?:(?:[uU](?!''(?!{_ENDS_VALUE})))?+'{_TEXT}(?:{_ESCAPE}{_TEXT})*+'(?:{between})*+)++"
    prefixed = rf"(?=[uU][\"']){patterns['STRING_PREFIX']}(?:(?<!'')(?<!\"\")|{_ENDS_VALUE})"
    tokens = [rf",(?={ignored}[}}\]])", rf"(?<![\"'])(?:{patterns['COMMENT']})", *(patterns[name] for name in _TOKENS)]
    tokens += [prefixed, *(patterns[name] for name in _STRINGS), r"[\s\S]"]
    return re.compile(rf"((?:{between}|{patterns['STRING']})*+)(?:({run})|({'|'.join(tokens)})|\Z)")


class _Tokens(dict[str, str]):
    """What stands for each token that is not RFC 8259's, and the names of what deviates."""

    def __init__(self, reader: TokenReader) -> None:
        super().__init__({"": ""})
        self.names: set[str] = set()
        self._reader = reader

    def __missing__(self, token: str) -> str:
        if token[-1] in "lL" and token[0] in "-0123456789":
            self.names.add("long-suffix")
            written = token[:-1]
        else:
            written = self._written(token)
        self[token] = written
        return written

    def _written(self, token: str) -> str:
        kind, lexeme, findings = self._reader.read(token)
        if any(finding.refused for finding in findings) or (len(token) == 1 and kind not in _ALONE):
            raise NotCertainError
        self.names.update(finding.name for finding in findings)
        if lexeme:
            return json.dumps(lexeme.value, ensure_ascii=False)
        return "" if kind == "COMMA" else " "

    def unquoted(self, run: str) -> str:
        """A run of plain strings, with prefixes or without, in double quotes."""
        self.names.add("single-quoted-string")
        if "u'" not in run and "U'" not in run:
            return run.replace("'", '"')
        parts = run.split("'")
        parts[::2] = [between.rstrip("uU") for between in parts[::2]]
        written = '"'.join(parts)
        if len(written) < len(run):
            self.names.add("string-prefix")
        return written


_ALONE = frozenset({"COMMA", "FOREIGN_WHITESPACE"})
