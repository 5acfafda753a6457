"""Texts to measure with: the same ones in every run, in the shapes of the corpus, and as large as asked for.

`python -m tests.benchmarks.workloads NAME [SIZE]` prints one.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from itertools import count, repeat
from random import Random
from typing import Any

SIZE = 1_000_000
"""About how many characters a workload has, where nothing else is asked for."""

_SPEECH = (
    "Hello!",
    "Grüße aus Köln, ich hätte eine Frage zu Rechnung 4711",
    "日本語のテキスト、どうぞよろしく",
    "مرحبا، كيف يمكنني مساعدتك؟",
    "e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT} \N{LINE SEPARATOR} \N{NO-BREAK SPACE}\N{BYTE ORDER MARK}!",
    "thanks \N{GRINNING FACE}\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}",
    "I said \"no\", twice:\n\t'no'",
    'The TV has a 24" screen, see C:\\data\\new',
    "call 1385406142000L, then {a=1, b: [1,,2],} // ok /* not */ # a comment",
    "None, True, NaN, u'a' and “z” …",
    '"timestamp":"2013-11-2521: 02: 22.000+0200","timestampSeconds":1385406142000L',
    "a much longer sentence, as they come when somebody explains at length what happened to the parcel ",
)
_NAMES = ("Mia", "Jörg", "Zoë", "Иван", "陳", "O'Neil", "a1", "GWS1")
_ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (-7, 0, 2, 3))
_EPOCH = datetime(2015, 10, 1, tzinfo=_ZONES[1])
_TIMESTAMP_SECONDS = re.compile(r'("timestampSeconds":[0-9]+)')
_MEMBER_END = re.compile(r'(?<=[0-9"}\]])\n( *[}\]])')


# ---- Notifications ----


def _random() -> Random:
    return Random(5)  # noqa: S311  # the same texts in every run are the point


def _written(time: datetime) -> str:
    text = time.isoformat(" ", "milliseconds")
    return text[:-3] + text[-2:]


def _time(random: Random) -> datetime:
    return (_EPOCH + timedelta(milliseconds=random.randrange(10**11))).astimezone(random.choice(_ZONES))


def _identifier(random: Random, length: int = 16) -> str:
    return "".join(random.choices("0123456789ABCDEF", k=length))


def _speech(random: Random) -> str:
    return " ".join(random.choices(_SPEECH, k=random.choice((1, 1, 2, 4))))


def _interaction(random: Random) -> dict[str, Any]:
    name, start = _identifier(random), _time(random)
    interaction: dict[str, Any] = {
        "typeId": random.choice(("Inbound", "Outbound")),
        "startDate": _written(start),
        "endDate": _written(start + timedelta(seconds=random.randrange(10_000))),
        "mediaType": random.choice(("chat", "facebooksession")),
        "uri": f"http://localhost:8080/api/v2/interactions/{name}",
        "path": f"/interactions/{name}",
        "state": random.choice(("InProcess", "Stopped")),
        "contactId": _identifier(random),
        "id": name,
        "subject": random.choice(_SPEECH),
    }
    if random.random() < 0.7:
        owner = random.choice(_NAMES)
        interaction["ownerInformation"] = {
            "userName": owner,
            "lastName": random.choice(_NAMES),
            "id": _identifier(random, 32).lower(),
            "firstName": owner,
        }
    if random.random() < 0.7:
        interaction["customAttributes"] = {"SearchId": str(random.randrange(10**6)), "CustomerId": _identifier(random)}
    if random.random() < 0.2:
        interaction["userData"] = {"VIP": random.random() < 0.5, "Note": None, "Skills": {"Level": random.randrange(9)}}
    return interaction


def _messages(random: Random, number: int) -> Iterator[dict[str, Any]]:
    index, time = 0, _time(random)
    people = [
        {"nickname": random.choice(_NAMES), "type": kind, "participantId": _identifier(random)}
        for kind in ("Customer", "Agent")
    ]
    for place in range(number):
        index += random.choice((1, 1, 1, 10))
        time += timedelta(milliseconds=random.randrange(60_000))
        message = {"index": index, "from": random.choice(people)}
        if place > 1:
            message["text"] = _speech(random)
        yield message | {
            "visibility": "All",
            "timestamp": _written(time),
            "type": "Text" if place > 1 else "ParticipantJoined",
            "timestampSeconds": (time - _EPOCH) // timedelta(milliseconds=1) + int(_EPOCH.timestamp() * 1000),
        }


def _history(random: Random, interactions: int) -> dict[str, Any]:
    return {
        "messageType": "GetInteractionsHistoryMessage",
        "interactions": [_interaction(random) for _ in range(interactions)],
    }


def _content(random: Random, messages: int) -> dict[str, Any]:
    return {
        "messageType": "GetInteractionContentMessage",
        "interaction": _interaction(random),
        "messages": list(_messages(random, messages)),
    }


def _event(reference: int, message: dict[str, Any]) -> dict[str, Any]:
    metrics = {"eventProcessing": {"nodeProcessingTimeNanos": 535_000 + reference, "serverProcessingTimeTotalMs": 0}}
    return {"channel": "/v2/ucs/interactions", "data": {"referenceId": reference, **message, "metrics": metrics}}


def events() -> Iterator[dict[str, Any]]:
    """Notifications of realistic sizes, half of them histories and half transcripts, without end."""
    random = _random()
    for reference in count(1):
        is_history = random.random() < 0.5
        message = _history(random, random.randint(1, 8)) if is_history else _content(random, random.randint(2, 60))
        yield _event(reference, message)


# ---- Their texts ----


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _valid(event: dict[str, Any]) -> str:
    """JSON; of every eighth server with everything escaped that can be."""
    is_escaped = event["data"]["referenceId"] % 8 == 0
    return json.dumps(event, separators=(",", ":")) if is_escaped else _json(event)


def _documented(event: dict[str, Any]) -> str:
    """As the documentation prints it: a capital in the medium; in messages damaged times and long suffixes."""
    for interaction in event["data"].get("interactions", ()):
        interaction["mediaType"] = interaction["mediaType"].replace("chat", "Chat")
    for message in event["data"].get("messages", ()):
        message["timestamp"] = message["timestamp"].replace(" ", "").replace(":", ": ")
    return _TIMESTAMP_SECONDS.sub(r"\1L", _valid(event))


def _seldom_documented(event: dict[str, Any]) -> str:
    """One record in twenty as the documentation prints it."""
    return _documented(event) if event["data"]["referenceId"] % 20 == 1 else _valid(event)


class _Unicode(str):
    """A string as Python 2 prints it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "u" + ascii(str(self))


