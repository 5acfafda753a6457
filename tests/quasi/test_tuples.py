"""Tuples and `OrderedDict` are read where all that stands in their parentheses says that they are."""

from typing import Any

import pytest

from ucsmsg import quasi

READ: dict[str, tuple[str, Any, list[tuple[str, str]] | None]] = {
    "the whole text": ("(1, 2)", [1, 2], [("python-tuple", "(1, 2)")]),
    "one element": ("[(1,)]", [[1]], [("python-tuple", "(1,)"), ("trailing-comma", ",")]),
    "none": ('{"a":()}', {"a": []}, [("python-tuple", "()")]),
    "in each other": ('{"a":(1,((2,3),{"b":(4,5)}))}', {"a": [1, [[2, 3], {"b": [4, 5]}]]}, None),
    "side by side": ("[(1, 2), (3, 4)]", [[1, 2], [3, 4]], [("python-tuple", "(1, 2)"), ("python-tuple", "(3, 4)")]),
    "over lines": ('{"a": (1,\n  2\n), "b": 3}', {"a": [1, 2], "b": 3}, [("python-tuple", "(1,\n  2\n)")]),
    "a comment": ("[(1, # one\n2)]", [[1, 2]], [("python-tuple", "(1, # one\n2)"), ("comment", "# one")]),
    "parentheses in a string": ('[("(a", 1), "b)"]', [["(a", 1], "b)"], [("python-tuple", '("(a", 1)')]),
    "a value after": ("[(1, 2), foo]", [[1, 2]], [("python-tuple", "(1, 2)"), ("bare-word", "foo")]),
    "an assignment": ("x = (1, 2)", [1, 2], [("surrounding-text", "x ="), ("python-tuple", "(1, 2)")]),
    "a fence": ("```\n(1, 2)\n```", [1, 2], None),
    "pairs": (
        'OrderedDict([("a", 1), ("b", (2, 3))])',
        {"a": 1, "b": [2, 3]},
        [("ordered-dict", 'OrderedDict([("a", 1), ("b", (2, 3))])'), ("python-tuple", "(2, 3)")],
    ),
    "a comma after the last pair": ('[OrderedDict([("a", 1), ])]', [{"a": 1}], None),
    "a module": ('collections.OrderedDict([("a", 1)])', {"a": 1}, None),
    "a dictionary": ('{"a":OrderedDict({"b":(1,2)})}', {"a": {"b": [1, 2]}}, None),
    "no pairs": ("[OrderedDict([]), OrderedDict()]", [{}, {}], None),
    "in a pair": ('OrderedDict([("a", OrderedDict([("b", 1)]))])', {"a": {"b": 1}}, None),
    "a name twice": (
        'OrderedDict([("a", 1), ("a", 2)])',
        {"a": 2},
        [("ordered-dict", 'OrderedDict([("a", 1), ("a", 2)])'), ("duplicate-key", '"a", 1')],
    ),
}
REFUSED = {
    "a value in parentheses": '{"a":(1)}',
    "a string in parentheses": '["x", ("a")]',
    "strings side by side": '["x", ("a" "b")]',
    "a word": '{"a":(1, b)}',
    "a sign": '{"a":(1, 2 + 3)}',
    "a comma alone": '{"a":(,)}',
    "two commas": '{"a":(1,,2)}',
    "a pair with a name": '{"a":("b": 1, "c": 2)}',
    "parentheses around": '{"a":((1,2))}',
    "a call": '{"a":f(1, 2)}',
    "a call with a tuple": '{"a":f((1, 2))}',
    "a name": "{(1, 2): 3}",
    "no comma before": "[1 (2, 3)]",
    "another bracket": '{"a":(1, 2]}',
    "no end": '{"a":(1, 2',
    "a string without an end": '{"a":(1, "b)}',
    "a dictionary of names that are no strings": '{"a":OrderedDict([(1, 2)])}',
    "a dictionary of triples": '{"a":OrderedDict([("a", 1, 2)])}',
    "a dictionary of values": '{"a":OrderedDict([1])}',
    "a dictionary of two pairs without a comma": '{"a":OrderedDict([("a", 1) ("b", 2)])}',
    "a dictionary of a number": '{"a":OrderedDict(1)}',
    "a dictionary with an argument": '{"a":OrderedDict({"a":1}, b)}',
    "a dictionary with a comma": '{"a":OrderedDict({"a":1},)}',
    "a dictionary of a tuple": '{"a":OrderedDict((("a", 1),))}',
    "strings side by side in a text with a tuple": "[(1, 2), 'a' 'b']",
}


@pytest.mark.parametrize(("text", "value", "found"), READ.values(), ids=READ)
def test_what_python_writes_with_parentheses_is_read(
    text: str, value: Any, found: list[tuple[str, str]] | None
) -> None:
    document = quasi.parse(text, "lenient")

    assert document.value == value
    assert found is None or [(one.name, one.found) for one in document.diagnostics] == found
    assert quasi.parse(text, reference=True).value == value
    assert quasi.parse(quasi.fix(text, lossy=True).text, "lenient").value == value
    assert not quasi.parse(text).ok


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_may_be_something_else_is_refused(text: str) -> None:
    document = quasi.parse(text, "lenient")

    assert not document.ok
    assert document.value in ({}, ["x"], [], [1], [[1, 2]])


def test_a_tuple_has_its_place() -> None:
    document = quasi.parse('{"a": (1, OrderedDict([("b", 22)]))}', "lenient")

    assert (document.locate("$.a").start, document.locate("$.a").end) == (6, 35)
    assert (document.locate("$.a[1].b").start, document.locate("$.a[1].b").end) == (29, 31)
    assert [one.path for one in document.diagnostics] == ["$.a", "$.a[1]"]


def test_the_message_says_what_was_expected() -> None:
    (one,) = quasi.parse("[(1, 2)]").diagnostics
    (other,) = quasi.parse("[OrderedDict()]").diagnostics

    assert one.message == "Expected an array in brackets, got `(1, 2)`"
    assert other.message == "Expected an object in braces, got `OrderedDict()`"
