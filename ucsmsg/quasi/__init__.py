"""Quasi-JSON: RFC 8259 text and the ways in which documentation and logs depart from it.

For any tolerant reading of JSON; it knows nothing of contact centres. `grammar/README.md` explains every rule.

A text is read by one of the `lanes`, valid text by a C decoder. What deviates goes from token to token (`lexing`), is
mended until the grammar accepts it (`mending`), and becomes nodes with places and paths (`tree`).
"""

from ucsmsg.quasi._document import Document, iter_parse, loads, parse
from ucsmsg.quasi._encoding import Decoded, decode
from ucsmsg.quasi._find import find
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._writer import UnwritableError, dumps

__all__ = [
    "Decoded",
    "Document",
    "Limits",
    "UnwritableError",
    "decode",
    "dumps",
    "find",
    "iter_parse",
    "loads",
    "parse",
]
