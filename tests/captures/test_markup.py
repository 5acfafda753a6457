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


MARKED = "a <b>c</b> &lt; <script>d"


@pytest.mark.parametrize(
    "before",
    [
        "2015-10-01 16:00:00,001 WARN proxy answered: <html><body>502</body></html>\n2015-10-01 16:00:01 ",
        "<main> 2015-10-01 16:00:00 ",
        "<init> starting\n",
        "<init> <main>\n",
        "# captured <pre>\n",
        "GET /a<pre>\n",
        "Report about the <body> tag\n",
        "<INFO> <html> ",
        f"Notes\n{failure(2)}\n<pre>{{&quot;a&quot;:1}}</pre>\n",
    ],
)
def test_a_word_in_angle_brackets_makes_no_page(before: str) -> None:
    """Tags and entities in the strings of a log or a text are its own."""
    results = list(iter_parse(f"{before}{failure(1, MARKED)}\n".encode()))

    assert f'"errorMessage":"{MARKED}"' in dumps(results[-1].notifications[0])
    assert not marks(results)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>{}",
        "\n<html lang='en'><body>{}",
        "<!-- saved --><pre>{}</pre>",
        "<h1>Example</h1>{}",
        '<?xml version="1.0"?><log>{}</log>',
        '<log><event number="1">{}</event>',
        "<log>\n<event><text>{}</text></event></log>",
        "<a:log><b:entry>{}</b:entry></a:log>",
        "Example\n<pre>{}</pre>",
    ],
)
def test_a_page_is_told_by_its_beginning(text: str) -> None:
    payload = failure(1, "a < b").replace('"', "&quot;").replace(" < ", " &lt; ")
    results = list(iter_parse(text.replace("{}", payload).encode()))

    assert references(results) == [1]
    assert '"errorMessage":"a < b"' in dumps(results[0].notifications[0])
    assert not marks(results)


@pytest.mark.parametrize(
    "mark", ["<b>", "</b>", "<!-- x -->", "<x y>", "<br>", "<![CDATA[b]]>", "<!x>", "<script> </script>"]
)
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_a_tag_in_a_string_has_two_readings(mark: str, mode: str) -> None:
    """It may be markup of the page or text of the string, where the string itself is not written with entities."""
    text = failure(1, f"Use {mark}bold")
    (parsed, other) = iter_parse(page(f"<pre>{text}</pre>\n<p>{failure(2)}"), mode=mode)
    (diagnostic,) = parsed.diagnostics

    assert not parsed.ok
    assert parsed.notifications == ()
    assert (diagnostic.name, diagnostic.span.line, diagnostic.found) == (
        "unexpected-text",
        2,
        mark.removesuffix("</script>"),
    )
    assert diagnostic.span.column == len("<html><body><pre>") + text.index(mark) + 1
    assert diagnostic.message == (
        f"Expected text in a string, got `{diagnostic.found}`: it may be markup of the page, or text that has to be "
        "written with `&lt;`"
    )
    assert references([other]) == [2]


@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_both_ends_of_a_literal_section_are_marks(mode: str) -> None:
    """A section that begins in the string of one payload and ends in that of the next takes something from both."""
    texts = [failure(1, "a <![CDATA[ b"), failure(2, "c ]]> d"), failure(3, "e")]
    results = list(iter_parse(page("".join(f"<p>{text}</p>\n" for text in texts)), mode=mode))
    found = [each for parsed in results for each in parsed.diagnostics]

    assert [(each.name, each.severity) for each in found if each.found == "]]>"] == [("unexpected-text", "error")]
    assert references([parsed for parsed in results if parsed.ok]) == [3]


@pytest.mark.parametrize("mark", ["<b>", "</b>", "<!-- x -->", "<x y>"])
def test_a_tag_in_a_string_that_is_written_with_entities_is_markup(mark: str) -> None:
    text = failure(1, f"Use {mark}bold").replace('"', "&quot;")
    (parsed,) = iter_parse(page(f"<pre>{text}</pre>"))

    assert parsed.ok
    assert '"errorMessage":"Use bold"' in dumps(parsed.notifications[0])


@pytest.mark.parametrize("start", ["<i>", "<!-- start -->", "<a href='x'>"])
def test_a_tag_outside_of_strings_is_markup(start: str) -> None:
    text = failure(1).replace('"referenceId"', '<b>"referenceId"</b>')

    assert not marks(iter_parse(page(f"<p>{start}{text}<br></i>")))


def test_an_entity_without_its_end_in_a_string_has_two_readings() -> None:
    """A browser reads `&copy=1` as a sign, and the server may have meant an address."""
    results = list(iter_parse(page(f"<p>{failure(1, 'http://host/?a=1&copy=2')}<p>{failure(2, '/?a=1&page=2')}")))

    assert [(each.name, each.found) for parsed in results for each in parsed.diagnostics] == [
        ("unexpected-text", "&copy")
    ]
    assert references(results) == [2]


def test_what_is_marked_as_data_is_read_as_it_stands() -> None:
    text = failure(1, "a &lt; <b>b</b> ] ]>")
    results = list(iter_parse(f"<?xml version='1.0'?><log><e><![CDATA[{text}]]></e><e>{failure(2)}</e></log>".encode()))

    assert references(results) == [1, 2]
    assert '"errorMessage":"a &lt; <b>b</b> ] ]>"' in dumps(results[0].notifications[0])
    assert results[0].source.text == text
    assert not marks(results)


def test_payloads_in_attributes_of_xml_are_read() -> None:
    one = failure(1, "&lt;").replace(":1", ":1L").replace('"', "&quot;")
    text = f"""<log><event number="1" body="{one}"/>\n<event body='[{failure(2)}]' rest="{{}}"/>"""
    text += f"<title>{failure(3)}</title></log>"
    results = list(iter_parse(("<?xml version='1.0'?>" + text).encode()))

    assert references(results) == [1, 2, 3]
    assert marks(results) == [("long-suffix", 1, len("<?xml version='1.0'?>") + text.index("1L") + 1)]
    assert results[0].source.text == one


def test_attributes_of_html_are_not_read() -> None:
    copied = failure(7).replace('"', "&quot;")

    assert references(iter_parse(page(f'<pre data-copy="{copied}">{failure(1)}</pre>'))) == [1]


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
