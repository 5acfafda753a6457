# ruff: noqa: RUF009  # member() and rest() are attrs.field(), which may stand there
"""The examples of the pages give what they show; the code of a page that type checkers should see stands here too."""

import doctest
import inspect

import attrs
import pytest

from tests.project.pages import ROOT
from ucsmsg import FrozenMapping
from ucsmsg.schema import BOOLEAN, TEXT, Integer, Record, member, record, rest


@record
@attrs.frozen(kw_only=True)
class CallState(Record):
    """The state of a call."""

    call_uri: str | None = member("callUri", TEXT, required=True)
    duration: int | None = member("duration", Integer(least=0))
    """Seconds."""
    is_held: bool | None = member("isHeld", BOOLEAN)
    extra: FrozenMapping = rest()


PAGES: dict[str, tuple[type, ...]] = {
    "coming-from.md": (),
    "json-schema.md": (),
    "own-records.md": (CallState,),
    "testing.md": (),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_give_what_they_show(page: str) -> None:
    shared = {code.__name__: code for code in PAGES[page]}
    failed, tried = doctest.testfile(
        str(ROOT / "docs" / page), module_relative=False, globs=shared, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )

    assert (failed, tried > 5) == (0, True)


@pytest.mark.parametrize("page", PAGES)
def test_the_code_on_the_page_is_the_one_that_is_checked_and_run_here(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")

    for code in PAGES[page]:
        assert f"\n\n\n{inspect.getsource(code)}```\n" in text
