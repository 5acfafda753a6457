"""The documented notifications as JSON Schema, for those who validate with other tools."""

from typing import Any

from ucsmsg.schema._cross_checks import WITH_TRANSCRIPT
from ucsmsg.schema._envelope import TOPIC
from ucsmsg.schema._kinds import JsonSchema
from ucsmsg.schema._records import NOTIFICATION, GetInteractionContentMessage, GetInteractionsHistoryMessage

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLE = "Notifications of interaction histories and transcripts"
_DESCRIPTION = f"What CometD delivers on {TOPIC}: one notification, or a Bayeux array of messages."

_MEDIUM_WITH_TRANSCRIPT = {"properties": {"mediaType": {"enum": [medium.value for medium in WITH_TRANSCRIPT]}}}

# Of the comparisons between members, those that JSON Schema can make.
_CROSS_CHECKS: dict[type, JsonSchema] = {
    GetInteractionsHistoryMessage: {"oneOf": [{"required": ["interactions"]}, {"required": ["errorMessage"]}]},
    GetInteractionContentMessage: {
        "oneOf": [{"required": ["interaction"]}, {"required": ["errorMessage"]}],
        "dependentRequired": {"messages": ["interaction"]},
        "dependentSchemas": {"messages": {"properties": {"interaction": _MEDIUM_WITH_TRANSCRIPT}}},
    },
}


def json_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of the texts on which strict mode reports nothing, generated from the records.

    What strict mode reports does not validate, but for what JSON Schema cannot express: `timestamp-mismatch`,
    `end-before-start`, `index-order` and `id-mismatch` compare values with each other; `json-in-string` is a deviation
    also in messages of other channels, which are not judged otherwise; `not-one-notification` is about `loads` alone;
    and the `wrong-type` of an integer with a fraction of zero (1.0), which to JSON Schema is an integer.
    """
    definitions: dict[str, JsonSchema] = {}
    notification = _by_reference(NOTIFICATION.json_schema(), definitions)
    for record, cross_checks in _CROSS_CHECKS.items():
        definitions[record.__name__] |= cross_checks
    message = _by_reference(_message(notification), definitions)
    return {
        "$schema": _DIALECT,
        "title": _TITLE,
        "description": _DESCRIPTION,
        "if": {"type": "array"},
        "then": {"items": message},
        "else": message,
        "$defs": dict(sorted(definitions.items())),
    }


def _message(notification: JsonSchema) -> JsonSchema:
    """The schema of a Bayeux message: of other channels, and the replies among them, nothing is known."""
    elsewhere = {"type": "string", "not": {"const": TOPIC}}
    return {
        "title": "BayeuxMessage",
        "description": f"A notification, or a message of another channel than {TOPIC}, which is not judged.",
        "type": "object",
        "if": {"properties": {"channel": elsewhere}, "required": ["channel"]},
        "else": notification,
    }


def _by_reference(schema: Any, definitions: dict[str, JsonSchema]) -> Any:
    """The schema with references instead of the schemas in it that have a title, which become definitions."""
    if isinstance(schema, list):
        return [_by_reference(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: _by_reference(part, definitions) for name, part in schema.items()}
    title = parts.get("title")
    if not isinstance(title, str):  # untitled, or the schema of a member called `title`
        return parts
    definitions[title] = parts
    return {"$ref": f"#/$defs/{title}"}
