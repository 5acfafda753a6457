"""Small notifications for the tests of captures."""

from collections.abc import Iterable

from ucsmsg import Notification, Parsed


def failure(number: int, message: str = "Request failed") -> str:
    """The text of a failed request's notification."""
    content = f'"referenceId":{number},"messageType":"GetInteractionContentMessage","errorMessage":"{message}"'
    return f'{{"data":{{{content}}}}}'


def over_lines(number: int) -> str:
    """The same over several lines, without indentation, as documentation prints it."""
    return failure(number).replace(",", ",\n").replace("{", "{\n").replace("}", "\n}")


def references(results: Iterable[Parsed]) -> list[int | None]:
    """The reference of each notification, in order."""
    return [reference(notification) for parsed in results for notification in parsed.notifications]


def reference(notification: Notification) -> int | None:
    """The reference of a notification."""
    return None if notification.data is None else notification.data.reference_id


def undecodable(results: Iterable[Parsed]) -> list[tuple[str, int, int]]:
    """The marks of bytes that are no text, without what follows from them."""
    return [mark for mark in marks(results) if mark[0] == "undecodable-bytes"]


def marks(results: Iterable[Parsed]) -> list[tuple[str, int, int]]:
    """Name, line and column of each diagnostic, in order."""
    return [(each.name, each.span.line, each.span.column) for parsed in results for each in parsed.diagnostics]
