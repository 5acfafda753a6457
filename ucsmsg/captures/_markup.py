"""The text of an HTML or XML page, with the place of each of its characters.

Only what leads to the text is read: tags, comments and entities. The standard library's parser takes quadratic time for
tags and comments that never end; every expression here reads a character once.
"""

import bisect
import re
from collections.abc import Iterator

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._brackets import CLOSED_STRING
from ucsmsg.captures._prefixes import LOG_PREFIX
from ucsmsg.captures._traffic import GAP, WRITTEN_QUOTE
from ucsmsg.captures._written import Breaks, WrittenText
from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Source
from ucsmsg.text.marks import STRING_START

_HTML = postponed_pattern(
    r"""\s*+<(?:!--|!doctype\s
          |(?:html|head|body|title|meta|link|style|script|h[1-6]|p|pre|code|div|span|section|article|blockquote
             |ul|ol|dl|table)(?=[\s>/]))""",
    re.IGNORECASE | re.VERBOSE,
)
_HTML_ROOT = postponed_pattern(r"<(?:!doctype\s++)?html\b", re.IGNORECASE)
_XML_DECLARATION = postponed_pattern(r"\s*+<\?xml\s")
_ELEMENT_IN_ELEMENT = postponed_pattern(r"\s*+<([a-zA-Z][\w.:-]*+)[^<>]*+>\s*+<([a-zA-Z][\w.:-]*+)[^<>]*+>")
_HEAD = 1000
_TAG = postponed_pattern(r"<[a-zA-Z][^<>]*+>")
_PAYLOAD = postponed_pattern(rf"[{{\[]{GAP}[{{\[]?{GAP}(?:{STRING_START}|{WRITTEN_QUOTE})")

_MARKUP = postponed_pattern(
    r"""(?P<comment><!--)
      | <!\[CDATA\[(?P<literal>(?:[^\]]++|\](?!\]>))*+)(?:\]\]>)?
      | <(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)(?P<attributes>[^<>]*+)>
      | <[!?][^<>]*+>
      | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)
    """,
    re.VERBOSE,
)
_ENTITY = postponed_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ATTRIBUTE = postponed_pattern(r"""=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)')""")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LINES = _HEADINGS | {"blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "section"}
_LINES |= {"table", "td", "th", "tr", "ul"}
_SKIPPED = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "template", "title")}
_COMMENT_END = postponed_pattern("-->")


def _unescaped(entity: str) -> str:
    import html  # noqa: PLC0415 - has thousands of names, for pages only

    return html.unescape(entity)


def is_markup(head: str) -> bool:
    """True for the beginning of a page in HTML or XML; a word in angle brackets alone does not make one."""
    if LOG_PREFIX.match(head):
        return False
    return _HTML.match(head) is not None or _is_xml(head) or _has_written_payload(head)


def starts_with_elements(head: str) -> bool:
    """True when an element stands first, and another one in it."""
    return _ELEMENT_IN_ELEMENT.match(head) is not None


def _is_xml(head: str) -> bool:
    """True when it says so, or an element stands first, another one in it, and one of them has its end."""
    if _XML_DECLARATION.match(head):
        return True
    tags = _ELEMENT_IN_ELEMENT.match(head)
    return tags is not None and (f"</{tags[1]}>" in head or f"</{tags[2]}>" in head)


def _has_written_payload(head: str) -> bool:
    """True when the quotes of the first payload are entities, and a tag stands before it."""
    payload = _PAYLOAD.search(head)
    return bool(payload and payload[0].endswith(";") and _TAG.search(head, 0, payload.start()))


