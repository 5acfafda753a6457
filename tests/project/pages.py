"""The pages that explain the catalogue, and what stands there about a row.

In `grammar/README.md` the first two paragraphs of a section are what the row says, as `python -m tests.project.update`
writes it; what a row cannot say stands below them.
"""

import re
import textwrap
from pathlib import Path

from ucsmsg.catalogue import ROWS, Layer, Row

ROOT = Path(__file__).parents[2]
PAGES = {
    layer: (ROOT / page).read_text("utf-8")
    for layer, page in {
        Layer.SYNTAX: "grammar/README.md",
        Layer.SCHEMA: "docs/schema.md",
        Layer.CAPTURE: "docs/captures.md",
    }.items()
}
_SIGNS = {"␊": "\n", "␉": "\t", "⍽": "\u00a0", "U+FEFF": "\ufeff"}
"""What the pages show for a character that would not be seen."""


def rows_of(layer: Layer) -> list[Row]:
    """The rows of a layer."""
    return [row for row in ROWS if row.layer is layer]


def headline(row: Row) -> str:
    """What stands right under the heading of a row: its example, what becomes of it, and the severities."""
    text = _plain(section(row).split("\n\n")[0])
    for sign, character in _SIGNS.items():
        text = text.replace(sign, character)
    return text


def explanation(row: Row) -> str:
    """What stands below."""
    return " ".join(section(row).split("\n\n", 1)[1].split())


GRAMMAR = "".join((ROOT / f"grammar/{name}.lark").read_text("utf-8") for name in ("quasi", "string"))
_IN_WORDS = {"foreign-encoding", "undecodable-bytes", "limit-exceeded"}
"""The rows whose example is not the text itself."""


def generated(row: Row) -> str:
    """The first two paragraphs of a syntax row's section."""
    example = row.example if row.name in _IN_WORDS else f"`{row.example}`"
    for sign, character in _SIGNS.items():
        example = example.replace(character, sign)
    becomes = f"`{row.becomes}`" if row.becomes.startswith(("{", "[")) else row.becomes or "refused"
    severities = f"strict {row.strict} · lenient {row.lenient}" if row.becomes else "error in both modes"
    refused = f" Refused when {row.refused_when}." if row.refused_when else ""
    names = [name for name in (row.name.replace("-", "_").upper(), row.name.replace("-", "_")) if is_declared(name)]
    grammar = f" In the grammar: `{names[0]}`." if names else ""
    text = textwrap.fill(row.explanation + refused + grammar, 120, break_long_words=False, break_on_hyphens=False)
    return f"{example} → {becomes} · {severities}\n\n{text}\n"


def is_declared(name: str) -> bool:
    """True when the grammar has a terminal or rule of the name, declared, defined, or given to an alternative."""
    return bool(re.search(rf"^{name}(?:\.\d+)?:|^%declare.* {name}\b|-> {name}$", GRAMMAR, re.MULTILINE))


def section(row: Row) -> str:
    """Everything below the heading of a row."""
    return PAGES[row.layer].split(f"\n### {row.name}\n")[1].split("\n#")[0]


def _plain(text: str) -> str:
    return text.replace("`", "").replace("\n", " ").strip()
