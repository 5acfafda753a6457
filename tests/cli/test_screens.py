"""What people see fits their screen, and the caret stands under its place."""

import contextlib
import io
import json
import sys
import unicodedata

import pyte
import pytest
from wcwidth import wcswidth

from tests.captures.samples import failure
from tests.cli.commands import Command
from ucsmsg import Source
from ucsmsg._screen import Screen, columns, graphemes
from ucsmsg.catalogue import ROWS
from ucsmsg.cli import main
from ucsmsg.diagnostics import excerpt

TEXTS = {
    "plain": "abc",
    "wide": "日本한글",
    "combining": "e\u0301a\u0308\u0301o",
    "right to left": "שלום مرحبا",
    "escaped": "\x1b[2J\u202e\x00\u200d",
    "tabs": "\t\t|",
    "mathematical": "\U0001d4b3\U0001d550",
}
LONG = [0, 1, 3, 30]
JOINED = ["नमस्ते", "👍🏽", "🇩🇪", "❤\ufe0f", "👩\u200d👩\u200d👧", "1\ufe0f\u20e3"]


def marked_cells(shown: str, width: int) -> str:
    """What stands above the carets on a screen of that width, which no line is too long for."""
    lines = shown.splitlines()
    screen = pyte.Screen(width, len(lines) + 1)
    pyte.Stream(screen).feed("\r\n".join(lines) + "\r\n")
    assert screen.cursor.y == len(lines)
    excerpt_row, caret_row = screen.buffer[0], screen.buffer[1]
    return "".join(excerpt_row[column].data for column in range(width) if caret_row[column].data == "^")


def excerpt_around(before: str, after: str, screen: Screen) -> str:
    source = Source(f"{before}7L{after}")
    return excerpt(source, source.span(len(before), len(before) + 2), screen)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_the_caret_stands_under_the_character_on_a_terminal(text: str, encoding: str, width: int) -> None:
    for before in LONG:
        for after in LONG:
            shown = excerpt_around(text * before, text * after, Screen(width, encoding))

            assert marked_cells(shown, width) == "7L"
            assert shown.encode(encoding).decode(encoding) == shown


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("text", JOINED)
def test_flags_and_skin_tones_take_the_columns_that_they_have(text: str, width: int) -> None:
    """Terminals that do not know them show their parts one beside the other, as that of the test above."""
    for before in LONG:
        line, carets = excerpt_around(text * before, text * 9, Screen(width)).splitlines()

        assert line.count("7L") == 1
        assert wcswidth(line[: line.index("7L")]) == carets.index("^")
        assert wcswidth(line) <= width


