"""A text that was encoded once more is read where every quote of it is encoded in one way, and refused otherwise."""

import sys
from typing import Any

import pytest

from ucsmsg import Span, quasi
from ucsmsg._embedded import string_offsets
from ucsmsg.quasi import Limits
from ucsmsg.quasi._document import read_source

READ: dict[str, tuple[str, Any]] = {
    "a JSON string": (r"{\"a\":\"x \\\"y\\\" z\\n\"}", {"a": 'x "y" z\n'}),
    "a JSON string with its line breaks": (r"{\n  \"a\": [1,\t2]\r\n}", {"a": [1, 2]}),
    "a JSON string with real line breaks": ('{\n  \\"a\\": 1\n}', {"a": 1}),
    "quotes by their numbers": (r"{\u0022a\u0022: \u0022\ud83d\ude00\u00e9\u0022}", {"a": "😀é"}),
    "a later string": (r"[1, [2], \"a\"]", [1, [2], "a"]),
    "doubled quotes": ('{""a"":""b"", ""c"": """"}', {"a": "b", "c": ""}),
    "doubled quotes and escaped ones": (r'[""a \""b\"" c""]', ['a "b" c']),
    "a field of CSV": ('"{""a"": [1, ""b""]}"', {"a": [1, "b"]}),
    "references": ("{&quot;a&quot;:&quot;R&amp;D &lt; R&D, O&#39;H&#x61;ra&quot;}", {"a": "R&D < R&D, O'Hara"}),
    "references by number": ("[&#34;a&#34;]", ["a"]),
    "an attribute": ('<div data-u="{&quot;n&quot;:&quot;x&quot;}"></div>', {"n": "x"}),
    "an address": ("%7B%22a%22%3A%22caf%C3%A9%20%F0%9F%98%80%E2%82%AC+%22%7D", {"a": "café 😀€+"}),
    "a form": ("%7B%22a%22%3A%22b+%2B+c%22%7D", {"a": "b + c"}),
    "an address with its brackets": ("{%22a%22:[1,2]}", {"a": [1, 2]}),
}
REFUSED = {
    "some of the quotes": (r'{\"a\":1,"b":2}', "encoded-text"),
    "quotes in two ways": (r"{\"a\":1,\u0022b\u0022:2}", "encoded-text"),
    "names in two ways": ("{&quot;a&#34;:1}", "encoded-text"),
    "an unknown escape": (r"{\"a\":\"\q\"}", "encoded-text"),
    "an unknown reference": ("{&quot;a&quot;:&quot;&nothing;&quot;}", "encoded-text"),
    "a reference without its semicolon": ("{&quot;a&quot;:&quot;x &copy y&quot;}", "encoded-text"),
    "a plus or a space": ("%7B%22a%22%3A%22b+c%20%2B%22%7D", "no-value"),
    "half of a character": ("%7B%22a%22%3A%22%C3%22%7D", "no-value"),
    "a sign that is not encoded": ("%7B%22a%22%3A%22100%%22%7D", "no-value"),
    "empty strings": ('["" ,, ""]', "extra-comma"),
    "an empty string beside a word": ('["" a ""]', "unescaped-quote"),
    "nothing but empty strings": ('["""", """"]', "unescaped-quote"),
    "no JSON": (r"{\"a\":x}", "encoded-text"),
    "another deviation": (r"{\"a\":1,}", "encoded-text"),
    "a name twice": (r"{\"a\":1,\"a\":2}", "encoded-text"),
    "two texts": (r"{\"a\":1} {\"b\":2}", "encoded-text"),
    "a value before": (r"1,{\"a\":1}", "several-values"),
    "a value after": (r"{\"a\":1}, 5", "encoded-text"),
    "a string after": (r"{\"a\":1} \"b\"", "encoded-text"),
    "brackets after": ("[&quot;a&quot;] {x}", "encoded-text"),
    "brackets of an address after": ("%7B%22a%22%3A1%7D %5B1%5D", "no-value"),
    "a quote on one side": (r'"{\"a\":1} x', "cut-off"),
    "a quote before and none after": (r'x "{\"a\":1}', "no-value"),
    "too deep": (r"{\"a\":" + "[" * 600 + "]" * 600 + "}", "encoded-text"),
    "deeper than Python": (r"{\"a\":" + "[" * 100_000 + "]" * 100_000 + "}", "encoded-text"),
}


