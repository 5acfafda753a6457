"""A reader of the package decodes by what its name says, so that a figure is about that."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.benchmarks.peers import READERS
from tests.benchmarks.workloads import texts
from ucsmsg import Limits, parsing
from ucsmsg.quasi.lanes import _decoders, _valid
from ucsmsg.typed import _texts


@pytest.fixture(autouse=True)
def forgetting() -> Iterator[None]:
    """Each test has lanes of its own."""
    _texts.forget()
    yield
    _texts.forget()


@pytest.mark.parametrize(
    ("name", "decoder"),
    [
        ("ucsmsg", "standard"),
        ("ucsmsg, ok", "standard"),
        ("ucsmsg, speed", "by_msgspec"),
        ("speed, counted", "by_msgspec"),
        ("speed, ok", "by_msgspec"),
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
    monkeypatch.setattr(_valid, "quickest", None)  # put back afterwards, as are these
    monkeypatch.setattr(parsing, "by_typed_lane", None)
    monkeypatch.setattr(_texts, "FIRST", None)
    monkeypatch.setattr(_texts, "_load", lambda *_, **__: (None, None))
    READERS[name]()("[1]")
    assert decoded == ["[1]"]


def test_the_extra_s_reader_is_not_there_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    with pytest.raises(ImportError):
        READERS["ucsmsg, speed"]()


def test_only_the_readers_of_the_extra_have_the_typed_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "FIRST", None)
    monkeypatch.setattr(_valid, "quickest", None)
    monkeypatch.setattr(parsing, "by_typed_lane", None)
    (text,) = texts("small", 1)[:1]
    for name in ("ucsmsg", "ucsmsg, ok", "ucsmsg, speed", "speed, counted", "speed, ok"):
        READERS[name]()(text)
        taken = vars(parsing)["by_typed_lane"](text, Limits()) is not None
        assert taken is ("speed" in name)
