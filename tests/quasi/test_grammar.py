"""The grammar is honest: what it accepts recovery gives, and what recovery gives it accepts."""

import contextlib
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from lark import Lark, Token
from lark.exceptions import UnexpectedInput

from tests.corpus.outcomes import CORPUS
from tests.laws.invariants import same
from tests.project.pages import PAGES
from tests.sampling import sampled
from ucsmsg import Source, quasi
from ucsmsg.catalogue import ROWS, Layer
from ucsmsg.quasi import Limits
from ucsmsg.quasi.lanes._recovered import Recovered, by_recovery
from ucsmsg.quasi.lanes._reference import by_reference, pieces
from ucsmsg.quasi.lexing._grammar import CLASS_OF, CLASSES
from ucsmsg.quasi.lexing._lark import GRAMMARS, grammar
from ucsmsg.testing import read_corpus

ALONE = Lark(grammar("quasi"), parser="lalr")
"""Nothing but Lark and the file, its own lexer included."""
# One text for each class of tokens; a name without quotes is told by its colon.
SPELLED = {
    "LBRACE": "{",
    "RBRACE": "}",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "COLON": ":",
    "KEY": '"k":',
    "STRING": '"s"',
    "INTEGER": "1",
    "NULL": "null",
    "UNQUOTED_KEY": "n",
    "ELIDED": "...",
    "COMMENT": "/*c*/",
    "FOREIGN_COMMA": ";",
    "FOREIGN_COLON": "=",
}
OF_WHOLE_TEXTS = frozenset(
    {
        *("byte-order-mark", "foreign-encoding", "undecodable-bytes", "duplicate-key", "number-out-of-range"),
        *(
            "several-values",
            "no-value",
            "limit-exceeded",
            "encoded-text",
            "python-tuple",
            "ordered-dict",
            "doubled-brace",
        ),
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "[1385406142000L]",
        "{'a': None}",
        "{u'a': u'b'}",
        "{a: 0x1F}",
        "{0: 1, 5 = 2, 12 : 3}",
        "{0 = 1, 5: 2}",
        "{a.b-c$: 1, $d: 2, _e5: 3}",
        "[1, /* x */ 2,]",
        '{"a" = 1; "b" => 2,, "c": [{..more..}, ...]}',
        "[“a”, 007, +1.5, NaN, TRUE]",
        '{"a":1}} ]',
    ],
)
def test_lark_and_the_file_alone_accept_what_shows_in_the_tokens(text: str) -> None:
    assert ALONE.parse(text).data == "start"
    assert quasi.parse(text, "lenient").ok


@pytest.mark.parametrize(
    "text",
    ["[1 hello, 2]", "[1 2", '{"a" junk}', "[1 2]", "[1,,2]", "[,1]", '{"a"}', '["a": 1]', "[1", '["a]', "[(1)]"],
)
def test_lark_and_the_file_alone_refuse_what_is_not_there_or_has_no_single_reading(text: str) -> None:
    with pytest.raises(UnexpectedInput):
        ALONE.parse(text)


REFUSED_TOKENS = {
    text.replace("␊", "\n"): name
    for _, text, name in re.findall(r"^\| (``?) ?(.+?) ?\1 \| `([a-z-]+)` \|", PAGES[Layer.SYNTAX], re.MULTILINE)
}
"""Texts of which the grammar has every token, as `grammar/README.md` lists them, and as what each is refused."""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *REFUSED_TOKENS.items(),
        *(("[b'x']", "string-prefix"), ("[r'\\n']", "string-prefix")),
    ],
)
def test_python_may_still_refuse_a_token_that_the_grammar_has(text: str, name: str) -> None:
    """Which reading is certain is decided there."""
    assert ALONE.parse(text).data == "start"
    assert [one.name for one in quasi.parse(text, "lenient").diagnostics if one.is_error] == [name]


@pytest.mark.parametrize("text", ["{None: 1}", "[1.5L]"])
def test_what_no_terminal_has_is_refused_by_the_grammar_too(text: str) -> None:
    with pytest.raises(UnexpectedInput):
        ALONE.parse(text)
    assert not quasi.parse(text, "lenient").ok


def accepted_texts() -> Iterator[str]:
    """Texts of the list and of the corpus, and short ones of odd tokens, that Lark accepts by the file alone."""
    odd = ("010", "...", ",", '"k":', "''", 'u""', "n:", "=", "“s”", '/* " */', "/* ] */", "\ufeff", "1L")
    short = (
        f"{a}{''.join(b)}{c}" for a, c in ("[]", "{}") for n in (1, 2, 3) for b in itertools.product(odd, repeat=n)
    )
    texts = (case.data.decode("utf-8", "replace") for case in read_corpus(CORPUS) if case.reader == "quasi.parse")
    for text in itertools.chain(REFUSED_TOKENS, short, texts):
        with contextlib.suppress(UnexpectedInput):
            ALONE.parse(text)
            yield text


