"""Texts into notifications and back: where the syntax and the schema meet."""

import functools
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, overload

import attrs

from ucsmsg import quasi
from ucsmsg._display import Cell, Displayed, Table, cell_of, rich_group, table_of
from ucsmsg._embedded import Embedded
from ucsmsg._postponed import MadeWhenAsked, changed, postpone
from ucsmsg.catalogue import Mode, Severity
from ucsmsg.diagnostics import (
    Diagnostic,
    Diagnostics,
    Finding,
    Judged,
    NotificationError,
    QuasiJSONError,
    rich_lines,
    table_of_diagnostics,
)
from ucsmsg.origins import NO_ORIGIN, Origin
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import Text, read_source
from ucsmsg.quasi._limits import checked_limits
from ucsmsg.quasi._writer import write
from ucsmsg.schema import FrozenMapping, Notification, Record, structure, structure_as, unstructure
from ucsmsg.text.encodings import in_utf_8
from ucsmsg.typed import by_typed_lane, value_of

if TYPE_CHECKING:
    from ucsmsg.typed import Typed

_CHUNK = 1 << 16
"""Characters, or bytes, of a file that are read at a time."""

_SHOWN = 3
"""Notifications that are displayed of a result."""

T = TypeVar("T")


class _Postponed:
    """What a result of the typed lane is asked for before it has it."""

    notifications: Any = MadeWhenAsked[tuple[Notification, ...]]()
    value: Any = MadeWhenAsked[Any]()
    source: Any = MadeWhenAsked[Source]()

    def __getstate__(self) -> dict[str, Any]:
        given: Any = type(self)
        return {field.name: getattr(self, field.name) for field in attrs.fields(given)}


@attrs.frozen(kw_only=True, slots=False)
class Parsed(_Postponed, Displayed):
    """What a text holds: its notifications, and everything in it that departs from RFC 8259 or the documentation.

    `notifications` are in the order of the text (a Bayeux array has several), and may be made when somebody asks for
    them; `replies` are what stands between them
    and is not judged, `/meta/*` messages, replies to published messages (`{"channel": …, "successful": true}`) and HTTP
    replies (`{"statusCode": 0, "referenceId": 2}`); `diagnostics` are in
    the order of their places, each made when somebody asks for it; `ok` is True when none of them is an error.
    `origin` is what the capture tells of them: `parse` knows nothing of it.
    """

    notifications: tuple[Notification, ...]
    diagnostics: Diagnostics = attrs.field(repr=False)
    replies: tuple[FrozenMapping, ...] = ()
    source: Source = attrs.field(repr=False)
    origin: Origin = attrs.field(default=NO_ORIGIN, repr=False)

    @functools.cached_property
    def ok(self) -> bool:
        """True when no diagnostic is an error."""
        return not self.diagnostics.has_errors

    def _table(self) -> Table:
        count = len(self.notifications)
        rows: list[tuple[str, Cell]] = [("notifications", f"{count:,}")]
        rows += [("", table_of(each)) for each in self.notifications[:_SHOWN]]
        rows += [("", f"and {count - _SHOWN:,} more")] * (count > _SHOWN)
        rows += [("replies", f"{len(self.replies):,}")] * bool(self.replies)
        return _result_table(self, rows)

    def __rich__(self) -> Any:
        """For the library rich: the notifications and replies, and a line for each diagnostic."""
        replies = [self.replies] * bool(self.replies)
        return rich_group(rich_lines(self.diagnostics), self.notifications, *replies)


@attrs.frozen(kw_only=True, slots=False)
class TypedDocument(_Postponed, Displayed, Generic[T]):
    """A text read as a record, or as an array of records.

    `value` is the record, or what could be read of it, None where nothing could; it may be made when somebody asks for
    it. Everything in the text that departs
    from RFC 8259 or from the record's declaration is in `diagnostics`, `ok` is True when none of them is an error.
    `source` is the text, `origin` what a capture tells of it.
    """

    value: T | None
    diagnostics: Diagnostics = attrs.field(repr=False)
    source: Source = attrs.field(repr=False)
    origin: Origin = attrs.field(default=NO_ORIGIN, repr=False)

    @functools.cached_property
    def ok(self) -> bool:
        """True when no diagnostic is an error."""
        return not self.diagnostics.has_errors

    def _table(self) -> Table:
        return _result_table(self, [("value", cell_of(self.value))])

    def __rich__(self) -> Any:
        """For the library rich: the value, and a line for each diagnostic."""
        return rich_group(rich_lines(self.diagnostics), self.value)


