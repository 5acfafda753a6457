"""From results to the lines of `ucsmsg clean`: which notifications are written, and what with them."""

import hashlib
from collections.abc import Iterator

import attrs

from ucsmsg.captures import Seen
from ucsmsg.cli._filters import Filters
from ucsmsg.cli._statuses import counted
from ucsmsg.parsing import Parsed, to_dict
from ucsmsg.quasi import dumps
from ucsmsg.schema import Notification

_DIGEST_SIZE = 16


@attrs.define
class NotificationWriter:
    """How notifications are written, and how many were left out for which reason.

    What was sent before is known for as many notifications as `Seen` remembers.
    """

    filters: Filters
    is_deduping: bool = attrs.field(default=False, kw_only=True)
    has_origin: bool = attrs.field(default=False, kw_only=True)
    indent: int | None = attrs.field(default=None, kw_only=True)
    not_wanted: int = attrs.field(default=0, init=False)
    repeated: int = attrs.field(default=0, init=False)
    _seen: Seen = attrs.field(factory=Seen, init=False)

    def lines(self, parsed: Parsed) -> list[str]:
        """The text of each notification of the result that is wanted.

        Raises `UnwritableError`, before anything is counted, where one of them has no JSON text.
        """
        texts = [(each, dumps(to_dict(each))) for each in parsed.notifications]
        return [*self._chosen(parsed, texts)]

    def _chosen(self, parsed: Parsed, texts: list[tuple[Notification, str]]) -> Iterator[str]:
        for notification, text in texts:
            if not self.filters.want(notification):
                self.not_wanted += 1
            elif self.is_deduping and self._came_before(parsed, text):
                self.repeated += 1
            else:
                yield self._written(parsed, notification, text)

    def _came_before(self, parsed: Parsed, text: str) -> bool:
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).digest()
        return self._seen.add(digest, (parsed.source.name, parsed.source.origin.line)) is not None

    def _written(self, parsed: Parsed, notification: Notification, text: str) -> str:
        if not self.has_origin and self.indent is None:
            return text
        content = to_dict(notification)
        return dumps(_with_origin(parsed, content) if self.has_origin else content, indent=self.indent)

    @property
    def left_out(self) -> Iterator[str]:
        """What is to be said of those that were left out."""
        if self.not_wanted:
            yield f"{counted(self.not_wanted, 'notification')} not asked for"
        if self.repeated:
            yield f"{counted(self.repeated, 'notification')} sent before"


def _with_origin(parsed: Parsed, content: dict[str, object]) -> dict[str, object]:
    """Where the payload stands, what its container tells of it, and the notification."""
    told = attrs.asdict(parsed.origin, filter=lambda _, value: value is not None)
    source = parsed.source
    return {"origin": {"file": source.name, "line": source.origin.line} | told, "notification": content}