@pytest.mark.parametrize(("text", "value"), READ.values(), ids=READ)
def test_it_is_read_where_every_quote_is_encoded_in_one_way(text: str, value: Any) -> None:
    document = quasi.parse(text, "lenient")

    assert document.ok
    assert document.value == value
    assert {one.name for one in document.diagnostics} <= {"encoded-text", "surrounding-text"}
    assert quasi.parse(text, "lenient", reference=True).value == value
    assert not quasi.parse(text, "strict").ok
    assert [one.value for one in quasi.iter_parse(text)] == [value]
    assert quasi.loads(quasi.fix(text, lossy=True).text) == value


@pytest.mark.parametrize(("text", "name"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_where_it_may_be_something_else(text: str, name: str) -> None:
    document = quasi.parse(text, "lenient")

    assert name in {one.name for one in document.diagnostics if one.is_error}


def test_a_label_may_stand_before_it() -> None:
    assert quasi.parse(r"[INFO] got {\"a\":1}", "lenient").value == {"a": 1}


def test_the_message_says_how_the_quotes_are_written() -> None:
    (diagnostic,) = quasi.parse("{&quot;a&quot;:1}").diagnostics

    assert diagnostic.message == "Expected JSON, got JSON that was encoded once more, with `&quot;` for each quote"
    assert (diagnostic.found, diagnostic.used) == ("{&quot;a&quot;:1}", '{"a":1}')


@pytest.mark.parametrize("quote", ['\\"', r"\u0022", "&quot;", "&#34;"])
def test_the_message_on_one_of_several_quotes_says_what_to_do(quote: str) -> None:
    first, *_ = quasi.parse(f'{{{quote}a{quote}:1,"b":2}}').diagnostics

    assert first.message == (
        f'Expected `"`, got `{quote}`: every quote is encoded, each in one way, or none; undo it where it is'
    )


def test_the_places_are_those_in_the_text_as_it_stands() -> None:
    document = quasi.parse(r"see {\"a\": [1, \"é\"]}", "lenient")

    assert document.value == {"a": [1, "é"]}
    assert document.locate("$.a[1]") == Span(start=16, end=21, line=1, column=17, end_line=1, end_column=22)


def test_a_limit_holds_for_it_as_well() -> None:
    text = r"{\"a\":12345}"

    assert quasi.parse(text, "lenient").ok
    assert not quasi.parse(text, "lenient", limits=Limits(digits=4)).ok
    assert [one.name for one in quasi.parse("see " + text, limits=Limits(diagnostics=1)).diagnostics] != [
        "encoded-text"
    ]


@pytest.mark.parametrize("written", [r"\"", r"\u0022", '""', "&quot;", "&CloseCurlyDoubleQuote;", "%22"])
def test_a_long_text_is_read_wherever_a_first_look_at_it_ends(written: str) -> None:
    """A text that is no JSON in its first few thousand characters is not looked at any further."""
    quote = "&quot;" if written[0] == "&" else written
    strings = "x" if quote == written else f"x{written}"
    for length in range(4_000, 4_100, 3):
        text = f"[{quote}{'a' * length}{quote},[" + f"{quote}{strings}{quote}," * 20 + "1]]"
        value = ["a" * length, [*["x" + strings[1:].replace(written, "”")] * 20, 1]]
        assert quasi.parse(text, "lenient").value == value, length


@pytest.mark.parametrize("fault", ["x", "}", r"\"\q\""])
@pytest.mark.parametrize("length", [10, 5_000])
def test_a_long_text_is_refused_wherever_it_is_no_json(fault: str, length: int) -> None:
    padding = ",1" * length
    assert quasi.parse(rf"[\"a\"{padding},{fault}{padding}]").diagnostics[0].name == "encoded-text"


def test_long_prose_may_follow_it() -> None:
    document = quasi.parse(r"[\"a\"] " + "is what came in. " * 300, "lenient")
    assert document.value == ["a"]
    assert [one.name for one in document.diagnostics] == ["encoded-text", "surrounding-text"]


def test_python_s_own_limit_of_digits_holds_in_the_first_look_too() -> None:
    limit = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(700)
        text = rf"[\"a\",{'1' * 800}{',1' * 3_000}]"
        assert quasi.parse(text).diagnostics[0].name == "encoded-text"
    finally:
        sys.set_int_max_str_digits(limit)


def test_the_name_of_a_member_is_written_where_its_characters_are() -> None:
    text = '{\\"abc\\":1}'
    offset = string_offsets(read_source(text, Limits()), ("abc",), is_name=True)

    assert [text[offset(place)] for place in range(3)] == ["a", "b", "c"]
