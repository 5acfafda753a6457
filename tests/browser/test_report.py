"""The page of a report in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import Open
from tests.report.captures import lines
from tests.report.test_hostile import HOSTILE, hostile_capture
from ucsmsg import iter_parse
from ucsmsg._screen import printable
from ucsmsg.report import Capture, render, render_captures

NOTIFICATIONS, CONVERSATIONS = "#notification-browser", "#conversation-browser"


def chosen(page: Page, browser: str) -> str:
    """What the pane beside a list shows."""
    return str(page.inner_text(f"{browser} .detail"))


def status(page: Page, browser: str = NOTIFICATIONS) -> str:
    """How many there are in a list."""
    return str(page.inner_text(f"{browser} .status"))


def test_whatever_a_capture_holds_nothing_runs_nothing_is_requested_and_it_is_shown_as_text(open_report: Open) -> None:
    captures = [(text, iter_parse(hostile_capture(text), name=text)) for text in HOSTILE]
    opened = open_report(render_captures([Capture(name, reading, reading.coverage) for name, reading in captures]))
    page = opened.page
    title = page.title()
    seen = ""
    for browser in (NOTIFICATIONS, CONVERSATIONS):
        page.focus(f"{browser} .list")
        page.keyboard.press("Home")
        for _ in range(int(page.get_attribute(f"{browser} .row >> nth=0", "aria-setsize") or "")):
            seen += chosen(page, browser) + page.inner_text(f"{browser} .list")
            page.keyboard.press("ArrowDown")
    seen += page.inner_text("#captures")
    for name in page.eval_on_selector_all("details", "all => all.map((each) => { each.open = true; return each.id })"):
        assert "<" not in name
    page.wait_for_timeout(200)

    assert [text for text in HOSTILE if " ".join(printable(text).split()) not in " ".join(seen.split())] == []
    assert page.title() == title
    assert opened.requests == [page.url.split("#")[0]]
    assert opened.complaints == []
    assert page.evaluate("document.scripts.length") == 2
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, link:not([rel=icon])').length") == 0


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        ("document.body.innerHTML = '<b>bold</b>'", "TrustedHTML"),
        ("document.body.setAttribute('onclick', '1')", "TrustedScript"),
        ("fetch('data:,')", "Failed to fetch"),
        ("document.createElement('script').text = '1'", "TrustedScript"),
    ],
)
def test_the_policy_forbids_what_the_page_does_not_need(open_report: Open, attempt: str, said: str) -> None:
    """Were there a fault in the script, the browser itself would stop what it lets in."""
    page = open_report().page

    with pytest.raises(Error, match=said):
        page.evaluate(f"() => {{ return {attempt} }}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_report: Open, scheme: str, width: int) -> None:
    page = open_report(width=width, color_scheme=scheme, behind="#chosen=0&c.chosen=0").page
    page.eval_on_selector_all("details", "all => all.forEach((each) => { each.open = true })")

    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """What axe finds, each with the place."""
    result = Axe().run(page).response
    assert len(result["passes"]) > 15
    found = result["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_without_javascript_either(open_report: Open, scheme: str) -> None:
    """Axe itself is a script: the page is looked at as it is before its own script has changed it."""
    text = render(iter_parse(lines("{}", "{}"))).split("<script>")[0] + "<script></script></body></html>"
    page = open_report(text.replace("<html", "<html data-ready=''"), color_scheme=scheme).page

    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(open_report: Open, width: int) -> None:
    page = open_report(width=width, behind="#chosen=0&c.chosen=0").page
    page.eval_on_selector_all("details", "all => all.forEach((each) => { each.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_lists_are_used_with_the_keyboard_alone(open_report: Open) -> None:
    page = open_report().page
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#notification-browser .list')"):
            break
    first = chosen(page, NOTIFICATIONS)
    page.keyboard.press("ArrowDown")
    second = chosen(page, NOTIFICATIONS)
    page.keyboard.press("End")
    last = chosen(page, NOTIFICATIONS)
    active = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).ariaSelected"
    )
    page.keyboard.press("Enter")

    assert "A parcel" in first
    assert "2 interactions" in second
    assert "cut-off" in last
    assert active == "true"
    assert page.evaluate("document.activeElement.matches('#notification-browser .detail')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    assert chosen(page, NOTIFICATIONS) == first


def test_a_deviation_is_opened_with_the_keyboard_alone(open_report: Open) -> None:
    page = open_report().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    closed = page.locator("details.deviation:not([open]) > summary").first
    closed.focus()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.parentElement.open")


def test_search_and_filters_stand_in_the_address_and_come_back_from_it(open_report: Open) -> None:
    page = open_report().page
    page.select_option(f"{NOTIFICATIONS} [name=type]", "UcsOperationResponse")
    page.fill(f"{NOTIFICATIONS} [name=words]", "DONE")
    page.focus(f"{NOTIFICATIONS} .list")
    page.keyboard.press("ArrowDown")
    address, told = page.url, chosen(page, NOTIFICATIONS)

    assert address.split("#")[1] == "type=UcsOperationResponse&words=DONE&chosen=3"
    assert status(page) == "2 of 9 rows"
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    assert (status(page), chosen(page, NOTIFICATIONS)) == ("2 of 9 rows", told)
    page.click(f"{NOTIFICATIONS} button")
    expect(page.locator("#notification-browser .status")).to_have_text("9 rows")
    assert page.url.endswith("#=")


def test_links_lead_from_a_deviation_to_its_notifications_and_on_to_conversations_and_back(open_report: Open) -> None:
    page = open_report().page
    page.click("#deviation-cut-off > summary")
    page.click("#deviation-long-suffix > summary")
    page.click("#deviation-long-suffix .only-script")
    expect(page.locator("#notification-browser .status")).to_have_text("1 of 9 rows")
    page.go_back()
    expect(page.locator("#notification-browser .status")).to_have_text("9 rows")
    page.click(f"{NOTIFICATIONS} .row >> nth=0")
    page.click(f"{NOTIFICATIONS} .detail a >> text=conversation")
    expect(page.locator("#conversation-browser .detail")).to_contain_text("parcel?")

    assert "answer after 2 min 5 s" in chosen(page, CONVERSATIONS)


def test_conversations_are_ordered_and_filtered(open_report: Open) -> None:
    page = open_report().page
    page.select_option(f"{CONVERSATIONS} [name=order]", "messages")
    assert page.inner_text(f"{CONVERSATIONS} .row >> nth=0").startswith("A parcel")
    page.check(f"{CONVERSATIONS} [name=handed]")
    assert status(page, CONVERSATIONS) == "1 of 5 conversations"
    page.fill(f"{CONVERSATIONS} [name=words]", "nobody said this")
    assert status(page, CONVERSATIONS) == "0 of 5 conversations"
    assert chosen(page, CONVERSATIONS) == "Nothing has all of this."


def test_without_javascript_the_main_parts_are_there(open_report: Open) -> None:
    page = open_report(java_script_enabled=False).page

    assert "1 of 9 payloads" not in page.inner_text("#glance .verdict")
    assert "of 9 payloads have an error" in page.inner_text("#glance .verdict")
    assert "Expected the rest of the text" in page.inner_text("#deviations") or "cut-off" in page.inner_text(
        "#deviations"
    )
    assert "Where is my parcel?" in page.inner_text("#conversations")
    assert page.is_visible("#interactions .plot >> nth=0")
    assert "This list needs JavaScript" in page.inner_text("#notifications")
    assert not page.is_visible(NOTIFICATIONS)
    page.click(".conversation:not([open]) summary >> nth=0")
    assert page.locator(".conversation[open]").count() == 2


def test_on_paper_everything_is_open_and_the_lists_are_left_out(open_report: Open) -> None:
    page = open_report().page
    page.emulate_media(media="print")

    assert page.is_visible("#first-conversations")
    assert not page.is_visible(CONVERSATIONS)
    assert not page.is_visible("#notifications")
    heights = page.eval_on_selector_all(
        ".deviation .inside", "all => all.map((each) => each.getBoundingClientRect().height)"
    )
    assert min(heights) > 50
    assert page.pdf().startswith(b"%PDF-")


def test_of_a_long_list_only_what_is_seen_is_in_the_page(open_report: Open) -> None:
    operation = '{"data":{"messageType":"UcsOperationResponse","referenceId":%d,"success":true}}'
    page = open_report(render(iter_parse(lines(*(operation % number for number in range(20_000)))))).page
    page.focus(f"{NOTIFICATIONS} .list")
    page.keyboard.press("End")

    assert status(page) == "20,000 rows"
    assert "19999" in chosen(page, NOTIFICATIONS)
    assert page.locator(f"{NOTIFICATIONS} .row").count() < 50
    page.fill(f"{NOTIFICATIONS} [name=words]", "12345")
    assert status(page) == "1 of 20,000 rows"


def test_the_page_of_an_empty_capture_has_no_lists_of_conversations(open_report: Open) -> None:
    opened = open_report(render(iter_parse(b"")))

    assert opened.complaints == []
    assert not opened.page.is_visible(CONVERSATIONS)
    assert status(opened.page) == "1 row"