def _result_table(result: "Parsed | TypedDocument[Any]", rows: Sequence[tuple[str, Cell]]) -> Table:
    """What a result has, and its diagnostics."""
    count = len(result.diagnostics)
    found: list[tuple[str, Cell]] = [("diagnostics", f"{count:,}")]
    found += [("", table_of_diagnostics(result.diagnostics))] * bool(count)
    return Table(type(result).__name__ + ("" if result.ok else ", with errors"), [*rows, *found])


@overload
def parse(text: Text, *, mode: Mode | str = ..., limits: Limits = ..., encoding: str | None = ...) -> Parsed: ...


@overload
def parse(
    text: Text, *, as_: type[T], mode: Mode | str = ..., limits: Limits = ..., encoding: str | None = ...
) -> TypedDocument[T]: ...


def parse(
    text: Text,
    *,
    as_: type[T] | None = None,
    mode: Mode | str = Mode.STRICT,
    limits: Limits = Limits(),
    encoding: str | None = None,
) -> Parsed | TypedDocument[T]:
    """Read a notification, or a Bayeux array of them. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32 (RFC 8259 section 8.1). `as_` is what it is read as instead:
    a class declared with `@record`, such as `Interaction`, or a list or tuple of them (`list[ChatMessage]`). `mode` (a
    `Mode`, "strict" or "lenient") rules how severe each diagnostic is, never a value. `encoding` is that of bytes in
    another one, by a name of Python's, such as "cp1252". Raises `ValueError` for an unknown mode or encoding, and
    `TypeError` for arguments of other types.
    """
    if encoding is not None and isinstance(text, bytes | bytearray | memoryview):
        text = in_utf_8(bytes(text), encoding)
    return parse_as(text, as_, mode, limits)


def parse_as(
    text: Text, as_: type[T] | None, mode: Mode | str, limits: Limits, data: bytes | None = None
) -> Parsed | TypedDocument[T]:
    """As `parse`, for who has been given an `as_`, or none; `data` is the text in UTF-8, for who has it."""
    judge = Mode.of(mode)
    typed = by_typed_lane(text, checked_limits(limits), data, as_)
    if typed is None:
        return parse_untyped(text, as_, judge, limits)
    return _of_typed(typed, as_, judge, limits)


def parse_untyped(text: Text, as_: type[T] | None, judge: Mode, limits: Limits) -> Parsed | TypedDocument[T]:
    """What `parse` gives for any text, where the typed lane does not read it."""
    wanted = None if as_ is None else structure_as(as_)
    parsed = read_source(text, limits)
    if not parsed.has_value:
        return nothing_in(parsed.source, Judged(parsed.annotations.findings, judge, parsed.source), as_)
    embedded = Embedded(parsed, limits)
    if wanted is not None:
        value, findings = wanted(parsed.value, limits.diagnostics, embedded.text_at)
        return TypedDocument(value=value, diagnostics=embedded.diagnostics(findings, judge), source=parsed.source)
    structured = structure(parsed.value, embedded.read, limits.diagnostics, embedded.text_at)
    return Parsed(
        notifications=structured.notifications,
        diagnostics=embedded.diagnostics(structured.findings, judge),
        replies=structured.replies,
        source=parsed.source,
    )


def nothing_in(
    source: Source, diagnostics: Diagnostics, as_: type[T] | None = None, origin: Origin = NO_ORIGIN
) -> Parsed | TypedDocument[T]:
    """The result for a text with nothing in it that could be read."""
    if as_ is None:
        return Parsed(notifications=(), diagnostics=diagnostics, source=source, origin=origin)
    return TypedDocument(value=None, diagnostics=diagnostics, source=source, origin=origin)


@overload
def read(value: Any, *, mode: Mode | str = ..., limits: Limits = ...) -> Parsed: ...


@overload
def read(value: Any, *, as_: type[T], mode: Mode | str = ..., limits: Limits = ...) -> TypedDocument[T]: ...


