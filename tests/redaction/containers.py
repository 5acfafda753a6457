"""A chat about somebody in every container that captures come in, with prose about the same person around it."""

import base64
import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tests.captures.samples_of_logs import ENTRIES

NAMES = (
    *("Zyxwvut Qarlsson", "Øystein Ångström", "Nguyễn Thị Hồng", "李小龍", "Ng", "Иван Рюрикович", "नरेन्द्र", "محمد"),
    *("O'Brien-Smythe", "José María", "data", "messageType", "Chat", "users"),
)
"""Rare names, short ones, other scripts, and words that the notifications have themselves."""

SECRETS = {
    "kennung",
    "kundennummer",
    "unbekannt",
    "beschwerde",
    "hallo",
    "firma",
    "geheim",
    "5556677",
    "k77812",
    "4711",
}
"""Other words of values, and of names of members that nobody knows."""

_AT = "2015-10-01 16:02:07.000+0300"


def chat(name: str, number: int) -> dict[str, Any]:
    """A chat of somebody: the name in every kind of member, in base64, as digits and in an address."""
    first, *_, last = (name + " " + name).split()
    mail = f"{re.sub('[^a-z]', '', name.lower()) or 'kunde'}x@firma.example"
    interaction = {
        "id": f"0001{number:02d}aB14RQ0{number:02d}N",
        "typeId": "Inbound",
        "state": "Stopped",
        "mediaType": "chat",
        "startDate": _AT,
        "ownerInformation": {"id": "cc9016eee9c84dfeb266c642d9fd92c5", "userName": first, "lastName": last},
        "uri": f"http://host-{number}.geheim.example:8080/api/v2/interactions/0001{number:02d}aB14RQ0{number:02d}N",
        "contactId": f"{number}",
        "subject": f"Beschwerde von {name}",
        "phoneNumber": "+49 170 5556677",
        "userData": {
            f"Kennung {first}": name,
            "blob": base64.b64encode(f"geheim {name} ende!!".encode()).decode(),
            "hex": f"geheim {name}".encode().hex(),
            "url": f"https://x.example/?n={quote(name)}",
            "n": 4711,
            "ok": True,
            "deep": {"a": ["q", None, 1.5]},
        },
        "customAttributes": {"Kundennummer": "K77812"},
        "unbekannt": {"id": name},
    }
    message = {
        "index": 1,
        "from": {"nickname": name, "type": "Customer", "participantId": f"{number}"},
        "type": "Text",
        "timestamp": _AT,
        "timestampSeconds": 1443704527000,
        "text": f'Hallo, hier {name}, {mail} "ok" \\ ende\n5',
    }
    data = {"messageType": "GetInteractionContentMessage", "referenceId": 1000 + number}
    return {"channel": "/v2/ucs/interactions", "data": {**data, "interaction": interaction, "messages": [message]}}


def prose(name: str) -> str:
    """What a log may say of the same person."""
    packed = base64.b64encode(f"{name} geheim!!!".encode()).decode()
    written = (quote(name), html.escape(name), json.dumps(name), packed, name.upper(), name.encode().hex())
    return f"customer {name} joined; {' / '.join(written)} K77812"


def containers(name: str, number: int) -> Iterator[tuple[str, str]]:
    """The name of each container, and a capture of that kind."""
    value, around = chat(name, number), prose(name)
    text, ascii_text = json.dumps(value, ensure_ascii=False), json.dumps(value)
    at = "2015-10-01 16:02:07,113 INFO [main]"
    yield "payload", text
    yield "escaped", ascii_text
    yield "over lines", json.dumps(value, indent=2, ensure_ascii=False)
    yield "lines", f"{text}\n{ascii_text}\n"
    yield "batch", f'[{text},{{"id":"3","channel":"/meta/connect","successful":true,"clientId":"{number}{name}"}}]'
    yield "log", f"{at} {around}\n{at} Received: {text}\n{at} {around}\n"
    yield "log, over lines", f"{at} {around}\n{at} Received: {json.dumps(value, indent=1)}\n{at} {around}\n"
    yield "key-value", f"time=2015-10-01T16:02:07 level=info msg={json.dumps(f'got {ascii_text} {around}')}\n"
    yield "container", f"2015-10-01T16:02:07.123456789Z stdout F {around}\n2015-10-01T16:02:07.1Z stdout F {text}\n"
    page = html.escape(json.dumps(value, indent=1, ensure_ascii=False))
    yield "page", f"<html><body><h1>{html.escape(name)}</h1><p>{html.escape(around)}</p><pre>{page}</pre></body></html>"
    yield "table", f'time,msg\n1,"{_doubled(text)}"\n2,"{_doubled(around)}"\n'
    sql = ascii_text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
    yield "SQL", f"INSERT INTO `e` VALUES (1,'{sql}');\n-- {around}\n"  # noqa: S608 - only text
    yield "percent-encoded", f"{at} POST message={quote(text, safe='')} {around}\n"
    yield "script", f"x = '{ascii_text.replace(chr(34), chr(92) + 'u0022')}'; // {around.replace(chr(39), '')}\n"
    yield "event stream", f"event: message\ndata: {text}\n\n: {around}\n\n"
    yield "Python", f"{at} {value!r} {around}\n"
    yield "recording", _recording(json.dumps([value]), quote(name), cookie=name)
    yield (
        "recording, base64",
        _recording(base64.b64encode(f"[{text}]".encode()).decode(), quote(name), encoding="base64"),
    )
    yield "data in a string", json.dumps({"channel": "/v2/ucs/interactions", "data": json.dumps(value["data"])})
    yield "damaged", text[:-1].replace('"index": 1,', "'index': 1L,").replace('"referenceId": ', "referenceId: ") + ",}"
    other = {"messageType": "MessageLogUpdated", "messages": value["data"]["messages"], "chatUri": f"/x/{quote(name)}"}
    yield "other topics", f"{text}\n{json.dumps({'channel': '/v2/me/chats', 'data': other}, ensure_ascii=False)}\n"
    yield "other JSON", f"{text}\n{json.dumps({'user': name, 'birthday': '1970-01-02', 'ip': '10.1.2.3'})}\n"
    for form, (entry, _) in ENTRIES.items():
        yield f"entry: {form}", json.dumps(entry).replace('"TEXT"', json.dumps(f"{around} {ascii_text}")) + "\n"


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def _recording(body: str, query: str, *, cookie: str = "", encoding: str = "") -> str:
    """A browser's recording with a body."""
    content = {"size": 1, "mimeType": "application/json", "text": body} | ({"encoding": encoding} if encoding else {})
    request = {
        "method": "POST",
        "url": f"https://server.example/cometd?u={query}",
        "headers": [{"name": "Cookie", "value": f"s={cookie}"}],
        "postData": {"mimeType": "application/json", "text": json.dumps([{"channel": "/meta/connect", "id": cookie}])},
    }
    entry = {
        "startedDateTime": "2015-10-01T16:02:07Z",
        "request": request,
        "response": {"status": 200, "content": content},
    }
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [entry]}})
