"""A text judged by a JSON Schema: the library `jsonschema` finds, and each finding gets its place in the text."""

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ucsmsg._screen import printable
from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Finding, Findings, Found, shown, too_many_deviations
from ucsmsg.places import Path
from ucsmsg.quasi._document import Document, Text, read_source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._index import Place
from ucsmsg.quasi.lanes._reading import Annotations, Reading

_VIOLATION = "schema-violation"
_LIBRARY = 'Expected the library jsonschema to judge by a JSON Schema; pip install "ucsmsg[schema]"'
_LONGEST_REASON = 300
# What the library raises on values that it was not made for: a Decimal beside a float, NaN, an array too deep.
_FAULTS = (ArithmeticError, RecursionError, TypeError, ValueError)


def validate(text: Text, schema: Any, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()) -> Document:
    """Read a quasi-JSON text and judge its value by a JSON Schema. Never raises on data.

    `schema` is a JSON Schema as Python has it (a `dict` or a `bool`; where it names no dialect, of draft 2020-12), or a
    validator of the library `jsonschema`, for schemas in several documents or with formats. References outside the
    schema are not fetched. Each error that the library finds is one diagnostic `schema-violation` beside those of the
    syntax, at the value that is wrong, or at the name where that is. `text`, `mode` and `limits` are those of `parse`.
    Beyond `limits.diagnostics` of them the rest is one `limit-exceeded`. Raises `ValueError` for what is no valid
    schema, `TypeError` for what is none at all, and `ImportError` without the library (extra `schema`).
    """
    judge, validator = Mode.of(mode), validator_of(schema)
    reading = read_source(text, limits)
    if reading.has_value:
        violations = _violations(validator, reading.value, limits.diagnostics)
        is_all = len(violations) <= limits.diagnostics
        if violations:
            reading = reading._replace(
                annotations=_Judged(reading, violations[: limits.diagnostics], is_all=is_all),
                names=reading.names | {_VIOLATION},
                is_certain=reading.is_certain and is_all,
            )
    return Document(reading, judge)


def validator_of(schema: Any) -> Any:
    """The validator of the library for a schema, or the one that it is; raises as `validate` does."""
    try:
        import jsonschema  # noqa: PLC0415 - an optional dependency, and slow to import
        import referencing  # noqa: PLC0415 - it comes with that
    except ImportError:
        raise ImportError(_LIBRARY) from None
    if hasattr(schema, "iter_errors") and not isinstance(schema, type):
        return schema
    if not isinstance(schema, dict | bool):
        raise TypeError(f"Expected a JSON Schema as a dict, or a validator of it, got {type(schema).__name__}")
    dialect = schema.get("$schema") if isinstance(schema, dict) else None
    of: Any = jsonschema.Draft202012Validator
    if dialect is not None:
        of = jsonschema.validators.validator_for(schema, default=None)  # type: ignore[arg-type]  # which it gives back
    if of is None:
        raise ValueError(f"Expected a known dialect as `$schema`, got {shown(repr(dialect))}")
    try:
        of.check_schema(schema)
    except jsonschema.SchemaError as error:
        place = _pointer(error.absolute_path)
        raise ValueError(f"Expected a valid JSON Schema, got {shown(repr(error.instance))} at {place}") from None
    return of(schema, registry=referencing.Registry())


class _Violation(NamedTuple):
    """What the library found: the path of the value that is wrong, whether it is only its name, and why."""

    path: Path
    is_name: bool
    reason: str


def _violations(validator: Any, value: Any, limit: int) -> list[_Violation]:
    """What the library finds in a value, and at most one more than the limit."""
    import referencing.exceptions  # noqa: PLC0415 - there, as the validator is

    found: list[_Violation] = []
    try:
        for error in itertools.islice(validator.iter_errors(value), limit + 1):
            found.append(_violation(error, value))  # noqa: PERF401 - what was found before a fault is kept
    except referencing.exceptions.Unresolvable as error:
        message = f"Expected a JSON Schema whose references lead somewhere in it, got {shown(str(error.ref))}"
        raise ValueError(message) from None
    except _FAULTS as error:
        found.append(_Violation((), False, f"the library cannot judge it: {type(error).__name__}"))  # noqa: FBT003  # it is about a value, not about a name
    return found


def _violation(error: Any, value: Any) -> _Violation:
    path, at = _reached(error.absolute_path, value)
    reason = f"{_without_value(error)} (schema {_pointer(error.absolute_schema_path)})"
    if isinstance(error.instance, str) and isinstance(at, dict) and error.instance in at:
        return _Violation((*path, error.instance), True, reason)  # noqa: FBT003 - judged by `propertyNames`
    names = _unexpected(error)
    return _Violation((*path, *names[:1]), bool(names), reason)


def _reached(steps: Iterable[str | int], value: Any) -> tuple[Path, Any]:
    """The path as far as it leads in the value, and the value there: draft 3 appends names of keywords."""
    path: list[str | int] = []
    for step in steps:
        if not (step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int)):
            break
        path.append(step)
        value = value[step]
    return tuple(path), value


def _unexpected(error: Any) -> list[str]:
    """The names that no schema is for, where there may be none of those."""
    if error.validator != "additionalProperties" or error.validator_value or not isinstance(error.instance, dict):
        return []
    known: Mapping[str, Any] = error.schema.get("properties", {})
    patterns = [*error.schema.get("patternProperties", ())]
    others = (name for name in error.instance if name not in known)
    return [name for name in others if not any(re.search(pattern, name) for pattern in patterns)]


def _without_value(error: Any) -> str:
    """The message without the value, which may be long, and which the place shows."""
    reason: str = error.message
    written = repr(error.instance)
    reason = f"it{reason.removeprefix(written)}" if reason.startswith(written) else reason
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON]}…"


def _pointer(steps: Iterable[str | int]) -> str:
    """The JSON Pointer of a place in a schema, as the fragment of a URI."""
    return "#" + "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


class _Judged:
    """The annotations of a text with what the library found in its value."""

    def __init__(self, reading: Reading, violations: list[_Violation], *, is_all: bool) -> None:
        self._reading = reading
        self._annotations: Annotations = reading.annotations
        self._violations = violations
        self._is_all = is_all

    @functools.cached_property
    def findings(self) -> Findings:
        """The findings of the syntax and of the schema, in the order of their places."""
        findings = [*self._annotations.findings, *map(self._placed, self._violations)]
        if not self._is_all:
            message = too_many_deviations(len(self._violations))
            findings.append(Finding("limit-exceeded", message, end=len(self._reading.source.text), refused=True))
        return Found(sorted(findings, key=lambda finding: (finding.start, finding.end)))

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        return self._annotations.place_of(path)

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        return self._annotations.name_place_of(path)

    def _placed(self, violation: _Violation) -> Finding:
        place = (self.name_place_of if violation.is_name else self.place_of)(violation.path)
        assert place is not None  # noqa: S101 - the path is that of a value
        found = self._reading.source.text[slice(*place)]
        what = "a name" if violation.is_name else "a value"
        message = f"Expected {what} that the JSON Schema allows, got {shown(found)}: {printable(violation.reason)}"
        return Finding(_VIOLATION, message, violation.path, *place, found)
