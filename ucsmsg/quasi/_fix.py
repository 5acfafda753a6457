"""A text with its deviations repaired in place, and everything else as it is."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ucsmsg.catalogue import Mode, names_where
from ucsmsg.constructors import quick_constructor
from ucsmsg.diagnostics import Diagnostics, Finding, Judged
from ucsmsg.places import Source, Span
from ucsmsg.quasi._document import Text, read_source
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._edit import Edit, EditKind, apply
from ucsmsg.quasi.lanes._reading import Reading
from ucsmsg.quasi.lanes._recovered import Recovered
from ucsmsg.quasi.lanes._rewritten import Rewritten
from ucsmsg.text.marks import WHITE_SPACE

_JSON = names_where(lambda row: row.is_json)


@attrs.frozen(weakref_slot=False)
class TextEdit:
    """`text` takes the place of what stands in `span`, which is empty where something is put in.

    `is_loss`: what is left out, or closed, was not whole: it cannot be kept in JSON.
    """

    span: Span
    text: str
    is_loss: bool


_new_edit = quick_constructor(TextEdit)


@attrs.frozen
class Fixed:
    """A text with its deviations repaired.

    `edits` are what was changed, in the order of their places in the text as it was. `diagnostics` are what is left,
    with their places in `text`: as in lenient mode an error is what has no single reading. `ok` is True when `text` is
    RFC 8259 text.
    """

    text: str
    edits: tuple[TextEdit, ...]
    diagnostics: Diagnostics
    ok: bool


def fix(text: Text, *, lossy: bool = False, limits: Limits = Limits()) -> Fixed:
    """Repair a quasi-JSON text in place. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32. Only repairs change it; `lossy` also takes out what JSON
    cannot keep: the fragment at the end of a text that was cut off, dots that stand for something, text around the
    value. What has no single reading stays as it is. The fixed text has the same value and leaves the same without a
    reading; where it would not, or where there is no value, the text stays as it was.
    """
    before = read_source(text, limits)
    source = before.source
    edits = _edits(before, lossy=lossy) if before.names else []
    after = read_source(attrs.evolve(source, text=apply(source.text, edits)), limits) if before.names else before
    if not _reads_alike(before, after):
        edits, after = [], before
    return Fixed(
        after.source.text,
        tuple(_text_edits(source, edits)),
        Judged(after.annotations.findings, Mode.LENIENT, after.source),
        after.has_value and after.is_certain and after.names <= _JSON,
    )


def _edits(parsed: Reading, *, lossy: bool) -> list[Edit]:
    """The edits that repair a text; none where it has no value, or holds bytes that are no text."""
    annotations = parsed.annotations
    if isinstance(annotations, Rewritten):
        return annotations.edits
    mended = annotations.mended if isinstance(annotations, Recovered) else None
    refused = _refused_in(parsed)
    if mended is None or any(finding.name == "undecodable-bytes" for finding in refused):
        return []
    edits = _certain(mended.fixes(lossy=lossy), refused)
    return [*_with_commas_after_values(parsed.source.text, edits, {finding.end for finding in refused})]


def _certain(edits: Iterable[Edit], refused: Iterable[Finding]) -> Iterator[Edit]:
    """The edits without what is put in where something is refused that may stand there."""
    doubted = {finding.start for finding in refused if finding.start == finding.end}
    return (edit for edit in edits if edit.start < edit.end or edit.start not in doubted)


def _with_commas_after_values(text: str, edits: Iterable[Edit], refused: set[int]) -> Iterator[Edit]:
    """The edits with commas where people write them: they are missed at the next value, a line further on.

    What is refused may be a comment up to the end of its line, in which a comma would be lost.
    """
    done = 0
    for edit in edits:
        place = edit.start
        if edit.text == "," and edit.start == edit.end:
            while place > done and text[place - 1] in WHITE_SPACE:
                place -= 1
        is_moved = place < edit.start and place not in refused
        yield edit._replace(start=place, end=place) if is_moved else edit
        done = edit.end


def _text_edits(source: Source, edits: Iterable[Edit]) -> Iterator[TextEdit]:
    span = source.spans()
    for start, end, text, kind, _ in edits:
        yield _new_edit(span(start, end), text, kind is EditKind.LOSS)


def _reads_alike(before: Reading, after: Reading) -> bool:
    """True when a text reads as before: the same value, and the same without a reading."""
    return before is after or (_refused(before) == _refused(after) and _is_same(before.value, after.value))


def _refused(parsed: Reading) -> list[tuple[str, str]]:
    return [(finding.name, finding.found) for finding in _refused_in(parsed)]


def _refused_in(parsed: Reading) -> list[Finding]:
    """What has no single reading; only recovery refuses."""
    return parsed.annotations.refused if isinstance(parsed.annotations, Recovered) else []


def _is_same(one: Any, other: Any) -> bool:
    """True for equal JSON values of equal types with members in equal order; NaN is equal to itself."""
    pairs = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, dict):
            if [*left] != [*right]:
                return False
            pairs += zip(left.values(), right.values(), strict=True)
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            pairs += zip(left, right, strict=True)
        elif left != right and not (left != left and right != right):  # noqa: PLR0124 - only NaN is not itself
            return False
    return True
