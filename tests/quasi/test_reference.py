"""Lark reads a text when it is asked to, and only then."""

from typing import Any

import pytest

from ucsmsg import quasi
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.lanes import _reference

TEXTS = ["[1]", b"[1]", "[1L]", "[01]", "[foo]", ""]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the reference was asked for."""
    texts: list[str] = []
    by_reference = _reference.by_reference

    def noted(source: Any, *rest: Any) -> Any:
        texts.append(source.text)
        return by_reference(source, *rest)

    monkeypatch.setattr(_reference, "by_reference", noted)
    return texts


@pytest.mark.parametrize("text", TEXTS)
def test_the_reference_reads_what_it_is_asked_to(asked: list[str], text: str | bytes) -> None:
    quasi.parse(text, reference=True)
    read_source(text, quasi.Limits(), reference=True)
    assert asked == [text if isinstance(text, str) else text.decode()] * 2


@pytest.mark.parametrize("text", TEXTS)
def test_the_reference_reads_nothing_else(asked: list[str], text: str | bytes) -> None:
    quasi.parse(text)
    [*quasi.iter_parse(text)]
    read_source(text, quasi.Limits())
    assert asked == []
