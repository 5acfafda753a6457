"""`grammar/README.md` tells the truth about the grammar."""

import re
from pathlib import Path

from ucsmsg.catalogue import ROWS

GRAMMAR = Path(__file__).parents[2] / "grammar"
README = (GRAMMAR / "README.md").read_text("utf-8")


def test_every_terminal_that_is_named_is_in_the_grammar() -> None:
    terminals = set(re.findall(r"`([A-Z][A-Z_]{5,})`", README))
    defined = "".join(path.read_text("utf-8") for path in GRAMMAR.glob("*.lark"))

    assert terminals
    assert [name for name in sorted(terminals) if not re.search(rf"\b{name}\b", defined)] == []


def test_a_terminal_with_a_row_s_name_is_explained_in_its_section() -> None:
    defined = re.findall(r"^([A-Z_]+)(?:\.\d+)?:", (GRAMMAR / "quasi.lark").read_text("utf-8"), flags=re.MULTILINE)
    sections = dict(section.split("\n", 1) for section in README.split("\n### ")[1:])
    named = {row.name for row in ROWS if row.name.replace("-", "_").upper() in defined}

    assert named
    assert [name for name in sorted(named) if f"`{name.replace('-', '_').upper()}`" not in sections[name]] == []
