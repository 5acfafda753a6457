"""What of a folder is read."""

import os
import zipfile
from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.cli.commands import FINE, NOTED, Command

FILES = ("a.log", "b.txt", ".hidden.log", "old/c.log", "old/deep/d.txt", ".cache/e.log", "logs/f.log", "logs/old/g.log")


def make(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(FINE, "utf-8")


def read(run: Command, *arguments: str) -> tuple[list[str], str]:
    """The files that were read, and what was left out."""
    result = run("check", "--format", "ndjson", *arguments)
    files = [line.split('"')[7] for line in result.out.splitlines() if line.startswith('{"kind": "file"')]
    return files, result.err.removeprefix("ucsmsg: left out of folders: ").rstrip("\n")


@pytest.mark.parametrize(
    ("options", "files", "left_out"),
    [
        ([], ["a.log", "b.txt", "logs/f.log", "logs/old/g.log", "old/c.log", "old/deep/d.txt"], "2 hidden"),
        (["--exclude", "*.log"], ["b.txt", "old/deep/d.txt"], "5 by --exclude, 1 hidden"),
        (["--exclude", "old/"], ["a.log", "b.txt", "logs/f.log"], "2 by --exclude, 2 hidden"),
        (
            ["--exclude", "/old"],
            ["a.log", "b.txt", "logs/f.log", "logs/old/g.log"],
            "1 by --exclude, 2 hidden",
        ),
        (["--include", "*.txt"], ["b.txt", "old/deep/d.txt"], "2 hidden, 4 not in --include"),
        (["--include", "logs/*.log"], ["logs/f.log"], "2 hidden, 5 not in --include"),
        (["--include", ".*", "--include", "e.log"], [".cache/e.log", ".hidden.log"], "6 not in --include"),
        (["--include", "*.log", "--exclude", "g.*"], ["a.log", "logs/f.log", "old/c.log", ".hidden.log"], None),
        (
            ["--exclude", "*.txt", "--exclude", "!b.txt", "--exclude", "logs", "--exclude", "old"],
            ["a.log", "b.txt"],
            None,
        ),
    ],
)
def test_patterns_select_what_is_read(run: Command, options: list[str], files: list[str], left_out: str | None) -> None:
    make(*FILES)
    read_files, said = read(run, *options, ".")

    assert sorted(read_files) == sorted(files)
    assert left_out in (said, None)


def test_what_a_repository_ignores_is_left_out(run: Command) -> None:
    """With the nearest of its files first, and the last of the patterns that match."""
    make("r/a.log", "r/keep.log", "r/b.txt", "r/build/c.txt", "r/x/a.log", "r/x/secret.txt", "other/a.log")
    Path("r/.git/info").mkdir(parents=True)
    Path("r/.git/info/exclude").write_text("secret.*\n", "utf-8")
    Path("r/.gitignore").write_text("# no logs\n*.log\n!keep.log\nbuild/\n[z-a]\n!\n", "utf-8")
    Path("r/x/.gitignore").write_text("!a.log\n", "utf-8")
    Path("other/.gitignore").write_text("*.log\n", "utf-8")
    everything = ["other/a.log", "r/a.log", "r/b.txt", "r/build/c.txt", "r/keep.log", "r/x/a.log", "r/x/secret.txt"]

    assert read(run, ".") == (
        ["other/a.log", "r/b.txt", "r/keep.log", "r/x/a.log"],
        "3 by .gitignore (--no-ignore reads them), 4 hidden",
    )
    assert read(run, "r/x")[0] == ["r/x/a.log"]
    assert read(run, "--no-ignore", ".") == (everything, "4 hidden")
    assert read(run, "--include", "c.txt", "--include", "build/", ".")[0] == ["r/build/c.txt"]


def test_a_file_or_folder_that_is_named_is_read_in_any_case(run: Command) -> None:
    make("build/a.txt", "build/b.log", ".x/c", "d.log")
    Path(".git").mkdir()
    Path(".gitignore").write_text("build/\n*.log\n", "utf-8")
    Path("build/.gitignore").write_text("b.*\n", "utf-8")

    assert read(run, "build", ".x", "d.log", "--exclude", "d.log")[0] == ["build/a.txt", ".x/c", "d.log"]


def test_a_folder_of_which_everything_is_left_out_is_an_error(run: Command) -> None:
    make("folder/.a")
    result = run("check", "folder")

    assert (result.status, result.err) == (
        2,
        "ucsmsg: folder: Expected files, got a folder without any\nucsmsg: left out of folders: 1 hidden\n",
    )


@pytest.mark.parametrize("command", [["check"], ["clean", "-o", "-"], ["fix"]])
def test_every_command_on_folders_selects(run: Command, command: list[str]) -> None:
    make("folder/a.json", "folder/b.json")
    Path("pyproject.toml").write_text('[tool.ucsmsg]\nexclude = ["b.*"]\n', "utf-8")

    assert "left out of folders: 1 by --exclude\n" in run(*command, "folder").err


def test_a_quiet_check_says_nothing(run: Command) -> None:
    make("folder/a", "folder/.b")

    assert run("check", "-q", "folder").err == ""


@pytest.mark.parametrize("file", [".gitignore", ".git/info/exclude"])
def test_a_pipe_for_a_file_of_patterns_is_passed_over(run: Command, file: str) -> None:
    make("r/a.json")
    Path("r/.git/info").mkdir(parents=True)
    os.mkfifo(Path("r", file))

    assert read(run, "r")[0] == ["r/a.json"]


LONG = "a" * 200


@pytest.mark.parametrize("pattern", ["*a" * 9 + "b", "/*a*a*b/*a*a*b", "**/**/**/**/b", "**a**ab", "*a*a*a*b"])
def test_patterns_of_a_repository_that_take_long_are_passed_over(run: Command, pattern: str) -> None:
    make(f"r/{LONG}")
    Path("r/.git").mkdir()
    Path("r/.gitignore").write_text(f"{pattern}\n*a*a*c\n**/x/**/*.log\n", "utf-8")

    assert read(run, "r")[0] == [f"r/{LONG}"]
    assert f"got {pattern!r}" in run("check", "--exclude", pattern, ".").err


@pytest.mark.parametrize("pattern", ["*.log", "*a*a*", "**/a*/**/a*", "a*/**", "/*/*/*/*/a*", "*"])
def test_patterns_with_few_choices_are_taken(run: Command, pattern: str) -> None:
    make("r/b.json", "r/aa.log", "a/a.log", "r/a/a/a/a/a.log")

    assert "left out of folders" in run("check", "--exclude", pattern, "r", ".").err


@pytest.mark.parametrize("pattern", ["", "!", "# x", "[z-a]"])
def test_what_is_no_pattern_is_a_usage_error(run: Command, pattern: str) -> None:
    result = run("check", "--exclude", pattern, ".")

    assert result.status == 2
    expected = "Expected a pattern as in a .gitignore, with at most 3 stars in a name"
    assert f"{expected}, got {pattern!r}" in result.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_repeats_are_told_across_the_parts_of_a_log(run: Command, jobs: str) -> None:
    for number, name in enumerate(["x.log.1", "x.log", "y.log"]):
        Path(name).write_text(f"{failure(number)}\n{failure(7)}\n", "utf-8")
    result = run("check", "--format", "ndjson", "-j", jobs, "x.log.1", "x.log", "x.log", "y.log")

    assert result.out.count('"name": "repeated-notification"') == 1
    assert "got the one of x.log.1:2 again" in result.out
    assert "repeated-notification" in run("check", ".").out
    assert run("clean", ".", "-o", "out", "--rejects", "-").status == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_files_of_an_archive_have_their_own_names(run: Command, jobs: str) -> None:
    with zipfile.ZipFile("logs.zip", "w") as archive:
        archive.writestr("a.log", f"start\n\n{NOTED}\n")
        archive.writestr("b.txt", FINE)
    result = run("check", "-q", "-j", jobs, "logs.zip", "logs.zip")

    assert result.out.count("logs.zip!/a.log:3:24: note[long-suffix]") == 2
    assert run("clean", "logs.zip", "-o", "-").out.count("\n") == 2
