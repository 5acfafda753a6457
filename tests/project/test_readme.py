"""What the README shows is true."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
TEXT = README.read_text("utf-8")
CONTRIBUTING = README.with_name("CONTRIBUTING.md")
PAGES = [README, CONTRIBUTING]
PAGES += [page for folder in ("corpus", "docs", "grammar") for page in README.parent.glob(f"{folder}/*.md")]


def test_the_examples_give_what_they_show() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False)

    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize("name", ["try", "test"])
def test_each_command_is_one_line_that_starts_from_nothing(name: str) -> None:
    blocks = re.findall(rf"^<!-- command: {name} -->\n```sh\n(.*)\n```$", TEXT, re.MULTILINE)

    assert len(blocks) == 1
    assert blocks[0].startswith("python3 -m venv .venv && .venv/bin/pip install ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(README.parent)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", prose) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_command_prints_the_counts_that_are_shown() -> None:
    command = [sys.executable, "-m", "ucsmsg.cli", "check", "corpus/documented/page.txt"]
    run = subprocess.run(command, cwd=README.parent, capture_output=True, text=True, check=True)  # noqa: S603  # our own
    shown = TEXT.split("page.txt | tail -n 6\n")[1].split("```")[0]

    assert run.stdout.splitlines()[-6:] == shown.splitlines()
