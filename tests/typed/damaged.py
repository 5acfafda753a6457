"""Sound values with a few members and characters changed, by their number: what the typed lanes must not misread."""

import copy
import json
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from tests.schema.reading import CHAT_MESSAGE
from tests.typed.reading import BATCH, CONTENT, HISTORY, RESPONSE

_FAILURE: dict[str, Any] = {
    "data": {"messageType": "GetInteractionContentMessage", "referenceId": 1, "errorMessage": "a"}
}
NOTIFICATIONS: list[Any] = [CONTENT, HISTORY, RESPONSE, _FAILURE, BATCH]
_NAMES = (
    *("id", "uri", "path", "index", "timestamp", "timestampSeconds", "text", "url", "errorMessage", "metrics"),
    *("userData", "customAttributes", "endDate", "ownerInformation", "callDuration", "success", "messages"),
    *("interaction", "interactions", "visibility", "nickname", "participantId", "type", "mediaType", "a", "channel"),
    *("referendeId", "ext", "data", "advice", "clientId", "successful", "statusCode"),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 1.5, 10**30, "", " ", "x", [], {}, [{}], {"a": '"'}, {"a": {"b": [1, "c"]}}),
    *("Chat", "chat", "call", "Text", "text", "Agent", "agent", "All", "/a/b", "http: //a", 1385406142036),
    *("2013-11-25 21:02:22.036+0200", "2013-11-2521: 02: 22.036+0200", "2013-11-25T21:02:22.036+0200"),
    *("2013-11-25 21:02:22.036-0000", "2013-11-25 24:00:00.000+0000", "2013-02-30 21:02:22.000+0200"),
    *("0000Sa99620J0EM5", "/interactions/0000Sa99620J0EM5", "00AF52939EDF5BC6", CHAT_MESSAGE, [CHAT_MESSAGE] * 2),
)
_PIECES = (
    *('"', "\\", '\\"', "\\\\", "\\u0022", "\\u005c", "\\u0000", "\\ud83d", "\ud800", "\u200b", "é", "\t", "\n", " "),
    *("L", "l", "5L", ":", "{", "}", "[", "]", ",", "null", "true", "1", "1.0", "1e999", "-0", "00", "NaN", "[[]]"),
    *('"a":1', '"a":5L,', '"id":"x",', '"channel":"/v2/ucs/interactions",', '"referenceId":1,', "+0300", "-0000", "T"),
    *('"messageType":"UcsOperationResponse",', '"timestampSeconds":1385406142000L', "Z", "Chat", "chat"),
)
_MEMBER = re.compile(r'"\w+"\s*+:\s*+(?:"[^"\\]*+"|-?[0-9]++L?|true|null)\s*+,')
_SEPARATORS = ((",", ":"), (", ", ": "), (" ,", " :"))


def damaged(number: int, sound: Sequence[Any] = NOTIFICATIONS) -> str:
    """One text, of some of the sound values."""
    random = Random(number)  # noqa: S311  # the same text for the same number
    value: Any = copy.deepcopy(random.choice(sound))
    if isinstance(value, dict) and random.random() < 0.2:
        value = [value, copy.deepcopy(random.choice(sound))]
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        _change(value, random)
    text = json.dumps(value, ensure_ascii=random.random() < 0.3, separators=random.choice(_SEPARATORS))
    text = _documented(text, random)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        text = _changed(text, random)
    return text


def _change(value: Any, random: Random) -> None:
    """Change, add or take out a member or element."""
    *around, last = random.choice([path for path in _paths(value) if path] or [("data",)])
    inner = value
    for step in around:
        inner = inner[step]
    chance = random.random()
    if chance < 0.5:
        inner[last] = copy.deepcopy(random.choice(_VALUES))
    elif chance < 0.65 and len(inner) > 1:
        del inner[last]
    elif isinstance(inner, dict):
        inner[random.choice(_NAMES)] = copy.deepcopy(random.choice(_VALUES))
    else:
        inner.insert(last, copy.deepcopy(random.choice(_VALUES)))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for step in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _paths(value[step], (*path, step))


def _documented(text: str, random: Random) -> str:
    """With some of the oddities of the documentation's samples."""
    oddities = (
        (r'("timestampSeconds"\s*:\s*[0-9]+)', r"\1L"),
        (r'("referenceId"\s*:\s*[0-9]+)', r"\1l"),
        (r"(\d{4}-\d\d-\d\d) (\d\d):(\d\d):(\d\d\.)", r"\1\2: \3: \4"),
        ('"chat"', '"Chat"'),
    )
    for found, used in oddities:
        text = re.sub(found, used, text) if random.random() < 0.4 else text
    return text


def _changed(text: str, random: Random) -> str:
    """With a piece more or instead of some characters, or with a member twice."""
    members = [*_MEMBER.finditer(text)]
    if members and random.random() < 0.3:
        place = random.choice(members).start()
        return text[:place] + random.choice(members)[0] + text[place:]
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(_PIECES) + text[start + random.choice((0, 0, 0, 1, 2, 5)) :]
