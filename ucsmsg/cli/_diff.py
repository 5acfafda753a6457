"""What the repairs of a payload change, as a unified difference."""

import difflib
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from ucsmsg.catalogue import names_where
from ucsmsg.diagnostics import Diagnostic, printable
from ucsmsg.parsing import Parsed
from ucsmsg.text.json_text import piece_text

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_NOT_SHOWN = names_where(lambda row: not row.shows_in_diff)
"""Not all that changes is what was found: a renamed interaction becomes a list, what is left out leaves a comma."""


def difference(parsed: Parsed) -> Iterator[str]:
    """The lines of the difference between the payload and its repaired text; none where they are the same."""
    source = parsed.source
    name, line = printable(source.name or "<text>"), source.origin.line
    before, after = (_LINE.findall(text) for text in (source.text, repaired(parsed)))
    for each in difflib.unified_diff(before, after, f"{name}:{line}", f"{name}:{line} (repaired)", n=1):
        yield printable(each.rstrip("\r\n")) + "\n"


def repaired(parsed: Parsed) -> str:
    """The payload's text with what was taken in the place of what was found.

    A repair that cannot be shown as a replacement is left out. Reading the repaired text gives the same notifications.
    """
    text = parsed.source.text
    return _rewritten(text, 0, len(text) + 1, deque(_stretches(parsed.diagnostics, parsed.source.origin.offset)))


@attrs.frozen
class _Stretch:
    """A part of the text, and the repairs of it in their order."""

    start: int
    end: int
    repairs: list[Diagnostic]

    def repaired(self, text: str, current: str) -> str:
        """The stretch after its repairs; `current` is its text after those of its parts."""
        if self.start == self.end:
            return "".join(_written(repair) for repair in self.repairs)
        for repair in self.repairs:
            if any(_is_found(repair, each) for each in (current, text[self.start : self.end])):
                current = _written(repair)
        return current


def _stretches(diagnostics: Iterable[Diagnostic], origin: int) -> Iterator[_Stretch]:
    """The repaired stretches: by their start, insertions first, then the longest."""

    def place(diagnostic: Diagnostic) -> tuple[int, bool, int]:
        span = diagnostic.span
        return span.start - origin, span.end > span.start, origin - span.end

    repairs = sorted(_replacements(diagnostics), key=place)
    for (start, _, end), group in groupby(repairs, key=place):
        yield _Stretch(start, -end, list(group))


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


def _rewritten(text: str, start: int, end: int, stretches: deque[_Stretch]) -> str:
    """The text between the offsets, with the stretches in it repaired, those inside others before these."""
    parts, done = [], start
    while stretches and stretches[0].start < end and stretches[0].end <= end:
        stretch = stretches.popleft()
        if stretch.start >= done:
            inside = _rewritten(text, stretch.start, stretch.end, stretches)
            parts += [text[done : stretch.start], stretch.repaired(text, inside)]
            done = stretch.end
    return "".join([*parts, text[done:end]])


def _is_found(repair: Diagnostic, text: str) -> bool:
    """True when the text is what the repair is about; in another written form (a page, base64) it is not."""
    if repair.inner:
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


def _written(repair: Diagnostic) -> str:
    """What stands in the place of what was found, in the written form that is there."""
    used = repair.used or ""
    return piece_text(used) if repair.inner else used
