"""Quasi-JSON: RFC 8259 text and the ways in which documentation and logs depart from it.

For any tolerant reading of JSON; it knows nothing of contact centres. `grammar/README.md` explains every rule.

A text is read by the first of the `lanes` that is certain: valid text by a C decoder, without the grammar; text that
deviates only in single tokens is written anew, token by token; any other goes through `recovery`. Every repair is one
of the `edits` of the text, and the C decoder reads the text with its edits. The tokens of what is no RFC 8259 text are
matched by the grammar's terminals (`lexing`); Lark's parser runs as the reference only: in the tests, which hold
recovery to the grammar, and for `parse(…, reference=True)`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ucsmsg.diagnostics import QuasiJSONError
from ucsmsg.quasi._document import Document, iter_parse, loads, parse
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._writer import UnwritableError, dumps
from ucsmsg.text.encodings import Decoded, decode

if TYPE_CHECKING:
    from ucsmsg.quasi._fix import Fixed, TextEdit, fix
    from ucsmsg.quasi._validate import validate
    from ucsmsg.quasi.recovery._finding import find
else:
    _LATER = {"find": "recovery._finding", "Fixed": "_fix", "TextEdit": "_fix", "fix": "_fix", "validate": "_validate"}

    def __getattr__(name: str) -> Any:
        """What needs the recovery of texts or a library, imported when it is first asked for."""
        if name in _LATER:
            return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


__all__ = [
    "Decoded",
    "Document",
    "Fixed",
    "Limits",
    "QuasiJSONError",
    "TextEdit",
    "UnwritableError",
    "decode",
    "dumps",
    "find",
    "fix",
    "iter_parse",
    "loads",
    "parse",
    "validate",
]
