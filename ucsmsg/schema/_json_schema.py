"""The documented notifications as JSON Schema, for those who validate with other tools."""

from typing import Any

from ucsmsg.schema._channels import NEAR_TOPIC, NO_CHANNEL, TOPIC, in_any_case
from ucsmsg.schema._cross_checks import WITH_TRANSCRIPT
from ucsmsg.schema._envelope import REPLY_MEMBERS
from ucsmsg.schema._foreign_times import PLAUSIBLE
from ucsmsg.schema._kinds import JsonSchema
from ucsmsg.schema._record import MESSAGE_TYPE, Record
from ucsmsg.schema._records import (
    MESSAGE,
    NOTIFICATION,
    ChatMessage,
    GetInteractionContentMessage,
    UcsOperationResponse,
)
from ucsmsg.schema._structure import record_kind

_DOCUMENTED = "DocumentedMessage"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:ucsmsg:notifications"
_TITLE = "Notifications of interaction histories and transcripts"
_DESCRIPTION = f"What CometD delivers on {TOPIC}: one notification, or a Bayeux array of messages."

_MEDIUM_WITH_TRANSCRIPT = {"properties": {"mediaType": {"enum": [medium.value for medium in WITH_TRANSCRIPT]}}}

# Of the comparisons between members, those that JSON Schema can make.
_MILLISECONDS = {"minimum": PLAUSIBLE[0], "maximum": PLAUSIBLE[-1]}
_CROSS_CHECKS: dict[type, JsonSchema] = {
    ChatMessage: {"allOf": [{"properties": {"timestampSeconds": _MILLISECONDS}}]},
    GetInteractionContentMessage: {
        "dependentRequired": {"messages": ["interaction"]},
        "dependentSchemas": {"messages": {"properties": {"interaction": _MEDIUM_WITH_TRANSCRIPT}}},
    },
    UcsOperationResponse: {"dependentSchemas": {"errorMessage": {"properties": {"success": {"const": False}}}}},
}


def json_schema(record: type[Record] | None = None) -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of the texts on which strict mode reports nothing, generated from the records.

    With a `record`, of the objects that become one; raises `TypeError` for what is no class declared with `@record`.

    What strict mode reports does not validate, but for what JSON Schema cannot express: `timestamp-mismatch`,
    `end-before-start`, `index-order` and `id-mismatch` compare values with each other;
    `json-in-string` is a deviation also in messages of other channels, which are not judged otherwise;
    `not-one-notification` is about `loads` alone; the `wrong-type` of an integer with a fraction of zero (1.0, 1e3),
    which to JSON Schema is an integer; and every row of the syntax, as `duplicate-key`, which is about the text.
    """
    definitions: dict[str, JsonSchema] = {}
    if record is not None:
        reference = _by_reference(record_kind(record).json_schema(), definitions)
        return {"$schema": _DIALECT, **reference, "$defs": _with_cross_checks(definitions)}
    notification = _by_reference(NOTIFICATION.json_schema(), definitions)
    message = _by_reference(_message(notification), definitions)
    return {
        "$schema": _DIALECT,
        "$id": _ID,
        "title": _TITLE,
        "description": _DESCRIPTION,
        "if": {"type": "array"},
        "then": {"items": message},
        "else": message,
        "$defs": _with_cross_checks(definitions),
    }


def _with_cross_checks(definitions: dict[str, JsonSchema]) -> dict[str, JsonSchema]:
    """The definitions in the order of their names, with the comparisons between members."""
    checks = {record.__name__: cross_checks for record, cross_checks in _CROSS_CHECKS.items()}
    return {name: schema | checks.get(name, {}) for name, schema in sorted(definitions.items())}


def _message(notification: JsonSchema) -> JsonSchema:
    """The schema of a Bayeux message: of replies, and of unknown messages on other channels, nothing is known."""
    other_channel = {"type": "string", "not": {"anyOf": [{"pattern": NEAR_TOPIC}, {"pattern": NO_CHANNEL}]}}
    elsewhere = {"required": ["channel"], "properties": {"channel": other_channel}}
    no_message = {"not": {"anyOf": [{"required": ["data"]}, {"required": [MESSAGE_TYPE]}]}}
    reply = {"anyOf": [{"required": [name]} for name in REPLY_MEMBERS], **no_message}
    return {
        "title": "BayeuxMessage",
        "description": f"A notification, a reply, or an unknown message of another channel than {TOPIC}: not judged.",
        "type": "object",
        "if": {"not": _documented(), "anyOf": [elsewhere, reply]},
        "else": notification,
    }


def _documented() -> JsonSchema:
    """The schema of a message of a documented type, in whatever spelling, with any number of `data` around it."""
    types = "|".join(map(in_any_case, MESSAGE.known))
    typed = {"type": "string", "pattern": rf"^\s*(?:{types})\s*$"}
    return {
        "title": _DOCUMENTED,
        "description": "A message of a documented type.",
        "type": "object",
        "anyOf": [
            {"required": [MESSAGE_TYPE], "properties": {MESSAGE_TYPE: typed}},
            {"required": ["data"], "properties": {"data": {"$ref": f"#/$defs/{_DOCUMENTED}"}}},
        ],
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