def test_no_other_row_is_refused_where_the_grammar_has_every_token() -> None:
    refused = {
        one.name for text in accepted_texts() for one in quasi.parse(text, "lenient").diagnostics if one.is_error
    }

    assert refused == {*REFUSED_TOKENS.values()}


def terminals() -> set[str]:
    """The terminals that the lexer may match."""
    return {terminal.name for terminal in GRAMMARS["quasi"].terminals if not terminal.name.startswith("__")}


def test_every_terminal_is_in_one_class_or_is_told_by_where_it_stands() -> None:
    declared = {terminal for terminals in CLASSES.values() for terminal in terminals} - terminals()
    assert terminals() - set(CLASS_OF) == {"UNQUOTED_KEY"}
    assert declared == {"UNESCAPED_QUOTE"}
    assert sum(map(len, CLASSES.values())) == len(CLASS_OF)


def test_nothing_but_white_space_of_rfc_8259_is_ignored() -> None:
    (ignored,) = GRAMMARS["quasi"].ignore_tokens
    pattern = GRAMMARS["quasi"].get_terminal(ignored).pattern.to_regexp()
    assert pattern == "[ \t\n\r]+"


def test_every_syntax_row_but_those_of_whole_texts_is_a_terminal_or_a_rule() -> None:
    text = grammar("quasi") + grammar("string")
    rows = {row.name for row in ROWS if row.layer is Layer.SYNTAX}
    declared = {word.lower().replace("_", "-") for word in text.replace("(", " ").replace(")", " ").split()}
    declared |= {"foreign-separator"} if {"foreign-colon", "foreign-comma"} <= {*declared} else set()
    assert rows - declared - OF_WHOLE_TEXTS == set()
    assert rows >= OF_WHOLE_TEXTS


def streams(length: int) -> Iterator[tuple[str, ...]]:
    """Every stream of the spelled terminals, up to a length, that Lark accepts."""

    def following(parser: Any, stream: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        accepted = parser.accepts()
        if "$END" in accepted:
            yield stream
        if len(stream) < length:
            for terminal in sorted(accepted & SPELLED.keys()):
                next_one = parser.copy()
                next_one.feed_token(Token(terminal, ""))
                yield from following(next_one, (*stream, terminal))

    return following(ALONE.parse_interactive(""), ())


def recovered(text: str) -> tuple[str, ...] | None:
    """The stream of terminals that recovery gives for a text; None where there is no value."""
    reading = by_recovery(Source(text), Limits())
    annotations = reading.annotations
    assert isinstance(annotations, Recovered)
    place = annotations.place_of(())
    if annotations.mended is None or place is None:
        return None
    return without_keys(piece.terminal for piece in pieces(text, annotations.mended.edits, place))


def without_keys(stream: Iterable[str]) -> tuple[str, ...]:
    """The stream with two tokens for a name with its colon: one is as good."""
    return tuple(part for terminal in stream for part in (("STRING", "COLON") if terminal == "KEY" else (terminal,)))


def test_recovery_gives_every_stream_of_classes_that_the_grammar_accepts() -> None:
    accepted = [*streams(5)]
    assert len(accepted) > 1_000
    for stream in sampled(accepted):
        text = "\n".join(SPELLED[terminal] for terminal in stream)
        assert recovered(text) == without_keys(stream), text


def test_the_grammar_accepts_every_stream_that_recovery_gives() -> None:
    """With what recovery adds and decides: for every sequence of up to four tokens, and the reference has its value."""
    count = 0
    tokens = ("{", "}", "[", "]", ",", '"k":', "1", "'s'", "...")
    sequences = itertools.chain.from_iterable(itertools.product(tokens, repeat=length) for length in range(1, 5))
    for text in sampled([*map(" ".join, sequences)]):
        reading = by_recovery(Source(text), Limits())
        count += reading.has_value
        assert same(by_reference(Source(text), Limits()).value, reading.value), text
    assert count > 600


def test_the_reference_can_be_asked_for() -> None:
    text = "{'a': [1L, 2,], b: nope"
    assert quasi.parse(text, reference=True).value == quasi.parse(text).value == {"a": [1, 2]}
    assert quasi.parse(text, reference=True).diagnostics == quasi.parse(text).diagnostics


def test_the_reference_keeps_to_the_limits() -> None:
    document = quasi.parse("[1, 2]", limits=Limits(size=3), reference=True)
    assert [one.name for one in document.diagnostics] == ["limit-exceeded"]
