"""JSON text of what was taken instead of what was found, for the syntax layer and the schema alike."""

import json
import re
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

SURROGATE = re.compile("[\ud800-\udfff]")


def string_text(value: str) -> str:
    """The value as a JSON string: text as itself, half of a surrogate pair as its escape, which has no other text."""
    return with_escaped_surrogates(encode_basestring(value))


def piece_text(value: str) -> str:
    """A piece of a string's value as it stands between the quotes of the JSON string."""
    return string_text(value)[1:-1]


def exact_text(value: Any) -> str | None:
    """The value as JSON text; None for NaN and the infinities, a Decimal in a container, and what is too deep."""
    if isinstance(value, str):
        return string_text(value)
    if isinstance(value, Decimal):
        return str(value)
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (RecursionError, TypeError, ValueError):
        return None
    return with_escaped_surrogates(text)


def with_escaped_surrogates(text: str) -> str:
    """JSON text that can be encoded: half of a surrogate pair can only stand in a string."""
    return text if text.isascii() else SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
