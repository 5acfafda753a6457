"""From the bytes of a file to what `quasi.fix` makes of the payloads in it."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from ucsmsg import quasi
from ucsmsg.captures import Format, format_of, iter_payloads
from ucsmsg.cli._unified import Change, apply
from ucsmsg.diagnostics import Diagnostic, render
from ucsmsg.places import Source
from ucsmsg.quasi import Limits, decode, parse

LARGEST = Limits().size
"""Bytes. A larger file is not read: all of it has to be in memory."""

_FIXABLE = {Format.PAYLOAD: "one payload", Format.NDJSON: "NDJSON"}
_BEGINNING = 1 << 16
"""Bytes of a file that tell its format."""

_BYTE_ORDER_MARK = "\ufeff"


class UnfixableError(Exception):
    """The file as a whole is not one that can be fixed; the message says why."""


@attrs.frozen
class FixedFile:
    """The text of a file and its changes; `unfixed` are those payloads in it that are still no RFC 8259 text.

    `encoding` is what there is to say of an encoding other than UTF-8, which is what will be written.
    """

    text: str
    changes: list[Change]
    unfixed: list[tuple[Source, "quasi.Fixed"]]
    encoding: str

    @property
    def is_changed(self) -> bool:
        """True when the file should be written anew."""
        return bool(self.changes or self.encoding)

    @property
    def fixed_text(self) -> str:
        """The text with its changes."""
        return apply(self.text, self.changes)

    def left(self, *, is_written: bool) -> Iterator[str]:
        """What is left, as people read it, with its places in the file as it is written, or as it was."""
        for source, fixed in self.unfixed:
            shown = attrs.evolve(source, text=fixed.text) if is_written else source
            yield from (render(each, shown) for each in _of_what_is_left(parse(shown, "lenient").diagnostics, fixed))


def fix_bytes(data: bytes, name: str, form: Format | None, *, lossy: bool, encoding: str | None = None) -> FixedFile:
    """Fix what a file of that name holds. Raises `UnfixableError` where it has to stay as it is as a whole."""
    if len(data) > LARGEST:
        raise UnfixableError(f"Expected at most {LARGEST:,} bytes, got more: split the file")
    decoded = decode(data, encoding)
    if refusal := next((finding.message for finding in decoded.findings if finding.refused), None):
        raise UnfixableError(refusal)
    text = decoded.text
    form = form or _form_of(text)
    if form not in _FIXABLE:
        raise UnfixableError(f"Expected {' or '.join(_FIXABLE.values())}, got the format {form}: not fixed yet")
    changes: list[Change] = []
    unfixed = []
    for source in _sources(text, name, form):
        fixed = quasi.fix(source, lossy=lossy)
        changes += (Change(edit.span.start, edit.span.end, edit.text) for edit in fixed.edits)
        if not fixed.ok:
            unfixed.append((source, fixed))
    if form is Format.NDJSON and text.startswith(_BYTE_ORDER_MARK):
        changes.insert(0, Change(0, len(_BYTE_ORDER_MARK), ""))  # it belongs to none of the lines
    return FixedFile(text, changes, unfixed, next((finding.message for finding in decoded.findings), ""))


def can_fix(path: str) -> bool:
    """True for a file that looks like one that can be fixed, by its beginning."""
    if not Path(path).is_file():  # a pipe would wait for somebody who writes to it again
        return False
    try:
        with Path(path).open("rb") as file:
            text = decode(file.read(_BEGINNING)).text
    except OSError:
        return False
    return _form_of(text) in _FIXABLE


def _form_of(text: str) -> Format:
    """The format of a text; a page is what is told as nothing else, and may be one payload after all."""
    form = format_of(text)
    return Format.PAYLOAD if form is Format.PAGE and (not text.strip() or _is_one_value(text)) else form


def _is_one_value(text: str) -> bool:
    document = parse(text, "lenient")
    return document.ok and all(each.name != "surrounding-text" for each in document.diagnostics)


def _sources(text: str, name: str, form: Format) -> Iterator[Source]:
    if form is Format.PAYLOAD:
        yield Source(text, name)
        return
    for payload in iter_payloads(io.StringIO(text, newline=""), format=form, name=name):
        if not payload.is_about_capture:
            yield payload.source


def _of_what_is_left(diagnostics: Iterable[Diagnostic], fixed: "quasi.Fixed") -> list[Diagnostic]:
    """Those of the diagnostics that keep a payload from being fixed: what is refused, or else all that is left."""
    names = {each.name for each in fixed.diagnostics}
    left = [each for each in diagnostics if each.name in names]
    return [each for each in left if each.is_error] or left
