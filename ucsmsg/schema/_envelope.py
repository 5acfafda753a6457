"""What stands around a message: nothing, `data`, a Bayeux event, or a Bayeux array with replies between the events."""

import json
import sys
import typing
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import attrs

from ucsmsg.constructors import quick_constructor
from ucsmsg.diagnostics import Finding, too_many_deviations
from ucsmsg.places import Path
from ucsmsg.schema._channels import is_other_channel
from ucsmsg.schema._cross_checks import CHECKS
from ucsmsg.schema._findings import Findings, MovedFindings, NumberText, TooManyError
from ucsmsg.schema._frozen import FrozenMapping, JsonValue, check_from_code, freeze
from ucsmsg.schema._kinds import Kind, Partly, refused, repaired
from ucsmsg.schema._record import MESSAGE_TYPE, RecordError, read_again_by
from ucsmsg.schema._records import MESSAGE, NOTIFICATION, Notification, UnknownMessage
from ucsmsg.schema._structure import ArrayOf, RecordOf, record_kind
from ucsmsg.schema._unstructure import unstructure

T = TypeVar("T")
ReadText = Callable[[str, Path], Any]

_UNWRAPPED = frozenset({MESSAGE_TYPE, "referenceId", "referendeId"})
_NESTED = _UNWRAPPED | {"data"}
_EVENT_MEMBERS = frozenset({"advice", "channel", "clientId", "ext", "id"})
# `statusCode` of the HTTP reply to a request, which names the `referenceId` that the notification will have;
# `successful` of the Bayeux reply to a published message.
REPLY_MEMBERS = ("statusCode", "successful")


@attrs.frozen(kw_only=True)
class Structured:
    """What `structure` makes of a JSON value.

    `notifications` in their order; `replies`, which are not judged: `/meta/*` messages of a Bayeux array, replies to
    published messages, and HTTP replies; `findings`, every deviation with its path, before a mode has judged it.
    """

    notifications: tuple[Notification, ...]
    replies: tuple[FrozenMapping, ...]
    findings: tuple[Finding, ...]


def structure(
    value: JsonValue, read_text: ReadText, limit: int = sys.maxsize, number_text: NumberText = lambda _: ""
) -> Structured:
    """The notifications in a JSON value: an object, or an array of objects.

    `value` is what `json.loads` gives. `read_text(text, path)` is called for a `data` that is a string, and returns the
    JSON value of the text or None; `number_text(path)` for a number that stands for a string, and returns its text in
    the source, or "". Nothing is raised: what cannot be read is a finding. With more findings than `limit` nothing
    counts as read, and the one finding says so.
    """
    envelope = _Envelope(read_text, Findings(limit, CHECKS, number_text))
    try:
        for path, element in _messages(value):
            envelope.add(element, path)
    except TooManyError:
        return Structured(notifications=(), replies=(), findings=(_limit_exceeded(limit),))
    return Structured(
        notifications=tuple(envelope.notifications),
        replies=tuple(envelope.replies),
        findings=tuple(envelope.findings),
    )


def structure_as(as_: type[T]) -> Callable[[JsonValue, int, NumberText], tuple[T | None, tuple[Finding, ...]]]:
    """What makes a record, or a list or tuple of records, of a JSON value: with the value, and its findings.

    The limit and the `number_text` are those of `structure`. Raises `TypeError` for what is neither a class declared
    with `@record` nor a list or tuple of such.
    """
    record, make = kind_as(as_)
    kind: Kind = ArrayOf(record) if make else record

    def structured(value: JsonValue, limit: int, number_text: NumberText) -> tuple[T | None, tuple[Finding, ...]]:
        findings = Findings(limit, CHECKS, number_text)
        try:
            taken = kind.convert(value, (), findings)
        except TooManyError:
            return None, (_limit_exceeded(limit),)
        read = taken.value if type(taken) is Partly else taken
        return make(read) if make and read is not None else read, tuple(findings)

    return structured


def kind_as(as_: Any) -> tuple[RecordOf[Any], Callable[[Any], Any] | None]:
    """The kind of the records of a text that is read as that, and what holds them, a list or tuple; None for one.

    Raises `TypeError` as `structure_as`.
    """
    make, of = typing.get_origin(as_), typing.get_args(as_)
    is_array = make is list or (make is tuple and of[1:] == (...,))
    try:
        return (record_kind(of[0]), make) if is_array else (record_kind(as_), None)
    except TypeError:
        raise TypeError(
            f"Expected a class declared with @record, or a list of one such as list[Interaction], got {as_!r}"
        ) from None


def _read_again(made: Notification) -> Notification | None:
    """The notification that is read when the one that was made is written; None where it is read as none."""
    written = unstructure(made)
    try:
        check_from_code(written)
    except TypeError as reason:
        raise RecordError(f"data: {reason}") from None
    read = structure(written, _object_in).notifications
    return read[0] if read else None


