"""How results look in notebooks and with the library rich: small, and nothing in them acts."""

import io
import json
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.console import Console

import ucsmsg
from tests.cli.test_hostile_transcripts import HOSTILE
from tests.conversations.talk import AGENT, CUSTOMER, content, history, interaction, said
from ucsmsg import ChatMessage, Diagnostics, Interaction, Notification, Parsed, UnknownMessage, parse, read
from ucsmsg._screen import printable
from ucsmsg.schema import Record

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Page(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.texts: list[str] = []
        self.outside: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.texts if self.open[-1] == "code" else self.outside).append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.add(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.tags.add(decl)

    def handle_pi(self, data: str) -> None:
        self.tags.add(data)


def categories(text: str) -> set[str]:
    return set(map(unicodedata.category, text))


def page_of(value: Any) -> Page:
    """What a notebook gets."""
    html = value._repr_html_()
    assert isinstance(html, str)
    return Page(html)


def printed(value: Any, width: int = 120) -> str:
    """What rich prints, without colours."""
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, legacy_windows=False).print(value)
    return stream.getvalue()


def hostile(text: str) -> Parsed:
    """A result with the text in every member that may hold one."""
    sender = dict.fromkeys(("nickname", "type", "participantId", "visibility", text), text)
    names = (
        "id",
        "typeId",
        "state",
        "mediaType",
        "contactId",
        "subject",
        "comment",
        "phoneNumber",
        "uri",
        "endDate",
        text,
    )
    of = (
        interaction()
        | dict.fromkeys(names, text)
        | {"ownerInformation": {"id": text, "userName": text}, "userData": {text: text}}
    )
    message = said(1, sender, text, url=text, noticeText=text, timestamp=text) | {
        "type": text,
        "visibility": text,
        text: text,
    }
    batch = [
        content(1, of, message),
        history(2, of, text),
        {"data": {"messageType": text, text: [text]}},
        {"data": {text: text}},
    ]
    return parse(json.dumps(batch))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_page_has_all_texts_as_texts_whatever_they_are(text: str) -> None:
    parsed = hostile(text)
    data: Any = parsed.notifications[0].data
    for value in (parsed, parsed.diagnostics, parsed.diagnostics[0], data, data.interaction, data.messages[0]):
        page = page_of(value)

        assert page.tags <= {"table", "caption", "tr", "th", "td", "code"}
        assert page.attributes == {("class", "tex2jax_ignore mathjax_ignore"), ("style", "text-align:left")}
        assert categories("".join(page.texts)) & HIDDEN == set()
        assert page.open == []
        assert [each for each in page.outside if not each.startswith("and ")] == []
    assert sum(printable(text)[:150] in each for each in page_of(data.messages[0]).texts) >= 5


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_rich_prints_all_texts_as_texts_whatever_they_are(text: str) -> None:
    parsed = hostile(f"[bold]{text}[/bold] :smile: [link=https://e.example]x[/link]")
    data: Any = parsed.notifications[0].data
    for value in (parsed, parsed.diagnostics, parsed.diagnostics[0], data.messages[0]):
        shown = printed(value)

        assert categories(shown.replace("\n", "")) & HIDDEN == set()
    assert "[bold]" in printed(data.messages[0])
    assert ":smile:" in printed(data.messages[0])


def test_a_record_is_a_table_of_its_attributes() -> None:
    of = interaction(ownerInformation={"id": "O", "userName": "ada"}, callDuration=7, userData={"a": ["é", None]}, x=1)
    record = read(of, as_=Interaction).value

    assert record is not None
    assert page_of(record).texts == [
        *("Interaction", "id", "I1", "type_id", "Inbound", "state", "Stopped", "media_type", "chat"),
        *("start_date", "2020-01-01 10:00:00+00:00", "owner_information", "Owner", "id", "O", "user_name", "ada"),
        *("call_duration", "7", "user_data", '{"a": ["é", null]}', "extra", '{"x": 1}'),
    ]


def test_an_array_of_records_is_a_table_with_the_first_of_them() -> None:
    data = read(content(1, interaction(), *(said(index, AGENT) for index in range(1, 13)))).notifications[0].data
    page = page_of(data)
    first = page.texts.index("messages")

    assert page.texts[first + 1 : first + 11] == [
        *("index", "from_", "type", "timestamp", "text"),
        *("1", "nickname: Bob, type: Agent, participant_id: A", "Text", "2020-01-01 10:00:01+00:00", "x"),
    ]
    assert page.outside == ["and 2 more"]


