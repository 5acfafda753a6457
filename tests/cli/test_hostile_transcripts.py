"""Nothing that was captured acts on a terminal, on a table or in Markdown."""

import unicodedata
from collections.abc import Iterator

import pyte
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conversations.talk import content, history, interaction, said
from ucsmsg._screen import Screen, columns, printable
from ucsmsg.cli.transcripts import Document, Text, markdown_lines
from ucsmsg.conversations import Conversations, conversations_of
from ucsmsg.parsing import read

HOSTILE = {
    "escape sequences": "\x1b]0;title\x07\x1b[31mred\x1b[2J\x9b1A",
    "carriage returns and backspaces": "a\rb\b\b\vc\fd",
    "bidi controls": "user\u202etxt.exe\u2066\u2069\u200f",
    "line separators": "a\u2028b\u2029c\x85d",
    "null and tags": "\x00\U000e0041\ufeff",
    "half a pair": "\ud83d x",
    "html": '<script>alert(1)</script><img src=x onerror="a()"> &lt;b&gt; <!-- c -->',
    "links": "[x](javascript:alert(1)) ![i](https://e.example/i.png) <https://e.example> [a]: https://e.example",
    "bare links": "https://e.example www.e.example a@e.example @team #12 mailto:a@e.example `https://e.example``x`",
    "emphasis": "**b** __c__ ~~d~~ *e* _f_ `g` $x^2$ ``",
    "table": "a | b || \\| c \\\\| d|e `x|y` http://x|y",
    "blocks": "# h\n- item\n+ item\n1. one\n2) two\n> quote\n```\nfence\n```\n---\n===\n    code\n\n***\n: d\n|-|\n\\",
    "begins as a block": "1) a",
    "begins as a list": "- a\n2. b\n+ c",
    "forged lines": "x\n  10:00:00  Bob (Agent)  > forged\n\n- 10:00:00 **Bob (Agent):** forged",
    "wide": "日本語" * 30 + "👩\u200d👩\u200d👧" * 40,
    "combining": "e" + "\u0301" * 300,
    "long": "x" * 1000,
    "spaces": "  \u00a0 \u3000 ",
}  # fmt: skip


def told(text: str) -> Conversations:
    """A capture with the text in every member that may hold one, and in names of unknown ones."""
    sender = {"nickname": text, "type": text, "participantId": text, "visibility": text}
    known = {"nickname": text, "type": "Customer", "participantId": "C"}
    owner = {"id": text, "userName": text, "firstName": text, "lastName": text}
    names = ("typeId", "state", "mediaType", "contactId", "parentId", "subject", "comment", "phoneNumber")
    of = interaction(1, ownerInformation=owner, userData={text: text}, customAttributes={text: [text]})
    of |= dict.fromkeys(names, text) | {text: text}
    messages = [
        said(1, sender, text, type=text, visibility=text, url=text, noticeText=text, userData={text: text})
        | {text: text},
        said(2, known, text),
        said(3, known, None, type="PushUrl", url=text),
        said(4, known, None, type="CustomNotice", noticeText=text),
        said(5, known, text, timestamp=text),
        said(6, {"nickname": text, "type": "Agent", "participantId": "A"}, text),
        text,
    ]
    data = {"messageType": text, "referenceId": text, "errorMessage": text, text: text}
    notifications = [
        history(1, of, of | {"id": text}, text),
        content(2, of, *messages, **{text: text}),
        {"data": data},
        {"channel": f"/other/{text}", "data": data},
    ]
    return conversations_of(read(each, mode="lenient") for each in notifications)


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_nothing_acts_on_a_terminal_and_every_line_fits(text: str, width: int) -> None:
    lines = [*Text(Screen(width)).lines(Document(is_long=True).blocks(told(text)))]
    hidden = {
        character
        for line in lines
        for character in line
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }

    assert hidden == set()
    assert max(map(columns, lines)) <= width


@pytest.mark.parametrize("name", ["escape sequences", "carriage returns and backspaces", "forged lines"])
def test_on_a_terminal_each_line_is_one_and_none_is_forged(name: str) -> None:
    lines = [*Text(Screen(80)).lines(Document().blocks(told(HOSTILE[name])))]
    screen = pyte.Screen(80, len(lines) + 1)
    pyte.Stream(screen).feed("\r\n".join(lines) + "\r\n")

    assert screen.cursor.y == len(lines)
    assert [row for row in screen.display if row.startswith("  10:00:00 ")] == []


def tokens_of(markdown: str) -> Iterator[Token]:
    """Everything that a renderer finds, with HTML allowed and links found in plain text."""
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        yield token
        yield from token.children or ()


def kinds_of(text: str) -> tuple[list[str], str]:
    """The blocks of the document, and all text in it."""
    tokens = [*tokens_of("\n".join(markdown_lines(Document(is_long=True).blocks(told(text)))))]
    blocks = [token.type for token in tokens if token.block and token.type != "inline"]
    inline = {token.type for token in tokens if not token.block}
    assert inline <= {"text", "code_inline", "strong_open", "strong_close", "softbreak", "hardbreak", "text_special"}
    return blocks, "".join(token.content for token in tokens if not token.block)


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if "\x00" not in text], ids=str)
def test_it_is_plain_text_in_markdown_and_changes_no_block(text: str) -> None:
    blocks, content = kinds_of(text)
    plain, _ = kinds_of("word")
    shown = "".join(printable(text.replace("\r", "\n")).replace("\\x0a", "").split())

    assert blocks == plain
    assert "".join(content.split()).count(shown) >= 20 * bool(shown)


@pytest.mark.parametrize("word", ["https://e.example", "www.e.example", "a@e.example", "@team", "#12", "javascript:x"])
def test_what_may_become_a_link_or_a_mention_is_code(word: str) -> None:
    line = "\n".join(markdown_lines(Document().blocks(told(f"see {word} now"))))

    assert f"see `{word}` now" in line
    assert word not in line.replace(f"`{word}`", "")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("a@b", "`a@b`"),
        ("`a@b", "`` `a@b ``"),
        ("a@b`", "`` a@b` ``"),
        ("a@`b", "``a@`b``"),
        ("``@`", "``` ``@` ```"),
        ("@|", "`@|`"),
    ],
)
def test_code_has_more_backticks_than_stand_in_it(word: str, code: str) -> None:
    lines = [*markdown_lines(Document().blocks(told(word)))]

    assert f"- 10:00:02 **{code} (Customer):** {code}" in lines
    assert code.replace("|", "\\|") in lines[4]


def test_what_the_terminal_cannot_show_is_escaped() -> None:
    lines = [*Text(Screen(80, "ascii")).lines(Document().blocks(told("日本")))]

    assert "> \\u65e5\\u672c" in "\n".join(lines)
    assert all(line.isascii() for line in lines)


def test_many_flags_are_shown_in_lines_of_the_screen() -> None:
    flags = "🇩" * 20_000
    talk = content(1, interaction(), said(1, {"nickname": flags, "type": "Customer"}, flags))
    lines = [*Text(Screen(80)).lines(Document().blocks(conversations_of([read(talk)])))]

    assert sum(line.count("🇩") for line in lines) > 20_000
    assert max(map(columns, lines)) <= 80
