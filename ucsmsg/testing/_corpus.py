"""Corpora: payloads in files, each beside a file that says what must come out of it."""

import collections
import decimal
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from ucsmsg import quasi
from ucsmsg.captures import iter_parse
from ucsmsg.diagnostics import Diagnostic, NotificationError, UcsmsgError
from ucsmsg.parsing import loads, parse
from ucsmsg.schema import unstructure

EXPECTED_SUFFIX = ".expected.json"
MODES = ("strict", "lenient")
READERS = ("quasi.parse", "parse", "loads", "iter_parse")
_LINE_WIDTH = 100

Mark = tuple[str, str, str]


class CorpusError(UcsmsgError, ValueError):
    """A folder that is no corpus: one without inputs, or an expectation is missing, left over or unreadable."""


@attrs.frozen
class Outcome:
    """What comes out of an input in one mode.

    `value` is JSON text, "null" where there is no value; numbers that JSON cannot write stand as `{"$num": "NaN"}` or
    `{"$num": "1E+999"}`. Each diagnostic leaves a mark: its name, its line and column as in `"3:14"`, its severity.
    """

    value: str
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, value: object, diagnostics: Iterable[Diagnostic]) -> "Outcome":
        """The outcome that a value and its diagnostics make."""
        marks = tuple((d.name, f"{d.span.line}:{d.span.column}", d.severity.value) for d in diagnostics)
        return cls(json.dumps(_encode(value)), marks)


@attrs.frozen
class Case:
    """One input of a corpus, and the outcome that is expected of it in each mode.

    `name` is the input's path in the corpus, with slashes; `reader` the function of this package that the expectation
    is about: `quasi.parse`, `parse`, `loads` or `iter_parse`.
    """

    name: str
    path: Path
    reader: str
    expected: Mapping[str, Outcome]

    @property
    def data(self) -> bytes:
        """The input, to the byte."""
        return self.path.read_bytes()

    def outcome(self, mode: str) -> Outcome:
        """What comes out of the input now."""
        return outcome_of(self.path, self.reader, mode)


def outcome_of(path: Path, reader: str, mode: str) -> Outcome:
    """The outcome of reading the input at `path` with the function of that name."""
    data = path.read_bytes()
    if reader == "quasi.parse":
        document = quasi.parse(data, mode=mode)
        return Outcome.of(document.value, document.diagnostics)
    if reader == "loads":
        return _outcome_of_loads(data, mode)
    parsed = [parse(data, mode=mode)] if reader == "parse" else [*iter_parse(path, mode=mode)]
    notifications = [unstructure(notification) for part in parsed for notification in part.notifications]
    return Outcome.of(notifications, [diagnostic for part in parsed for diagnostic in part.diagnostics])


def _outcome_of_loads(data: bytes, mode: str) -> Outcome:
    try:
        return Outcome.of(unstructure(loads(data, mode=mode)), [])
    except NotificationError as error:
        return Outcome.of(None, error.diagnostics)


def corpus_inputs(folder: str | Path) -> list[Path]:
    """The inputs of a corpus, whether or not anything is said about them, in the order of their names.

    Inputs are the files in folders below `folder`, hidden ones and expectations apart. Raises `CorpusError` when there
    is none.
    """
    root = Path(folder)
    inputs = [path for path in sorted(root.glob("*/**/*")) if path.is_file() and _is_input(path)]
    if not inputs:
        raise CorpusError(f"Expected inputs in folders below {root}, got none")
    return inputs


def read_corpus(folder: str | Path) -> list[Case]:
    """The cases of a corpus, in the order of their names.

    Raises `CorpusError` when there is none, when an input stands without an expectation or shares it with another, when
    an expectation stands without an input, and when it cannot be understood.
    """
    root = Path(folder)
    inputs = corpus_inputs(root)
    sharing = collections.Counter(map(expectation_beside, inputs))
    for path in sorted(root.glob(f"*/**/*{EXPECTED_SUFFIX}")):
        if sharing[path] != 1:
            raise CorpusError(f"Expected one input beside {path}, got {sharing[path]}")
    return [_read_case(root, path) for path in inputs]


def expectation_beside(path: Path) -> Path:
    """The file that says what must come out of the input at `path`: it stands beside it and has the same stem."""
    return path.with_name(path.stem + EXPECTED_SUFFIX)


def format_expectation(reader: str, outcomes: Mapping[str, Outcome]) -> str:
    """The text of an expectation, as `read_corpus` reads it.

    Raises `CorpusError` when the modes differ in the value.
    """
    values = {outcomes[mode].value for mode in MODES}
    if len(values) > 1:
        raise CorpusError(f"Expected one value in both modes, got {' and '.join(sorted(values))}")
    members = {"reader": json.dumps(reader), "value": _wrapped(values.pop())}
    members |= {mode: _list_of_marks(outcomes[mode].marks) for mode in MODES}
    return "{\n" + ",\n".join(f' "{name}": {text}' for name, text in members.items()) + "\n}\n"


def _is_input(path: Path) -> bool:
    return not path.name.endswith(EXPECTED_SUFFIX) and not path.name.startswith(".")


def _read_case(root: Path, path: Path) -> Case:
    expectation = expectation_beside(path)
    try:
        return _case_of(json.loads(expectation.read_text("utf-8")), path.relative_to(root).as_posix(), path)
    except FileNotFoundError:
        raise CorpusError(f"Expected {expectation.name} beside {path}, got no such file") from None
    except (ValueError, TypeError, KeyError) as error:
        raise CorpusError(f"Expected an expectation in {expectation}, got {error!r}") from error


def _case_of(members: dict[str, object], name: str, path: Path) -> Case:
    parts = dict(members)
    reader, value = str(parts.pop("reader")), json.dumps(parts.pop("value"))
    expected = {mode: Outcome(value, tuple(_marks(parts.pop(mode)))) for mode in MODES}
    if parts or reader not in READERS:
        raise ValueError(f"Expected a reader of {', '.join(READERS)} and no other members, got {reader} and {[*parts]}")
    return Case(name, path, reader, expected)


def _marks(marks: object) -> Iterator[Mark]:
    if not isinstance(marks, list):
        raise TypeError(f"Expected a list of marks, got {marks!r}")
    for name, place, severity in marks:
        yield str(name), str(place), str(severity)


def _wrapped(value: str) -> str:
    return value if len(value) <= _LINE_WIDTH else json.dumps(json.loads(value), indent=1)


def _list_of_marks(marks: tuple[Mark, ...]) -> str:
    return "[" + ",".join(f"\n  {json.dumps(mark)}" for mark in marks) + "]"


def _encode(value: object) -> object:
    """The value in the types that JSON text can hold."""
    if isinstance(value, Mapping):
        return {name: _encode(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_encode(element) for element in value]
    if isinstance(value, decimal.Decimal):
        return {"$num": str(value)}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$num": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    return value
