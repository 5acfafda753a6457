"""A document has a value, diagnostics, and a place for every path."""

import pickle

import pytest

from ucsmsg import quasi
from ucsmsg.diagnostics import QuasiJSONError
from ucsmsg.places import Position, Source

TEXT = '{\r\n "a": [1, {"b c": "x"}],\n "a2": foo,\r "é😀": [true, bar, null]}'


def where(document: quasi.Document, path: str) -> tuple[str, int, int]:
    span = document.locate(path)
    return document.source.text[span.start : span.end], span.line, span.column


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$", (TEXT, 1, 1)),
        ("$.a", ('[1, {"b c": "x"}]', 2, 7)),
        ("$.a[0]", ("1", 2, 8)),
        ('$.a[1]["b c"]', ('"x"', 2, 19)),
        ('$["\\u00e9\\ud83d\\ude00"][1]', ("null", 4, 20)),
    ],
)
def test_locate_gives_the_place_of_the_value_at_a_path(path: str, expected: tuple[str, int, int]) -> None:
    """An element that was refused is not in the value, so it does not count in the index."""
    assert where(quasi.parse(TEXT), path) == expected


@pytest.mark.parametrize("path", ["$.a2", "$.b", "$.a[2]", "$.a[0].x", "$[0]"])
def test_locate_has_no_place_for_what_is_not_in_the_value(path: str) -> None:
    with pytest.raises(KeyError, match="Expected the path of a value"):
        quasi.parse(TEXT).locate(path)


def test_locate_takes_a_path_in_steps() -> None:
    assert quasi.parse('{"a":[5]}').locate(("a", 0)).column == 7


def test_locate_works_on_text_that_the_c_decoder_has_read() -> None:
    document = quasi.parse('[1,\n {"a": 2}]')
    assert where(document, "$[1].a") == ("2", 2, 8)


def test_locate_of_a_text_without_value_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"got \$: there is none"):
        quasi.parse("").locate("$")


def test_locate_refuses_what_is_no_path() -> None:
    with pytest.raises(ValueError, match=r"Expected a path such as \$\.data\.messages\[3\]\.timestamp, got 'a'"):
        quasi.parse("[1]").locate("a")


def test_loads_returns_the_value_or_raises_with_the_first_error() -> None:
    assert quasi.loads("[1L,]", "lenient") == [1]
    with pytest.raises(QuasiJSONError) as raised:
        quasi.loads("[1L,\n 2,]")
    assert str(raised.value) == (
        "<text>:2:3: error[trailing-comma] Expected no comma before a closing bracket, got `,` (at $)\n"
        "     2 |  2,]\n"
        "       |   ^"
    )


def test_the_error_mirrors_the_one_of_json_and_pickles() -> None:
    with pytest.raises(QuasiJSONError) as raised:
        quasi.loads("[1,\n 2, foo, bar]")
    error = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - our own bytes
    assert (error.msg, error.doc, error.pos, error.end, error.lineno, error.colno) == (
        "Expected a value, got `foo`: put it in double quotes if it is a text",
        "[1,\n 2, foo, bar]",
        8,
        11,
        2,
        5,
    )
    assert error.diagnostics == raised.value.diagnostics
    assert str(error).endswith("\n(1 more: see diagnostics)")


def test_places_are_those_in_the_file_a_text_was_taken_from() -> None:
    source = Source("[1,\n2L]", "capture.log", Position(offset=100, line=7, column=12))
    document = quasi.parse(source)
    span = document.diagnostics[0].span
    assert (span.start, span.end, span.line, span.column, span.end_column) == (104, 106, 8, 1, 3)
    first = document.locate("$[0]")
    assert (first.start, first.line, first.column) == (101, 7, 13)


def test_a_mode_never_changes_the_value() -> None:
    strict, lenient = quasi.parse("{'a':1,}", "strict"), quasi.parse("{'a':1,}", "lenient")
    assert strict.value == lenient.value == {"a": 1}
    assert (strict.ok, lenient.ok) == (False, True)


def test_a_member_whose_name_was_refused_is_not_at_the_path_of_another() -> None:
    document = quasi.parse("{'a':[1],b'a':{'c':2}}", "lenient")
    assert document.value == {"a": [1]}
    assert (document.locate("$.a[0]").start, document.locate("$.a").start) == (6, 5)
    with pytest.raises(KeyError):
        document.locate("$.a.c")


def test_paths_of_diagnostics_name_the_innermost_value() -> None:
    text = '{"a":{"b":[1L, {"c":2L}, foo, 3L]},"a" 4,"d":{}}'
    paths = [(found.name, found.path) for found in quasi.parse(text).diagnostics]
    assert paths == [
        ("duplicate-key", "$.a"),
        ("long-suffix", "$.a.b[0]"),
        ("long-suffix", "$.a.b[1].c"),
        ("bare-word", "$.a.b[2]"),
        ("long-suffix", "$.a.b[2]"),
        ("missing-colon", "$.a"),
    ]


@pytest.mark.parametrize(
    ("last", "used"),
    [
        ("3", '"a":3'),
        ("{'b' : \"\\x41\"}", '"a":{"b":"A"}'),
        ("[NaN]", None),
        ("yes", None),
        (f'"{"x" * 10_000}"', None),
    ],
)
def test_a_duplicate_is_reported_with_the_member_that_was_dropped_and_the_one_taken(
    last: str, used: str | None
) -> None:
    found, *_ = quasi.parse(f'{{"a":[1],"b":2,"a":{last}}}').diagnostics
    assert (found.found, found.used) == ('"a":[1]', used)
    assert found.message == 'Expected a name once in an object, got `"a"` again: the last one counts'


def test_a_refused_last_duplicate_leaves_no_value_behind() -> None:
    document = quasi.parse('{"a":1,"a":foo,"b":2,"c\\q":3,"c\\q":4}', "lenient")
    assert document.value == {"b": 2}
