"""Whole processes: `ucsmsg check` on large captures, and what a reader without any check would take for the same file.

Times are of the processor, of all processes that a command starts, so that several jobs show no gain here.
"""

import base64
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import attrs

from tests.benchmarks import measure
from tests.benchmarks.workloads import WORKLOADS, events

_MEGA = 1_000_000
_DAY = "2015-10-01"
_SPOKEN = (
    "the connection of agent session was closed after timeout waiting for reply from server node queue routing "
    "strategy loaded configuration updated object thread pool size request handled in ms user logged out"
)
_WORDS = tuple(_SPOKEN.split())
_FINE, _FOUND_ERRORS = 0, 1


# ---- Captures ----


def _random() -> Random:
    return Random(5)  # noqa: S311  # the same texts in every run are the point


def _prefix(number: int) -> str:
    time = f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02},{number % 1000:03}"
    return (
        f"{_DAY} {time} {('INFO ', 'DEBUG', 'WARN ')[number % 3]} [http-nio-{number % 97}] c.g.Service{number % 13} - "
    )


def _prose(random: Random, number: int) -> str:
    return " ".join(random.choices(_WORDS, k=random.randint(5, 18))) + f" id={number}"


def plain_log() -> Iterator[str]:
    """The lines of a log without any payload."""
    random = _random()
    for number in itertools.count(1):
        yield f"{_prefix(number)}{_prose(random, number)}\n"


def log() -> Iterator[str]:
    """The lines of a log with a payload of 1 to 20 kB in one of ten."""
    random = _random()
    payloads = (text for text in map(_json, events()) if 1_000 <= len(text.encode()) <= 20_000)
    for number in itertools.count(1):
        yield f"{_prefix(number)}{_prose(random, number) if number % 10 else f'Received: {next(payloads)}'}\n"


def lines() -> Iterator[str]:
    """The lines of a file of payloads."""
    return (f"{text}\n" for text in WORKLOADS["valid"](sys.maxsize))


def page() -> Iterator[str]:
    """The paragraphs of a page in Markdown, with an indented payload after every tenth."""
    random = _random()
    coming = events()
    for number in itertools.count(1):
        yield f"{_prose(random, number).capitalize()}.\n\n"
        if number % 10 == 0:
            yield f"```json\n{json.dumps(next(coming), indent=2, ensure_ascii=False)}\n```\n\n"


_PAYLOADS = 5


def recording(size: int) -> Iterator[str]:
    """The parts of a browser's recording of about that many characters with five payloads."""
    random, coming = _random(), events()
    written = '{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":['
    yield written
    total, told = len(written), 0
    for number in itertools.count(1):
        is_payload = total > size * (2 * told + 1) // (2 * _PAYLOADS) and told < _PAYLOADS
        told += is_payload
        body = _content("application/json", _json([next(coming)])) if is_payload else _body(random, number)
        entry = ("," if number > 1 else "") + json.dumps(_entry(number, body), indent=2, ensure_ascii=False)
        yield entry
        total += len(entry)
        if total > size:
            break
    yield "]}}\n"


def _body(random: Random, number: int) -> dict[str, str]:
    """A picture, a script, a page or the data of another service."""
    kind = random.random()
    if kind < 0.4:
        picture = base64.b64encode(random.randbytes(random.randint(2_000, 60_000))).decode()
        return _content("image/png", picture) | {"encoding": "base64"}
    prose = [_prose(random, number + line) for line in range(300)]
    if kind < 0.7:
        return _content(
            "application/javascript", "".join(f'  if (a["x"]) {{\n    log("{line}");\n  }}\n' for line in prose)
        )
    if kind < 0.8:
        return _content("text/html", "".join(f'<p class="a">{line}</p>\n' for line in prose))
    return _content("application/json", _json([{"id": each, "name": line} for each, line in enumerate(prose[:50])]))


def _content(kind: str, text: str) -> dict[str, str]:
    return {"mimeType": kind, "text": text}


