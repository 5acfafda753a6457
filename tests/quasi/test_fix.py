"""`quasi.fix`: what it changes in a text, what it leaves, and what it says of that."""

from decimal import Decimal

import attrs
import pytest

from tests.laws.invariants import check_fixed, names
from ucsmsg import Source, quasi
from ucsmsg.places import Position
from ucsmsg.quasi import Limits, TextEdit, fix
from ucsmsg.quasi._fix import _is_same

FIXED = {
    "valid text": ('{"a" : [1,\t2 ]}\r\n', '{"a" : [1,\t2 ]}\r\n'),
    "white space, line ends and escapes of what is right": (
        '{\r\n\t\'a\' : 1L,\r\n\t"\\u00e9\\/" : "\\ud83d\\ude00 é" , }\r\n',
        '{\r\n\t"a" : 1,\r\n\t"\\u00e9\\/" : "\\ud83d\\ude00 é"  }\r\n',
    ),
    "only the piece of a string that deviates": ('["\\u00e9\\x41\\n"]', '["\\u00e9A\\n"]'),
    "a comment, without the space around it": ("[1, /* c */ 2] // d\n", "[1,  2] \n"),
    "commas": ('{"a": 1 "b": 2,, "c": [3;4,],}', '{"a": 1, "b": 2, "c": [3,4]}'),
    "a comma where people write it": ('{"a": 1\r\n  "b": 2 // c\n"d": 3}', '{"a": 1,\r\n  "b": 2 ,\n"d": 3}'),
    "a bracket and a comma": ('[{"a": [1} {"b": 2}]', '[{"a": [1]}, {"b": 2}]'),
    "brackets": ('[{"a": [1}]', '[{"a": [1]}]'),
    "a missing opening brace": ('"a": 1}', '{"a": 1}'),
    "a byte-order mark": ("\ufeff[1]", "[1]"),
    "a comment around everything": ("/*[1L]*/", "[1]"),
    "a name twice": ("{a: 1L, a: 2}", '{"a": 1, "a": 2}'),
}
LOSSY = {
    "a fragment": ('{"a": 1L, "b": [2, "c', '{"a": 1, "b": [2, "c', '{"a": 1, "b": [2]}'),
    "a comma before a fragment": ("[[1L,2],3", "[[1,2],3", "[[1,2]]"),
    "a comma that is missing before a fragment": ("[[1L,2]3", "[[1,2]3", "[[1,2]]"),
    "a bracket and a comma that are missing before a fragment": (
        '[{"a": [1L}, {"b": 2L}{"c": 3}"d',
        '[{"a": [1]}, {"b": 2},{"c": 3}"d',
        '[{"a": [1]}, {"b": 2},{"c": 3}]',
    ),
    "dots": ('{"a": [1L, ...], "b": {..x..}}', '{"a": [1, ...], "b": {..x..}}', '{"a": [1 ]}'),
    "text around a value": ('POST /x\n{"a": 1L}\nend', 'POST /x\n{"a": 1}\nend', '\n{"a": 1}\n'),
}
REFUSED = {
    "a word, whose neighbours are fixed": ("[1L, x, 2L,]", "[1, x, 2]", ["bare-word"]),
    "a member with all that is in it": (
        "{'a': 1L, 'b': {'c\\q': 2L}}",
        '{"a": 1, "b": {\'c\\q\': 2L}}',
        ["unknown-escape"],
    ),
    "a name without its value": ('{"a": 1L, "b":, "c": None}', '{"a": 1, "b":, "c": null}', ["missing-value"]),
    "commas between which something is missing": ("[1L,,None]", "[1,,null]", ["extra-comma"]),
    "a comment, in which a comma would be lost": ('["a"// "x\n2L]', '["a"// "x\n,2]', ["comment"]),
    "a name twice, the second without a value": (
        "{'a': 1L, 'a': x, b: 2}",
        "{'a': 1L, 'a': x, \"b\": 2}",
        ["bare-word"],
    ),
}
UNCHANGED = {
    "no value": ("a: 1L 'b'", "no-value"),
    "several values": ("{'a': 1} {'b': 2}", "several-values"),
    "nothing": ("", "no-value"),
    "a bracket too many, or one that is missing": ("[[1},2L]", "extra-closer"),
    "a sign that a bracket may stand for": ('{"a" {"x":1L}', "missing-closer"),
    "two commas, one of which may be the last": ("[1L,,]", "extra-comma"),
    "a comment that may be of the string before": ("['a'// it's\n]", "comment"),
    "a fragment after an element without a reading": ("[2015-10-01 16:02:07,1", "bare-word"),
    "a fragment after a member without a reading": ('{"a": foo barNone, "b":1', "bare-word"),
    "text that would touch other text": ('["x" /* c */ y "z"]', "bare-word"),
}