def read(
    value: Any, *, as_: type[T] | None = None, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()
) -> Parsed | TypedDocument[T]:
    """Read what a client has decoded already: an object, a list of messages; a text is read as `parse` reads it.

    The result is that of `parse` for the JSON text of the value, which is its `source`, called `<value>`: a diagnostic
    has its path in the value, and its place in that text. Options and errors are those of `parse`; a value that is no
    JSON raises `UnwritableError`.
    """
    text = value if isinstance(value, Text) else Source(write(value, allow_nan=True), "<value>")
    return parse_as(text, as_, mode, limits)


def _of_typed(typed: "Typed", as_: type[T] | None, judge: Mode, limits: Limits) -> Parsed | TypedDocument[T]:
    """The result of the typed lane; its records are made when somebody asks for them."""
    result: Any = object.__new__(Parsed if as_ is None else TypedDocument)
    attributes = vars(result)
    if typed.notes:
        attributes.update(diagnostics=Noted(typed, as_, judge, limits), origin=NO_ORIGIN)
    else:
        attributes.update(_NOTHING_FOUND)
    if as_ is None:
        attributes.update(replies=typed.replies, _count=len(typed.structures))
        postpone(attributes, {"notifications": typed.records, "source": typed.source})
    else:
        postpone(attributes, {"value": functools.partial(value_of, typed, as_), "source": typed.source})
    made: Parsed | TypedDocument[T] = result
    return made


class Noted(Diagnostics):
    """What the typed lane has noted: it knows how often what was found, and the other lanes where."""

    def __init__(self, typed: "Typed", as_: type | None, mode: Mode, limits: Limits) -> None:
        super().__init__()
        self._made = None
        self._notes, self._mode = Counter(typed.notes), mode
        self._read = functools.partial(parse_untyped, typed.given, as_, mode, limits)

    def counts(self) -> Counter[tuple[Severity, str]]:
        """How often each deviation occurs, by its severity and name."""
        return Counter({(self._mode.severity(name), name): count for name, count in self._notes.items()})

    def _batches(self) -> Iterator[Sequence[Diagnostic]]:
        yield self._read().diagnostics


_NOTHING_FOUND: dict[str, Any] = {"diagnostics": Diagnostics(), "origin": NO_ORIGIN, "ok": True}


def typed_of(parsed: Parsed) -> "Typed | None":
    """What the typed lane has read, where no record was made of it; None for results of other lanes."""
    makers: dict[str, Any] = vars(parsed).get("_makers", {})
    make: Any = makers.get("notifications")
    typed: Typed | None = make.__self__ if make else None
    return typed


def notification_count(parsed: Parsed) -> int:
    """How many notifications a result has; none is made for that."""
    count: int | None = vars(parsed).get("_count")
    return len(parsed.notifications) if count is None else count


R = TypeVar("R", Parsed, TypedDocument[Any])


def with_origin(result: R, origin: Origin) -> R:
    """The same result from there; what nobody has asked for is not made."""
    return result if origin == result.origin else changed(result, origin=origin)


def with_diagnostics(result: R, diagnostics: Diagnostics, source: Source | None = None) -> R:
    """The same result with other diagnostics, and perhaps another source; what nobody has asked for is not made."""
    others: dict[str, Any] = {"diagnostics": diagnostics} | ({"source": source} if source else {})
    twin = changed(result, **others)
    vars(twin).pop("ok", None)
    return twin


@overload
def loads(text: Text, *, mode: Mode | str = ..., limits: Limits = ..., encoding: str | None = ...) -> Notification: ...


@overload
def loads(
    text: Text, *, as_: type[T], mode: Mode | str = ..., limits: Limits = ..., encoding: str | None = ...
) -> T: ...


