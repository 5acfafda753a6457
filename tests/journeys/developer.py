# ruff: noqa: RUF009, T201  # member() and rest() are attrs.field(); what a script prints is what it is for
"""A developer's job, with nothing but the installed package: run it, or read it from top to bottom.

A service receives notifications through a CometD client, keeps them, and is asked one day for another kind of message.
"""

import logging
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import attrs

import ucsmsg
from ucsmsg import genesys, quasi
from ucsmsg.schema import BOOLEAN, URI, Integer, Record, json_schema, member, record, rest

log = logging.getLogger("service")

# ---- 1. What a client hands over, and the bodies of HTTP replies ----

EVENTS: list[dict[str, Any]] = [
    {
        "channel": "/v2/ucs/interactions",
        "data": {
            "messageType": "GetInteractionsHistoryMessage",
            "referenceId": 7,
            "interactions": [
                {
                    "id": "0000Sa99620J0EM5",
                    "typeId": "Inbound",
                    "state": "Stopped",
                    "mediaType": "Chat",
                    "startDate": "2015-10-01 16:02:07.000+0300",
                    "callDuration": "90",
                },
                {
                    "id": "0000Sa99620J0EM6",
                    "typeId": "Outbound",
                    "state": "New",
                    "mediaType": "email",
                    "startDate": "yesterday",
                },
            ],
        },
    },
    {"channel": "/v2/ucs/interactions", "data": {"messageType": "UcsOperationResponse", "referenceId": 8}},
]
BODY = b'{"statusCode": 0, "referenceId": 7}'


def received() -> Iterator[ucsmsg.Interaction]:
    """The interactions in what the client hands over; everything that departs is one line of the log."""
    reply = ucsmsg.loads(BODY, as_=genesys.HttpReply)
    for event in EVENTS:
        parsed = ucsmsg.read(event, mode="lenient")
        for diagnostic in parsed.diagnostics:
            log.warning("%s", diagnostic.path, extra=diagnostic.log_fields())
        for notification in parsed.notifications:
            message = notification.data
            if isinstance(message, ucsmsg.GetInteractionsHistoryMessage) and message.reference_id == reply.reference_id:
                yield from message.interactions or ()


# ---- 2. Rows of a database, and columns of a data frame ----

COLUMNS = ("id", "media_type", "start_date", "call_duration", "extra")


def row_of(interaction: ucsmsg.Interaction) -> dict[str, Any]:
    """The interaction as a table has it: what has no column of its own is JSON text."""
    return {
        "id": interaction.id,
        "media_type": interaction.media_type,
        "start_date": interaction.start_date.isoformat() if interaction.start_date else None,
        "call_duration": interaction.call_duration,
        "extra": quasi.dumps(interaction.extra),
    }


def kept(rows: Iterable[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """The rows, as a database gives them back."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE interaction (id PRIMARY KEY, media_type, start_date, call_duration, extra)")
        names = ", ".join(f":{name}" for name in COLUMNS)
        database.executemany(f"INSERT INTO interaction VALUES ({names})", rows)  # noqa: S608  # our own names
        return database.execute("SELECT * FROM interaction ORDER BY id").fetchall()


def columns_of(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """What `pandas.DataFrame`, `polars.DataFrame` and `pyarrow.table` are made of."""
    return {name: [row[name] for row in rows] for name in COLUMNS}


# ---- 3. A record of one's own ----


@record
@attrs.frozen(kw_only=True)
class CallState(Record):
    """The state of a call."""

    call_uri: str | None = member("callUri", URI, required=True)
    duration: int | None = member("duration", Integer(least=0))
    """Seconds."""
    is_held: bool | None = member("isHeld", BOOLEAN)
    extra: ucsmsg.FrozenMapping = rest()


TEXT = """{
  "callUri": "http://localhost:8080/api/v2/me/calls/7",
  'duration': [90],
  "isHeld": True,
}"""


def error_of(text: str) -> ucsmsg.QuasiJSONError:
    """The error of a text that is no `CallState`."""
    try:
        ucsmsg.loads(text, as_=CallState, mode="lenient")
    except ucsmsg.QuasiJSONError as error:
        return error
    raise AssertionError("Expected an error")


# ---- 4. The same with a JSON Schema ----


def violations_of(text: str) -> list[str]:
    """What the JSON Schema of the record does not allow in the text, with lines and columns."""
    document = quasi.validate(text, json_schema(CallState), mode="lenient")
    return [str(diagnostic) for diagnostic in document.diagnostics if diagnostic.name == "schema-violation"]


def main() -> None:
    """Do the job, and show what comes out of it."""
    form = "%(levelname)s %(diagnostic_severity)s %(diagnostic_name)s at %(message)s: %(diagnostic_message)s"
    logging.basicConfig(format=form, stream=sys.stdout)
    rows = [row_of(interaction) for interaction in received()]
    for row in kept(rows):
        print(*row, sep=" | ")
    print(columns_of(rows)["media_type"])
    error = error_of(TEXT)
    print(error.lineno, error.colno, error.path, error.expected, error.found, sep=" | ")
    print(*violations_of(TEXT), sep="\n")
    call = ucsmsg.loads(TEXT.replace("[90]", "90"), as_=CallState, mode="lenient")
    print(ucsmsg.dumps(call, indent=1))


if __name__ == "__main__":
    main()
