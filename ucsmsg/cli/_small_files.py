"""Files that are read whole: settings, schemas, baselines."""

from pathlib import Path

import click

_MOST = 100_000_000
"""Bytes: a device or a pipe may have no end."""


def content_of(file: Path) -> bytes:
    """What is in the file. Raises `OSError` where it cannot be read, and a usage error where there is too much."""
    with file.open("rb") as stream:
        content = stream.read(_MOST + 1)
    if len(content) > _MOST:
        raise click.UsageError(f"{file}: Expected at most {_MOST:,} bytes, got more")
    return content
