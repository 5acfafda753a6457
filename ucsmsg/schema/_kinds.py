"""The kinds of members: for each, how a JSON value is read, what is a deviation in it, and how it is written back.

A kind is blind to the mode. It returns the value, and adds a finding for each deviation; where there is no single
reading it returns a `Partly` with nothing but the raw value. Records constructed in code use the same kinds, so each
of them also takes the values that it gives.
"""

import abc
import enum
import inspect
import json
import math
import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias, TypeGuard

import attrs

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.schema._findings import CrossChecks, Findings
from ucsmsg.schema._frozen import JsonValue, freeze, thaw
from ucsmsg.schema._times import (
    DOCUMENTED,
    EXAMPLE,
    NO_SUCH_DAY,
    documented_time,
    fixed_time,
    read_time,
    written_time,
)
from ucsmsg.text.json_text import exact_text
from ucsmsg.text.marks import SPACE

JsonSchema: TypeAlias = dict[str, Any]

Way: TypeAlias = tuple[type | None, Callable[[Any], Any] | None]
"""The `exact` and the `quick` of a kind."""

# Integers within these bounds are exact as a float, and safe for Python's limit on the digits of a text.
_EXACT_FLOAT = 2**53
_MOST_BITS = 2048
_INTEGER_TEXT = re.compile(r"\s*+(0|-?[1-9][0-9]{0,599})[Ll]?\s*+").fullmatch
_DECIMAL_TEXT = re.compile(r"\s*+-?(?:0|[1-9][0-9]{0,599})(?:\.[0-9]{1,600})?(?:[eE][+-]?[0-9]{1,4})?\s*+").fullmatch
_NUMBER_TEXT = re.compile(r"([+-]?[0-9][0-9A-Za-z_]*?)[Ll]?").fullmatch  # the suffix is Python's, not the number's
_BOOLEANS = {"true": True, "false": False}
_WHITE_SPACE = re.compile(rf"[{SPACE}]").search
# White space only after colons, and no second URI after one of them.
_DAMAGED_URI = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*+:[{SPACE}]*+//|(?:mailto|sips?|tel|urn):[{SPACE}]*+|/)"
    rf"(?:[^{SPACE}:]++|:[{SPACE}]*+(?=[^{SPACE}])(?![A-Za-z][A-Za-z0-9+.\-]*+:[{SPACE}]*+//))*+"
).fullmatch
_SPACES = re.compile(rf"[{SPACE}]+")


@attrs.frozen
class Partly:
    """What could be read of a value, and the raw part of it that could not be and that `extra` keeps."""

    value: JsonValue
    rest: Any


def json_text(value: JsonValue) -> str:
    """The value as JSON text, for showing; what is too deep or too long for that is an ellipsis."""
    text = exact_text(value)
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str) if text is None else text
    except (RecursionError, ValueError):
        return "…"


def refused(name: str, expected: str, value: JsonValue, path: Path, findings: Findings, *, why: str = "") -> Partly:
    """Nothing, with the raw value to keep, after adding the finding for it."""
    found = json_text(value)
    message = f"Expected {expected}, got {shown(found)}" + (f": {why}" if why else "")
    findings.append(Finding(name=name, message=message, path=path, found=found, refused=True))
    return Partly(None, value)


def repaired(
    name: str,
    expected: str,
    value: JsonValue,
    used: JsonValue,
    path: Path,
    findings: Findings,
    *,
    reading: str = "taken as",
    found: str | None = None,
) -> None:
    """Add the finding for a value that has one reading, the JSON value `used`; `found` is its text in the source."""
    found, taken = found or json_text(value), exact_text(used)
    message = f"Expected {expected}, got {shown(found)}; {reading} {shown(taken or json_text(used))}"
    findings.append(Finding(name=name, message=message, path=path, found=found, used=taken))


def report_spelling(right: str, value: str, path: Path, findings: Findings) -> None:
    """Add the findings for a listed value in other letter case, or with white space around it."""
    text = value.strip()
    if text != value:
        repaired("value-space", f"`{right}`", value, right, path, findings)
    if text != right:
        repaired("value-case", f"`{right}`", value, right, path, findings)


def described(documented: type) -> JsonSchema:
    """What a class says about the JSON Schema that stands for it: its name and its docstring."""
    return {"title": documented.__name__, "description": " ".join((inspect.getdoc(documented) or "").split())}


