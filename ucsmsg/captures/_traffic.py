"""What the server's traffic looks like, whole or damaged: the names of its members, in quotes of any kind.

Captures are searched for it; whether it is a payload is the parser's business.
"""

import re

from ucsmsg.text.marks import QUOTES, SPACE, STRING_START

GAP = rf"[{SPACE}]*+"
WRITTEN_QUOTE = r"&(?:quot|apos|\#34|\#39|\#[xX]22|\#[xX]27);"
"""A quote as HTML and XML write it."""

STARTS = re.compile(rf"{GAP}{STRING_START}")
"""The name of a member, where the text begins inside of an object."""

OPENS = re.compile(rf"[{{\[]{GAP}(?:{STRING_START}|[{{\[])")
"""An object or an array that holds something."""

ROOT = re.compile(
    rf"([^\"'{{}}\[\],]{{0,200}}?)(?:\[{GAP})?\{{{GAP}{STRING_START}?(?:channel|data)[{QUOTES}]?{GAP}[:=]"
)
"""The beginning of a notification, with what stands before it in its line."""

UNQUOTED_NAME = re.compile(
    rf"[{{,]{GAP}(?:channel|data|messageType|referenceId|interactions?|messages|errorMessage){GAP}[:=]"
)
NAME = re.compile(rf"(?:channel|messageType|referenceId)(?:\\*+[{QUOTES}]|{WRITTEN_QUOTE}){GAP}[:=]")
"""A name that nothing else has."""

NAME_WITH_VALUE = re.compile(rf"{NAME.pattern}{GAP}(?:[{QUOTES}\\\[&0-9]|-[0-9]|true|false|null)")
EVENT_NAME = re.compile(rf"(?:channel|messageType)\\*+[{QUOTES}]")
"""A name that events have, and the replies to requests have not."""
