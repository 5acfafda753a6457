"""Pictures of a report, from a made-up capture: `python docs/pictures/report.py` in a checkout, with Chromium.

It writes `report-light.webp` and `report-dark.webp` beside itself; `--capture FILE` writes the capture alone. It needs
the packages in `tests/browser/requirements.txt`, and Pillow.
"""

import argparse
import io
import json
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
START = datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=1)))
AGENTS = (("Ben", "Okafor"), ("Chiara", "Conti"), ("Emil", "Novak"), ("Farah", "Haddad"))
CUSTOMERS = ("María", "Jonas", "Aiko", "Liam", "Zoë", "Noah", "Inès", "Tariq")
SUBJECTS = ("Wrong cable, refund", "Where is my parcel?", "Change of address", "Invoice 2026-118", "Broken hinge")
QUESTIONS = ("Hello, my order has not arrived yet.", "Can I still change the address?", "It came open.", "Thanks!")
ANSWERS = ("Good morning, I will look it up.", "It leaves the depot tonight.", "I have sent you a label.", "Gladly.")
DAMAGES = ("trailing-comma", "long-suffix", "single-quoted-string", "missing-comma", "python-literal", "unquoted-key")
MEDIA = ("chat", "chat", "chat", "email", "call", "facebooksession")
NOTIFICATIONS = 420
BAD_DAY = range(250, 290)


def capture() -> str:
    """A capture of two weeks: histories, transcripts, answers, and a damage here and there."""
    from ucsmsg.testing import mutate  # noqa: PLC0415 - the script's help needs no package

    chance = random.Random(3)  # noqa: S311 - the same picture every time
    lines = []
    for number in range(NOTIFICATIONS):
        text = json.dumps(_notification(number, chance), ensure_ascii=False)
        is_damaged = chance.random() < (0.2 if number in BAD_DAY else 0.03)
        mutation = mutate(text, chance.choice(DAMAGES), seed=number) if is_damaged else None
        lines.append(mutation.text if mutation else text)
    return "\n".join(lines) + "\n"


def _notification(number: int, chance: random.Random) -> dict[str, Any]:
    hours = number * 14 * 9 // NOTIFICATIONS
    start = START + timedelta(days=hours // 9, hours=hours % 9, seconds=chance.randrange(3600))
    if number % 7 == 0:
        data: dict[str, Any] = {
            "messageType": "GetInteractionsHistoryMessage",
            "referenceId": number,
            "interactions": [_interaction(chance, start - timedelta(days=day)) for day in range(chance.randint(1, 4))],
        }
    elif number % 11 == 0:
        data = {"messageType": "UcsOperationResponse", "referenceId": number, "success": chance.random() < 0.9}  # noqa: PLR2004 - some fail
    else:
        interaction = _interaction(chance, start)
        data = {"messageType": "GetInteractionContentMessage", "referenceId": number, "interaction": interaction}
        if interaction["mediaType"] in ("chat", "facebooksession"):
            data["messages"] = [*_messages(interaction, chance, start)]
    return {"channel": "/v2/ucs/interactions", "data": data}


def _interaction(chance: random.Random, start: datetime) -> dict[str, Any]:
    first, last = chance.choice(AGENTS)
    id_ = "".join(chance.choices("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", k=16))
    return {
        "id": id_,
        "typeId": "Inbound",
        "state": chance.choices(("Stopped", "InProcess", "Pending"), (8, 2, 1))[0],
        "mediaType": chance.choice(MEDIA) if chance.random() < 0.97 else "Chat",  # noqa: PLR2004 - as in the documentation
        "startDate": _time(start),
        "endDate": _time(start + timedelta(seconds=chance.randint(200, 2000))),
        "ownerInformation": {"id": f"{len(first):032x}", "firstName": first, "lastName": last},
        "contactId": f"{chance.randrange(10**8):016d}",
        "subject": chance.choice(SUBJECTS),
    }


def _messages(interaction: dict[str, Any], chance: random.Random, time: datetime) -> Iterator[dict[str, Any]]:
    index = 0
    for kind, name, type_, text in _said(interaction["ownerInformation"]["firstName"], chance):
        index += 1 if chance.random() < 0.97 else 4  # noqa: PLR2004 - transcripts have gaps
        time += timedelta(seconds=int(chance.expovariate(1 / 45)) + 4)
        yield {
            "index": index,
            "from": {"nickname": name, "type": kind, "participantId": f"{name:0>16}"},
            "type": type_,
            "visibility": "All",
            "timestamp": _time(time),
            "timestampSeconds": int(time.timestamp()) * 1000,
        } | ({"text": text} if text else {})


def _said(agent: str, chance: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """Who did what: the sort of participant, the name, the type of the message, and the text."""
    customer = chance.choice(CUSTOMERS)
    yield "Customer", customer, "ParticipantJoined", ""
    yield "Agent", agent, "ParticipantJoined", ""
    for turn in range(chance.randint(2, 6)):
        if turn == 2 and chance.random() < 0.2:  # noqa: PLR2004 - somebody takes over
            yield "Agent", agent, "ParticipantLeft", ""
            agent = chance.choice([first for first, _ in AGENTS if first != agent])
            yield "Agent", agent, "ParticipantJoined", ""
        yield "Customer", customer, "Text", QUESTIONS[turn % len(QUESTIONS)]
        yield "Agent", agent, "Text", ANSWERS[turn % len(ANSWERS)]


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.000{moment:%z}"


def pictures(folder: Path) -> None:
    """Write the pictures into the folder."""
    from PIL import Image  # noqa: PLC0415 - only here
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here

    from ucsmsg import iter_parse  # noqa: PLC0415 - only here
    from ucsmsg.report import render  # noqa: PLC0415 - only here

    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        page_file = Path(temporary, "report.html")
        page_file.write_text(render(iter_parse(capture().encode(), name="capture.ndjson")), "utf-8")
        arguments = ["--headless", "--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1240, "height": 1000}, color_scheme=scheme)
            page.goto(page_file.as_uri())
            page.wait_for_selector("html[data-ready]")
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.save(folder / f"report-{scheme}.webp", quality=82, method=6)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--capture", type=Path, help="write the capture to this file, and no picture")
    options = parser.parse_args()
    if options.capture:
        options.capture.write_text(capture(), "utf-8")
    else:
        pictures(HERE)
