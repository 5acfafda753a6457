"""The option `--encoding`."""

from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.cli.commands import Command


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_takes_it(run: Command, jobs: str) -> None:
    Path("a.json").write_bytes(failure(1, "é").encode("cp1252"))
    refused, read = run("check", "a.json"), run("check", "-j", jobs, "--encoding", "cp1252", "a.json")

    assert (refused.status, read.status) == (1, 0)
    assert "name the encoding of the text (--encoding, encoding=)" in refused.out
    assert '"errorMessage":"é"' in run("clean", "--encoding", "cp1252", "a.json", "-o", "-").out
    assert "1 payload" in run("stats", "--encoding", "cp1252", "a.json").out
    assert run("diff", "--encoding", "cp1252", "a.json", "a.json").status == 0
    assert run("check", "--encoding", "nix", "a.json").status == 2


def test_fix_writes_utf_8(run: Command) -> None:
    Path("a.json").write_bytes(failure(1, "é").replace(":1,", ":1L,").encode("cp1252"))
    result = run("fix", "--write", "--encoding", "cp1252", "a.json")

    assert Path("a.json").read_text("utf-8") == failure(1, "é")
    assert "Expected UTF-8, got CP1252: written as UTF-8" in result.err