class Kind(abc.ABC):
    """A kind of member.

    `exact` and `quick` are the quick way, and must agree with `convert`: a value whose type is `exact` is taken as
    `quick(value)`, or as it is when there is no `quick`; where that is None, and for other types, `convert` decides.
    """

    exact: type | None = None
    quick: Callable[[Any], Any] | None = None
    expected: str

    @abc.abstractmethod
    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        """The value as the attribute holds it, or a `Partly`."""

    @abc.abstractmethod
    def json_schema(self) -> JsonSchema:
        """JSON Schema of the values that are read without a finding; a schema with a title may stand by itself."""

    def quick_way(self, checks: CrossChecks) -> Way:  # noqa: ARG002  # what is made of records makes them
        """The quick way of a value whose records must pass those checks as well."""
        return self.exact, self.quick

    def convert_renamed(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        """The same for a member that stands under another name."""
        return self.convert(value, path, findings)

    def write(self, value: JsonValue) -> JsonValue:
        """The JSON value of what the attribute holds."""
        return value

    def wrong_type(self, value: JsonValue, path: Path, findings: Findings) -> Partly:
        """Nothing, with the finding that the value is of another type than `expected`."""
        return refused("wrong-type", self.expected, value, path, findings)


class Name(Kind):
    """A string that names something and that no number can stand for."""

    exact: type | None = str
    expected: str = "a string"

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        return value if isinstance(value, str) else self.wrong_type(value, path, findings)

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


class Text(Name):
    """A string. An integer is read as it is written in the source, `+49301234567` and `007` too."""

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if not _is_integer(value) or value.bit_length() > _MOST_BITS:
            return super().convert(value, path, findings)
        written = _NUMBER_TEXT(findings.number_text(path))
        text = written[1] if written else str(value)
        repaired("wrong-type", self.expected, value, text, path, findings, found=written[0] if written else None)
        return text


class Uri(Text):
    """A URI or a relative reference, as a string. White space after colons is removed, any other has no reading."""

    @staticmethod
    def quick(value: str) -> str | None:
        return value if value.isascii() and value.isprintable() and " " not in value else None

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if not isinstance(value, str) or not _WHITE_SPACE(value):
            return super().convert(value, path, findings)
        if not _DAMAGED_URI(value):
            return refused("damaged-uri", self._sound, value, path, findings, why="it is not only after colons")
        uri = _SPACES.sub("", value)
        repaired("damaged-uri", self._sound, value, uri, path, findings)
        return uri

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "not": {"pattern": f"[{SPACE}]"}}

    _sound = "a URI without white space"


class Integer(Kind):
    """An integer, perhaps from `least` on. Its digits in a string and a float without fraction are read as well."""

    exact: type | None = int
    expected: str = "an integer"

    def __init__(self, least: int | None = None) -> None:
        self.least: int | None = least
        if least is not None:
            self.quick = lambda value: value if value >= least else None

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        number = value if _is_integer(value) else self._number(value, path, findings)
        if self.least is not None and _is_integer(number) and number < self.least:
            found = json_text(number)
            message = f"Expected an integer from {self.least} on, got {shown(found)}; kept as it is"
            findings.append(Finding(name="value-out-of-range", message=message, path=path, found=found))
        return number

    def _number(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        in_text = _INTEGER_TEXT(value) if isinstance(value, str) else None
        number = int(in_text[1]) if in_text else _whole(value)
        if number is None:
            return self.wrong_type(value, path, findings)
        repaired("wrong-type", self.expected, value, number, path, findings)
        return number

    def json_schema(self) -> JsonSchema:
        return {"type": "integer"} | ({} if self.least is None else {"minimum": self.least})


class Number(Kind):
    """A number, as it is: an `int`, a `float` or, beyond its range, a `Decimal`. It is read in a string as well."""

    exact: type | None = float
    expected: str = "a number"

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return value
        number = float(value) if isinstance(value, str) and _DECIMAL_TEXT(value) else math.inf
        if not math.isfinite(number):
            return self.wrong_type(value, path, findings)
        repaired("wrong-type", self.expected, value, number, path, findings)
        return number

    def json_schema(self) -> JsonSchema:
        return {"type": "number"}


class Boolean(Kind):
    """True or false. Their names in a string, in any letter case, are read as well."""

    exact: type | None = bool
    expected: str = "true or false"

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, bool):
            return value
        taken = _BOOLEANS.get(value.strip().lower()) if isinstance(value, str) else None
        if taken is None:
            return self.wrong_type(value, path, findings)
        repaired("wrong-type", self.expected, value, taken, path, findings)
        return taken

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}


