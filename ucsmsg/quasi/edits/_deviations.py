"""What a text deviates in, as it is read: the findings, and the edits that mend them."""

from typing import NamedTuple

from ucsmsg.diagnostics import Finding, instead_of, too_many_deviations
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._edit import Edit, EditKind

REPAIR, LOSS, OMISSION = EditKind.REPAIR, EditKind.LOSS, EditKind.OMISSION


class LimitExceededError(Exception):
    """The text passed a limit: nothing of it counts as read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Checkpoint(NamedTuple):
    """How much had been found and changed at a place to which a reading may come back."""

    findings: int
    edits: int


_new = tuple.__new__  # half the time of the class itself, which calls it from Python


class Deviations:
    """The findings and edits of one text so far."""

    def __init__(self, text: str, end: int, limits: Limits) -> None:
        self.text = text
        self.end = end
        self.limits = limits
        self.findings: list[Finding] = []
        self.edits: list[Edit] = []

    @property
    def is_certain(self) -> bool:
        """True while nothing was refused."""
        return not any(finding.refused for finding in self.findings)

    # ---- Findings ----

    def add(self, finding: Finding) -> None:
        """Add a finding; one more than the limit, and nothing of the text counts as read."""
        limit = self.limits.diagnostics
        if len(self.findings) >= limit:
            self.exceed(too_many_deviations(limit), finding.start)
        self.findings.append(finding)

    def exceed(self, message: str, start: int) -> None:
        """Give up on the text."""
        raise LimitExceededError(
            Finding(name="limit-exceeded", message=message, start=start, end=self.end, refused=True)
        )

    def report(
        self, name: str, start: int, end: int, message: str, *, used: str | None = None, refused: bool = False
    ) -> None:
        """Add a finding. `used` is the JSON text that takes the place of what was found, "" where it was left out."""
        self.add(_new(Finding, (name, message, (), start, end, self.text[start:end], used, refused)))

    def repaired(self, name: str, start: int, end: int, used: str, expected: str = "") -> None:
        """Add the finding of a repair; what was expected is said by the row, or here."""
        self.report(name, start, end, expected and instead_of(expected, self.text[start:end]), used=used)

    def repair(
        self, name: str, start: int, end: int, used: str, *, expected: str = "", kind: EditKind = REPAIR
    ) -> None:
        """Add the finding of a repair, and the edit that it is."""
        self.repaired(name, start, end, used, expected)
        self.change(start, end, used, kind)

    def join(self, name: str) -> None:
        """Make one finding of all that have this name: from the first to the last."""
        found = [finding for finding in self.findings if finding.name == name]
        if len(found) > 1:
            self.findings = [finding for finding in self.findings if finding.name != name]
            self.report(name, found[0].start, found[-1].end, "")

    # ---- Edits ----

    def change(self, start: int, end: int, text: str, kind: EditKind) -> None:
        """Put `text` in the place of what stands between two offsets."""
        self.edits.append(Edit(start, end, text, kind))

    def refuse(self, start: int, end: int, placeholder: str, kind: EditKind) -> None:
        """Leave out the member or element of which the name or value between two offsets has no reading."""
        self.edits.append(Edit(start, end, placeholder, kind, is_placeholder=True))

    # ---- Readings that are given up ----

    def checkpoint(self) -> Checkpoint:
        """Where to come back to when the reading that begins here turns out to be another one."""
        return _new(Checkpoint, (len(self.findings), len(self.edits)))

    def rewind(self, checkpoint: Checkpoint) -> None:
        """Forget what was found and changed since then."""
        del self.findings[checkpoint.findings :]
        del self.edits[checkpoint.edits :]
