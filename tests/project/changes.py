"""The worked examples of CONTRIBUTING.md, and a copy of the project to which they are applied."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.project.pages import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
_PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "README.md")
_COPIED = ("corpus", "docs", "grammar", "tests", "ucsmsg", "pyproject.toml", *_PAGES)


class Change(NamedTuple):
    """Lines of a file, the lines that take their place, and where: an empty `before` is a file of its own."""

    path: str
    before: str
    after: str

    def apply(self, project: Path) -> None:
        """Change the file in a copy of the project."""
        path = project / self.path
        if not self.before:
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.after + "\n", "utf-8")
            return
        text = path.read_text("utf-8")
        assert text.count(self.before) == 1, (self.path, self.before)
        path.write_text(text.replace(self.before, self.after), "utf-8")


class Example(NamedTuple):
    """A worked example: the changes at each place, and by its number the test that fails without it."""

    places: list[list[Change]]
    holders: dict[int, str]

    def apply(self, project: Path, *, without: int = 0) -> None:
        """Change a copy of the project, but for the place of that number."""
        for number, changes in enumerate(self.places, 1):
            for change in changes if number != without else ():
                change.apply(project)


def example(heading: str) -> Example:
    """The example under a heading of the page."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```diff\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    holders = re.findall(r"^\| (\d) \| `(.+)` \|$", section, re.MULTILINE)
    return Example([_changes(block) for block in blocks], {int(number): test for number, test in holders})


def _changes(block: str) -> list[Change]:
    changes = []
    for part in block.split("+++ ")[1:]:
        path, lines = part.split("\n", 1)
        for hunk in lines.split("@@\n"):
            before = [line[1:] for line in hunk.splitlines() if line[:1] != "+"]
            after = [line[1:] for line in hunk.splitlines() if line[:1] != "-"]
            changes.append(Change(path, "\n".join(before), "\n".join(after)))
    return changes


def copy_project(folder: Path) -> Path:
    """The project without what has been made from it."""
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
    return folder


def run_tests(project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """What pytest says in a copy of the project."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603  # our own
