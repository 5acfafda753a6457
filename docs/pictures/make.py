"""Make the pictures of this folder from what the command really prints: `python docs/pictures/make.py`.

Each row of `PICTURES` is a picture and the command that it shows, on a terminal with so many columns.
"""

import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

FOLDER = Path(__file__).parent
PICTURES = {
    "show-100.svg": (100, "ucsmsg show shop.ndjson"),
    "show-160.svg": (160, "ucsmsg show --interaction 0001KaH7N2Q4P01X shop.ndjson"),
}

# As the library's own, without the font that it would fetch.
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def printed(command: str, columns: int) -> str:
    """What the command prints in this folder on a terminal with colours and so many columns."""
    arguments = [sys.executable, "-m", "ucsmsg.cli", *shlex.split(command)[1:]]
    environment = os.environ | {"COLUMNS": str(columns), "FORCE_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("NO_COLOR", None)
    run = subprocess.run(  # noqa: S603 - our own command
        arguments, cwd=FOLDER, env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


def picture(command: str, columns: int) -> str:
    """The same as an SVG."""
    console = Console(record=True, width=columns, file=io.StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(printed(command, columns)), soft_wrap=True)
    return console.export_svg(title=f"$ {command}", theme=MONOKAI, code_format=_SVG, unique_id="terminal")


if __name__ == "__main__":
    for name, (columns, command) in PICTURES.items():
        (FOLDER / name).write_text(picture(command, columns), "utf-8")
