"""The pages that explain the catalogue, and what stands there about a row."""

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
    text = _plain(_section(row).split("\n\n")[0])
    for sign, character in _SIGNS.items():
        text = text.replace(sign, character)
    return text


def explanation(row: Row) -> str:
    """What stands below."""
    return " ".join(_section(row).split("\n\n", 1)[1].split())


def _section(row: Row) -> str:
    return PAGES[row.layer].split(f"\n### {row.name}\n")[1].split("\n#")[0]


def _plain(text: str) -> str:
    return text.replace("`", "").replace("\n", " ").strip()
