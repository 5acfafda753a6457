"""What docs/command.md says of the command is true."""

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from tests.cli.commands import BROKEN, NOTED, ROOT, Command
from ucsmsg.captures import Format
from ucsmsg.cli._app import COMMANDS
from ucsmsg.cli._project import options_by_key, project_settings
from ucsmsg.cli.reporters import REPORTERS

PAGE = (ROOT / "docs/command.md").read_text("utf-8")
CAPTURE = f"{NOTED}\n{BROKEN}\n"


def rows(heading: str) -> dict[str, list[str]]:
    """The first table behind the words: the other cells by each name in the first one."""
    table = PAGE.split(heading, 1)[1].split("\n|---", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]
    return {name: others for first, *others in cells for name in re.findall(r"`([^`]+)`", first)}


def test_every_setting_is_documented_with_its_commands(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PAGE.split("```toml\n")[1].split("```")[0], "utf-8")
    options = {name: set(options_by_key(command)) for name, command in COMMANDS.items()}

    documented = rows("Settings of a project")
    assert set(documented) == set().union(*options.values())
    for key, (_, commands) in documented.items():
        assert commands == ", ".join(f"`{name}`" for name in COMMANDS if key in options[name])
    assert project_settings(tmp_path, COMMANDS)["clean"] == {"mode": "lenient", "deny": ["unknown-member"]}


def test_every_option_that_is_no_setting_is_on_a_page() -> None:
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    options = (one for command in COMMANDS.values() for one in command.params if isinstance(one, click.Option))
    named = {name for option in options for name in option.opts if name.startswith("--")}
    settings = {f"--{key}" for command in COMMANDS.values() for key in options_by_key(command)}

    assert named - settings > {"--output", "--diff"}
    assert [name for name in sorted(named - settings) if not re.search(rf"{name}(?![\w-])", pages)] == []


@pytest.mark.parametrize(("key", "values"), [("input-format", Format), ("format", REPORTERS)])
def test_the_values_of_a_setting_are_documented(key: str, values: list[str]) -> None:
    assert re.findall(r'"([a-z-]+)"', rows("Settings of a project")[key][0]) == list(values)


def test_every_field_of_a_report_is_documented(run: Command) -> None:
    report = json.loads(run("check", "--format=json", "-", stdin=CAPTURE).out)

    assert list(rows("A **diagnostic**")) == list(report["diagnostics"][0])
    assert set(rows("A **file**")) == {*report["files"][0], *report["summary"]}


def test_every_field_of_a_reject_is_documented(run: Command) -> None:
    reject = json.loads(run("clean", "-", "--rejects", "-", stdin=CAPTURE).out)

    assert list(rows("of a capture as a whole, whose text")) == list(reject)


EXAMPLES = re.findall(r"```console\n(.*?)```", PAGE + (ROOT / "docs/show.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.split(" ")[2])
def test_the_example_prints_what_is_shown(run: Command, example: str) -> None:
    Path("corpus").symlink_to(ROOT / "corpus")
    commands = re.findall(r"^\$ ucsmsg (.*)\n((?:(?!\$ ).*\n)*)", example, re.MULTILINE)

    assert len(commands) == example.count("$ ucsmsg ") > 0
    for command, shown in commands:
        assert run(*shlex.split(command)).out == shown
