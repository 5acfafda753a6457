"""A browser without a window, and pages of reports in it. `.ci/browser` runs these tests: they need Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.captures import content, history, interaction, lines, message, participant
from ucsmsg import iter_parse
from ucsmsg.report import render

_SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
ADA, BOB, MIA = participant("Ada", "Agent"), participant("Bob", "Agent"), participant("Mia", "Customer")
CHAT = (
    message(1, MIA, 0, type="ParticipantJoined"),
    message(2, MIA, 10, text="Where is my parcel?"),
    message(5, ADA, 75, text="One moment", visibility="Agents"),
    message(6, ADA, 135, text="It is on its way"),
    message(7, ADA, 140, type="ParticipantLeft"),
    message(8, BOB, 150, text="Bob here\nstill there?"),
)
CAPTURE = lines(
    content(*CHAT, subject="A parcel", ownerInformation={"id": "1", "firstName": "Ada", "lastName": "L"}),
    history(interaction("0000Sa99620J0EM6", mediaType="email", state="InProcess"), interaction("0000Sa99620J0EM7")),
    '{"data":{"messageType":"UcsOperationResponse","referenceId":7L,"success":true}}',
    '{"data":{"messageType":"UcsOperationResponse","referenceId":8,"success":true,}}',
    *(content(*CHAT[:number], id=f"conversation {number}") for number in range(2, 6)),
    '{"data":{"messageType":"GetInteractionsHistoryMessage","referenceId":9,',
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=os.environ["WITH_BROWSER"], args=[*_SWITCHES])
        yield started
        started.close()


@attrs.define
class Opened:
    """A page in the browser, and what it did besides being shown."""

    page: Page
    requests: list[str] = attrs.field(factory=list)
    complaints: list[str] = attrs.field(factory=list)


Open = Callable[..., Opened]


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a report, with options of the browser's context; `behind` is what stands behind `#`."""
    contexts = []

    def opened(text: str | None = None, behind: str = "", width: int = 1280, **options: Any) -> Opened:
        file = tmp_path / "report.html"
        file.write_text(text or render(iter_parse(CAPTURE, name="capture.log")), "utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        made = Opened(context.new_page())
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("console", lambda said: made.complaints.append(said.text))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("dialog", lambda dialog: made.complaints.append(dialog.message))
        made.page.goto(file.as_uri() + behind)
        if options.get("java_script_enabled", True):
            made.page.wait_for_selector("html[data-ready]")
        return made

    yield opened
    for context in contexts:
        context.close()
