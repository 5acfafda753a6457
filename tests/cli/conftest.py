"""Fixtures of the tests of the command."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import Command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # tests that run in several processes have it from their terminal
    return Command(capsys, monkeypatch)


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A process in the background may have inherited that interrupts are ignored; those it starts must not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
