"""Whatever a capture holds is text in the page: in every member that is text, in names of members and of files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.report.captures import content, history, interaction, lines, message, participant
from tests.report.reading import Page
from ucsmsg import iter_parse
from ucsmsg._screen import printable
from ucsmsg.report import Capture, render_captures

HOSTILE = (
    '<script>document.title="ran"</script>',
    '</script><script>document.title="ran"</script>',
    "<img src=x onerror=\"document.title='ran'\">",
    '"><svg onload="document.title=\'ran\'">',
    "javascript:document.title='ran'",
    "{{ 7 * 7 }}{% for x in y %}{# no #}",
    "<!--<script>",
    "]]><![CDATA[",
    "</title></style></textarea></noscript></details>",
    "\u202eright to left\u202c\u2066\u200b\ufeff",
    "\x00\x07\x1b[31mred\x7f",
    "&lt;b&gt;&#x41;&amp;",
    "lone \ud83d half",
    "' onmouseover='document.title=1' x='",
)
ROOT = Path(__file__).parents[2]


def hostile_capture(text: str) -> bytes:
    """A capture with the text in every member that is text, as a name, and where no text is expected."""
    who, agent = participant(text, "Customer"), participant(f"{text} ", "Agent") | {"type": text}
    members: dict[str, Any] = {
        **dict.fromkeys(("subject", "comment", "contactId", "parentId", "phoneNumber", "uri", "path", "state"), text),
        **dict.fromkeys(("typeId", "mediaType", "endDate"), text),
        "ownerInformation": {"id": text, "userName": text, "firstName": text, "lastName": text},
        "userData": {text: text},
        "customAttributes": {text: text},
        text: text,
    }
    sent = [
        message(1, who, 1, text=text, visibility=text),
        message(2, agent, 2, text=text, type=text, url=text, noticeText=text),
        message(3, who, 3, timestamp=text),
        {text: text},
    ]
    failure = {"data": {"messageType": text, "referenceId": text, "errorMessage": text}, "channel": text, "id": text}
    return lines(
        content(*sent, **members, id=text),
        history(interaction(text, **members), text),  # type: ignore[arg-type]
        failure,
        json.dumps(failure) + text.replace("\n", ""),
        f'{{"data":{{"messageType":"GetInteractionsHistoryMessage","{json.dumps(text)[1:-1]}":{text},"referenceId":1,',
    )


def hostile_page(text: str) -> str:
    """The page for it, in a file whose name is the text as well."""
    reading = iter_parse(hostile_capture(text), name=text)
    return render_captures([Capture(text, reading, reading.coverage)])


def outline(text: str) -> tuple[set[str], set[str]]:
    """Which elements and which attributes the page has."""
    page = Page(text)
    names = {each.name for each in page.elements}
    attributes = {name for each in page.elements for name in each.attributes}
    assert page.comments == []
    return names, attributes


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_adds_no_element_and_no_attribute_and_is_shown(text: str) -> None:
    harmless = outline(hostile_page("harmless"))
    written = hostile_page(text)
    page = Page(written)

    names, attributes = outline(written)
    assert names <= harmless[0] | {"ins"}
    assert attributes <= harmless[1]
    assert len([each for each in page.named("script") if "type" not in each.attributes]) == 1
    shown = printable(text)
    assert page.named("h1")[0].text == shown
    assert shown in page.section("conversations") or " ".join(shown.split()) in page.section("conversations")
    assert not {*written} & {*map(chr, range(9)), "\x1b", "\x7f", "\u202e", "\u2066", "\ufeff"}


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_of_the_lists_hold_the_text_as_it_is_shown(text: str) -> None:
    data = Page(hostile_page(text)).data
    first = data["conversations"][0]

    assert first["id"] == first["subject"] == first["contact"] == printable(text)
    assert data["columns"]["id"][0] == printable(text)
    assert first["entries"][0]["text"] == printable(text)
    assert printable(text) in data["words"]
    assert not [each for each in json.dumps(data, ensure_ascii=False) if not each.isprintable()]


def test_the_script_never_writes_markup_and_runs_no_text() -> None:
    """What would turn text into markup, code or a request stands nowhere in it."""
    script = (ROOT / "ucsmsg/report/templates/script.js").read_text("utf-8")
    sinks = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch(", "import(")

    assert [sink for sink in (*sinks, "XMLHttpRequest", 'setAttribute("on', "srcdoc", ".src") if sink in script] == []


def test_the_templates_mark_nothing_as_safe() -> None:
    templates = [path.read_text("utf-8") for path in (ROOT / "ucsmsg/report/templates").glob("*.html")]

    assert len(templates) == 2
    assert [each for each in templates if "safe" in each or "autoescape" in each] == []