@pytest.mark.parametrize(("text", "expected"), FIXED.values(), ids=FIXED)
def test_repairs_are_all_that_changes(text: str, expected: str) -> None:
    fixed = check_fixed(text, lossy=False)

    assert (fixed.text, fixed.ok) == (expected, True)
    assert check_fixed(text, lossy=True) == fixed


@pytest.mark.parametrize(("text", "kept", "expected"), LOSSY.values(), ids=LOSSY)
def test_losses_only_when_asked_for(text: str, kept: str, expected: str) -> None:
    assert check_fixed(text, lossy=False).text == kept
    assert check_fixed(text, lossy=True).text == expected


@pytest.mark.parametrize(("text", "expected", "left"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_stays_and_is_named(text: str, expected: str, left: list[str]) -> None:
    fixed = check_fixed(text, lossy=True)

    assert (fixed.text, fixed.ok) == (expected, False)
    assert [one.name for one in fixed.diagnostics if one.is_error] == left


@pytest.mark.parametrize(("text", "left"), UNCHANGED.values(), ids=UNCHANGED)
def test_nothing_changes_where_a_repair_would_give_a_reading_to_what_has_none(text: str, left: str) -> None:
    """Or where there is no value; the diagnostics are those of the text as it is."""
    fixed = check_fixed(text, lossy=True)

    assert (fixed.text, fixed.edits, fixed.ok) == (text, (), False)
    assert fixed.diagnostics == quasi.parse(text, "lenient").diagnostics
    assert left in names(one for one in fixed.diagnostics if one.is_error)


@pytest.mark.parametrize(
    ("text", "limits"),
    [("[1L, 2L]", Limits(size=7)), ("[[1L]]", Limits(depth=1)), ("[1L, 2L]", Limits(diagnostics=1))],
)
def test_a_text_beyond_a_limit_is_not_changed(text: str, limits: Limits) -> None:
    fixed = fix(text, limits=limits)

    assert (fixed.text, fixed.edits, fixed.ok) == (text, (), False)
    assert names(fixed.diagnostics) == {"limit-exceeded"}


def test_a_text_that_would_pass_the_limit_when_fixed_is_not_changed() -> None:
    fixed = fix("[1 2]", limits=Limits(size=5))

    assert (fixed.text, fixed.edits, fixed.ok) == ("[1 2]", (), False)
    assert names(fixed.diagnostics) == {"missing-comma"}


def test_bytes_that_are_no_text_are_not_changed() -> None:
    fixed = fix(b"['\xff', 1L]")

    assert (fixed.text, fixed.edits, fixed.ok) == ("['\udcff', 1L]", (), False)
    assert "undecodable-bytes" in names(fixed.diagnostics)


@pytest.mark.parametrize("text", ["[1L, 'é']", '[1, "é"]'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_bytes_are_fixed_as_the_text_that_they_are(text: str, encoding: str) -> None:
    """It is the text for a file in UTF-8, so that nothing is left to say of the encoding."""
    fixed = fix(text.encode(encoding))

    assert (fixed.text, [*fixed.diagnostics], fixed.ok) == ('[1, "é"]', [], True)


def test_edits_have_their_places_in_the_file_that_the_text_is_from() -> None:
    fixed = fix(Source("[1L,\n'é' ...", "log", Position(10, 3, 5)), lossy=True)

    assert [attrs.astuple(edit.span, recurse=False) for edit in fixed.edits] == [
        (11, 13, 3, 6, 3, 8),
        (15, 18, 4, 1, 4, 4),
        (19, 22, 4, 5, 4, 8),
        (22, 22, 4, 8, 4, 8),
    ]
    assert [(edit.text, edit.is_loss) for edit in fixed.edits] == [
        ("1", False),
        ('"é"', False),
        ("", True),
        ("]", False),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"a": [1, "x"], "b": float("nan")}, {"a": [1, "x"], "b": float("nan")}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ([1, 2], [1], False),
        ([1], [2], False),
        ([[0.0]], [[float("nan")]], False),
        ([1], [1.0], False),
        ([1], [Decimal(1)], False),
        ([1], [True], False),
        ([], {}, False),
    ],
)
def test_the_same_value_has_the_same_types_and_the_same_order(
    one: object,
    other: object,
    expected: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert _is_same(one, other) is expected


def test_not_a_number_stays_as_json_has_no_text_for_it() -> None:
    fixed = fix("[NaN, -inf, 1e400, {'a': 1, 'a': 2}, '\\ud800']")

    assert fixed.text == '[NaN, -Infinity, 1e400, {"a": 1, "a": 2}, "\\ud800"]'
    assert [one.name for one in fixed.diagnostics] == [
        *("non-finite-number", "non-finite-number", "number-out-of-range", "duplicate-key", "lone-surrogate")
    ]
    assert not fixed.ok


def test_what_comes_out_cannot_be_changed() -> None:
    fixed = fix("[1L]")

    assert isinstance(fixed.edits[0], TextEdit)
    for each in (fixed, fixed.edits[0]):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            each.text = ""  # type: ignore[misc] # which shows that type checkers see it too
