"""A reader of the package decodes by what its name says, so that a figure is about that."""

import sys
from types import ModuleType
from typing import Any

import pytest

from tests.benchmarks.peers import READERS
from ucsmsg.quasi.lanes import _decoders, _valid


@pytest.mark.parametrize(
    ("name", "decoder"),
    [
        ("ucsmsg", "standard"),
        ("ucsmsg, ok", "standard"),
        ("ucsmsg, speed", "by_msgspec"),
        ("quasi", "standard"),
        ("quasi, counted", "standard"),
        ("quasi, value", "standard"),
    ],
)
def test_a_reader_has_its_decoder_whatever_is_installed(
    name: str, decoder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(text: str) -> Any:
        decoded.append(text)
        return {}

    decoded: list[str] = []
    monkeypatch.setitem(sys.modules, "msgspec", ModuleType("msgspec"))
    monkeypatch.setattr(_decoders, decoder, decode)
    monkeypatch.setattr(_valid, "quickest", None)  # put back afterwards
    READERS[name]()("[1]")
    assert decoded == ["[1]"]


def test_the_extra_s_reader_is_not_there_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    with pytest.raises(ImportError):
        READERS["ucsmsg, speed"]()