class _Long(int):
    """An integer as Python 2 prints it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{int(self)}L"


def _python2(value: Any) -> Any:
    if isinstance(value, dict):
        return {_Unicode(name): _python2(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_python2(element) for element in value]
    if isinstance(value, str):
        return _Unicode(value)
    return _Long(value) if type(value) is int and value > 2**31 else value


def _printed(event: dict[str, Any]) -> str:
    """What a Python program prints, of every second record an old one."""
    return repr(_python2(event) if event["data"]["referenceId"] % 2 else event)


def _commented(event: dict[str, Any]) -> str:
    """Indented, with a comma behind each last member or element, and comments."""
    text = _MEMBER_END.sub(r",  // the last\n\1", json.dumps(event, indent=2, ensure_ascii=False))
    return f"/* captured */\n{text}"


# ---- Workloads ----


def _records(write: Callable[[dict[str, Any]], str], size: int) -> Iterator[str]:
    """As many records as have `size` characters together."""
    for event in events():
        text = write(event)
        yield text
        size -= len(text) + 1
        if size <= 0:
            return


def _payload(size: int, *, ensure_ascii: bool) -> Iterator[str]:
    """One transcript of about `size` characters."""
    sample = 1_000
    length = len(json.dumps([*_messages(_random(), sample)], separators=(",", ":"), ensure_ascii=ensure_ascii))
    event = _event(2, _content(_random(), size * sample // length))
    yield json.dumps(event, separators=(",", ":"), ensure_ascii=ensure_ascii)


def _small(size: int) -> Iterator[str]:
    """The same notification of 300 bytes, again and again."""
    interaction = {
        "id": "0000Sa99620J0EM5",
        "mediaType": "chat",
        "typeId": "Inbound",
        "state": "Stopped",
        "startDate": "2013-11-25 21:02:22.000+0200",
        "subject": "Customer support",
        "contactId": "0000Sa99620J0EM7",
    }
    message = {"referenceId": 1, "messageType": "GetInteractionContentMessage", "interaction": interaction}
    text = _json({"channel": "/v2/ucs/interactions", "data": message})
    yield from repeat(text, max(1, size // len(text)))


WORKLOADS: Mapping[str, Callable[[int], Iterator[str]]] = {
    "valid": lambda size: _records(_valid, size),
    "documented": lambda size: _records(_documented, size),
    "seldom-documented": lambda size: _records(_seldom_documented, size),
    "printed": lambda size: _records(_printed, size),
    "commented": lambda size: _records(_commented, size),
    "payload": lambda size: _payload(size, ensure_ascii=False),
    "payload-escaped": lambda size: _payload(size, ensure_ascii=True),
    "small": _small,
}


def texts(name: str, size: int = SIZE) -> tuple[str, ...]:
    """The records of a workload, of about `size` characters together."""
    return tuple(WORKLOADS[name](size))


def main() -> None:
    """Print a workload."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("name", choices=WORKLOADS)
    parser.add_argument("size", nargs="?", type=int, default=SIZE)
    options = parser.parse_args()
    print(*texts(options.name, options.size), sep="\n")


if __name__ == "__main__":
    main()
