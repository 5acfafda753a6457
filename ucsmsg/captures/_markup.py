"""The text of an HTML page, with the place of each of its characters."""

import html
import re
from html.parser import HTMLParser

from ucsmsg.captures._layers import Layer, mapped

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = _HEADINGS | {"blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "section"}
_LINES |= {"table", "td", "th", "tr", "ul"}
_SKIPPED = frozenset({"script", "style", "template", "title"})


def page_layer(page: str) -> Layer:
    """What a reader of the page sees: without tags, with entities resolved; a tag that starts a line is a line end."""
    reader = _PageReader(page)
    reader.feed(page)
    reader.close()
    return Layer("".join(reader.parts), mapped(reader.breaks), is_string=False)


class _PageReader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self._length = 0
        self._skipped = 0
        self.parts: list[str] = []
        self.breaks = [(0, 0)]

    def _add(self, text: str) -> None:
        if self._skipped:
            return
        line, column = self.getpos()
        self.breaks.append((self._length, self._lines[line - 1] + column))
        self.parts.append(text)
        self._length += len(text)

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_charref(self, name: str) -> None:
        self._add(html.unescape(f"&#{name};"))

    def handle_entityref(self, name: str) -> None:
        self._add(html.unescape(f"&{name};"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._tag(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        self._tag(tag, -1)

    def _tag(self, tag: str, step: int) -> None:
        if tag in _LINES:
            self._add("\n")
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped + step)
