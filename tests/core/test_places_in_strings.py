"""Places in JSON that stands in a string are those of its characters in the outer text, however they are written."""

import html
import json
import urllib.parse
from collections.abc import Callable

import pytest

from ucsmsg import parse

INNER = '{"messageType":"UcsOperationResponse","comment":"%s","referenceId":true}'


@pytest.mark.parametrize(
    "written",
    [
        "plain",
        "\\\\u00e9",
        "\\u00e9",
        "😀",
        "\\ud83d\\ude00",
        "\\ud83d\ude00",
        "\ud83d\\ude00",
        "\\ud83d\ude00\\ud83d\ude00",
        "\\t",
    ],
    ids=ascii,
)
def test_what_stands_after_a_character_has_its_own_place(written: str) -> None:
    """Two halves of a pair are one character, also where only one of them is an escape."""
    text = '{{"channel":"/v2/ucs/interactions","data":"{}"}}'.format(INNER.replace('"', '\\"').replace("%s", written))
    (found,) = [one for one in parse(text).diagnostics if one.name == "wrong-type"]

    assert text[found.span.start : found.span.end] == "true"
    assert found.inner is not None
    assert found.inner.end - found.inner.start == len("true")


ENCODED = {
    "escaped": lambda text: json.dumps(text)[1:-1],
    "entities": html.escape,
    "an address": lambda text: urllib.parse.quote(text, safe=""),
}


@pytest.mark.parametrize("encode", ENCODED.values(), ids=list(ENCODED))
def test_a_text_in_a_string_of_an_encoded_text_has_its_places(encode: Callable[[str], str]) -> None:
    inner = {"messageType": "UcsOperationResponse", "referenceId": "x", "success": True}
    text = json.dumps({"data": json.dumps(inner)})
    found = {each.name: each.found for each in parse(encode(text), mode="lenient").diagnostics}
    (wrong,) = (each for each in parse(encode(text)).diagnostics if each.name == "wrong-type")

    assert {*found} == {"encoded-text", "json-in-string", "wrong-type"}
    assert encode(text)[wrong.span.start : wrong.span.end] == encode('\\"x\\"')


def test_a_data_in_data_may_be_a_text() -> None:
    inner = {"messageType": "UcsOperationResponse", "referenceId": "x", "success": True}
    text = json.dumps({"data": {"data": json.dumps(inner)}, "channel": "/v2/ucs/interactions"})
    parsed = parse(text, mode="lenient")
    (wrong,) = (each for each in parsed.diagnostics if each.name == "wrong-type")

    assert [each.name for each in parsed.diagnostics] == ["nested-data", "json-in-string", "wrong-type"]
    assert getattr(parsed.notifications[0].data, "success", None) is True
    assert (text[wrong.span.start : wrong.span.end], wrong.path) == ('\\"x\\"', "$.data.data.referenceId")
    assert wrong.inner is not None


@pytest.mark.parametrize("data", ['{"data":"x"}', '{"data":"{}","messageType":"X"}'])
def test_another_text_in_data_is_kept(data: str) -> None:
    assert "json-in-string" not in {each.name for each in parse(f'{{"data":{data}}}').diagnostics}
