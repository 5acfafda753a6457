"""The payloads between the lines of logs and the words of pages."""

import re
from collections.abc import Iterator

from ucsmsg import quasi
from ucsmsg.captures._capture import Capture
from ucsmsg.captures._record import Record
from ucsmsg.captures._texts import part_of
from ucsmsg.places import Source
from ucsmsg.quasi import Limits

_BRACKET = re.compile(r"[{}\[\]]")
CANDIDATE = re.compile(r"""\{(?=[^"'“]*["'“])[^:=]*[:=]|\A[\]}\s]+\Z""")


def prose_records(capture: Capture, limits: Limits) -> Iterator[Record]:
    """The payloads of a text, without the prose around them."""
    for block in capture.blocks(limits.size):
        if len(block.text) > limits.size:
            yield Record(block)
        elif _BRACKET.search(block.text):
            yield from found(block, limits)


def found(block: Source, limits: Limits) -> Iterator[Record]:
    """The payloads of a block of lines."""
    for start, end in quasi.find(block.text, limits=limits):
        if CANDIDATE.search(block.text, start, end):
            yield Record(part_of(block, start, end))
