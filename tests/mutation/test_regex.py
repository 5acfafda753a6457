"""Patterns are taken apart and put together again as they were, and each change is one that Python can compile."""

import re

import pytest

from tests.mutation.mutant import numbered
from tests.mutation.patterns import grammar_mutants
from tests.mutation.regex import mutants, normal

PATTERNS = [
    r"a|b+?|(?P<name>c)(?P=name)|\Ad\b",
    r"(?<=x)[^a-z\s]*+(?!y)(?i:z{2,3})\Z",
    "[\"'“”]++(?>w)?.",
    r"(a)\1[-\]^]^$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_written_as_one_that_means_the_same(pattern: str) -> None:
    written = normal(pattern)

    assert normal(written) == written
    for text in ("a", "bb", "cc", "d", "x! zZz", "“'w\t", "aa-", ""):
        found, expected = re.search(written, text), re.search(pattern, text)
        assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("pattern", "changed"),
    [
        ("a(?:bc|de)", {"a(?:de)", "a(?:bc)"}),
        ("[ab-d]x", {"[b-d]x", "[a]x"}),
        ("[^x]", {r"[\s\S]"}),
        ("ab?", {"ab", "a"}),
        ("a*b+", {"a+b+", "a?b+", "a*b*", "a*b{1}"}),
        ("a{2}", {"a{3}", "a{1}"}),
        ("a{1,3}", {"a{0,3}", "a{1,2}"}),
        ("a(?!b)", {"a", "a(?=b)"}),
        (r"(?<=a)b\b", {r"b\b", r"(?<!a)b\b", r"(?<=a)b"}),
        ("(?i:a)b", {"(?:a)b"}),
        ("abc", set()),
    ],
)
def test_each_small_change_is_made_once(pattern: str, changed: set[str]) -> None:
    assert {text for _, text in mutants(pattern)} == changed


def test_flags_and_bytes_are_taken_as_the_package_compiles_them() -> None:
    assert [text for _, text in mutants("a # comment\n b?", re.VERBOSE)] == ["ab", "a"]
    assert [text for _, text in mutants(b"[ab]")] == [b"[b]", b"[a]"]


def test_a_part_is_left_to_its_own_name() -> None:
    assert {text for _, text in mutants("[xy]*=[ab]", parts=["[ab]"])} == {"[y]*=[ab]", "[x]*=[ab]", "[xy]+=[ab]"} | {
        "[xy]?=[ab]"
    }


def test_equal_changes_at_several_places_are_numbered() -> None:
    found = [mutant.change for mutant in numbered(grammar_mutants("some.lark", "A: /a?ba?/"))]

    assert found == ["`a?` made mandatory", "`a?` removed", "`a?` made mandatory (2)", "`a?` removed (2)"]


def test_each_alternative_of_a_rule_on_a_line_of_its_own_is_removed_once() -> None:
    source = "a: b\n | c\n // | d\n | e\n"
    assert [one.applied(source) for one in grammar_mutants("some.lark", source)] == [
        "a: b\n\n // | d\n | e\n",
        "a: b\n | c\n // | d\n\n",
    ]