@pytest.mark.parametrize(
    ("text", "start", "end", "carets"),
    [
        ("xe\u0301y", 2, 3, " ^"),
        ("e\u0301", 1, 2, "^"),
        ("\u0301", 0, 1, "^"),
        ("日本", 1, 2, "  ^^"),
        ("x🇩🇪", 2, 3, "  ^"),
    ],
)
def test_a_mark_has_its_caret_under_what_it_belongs_to(text: str, start: int, end: int, carets: str) -> None:
    source = Source(text)

    assert excerpt(source, source.span(start, end)).split("\n")[1] == "       | " + carets


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_command_keeps_to_the_width(run: Command, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = failure(2, json.dumps("日本" * 90, ensure_ascii=False)).replace(":2,", ":2L,")
    line, carets = run("check", "-q", "--select=long-suffix", "-", stdin=text).out.splitlines()[1:]

    assert width - 2 < columns(line) <= width
    assert line[carets.index("^") :].startswith("2L")


@pytest.mark.parametrize(("columns_set", "width"), [("0", 100), ("5", 40), ("9999", 240), ("x", 100)])
def test_a_width_that_no_screen_has_is_not_kept_to(
    run: Command, monkeypatch: pytest.MonkeyPatch, columns_set: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns_set)
    text = failure(2, '"' + "x" * 999 + '"').replace(":2,", ":2L,")

    assert len(run("check", "-q", "--select=long-suffix", "-", stdin=text).out.splitlines()[1]) == width


def test_what_the_encoding_lacks_is_counted_as_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = failure(2, '"x"').replace("{", '{"日本\u0301": 1, ', 1).replace(":2,", ":2L,")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    written = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(written, encoding="ascii")) as stream:
        main(["check", "-q", "-"])
        stream.flush()
    lines = written.getvalue().decode("ascii").splitlines()
    shown = next("\n".join(lines[at + 1 : at + 3]) for at, line in enumerate(lines) if "long-suffix" in line)

    assert "\\u65e5\\u672c\\u0301" in shown
    assert marked_cells(shown, 200) == "2L"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_explanations_keep_to_the_width(run: Command, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name in ("", *(row.name for row in ROWS)):
        lines = run("explain", *filter(None, [name])).out.splitlines()

        assert max(map(wcswidth, lines)) <= width
        assert min(map(wcswidth, lines)) >= 0


@pytest.mark.parametrize("text", [*TEXTS.values(), "", "e\u0301日", "日本e"])
def test_without_the_library_columns_are_nearly_right(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """As the package is used without the command."""
    text = "".join(character for character in text if character.isprintable() and not "\u0900" < character < "\u0980")
    with_it = columns(text), [*graphemes(text)]
    monkeypatch.setattr("ucsmsg._screen._measures", without_library())
    normal = unicodedata.normalize("NFC", text)

    assert (columns(text), [*graphemes(text)]) == with_it
    assert columns(text) == columns(normal)


def without_library() -> object:
    """How columns are counted where the library is not installed."""
    from ucsmsg._screen import _measures  # noqa: PLC0415 - what is not cached

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "wcwidth", None)
        measures = _measures.__wrapped__()
    return lambda: measures


class TestWrapping:
    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("", [""]),
            ("   ", [""]),
            ("two  spaces   between", ["two  spaces", "between"]),
            ("  begun later", ["  begun", "later"]),
            ("exactly twelv", ["exactly", "twelv"]),
            ("exactly this", ["exactly this"]),
            ("a loooooooooooooooong word", ["a", "looooooooooo", "ooooong word"]),
            ("a\n\nb\r\nc\rd\n", ["a", "", "b", "c", "d", ""]),
            ("日本日本日本日 本", ["日本日本日本", "日 本"]),
            ("\x1b\u2028", ["\\x1b\\u{2028}"]),
            ("e\u0301" * 13, ["e\u0301" * 12, "e\u0301"]),
            ("\U0001f3ff" * 9, ["\U0001f3ff" * 6, "\U0001f3ff" * 3]),
        ],
    )
    def test_lines_are_broken_between_words_where_that_can_be(self, text: str, lines: list[str]) -> None:
        assert Screen().wrapped(text, 12) == lines

    @pytest.mark.parametrize("text", [*TEXTS.values(), *JOINED])
    def test_nothing_but_spaces_is_lost_and_no_line_is_too_wide(self, text: str) -> None:
        given = f"{text} x{text} {text * 9}" * 3
        lines = Screen().wrapped(given, 20)

        assert "".join(lines).replace(" ", "") == Screen().shown(given).replace(" ", "")
        assert max(map(columns, lines)) <= 20


class TestColors:
    @pytest.mark.parametrize(
        ("environment", "option", "is_terminal", "has_colors"),
        [
            ({}, "auto", True, True),
            ({}, "auto", False, False),
            ({"TERM": "dumb"}, "auto", True, False),
            ({"NO_COLOR": "1"}, "auto", True, False),
            ({"NO_COLOR": ""}, "auto", True, True),
            ({"FORCE_COLOR": "1"}, "auto", False, True),
            ({"FORCE_COLOR": "0"}, "auto", True, False),
            ({"FORCE_COLOR": ""}, "auto", False, False),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", True, False),
            ({"FORCE_COLOR": "3", "TERM": "dumb"}, "auto", False, True),
            ({"NO_COLOR": "1"}, "always", False, True),
            ({"FORCE_COLOR": "1"}, "never", True, False),
        ],
    )
    def test_who_asks_for_colors_gets_them(
        self,
        run: Command,
        monkeypatch: pytest.MonkeyPatch,
        environment: dict[str, str],
        option: str,
        is_terminal: bool,  # noqa: FBT001 - a table
        has_colors: bool,  # noqa: FBT001  # a parameter of the test
    ) -> None:
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
        out = run("check", "--color", option, "-", stdin=failure(2).replace(":2,", ":2L,")).out

        assert ("\x1b[36m\x1b[1mnote[long-suffix]\x1b[0m" in out) == has_colors
