"""What stands around a message: nothing, `data`, a Bayeux event, or a Bayeux array with replies between the events."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from ucsmsg.diagnostics import Finding, too_many_deviations
from ucsmsg.places import Path
from ucsmsg.schema._cross_checks import CHECKS
from ucsmsg.schema._findings import Findings, TooManyError
from ucsmsg.schema._frozen import FrozenMapping, JsonValue
from ucsmsg.schema._kinds import refused, repaired
from ucsmsg.schema._record import MESSAGE_TYPE
from ucsmsg.schema._records import NOTIFICATION, Notification, UnknownMessage

TOPIC = "/v2/ucs/interactions"

ReadText = Callable[[str, Path], Any]

_UNWRAPPED = frozenset({MESSAGE_TYPE, "referenceId", "referendeId"})
_STATUS = "statusCode"  # of the HTTP reply to a request, which names the `referenceId` that the notification will have


@attrs.frozen(kw_only=True)
class Structured:
    """What `structure` makes of a JSON value.

    `notifications` in their order; `replies`, which are not judged: the `/meta/*` messages of a Bayeux array, and the
    HTTP replies that a capture has between the notifications; `findings`, every deviation with its path, before a mode
    has judged it.
    """

    notifications: tuple[Notification, ...]
    replies: tuple[FrozenMapping, ...]
    findings: tuple[Finding, ...]


def structure(value: JsonValue, read_text: ReadText, limit: int = sys.maxsize) -> Structured:
    """The notifications in a JSON value: an object, or an array of objects.

    `value` is what `json.loads` gives. `read_text(text, path)` is called for a `data` that is a string, and returns the
    JSON value of the text or None. Nothing is raised: what cannot be read is a finding. With more findings than `limit`
    nothing counts as read, and the one finding says so.
    """
    envelope = _Envelope(read_text, limit)
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

    def __init__(self, read_text: ReadText, limit: int) -> None:
        self._read_text = read_text
        self._limit = limit
        self.notifications: list[Notification] = []
        self.replies: list[FrozenMapping] = []
        self.findings = Findings(limit, CHECKS)

    def add(self, raw: JsonValue, path: Path) -> None:
        """Take the value at `path` for what it is."""
        channel = raw.get("channel") if isinstance(raw, dict) else None
        if not isinstance(channel, str):
            channel = TOPIC
        if channel.startswith("/meta/"):
            self.replies.append(FrozenMapping(raw))
        elif channel != TOPIC:
            self.notifications.append(_unjudged(self._with_data(raw, path)))
        elif isinstance(raw, dict) and "data" in raw:
            self.notifications.append(NOTIFICATION.structure(self._with_data(raw, path), path, self.findings))
        elif isinstance(raw, dict) and _STATUS in raw and MESSAGE_TYPE not in raw:
            self.replies.append(FrozenMapping(raw))
        elif isinstance(raw, dict) and _UNWRAPPED & raw.keys():
            self.notifications.append(self._wrapped(raw, path))
        else:
            refused("not-a-notification", "a notification, an object with `data`", raw, path, self.findings)

    def _with_data(self, raw: dict[str, Any], path: Path) -> dict[str, Any]:
        """The message with its `data` read, where that is an object written as a text in a string."""
        text, path = raw.get("data"), (*path, "data")
        data = self._read_text(text, path) if isinstance(text, str) else None
        if not isinstance(data, dict):
            return raw
        repaired("json-in-string", "an object", text, data, path, self.findings, reading="read as")
        return {**raw, "data": data}

    def _wrapped(self, raw: dict[str, Any], path: Path) -> Notification:
        """The notification for a message that stands without `data` around it."""
        event = {"data": {name: value for name, value in raw.items() if name != "channel"}}
        if "channel" in raw:
            event["channel"] = raw["channel"]
        message = "Expected the message in a member `data`, got it without"
        self.findings.append(Finding(name="unwrapped-data", message=message, path=path))
        findings = Findings(self._limit, CHECKS)
        notification: Notification = NOTIFICATION.structure(event, path, findings)
        for finding in findings:
            self.findings.append(attrs.evolve(finding, path=_unwrapped(finding.path, len(path))))
        return notification


def _unwrapped(path: Path, depth: int) -> Path:
    """The path without the step into the `data` that is not there."""
    return path[:depth] + path[depth + 1 :] if path[depth] == "data" else path


def _unjudged(raw: dict[str, Any]) -> Notification:
    """The notification of another topic, of which nothing is known: only what is certain is taken out of `extra`."""
    rest = dict(raw)
    data = rest.pop("data") if isinstance(rest.get("data"), dict) else None
    return Notification(
        channel=rest.pop("channel"),
        id=_taken(rest, "id", str),
        data=None if data is None else _unjudged_message(dict(data)),
        extra=FrozenMapping(rest),
    )


def _unjudged_message(rest: dict[str, Any]) -> UnknownMessage:
    return UnknownMessage(
        message_type=_taken(rest, MESSAGE_TYPE, str),
        reference_id=_taken(rest, "referenceId", int),
        extra=FrozenMapping(rest),
    )


def _taken(rest: dict[str, Any], name: str, wanted: type) -> JsonValue:
    """The member, taken out of `rest`; None, with the member left where it is, if it is of another type."""
    value = rest.get(name)
    return rest.pop(name) if isinstance(value, wanted) and not isinstance(value, bool) else None