def _object_in(text: str, _: Path) -> Any:
    """The JSON value of a text as far as the standard library reads it: a `data` may not be one in a string."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


read_again_by(Notification, _read_again)


def _messages(value: JsonValue) -> Iterator[tuple[Path, JsonValue]]:
    """The messages of a batch, or the one message that the value is, with their paths."""
    if isinstance(value, list | tuple):
        for index, element in enumerate(value):
            yield (index,), element
    else:
        yield (), value


def _limit_exceeded(limit: int) -> Finding:
    return Finding(name="limit-exceeded", message=too_many_deviations(limit), refused=True)


class _Envelope:
    """Takes the messages of a value one by one."""

    def __init__(self, read_text: ReadText, findings: Findings) -> None:
        self._read_text = read_text
        self.notifications: list[Notification] = []
        self.replies: list[FrozenMapping] = []
        self.findings = findings

    def add(self, raw: JsonValue, path: Path) -> None:
        """Take the value at `path` for what it is."""
        if not isinstance(raw, dict):
            self._refuse(raw, path)
        elif _is_reply(raw):
            self.replies.append(freeze(raw))
        else:
            raw = self._with_texts(raw, (*path, "data"))
            is_judged = not is_other_channel(raw.get("channel")) or _is_documented(raw)
            notification = self._judged(raw, path) if is_judged else _unjudged(raw)
            if notification is not None:
                self.notifications.append(notification)

    def _refuse(self, raw: JsonValue, path: Path) -> None:
        refused("not-a-notification", "a notification, an object with `data`", raw, path, self.findings)

    def _with_texts(self, raw: dict[str, Any], path: Path) -> dict[str, Any]:
        """The message with its `data`, at `path`, read where that is a text, or where the `data` of that event is."""
        data = raw.get("data")
        if isinstance(data, str):
            return self._with_data(raw, path)
        if isinstance(data, dict) and isinstance(data.get("data"), str) and data.keys() - {"data"} <= _EVENT_MEMBERS:
            return {**raw, "data": self._with_data(data, (*path, "data"))}
        return raw

    def _with_data(self, raw: dict[str, Any], path: Path) -> dict[str, Any]:
        """The message with its `data`, at `path`, read if the text that it is holds an object."""
        text = raw["data"]
        data = self._read_text(text, path)
        if not isinstance(data, dict):
            return raw
        repaired("json-in-string", "an object", text, data, path, self.findings, reading="read as")
        return {**raw, "data": data}

    def _judged(self, raw: dict[str, Any], path: Path) -> Notification | None:
        """The notification for a message of the topic, or one of a documented type."""
        if "data" not in raw:
            return self._wrapped(raw, path)
        if _is_nested(raw):
            return self._nested(raw, path)
        notification: Notification = NOTIFICATION.structure(raw, path, self.findings)
        return notification

    def _nested(self, event: dict[str, Any], path: Path) -> Notification:
        """The notification for an event whose message, or whose own event, stands in a `data` of `data`."""
        places: dict[str | int, Path] = {"data": (*path, "data")}
        while _is_nested(event):
            message = "Expected the message in the member `data`, got it in a `data` of that"
            self.findings.append(Finding(name="nested-data", message=message, path=places["data"]))
            inner = event["data"]
            places |= {name: (*places["data"], name) for name in inner}
            event = event | inner
        findings = MovedFindings(self.findings, path, places)
        notification: Notification = NOTIFICATION.structure(event, path, findings)
        return notification

    def _wrapped(self, raw: dict[str, Any], path: Path) -> Notification | None:
        """The notification for a message that stands without `data` around it."""
        if not _UNWRAPPED & raw.keys():
            self._refuse(raw, path)
            return None
        event = {"data": {name: value for name, value in raw.items() if name != "channel"}}
        if "channel" in raw:
            event["channel"] = raw["channel"]
        message = "Expected the message in a member `data`, got it without"
        self.findings.append(Finding(name="unwrapped-data", message=message, path=path))
        findings = MovedFindings(self.findings, path, {"data": path})
        notification: Notification = NOTIFICATION.structure(event, path, findings)
        return notification


def _is_reply(raw: dict[str, Any]) -> bool:
    """True for a reply of Bayeux (`/meta/*`, or to a publishing client) or of HTTP; none of them is a message."""
    channel = raw.get("channel")
    if isinstance(channel, str) and channel.startswith("/meta/"):
        return not _is_documented(raw)
    return "data" not in raw and MESSAGE_TYPE not in raw and not raw.keys().isdisjoint(REPLY_MEMBERS)


def _is_documented(raw: JsonValue) -> bool:
    """True for a message of a documented type, with any number of `data` around it."""
    while isinstance(raw, dict):
        if MESSAGE.kind_of(raw):
            return True
        raw = raw.get("data")
    return False


def _is_nested(event: dict[str, Any]) -> bool:
    """True when in `data` there is a `data` with a message, and beside it only what belongs to the event around it."""
    inner = event["data"]
    if not isinstance(inner, dict) or "data" not in inner:
        return False
    message, others = inner["data"], inner.keys() - {"data"}
    is_event = others <= _EVENT_MEMBERS and others.isdisjoint(event)
    return is_event and isinstance(message, dict) and not _NESTED.isdisjoint(message)


_new_notification, _new_message = quick_constructor(Notification), quick_constructor(UnknownMessage)


def _unjudged(raw: dict[str, Any]) -> Notification:
    """The notification of another topic, of which nothing is known: only what is certain is taken out of `extra`."""
    rest = dict(raw)
    data = rest.pop("data") if isinstance(rest.get("data"), dict) else None
    message = None if data is None else _unjudged_message(dict(data))
    return _new_notification(rest.pop("channel"), _taken(rest, "id", str), message, freeze(rest))


def _unjudged_message(rest: dict[str, Any]) -> UnknownMessage:
    message_type, reference_id = _taken(rest, MESSAGE_TYPE, str), _taken(rest, "referenceId", int)
    error_message, metrics = _taken(rest, "errorMessage", str), freeze(_taken(rest, "metrics", dict))
    return _new_message(message_type, reference_id, error_message, metrics, freeze(rest))


def _taken(rest: dict[str, Any], name: str, wanted: type) -> JsonValue:
    """The member, taken out of `rest`; None, with the member left where it is, if it is of another type."""
    value = rest.get(name)
    return rest.pop(name) if isinstance(value, wanted) and not isinstance(value, bool) else None
