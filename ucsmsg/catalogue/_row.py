"""What a row of the catalogue is."""

import enum

import attrs


class Severity(enum.StrEnum):
    """How much a deviation matters. `parse` reports all three; `loads` raises on `ERROR`.

    A severity is less than those that matter more: `Severity.NOTE < Severity.ERROR`.
    """

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def _rank(self) -> int:
        return [*Severity].index(self)

    def __lt__(self, other: str) -> bool:
        return self._rank < Severity(other)._rank

    def __le__(self, other: str) -> bool:
        return self._rank <= Severity(other)._rank

    def __gt__(self, other: str) -> bool:
        return self._rank > Severity(other)._rank

    def __ge__(self, other: str) -> bool:
        return self._rank >= Severity(other)._rank


class Layer(enum.StrEnum):
    """Which part of the package finds a deviation."""

    SYNTAX = "syntax"
    SCHEMA = "schema"
    CAPTURE = "capture"


NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


@attrs.frozen
class Row:
    """One deviation from RFC 8259 (layer `syntax`), from the documentation (`schema`) or in a recording (`capture`).

    `strict` and `lenient` are the severities of a *repaired* deviation: one that has a single reading. A deviation
    without a reading, or with several, is refused: always an error, in every mode. `becomes` says what a repair gives
    and is empty where nothing can be repaired; `refused_when` says which cases have no single reading. A row that says
    nothing else is an error in strict mode, and in lenient mode a warning if it can be repaired.

    `expected` is what stands in a repair's message after "Expected", where that is the same for all of the row.
    `is_loss`: something is missing in the result. `is_about_name`: the place is that of a member's name, not its value.
    `follows_from_loss`: it needs no report where a loss or a refusal explains it. `shows_in_diff`: what was used stands
    where the deviation was found. `is_json`: RFC 8259 allows it, and JSON parsers disagree about it.
    """

    name: str
    summary: str
    example: str
    becomes: str
    explanation: str
    source: str
    layer: Layer = attrs.field(kw_only=True)
    expected: str = attrs.field(default="", kw_only=True)
    is_loss: bool = attrs.field(default=False, kw_only=True)
    is_about_name: bool = attrs.field(default=False, kw_only=True)
    follows_from_loss: bool = attrs.field(default=False, kw_only=True)
    shows_in_diff: bool = attrs.field(default=True, kw_only=True)
    is_json: bool = attrs.field(default=False, kw_only=True)
    strict: Severity = attrs.field(default=ERROR, kw_only=True)
    lenient: Severity = attrs.field(kw_only=True)
    refused_when: str = attrs.field(default="", kw_only=True)

    @lenient.default
    def _lenient(self) -> Severity:
        return ERROR if self.always_refused else WARNING

    @property
    def always_refused(self) -> bool:
        """True when no case of this deviation has a reading."""
        return not self.becomes
