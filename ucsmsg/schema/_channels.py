"""The topic of the notifications, and how it is told from others."""

import re

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path
from ucsmsg.schema._findings import Findings
from ucsmsg.schema._frozen import JsonValue
from ucsmsg.schema._kinds import JsonSchema, Name, json_text, repaired
from ucsmsg.text.marks import SPACE

TOPIC = "/v2/ucs/interactions"

_EXPECTED = f"the channel `{TOPIC}`"
# A slash in any number and escape, or none; white space.
_SLASHES = rf"(?:[/\\{SPACE}]|%2[Ff]|&#(?:47|[Xx]2[Ff]);|\\(?:u00|x)2[Ff])*"


def in_any_case(text: str) -> str:
    """The pattern of a text in any letter case, for those whose patterns have no flag for that."""
    return "".join(f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter for letter in text)


NEAR_TOPIC = "^" + _SLASHES.join(["", *(in_any_case(part) for part in TOPIC.split("/")[1:]), ""]) + "$"
"""The topic in any spelling: other letter case, white space around it, slashes lost, doubled or escaped."""

NO_CHANNEL = f"^{_SLASHES}$"

_is_near_topic = re.compile(NEAR_TOPIC).search
_is_no_channel = re.compile(NO_CHANNEL).search


def is_topic(channel: JsonValue) -> bool:
    """True for the topic in any spelling."""
    return isinstance(channel, str) and _is_near_topic(channel) is not None


def is_other_channel(channel: JsonValue) -> bool:
    """True for a channel whose messages are not known: not the topic in any spelling, nor none at all."""
    if not isinstance(channel, str) or channel == TOPIC:
        return False
    return not _is_near_topic(channel) and not _is_no_channel(channel)


class Channel(Name):
    """The channel of a documented message."""

    @staticmethod
    def quick(value: str) -> str | None:
        return value if value == TOPIC else None

    def convert(self, value: JsonValue, path: Path, findings: Findings) -> JsonValue:
        channel = super().convert(value, path, findings)
        if not isinstance(channel, str) or channel == TOPIC:
            return channel
        if _is_near_topic(channel):
            repaired("misspelt-channel", _EXPECTED, channel, TOPIC, path, findings)
            return TOPIC
        found = json_text(channel)
        message = f"Expected {_EXPECTED}, got {shown(found)}; kept as it is"
        findings.append(Finding(name="unexpected-channel", message=message, path=path, found=found))
        return channel

    def json_schema(self) -> JsonSchema:
        return {"const": TOPIC}


CHANNEL = Channel()
