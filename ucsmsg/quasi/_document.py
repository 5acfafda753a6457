"""A quasi-JSON text with its value, its diagnostics and its places."""

import enum
import functools
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from ucsmsg.catalogue import Mode, Severity
from ucsmsg.diagnostics import Diagnostic, Finding, NotificationError, judged
from ucsmsg.places import Path, Source, Span, format_path, parse_path
from ucsmsg.quasi._decoders import by_msgspec, standard
from ucsmsg.quasi._encoding import Decoded, decode
from ucsmsg.quasi._find import split
from ucsmsg.quasi._index import Index
from ucsmsg.quasi._lane import NotCertainError, decode_valid
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi._reading import Reading, read
from ucsmsg.quasi._rewriting import rewrite
from ucsmsg.quasi._rewritten import Rewritten


class Parse:
    """A text read, before a mode has judged it: its value, whether there is one, and what it deviates in.

    `names` are the deviations that have been repaired, and `is_certain` is False when something was refused. After a
    quick lane findings and places are made when somebody asks for them.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.value: Any = None
        self.has_value = True
        self.names: frozenset[str] = frozenset()
        self.is_certain = True
        self._places: Index | Rewritten | Reading

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the order of their places."""
        return self._places.findings

    def ok(self, mode: Mode) -> bool:
        """True when no finding is an error in `mode`."""
        return self.is_certain and not any(mode.severity(name) is Severity.ERROR for name in self.names)

    def place_of(self, path: Path) -> tuple[int, int] | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        return self._places.place_of(path)

    def name_place_of(self, path: Path) -> tuple[int, int] | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        return self._places.name_place_of(path)

    def take_valid(self, decode: Callable[[str], Any] | None = None) -> None:
        """Take the value from a C decoder. Raises `NotCertainError` when the text may have a deviation."""
        text = self.source.text
        self.value = decode_valid(text, self.limits, decode)
        self._places = Index(text)

    def take_rewritten(self) -> None:
        """Take the value from a C decoder after rewriting. Raises `NotCertainError` to hand over."""
        rewritten = rewrite(self.source.text, self.limits)
        self.value = decode_valid(rewritten.text, self.limits)
        self.names = rewritten.names
        self._places = rewritten

    def take(self, reading: Reading) -> None:
        """Take value and findings from what the grammar has read."""
        root = reading.root
        self._places = reading
        self.value = None if root is None else root.value
        self.has_value = root is not None
        self.names = frozenset(finding.name for finding in reading.findings if not finding.refused)
        self.is_certain = not any(finding.refused for finding in reading.findings)


class Lane(enum.Enum):
    """How a text is read: the ways that are tried before the grammar.

    All lanes give the same value and the same findings; tests force one to prove it.
    """

    QUICKEST = (Parse.take_valid, Parse.take_rewritten)
    VALID = (functools.partial(Parse.take_valid, decode=standard),)
    MSGSPEC = (functools.partial(Parse.take_valid, decode=by_msgspec),)
    REWRITTEN = (Parse.take_rewritten,)
    GRAMMAR = ()


def parse_source(
    text: str | bytes | bytearray | memoryview | Source, limits: Limits, lane: Lane = Lane.QUICKEST
) -> Parse:
    """Read a text, or bytes, as one value, by the quickest lane that is certain. Never raises on data."""
    if isinstance(text, bytearray | memoryview):
        text = bytes(text)
    decoded = decode(text) if isinstance(text, bytes) else None
    source = Source(decoded.text) if decoded else Source.of(text)  # type: ignore[arg-type]  # bytes are decoded
    parsed = Parse(source, limits)
    size, unit = (len(text), "bytes") if isinstance(text, bytes) else (len(source.text), "characters")
    if size > limits.size:
        parsed.take(Reading(None, (_too_large(source, f"{limits.size} {unit}", size),)))
    elif (decoded and decoded.findings) or not _quickly(parsed, lane):
        parsed.take(read(decoded or Decoded(source.text), limits))
    return parsed


def _quickly(parsed: Parse, lane: Lane) -> bool:
    """Read the text by one of the ways before the grammar; False when none is certain."""
    for take in lane.value:
        try:
            take(parsed)
        except NotCertainError:
            continue
        return True
    return False


def _too_large(source: Source, limit: str, size: int) -> Finding:
    message = f"Expected at most {limit}, got {size}: raise Limits.size if the text is yours"
    return Finding(name="limit-exceeded", message=message, end=len(source.text), refused=True)


@attrs.frozen(slots=False, eq=False)
class Document:
    """A text read as one JSON value.

    `value` is what is certain: dicts, lists, strings, ints, floats, bools, None, and `decimal.Decimal` for numbers
    beyond a double's range. Where nothing is certain it is None, and `ok` is False.
    """

    _parsed: Parse = attrs.field(repr=False)
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
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every departure from RFC 8259, in the order of their places."""
        return judged(self._parsed.findings, self.mode, self.source)

    @property
    def ok(self) -> bool:
        """True when no diagnostic is an error."""
        return self._parsed.ok(self.mode)

    def locate(self, path: str | Path) -> Span:
        """Where the value at the path stands, such as `$.data.messages[3].timestamp` or `("data", "messages", 3)`.

        Raises `KeyError` when there is no value at the path and `ValueError` when the path cannot be read.
        """
        steps = parse_path(path) if isinstance(path, str) else tuple(path)
        place = self._parsed.place_of(steps)
        if place is None:
            raise KeyError(f"Expected the path of a value, got {format_path(steps)}: there is none")
        return self.source.span(*place)


def parse(text: str | bytes | Source, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()) -> Document:
    """Read a quasi-JSON text. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32. `mode` rules how severe the diagnostics are, never the
    value.
    """
    return Document(parse_source(text, limits), Mode.of(mode))


def iter_parse(
    text: str | bytes | Source, mode: Mode | str = Mode.STRICT, *, limits: Limits = Limits()
) -> Iterator[Document]:
    """Read the quasi-JSON texts that stand one after the other, on one line or many: a document for each.

    A damaged one does not hide the next; only bytes that are not UTF-8 are one document. Places are those in the whole
    text. `text` and `mode` are those of `parse`.
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
