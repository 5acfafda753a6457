"""HTML pages: what a reader of the page sees is checked, with the places in the file."""

import re

import pytest

from tests.captures.samples import failure, marks, references, undecodable
from ucsmsg import Limits, dumps, iter_parse


def page(body: str) -> bytes:
    """A page with that body."""
    return f"<!DOCTYPE html>\n<html><body>{body}</body></html>".encode()


def test_entities_are_resolved_and_tags_left_out() -> None:
    text = failure(1, "a < b").replace('"', "&quot;").replace("<", "&lt;").replace("data", "<b>da</b>&#116;&#x61;")
    results = list(iter_parse(page(f"<p>As here:<pre>{text}</pre>")))

    assert references(results) == [1]
    assert '"errorMessage":"a < b"' in dumps(results[0].notifications[0])
    assert results[0].source.text.startswith("{&quot;<b>da</b>&#116;&#x61;&quot;")


def test_places_are_those_in_the_file() -> None:
    text = failure(1).replace('"', "&quot;").replace("1", "<i>1</i>L").replace(",", ",<br>\n")
    (parsed,) = iter_parse(page(f"<pre>\n{text}</pre>"))
    (diagnostic,) = parsed.diagnostics

    line = f"<pre>\n{text}".split("\n")[1]
    assert (diagnostic.name, diagnostic.span.line) == ("long-suffix", 3)
    assert diagnostic.span.column == line.index("1</i>L") + 1
    assert diagnostic.inner is None


@pytest.mark.parametrize("text", ["2L", "<i>2L</i>", "<b><i>2</i>L</b>", "&#50;&#76;", "<i>2&#76;</i><br>"])
def test_a_span_ends_behind_its_last_character(text: str) -> None:
    data = page("<pre>" + failure(1).replace(":1", f":{text}") + "</pre>")
    (parsed,) = iter_parse(data)
    (diagnostic,) = parsed.diagnostics

    written = data.decode()[diagnostic.span.start : diagnostic.span.end]
    assert diagnostic.name == "long-suffix"
    assert written == re.sub(r"^(<\w>)+|(<\W?\w+>)+$", "", text)


def test_scripts_styles_and_titles_are_not_read() -> None:
    hidden = "".join(f"<{tag}>{failure(7)}</{tag}>" for tag in ("script", "style", "template", "title"))

    assert references(iter_parse(page(f"{hidden}</template><pre>{failure(1)}</pre>"))) == [1]


def test_comments_are_not_read() -> None:
    assert references(iter_parse(page(f"<!-- {failure(7)} --><p>{failure(1)}</p>"))) == [1]


@pytest.mark.parametrize("start", ["<!--", "<script>", "<style type=x>"])
def test_what_is_hidden_without_an_end_hides_the_rest(start: str) -> None:
    assert references(iter_parse(page(f"<p>{failure(1)}</p>{start}{failure(7)}"))) == [1]


def test_a_payload_may_be_cut_by_the_end_of_the_page() -> None:
    assert marks(iter_parse(b"<pre>" + failure(1).encode()[:-1] + b"</pre>")) == [("missing-closer", 1, 108)]


def test_a_page_beyond_the_limit_is_not_read() -> None:
    limits = Limits(size=100)

    assert marks(iter_parse(page("x" * 100 + failure(1)), limits=limits)) == [("limit-exceeded", 1, 1)]


def test_undecodable_bytes_have_their_place() -> None:
    body = failure(1).replace("Request", "caf&eacute; <b>caf\udce9</b>").encode("utf-8", "surrogateescape")
    (parsed,) = iter_parse(b"<pre>" + body + b"</pre>")

    assert undecodable([parsed]) == [("undecodable-bytes", 1, 5 + body.index(b"\xe9") + 1)]
