"""`quasi.find` gives the stretches of a text that hold payloads."""

import pytest

from ucsmsg import quasi


@pytest.mark.parametrize(
    ("text", "payloads"),
    [
        ("", []),
        ("prose [see note] and {nothing} (1)", []),
        ("a {\"b\":1} c {'d':2,} e", ['{"b":1}', "{'d':2,}"]),
        ('[{"a":1}][]', ['[{"a":1}]', "[]"]),
        ('x {"a":[1,{"b":2}]}{"c":3}', ['{"a":[1,{"b":2}]}', '{"c":3}']),
        ('{"a":1,\n{"b":2}', ['{"a":1,\n', '{"b":2}']),
        ('{"a":{"b":1}\nFailure\n{"c":1}', ['{"a":{"b":1}', '{"c":1}']),
        ('{"a":\n  foo\n}', ['{"a":\n  foo\n}']),
        ('{"a":1,\n  foo bar,\n"b":2}', ['{"a":1,\n  foo bar,\n"b":2}']),
        ('{"a":"x', ['{"a":"x']),
        ("{a=1, b=2} {u'c': 1} [u'd']", ["{a=1, b=2}", "{u'c': 1}", "[u'd']"]),
        ("[" * 300, ["[" * 300]),
        ('{"a":1\nand prose\nsaid "so\n}\n', ['{"a":1']),  # the bracket may be text of the string that never closes
    ],
)
def test_payloads_are_found_between_prose(text: str, payloads: list[str]) -> None:
    assert [text[start:end] for start, end in quasi.find(text)] == payloads


def test_a_payload_that_passes_a_limit_reaches_to_the_end() -> None:
    text = '{"a":' * 1000
    assert list(quasi.find(text)) == [(0, len(text))]


def test_the_search_keeps_to_its_bounds() -> None:
    assert list(quasi.find('{"a":1} {"b":2} {"c":3}', 8, 15)) == [(8, 15)]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("", []),
        (" \r\n", []),
        ('{"a":1}\n{"b":2}\n', [({"a": 1}, []), ({"b": 2}, [])]),
        ('1 2 "x"[3] {"a":1L}', [(1, []), (2, []), ("x", []), ([3], []), ({"a": 1}, [("long-suffix", 1, 17)])]),
        ('{"a":1},\n{"b":2}', [({"a": 1}, []), (None, [("no-value", 1, 8)]), ({"b": 2}, [])]),
        ('[foo]\n{"b":2} // end\n', [([], [("bare-word", 1, 2)]), ({"b": 2}, [("comment", 2, 9)])]),
        ('foo {"a":1}\n5\n"abc', [({"a": 1}, [("surrounding-text", 1, 1)]), (5, []), (None, [("cut-off", 3, 1)])]),
        ("/*[1]*/", [([1], [("comment-filtered", 1, 1)])]),
        ("// only", [(None, [("comment", 1, 1), ("no-value", 1, 8)])]),
        ('{"a":1} } {"b":2}', [({"a": 1}, []), (None, [("no-value", 1, 9)]), ({"b": 2}, [])]),
        ('"x"y" [1]', [(None, [("unexpected-text", 1, 1)])]),
        (b"1\n2L", [(1, []), (2, [("long-suffix", 2, 1)])]),
        (b"\xff1", [(None, [("undecodable-bytes", 1, 1), ("no-value", 1, 1)])]),
    ],
)
def test_texts_one_after_the_other_are_read_each_by_itself(text: str | bytes, documents: list[object]) -> None:
    assert [
        (one.value, [(found.name, found.span.line, found.span.column) for found in one.diagnostics])
        for one in quasi.iter_parse(text, "lenient")
    ] == documents


@pytest.mark.parametrize("behind", ["", "x", " {b: 2}"])
@pytest.mark.parametrize("length", [*range(4_080, 4_100), 40_000])
def test_a_long_valid_payload_is_found_whole(length: int, behind: str) -> None:
    """The decoder sees a slice first; wherever that ends, the payload does not."""
    for inside in (
        '"' + "x" * length + '"',
        "1" * length,
        "1, " * (length // 3) + "true",
        '"x", ' * (length // 5) + "-Infinity",
    ):
        payload = f'{{"a": [{inside}]}}'
        assert next(quasi.find(f"a {payload}{behind}")) == (2, 2 + len(payload))
