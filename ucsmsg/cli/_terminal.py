"""Where the command writes: how wide a line may be there, in which encoding, and whether in colours."""

import os
import shutil
import sys
from typing import Any

from ucsmsg._screen import Screen

NARROWEST, WIDEST = 40, 240
"""Columns. An excerpt needs no more of a line than the widest screen shows."""

_USUAL = 100


def screen() -> Screen:
    """The standard output as `COLUMNS` describes it, or else the terminal; 100 columns where there is none."""
    width = shutil.get_terminal_size((_USUAL, 24)).columns
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return Screen(min(max(width, NARROWEST), WIDEST), encoding)


def has_colors(choice: str, stream: Any = None) -> bool:
    """True when what is written should have colours: as it was asked for, or else as the environment says.

    `choice` is "always", "never" or "auto". An environment asks for colours with `FORCE_COLOR`, and for none with
    `NO_COLOR`, which prevails, when it is not empty; otherwise a terminal has them, but for a dumb one.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"
