"""Fixtures of the tests of the command."""

from pathlib import Path

import pytest

from tests.cli.commands import Command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return Command(capsys, monkeypatch)
