"""The text of an HTML page, with the place of each of its characters.

Only what leads to the text is read: tags, comments and entities. The standard library's parser takes quadratic time for
tags and comments that never end; every expression here reads a character once.
"""

import html
import re

from ucsmsg.captures._layers import Breaks, Layer
from ucsmsg.places import Source

_MARK = re.compile(
    r"""(?P<comment><!--)
      | <(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>
      | <[!?][^<>]*+>
      | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)
    """,
    re.VERBOSE,
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = _HEADINGS | {"blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "section"}
_LINES |= {"table", "td", "th", "tr", "ul"}
_SKIPPED = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "template", "title")}
_COMMENT_END = re.compile("-->")


def page_layer(page: str) -> Layer:
    """What a reader of the page sees: without tags, with entities resolved; a tag that starts a line is a line end."""
    text = _Text()
    position = 0
    while mark := _MARK.search(page, position):
        text.add(page[position : mark.start()], position)
        text.add(_meaning(mark), mark.start())
        position = _end(page, mark)
    text.add(page[position:], position)
    return Layer(Source("".join(text.parts)), Breaks(text.breaks), is_string=False)


class _Text:
    """Parts of a text and where each of them stands in the page."""

    def __init__(self) -> None:
        self._length = 0
        self.parts: list[str] = []
        self.breaks = [(0, 0)]

    def add(self, part: str, position: int) -> None:
        self.breaks.append((self._length, position))
        self.parts.append(part)
        self._length += len(part)


def _meaning(mark: re.Match[str]) -> str:
    if mark["entity"]:
        return html.unescape(mark["entity"])
    return "\n" if mark["tag"] and mark["tag"].lower() in _LINES else ""


def _end(page: str, mark: re.Match[str]) -> int:
    """The offset behind the mark, and behind what a reader of the page does not see."""
    end = _COMMENT_END if mark["comment"] else None
    if mark["tag"] and not mark["end"]:
        end = _SKIPPED.get(mark["tag"].lower())
    if end is None:
        return mark.end()
    found = end.search(page, mark.end())
    if found is None:
        return len(page)
    return found.end() if mark["comment"] else found.start()
