"""The lane for text whose deviations are all lexical: one pass writes it as RFC 8259 text for the C decoder.

The pass knows nothing of its own: it matches the grammar's terminals, in the grammar's order. Where a token is none of
those below, or where a deviation could have a second reading, the lane is not certain and the grammar looks. Each
different token is looked at once; the findings are made when somebody asks for them.
"""

import functools
import itertools
import operator
import re

from ucsmsg.places import Source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.lanes._reading import HandOverError, Reading
from ucsmsg.quasi.lanes._rewritten import Piece, Rewritten
from ucsmsg.quasi.lanes._valid import decode_valid
from ucsmsg.quasi.lanes._written_tokens import Tokens
from ucsmsg.quasi.lexing._grammar import terminals

_TOKENS = ("FOREIGN_WHITESPACE", "LONG_SUFFIX", "PYTHON_LITERAL", "LITERAL_CASE")
_STRINGS = ("SINGLE_QUOTED_STRING", "DAMAGED_STRING")
_TEXT = r"[^'\"\\\x00-\x1f\ud800-\udfff]*+"
_ESCAPE = r"\\(?:[\\/bfnrt]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4})"
# A comment without a space behind its sign may be an element, and one with a quote at its end the end of one.
_SET_OFF = r"(?!(?://|#)[/#]*+[^\s/#]|(?://|#)(?:[^\"\n\r]*+\"|[^'\n\r]*+')[ \t]*+[,\]]?+[ \t]*+(?:[\n\r]|\Z))"
# A name with a line break in it has several readings.
_BROKEN_STRING = r"{0}[^{0}\\\n\r]*+(?:\\[\s\S][^{0}\\\n\r]*+)*+[\n\r][^{0}\\]*+(?:\\[\s\S][^{0}\\]*+)*+{0}"
_ENDS_VALUE = r"(?=[ \t\n\r]*+[,}\]])"


def by_lexical_lane(source: Source, limits: Limits) -> Reading:
    """Read a text whose deviations are all lexical. Raises `HandOverError` when one may be of another kind."""
    rewritten = rewrite(source.text, limits)
    return Reading(source, decode_valid(rewritten.text, limits), rewritten, rewritten.names)


def rewrite(text: str, limits: Limits) -> Rewritten:
    """The text as RFC 8259 has it, and what it deviates in. Raises `HandOverError` to hand over."""
    if text.startswith("\ufeff"):
        raise HandOverError
    limit = limits.diagnostics
    pieces = _pieces(text, limit)
    tokens = Tokens(limits)
    unquoted = tokens.in_double_quotes
    written = "".join([valid + (unquoted(run) if run else tokens[token]) for valid, run, token, _ in pieces])
    rewritten = Rewritten(written, pieces, tokens)
    if len(text) > limit and rewritten.exceeds(limit):
        raise HandOverError
    return rewritten


def _pieces(text: str, limit: int) -> list[Piece]:
    """The pieces of the text, before any token is looked at: each token and each string of a run has a finding.

    Raises `HandOverError` where there are more of them than `limit`, which would take the memory of many texts.
    """
    pieces: list[Piece]
    if len(text) <= limit:
        pieces = _pattern().findall(text)
    else:  # one by one takes longer, but can be stopped
        found = map(operator.methodcaller("groups", ""), _pattern().finditer(text))
        pieces = [*itertools.islice(found, limit + 3)]
    if len(pieces) > limit + 2 or any(other for _, _, _, other in pieces[-2:]):
        raise HandOverError
    if len(text) > limit and sum([run.count("'") // 2 for _, run, _, _ in pieces]) > limit:
        raise HandOverError
    return pieces


@functools.cache
def _pattern() -> re.Pattern[str]:
    """A stretch of valid tokens, and behind it a run of plain strings or one other token that is to be rewritten.

    A Python `repr` is one long run: rewritten as a whole, not string by string. What begins with none of these ends the
    search, so that its time stays linear.
    """
    patterns = terminals()
    ignored = rf"(?:[ \t\n\r]++|{patterns['COMMENT']}|{patterns['FOREIGN_WHITESPACE']})*+"
    unquoted = "|".join(patterns[name] for name in ("INTEGER", "FLOAT", "TRUE", "FALSE", "NULL"))
    # In `[,]` the comma is not behind a value, and as a name `u''` may be a slip.
    before_value = r"[{\[,](?=[ \t\n\r]*+[\"'\-0-9A-Za-z{\[])"  # for speed, as it stands before nearly all values
    between = rf"[}}\]: \t\n\r]++|{before_value}|[{{\[](?!{ignored},)|,(?!{ignored}[}}\]])|{unquoted}"
    run = rf"(?:(?:[uU](?!''(?!{_ENDS_VALUE})))?+'{_TEXT}(?:{_ESCAPE}{_TEXT})*+'(?:{between})*+)++"
    prefixed = rf"(?=[uU][\"']){patterns['STRING_PREFIX']}(?:(?<!'')(?<!\"\")|{_ENDS_VALUE})"
    tokens = [
        rf",(?={ignored}[}}\]])",
        rf"(?<![\"']){_SET_OFF}(?:{patterns['COMMENT']})",
        *(patterns[name] for name in _TOKENS),
    ]
    broken_name = "|".join(map(_BROKEN_STRING.format, "\"'"))
    strings = "|".join([prefixed, *(patterns[name] for name in _STRINGS)])
    tokens.append(rf"(?:{strings})(?!{ignored}:)|(?![uU]?(?:{broken_name}))(?:{strings})")
    return re.compile(rf"((?:{patterns['STRING']}|{between})*+)(?:({run})|({'|'.join(tokens)})|\Z|([\s\S])[\s\S]*+)")
