"""From the bytes of a file to what `quasi.fix` makes of the payloads in it."""

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import attrs

from ucsmsg import quasi
from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures import Format, Payload, format_of, is_packed, iter_payloads, parse_payload
from ucsmsg.cli._unified import Change, apply
from ucsmsg.diagnostics import Diagnostic, render
from ucsmsg.places import Source
from ucsmsg.quasi import Limits, decode, parse

LARGEST = Limits().size
"""Bytes. A larger file is not read: all of it has to be in memory."""

_LIKELY = (Format.PAYLOAD, Format.NDJSON)
_PLAIN = postponed_pattern(r"[\w ,:.{}\[\]+-]", re.ASCII)
"""What every written form leaves as it is where it has none of it."""
_QUOTES = ("'", '"', "`")
_BEGINNING = 1 << 16
"""Bytes of a file that tell its format."""

_BYTE_ORDER_MARK = "\ufeff"


class UnfixableError(Exception):
    """The file as a whole is not one that can be fixed; the message says why."""


@attrs.frozen
class FixedFile:
    """The text of a file and its changes; `unfixed` are those payloads in it that are still no RFC 8259 text.

    `refused` are those that have no reading where they stand, or are written in a form in which nothing can be put.
    `encoding` is what there is to say of an encoding other than UTF-8, which is what will be written.
    """

    text: str
    changes: list[Change]
    unfixed: list[tuple[Source, "quasi.Fixed"]]
    refused: list[Payload]
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
        for payload in self.refused:
            yield from (render(each, payload.source) for each in parse_payload(payload, mode="lenient").diagnostics)


def fix_bytes(data: bytes, name: str, form: Format | None, *, lossy: bool, encoding: str | None = None) -> FixedFile:
    """Fix what a file of that name holds. Raises `UnfixableError` where it has to stay as it is as a whole."""
    if len(data) > LARGEST:
        raise UnfixableError(f"Expected at most {LARGEST:,} bytes, got more: split the file")
    if is_packed(data):
        raise UnfixableError("Expected a text, got packed data: unpack it, and fix what is in it")
    decoded = decode(data, encoding)
    if refusal := next((finding.message for finding in decoded.findings if finding.refused), None):
        raise UnfixableError(refusal)
    text = decoded.text
    fixer = _Fixer(text, name, form or _form_of(text), lossy)
    return fixer.fixed(next((finding.message for finding in decoded.findings), ""))


class _Result(NamedTuple):
    """A payload and what is made of it; nothing of one that has no reading where it stands."""

    payload: Payload
    fixed: "quasi.Fixed | None"

    @property
    def is_right(self) -> bool:
        """True where nothing is to be changed."""
        return self.fixed is not None and self.fixed.ok and not self.fixed.edits

    @property
    def text(self) -> str:
        """What it should be afterwards."""
        return self.payload.text if self.fixed is None else self.fixed.text


