"""The lines for data engines that the page on scale shows."""

from pathlib import Path

from tests.project.pages import ROOT

PAGE = (ROOT / "docs/scale.md").read_text("utf-8")


def lines_of(engine: str) -> str:
    """The code block behind the mark `<!-- engine: NAME -->`."""
    return PAGE.split(f"<!-- engine: {engine} -->\n```python\n")[1].split("```")[0]


def lines_for(engine: str, captures: Path) -> str:
    """The same, for the captures in another folder."""
    return lines_of(engine).replace('"captures/"', repr(str(captures)))
