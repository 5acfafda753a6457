"""Which notifications are wanted: one set of options for all commands that go through notifications."""

import functools
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import attrs
import click

from ucsmsg.schema import Interaction, Notification, interactions_of, times_of


class Instant(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A time of ISO 8601 with its offset."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time; one without an offset has as many readings as there are zones."""
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            return self.fail(
                f"Expected a time with its offset, such as 2013-11-25T21:02:22Z, got {value!r}", param, ctx
            )
        return instant


@attrs.frozen(kw_only=True)
class Filters:
    """What a notification must have; of several values of an option one is enough, and nothing wants everything.

    The times of a notification are those of its interactions and messages: one of them is not before `since` and
    before `until`. A notification without a time is not wanted where a time is asked for.
    """

    interaction: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    contact: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    type: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    since: datetime | None = None
    until: datetime | None = None

    def want(self, notification: Notification) -> bool:
        """True when the notification is wanted."""
        is_of_type = _has_one(self.type, [getattr(notification.data, "message_type", None)])
        return is_of_type and self.want_any([*interactions_of(notification)], times_of(notification))

    def want_any(self, interactions: Sequence[Interaction], times: Iterable[datetime]) -> bool:
        """True when one of the interactions and one of the times is wanted, of a message that is of the type."""
        return (
            _has_one(self.interaction, [each.id for each in interactions])
            and _has_one(self.contact, [each.contact_id for each in interactions])
            and self._want_one(times)
        )

    def _want_one(self, times: Iterable[datetime]) -> bool:
        if self.since is None and self.until is None:
            return True
        return any(
            (self.since is None or time >= self.since) and (self.until is None or time < self.until) for time in times
        )


def _has_one(wanted: frozenset[str], values: list[str | None]) -> bool:
    return not wanted or any(value in wanted for value in values)


_OPTIONS = (
    click.option(
        "--interaction", multiple=True, metavar="ID", help="Only what tells of this interaction. May be repeated."
    ),
    click.option("--contact", multiple=True, metavar="ID", help="Only what tells of this contact's. May be repeated."),
    click.option("--type", multiple=True, metavar="NAME", help="Only messages of this type. May be repeated."),
    click.option("--since", type=Instant(), metavar="TIME", help="Only what has a time from then on."),
    click.option("--until", type=Instant(), metavar="TIME", help="Only what has a time before."),
)


def filtering(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose notifications, which the command gets as its `filters`."""

    @functools.wraps(command)
    def with_filters(*arguments: Any, **options: Any) -> Any:
        chosen = {name: options.pop(name) for name in attrs.fields_dict(Filters)}
        return command(*arguments, filters=Filters(**chosen), **options)

    for option in reversed(_OPTIONS):
        with_filters = option(with_filters)
    return with_filters
