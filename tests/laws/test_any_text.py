"""Laws for texts of any kind: there is a result, it accounts for every character, and a mode changes no value."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.corpus.outcomes import CORPUS
from tests.laws.invariants import check, same
from ucsmsg import Limits, Mode, NotificationError, QuasiJSONError, UcsmsgError, loads, parse, quasi
from ucsmsg.testing import Case, read_corpus
from ucsmsg.testing.strategies import json_texts, notification_texts

_LONGEST, _PIECE = 800, 40
TOKENS = (
    *"{}[]:,;\"'()\\/#*=",
    *(" ", "\n", "\t", "\x00", "\x1c", "\xa0", "\ufeff", "\u2028"),
    *('"a"', '"b":', "'c'", "u'd'", "“e”", "`f`", "name", "a-b", "\\q", "\\u0041", "\\ud83d", "é"),
    *("1", "-2.5", "1e999", "010", "0x1F", "3L", ".5", "NaN", "true", "None", "NULL", "...", "{..x..}", "etc"),
    *("//", "/*", "*/", "=>", "```", "POST /x", "<p>", "2013-11-25 21:02:22.000+0200"),
    *("OrderedDict(", "Decimal('1.5')", "2n", "2.5d", "nil", "- ", "{{", "}}", '""', "“", "”"),
    *("\x1b[0m", "\\n", '\\"', "&quot;", "%22", "%7B", "(1, 2)"),
    *('{"data":', '"messageType":"UcsOperationResponse"', '"referenceId":1', '"channel":"/v2/ucs/interactions"'),
)
INPUTS = [case for case in read_corpus(CORPUS) if not case.name.startswith("captures/")]
token_texts = st.lists(st.sampled_from(TOKENS), max_size=25).map("".join)
input_texts = st.sampled_from(INPUTS).map(lambda case: case.data.decode("utf-8", "replace"))


@st.composite
def spliced_texts(draw: st.DrawFn) -> str:
    """An input of the corpus with a stretch of it replaced by a piece of another, or by any tokens."""
    text = draw(input_texts)[:_LONGEST]
    first, last = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text[:first] + draw(input_texts.map(lambda other: other[-_PIECE:]) | token_texts) + text[last:]


def utf_16(text: str) -> bytes:
    """The text in UTF-16, with its mark."""
    return text.encode("utf-16")


@settings(max_examples=400)
@given(text=token_texts)
@example(text="")
@example(text="[1,/**/")
@example(text='\x1c<p>{"a":1}')
@example(text="[]']")
@example(text="[1,2.")
@example(text='["""":}{')
@example(text='{",","":')
def test_every_law_holds_for_any_tokens(text: str) -> None:
    """Whatever the tokens, in whatever order."""
    check(text)


@settings(max_examples=120)
@given(text=spliced_texts())
def test_every_law_holds_for_spliced_texts(text: str) -> None:
    """Whatever is cut out of a real payload, and whatever stands there instead."""
    check(text)


@settings(max_examples=120)
@given(text=st.text(max_size=60))
def test_every_law_holds_for_any_characters(text: str) -> None:
    """Whatever the characters, control characters and private ones among them."""
    check(text)


@settings(max_examples=120)
@given(
    data=st.binary(max_size=80) | token_texts.map(lambda text: text.encode("utf-16")) | spliced_texts().map(str.encode)
)
def test_every_law_holds_for_any_bytes(data: bytes) -> None:
    """Whatever the bytes, in whatever encoding."""
    check(data)


@pytest.mark.parametrize("case", INPUTS, ids=lambda case: case.name)
def test_every_law_holds_for_the_corpus(case: Case) -> None:
    """Bytes and text of every input."""
    check(case.data)
    check(case.data.decode("utf-8", "replace"))


@settings(max_examples=120)
@given(text=token_texts | json_texts() | notification_texts())
def test_the_only_errors_are_this_package_s(text: str, mode: Mode) -> None:
    """`loads` gives what `parse` gives, or raises what the diagnostics say."""
    document, parsed = quasi.parse(text, mode), parse(text, mode=mode)
    if document.ok:
        assert same(quasi.loads(text, mode), document.value)
    else:
        assert_raised(lambda: quasi.loads(text, mode), QuasiJSONError, len(text))
    if parsed.ok and len(parsed.notifications) == 1:
        assert repr((loads(text, mode=mode),)) == repr(parsed.notifications)  # NaN is not equal to itself
    else:
        assert_raised(lambda: loads(text, mode=mode), NotificationError, len(text))


def assert_raised(load: Callable[[], object], kind: type[QuasiJSONError], length: int) -> None:
    """An error of that very class whose place is in the text and which can be shown."""
    with pytest.raises(QuasiJSONError) as raised:
        load()
    assert type(raised.value) is kind
    assert 0 <= raised.value.pos <= raised.value.end <= length
    assert raised.value.msg in str(raised.value)


@settings(max_examples=120)
@given(text=token_texts, size=st.integers(1, 40), depth=st.integers(1, 4), diagnostics=st.integers(1, 5))
def test_limits_hold(text: str, size: int, depth: int, diagnostics: int) -> None:
    """Beyond a limit there is one more diagnostic, and no value; no limit raises anything."""
    document = quasi.parse(text, limits=Limits(size=size, depth=depth, digits=2, diagnostics=diagnostics))

    assert len(document.diagnostics) <= diagnostics
    assert len(text) <= size or [one.name for one in document.diagnostics] == ["limit-exceeded"]


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 100_000, '{"a":' * 100_000, '["' * 100_000, "1" * 100_000, "1e999999", "[" + "1L," * 1000),
        *("/*" * 50_000, "\n" * 100_000 + "x(", "[" + "a" * 100_000 + ' {\\"a\\":1}', "{{" * 50_000),
        *("[(" * 50_000, "[1]" + "]" * 20_000 + "x"),
    ],
    ids=lambda text: text[:8],
)
def test_hostile_texts_have_a_result(text: str, mode: Mode) -> None:
    """Depth, digits and repetition end in a diagnostic, not in a crash."""
    with pytest.raises(UcsmsgError):
        loads(text, mode=mode)
