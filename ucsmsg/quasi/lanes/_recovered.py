"""The lane for any text: what is no RFC 8259 is recovered token by token, and the mended text goes to the C decoder."""

import contextlib
import functools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ucsmsg.diagnostics import Finding, Findings, Found, shown
from ucsmsg.places import Path, Source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._deviations import LOSS, Deviations, LimitExceededError
from ucsmsg.quasi.edits._duplicates import duplicate_keys, with_name_twice
from ucsmsg.quasi.edits._index import Place
from ucsmsg.quasi.edits._mended import Mended
from ucsmsg.quasi.edits._value import decode
from ucsmsg.quasi.lanes._reading import HandOverError, Reading
from ucsmsg.quasi.lanes._valid import decode_valid
from ucsmsg.quasi.recovery._encoded import encoded
from ucsmsg.quasi.recovery._exchanged import NOTHING, Exchanged, doubled_braces, mixed_quotes
from ucsmsg.quasi.recovery._surroundings import trimmed
from ucsmsg.quasi.recovery._tuples import python_values
from ucsmsg.quasi.recovery._whole_text import WholeText
from ucsmsg.text.encodings import Decoded


class Recovered:
    """What was found in a text, and the text as it was mended; None where there is no value."""

    def __init__(self, findings: list[Finding], mended: Mended | None = None, text: str = "") -> None:
        self._found = findings
        self._text = text
        self.mended = mended

    @property
    def findings(self) -> Findings:
        """The findings in the order of their places, each with the path of the innermost value around it."""
        return self

    def counts(self) -> Counter[tuple[str, bool]]:
        """How often each deviation was found, by its name and whether it was refused."""
        return Found(self._found).counts()

    def __getitem__(self, index: int) -> Finding:
        return self._with_path(self._ordered[index])

    def __iter__(self) -> Iterator[Finding]:
        return map(self._with_path, self._ordered)

    @property
    def refused(self) -> list[Finding]:
        """Those that have no single reading, without paths."""
        return [finding for finding in self._ordered if finding.refused]

    @functools.cached_property
    def _ordered(self) -> list[Finding]:
        places = self.mended.without_reading() if self.mended else [trimmed(self._text, 0, len(self._text))]
        return _with_all_refused(self._text, sorted(self._found, key=_place), places)

    def _with_path(self, finding: Finding) -> Finding:
        return finding._replace(path=self.mended.path_at(finding.start, finding.end)) if self.mended else finding

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        return self.mended.place_of(path) if self.mended else None

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        return self.mended.name_place_of(path) if self.mended else None


def by_recovery(source: Source, limits: Limits, decoded: Decoded | None = None) -> Reading:
    """Read any text. Where the source was bytes, `decoded` says what was found in them."""
    try:
        return _read_any(source, limits, decoded or Decoded(source.text))
    except LimitExceededError as error:
        return Reading(source, None, Recovered([error.finding]), has_value=False, is_certain=False)


def _read_any(source: Source, limits: Limits, decoded: Decoded) -> Reading:
    """Read a text as it stands; where that is refused, with the signs of another notation, or as encoded once more."""
    reading = _read(source, limits, decoded)
    if reading.is_certain or decoded.findings:
        return reading
    for find in (python_values, doubled_braces, mixed_quotes):
        if found := find(source.text):
            return _read(source, limits, decoded, found)
    return _read_encoded(source, limits) or reading


def _read_encoded(source: Source, limits: Limits) -> Reading | None:
    """The value of a text whose quotes were all encoded once more; None where it is no such text."""
    for found in encoded(source.text):
        deviations = Deviations(source.text, found.end, limits)
        with contextlib.suppress(HandOverError, LimitExceededError):
            value = decode_valid(found.text, limits)
            message = f"Expected JSON, got JSON that was encoded once more, with {shown(found.quote)} for each quote"
            deviations.report("encoded-text", found.start, found.end, message, used=found.text)
            for start, end in found.around:
                deviations.repair("surrounding-text", start, end, "", kind=LOSS)
            mended = Mended(source.text, [*deviations.edits, *found.edits])
            names = frozenset(finding.name for finding in deviations.findings)
            return Reading(source, value, Recovered(deviations.findings, mended), names)
    return None


def _read(source: Source, limits: Limits, decoded: Decoded, exchanged: Exchanged = NOTHING) -> Reading:
    text = WholeText(decoded.text, limits, undecodable=decoded.undecodable, exchanged=exchanged)
    root = None if decoded.is_unreadable else text.read()
    deviations = text.deviations
    for finding in decoded.findings:
        deviations.add(finding)
    mended = _mended(deviations, exchanged) if root else None
    deviations.join("terminal-colour")
    value = _value(deviations, mended) if mended else None
    if mended is None and deviations.is_certain:
        text.no_value("no-value", text.lexer.start, "Expected a JSON value, got nothing that is certain")
    return Reading(
        source,
        value,
        Recovered(deviations.findings, mended, decoded.text),
        frozenset([finding.name for finding in deviations.findings if not finding.refused]),
        has_value=mended is not None,
        is_certain=deviations.is_certain,
    )


def _mended(deviations: Deviations, exchanged: Exchanged) -> Mended:
    """The text with its edits; what was exchanged in it is reported."""
    for name, start, end, used in exchanged.places:
        deviations.report(name, start, end, "", used=used)
    return Mended(deviations.text, [*deviations.edits, *exchanged.edits])


def _value(deviations: Deviations, mended: Mended) -> Any:
    """The value of the mended text; names that stand twice in it are reported."""
    value, has_name_twice = decode(mended.text)
    if has_name_twice or not mended.is_whole:
        doubled = with_name_twice(mended, is_in_value=has_name_twice)
        for members in doubled:
            for finding in duplicate_keys(deviations.text, mended, members):
                deviations.add(finding)
        _doubt_closers(deviations.findings, min((members.end for members in doubled), default=None))
    return value


def _place(finding: Finding) -> Place:
    return finding.start, finding.end


def _with_all_refused(text: str, findings: list[Finding], places: list[Place]) -> list[Finding]:
    """The findings, in order; of each place without a reading the first that is refused has all that was found there.

    Its own place is where the fault is: the value of a name without a reading, or the rest of a string, is in no other.
    """
    position = 0
    for start, end in places:
        while position < len(findings) and (findings[position].start < start or not findings[position].refused):
            position += 1
        if position == len(findings):
            break
        finding = findings[position]
        if finding.end < end and len(finding.found) < end - start:
            findings[position] = finding._replace(found=text[start:end])
    return findings


def _doubt_closers(findings: list[Finding], doubled: int | None) -> None:
    """Refuse a bracket added after an object in which a name stands twice: it may be that object's, missing there."""
    if doubled is None:
        return
    for index, finding in enumerate(findings):
        if finding.name == "missing-closer" and finding.end >= doubled:
            message = f"{finding.full_message}; as a name stands twice, it may have been missing before"
            findings[index] = finding._replace(message=message, refused=True)
