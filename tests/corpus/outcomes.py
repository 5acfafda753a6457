"""What the package makes of an input of the corpus, for the test and for the script that renews expectations."""

from pathlib import Path

from ucsmsg import NotificationError, Parsed, iter_parse, loads, parse, quasi
from ucsmsg.catalogue import Layer, row_named
from ucsmsg.schema import unstructure
from ucsmsg.testing import Outcome

CORPUS = Path(__file__).parents[2] / "corpus"
_READERS = {Layer.SYNTAX: "quasi.parse", Layer.SCHEMA: "parse"}


def outcome(path: Path, reader: str, mode: str) -> Outcome:
    """The outcome of reading the input at `path` with the function of that name."""
    if reader == "quasi.parse":
        document = quasi.parse(path.read_bytes(), mode=mode)
        return Outcome.of(document.value, document.diagnostics)
    if reader == "loads":
        return _outcome_of_loads(path.read_bytes(), mode)
    if reader == "parse":
        return _outcome([parse(path.read_bytes(), mode=mode)])
    return _outcome(list(iter_parse(path, mode=mode)))


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


def _outcome_of_loads(data: bytes, mode: str) -> Outcome:
    try:
        return Outcome.of(unstructure(loads(data, mode=mode)), [])
    except NotificationError as error:
        return Outcome.of(None, error.diagnostics)


def _outcome(parsed: list[Parsed]) -> Outcome:
    notifications = [unstructure(notification) for part in parsed for notification in part.notifications]
    return Outcome.of(notifications, [diagnostic for part in parsed for diagnostic in part.diagnostics])
