"""A JSON Schema's violations have their places in the text, and what is no schema is one clear error."""

import sys
from decimal import Decimal
from typing import Any

import pytest
import referencing
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker

from ucsmsg import Limits, Mode, quasi
from ucsmsg.captures import iter_validate

IT = "Expected a value that the JSON Schema allows, got "
NAME = "Expected a name that the JSON Schema allows, got "


def found(text: str | bytes, schema: Any, **options: Any) -> list[tuple[str, str, str]]:
    """The places, paths and messages of the violations."""
    document = quasi.validate(text, schema, **options)
    return [
        (f"{each.span.line}:{each.span.column}", each.path, each.message)
        for each in document.diagnostics
        if each.name == "schema-violation"
    ]


@pytest.mark.parametrize(
    ("text", "schema", "expected"),
    [
        ("7", {"type": "integer"}, []),
        ("7", True, []),
        ("7", False, [("1:1", "$", IT + "`7`: False schema does not allow 7 (schema #)")]),
        ("7L", {"type": "string"}, [("1:1", "$", IT + "`7L`: it is not of type 'string' (schema #/type)")]),
        (
            '[1,\n {"a/b": "x",}]',
            {"items": {"properties": {"a/b": {"maxLength": 0}}}},
            [
                (
                    "2:10",
                    '$[1]["a/b"]',
                    IT + "`\"x\"`: it is expected to be empty (schema #/items/properties/a~1b/maxLength)",
                )
            ],
        ),
        (
            '{"a": 1}',
            {"required": ["b"]},
            [("1:1", "$", IT + "`{\"a\": 1}`: 'b' is a required property (schema #/required)")],
        ),
        (
            "{a: 1, 'b': 2, x1: 3}",
            {"properties": {"a": {}}, "patternProperties": {"^x": {}}, "additionalProperties": False},
            [
                (
                    "1:8",
                    "$.b",
                    NAME + "`'b'`: 'b' does not match any of the regexes: '^x' (schema #/additionalProperties)",
                )
            ],
        ),
        (
            '{"a": 1, "bb": 2}',
            {"propertyNames": {"maxLength": 1}},
            [("1:10", "$.bb", NAME + "`\"bb\"`: it is too long (schema #/propertyNames/maxLength)")],
        ),
        (
            '{"a": 1}',
            {"$schema": "http://json-schema.org/draft-03/schema#", "properties": {"b": {"required": True}}},
            [("1:1", "$", IT + "`{\"a\": 1}`: 'b' is a required property (schema #/properties/b/required)")],
        ),
        (
            '["\u202e"]',
            {"items": {"const": "\u202e!"}},
            [("1:2", "$[0]", IT + "`\"\\u{202e}\"`: '\\u202e!' was expected (schema #/items/const)")],
        ),
        (
            "[1e400]",
            {"items": {"multipleOf": 0.5}},
            [("1:1", "$", IT + "`[1e400]`: the library cannot judge it: TypeError")],
        ),
    ],
)  # fmt: skip
def test_a_violation_has_the_place_of_what_is_wrong(text: str, schema: Any, expected: list[Any]) -> None:
    assert found(text, schema, mode="lenient") == expected


def test_violations_and_syntax_stand_in_the_order_of_their_places() -> None:
    document = quasi.validate("[1L, 'a', 3,]", {"items": {"type": "integer"}, "maxItems": 2}, mode="lenient")

    assert [each.name for each in document.diagnostics] == [
        "schema-violation",
        "long-suffix",
        "single-quoted-string",
        "schema-violation",
        "trailing-comma",
    ]
    assert (document.ok, document.value) == (False, [1, "a", 3])
    assert (document.locate("$[1]").column, document.diagnostics[0].used) == (6, None)


def test_what_the_schema_allows_is_read_as_it_is_without_one() -> None:
    text = "[1L,]"
    judged, plain = quasi.validate(text, {"type": "array"}, "lenient"), quasi.parse(text, "lenient")

    assert judged.ok
    assert (judged.value, judged.diagnostics) == (plain.value, plain.diagnostics)


def test_a_text_without_a_value_is_no_violation() -> None:
    assert [each.name for each in quasi.validate("", False).diagnostics] == ["no-value"]  # noqa: FBT003  # a schema


def test_a_mode_may_allow_violations() -> None:
    assert quasi.validate("7", {"type": "string"}, Mode.STRICT.allow("schema-violation")).ok


