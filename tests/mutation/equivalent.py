"""The mutants that change nothing which can be seen, each with the reason why: `equivalent.toml`."""

import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("equivalent.toml")


def reasons() -> dict[tuple[str, str, str], str]:
    """The reason for each, by file, name and change."""
    entries = tomllib.loads(FILE.read_text("utf-8")).get("equivalent", [])
    return {(entry["file"], entry["name"], change): entry["reason"] for entry in entries for change in entry["changes"]}
