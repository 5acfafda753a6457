"""Signs of other notations are read where all of a text say what they are: braces, quotes, colours, white space."""

from typing import Any

import pytest

from ucsmsg import quasi

BRACES: dict[str, tuple[str, Any]] = {
    "an object": ('{{"a": 1}}', {"a": 1}),
    "objects in each other": (' {{"a": {{"b": [{{}}]}}}}\n', {"a": {"b": [{}]}}),
    "single quotes": ("{{'a': None}}", {"a": None}),
}
SOME_BRACES = {
    "one pair is single": '{{"a": 1}, "b": {}}',
    "braces in a string": '{{"a": "{{b}}"}}',
    "no member": "{{ value }}",
    "a template": '{"a": {{value}}, "b": 1}',
    "three": '{{{"a": 1}}}',
}
QUOTES: dict[str, tuple[str, Any, list[str]]] = {
    "closed by a typographic one": ('{"a": "b”, "c": 1}', {"a": "b", "c": 1}, ['"b”']),
    "a name": ('{"a”: 1, “b”: "c„}', {"a": 1, "b": "c"}, ['"a”', "“b”", '"c„']),
}
SOME_QUOTES = {
    "typographic quotes inside as well": '{"a": "say “hi”", "b": "c”, "d": 1}',
    "opened by a typographic one": '["a", “b", 1]',
    "opened by one and closed by another": '{“a": 1, "b”: 2}',
    "one that is escaped": '{"a": "b\\”, "c": 1}',
    "another deviation": '{"a": "b”, "c": 1,}',
    "too deep": '["a”, ' + "[" * 100_000 + "]" * 100_000 + "]",
}


@pytest.mark.parametrize(("text", "value"), BRACES.values(), ids=BRACES)
def test_braces_are_single_where_each_is_doubled(text: str, value: Any) -> None:
    document = quasi.parse(text, "lenient")

    assert document.ok
    assert document.value == value
    assert [one.name for one in document.diagnostics if one.name.endswith("brace")] == ["doubled-brace"]
    assert quasi.parse(text, reference=True).value == value
    assert [one.value for one in quasi.iter_parse(text)] == [value]


@pytest.mark.parametrize("text", SOME_BRACES.values(), ids=SOME_BRACES)
def test_braces_of_which_some_are_doubled_are_refused(text: str) -> None:
    document = quasi.parse(text, "lenient")

    assert not document.ok
    assert "doubled-brace" not in document.diagnostics.by_name()


@pytest.mark.parametrize(("text", "value", "found"), QUOTES.values(), ids=QUOTES)
def test_a_straight_and_another_quote_are_a_pair_where_all_of_the_text_are(
    text: str, value: Any, found: list[str]
) -> None:
    document = quasi.parse(text, "lenient")

    assert document.ok
    assert document.value == value
    assert [(one.name, one.found) for one in document.diagnostics] == [("smart-quoted-string", one) for one in found]
    assert quasi.parse(text, reference=True).value == value
    assert quasi.loads(quasi.fix(text).text) == value


@pytest.mark.parametrize("text", SOME_QUOTES.values(), ids=SOME_QUOTES)
def test_quotes_of_two_kinds_are_refused_where_some_may_be_text(text: str) -> None:
    assert not quasi.parse(text, "lenient").ok


def test_all_colours_of_a_text_are_one_diagnostic() -> None:
    text = '{\x1b[34m"a"\x1b[0m: [\x1b[33m1\x1b[0m, "\\u001b[1mb"]}'
    (diagnostic,) = quasi.parse(text, "lenient").diagnostics

    colours = text[1 : text.index(", ")]
    assert quasi.parse(text).value == {"a": [1, "\x1b[1mb"]}
    assert (diagnostic.name, diagnostic.found) == ("terminal-colour", colours)
    assert diagnostic.message == f"Expected no colours of a terminal, got `{colours}`".replace("\x1b", "\\x1b")


def test_a_colour_alone_is_left_out() -> None:
    (diagnostic,) = quasi.parse("\x1b[0m[1]", "lenient").diagnostics

    assert (diagnostic.found, diagnostic.used) == ("\x1b[0m", " ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'{\n  "a": 1,\t"b":\n2\r\n}', {"a": 1, "b": 2}),
        (r"[\ntrue,\n-1,\nnull]", [True, -1, None]),
        (r'["C:\new"]\n', ["C:\new"]),
    ],
)
def test_escapes_between_the_tokens_are_white_space(text: str, value: Any) -> None:
    document = quasi.parse(text, "lenient")

    assert document.ok
    assert document.value == value
    assert set(document.diagnostics.by_name()) == {"foreign-whitespace"}


@pytest.mark.parametrize("text", [r"[1\n2]", r"[\nil]", r"[C:\new]", r'["a"\nb]'])
def test_escapes_that_may_belong_to_a_word_are_not(text: str) -> None:
    assert not quasi.parse(text, "lenient").ok