def test_a_result_has_its_counts_records_and_diagnostics() -> None:
    reply = {"statusCode": 0, "referenceId": 2}
    parsed = read([reply, *(history(number) for number in range(5)), {"data": 7}])
    page = page_of(parsed)

    assert page.texts[:3] == ["Parsed, with errors", "notifications", "6"]
    assert page.texts.count("GetInteractionsHistoryMessage") == 3
    assert page.texts[-10:] == [
        *("and 3 more", "replies", "1", "diagnostics", "1", "place", "deviation", "message", "path"),
        *("1:498", "error[wrong-type]", "Expected an object, got `7`", "$[6].data"),
    ][-10:]  # fmt: skip
    assert page_of(parse("[]")).texts == ["Parsed", "notifications", "0", "diagnostics", "0"]


def test_a_document_has_its_value() -> None:
    both = read([said(1, AGENT), said(2, CUSTOMER)], as_=list[ChatMessage])

    assert page_of(both).texts[:8] == ["TypedDocument", "value", "index", "from_", "type", "timestamp", "text", "1"]
    assert page_of(read(7, as_=ChatMessage)).texts[:3] == ["TypedDocument, with errors", "value", "diagnostics"]
    assert printed(read(7, as_=ChatMessage)) == (
        "None\n1:1: error[wrong-type] Expected a chat message, got `7` (at $)\n"
    )


def test_a_diagnostic_has_its_facts() -> None:
    (diagnostic,) = parse('{"data":{"messageType":"UcsOperationResponse","referenceId":7L,"success":true}}').diagnostics
    (refused,) = parse('{"data":7}').diagnostics

    assert page_of(diagnostic).texts == [
        *("note[long-suffix]", "place", "1:61", "message", "Expected an integer without `L`, got `7L`"),
        *("path", "$.data.referenceId", "found", "7L", "used", "7"),
    ]
    assert page_of(refused).texts[-2:] == ["used", "kept, or nothing taken"]
    assert printed(diagnostic) == (
        "1:61: note[long-suffix] Expected an integer without `L`, got `7L` (at $.data.referenceId)\n"
    )


def test_rich_prints_records_over_lines_and_diagnostics_in_lines() -> None:
    parsed = parse('[{"data":{"messageType":"UcsOperationResponse","referenceId":7,"success":true}},{"statusCode":0}]')

    assert printed(parsed, 70) == (
        "(Notification(data=UcsOperationResponse(reference_id=7, success=True)),)\n".replace(
            "(Notification(data=UcsOperationResponse(reference_id=7, success=True)),)",
            "(\n    Notification(\n        data=UcsOperationResponse(reference_id=7, success=True)\n    ),\n)",
        )
        + "({'statusCode': 0},)\n"
    )


def test_of_many_diagnostics_the_first_are_shown() -> None:
    parsed = parse(f"[{'1L,' * 30}2]")

    assert printed(parsed.diagnostics, 200).splitlines()[10:] == [f"and {len(parsed.diagnostics) - 10} more"]
    assert page_of(parsed.diagnostics).outside == [f"and {len(parsed.diagnostics) - 10} more"]
    assert page_of(Diagnostics()).texts == ["place", "deviation", "message", "path"]


def test_what_is_shown_is_small_however_much_there_is() -> None:
    messages = [said(index, AGENT, "<" * 10_000) for index in range(1, 1000)]
    parsed = read([content(1, interaction(), *messages)] * 5)

    assert len(parsed._repr_html_()) < 100_000
    assert len(printed(parsed.notifications[0].data)) > 10_000
    assert len(printed(parsed)) < 60_000


def test_every_record_has_both_forms() -> None:
    records = [getattr(ucsmsg, name) for name in ucsmsg.__all__]
    classes = [each for each in records if isinstance(each, type) and issubclass(each, Record)]

    assert len(classes) == 9
    for each in classes:
        record = each(data=UnknownMessage()) if each is Notification else each()

        assert page_of(record).texts[0] == each.__name__
        assert printed(record) == f"{record!r}\n"


def test_rich_is_imported_only_when_it_is_asked_for() -> None:
    program = """if True:
        import sys, ucsmsg
        parsed = ucsmsg.parse('{"data":7}')
        parsed._repr_html_(), parsed.diagnostics._repr_html_(), repr(parsed)
        print([name for name in sys.modules if name.startswith("rich")])
        parsed.__rich__()
        print("rich.pretty" in sys.modules)
    """
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own

    assert run.stdout == "[]\nTrue\n"
