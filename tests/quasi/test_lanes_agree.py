"""Whatever makes the common case fast gives the same values and the same findings as the grammar."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.outcomes import CORPUS
from tests.quasi import test_brackets, test_quotes, test_roots, test_separators, test_words
from tests.quasi.judging import paths, same
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import Lane, Parse, parse_source
from ucsmsg.quasi._lane import NotCertainError
from ucsmsg.quasi._rewriting import rewrite

MODULES = (test_brackets, test_quotes, test_roots, test_separators, test_words)
TEXTS = [text for module in MODULES for text, _, _ in module.CASES]
FILES = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and ".expected" not in path.name]


def agree(text: str | bytes, lane: Lane, limits: Limits) -> Parse:
    """The text by the lane, which must give what the grammar gives."""
    quick, grammar = (parse_source(text, limits, one) for one in (lane, Lane.GRAMMAR))
    assert same(quick.value, grammar.value)
    assert (quick.has_value, quick.is_certain, quick.names) == (grammar.has_value, grammar.is_certain, grammar.names)
    assert quick.findings == grammar.findings
    for path in paths(grammar.value) if grammar.has_value else ((),):
        assert quick.place_of(path) == grammar.place_of(path)
        assert quick.name_place_of(path) == grammar.name_place_of(path)
        assert quick.place_of((*path, "no such name")) is quick.name_place_of((*path, "no such name")) is None
    assert {finding.name for finding in grammar.findings if not finding.refused} == quick.names
    return quick


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize("text", TEXTS)
def test_on_every_case(text: str, lane: Lane) -> None:
    agree(text, lane, Limits())
    agree(text, lane, Limits(diagnostics=1, depth=2, digits=3))


@pytest.mark.parametrize("lane", [Lane.QUICKEST, Lane.VALID, Lane.MSGSPEC])
@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(CORPUS).as_posix() for path in FILES])
def test_on_every_file_of_the_corpus(path: Path, lane: Lane) -> None:
    assert FILES
    agree(path.read_bytes(), lane, Limits())


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda children: st.one_of(st.lists(children), st.dictionaries(st.text(), children)),
    max_leaves=20,
)


@given(VALUES)
def test_on_the_repr_of_a_python_value(value: Any) -> None:
    """The grammar may refuse a `repr` (a cut-up escape, quotes that pair in two ways), but never differ from it."""
    parsed = agree(repr(value), Lane.QUICKEST, Limits())
    assert not parsed.is_certain or parsed.value is None or same(parsed.value, value)


@given(VALUES, st.booleans(), st.sampled_from([None, (",", ":"), (" , ", " : ")]), st.sampled_from([None, "\t"]))
def test_on_json_however_it_is_written(
    value: Any,
    is_ascii: bool,  # noqa: FBT001 - a parameter
    separators: tuple[str, str] | None,
    indent: str | None,
) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, separators=separators, indent=indent)
    for lane in (Lane.QUICKEST, Lane.VALID, Lane.MSGSPEC):
        assert same(agree(text, lane, Limits()).value, json.loads(text))


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
    for lane in Lane:
        agree(text, lane, Limits())


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
    rewritten = rewrite(text, Limits())
    assert rewritten.names == names
    assert same(json.loads(rewritten.text), agree(text, Lane.REWRITTEN, Limits()).value)


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
    with pytest.raises(NotCertainError):
        rewrite(text, Limits())


@pytest.mark.parametrize("text", ["[1L, 2L]", "['a', 'b']", "[u'a']", "['\\x41']", "{'a':1,}"])
def test_more_deviations_than_the_limit_are_handed_over(text: str) -> None:
    rewritten = rewrite(text, Limits(diagnostics=2))
    assert len(rewritten.findings) == 2
    with pytest.raises(NotCertainError):
        rewrite(text, Limits(diagnostics=1))