def loads(
    text: Text,
    *,
    as_: type[T] | None = None,
    mode: Mode | str = Mode.STRICT,
    limits: Limits = Limits(),
    encoding: str | None = None,
) -> Notification | T:
    """The one notification of a text, or the record or records that it is to be read `as_`.

    Raises `NotificationError` when a diagnostic is an error in `mode`, and when the text is a Bayeux array of none or
    several notifications; with `as_` `QuasiJSONError`. The arguments are those of `parse`.
    """
    if as_ is not None:
        document = parse(text, as_=as_, mode=mode, limits=limits, encoding=encoding)
        if document.value is None or not document.ok:
            raise QuasiJSONError(document.source, document.diagnostics)
        return document.value
    parsed = parse(text, mode=mode, limits=limits, encoding=encoding)
    if not parsed.ok:
        raise NotificationError(parsed.source, parsed.diagnostics)
    if len(parsed.notifications) != 1:
        message = f"Expected one notification, got a batch of {len(parsed.notifications)}: read it with parse"
        finding = Finding(name="not-one-notification", message=message, refused=True)
        whole = parsed.source.span(0, len(parsed.source.text))
        diagnostic = Diagnostic.of(finding, Mode.of(mode), whole)
        raise NotificationError(parsed.source, (*parsed.diagnostics, diagnostic))
    return parsed.notifications[0]


@overload
def load(
    file: IO[str] | IO[bytes], *, mode: Mode | str = ..., limits: Limits = ..., encoding: str | None = ...
) -> Notification: ...


@overload
def load(
    file: IO[str] | IO[bytes],
    *,
    as_: type[T],
    mode: Mode | str = ...,
    limits: Limits = ...,
    encoding: str | None = ...,
) -> T: ...


def load(
    file: IO[str] | IO[bytes],
    *,
    as_: type[T] | None = None,
    mode: Mode | str = Mode.STRICT,
    limits: Limits = Limits(),
    encoding: str | None = None,
) -> Notification | T:
    """The one notification of an open file, text or binary; otherwise as `loads`.

    Raises `TypeError` for what is no open file, such as its name.
    """
    if not hasattr(file, "read"):
        raise TypeError(f"Expected an open file, got {type(file).__name__}: open it, or read a text with loads")
    content = _content(file, checked_limits(limits).size)
    if as_ is not None:
        return loads(content, as_=as_, mode=mode, limits=limits, encoding=encoding)
    return loads(content, mode=mode, limits=limits, encoding=encoding)


def _content(file: IO[str] | IO[bytes], limit: int) -> str | bytes:
    """All of it, or a part of it that is longer than the limit: a file without an end must not fill the memory."""
    parts: list[Any] = []
    size = 0
    while size <= limit and (part := file.read(_CHUNK)):
        parts.append(part)
        size += len(part)
    content: str | bytes = type(parts[0])().join(parts) if parts else ""
    return content


def to_dict(record: Record) -> dict[str, Any]:
    """The record as a JSON value with the wire's names, as `dumps` writes it; `read` gives it back.

    Enumerated values are strings, times the documented form, and what `extra` holds stands where it stood. Raises
    `TypeError` for what is no record.
    """
    if not isinstance(record, Record):
        raise TypeError(f"Expected a record, got {type(record).__name__}")
    return unstructure(record)


def dumps(
    record: Record, *, indent: int | str | None = None, sort_keys: bool = False, ensure_ascii: bool = False
) -> str:
    """The record as RFC 8259 text with the wire's names; `loads` gives it back, with `as_` what is no notification.

    Without options the text is canonical: no white space, members in their order, text as itself. `indent` (spaces for
    each level, or what stands for them), `sort_keys` and `ensure_ascii` are those of `json.dumps`. A time of more
    precision than milliseconds is written with six digits, which `loads` reports as `foreign-timestamp`. Raises
    `UnwritableError` where there is a number that RFC 8259 has no text for (NaN, the infinities), and `TypeError` for
    what is no record.
    """
    return quasi.dumps(to_dict(record), indent=indent, sort_keys=sort_keys, ensure_ascii=ensure_ascii)


def dump(
    record: Record,
    file: IO[str],
    *,
    indent: int | str | None = None,
    sort_keys: bool = False,
    ensure_ascii: bool = False,
) -> None:
    """Write the record to an open text file; otherwise as `dumps`.

    Raises `TypeError` for what is no open text file, such as its name, or a file of bytes.
    """
    given: Any = file
    if not hasattr(given, "write") or isinstance(given, io.RawIOBase | io.BufferedIOBase):
        raise TypeError(f'Expected an open text file, got {type(given).__name__}: open it with "w", encoding="utf-8"')
    file.write(dumps(record, indent=indent, sort_keys=sort_keys, ensure_ascii=ensure_ascii))
