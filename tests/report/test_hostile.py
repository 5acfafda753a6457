"""Whatever a capture holds is text in the page: in every member that is text, in names of members and of files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.report.captures import lines
from tests.report.reading import Page
from ucsmsg import iter_parse
from ucsmsg._screen import printable
from ucsmsg.report import Capture, render_captures
from ucsmsg.schema import (
    ArrayOf,
    GetInteractionContentMessage,
    GetInteractionsHistoryMessage,
    Integer,
    Record,
    UcsOperationResponse,
)
from ucsmsg.schema._kinds import Boolean, Kind, Object, Time
from ucsmsg.schema._record import members_of
from ucsmsg.schema._structure import RecordOf

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


def hostile_value(kind: Kind, text: str) -> Any:
    """A value for a member of the kind, with the text wherever the documentation allows a string, and as a name."""
    match kind:
        case RecordOf():
            return hostile_object(kind.record, text)
        case ArrayOf():
            return [hostile_value(kind.element, text), hostile_value(kind.element, text), text]
        case Object():
            return {text: text}
        case Integer() | Boolean():
            return 1
        case Time():
            return "2024-05-06 09:00:00.000+0200"
        case _:
            return text


def hostile_object(record: type[Record], text: str) -> dict[str, Any]:
    """An object with every documented member, and one whose name is the text."""
    return {each.wire: hostile_value(each.kind, text) for each in members_of(record).values()} | {text: text}


def hostile_capture(text: str) -> bytes:
    """A capture with the text in every member that is text, as a name, as a time, and where no text is expected."""
    messages = [
        {"messageType": record.message_type} | hostile_object(record, text)
        for record in (GetInteractionContentMessage, GetInteractionsHistoryMessage, UcsOperationResponse)
    ]
    content, history, _ = (dict(message) for message in messages)
    for message in (content, history):
        del message["errorMessage"]
    first, second, _ = content["messages"]
    first["index"], second["index"], second["from"]["type"], second["timestamp"] = 1, 2, "Agent", text
    unknown = {"messageType": text, "referenceId": text, "errorMessage": text}
    events = [{"channel": text, "id": text, "data": data} for data in (content, history, *messages, unknown)]
    return lines(
        *events,
        json.dumps(unknown) + text,
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
    assert " ".join(shown.split()) in page.section("captures")
    assert shown in page.section("conversations") or " ".join(shown.split()) in page.section("conversations")
    assert not {*written} & {*map(chr, range(9)), "\x1b", "\x7f", "\u202e", "\u2066", "\ufeff"}


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_of_the_lists_hold_the_text_as_it_is_shown(text: str) -> None:
    data = Page(hostile_page(text)).data
    first = data["conversations"][0]

    assert first["id"] == first["subject"] == first["contact"] == printable(text)
    assert data["columns"]["id"][0] == printable(text)
    assert first["entries"][0]["text"].split("\n")[0] == printable(text)
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