class Enumeration(Kind):
    """A value of a closed set, in any letter case. Any other string is kept as it is."""

    exact: type | None = str

    def __init__(self, values: type[enum.StrEnum]) -> None:
        self.members = {member.value: member for member in values}
        self.values = values
        self._by_case = {member.value.lower(): member for member in values}
        self.quick = self.members.get
        self._listed = ", ".join(f"`{member.value}`" for member in values)

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if not isinstance(value, str):
            return refused("wrong-type", "a string", value, path, findings)
        if value in self.members:
            return self.members[value]
        text = value.strip()
        member = self.in_any_case(text)
        if member is None:
            found = json_text(value)
            message = f"Expected one of {self._listed}, got {shown(found)}; kept as it is"
            findings.append(Finding(name="unknown-value", message=message, path=path, found=found))
            return value
        report_spelling(member.value, value, path, findings)
        return member

    def in_any_case(self, text: str) -> enum.StrEnum | None:
        """The listed value that the text is in any letter case."""
        return self._by_case.get(text.lower()) if text.isascii() else None

    def write(self, value: JsonValue) -> JsonValue:
        return value.value if isinstance(value, enum.StrEnum) else value

    def json_schema(self) -> JsonSchema:
        return {**described(self.values), "type": "string", "enum": [*self.members]}


class Time(Kind):
    """A time with its offset from UTC."""

    exact: type | None = str
    expected: str = f"a time such as `{EXAMPLE}`"
    quick = staticmethod(documented_time)

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        try:
            return self._time(value, path, findings)
        except ValueError as reason:
            return refused("unreadable-timestamp", self.expected, value, path, findings, why=str(reason))

    def _time(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        if isinstance(value, datetime):
            return fixed_time(value)
        count = _whole(value)
        if not isinstance(value, str) and count is None:
            return self.wrong_type(value, path, findings)
        time, deviation, form = read_time(value if count is None else count)
        if deviation:
            reading = f"read as {form}:" if form else "taken as"
            repaired(deviation, self.expected, value, written_time(time), path, findings, reading=reading)
        return time

    def write(self, value: JsonValue) -> JsonValue:
        return written_time(value)

    def json_schema(self) -> JsonSchema:
        # The length, because in some languages `$` also matches before a newline at the end.
        form = {"pattern": f"^{DOCUMENTED}$", "maxLength": len(EXAMPLE), "not": {"pattern": f"^(?:{NO_SUCH_DAY})"}}
        return {**described(type(self)), "type": "string", **form, "examples": [EXAMPLE]}


class Object(Kind):
    """An object with members of any name and value."""

    exact: type | None = dict
    expected: str = "an object"
    quick = staticmethod(freeze)

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        try:
            return freeze(value) if isinstance(value, dict) else self.wrong_type(value, path, findings)
        except TypeError as reason:  # only from code: what a parser gives is JSON
            return refused("wrong-type", self.expected, value, path, findings, why=str(reason))

    def write(self, value: JsonValue) -> JsonValue:
        return thaw(value)

    def json_schema(self) -> JsonSchema:
        return {"type": "object"}


class Value(Kind):
    """A JSON value of any type: objects as `FrozenMapping`s, arrays as tuples."""

    expected: str = "a JSON value"

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        try:
            return freeze(value)
        except TypeError as reason:  # only from code: what a parser gives is JSON
            return refused("wrong-type", self.expected, value, path, findings, why=str(reason))

    def write(self, value: JsonValue) -> JsonValue:
        return thaw(value)

    def json_schema(self) -> JsonSchema:
        return {}


def _whole(value: JsonValue) -> int | None:
    """The integer that a number is, None for what is none; a float is one as long as it is exact."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_FLOAT:
        return int(value)
    return value if _is_integer(value) else None


def _is_integer(value: JsonValue) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


NAME, TEXT, URI, INTEGER, BOOLEAN, TIME, OBJECT = Name(), Text(), Uri(), Integer(), Boolean(), Time(), Object()
NUMBER, VALUE = Number(), Value()
