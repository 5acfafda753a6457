"""The decoders give the same values; a member that msgspec drops is always found."""

import itertools
import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quasi.judging import same
from ucsmsg.quasi.lanes import _decoders
from ucsmsg.quasi.lanes._decoders import by_msgspec, quickest, standard


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


STAND_IN = SimpleNamespace(DecodeError=ValueError, json=SimpleNamespace(decode=json.loads, encode=written))
"""A decoder that drops members as msgspec does, and is always there."""


@pytest.fixture(params=["msgspec", "stand-in"], autouse=True)
def package(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The stand-in, and msgspec itself where it is installed."""
    if request.param == "stand-in" or find_spec("msgspec") is None:
        install(STAND_IN, monkeypatch)
    yield
    _decoders.msgspec_functions.cache_clear()


def install(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", package)
    _decoders.msgspec_functions.cache_clear()


# ---- Names twice ----

TWICE = [
    '{"a":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a" :1,"a"\n:2}',
    '{"a":1,"a" :2}',
    '{"a":1,"a"\n:2}',
    '{"a":1,"a"\t\r:2}',
    '[{"b":{"a":{},"a":{}}}]',
    '{"a":{"b":1,"c":2},"a":[]}',
    '{"a":1,"\\u0061":2}',
    '{"a\\\\":1,"a\\\\":2}',
    '{"\\":":1,"\\":":2}',
    '{"":0,"":0}',
    '{"":0,"":1e5}',  # written again it is as long
    # What stands in the strings hides the member that is dropped, if escapes are not looked at.
    '{"a":1,"a":"\\u0022:"}',
    '{"a":1,"a":"\\"\\u003a"}',
    '{"a":1,"a":"\\u003A"}',
    '{"a":1,"a":"\\u0020:"}',
    '{"a":1,"a":"\\"\\u0020\\u0020:"}',
    '{"a":1,"a":2,"\\u0022:":3}',
]


@pytest.mark.parametrize("text", TWICE)
def test_a_name_twice_is_found(text: str) -> None:
    for decode in (standard, by_msgspec):
        with pytest.raises(ValueError, match="a name twice"):
            decode(text)


ONCE = [
    '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}',
    '{"a": 1, "b" : 2,\n\t"c"\r\n:\t3}',
    '{"a":"\\u00e9\\/\\ud83d\\ude00","b":1E5}',
    '{"a" : "\\" : {\\"b\\":1}", "c" : " : ", "d" : ":"}',
    '{"a\\\\" : ":\\\\", ":" : "\\":", "\\":" : [1 , 2]}',
    '"\\": \\":"',
    "[ 1.0 , 2 ]",
    "7",
]


@pytest.mark.parametrize("text", ONCE)
def test_names_that_stand_once_are_certain_without_the_standard_library(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = standard(text)
    monkeypatch.setattr(_decoders, "standard", None)
    assert same(by_msgspec(text), expected)


@pytest.mark.parametrize("text", ['{"a":"\\u0022:"}', '["\\u003a"]'])
def test_a_text_in_doubt_is_decoded_once_more(text: str) -> None:
    assert by_msgspec(text) == json.loads(text)


NAMES = st.sampled_from(['"a"', '"b"', '"\\u0061"', '":"', '"\\":"', '"\\\\"', '" :"', '"\\u0022:"'])
SPACES = st.sampled_from(["", "", " ", "\n"])
SCALARS = st.sampled_from(["1", '""', '":"', '"\\":"', '"\\u0022:"', '"\\u003A"', '"\\" :"', '"\\u0020:"', '"é"'])


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    members = st.tuples(SPACES, NAMES, SPACES, values).map(lambda parts: "{}{}{}:{}".format(*parts))
    return st.lists(members, max_size=3).map(lambda given: "{" + ",".join(given) + "}")


@given(st.recursive(SCALARS, objects, max_leaves=8))
def test_both_decoders_find_the_same_names_twice(text: str) -> None:
    outcomes = []
    for decode in (standard, by_msgspec):
        try:
            outcomes.append([decode(text)])
        except ValueError:
            outcomes.append([])
    assert same(*outcomes)


@pytest.mark.parametrize("place", [0, _decoders.PIECE - 3, _decoders.PIECE - 2, _decoders.PIECE * 2])
def test_a_lone_surrogate_is_found_anywhere_in_a_large_text(place: int) -> None:
    text = f'["{"é" * place}\ud83d{"é" * 10}"]'
    for decode in (standard, by_msgspec):
        with pytest.raises(ValueError, match="surrogate"):
            decode(text)


# ---- Numbers ----

NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.from_regex(r"\A-?(0|[1-9][0-9]{0,24})\.[0-9]{1,24}([eE][-+]?[0-9]{1,2})?\Z"),
    st.from_regex(r"\A-?(0|[1-9][0-9]{0,24})[eE][-+]?([0-9]|[0-9]{2}|[12][0-9]{2})\Z"),
    st.integers().map(str),
    st.integers(2**62, 2**66).map(str),
    st.integers(-(2**66), -(2**62)).map(str),
    st.sampled_from(["-0", "-0.0", "0e5", "9007199254740993", "9007199254740993.0", "19814806119082990071"]),
)


@given(NUMBERS)
def test_numbers_are_exact(text: str) -> None:
    expected = float(text) if set(text) & set(".eE") else int(text)
    for decode in (standard, by_msgspec):
        value = decode(text)
        assert (type(value), repr(value)) == (type(expected), repr(expected))


# ---- Which decoder ----


@pytest.mark.parametrize("missing", [None, SimpleNamespace(DecodeError=Exception)], ids=["missing", "too old"])
def test_without_msgspec_or_with_an_old_one_the_standard_library_decodes(
    missing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(missing, monkeypatch)
    assert by_msgspec('{"a":[1]}') == {"a": [1]}
    with pytest.raises(ValueError, match="a name twice"):
        by_msgspec('{"a":1,"a":2}')


def test_msgspec_is_for_later_texts_that_are_not_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first text of a program does not wait for it to be loaded, and a large one not for more memory."""
    monkeypatch.setattr(_decoders, "_texts", itertools.count())
    monkeypatch.setattr(_decoders, "by_msgspec", lambda _: "msgspec")
    assert {quickest("1") for _ in range(_decoders.FIRST)} == {1}
    assert quickest("1") == "msgspec"
    assert quickest("1" + " " * _decoders.LARGE) == 1
