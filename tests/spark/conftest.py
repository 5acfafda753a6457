"""One session of Spark for all tests, and captures of every kind."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from tests.captures.samples import failure
from ucsmsg.spark import UcsmsgDataSource


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Two cores, and three more attempts for a task that fails: `local[2]` alone never tries again."""
    builder = SparkSession.builder.master("local[2,4]").appName("tests")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",  # otherwise no moments, for other engines
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.dataSource.register(UcsmsgDataSource)
    yield session
    session.stop()


def interaction(number: int) -> dict[str, object]:
    return {
        "id": f"{number:016}",
        "typeId": "Inbound",
        "state": "Stopped",
        "mediaType": "chat",
        "startDate": "2015-10-01 23:02:07.000-0700",
        "ownerInformation": {"id": "cc9016eee9c84dfeb266c642d9fd92c5", "userName": "ada"},
        "customAttributes": {"SearchId": str(number)},
        "userData": {"VIP": True},
    }


def transcript(number: int) -> str:
    """A notification with an interaction, two messages and two participants."""
    people = [{"nickname": name, "type": "Agent", "participantId": name} for name in ("Mia", "Jörg")]
    messages = [
        {
            "index": index,
            "from": people[index % 2],
            "type": "Text",
            "text": f"Grüße {number}",
            "timestamp": "2015-10-01 16:02:07.000+0300",
            "timestampSeconds": 1443704527000,
        }
        for index in (1, 2)
    ]
    data = {
        "messageType": "GetInteractionContentMessage",
        "referenceId": number,
        "interaction": interaction(number),
        "messages": messages,
    }
    return json.dumps({"data": data}, ensure_ascii=False)


@pytest.fixture(scope="session")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large file of NDJSON, in which some come twice, the same as a log, and small, packed and damaged files."""
    folder = tmp_path_factory.mktemp("captures")
    lines = [transcript(number % 70) for number in range(100)]
    lines[40] = lines[40][:-9]
    (folder / "large.ndjson").write_text("\n".join(lines) + "\n", "utf-8")
    prefixed = (f"2015-10-01 16:02:07,123 INFO  [main] c.g.Service - Received: {line}\n" for line in lines)
    (folder / "large.log").write_text("".join(prefixed), "utf-8")
    (folder / "app.log.1.gz").write_bytes(gzip.compress(f"{transcript(1)}\n{transcript(2)}\n".encode()))
    (folder / "app.log").write_text(f"{transcript(2)}\n{transcript(3)}\n", "utf-8")
    (folder / "damaged.gz").write_bytes(gzip.compress(f"{transcript(4)}\n{transcript(5)}\n".encode())[:-20])
    (folder / "page.md").write_text(f"# Prose\n\n```\n{failure(7).replace('7', '7L')}\n```\n", "utf-8")
    (folder / "no text.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "empty").write_bytes(b"")
    return folder