def test_what_is_refused_is_not_in_the_value_that_is_judged() -> None:
    assert found("[010, 2]", {"items": {"maximum": 1}}) == [
        ("1:7", "$[0]", IT + "`2`: it is greater than the maximum of 1 (schema #/items/maximum)")
    ]


def test_beyond_the_limit_the_rest_is_one_error() -> None:
    document = quasi.validate("[1, 2, 3]", {"items": {"type": "string"}}, limits=Limits(diagnostics=2))

    assert [each.name for each in document.diagnostics] == ["limit-exceeded", "schema-violation", "schema-violation"]
    assert document.diagnostics[0].message.startswith("Expected at most 2 deviations, got more")
    assert not quasi.validate("[1, 2, 3]", False, Mode.STRICT.allow("schema-violation"), limits=Limits(size=1)).ok  # noqa: FBT003  # it is about a value, not about a name


def test_what_is_too_deep_for_the_library_is_said() -> None:
    recursive = {"anyOf": [{"items": {"$ref": "#"}, "type": "array"}, {"type": "null"}]}
    deep = "[" * 250 + "]" * 250

    assert [message.split(": ")[1] for _, _, message in found(deep, recursive)] == ["the library cannot judge it"]


def test_a_long_reason_is_cropped() -> None:
    ((_, _, message),) = found("1", {"enum": ["x" * 1000]})

    assert len(message) < 420
    assert "x… (schema #/enum)" in message


def test_a_validator_judges_with_its_own_settings() -> None:
    formats = Draft202012Validator({"format": "ipv4"}, format_checker=FormatChecker())
    other = referencing.Resource.from_contents(True, default_specification=referencing.jsonschema.DRAFT202012)  # noqa: FBT003  # it is about a value, not about a name
    registry: Any = referencing.Registry().with_resource("urn:other", other)

    assert found('"1.2.3"', {"format": "ipv4"}) == []
    assert [place for place, _, _ in found('"1.2.3"', formats)] == ["1:1"]
    assert found("1", Draft202012Validator({"$ref": "urn:other"}, registry=registry)) == []
    assert found("[1.0]", Draft4Validator({"items": {"type": "integer"}})) != []


@pytest.mark.parametrize(
    ("schema", "kind", "message"),
    [
        ({"type": 7}, ValueError, "Expected a valid JSON Schema, got `7` at #/type"),
        ({"$schema": "urn:none"}, ValueError, "Expected a known dialect as `$schema`, got `'urn:none'`"),
        (
            {"$ref": "http://localhost:1/schema"},
            ValueError,
            "Expected a JSON Schema whose references lead somewhere in it, got `http://localhost:1/schema`",
        ),
        ("schema.json", TypeError, "Expected a JSON Schema as a dict, or a validator of it, got str"),
        (Draft4Validator, TypeError, "Expected a JSON Schema as a dict, or a validator of it, got _ABCMeta"),
    ],
)
def test_what_is_no_schema_is_one_clear_error(schema: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        quasi.validate("7", schema)

    assert str(caught.value).replace("got type", "got _ABCMeta") == message


def test_without_the_library_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)

    with pytest.raises(ImportError, match=r'^Expected the library jsonschema .*; pip install "ucsmsg\[schema\]"$'):
        quasi.validate("7", True)  # noqa: FBT003  # a schema


def test_each_payload_of_a_capture_is_judged_at_its_place() -> None:
    log = b'INFO {"a": 1}\nINFO {"a": "x"}\nINFO {"a": 2L,}'
    documents = list(iter_validate(log, {"properties": {"a": {"type": "string"}}}, mode="lenient", format="log"))

    assert [document.value for document in documents] == [{"a": 1}, {"a": "x"}, {"a": 2}]
    assert [
        (each.name, each.span.line, each.span.column) for document in documents for each in document.diagnostics
    ] == [("schema-violation", 1, 12), ("long-suffix", 3, 12), ("schema-violation", 3, 12), ("trailing-comma", 3, 14)]
    with pytest.raises(ValueError, match="Expected a valid JSON Schema"):
        iter_validate(log, {"type": 7})


def test_numbers_beyond_a_double_are_judged_exactly() -> None:
    assert quasi.validate("1e400", {"minimum": 10**399}).value == Decimal("1e400")
    assert [path for _, path, _ in found("1e400", {"maximum": 10**399})] == ["$"]
