"""What the repairs of a payload change, as a unified difference."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from ucsmsg.catalogue import Layer, names_where
from ucsmsg.cli._unified import Change, apply, apply_between, unified
from ucsmsg.diagnostics import Diagnostic
from ucsmsg.parsing import Parsed
from ucsmsg.quasi import fix, parse
from ucsmsg.text.json_text import piece_text

_SYNTAX = names_where(lambda row: row.layer is Layer.SYNTAX)
_NOT_SHOWN = names_where(lambda row: not row.shows_in_diff)
"""Not all that changes is what was found: a renamed interaction becomes a list, what is left out leaves a comma."""

_CONTEXT = 1


def difference(parsed: Parsed) -> Iterator[str]:
    """The lines of the difference between the payload and its repaired text; none where they are the same."""
    source = parsed.source
    name = f"{source.name or '<text>'}:{source.origin.line}"
    return unified(source.text, _changes(parsed), (name, f"{name} (repaired)"), _CONTEXT)


def repaired(parsed: Parsed) -> str:
    """The payload's text with what was taken in the place of what was found.

    A repair that cannot be shown as a replacement is left out. Reading the repaired text gives the same notifications.
    """
    return apply(parsed.source.text, _changes(parsed))


@attrs.frozen
class _Repair:
    """What takes the place of what was found between two offsets; `is_inner`: in a string that holds the payload."""

    start: int
    end: int
    found: str
    used: str
    is_inner: bool = False

    @property
    def place(self) -> tuple[int, bool, int]:
        """What repairs are sorted by: their start, insertions first, then the longest."""
        return self.start, self.end > self.start, -self.end


@attrs.frozen
class _Stretch:
    """A part of the text, and the repairs of it in their order."""

    start: int
    end: int
    repairs: list[_Repair]

    def repaired(self, text: str, current: str) -> str:
        """The stretch after its repairs; `current` is its text after those of its parts."""
        if self.start == self.end:
            return "".join(_written(repair) for repair in self.repairs)
        for repair in self.repairs:
            if any(_is_found(repair, each) for each in (current, text[self.start : self.end])):
                current = _written(repair)
        return current


def _changes(parsed: Parsed) -> list[Change]:
    repairs = sorted(_repairs(parsed), key=lambda repair: repair.place)
    stretches = (
        _Stretch(start, -end, [*group]) for (start, _, end), group in groupby(repairs, key=lambda repair: repair.place)
    )
    text = parsed.source.text
    changes = _changes_between(text, 0, len(text) + 1, deque(stretches))
    return [change for change in changes if change.text != text[change.start : change.end]]


def _repairs(parsed: Parsed) -> Iterator[_Repair]:
    """The repairs of the syntax, then those of the schema."""
    source = parsed.source
    origin = source.origin.offset
    diagnostics: Iterable[Diagnostic] = parsed.diagnostics
    if _stands_as_it_is(parsed):
        for edit in fix(source, lossy=True).edits:
            start, end = edit.span.start - origin, edit.span.end - origin
            yield _Repair(start, end, source.text[start:end], edit.text)
        diagnostics = [each for each in diagnostics if each.inner or each.name not in _SYNTAX]
    for each in _replacements(diagnostics):
        place = each.span.start - origin, each.span.end - origin
        yield _Repair(*place, each.found, each.used or "", each.inner is not None)


def _stands_as_it_is(parsed: Parsed) -> bool:
    """True when the payload stands in the file in no other written form: its text reads as the payload did."""
    of_text = [each for each in parsed.diagnostics if each.name in _SYNTAX - {"foreign-encoding"} and not each.inner]
    again = parse(parsed.source).diagnostics
    return [(each.name, each.span) for each in again] == [(each.name, each.span) for each in of_text]


def _replacements(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The repairs that may be shown: a string that holds JSON as a whole, and nothing where the text is cut off."""
    end_of_string = 0
    for each in diagnostics:
        if each.name == "json-in-string":
            end_of_string = each.span.end
        elif each.inner and each.span.start < end_of_string:
            continue
        elif each.name == "cut-off":
            return
        if each.used is not None and each.name not in _NOT_SHOWN:
            yield each


def _changes_between(text: str, start: int, end: int, stretches: deque[_Stretch]) -> Iterator[Change]:
    """The repaired stretches between the offsets, those inside others before these."""
    done = start
    while stretches and stretches[0].start < end and stretches[0].end <= end:
        stretch = stretches.popleft()
        if stretch.start >= done:
            inside = [*_changes_between(text, stretch.start, stretch.end, stretches)]
            current = apply_between(text, stretch.start, stretch.end, inside)
            yield Change(stretch.start, stretch.end, stretch.repaired(text, current))
            done = stretch.end


def _is_found(repair: _Repair, text: str) -> bool:
    """True when the text is what the repair is about; in another written form (a page, base64) it is not."""
    if repair.is_inner:
        text = _string(f'"{text}"') or ""
    if text == repair.found:
        return True
    value = _string(text)
    return value is not None and value == _string(repair.found)


def _string(text: str) -> str | None:
    """The value of a JSON string; None where the text is none."""
    try:
        return str(json.loads(text, strict=False)) if text.startswith('"') else None
    except ValueError:
        return None


def _written(repair: _Repair) -> str:
    """What stands in the place of what was found, in the written form that is there."""
    return piece_text(repair.used) if repair.is_inner else repair.used
