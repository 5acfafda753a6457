"""Captures for the tests of tables, and all values of their rows."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.captures.samples import failure, over_lines
from tests.schema.reading import CHAT_MESSAGE, INTERACTION, content, history
from ucsmsg.tables import TABLES, Task, table_batches

PREFIX = "2015-10-01 16:02:07,123 INFO  [main] c.g.Service - "


def transcript(number: int) -> dict[str, Any]:
    """A transcript of two messages, every seventh of them that of another one again."""
    interaction = INTERACTION | {"id": f"{number % 7:016}"}
    return content(
        CHAT_MESSAGE,
        CHAT_MESSAGE | {"index": 2, "text": "é" * (number % 5), "from": {"type": "Customer", "participantId": "1"}},
        interaction=interaction,
    )


def ndjson(count: int = 60) -> bytes:
    """Lines with notifications, repetitions, damage, blank lines and several line ends."""
    texts = [json.dumps(transcript(number), ensure_ascii=False) for number in range(count)]
    texts[3::7] = [json.dumps(history(INTERACTION, INTERACTION | {"id": str(number)})) for number in range(3, count, 7)]
    changes: dict[int, Callable[[str], str]] = {
        5: lambda text: text[:-1],
        11: lambda text: text.replace('"index": 1', '"index": 1L').replace("Text", "text"),
        20: lambda _: "",
        25: lambda _: failure(25, "x" * 3000),
    }
    texts = [changes.get(number, str)(text) for number, text in enumerate(texts)]
    return "\n".join(texts).replace("Stopped\n", "Stopped\r\n").encode() + b"\r\n" + failure(61).encode()


def log() -> bytes:
    """A log with payloads in one and in several lines, damage, repetitions and prose."""
    texts = []
    for number in range(60):
        texts += [f"{PREFIX}words of prose, number {number} é", f"{PREFIX}more of it", "without a prefix"]
        texts.append(f"{PREFIX}Received: {(over_lines if number % 3 else failure)(number % 11)}")
        if number == 30:
            texts += [f"{PREFIX}{failure(number)[:-5]}", f'{PREFIX}"referenceId":5,']
    return "\r\n".join(texts).encode() + b"\xe9\r\n"


Rows = dict[str, list[dict[str, Any]]]


def rows_of(tasks: Iterable[Task], mode: str = "lenient") -> Rows:
    """All rows of the tasks in all tables."""
    found: Rows = {name: [] for name in TABLES}
    for task in tasks:
        for name, batch in table_batches(task, mode=mode):
            batch.validate(full=True)
            assert isinstance(batch, pa.RecordBatch)
            found[name] += batch.to_pylist()
    return found


def written(folder: Path, name: str, content: bytes | str | dict[str, Any]) -> Path:
    """The content as a file."""
    file = folder / name
    if isinstance(content, dict):
        content = json.dumps(content)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
