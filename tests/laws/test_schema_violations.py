"""Law: `quasi.validate` finds what the library finds in the decoded value, each at a place that holds what is wrong."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator

from ucsmsg import quasi
from ucsmsg.places import parse_path
from ucsmsg.testing import MUTABLE, mutate

TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")
NAMES = ("a", "b", "é", "a b", "x1")
# What the library cannot judge, and what belongs to the whole text: a value's own text would be read without it.
WHOLE = {
    *("non-finite-number", "number-out-of-range", "encoded-text", "byte-order-mark", "foreign-encoding", "no-value"),
    *("undecodable-bytes", "surrounding-text", "several-values", "comment", "comment-filtered", "missing-opener"),
    *("missing-closer", "extra-closer", "cut-off", "unclosed-string"),
}


def value(chance: random.Random, depth: int = 3) -> Any:
    """Any JSON value."""
    kind = chance.choice(TYPES if depth else TYPES[:5])
    if kind == "array":
        return [value(chance, depth - 1) for _ in range(chance.randrange(4))]
    if kind == "object":
        return {name: value(chance, depth - 1) for name in chance.sample(NAMES, chance.randrange(4))}
    scalars = {
        "string": "abc"[: chance.randrange(4)],
        "integer": chance.randrange(-3, 9),
        "number": chance.choice([0.5, 3.0]),
    }
    return scalars.get(kind, None if kind == "null" else chance.random() < 1 / 2)


def schema(chance: random.Random, depth: int = 3) -> dict[str, Any]:
    """A schema of a few keywords."""
    inner = depth - 1
    keywords: dict[str, Callable[[], Any]] = {
        "type": lambda: chance.choice(TYPES),
        "enum": lambda: [value(chance, 1), value(chance, 0)],
        "const": lambda: value(chance, 0),
        "minimum": lambda: chance.randrange(5),
        "multipleOf": lambda: chance.choice([2, 0.5]),
        "maxLength": lambda: chance.randrange(3),
        "pattern": lambda: chance.choice(["^a", "b$"]),
        "minItems": lambda: chance.randrange(3),
        "uniqueItems": lambda: True,
        "required": lambda: chance.sample(NAMES, 2),
        "maxProperties": lambda: chance.randrange(3),
        "dependentRequired": lambda: {chance.choice(NAMES): [chance.choice(NAMES)]},
        "propertyNames": lambda: {"maxLength": 1},
        "additionalProperties": lambda: chance.choice([False, schema(chance, 0)]),
        "unevaluatedProperties": lambda: False,
        "unevaluatedItems": lambda: False,
    }
    if depth:
        keywords |= {
            "properties": lambda: {name: schema(chance, inner) for name in chance.sample(NAMES, 3)},
            "patternProperties": lambda: {"^x": schema(chance, inner)},
            "items": lambda: schema(chance, inner),
            "prefixItems": lambda: [schema(chance, inner)],
            "contains": lambda: schema(chance, inner),
            "allOf": lambda: [schema(chance, inner), schema(chance, inner)],
            "anyOf": lambda: [schema(chance, inner), schema(chance, inner)],
            "oneOf": lambda: [schema(chance, inner), schema(chance, inner)],
            "not": lambda: schema(chance, inner),
            "if": lambda: schema(chance, inner),
            "then": lambda: schema(chance, inner),
        }
    return {name: keywords[name]() for name in chance.sample(sorted(keywords), 4)}


def holds(text: str, diagnostic: Any, error: Any, pointer: str) -> bool:
    """True when the diagnostic tells the error of the library, at the value that is wrong or at the name that is."""
    if f" (schema {pointer})" not in diagnostic.message:
        return False
    written = text[diagnostic.span.start : diagnostic.span.end]
    at = quasi.parse(written, "lenient").value
    if diagnostic.message.startswith("Expected a name"):
        *around, name = parse_path(diagnostic.path)
        is_unexpected = error.validator == "additionalProperties" and name not in error.schema.get("properties", {})
        return name in (at, written) and around == [*error.absolute_path] and (is_unexpected or name == error.instance)
    return parse_path(diagnostic.path) == (*error.absolute_path,) and (at, type(at)) == (
        error.instance,
        type(error.instance),
    )


def check(text: str, judge: Draft202012Validator) -> int:
    """Compare what is found in a text; returns how much it was."""
    document = quasi.validate(text, judge, "lenient")
    violations = [each for each in document.diagnostics if each.name == "schema-violation"]
    errors = [*judge.iter_errors(document.value)] if document.source.text.strip() else []
    for error in errors:
        pointer = "#" + "".join(
            f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in error.absolute_schema_path
        )
        (*_, match) = [None, *(each for each in violations if holds(text, each, error, pointer))]
        assert match is not None, (text, error)
        violations.remove(match)
    assert violations == []
    return len(errors)


def cases() -> Iterator[tuple[str, Draft202012Validator, random.Random]]:
    """500 texts, each with a validator of its own."""
    for seed in range(500):
        chance = random.Random(seed)  # noqa: S311  # the same each time
        text = json.dumps(value(chance), ensure_ascii=False, indent=chance.choice([None, 1]))
        yield text, Draft202012Validator(schema(chance)), chance


def test_what_is_found_in_valid_text_is_what_the_library_finds() -> None:
    assert sum(check(text, judge) for text, judge, _ in cases()) > 500


def damaged(text: str, chance: random.Random) -> str | None:
    """The text with one deviation in it, after which there is a value; None where there is no such."""
    names = sorted(MUTABLE - WHOLE)
    found = (mutate(text, name, chance) for name in chance.sample(names, len(names)))
    texts = (mutation.text for mutation in found if mutation and isinstance(mutation.text, str))
    return next((each for each in texts if quasi.parse(each, "lenient").value is not None), None)


def test_what_is_found_in_damaged_text_is_what_the_library_finds_in_what_can_be_read() -> None:
    found = [check(text, judge) for written, judge, chance in cases() if (text := damaged(written, chance)) is not None]

    assert len(found) > 400
    assert sum(found) > 500
