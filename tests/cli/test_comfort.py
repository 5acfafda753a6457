"""Completion, hints, and settings in a file of one's own."""

import os
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, FINE, NOTED, Command
from ucsmsg.catalogue import ROWS
from ucsmsg.cli._app import COMMANDS


class TestCompletion:
    @pytest.mark.parametrize(
        ("shell", "word"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete --no")]
    )
    def test_a_shell_gets_its_script(self, run: Command, shell: str, word: str) -> None:
        result = run("completion", shell)

        assert result.status == 0
        assert f"_UCSMSG_COMPLETE={shell}_complete" in result.out
        assert word in result.out

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("ucsmsg ", [*COMMANDS]),
            ("ucsmsg st", ["stats"]),
            ("ucsmsg check --mode ", ["strict", "lenient"]),
            ("ucsmsg check --no-v", ["--no-values"]),
            ("ucsmsg explain value-", ["value-case", "value-space", "value-out-of-range"]),
            ("ucsmsg check --deny value-c", ["value-case"]),
            ("ucsmsg check --format co", ["concise", "code-quality"]),
        ],
    )
    def test_words_are_completed(
        self, run: Command, monkeypatch: pytest.MonkeyPatch, words: str, expected: list[str]
    ) -> None:
        monkeypatch.setenv("_UCSMSG_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
        completed = [line.partition(",")[2] for line in run().out.splitlines()]

        assert sorted(completed) == sorted(expected)

    def test_every_name_is_completed(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("_UCSMSG_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "ucsmsg explain ")
        monkeypatch.setenv("COMP_CWORD", "2")

        assert run().out.splitlines() == [f"plain,{row.name}" for row in ROWS]


class TestHints:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("chek", "x"), "No such command 'chek'. Did you mean 'check'?"),
            (("zzz", "x"), "No such command 'zzz'."),
            (("check", "--mode=Lenent", "x"), "'Lenent' is not one of 'strict', 'lenient'. Did you mean 'lenient'?"),
            (("check", "--severity=warn", "x"), "one of 'error', 'warning', 'note'. Did you mean 'warning'?"),
            (("show", "--color=alwys", "x"), "one of 'auto', 'always', 'never'. Did you mean 'always'?"),
            (("completion", "bsh"), "one of 'bash', 'zsh', 'fish'. Did you mean 'bash'?"),
            (("clean", "--input-format=zzz", "x"), "'json-seq', 'log', 'har', 'page'."),
        ],
    )
    def test_a_word_that_there_is_not_says_which_was_meant(
        self, run: Command, arguments: tuple[str, ...], message: str
    ) -> None:
        result = run(*arguments)

        assert (result.status, result.err.endswith(f"{message}\n")) == (2, True)

    @pytest.mark.parametrize("option", ["--config", "--baseline", "--schema"])
    def test_a_file_without_an_end_is_none_that_is_read_whole(
        self, run: Command, monkeypatch: pytest.MonkeyPatch, option: str
    ) -> None:
        monkeypatch.setattr("ucsmsg.cli._small_files._MOST", 1000)
        Path("capture").write_text(FINE, "utf-8")
        result = run("check", option, "/dev/zero", "capture")

        assert (result.status, result.err) == (2, "ucsmsg: /dev/zero: Expected at most 1,000 bytes, got more\n")

    @pytest.mark.parametrize(
        ("arguments", "hint"),
        [
            (("check", "--lenient", "-"), "Did you mean --mode lenient? Usage: ucsmsg check [OPTIONS] PATH..."),
            (("check", "--sarif", "-"), "Did you mean --format sarif? Usage: ucsmsg check [OPTIONS] PATH..."),
            (("clean", "--har", "-"), "Did you mean --input-format har? Usage: ucsmsg clean [OPTIONS] IN..."),
        ],
    )
    def test_the_value_of_an_option_is_no_option(self, run: Command, arguments: tuple[str, ...], hint: str) -> None:
        result = run(*arguments)

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err.startswith("ucsmsg: No such option")
        assert result.err.endswith(f"{hint}\n")

    def test_another_wrong_option_has_the_usage(self, run: Command) -> None:
        assert run("check", "--frobnicate", "-").err.endswith(" Usage: ucsmsg check [OPTIONS] PATH...\n")


class TestConfig:
    def test_settings_may_have_a_file_of_their_own(self, run: Command) -> None:
        Path("ucsmsg.toml").write_text('mode = "lenient"\n', "utf-8")
        Path("pyproject.toml").write_text("[tool.ucsmsg]\ndeny = ['long-suffix']\n", "utf-8")
        Path("sub").mkdir()
        os.chdir("sub")

        assert run("check", "-", stdin=BROKEN).status == 0
        assert run("check", "-", stdin=NOTED).status == 0

    @pytest.mark.parametrize(("name", "head"), [("mine.toml", ""), ("x/pyproject.toml", "[tool.ucsmsg]\n")])
    def test_a_file_may_be_named(self, run: Command, name: str, head: str) -> None:
        Path("x").mkdir()
        Path("ucsmsg.toml").write_text("mode = 'lenien'\n", "utf-8")
        Path(name).write_text(f"{head}deny = ['long-suffix']\n", "utf-8")

        assert run("check", "--config", name, "-", stdin=NOTED).status == 1
        assert run("check", "-", "--config", name, "--deny=comment", stdin=NOTED).status == 0
        assert run("clean", "--config", name, "-", stdin=NOTED).status == 1

    @pytest.mark.parametrize("command", ["check", "clean", "fix", "diff", "stats", "show"])
    def test_every_command_with_settings_takes_one(self, run: Command, command: str) -> None:
        paths = ("-",) if command != "diff" else ("-", "-")

        assert (
            run(command, "--config=no.toml", *paths, stdin=FINE).err == "ucsmsg: no.toml: No such file or directory\n"
        )

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (
                "# mine\nmode = 'lenien'\n",
                "ucsmsg.toml:2: mode: 'lenien' is not one of 'strict', 'lenient'. Did you mean 'lenient'?",
            ),
            ("quiet = true\n\nmood = 1\n", "ucsmsg.toml:3: Expected a setting of ucsmsg.toml, got 'mood'; there are: "),
            ("jobs = \n", "ucsmsg.toml: Expected TOML, got: "),
            ("format = 'xml'", "ucsmsg.toml:1: format: 'xml' is not one of 'text', "),
        ],
    )
    def test_what_is_wrong_in_it_is_said_with_its_line(self, run: Command, content: str, message: str) -> None:
        Path("ucsmsg.toml").write_text(content, "utf-8")
        result = run("check", "-", stdin=FINE)

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err.startswith(f"ucsmsg: {Path.cwd()}/{message}")

    def test_a_project_without_settings_is_none_to_take_them_from(self, run: Command) -> None:
        Path("pyproject.toml").write_text("[tool.other]\n", "utf-8")

        assert run("check", "--config=pyproject.toml", "-").err == (
            "ucsmsg: pyproject.toml: Expected a table [tool.ucsmsg], got none\n"
        )