@attrs.frozen
class _Fixer:
    """Fixes the payloads of a text, each where it stands."""

    text: str
    name: str
    form: Format
    lossy: bool

    def fixed(self, encoding: str) -> FixedFile:
        """The text with its changes; `encoding` is what there is to say of that."""
        results = [_Result(payload, self._fixed(payload)) for payload in self._payloads(self.text)]
        refused = [one.payload for one in results if one.fixed is None]
        as_they_are = [(one.payload.source, one.fixed) for one in results if one.fixed and not one.payload.written]
        changes = [change for _, fixed in as_they_are for change in _edits(fixed)]
        if self.form is Format.NDJSON and self.text.startswith(_BYTE_ORDER_MARK):
            changes.insert(0, Change(0, len(_BYTE_ORDER_MARK), ""))  # it belongs to none of the lines
        inside, left = self._inside([one for one in results if one.payload.written], changes)
        unfixed = [(source, fixed) for source, fixed in as_they_are if not fixed.ok]
        return FixedFile(self.text, sorted([*changes, *inside]), unfixed, [*refused, *left], encoding)

    def _payloads(self, text: str) -> Iterator[Payload]:
        """The values of lines and sequences, whatever they are, and the notifications in them or between prose."""
        if self.form is Format.PAYLOAD:
            yield Payload(Source(text, self.name))
            return
        are_values = self.form in (Format.NDJSON, Format.JSON_SEQ)
        if are_values:
            yield from self._read(text, are_notifications=False)
        for payload in self._read(text, are_notifications=True):
            if payload.written or not are_values:
                yield payload

    def _read(self, text: str, *, are_notifications: bool) -> Iterator[Payload]:
        lines = io.StringIO(text, newline="")
        payloads = iter_payloads(lines, format=self.form, name=self.name, are_notifications=are_notifications)
        return (payload for payload in payloads if not payload.is_about_capture)

    def _fixed(self, payload: Payload) -> "quasi.Fixed | None":
        """None for what has no reading, and for what stands between quotes that it would end."""
        if payload.findings:
            return None
        fixed = quasi.fix(Source(payload.text) if payload.written else payload.source, lossy=self.lossy)
        start = payload.source.origin.offset
        before, after = (
            self.text[max(0, start - 1) : start],
            self.text[(end := start + len(payload.source.text)) : end + 1],
        )
        is_quoted = payload.written is None and before == after in _QUOTES
        return None if is_quoted and any(before in edit.text for edit in fixed.edits) else fixed

    def _inside(self, written: list[_Result], others: list[Change]) -> tuple[list[Change], list[Payload]]:
        """The changes of what is written in another form, and the payloads that stay as they are in theirs.

        What is put in is written as the payload itself writes its characters. Whether that is right is seen when the
        text is read again: each of them has to be there, and to be what it is when it is fixed.
        """
        places = [change.start for change in others]
        spelled = [
            (one.payload, _spelled(one.payload, one.fixed, places)) for one in written if one.fixed and not one.is_right
        ]
        changes = [change for _, each in spelled for change in each]
        left = [payload for payload, each in spelled if not each]
        stays = set(map(id, left))
        expected = [one.payload.text if id(one.payload) in stays else one.text for one in written]
        if changes and self._texts_after([*others, *changes]) != expected:
            return [], [payload for payload, _ in spelled]
        return changes, left

    def _texts_after(self, changes: list[Change]) -> list[str]:
        """The payloads in other forms that the text holds with the changes."""
        after = apply(self.text, sorted(changes))
        return [payload.text for payload in self._payloads(after) if payload.written]


def _edits(fixed: "quasi.Fixed") -> Iterator[Change]:
    return (Change(edit.span.start, edit.span.end, edit.text) for edit in fixed.edits)


def _spelled(payload: Payload, fixed: "quasi.Fixed", others: list[int]) -> list[Change]:
    """The changes of a payload in the written form that it has; none where it does not show how to write them.

    Nothing is changed in one that is not right afterwards, as what is left would have no place to be named at, and in
    one around which something else is changed at these places.
    """
    start, end = payload.source.origin.offset, payload.source.origin.offset + len(payload.source.text)
    if not fixed.ok or bisect_left(others, start) < bisect_left(others, end):
        return []
    changes = []
    for edit in fixed.edits:
        span = payload.span(edit.span.start, edit.span.end)
        text = [_spelling(payload, character) for character in edit.text]
        if None in text:
            return []
        changes.append(Change(span.start, span.end, "".join(filter(None, text))))
    return changes


def _spelling(payload: Payload, character: str) -> str | None:
    """How the payload writes a character; None where it has none of it and another form could write it otherwise."""
    at = payload.text.find(character)
    if at < 0:
        return character if _PLAIN.fullmatch(character) else None
    span, origin = payload.span(at, at + 1), payload.source.origin.offset
    return payload.source.text[span.start - origin : span.end - origin]


def can_fix(path: str) -> bool:
    """True for a file that looks like one that can be fixed, by its beginning."""
    if not Path(path).is_file():  # a pipe would wait for somebody who writes to it again
        return False
    try:
        with Path(path).open("rb") as file:
            text = decode(file.read(_BEGINNING)).text
    except OSError:
        return False
    return _form_of(text) in _LIKELY


def _form_of(text: str) -> Format:
    """The format of a text; a page is what is told as nothing else, and may be one payload after all."""
    form = format_of(text)
    return Format.PAYLOAD if form is Format.PAGE and (not text.strip() or _is_one_value(text)) else form


def _is_one_value(text: str) -> bool:
    document = parse(text, "lenient")
    return document.ok and all(each.name != "surrounding-text" for each in document.diagnostics)


def _of_what_is_left(diagnostics: Iterable[Diagnostic], fixed: "quasi.Fixed") -> list[Diagnostic]:
    """Those of the diagnostics that keep a payload from being fixed: what is refused, or else all that is left."""
    names = {each.name for each in fixed.diagnostics}
    left = [each for each in diagnostics if each.name in names]
    return [each for each in left if each.is_error] or left
