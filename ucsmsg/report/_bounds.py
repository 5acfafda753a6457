"""How much a report holds at most, whatever is read: what is beyond it is counted, and the page says so."""

import attrs

from ucsmsg._screen import printable

NOTIFICATIONS = 50_000
"""Rows of the list where nobody asks for another number."""

MOST_NOTIFICATIONS = 200_000
"""More rows are too high for a browser's scroll bars."""

OTHERS = "(others)"
"""What is counted for names that are beyond the bound."""

LONGEST = 240
"""Characters of a name, a path, a message or a piece of text that the page shows."""


@attrs.frozen(kw_only=True)
class Bounds:
    """What a report holds at most.

    `messages` and `participants` are those of a conversation, the latter also its hand-overs. `characters` is for the
    data of each list, before they are packed; `told` for the payloads of conversations while
    they are put together, and 256 more for each record.
    """

    notifications: int = NOTIFICATIONS
    characters: int = 24_000_000
    told: int = 1 << 27
    conversations: int = 2_000
    messages: int = 1_000
    participants: int = 30
    files: int = 200
    names: int = 500
    excerpts: int = 4
    deviations_of_row: int = 8
    remembered: int = 100_000
    cells: int = 100_000


def shown(text: str, limit: int = LONGEST) -> str:
    """The text with escapes for what is invisible or reverses it, and an ellipsis for what is beyond the limit."""
    return printable(text if len(text) <= limit else text[: limit - 1] + "…")
