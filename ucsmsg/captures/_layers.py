"""Texts that stand in another text in written form: escaped in a JSON string, with entities, or in base64."""

import base64
import bisect
import json
import re
from collections.abc import Callable

import attrs

from ucsmsg.captures._texts import decoded, encoding_of
from ucsmsg.places import Position, Source

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


@attrs.frozen
class Layer:
    """The text that is meant, and for each of its offsets the one in the text as it stands in the file.

    `is_string` tells a text of its own inside a string, which has lines of its own; `origin` is the place in it where
    this one begins.
    """

    text: str
    outer: Callable[[int], int]
    is_string: bool = True
    origin: Position = Position()  # noqa: RUF009 - immutable

    def part(self, start: int, end: int) -> "Layer":
        """The layer of a part of the text, and of what stands for it in the file."""
        first = self.outer(start)
        return Layer(
            self.text[start:end],
            lambda offset: self.outer(start + offset) - first,
            self.is_string,
            Source(self.text, None, self.origin).position(start),
        )


def mapped(breaks: list[tuple[int, int]]) -> Callable[[int], int]:
    """The mapping that runs in step, but for the offsets in `breaks`, where it goes on elsewhere."""

    def outer(offset: int) -> int:
        begin, target = breaks[bisect.bisect_right(breaks, (offset, 1 << 62)) - 1]
        return target + offset - begin

    return outer


def string_layer(raw: str) -> Layer | None:
    """The text that a JSON string holds; `raw` is what stands between its quotes. None when that is no JSON string."""
    try:
        text: str = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return None
    breaks, saved = [(0, 0)], 0
    for match in _ESCAPE.finditer(raw):
        saved += len(match[0]) - 1
        breaks.append((match.end() - saved, match.end()))
    return Layer(text, mapped(breaks))


def base64_layer(raw: str) -> Layer | None:
    """The text in base64; None when it is damaged."""
    try:
        content = base64.b64decode(raw, validate=True)
    except ValueError:
        return None
    encoding, mark = encoding_of(content)
    text = "".join(decoded([content[mark:]], encoding))

    def outer(offset: int) -> int:
        written = mark + len(text[:offset].encode(encoding, "surrogatepass"))
        return min(written * 4 // 3, len(raw))

    return Layer(text, outer)
