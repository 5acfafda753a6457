"""Whatever makes the common case fast gives the same values and the same findings as the grammar, or hands over."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.outcomes import CORPUS
from tests.laws.invariants import LANES, by_quick_lanes, check_lanes, check_same, is_lexical, same
from tests.quasi import test_brackets, test_quotes, test_roots, test_separators, test_words
from tests.sampling import sampled
from ucsmsg import Source
from ucsmsg.quasi import Limits, decode, dumps
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.edits._index import Index
from ucsmsg.quasi.lanes._lexical import by_lexical_lane, rewrite
from ucsmsg.quasi.lanes._reading import HandOverError
from ucsmsg.quasi.lanes._recovered import Recovered, by_recovery
from ucsmsg.quasi.lanes._rewritten import Rewritten
from ucsmsg.testing import mutations

ALL = frozenset(LANES)
LOW_LIMITS = Limits(diagnostics=1, depth=2, digits=3)
MODULES = (test_brackets, test_quotes, test_roots, test_separators, test_words)
CASES = [text for module in MODULES for cases in module.KINDS.values() for text, _, _ in cases.values()]
FILES = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and ".expected" not in path.name]
SAMPLES = {
    "members": '{"channel": "/v2", "data": {"success": true, "list": [1, "two", [3.0, null]]}, "": {}}',
    "elements": ' ["\\\\ \\u00e9\\ud83d\\ude00]}7",-0,100, 0.5, {"none" : "it\'s", "a b": "“c d”"} , [[false]] ]\r\n',
    "string": '"é"',
    "number": "-17",
}


def takers(text: str) -> frozenset[str]:
    """The quick lanes that take a text: all for one that deviates in nothing, the rewriting lane for single words."""
    names = check_lanes(text)
    assert ("rewriting" in names) is is_lexical(by_recovery(Source(text), Limits()))
    return names


def values_of(texts: list[str]) -> list[Any]:
    """What the grammar makes of the texts, as far as RFC 8259 and Python can write it."""
    parsed = (by_recovery(Source(text), Limits()) for text in texts)
    return [one.value for one in parsed if one.has_value and "non-finite-number" not in one.names]


@pytest.mark.parametrize("text", CASES)
def test_on_every_case(text: str) -> None:
    """Each has a deviation, so that no decoder may take it."""
    assert takers(text) <= {"rewriting"}
    check_lanes(text, LOW_LIMITS)


@pytest.mark.parametrize("text", CASES)
def test_on_what_a_case_stands_for(text: str) -> None:
    """Its value, written as JSON and as Python writes it, deviates less: most of these texts the quick lanes take."""
    for value in values_of([text]):
        for written in (dumps(value), repr(value)):
            takers(written)
            check_lanes(written, LOW_LIMITS)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(CORPUS).as_posix() for path in FILES])
def test_on_every_file_of_the_corpus(path: Path) -> None:
    decoded = decode(path.read_bytes())
    takers(decoded.text)
    from_bytes = read_source(path.read_bytes(), Limits())
    check_same(from_bytes, by_recovery(Source(decoded.text), Limits(), decoded), "read as bytes it differs")


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_on_every_mutation(text: str) -> None:
    """A deviation of each kind at every place; with a long suffix behind it, which is one more for the same lane."""
    assert takers(text) == ALL
    for mutation in sampled([*mutations(text)]):
        if isinstance(mutation.text, str):
            takers(mutation.text)
            takers(f"[{mutation.text},1L]")


MUTATED = [one.text for text in SAMPLES.values() for one in mutations(text) if isinstance(one.text, str)]


@pytest.mark.parametrize(
    ("texts", "limits", "at_least"),
    [
        (CASES, Limits(), {"rewriting": 15}),
        (MUTATED, Limits(), {"rewriting": 680}),
        ([decode(path.read_bytes()).text for path in FILES], Limits(), {"rewriting": 120, "decoders": 90}),
        ([*map(dumps, values_of(CASES))], Limits(), {"rewriting": 250, "decoders": 250}),
        ([*map(dumps, values_of(CASES))], LOW_LIMITS, {"rewriting": 240, "decoders": 240}),
        ([*map(repr, values_of(CASES))], Limits(), {"rewriting": 250, "decoders": 100}),
        ([*map(repr, values_of(CASES))], LOW_LIMITS, {"rewriting": 180, "decoders": 100}),
    ],
    ids=["cases", "mutated", "files", "as JSON", "as JSON, low limits", "as repr", "as repr, low limits"],
)
def test_many_texts_of_the_tests_above_are_taken(texts: list[str], limits: Limits, at_least: dict[str, int]) -> None:
    """They compare a lane with the grammar only where it takes a text."""
    taken = Counter(name for text in texts for name in by_quick_lanes(Source(text), limits))
    assert taken["standard"] == taken["msgspec"] >= at_least.get("decoders", 0)
    assert taken["rewriting"] >= at_least["rewriting"]


@pytest.mark.parametrize(
    ("text", "annotations"),
    [("[1]", Index), (b"[1]", Index), ("[1L]", Rewritten), ("[01]", Recovered), ("[1]".encode("utf-16"), Recovered)],
)
def test_the_first_lane_that_is_certain_reads_a_text(text: str | bytes, annotations: type) -> None:
    assert type(read_source(text, Limits()).annotations) is annotations


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda children: st.one_of(st.lists(children), st.dictionaries(st.text(), children)),
    max_leaves=20,
)


@given(VALUES)
def test_on_the_repr_of_a_python_value(value: Any) -> None:
    """The grammar may refuse a `repr` (a cut-up escape, quotes that pair in two ways), but never differ from it."""
    takers(repr(value))
    parsed = read_source(repr(value), Limits())
    assert not parsed.is_certain or same(parsed.value, value)


@given(VALUES, st.booleans(), st.sampled_from([None, (",", ":"), (" , ", " : ")]), st.sampled_from([None, "\t"]))
def test_on_json_however_it_is_written(
    value: Any,
    is_ascii: bool,  # noqa: FBT001 - a parameter
    separators: tuple[str, str] | None,
    indent: str | None,
) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, separators=separators, indent=indent)
    assert takers(text) == ALL
    assert same(read_source(text, Limits()).value, json.loads(text))


PIECES = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        '"a"',
        "'b'",
        "u'c'",
        '"\\u00e9"',
        "'\\x41'",
        "1",
        "2L",
        "-3l",
        "+4L",
        "007",
        "None",
        "True",
        "TRUE",
        "null",
        "// c\n",
        "/* d */",
        "/*",
        "# e\n",
        "\xa0",
        "1.5",
        "NaN",
        "b'x'",
        "'",
        '"',
        "\ufeff",
        "'a\": 1, \"b'",
        "'\\xc3\\xa9'",
        "'\\q'",
        "'\"'",
        ",}",
        ",]",
        "[,]",
        "x",
        "...",
        "1e400",
        "'\n'",
        'u"d"',
        "u''",
        "u'e\\''",
        "'\\u00e9\\n'",
        '"\\x41"',
        '"\t"',
        "#",
        "L",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_on_any_sequence_of_tokens(text: str) -> None:
    check_lanes(text)


WORDS = st.sampled_from(
    [
        *("''", "'b'", "'it\\'s'", "'say \"x\"'", "'\\x41'", "u'c'", "u'\\u00e9'", "'x\ty'"),
        *('"a"', '"\\x41\\u00e9"', '"\t"', 'u"d\\n"', 'U"e"', '"it\'s"'),
        *("1", "-2.5e3", "3L", "-4l", "+5L", "None", "True", "FALSE", "null", "[]", "{}"),
    ]
)
NAMES = st.sampled_from(["'{}'", "u'{}'", "U'{}\\n'", '"{}"', 'u"{}"', "'\\x41{}'"])
GAPS = st.sampled_from(["", "", " ", "\r\n", "\xa0", " /* d */", " // e\n", "\t# f\n"])


@st.composite
def brackets(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """An array or object of values, with something in each gap, and perhaps with a comma behind the last value."""
    opener, closer = draw(st.sampled_from([("{", "}"), ("[", "]")]))
    parts = []
    for index in range(draw(st.integers(1, 4))):
        name = draw(NAMES).format(index) + draw(GAPS) + ":" if opener == "{" else ""
        parts.append(draw(GAPS) + name + draw(GAPS) + draw(values) + draw(GAPS))
    return opener + ",".join(parts) + draw(st.sampled_from(["", ","])) + draw(GAPS) + closer


@given(brackets(st.recursive(WORDS, brackets, max_leaves=10)))
def test_on_any_text_that_deviates_in_words_alone(text: str) -> None:
    assert check_lanes(text) >= {"rewriting"}


REWRITTEN = [
    ("{'a': None, u'b': [1L, -2l, True]}", {"long-suffix", "single-quoted-string", "string-prefix", "python-literal"}),
    ("[1, // one\n 2, /* two */ # three\n]", {"comment", "trailing-comma"}),
    ("['say \"x\"', 'it\\'s', '\\u00e9\\x41']", {"single-quoted-string", "foreign-escape"}),
    ('{"a": 1,\u00a0"b": NULL,\n}', {"foreign-whitespace", "literal-case", "trailing-comma"}),
    ('[u"a", U"b\\n", u""]', {"string-prefix"}),
    ("[u'a', 'b', u'', {u'c': u'', 'd': 1.5}]", {"string-prefix", "single-quoted-string"}),
    (
        "# c\n [[{}, {'a' /* d */ : 5L\n , }, // e\n ], 'say \"x\"' , None, ] // f",
        {"comment", "long-suffix", "trailing-comma", "single-quoted-string", "python-literal"},
    ),
    ("[{'a': 'x\ty'},]", {"single-quoted-string", "control-character", "trailing-comma"}),
    (
        "{'a': '\\u00e9\\n \\\\', U'b\\u65e5': u'\\ud83d\\ude00', 'menu': 'a: u'}",
        {"single-quoted-string", "string-prefix"},
    ),
    ('["it\'s\\xa0\\u65e5", "a\tb", {"\\x41": 1}]', {"foreign-escape", "control-character"}),
    (
        '{"a": /* c */ [1, {"b": 2, // d\n }, ], "e" /* f */ : {"g": {}, "h": [[],],}}',
        {"comment", "trailing-comma"},
    ),
    ("[+1L, 1 /* c */ ,\xa0]", {"long-suffix", "number-form", "comment", "trailing-comma", "foreign-whitespace"}),
    ("{u'a\\'b': u'', 'c': [u'c\\'']}", {"string-prefix", "single-quoted-string", "foreign-escape"}),
]


@pytest.mark.parametrize(("text", "names"), REWRITTEN)
def test_lexical_deviations_take_the_quick_lane(text: str, names: set[str]) -> None:
    assert takers(text) == {"rewriting"}
    assert by_lexical_lane(Source(text), Limits()).names == names
    assert same(json.loads(rewrite(text, Limits()).text), by_recovery(Source(text), Limits()).value)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff[1L]",
        "[1.5L]",
        "[,]",
        "[/* c */,]",
        "[\xa0,]",
        "{,}",
        "{u'a\\'': 1}",
        "{u'': 1}",
        '{u"a\\"": 1}',
        "['a'// c\n]",
        "['a'#\n]",
        "[u'\\q']",
        "[01]",
        "[" + "\\'" * 20_000,  # each quote might begin a string up to the end of the text
        "[b'x']",
        "[r'x']",
        "['a\": 1, \"b']",
        "['\\q']",
        "[1L] /* c",
    ],
)
def test_what_is_not_certain_is_handed_over(text: str) -> None:
    with pytest.raises(HandOverError):
        rewrite(text, Limits())


@pytest.mark.parametrize("text", ["[1L, 2L]", "['a', 'b']", "[u'a']", "['\\x41']", "{'a':1,}"])
def test_more_deviations_than_the_limit_are_handed_over(text: str) -> None:
    rewritten = rewrite(text, Limits(diagnostics=2))
    assert rewritten.findings.counts().total() == 2
    with pytest.raises(HandOverError):
        rewrite(text, Limits(diagnostics=1))
