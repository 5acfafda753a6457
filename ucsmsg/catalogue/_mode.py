"""Modes: the columns of the catalogue."""

import difflib
from collections.abc import Callable, Mapping
from typing import ClassVar, Self

import attrs

from ucsmsg.catalogue._captures import CAPTURE_ROWS
from ucsmsg.catalogue._row import Row, Severity
from ucsmsg.catalogue._schema import SCHEMA_ROWS
from ucsmsg.catalogue._syntax import SYNTAX_ROWS

ROWS: tuple[Row, ...] = SYNTAX_ROWS + SCHEMA_ROWS + CAPTURE_ROWS
"""Every deviation, in the order of the layers."""
_BY_NAME = {row.name: row for row in ROWS}
_COLUMNS = {
    "strict": {row.name: row.strict for row in ROWS},
    "lenient": {row.name: row.lenient for row in ROWS},
}
_SIGNS = {Severity.ERROR: "-", Severity.WARNING: "~", Severity.NOTE: "+"}


def names_where(is_so: Callable[[Row], bool]) -> frozenset[str]:
    """The names of the rows of which something is true."""
    return frozenset(row.name for row in ROWS if is_so(row))


def row_named(name: str) -> Row:
    """The catalogue's row of that name; raises `ValueError` with the nearest names when there is none.

    Raises `TypeError` for what is no `str`, such as a list of names.
    """
    if not isinstance(name, str):
        raise TypeError(f"Expected the name of one deviation as a str, got {type(name).__name__}")
    try:
        return _BY_NAME[name]
    except KeyError:
        near = difflib.get_close_matches(name, _BY_NAME)
        hint = f"did you mean {', '.join(near)}?" if near else "`ucsmsg explain` lists them"
        raise ValueError(f"Expected the name of a deviation, got {name!r}: {hint}") from None


@attrs.frozen(repr=False)
class Mode:
    """A column of the catalogue: which severity each repaired deviation has.

    A mode never changes a value, only how loudly a repair is reported. What is refused is an error in every mode.
    """

    STRICT: ClassVar[Self]
    LENIENT: ClassVar[Self]

    _base: str = attrs.field(alias="base")
    _changes: tuple[tuple[str, Severity], ...] = attrs.field(default=(), alias="changes")
    _severities: Mapping[str, Severity] = attrs.field(init=False, eq=False)

    @_base.validator
    def _is_column(self, _: object, base: str) -> None:
        if base not in tuple(_COLUMNS):
            raise ValueError(f"Expected the base of a mode, 'strict' or 'lenient', got {base!r}")

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_severities", _COLUMNS[self._base] | dict(self._changes))

    def __repr__(self) -> str:
        return f"<Mode {self.name}>"

    @property
    def name(self) -> str:
        """The base and what differs from it: `strict+comment-long-suffix`."""
        return self._base + "".join(f"{_SIGNS[severity]}{name}" for name, severity in self._changes)

    @classmethod
    def of(cls, mode: "Mode | str") -> "Mode":
        """The mode itself, or the one called "strict" or "lenient"; raises `ValueError` for any other name."""
        if isinstance(mode, Mode):
            return mode
        for each in (cls.STRICT, cls.LENIENT):
            if mode == each.name:
                return each
        raise ValueError(f"Expected a Mode, 'strict' or 'lenient', got {mode!r}")

    def severity(self, name: str) -> Severity:
        """The severity of the repaired deviation `name`. Raises `ValueError` for an unknown name."""
        return self._severities[row_named(name).name]

    def deny(self, name: str) -> "Mode":
        """A copy in which the deviation `name` is an error. Raises `ValueError` for an unknown name."""
        return self._with(row_named(name).name, Severity.ERROR)

    def allow(self, name: str) -> "Mode":
        """A copy in which the deviation `name`, where it can be repaired, is a note.

        Raises `ValueError` for an unknown name and for a deviation that has no reading in any case.
        """
        row = row_named(name)
        if row.always_refused:
            raise ValueError(f"Expected a deviation that can be repaired, got {name!r}: it has no reading to allow")
        return self._with(name, Severity.NOTE)

    def _with(self, name: str, severity: Severity) -> "Mode":
        changes = tuple(sorted((dict(self._changes) | {name: severity}).items()))
        return Mode(self._base, changes)


Mode.STRICT = Mode("strict")
Mode.LENIENT = Mode("lenient")
