"""Reading the page in tests: its elements, its text, and the data in it, by Python's own parser of HTML."""

import base64
import gzip
import json
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

import attrs

from ucsmsg import iter_parse
from ucsmsg.parsing import Parsed
from ucsmsg.report import render

VOID = {"meta", "link", "input", "br"}


@attrs.define
class Element:
    """An element of the page, with the text in it and in what it holds."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""


class Page(HTMLParser):
    """The page; raises `AssertionError` for an element that is not closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.comments: list[str] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; one that stands alone, as in SVG, comes here as well, and ends at once."""
        assert len(dict(attrs)) == len(attrs), "an attribute stands twice"
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def named(self, name: str, **attributes: str) -> list[Element]:
        """The elements of that name with these attributes; `class_` is one of their classes."""
        wanted = attributes.pop("class_", None)
        return [
            each
            for each in self.elements
            if each.name == name
            and all(each.attributes.get(key) == value for key, value in attributes.items())
            and (wanted is None or wanted in (each.attributes.get("class") or "").split())
        ]

    def section(self, id_: str) -> str:
        """The text of a part of the page, each run of white space as one space."""
        (found,) = self.named("section", id=id_)
        return " ".join(found.text.split())

    @property
    def data(self) -> Any:
        """What the lists are made of."""
        (found,) = self.named("script", id="data")
        return json.loads(gzip.decompress(base64.b64decode(found.text)))

    @property
    def tiles(self) -> dict[str, str]:
        """The numbers at the top by their names."""
        names, numbers = self.named("dt"), self.named("dd")
        return {name.text: number.text for name, number in zip(names, numbers, strict=True)}


def page_of(capture: bytes | Iterable[Parsed] | Parsed, **options: Any) -> Page:
    """The page for the content of a capture, or for results."""
    return Page(render(iter_parse(capture, name="capture.log") if isinstance(capture, bytes) else capture, **options))
