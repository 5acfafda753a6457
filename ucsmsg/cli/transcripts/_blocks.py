"""What is shown, before it has a form: headings with facts, tables and transcripts."""

import enum
from collections.abc import Sequence

import attrs


class Role(enum.Enum):
    """Who does something."""

    CUSTOMER = enum.auto()
    AGENT = enum.auto()
    OTHER = enum.auto()


@attrs.frozen
class Heading:
    """A title, and facts below it: names and values."""

    title: str
    facts: Sequence[tuple[str, str]] = ()


@attrs.frozen
class Column:
    """A column of a table; where the last one would become too narrow one is left out, or becomes narrower itself."""

    title: str
    is_optional: bool = False
    may_shrink: bool = False


@attrs.frozen
class Table:
    """Rows of a table; the last column takes what place the others leave."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@attrs.frozen
class Day:
    """From here on a transcript is of that day, with that offset from UTC."""

    text: str


@attrs.frozen
class Remark:
    """What is to be known at this place of a transcript, and is no message."""

    text: str


@attrs.frozen(kw_only=True)
class Line:
    """Something that somebody wrote (`is_said`) or did; `kind` is what they are, and who alone sees it.

    `took` is how long an answer took, `remarks` what else is known. `is_found`: it has the text that was asked for.
    """

    time: str
    name: str
    kind: str
    role: Role
    text: str
    is_said: bool = False
    is_private: bool = False
    took: str | None = None
    remarks: Sequence[str] = ()
    is_found: bool = False


@attrs.frozen
class Transcript:
    """The lines of a conversation."""

    parts: Sequence[Day | Remark | Line]


@attrs.frozen
class Closing:
    """The counts at the end."""

    text: str


Block = Heading | Table | Transcript | Closing
