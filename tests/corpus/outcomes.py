"""Where the corpus is, and which function a new input of it is for."""

from pathlib import Path

from ucsmsg.catalogue import Layer, row_named

CORPUS = Path(__file__).parents[2] / "corpus"
_READERS = {Layer.SYNTAX: "quasi.parse", Layer.SCHEMA: "parse"}


def reader_for(path: Path) -> str:
    """The function that a new input is for, by the folder it stands in."""
    folder, *below = path.relative_to(CORPUS).parts
    if below[0] == "not-one-notification":
        return "loads"
    if folder == "captures" or path.name.startswith("page"):
        return "iter_parse"
    if folder == "refused":
        return "quasi.parse"
    return _READERS.get(row_named(below[0]).layer, "iter_parse") if folder == "deviations" else "parse"
