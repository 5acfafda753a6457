"""Captures of every kind with a few damaged characters, and what is in nothing of them."""

import base64
import json
import re
import urllib.parse
from collections.abc import Callable
from random import Random

from ucsmsg import iter_parse
from ucsmsg.captures import Coverage, iter_payloads
from ucsmsg.captures._lines import decode_chunks

TOPIC = "/v2/ucs/interactions"
NAMES = re.compile(r"messageType|referenceId|participantId|timestampSeconds|/v2/ucs/interactions")
"""What may not stand in a stretch that was passed over: the captures have it in payloads alone."""

_INSERTED = [
    *"{}[]\"',:\\/=#<>&%`()+*~ \n\r\t0aLé",
    "\x1b",
    "\x00",
    "\ufeff",
    "\u201c",
    "\u200b",
    "null",
    "//",
    "/*",
    "&quot;",
]
_PREFIXES = (
    "2015-10-01 16:02:07,{:03} INFO [main] Received: ",
    "2024-05-06T07:08:09.{}Z stdout F ",
    "<14>Oct  1 16:02:07 host app[12]: #{} ",
    "INFO {} - ",
)
_PROSE = (
    "connected to the server",
    "[main] nothing {x} new",
    "took 3 ms (a, b)",
    'GET "/x" 200',
    "it's done",
    "a: 1, b: 2",
)


def _failure(number: int) -> str:
    data = {"messageType": "GetInteractionContentMessage", "referenceId": number, "errorMessage": "Request failed"}
    return json.dumps({"channel": TOPIC, "data": data}, separators=(",", ":"))


def _chat(number: int) -> str:
    sender = {"nickname": "O'Hara", "type": "Agent", "participantId": "00AF52939EBE5BC4"}
    message = {
        "index": 1,
        "from": sender,
        "type": "Text",
        "timestampSeconds": 1385406142000,
        "text": 'say "hi" {to} [x], é',
    }
    interaction = {
        "id": "0000Sa99620J0EM5",
        "state": "Stopped",
        "mediaType": "chat",
        "userData": {"a": None, "b": [1, 2]},
    }
    data = {"referenceId": number, "messageType": "GetInteractionContentMessage", "interaction": interaction}
    return json.dumps({"data": data | {"messages": [message, message]}, "channel": TOPIC}, ensure_ascii=False)


def _batch(number: int) -> str:
    return f'[{_failure(number)},{{"id":"3","channel":"/meta/connect","successful":true}}]'


def _payload(random: Random, *, in_one_line: bool = False) -> str:
    text = random.choice((_failure, _chat, _batch))(random.randrange(100))
    return text if in_one_line or random.random() < 0.6 else json.dumps(json.loads(text), indent=random.choice((1, 4)))


def _lines(random: Random) -> str:
    return "".join(f"{_payload(random, in_one_line=True)}\n" for _ in range(random.randint(2, 5)))


def _log(random: Random) -> str:
    prefix = random.choice(_PREFIXES)
    return "".join(f"{prefix.format(number + 100)}{_entry(random)}\n" for number in range(random.randint(2, 6)))


def _entry(random: Random) -> str:
    payload = _payload(random)
    one = _payload(random, in_one_line=True)
    return random.choice(
        (
            payload,
            payload,
            random.choice(_PROSE),
            f"body={json.dumps(one)} took=3",
            f"event={one}, user: 5",
            f"POST message={urllib.parse.quote(one, safe='')}&x=1",
        )
    )


def _text(random: Random) -> str:
    parts = ["# Sample", *(random.choice((random.choice(_PROSE), _payload(random))) for _ in range(4)), "The end."]
    return random.choice(("\n\n", "\n")).join(parts) + "\n"


def _page(random: Random) -> str:
    quote = random.choice(('"', "&quot;"))
    texts = (_payload(random).replace("&", "&amp;").replace('"', quote) for _ in range(3))
    parts = (f"<h1>{random.choice(_PROSE)}</h1><pre>{text}</pre>\n" for text in texts)
    return f"<!DOCTYPE html>\n<html><head><title>x</title></head><body>\n{''.join(parts)}</body></html>\n"


def _recording(random: Random) -> str:
    entries = []
    for _ in range(random.randint(1, 4)):
        text = _payload(random)
        content = {"text": text}
        if random.random() < 0.2:
            content = {"text": base64.b64encode(text.encode()).decode(), "encoding": "base64"}
        elif random.random() < 0.2:
            content = {"text": '{"statusCode":0,"referenceId":2}'}
        frame = {"type": random.choice(("send", "receive")), "time": 1.5, "opcode": 1, "data": text}
        request = {"method": "POST", "postData": {"text": '{"referenceId":5}'}}
        entries.append(
            {"request": request, "response": {"status": 200, "content": content}, "_webSocketMessages": [frame]}
        )
    recording = {"log": {"version": "1.2", "creator": {"name": "browser"}, "entries": entries}}
    return json.dumps(recording, indent=random.choice((None, 1))) + random.choice(("", "\n", f"\n{_lines(random)}"))


KINDS: dict[str, Callable[[Random], str]] = {
    "lines": _lines,
    "log": _log,
    "text": _text,
    "page": _page,
    "recording": _recording,
    "payloads": lambda random: "\n".join(_payload(random) for _ in range(2)),
}


def damage(text: str, random: Random) -> str:
    """The text with one to three characters taken away, put in, exchanged or doubled."""
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(text) or 1)
        inserted = random.choice(_INSERTED)
        cut, put = random.choice(((1, ""), (0, inserted), (1, inserted), (0, text[at : at + 1])))
        text = text[:at] + put + text[at + cut :]
    return text


def capture_of(kind: str, seed: int | str) -> str:
    """A damaged capture of the kind; the same for the same seed."""
    random = Random(f"{kind} {seed}")  # noqa: S311 - no secret: a number that gives the same capture again
    return damage(KINDS[kind](random), random)


def in_nothing(text: str) -> list[str]:
    """The lines around names of the server's traffic that are in no payload and in no diagnostic."""
    data = text.encode("utf-8", "surrogatepass")
    seen = "".join(decode_chunks([data], "utf-8"))
    covered = bytearray(len(seen))
    for payload in iter_payloads(data):
        _cover(covered, payload.source.origin.offset, payload.source.origin.offset + len(payload.source.text))
    for parsed in iter_parse(data):
        for diagnostic in parsed.diagnostics:
            _cover(covered, diagnostic.span.start, diagnostic.span.end)
    lost = [found.start() for found in NAMES.finditer(seen) if not covered[found.start()]]
    return [seen[max(0, at - 40) : at + 60] for at in lost]


def _cover(covered: bytearray, start: int, end: int) -> None:
    covered[start:end] = b"\1" * (min(end, len(covered)) - start)


def is_counted(text: str) -> bool:
    """True when the characters that were read and those that were passed over make up the text."""
    reading = iter_parse(text.encode("utf-8", "surrogatepass"))
    for _ in reading:
        pass
    coverage: Coverage = reading.coverage
    return coverage.characters == len("".join(decode_chunks([text.encode("utf-8", "surrogatepass")], "utf-8")))
