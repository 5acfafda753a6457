"""Libraries that some commands need and that the command starts without."""

from importlib import import_module
from typing import Any

import click


def tables_library() -> Any:
    """`ucsmsg.tables`. Raises a usage error that says what to install where its library is not there."""
    try:
        return import_module("ucsmsg.tables")
    except ImportError as error:
        raise click.ClickException(str(error)) from None