@attrs.frozen
class Page:
    """What a reader of a page sees, and what stands between it in the page without being seen.

    `tags` are the tags and comments, each with the offset in the text at which it stands. `is_closed`: what a reader
    does not see, such as a comment, has an end.
    """

    source: Source
    written: WrittenText
    tags: list[tuple[int, str]]
    is_closed: bool

    def doubts(self, payload: Source) -> Iterator[Finding]:
        """What is either a tag of the page or the text of a string in a payload, which is a part of the text."""
        start = payload.origin.offset
        end = start + len(payload.text)
        if not self._next_tag(start, end):
            return
        for string in CLOSED_STRING.finditer(self.written.text, start, end):
            tag = self._next_tag(string.start() + 1, string.end())
            is_written = self.source.text[self.written.offsets.first(string.start())] == "&"
            if tag and not is_written:
                offset = tag[0] - start
                yield Finding(
                    name="unexpected-text",
                    message=f"Expected text in a string, got {shown(tag[1])}: it may be markup of the page, or text "
                    "that has to be written with `&lt;`",
                    start=offset,
                    end=offset,
                    found=tag[1],
                    refused=True,
                )

    def _next_tag(self, start: int, end: int) -> tuple[int, str] | None:
        index = bisect.bisect_left(self.tags, (start, ""))
        tag = self.tags[index] if index < len(self.tags) else None
        return tag if tag and tag[0] < end else None


def read_page(source: Source) -> Page:
    """The page without tags, with entities resolved; a tag that starts a line is a line end."""
    page = _Text(source.text, is_html=_is_html(source.text))
    written = WrittenText(Source("".join(page.parts)), Breaks(page.breaks), is_string=False)
    return Page(source, written, page.tags, page.is_closed)


def _is_html(page: str) -> bool:
    return bool(_HTML.match(page) or _HTML_ROOT.search(page, 0, _HEAD)) or not _is_xml(page)


class _Text:
    """Parts of a text and where each of them stands in the page."""

    def __init__(self, page: str, *, is_html: bool) -> None:
        self._page = page
        self._is_html = is_html
        self._length = 0
        self.parts: list[str] = []
        self.breaks = [(0, 0)]
        self.tags: list[tuple[int, str]] = []
        self.is_closed = True
        position = 0
        while markup := _MARKUP.search(page, position):
            self._add(page[position : markup.start()], position)
            position = self._end(markup)
            self._take(markup, position)
        self._add(page[position:], position)

    def _add(self, part: str, position: int) -> None:
        self.breaks.append((self._length, position))
        self.parts.append(part)
        self._length += len(part)

    def _take(self, markup: re.Match[str], end: int) -> None:
        """Add what the markup, and what is hidden with it, means."""
        if markup["entity"]:
            meaning = _unescaped(markup["entity"])
            if meaning != markup["entity"] and not markup["entity"].endswith(";"):
                self._note(markup.start(), end)
            self._add(meaning, markup.start())
            return
        self._note(markup.start(), end)
        is_line = markup["tag"] and markup["tag"].lower() in _LINES
        self._add("\n" if is_line else "", markup.start())
        if markup["literal"]:
            self._add(markup["literal"], markup.start("literal"))
            self._note(markup.end("literal"), end)
            self._add("", markup.end("literal"))
        elif markup["attributes"] and not self._is_html:
            self._take_attributes(markup)

    def _take_attributes(self, markup: re.Match[str]) -> None:
        """Add the attributes that hold a payload, a line for each."""
        for attribute in _ATTRIBUTE.finditer(self._page, markup.start("attributes"), markup.end("attributes")):
            start, end = attribute.span(attribute.lastgroup or 0)
            if not _PAYLOAD.match(self._page, start, end):
                continue
            self._add("\n", start - 1)
            for entity in _ENTITY.finditer(self._page, start, end):
                self._add(self._page[start : entity.start()], start)
                self._add(_unescaped(entity[0]), entity.start())
                start = entity.end()
            self._add(self._page[start:end], start)
            self._add("\n", end)

    def _note(self, start: int, end: int) -> None:
        self.tags.append((self._length, self._page[start:end]))

    def _end(self, markup: re.Match[str]) -> int:
        """The offset after the markup, and after what a reader of the page does not see."""
        end = _COMMENT_END if markup["comment"] else None
        if markup["tag"] and not markup["end"] and self._is_html:
            end = _SKIPPED.get(markup["tag"].lower())
        if end is None:
            return markup.end()
        found = end.search(self._page, markup.end())
        if found is None:
            self.is_closed = False
            return len(self._page)
        return found.end() if markup["comment"] else found.start()
