"""A quasi-JSON text with its value, its diagnostics and its places."""

import functools
from collections.abc import Iterator
from typing import Any

import attrs

from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Finding, NotificationError
from ucsmsg.places import Path, Source, Span, format_path, parse_path
from ucsmsg.quasi._encoding import Decoded, decode
from ucsmsg.quasi._find import split
from ucsmsg.quasi._lane import NotCertainError, decode_valid
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._nodes import Child
from ucsmsg.quasi._paths import Places
from ucsmsg.quasi._reading import read


@attrs.frozen(slots=False)
class Parse:
    """A text read, before a mode has judged it: its value, whether there is one, and the findings."""

    source: Source
    limits: Limits
    decoded: Decoded
    value: Any
    has_value: bool
    findings: tuple[Finding, ...]
    _root: Child | None = attrs.field(alias="root", default=None, eq=False, repr=False)

    @functools.cached_property
    def _places(self) -> Places:
        """The places of the tree; a text that the C decoder read is read once more by the grammar."""
        return Places(self._root or read(self.decoded, self.limits).root)

    def place_of(self, path: Path) -> tuple[int, int] | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        node = self._places.node_at(path)
        return None if node is None else (node.start, node.end)


def parse_source(text: str | bytes | Source, limits: Limits) -> Parse:
    """Read a text, or bytes, as one value. Never raises on data."""
    decoded = decode(text) if isinstance(text, bytes) else Decoded(Source.of(text).text)
    source = Source(decoded.text) if isinstance(text, bytes) else Source.of(text)
    if len(text if isinstance(text, bytes) else decoded.text) > limits.size:
        return _too_large(source, limits, decoded)
    if not decoded.findings:
        try:
            value = decode_valid(decoded.text, limits)
        except NotCertainError:
            pass
        else:
            return Parse(source, limits, decoded, value, has_value=True, findings=())
    reading = read(decoded, limits)
    root = reading.root
    value = None if root is None else root.value
    return Parse(source, limits, decoded, value, has_value=root is not None, findings=reading.findings, root=root)


def _too_large(source: Source, limits: Limits, decoded: Decoded) -> Parse:
    message = (
        f"Expected at most {limits.size} characters, got {len(source.text)}: raise Limits.size if the text is yours"
    )
    finding = Finding(name="limit-exceeded", message=message, end=len(source.text), refused=True)
    return Parse(source, limits, decoded, None, has_value=False, findings=(finding,))


@attrs.frozen(slots=False)
class Document:
    """A text read as one JSON value.

    `value` is what is certain: dicts, lists, strings, ints, floats, bools, None, and `decimal.Decimal` for numbers
    beyond a double's range. Where nothing is certain it is None, and `ok` is False.
    """

    value: Any
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    _parse: Parse = attrs.field(alias="parse", eq=False, repr=False)

    @property
    def ok(self) -> bool:
        """True when no diagnostic is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)

    def locate(self, path: str | Path) -> Span:
        """Where the value at the path stands, such as `$.data.messages[3].timestamp` or `("data", "messages", 3)`.

        Raises `KeyError` when there is no value at the path and `ValueError` when the path cannot be read.
        """
        steps = parse_path(path) if isinstance(path, str) else tuple(path)
        place = self._parse.place_of(steps)
        if place is None:
            raise KeyError(f"Expected the path of a value, got {format_path(steps)}: there is none")
        return self.source.span(*place)


def parse(text: str | bytes | Source, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()) -> Document:
    """Read a quasi-JSON text. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32. `mode` rules how severe the diagnostics are, never the
    value.
    """
    judge = Mode.of(mode)
    parsed = parse_source(text, limits)
    diagnostics = tuple(
        Diagnostic.of(finding, judge, parsed.source.span(finding.start, finding.end)) for finding in parsed.findings
    )
    return Document(parsed.value, diagnostics, parsed.source, parse=parsed)


def iter_parse(
    text: str | bytes | Source, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()
) -> Iterator[Document]:
    """Read the quasi-JSON texts that stand one after the other, on one line or many: a document for each.

    A damaged one does not hide the next. Places are those in the whole text. `text` and `mode` are those of `parse`.
    """
    decoded = decode(text) if isinstance(text, bytes) else None
    if decoded and decoded.findings:
        yield parse(text, mode, limits=limits)
        return
    source = Source(decoded.text) if decoded else Source.of(text)  # type: ignore[arg-type]  # bytes are decoded
    for start, end in split(source.text, limits):
        part = Source(source.text[start:end], source.name, source.position(start))
        yield parse(part, mode, limits=limits)


def loads(text: str | bytes | Source, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()) -> Any:
    """The value of a quasi-JSON text; raises `NotificationError` when a diagnostic is an error in `mode`."""
    document = parse(text, mode, limits=limits)
    if not document.ok:
        raise NotificationError(document.source, document.diagnostics)
    return document.value
