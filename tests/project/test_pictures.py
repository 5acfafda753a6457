"""The pictures in the documentation show what the command prints."""

import html
import re
import runpy
from pathlib import Path

import pytest

from tests.cli.commands import Command
from tests.project.pages import ROOT

FOLDER = ROOT / "docs/pictures"
PICTURES: dict[str, tuple[int, str]] = runpy.run_path(str(FOLDER / "make.py"))["PICTURES"]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    width, command = PICTURES[name]
    monkeypatch.chdir(FOLDER)
    monkeypatch.setenv("COLUMNS", str(width))
    printed = Command(capsys, monkeypatch)(*command.split(" ")[1:]).out
    picture = (FOLDER / name).read_text("utf-8")
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", picture)

    assert html.unescape(texts[0]).replace("\xa0", " ") == f"$ {command}"
    assert "".join(html.unescape("".join(texts[1:])).split()) == "".join(printed.split())


def test_every_picture_is_made_by_the_script_and_fetches_nothing() -> None:
    pictures = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.svg")}

    assert pictures.keys() == PICTURES.keys()
    assert [name for name, text in pictures.items() if re.search(r"url\((?!#)|href|@import|<script", text)] == []
    assert max(map(len, pictures.values())) < 40_000


def test_the_pictures_are_shown_somewhere() -> None:
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "README.md", *Path(ROOT / "docs").glob("*.md")))

    assert [name for name in PICTURES if f"pictures/{name})" not in pages] == []
