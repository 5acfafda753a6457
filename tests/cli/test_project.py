"""What is wrong in the settings of a project is said with the file, the line and what is allowed."""

from pathlib import Path

import pytest

from tests.cli.commands import FINE, NOTED, Command

MODES = "mode: 'lenien' is not one of 'strict', 'lenient'."
NAMES = "deny: Expected the name of a deviation, got 'coment': did you mean comment?"
UNKNOWN = "Expected a setting of [tool.ucsmsg], got 'mood'; there are: "


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("[tool.ucsmsg]\nmode = 'lenien'", 2, MODES),
        ('[tool.ucsmsg]\nquiet = true\n\n# the mode\nmode = "lenien"\n', 5, MODES),
        ('[tool]\nucsmsg.mode = "lenien"', 2, MODES),
        ('tool.ucsmsg.mode = "lenien"', 1, MODES),
        ('[tool]\nucsmsg = { quiet = true, "mode" = "lenien" }\n', 2, MODES),
        ('[tool . "ucsmsg"]\n"mode" = """\\\n  lenien"""\n', 2, MODES),
        (
            '[x]\nname = "ucsmsg"\nmode = "x"\ntext = """\n[tool.ucsmsg]\n"""\n[tool.ucsmsg]\nmode="lenien"\n',
            8,
            MODES,
        ),
        ('[tool.other]\nmode = "lenien"\r\n[tool.ucsmsg]\r\nmode = "lenien"\r\n', 4, MODES),
        ('[tool.ucsmsg]\ndeny = [\n  "comment",\n  "coment",\n]\n', 4, NAMES),
        ("[tool.ucsmsg]\ndeny = [\n  'comment',\n  'coment']", 4, NAMES),
        ('[tool.ucsmsg]\nallow = ["coment"]\ndeny = ["coment"]\n', 2, NAMES.replace("deny", "allow")),
        ('[tool.ucsmsg]\nselect = ["coment"]\n', 2, NAMES.replace("deny", "select")),
        (
            '[tool.ucsmsg]\nallow = ["bare-word"]',
            2,
            "allow: Expected a deviation that can be repaired, got 'bare-word'",
        ),
        ("[tool.ucsmsg]\n\nmood = 1\n", 3, UNKNOWN),
        ("[tool.ucsmsg]\nmode='strict'\n[tool.ucsmsg.mood]\nx = 1\n", 3, UNKNOWN),
        ("[tool.ucsmsg]\njobs = 0\n", 2, "jobs: 0 is not in the range x>=1."),
        ("[tool.ucsmsg]\nmax-errors = -1\n", 2, "max-errors: -1 is not in the range x>=1."),
        (
            '[tool.ucsmsg]\nformat = ""\n',
            2,
            "format: '' is not one of 'text', 'full', 'concise', 'json', 'ndjson', 'sa",
        ),
        ("[tool.ucsmsg]\ninput-format = 'csv'", 2, "input-format: 'csv' is not one of 'payload', 'ndjson', 'json-seq'"),
        ("[tool.ucsmsg]\nquiet = 'no'", 2, "Expected true or false for quiet, got 'no'"),
        ("[tool.ucsmsg]\ndeny = [\n'comment',\n1]", 2, "Expected a list of strings for deny, got ['comment', 1]"),
    ],
)
def test_a_wrong_setting_is_said_with_its_place_and_what_is_allowed(
    run: Command, content: str, line: int, message: str
) -> None:
    file = Path("pyproject.toml").resolve()
    file.write_bytes(content.encode())
    result = run("check", "-", stdin=FINE)

    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(f"ucsmsg: {file}:{line}: {message}")


@pytest.mark.parametrize("option", ["--mode=loose", "--deny=coment", "--allow=coment", "--select=coment", "--jobs=0"])
def test_a_wrong_option_is_said_with_its_name(run: Command, option: str) -> None:
    """Also where the project sets another one."""
    Path("pyproject.toml").write_text("[tool.ucsmsg]\nmode = 'lenient'\ndeny = ['comment']\njobs = 2\n", "utf-8")
    result = run("check", option, "-")

    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err.startswith("ucsmsg: Invalid value for '")
    assert option.partition("=")[0] in result.err


@pytest.mark.parametrize("command", ["explain", "schema"])
def test_what_has_no_settings_does_not_read_them(run: Command, command: str) -> None:
    """Which lets one look up the name that is wrong in them."""
    Path("pyproject.toml").write_text("[tool.ucsmsg]\ndeny = ['coment']\n", "utf-8")

    assert run(command).status == 0


@pytest.mark.parametrize(
    ("setting", "options", "ending"),
    [
        ("statistics = true", ("--format=sarif",), "; [tool.ucsmsg] of this project sets one of them"),
        ("format = 'sarif'", ("--statistics",), "; [tool.ucsmsg] of this project sets one of them"),
        ("quiet = true", ("--format=sarif", "--statistics"), ""),
    ],
)
def test_settings_that_do_not_go_together_are_said_to_be_settings(
    run: Command, setting: str, options: tuple[str, ...], ending: str
) -> None:
    Path("pyproject.toml").write_text(f"[tool.ucsmsg]\n{setting}\n", "utf-8")
    result = run("check", *options, "-", stdin=NOTED)

    assert result.status == 2
    assert (
        result.err
        == f"ucsmsg: Expected text, full, concise, json, ndjson as --format with --statistics, got sarif{ending}\n"
    )