def _entry(number: int, content: dict[str, str]) -> dict[str, Any]:
    headers = [{"name": f"x-header-{each}", "value": f"{number:032x}"} for each in range(14)]
    request = {"method": "GET", "url": f"https://example.com/path/{number}?a=1", "headers": headers, "cookies": []}
    size = len(content["text"])
    frames = [{"functionName": "", "lineNumber": each} for each in range(8)]
    return {
        "_initiator": {"type": "script", "stack": {"callFrames": frames}},
        "startedDateTime": f"{_DAY}T10:00:00.{number % 1000:03}Z",
        "time": number / 8,
        "request": request,
        "response": {"status": 200, "headers": headers, "content": {"size": size, **content}, "bodySize": size},
        "timings": {"blocked": 0.5, "dns": -1, "wait": number / 16},
    }


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _as_many(parts: Callable[[], Iterator[str]], size: int) -> Iterator[str]:
    """As many parts as have `size` characters together."""
    for part in parts():
        yield part
        size -= len(part)
        if size <= 0:
            return


CAPTURES: Mapping[str, Callable[[int], Iterator[str]]] = {
    "lines": partial(_as_many, lines),
    "log": partial(_as_many, log),
    "plain log": partial(_as_many, plain_log),
    "page": partial(_as_many, page),
    "recording": recording,
}
"""The parts of each capture, of about so many characters."""


# ---- Commands ----


def check(*options: str) -> Sequence[str]:
    """The command, before the name of a file."""
    return (sys.executable, "-m", "ucsmsg.cli", "check", "--quiet", "--jobs", "1", *options)


_LINE_LOOP = """
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    json.loads(line)
"""
_LOG_LOOP = """
import json, sys
decode = json.JSONDecoder().raw_decode
for line in open(sys.argv[1], encoding="utf-8"):
    start = line.find("{")
    if start >= 0:
        try:
            decode(line, start)
        except ValueError:
            pass
"""
_LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"

PEERS: Mapping[str, Sequence[str]] = {
    "json, each line": (sys.executable, "-c", _LINE_LOOP),
    "json, each {": (sys.executable, "-c", _LOG_LOOP),
    "json.load": (sys.executable, "-c", _LOAD),
    "grep": ("grep", "-c", "channel"),
}


@attrs.frozen
class Comparison:
    """A capture of a size, a peer, and how many times its time ours may be at most."""

    capture: str
    size: int
    peer: str
    most: float | None = None


COMPARISONS: Sequence[Comparison] = (
    Comparison("lines", 50 * _MEGA, "json, each line", 2.2),
    Comparison("log", 50 * _MEGA, "json, each {", 2),
    Comparison("plain log", 200 * _MEGA, "json, each {", 1),
    Comparison("plain log", 200 * _MEGA, "grep", 5),
    Comparison("page", 20 * _MEGA, "json, each {"),
    Comparison("recording", 50 * _MEGA, "json.load", 2),
)


def measured(comparisons: Sequence[Comparison], rounds: int) -> Iterator[tuple[Comparison, int, float, float]]:
    """Each comparison with the bytes of its capture, and the seconds of the command and of the peer.

    What is compared on the same capture is measured in the same rounds.
    """
    for (capture, size), group in itertools.groupby(comparisons, lambda each: (each.capture, each.size)):
        together = list(group)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "capture")
            with path.open("w", encoding="utf-8") as file:
                file.writelines(CAPTURES[capture](size))
            commands = {"": check(), **{each.peer: PEERS[each.peer] for each in together}}
            runs = {name: partial(_run, (*command, str(path))) for name, command in commands.items()}
            seconds = measure.seconds(runs, rounds, measure.time_of_children)
            for each in together:
                yield each, path.stat().st_size, seconds[""], seconds[each.peer]


_COMPILED = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""An installed package is compiled."""


def _run(command: Sequence[str]) -> None:
    status = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=_COMPILED).returncode  # noqa: S603  # no shell
    if status not in (_FINE, _FOUND_ERRORS):
        raise subprocess.CalledProcessError(status, command)
