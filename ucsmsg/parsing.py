"""Texts into notifications and back: where the syntax and the schema meet."""

import functools
import io
from typing import IO, Any

import attrs

from ucsmsg import quasi
from ucsmsg._embedded import Embedded
from ucsmsg._postponed import MadeWhenAsked, changed, with_attributes
from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Diagnostics, Finding, Judged, NotificationError
from ucsmsg.origins import NO_ORIGIN, Origin
from ucsmsg.places import Source
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import Text, read_source
from ucsmsg.schema import FrozenMapping, Notification, structure, unstructure
from ucsmsg.typed import Typed, by_typed_lane

_CHUNK = 1 << 16
"""Characters, or bytes, of a file that are read at a time."""


class _Postponed:
    """What a `Parsed` of the typed lane is asked for before it has it."""

    notifications = MadeWhenAsked[tuple[Notification, ...]]()
    source = MadeWhenAsked[Source]()


@attrs.frozen(kw_only=True, slots=False)
class Parsed(_Postponed):
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

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in attrs.fields(Parsed)}


def parse(text: Text, *, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()) -> Parsed:
    """Read a notification, or a Bayeux array of them. Never raises on data.

    `text` is a string, or bytes in UTF-8, UTF-16 or UTF-32 (RFC 8259 section 8.1). `mode` (a `Mode`, "strict" or
    "lenient") rules how severe each diagnostic is, never a value. Raises `ValueError` for an unknown mode, and
    `TypeError` for arguments of other types.
    """
    judge = Mode.of(mode)
    typed = by_typed_lane(text, checked_limits(limits))
    return parse_untyped(text, judge, limits) if typed is None else _of_typed(typed)


def parse_untyped(text: Text, judge: Mode, limits: Limits) -> Parsed:
    """What `parse` gives for any text, where the typed lane does not read it."""
    parsed = read_source(text, limits)
    if not parsed.has_value:
        return Parsed(
            notifications=(),
            diagnostics=Judged(parsed.annotations.findings, judge, parsed.source),
            source=parsed.source,
        )
    embedded = Embedded(parsed, limits)
    structured = structure(parsed.value, embedded.read, limits.diagnostics, embedded.text_at)
    return Parsed(
        notifications=structured.notifications,
        diagnostics=embedded.diagnostics(structured.findings, judge),
        replies=structured.replies,
        source=parsed.source,
    )


def _of_typed(typed: Typed) -> Parsed:
    """The result for a text that deviates in nothing; its notifications are made when somebody asks for them."""
    attributes = {**_NOTHING_FOUND, "_count": typed.count}
    return with_attributes(Parsed.__new__(Parsed), attributes, notifications=typed.records, source=typed.source)


_NOTHING_FOUND: dict[str, Any] = {"diagnostics": Diagnostics(), "replies": (), "origin": NO_ORIGIN, "ok": True}


def notification_count(parsed: Parsed) -> int:
    """How many notifications a result has; none is made for that."""
    count: int | None = vars(parsed).get("_count")
    return len(parsed.notifications) if count is None else count


def checked_limits(limits: Limits) -> Limits:
    """The limits themselves; raises `TypeError` for what is none, such as a `dict` of them."""
    if not isinstance(limits, Limits):
        raise TypeError(f"Expected Limits, such as Limits(depth=100), got {type(limits).__name__}")
    return limits


def with_origin(parsed: Parsed, origin: Origin) -> Parsed:
    """The same result from there; what nobody has asked for is not made."""
    return parsed if origin == parsed.origin else changed(parsed, origin=origin)


def loads(text: Text, *, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()) -> Notification:
    """The one notification of a text.

    Raises `NotificationError` when a diagnostic is an error in `mode`, and when the text is a Bayeux array of none or
    several notifications. `text`, `mode` and `limits` are those of `parse`.
    """
    parsed = parse(text, mode=mode, limits=limits)
    if not parsed.ok:
        raise NotificationError(parsed.source, parsed.diagnostics)
    if len(parsed.notifications) != 1:
        message = f"Expected one notification, got a batch of {len(parsed.notifications)}: read it with parse"
        finding = Finding(name="not-one-notification", message=message, refused=True)
        whole = parsed.source.span(0, len(parsed.source.text))
        diagnostic = Diagnostic.of(finding, Mode.of(mode), whole)
        raise NotificationError(parsed.source, (*parsed.diagnostics, diagnostic))
    return parsed.notifications[0]


def load(file: IO[str] | IO[bytes], *, mode: Mode | str = Mode.STRICT, limits: Limits = Limits()) -> Notification:
    """The one notification of an open file, text or binary; otherwise as `loads`.

    Raises `TypeError` for what is no open file, such as its name.
    """
    if not hasattr(file, "read"):
        raise TypeError(f"Expected an open file, got {type(file).__name__}: open it, or read a text with loads")
    return loads(_content(file, checked_limits(limits).size), mode=mode, limits=limits)


def _content(file: IO[str] | IO[bytes], limit: int) -> str | bytes:
    """All of it, or a part of it that is longer than the limit: a file without an end must not fill the memory."""
    parts: list[Any] = []
    size = 0
    while size <= limit and (part := file.read(_CHUNK)):
        parts.append(part)
        size += len(part)
    content: str | bytes = type(parts[0])().join(parts) if parts else ""
    return content


def dumps(notification: Notification) -> str:
    """The notification as canonical RFC 8259 text with the wire's names; `loads` gives it back.

    A time of more precision than milliseconds is written with six digits, which `loads` reports as `foreign-timestamp`.
    Raises `UnwritableError` where there is a number that RFC 8259 has no text for (NaN, the infinities).
    """
    if not isinstance(notification, Notification):
        raise TypeError(f"Expected a Notification, got {type(notification).__name__}")
    return quasi.dumps(unstructure(notification))


def dump(notification: Notification, file: IO[str]) -> None:
    """Write the notification to an open text file; otherwise as `dumps`.

    Raises `TypeError` for what is no open text file, such as its name, or a file of bytes.
    """
    given: Any = file
    if not hasattr(given, "write") or isinstance(given, io.RawIOBase | io.BufferedIOBase):
        raise TypeError(f'Expected an open text file, got {type(given).__name__}: open it with "w", encoding="utf-8"')
    file.write(dumps(notification))
