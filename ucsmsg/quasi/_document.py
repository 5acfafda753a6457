"""A quasi-JSON text with its value, its diagnostics and its places."""

import functools
from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs

from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostics, Judged, QuasiJSONError
from ucsmsg.places import Path, Source, Span, format_path, parse_path
from ucsmsg.quasi._limits import Limits, checked_limits
from ucsmsg.quasi.lanes._reading import HandOverError, Reading
from ucsmsg.quasi.lanes._valid import by_decoder
from ucsmsg.text.encodings import Decoded, decode

Text: TypeAlias = str | bytes | bytearray | memoryview | Source
"""A text, or the bytes of one."""


def read_source(text: Text, limits: Limits, *, reference: bool = False) -> Reading:
    """Read a text, or bytes, as one value, by the quickest lane that is certain. Never raises on data.

    Every lane gives what recovery gives, which reads any text. As the `reference` Lark reads the value once more, by
    the grammar.
    """
    source, decoded, size = _decoded(text)
    if size > checked_limits(limits).size:
        return _too_large(source, decoded, size, limits)
    if reference:
        from ucsmsg.quasi.lanes._reference import by_reference  # noqa: PLC0415 - for who asks for it

        return by_reference(source, limits, decoded)
    if not (decoded and decoded.findings):
        try:
            return by_decoder(source, limits)
        except HandOverError:
            pass
    from ucsmsg.quasi.lanes._fallback import by_fallback_lanes  # noqa: PLC0415 - valid text never needs it

    return by_fallback_lanes(source, limits, decoded)


def _decoded(text: Text) -> tuple[Source, Decoded | None, int]:
    """The text, what was found in its bytes if it was bytes, and its size in those, or else in characters."""
    if isinstance(text, bytearray | memoryview):
        text = bytes(text)
    if isinstance(text, bytes):
        decoded = decode(text)
        return Source(decoded.text), decoded, len(text)
    source = Source.of(text)
    return source, None, len(source.text)


def _too_large(source: Source, decoded: Decoded | None, size: int, limits: Limits) -> Reading:
    from ucsmsg.quasi.lanes._fallback import too_large  # noqa: PLC0415 - valid text never needs it

    return too_large(source, f"{limits.size} {'bytes' if decoded else 'characters'}", size)


@attrs.frozen(slots=False, eq=False)
class Document:
    """A text read as one JSON value.

    `value` is what is certain: dicts, lists, strings, ints, floats, bools, None, and `decimal.Decimal` for numbers
    beyond a double's range. Where nothing is certain it is None, and `ok` is False.
    """

    _parsed: Reading = attrs.field(repr=False)
    mode: Mode

    @property
    def value(self) -> Any:
        """The JSON value."""
        return self._parsed.value

    @property
    def source(self) -> Source:
        """The text, decoded where it was bytes."""
        return self._parsed.source

    @functools.cached_property
    def diagnostics(self) -> Diagnostics:
        """Every departure from RFC 8259, in the order of their places."""
        return Judged(self._parsed.annotations.findings, self.mode, self.source)

    @property
    def ok(self) -> bool:
        """True when no diagnostic is an error."""
        return self._parsed.ok(self.mode)

    def locate(self, path: str | Path) -> Span:
        """Where the value at the path stands, such as `$.data.messages[3].timestamp` or `("data", "messages", 3)`.

        Raises `KeyError` when there is no value at the path and `ValueError` when the path cannot be read.
        """
        steps = parse_path(path) if isinstance(path, str) else tuple(path)
        place = self._parsed.annotations.place_of(steps)
        if place is None:
            raise KeyError(f"Expected the path of a value, got {format_path(steps)}: there is none")
        return self.source.span(*place)


def parse(
    text: Text, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits(), reference: bool = False
) -> Document:
    """Read a quasi-JSON text. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32. `mode` rules how severe the diagnostics are, never the
    value. As the `reference` the value is the one that Lark reads by `grammar/quasi.lark`, several times slower; it is
    the same.
    """
    return Document(read_source(text, limits, reference=reference), Mode.of(mode))


def iter_parse(text: Text, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()) -> Iterator[Document]:
    """Read the quasi-JSON texts that stand one after the other, on one line or many: a document for each.

    A damaged one does not hide the next; only bytes that are not UTF-8 are one document. Places are those in the whole
    text. `text` and `mode` are those of `parse`.
    """
    source, decoded, _ = _decoded(text)
    checked_limits(limits)
    if decoded and decoded.findings:
        yield parse(text, mode, limits=limits)
        return
    from ucsmsg.quasi.recovery._finding import split  # noqa: PLC0415 - one text never needs it

    for start, end in split(source.text, limits):
        part = Source(source.text[start:end], source.name, source.position(start))
        yield parse(part, mode, limits=limits)


def loads(text: Text, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()) -> Any:
    """The value of a quasi-JSON text; raises `QuasiJSONError` when a diagnostic is an error in `mode`."""
    document = parse(text, mode, limits=limits)
    if not document.ok:
        raise QuasiJSONError(document.source, document.diagnostics)
    return document.value
