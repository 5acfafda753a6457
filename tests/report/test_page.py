"""The page as a whole: one file, escaped, with a policy, and with the counts of what was read."""

import base64
import gzip
import hashlib
import re
import sys
from pathlib import Path

import pytest

from tests.report.captures import content, history, interaction, lines, message, participant
from tests.report.reading import Page, page_of
from ucsmsg import iter_parse, parse
from ucsmsg.report import render

ROOT = Path(__file__).parents[2]
ADA, MIA = participant("Ada", "Agent"), participant("Mia", "Customer")
CONTENT = content(message(1, MIA, 5, text="Hello"), message(4, ADA, 65, text="Hi"))
SEED = iter_parse(ROOT / "corpus/documented/page.txt")
NOTED = '{"data":{"messageType":"UcsOperationResponse","referenceId":7L,"success":true}}'
CAPTURE = lines(CONTENT, history(interaction(), interaction("0000Sa99620J0EM6", mediaType="email")), '{"data":{', "{}")


@pytest.fixture(scope="module")
def page() -> Page:
    return page_of(CAPTURE)


def test_ids_are_unique_and_links_lead_to_one_of_them(page: Page) -> None:
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    links = [each.attributes["href"] or "" for each in page.named("a")]

    assert len(ids) == len({*ids}) > 10
    assert {link for link in links if "=" not in link} <= {f"#{each}" for each in ids}
    assert {link for link in links if "=" in link} == {
        "#" + id_.replace("-", "=", 1) for id_ in ids if id_ and id_.startswith("deviation-")
    }


def test_the_policy_allows_the_one_script_and_the_one_style_by_their_hashes_and_nothing_else(page: Page) -> None:
    (policy,) = page.named("meta", **{"http-equiv": "Content-Security-Policy"})
    scripts = [each for each in page.named("script") if each.attributes.get("type") is None]
    digests = {
        f"{kind}-src 'sha256-{base64.b64encode(hashlib.sha256(each.text.encode()).digest()).decode()}'"
        for kind, elements in (("script", scripts), ("style", page.named("style")))
        for each in elements
    }

    assert {*(policy.attributes["content"] or "").split("; ")} == digests | {
        "default-src 'none'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    }
    assert len(scripts) == 1


def test_no_element_has_a_handler_or_a_style_or_an_address_of_another_place(page: Page) -> None:
    attributes = {(name, value or "") for each in page.elements for name, value in each.attributes.items()}

    assert {name for name, _ in attributes if name.startswith("on") or name in {"style", "src", "action"}} == set()
    assert {value for name, value in attributes if name == "href" and not value.startswith("#")} == {"data:,"}
    assert page.comments == []


def test_the_counts_are_those_of_the_results() -> None:
    results = [*iter_parse(CAPTURE)]
    page = page_of(results)
    counts = [each.diagnostics.counts() for each in results]
    severities = {
        name: sum(n for one in counts for (severity, _), n in one.items() if severity == name)
        for name in ("error", "warning", "note")
    }

    assert page.tiles["Payloads"] == str(len(results))
    assert page.tiles["Notifications"] == str(sum(len(each.notifications) for each in results))
    assert (page.tiles["Errors"], page.tiles["Warnings"], page.tiles["Notes"]) == tuple(map(str, severities.values()))
    assert page.tiles["Interactions"] == "2"
    names = [each.attributes["id"] for each in page.named("details", class_="deviation")]
    assert {*names} == {f"deviation-{name}" for one in results for name in one.diagnostics.by_name()}


@pytest.mark.parametrize(
    ("capture", "verdict"),
    [
        (b"", "No payload was found."),
        (lines(CONTENT), "Nothing deviates in 1 payload."),
        (lines(CONTENT, CONTENT), "No errors in 2 payloads; 1 deviates in something that matters less."),
        (lines(CONTENT, "{}"), "1 of 2 payloads has an error."),
        (
            gzip.compress(lines(CONTENT) + bytes(range(250)))[:-20],
            "Nothing deviates in 1 payload. 1 fault of captures as a whole: see the deviations.",
        ),
        (lines('{"data":{}}', '{"data":{"referenceId":1'), "2 of 2 payloads have an error."),
    ],
)
def test_the_verdict_comes_first(capture: bytes, verdict: str) -> None:
    page = page_of(capture)

    assert page.section("glance").startswith(f"At a glance {verdict}")


def test_a_capture_without_anything_gives_a_page_that_says_so() -> None:
    page = page_of(b"")

    assert "1 kind error no-value" in page.section("deviations")
    assert page.section("conversations").startswith(
        "Conversations 0 No notification has the content of an interaction."
    )
    assert page.section("interactions") == "Interactions 0 No notification tells of an interaction."
    assert page.data["conversations"] == []
    assert [page.data["words"][number] for number in page.data["columns"]["type"]] == ["(no notification)"]


def test_the_page_of_nothing_at_all_has_no_deviation() -> None:
    assert page_of([]).section("deviations") == (
        "Deviations 0 kinds Nothing departs from RFC 8259 or from the documented notifications."
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [("logs/capture.ndjson", "capture.ndjson"), ("capture.ndjson", "capture.ndjson"), ("/", "/"), ("a\nb", "a\\x0ab")],
)
def test_the_title_is_the_name_without_its_folder(name: str, title: str) -> None:
    page = page_of(iter_parse(CAPTURE, name=name))

    assert page.named("h1")[0].text == title
    assert page.named("title")[0].text == f"{title} · ucsmsg report"


def test_what_the_catalogue_puts_in_back_quotes_is_code() -> None:
    (deviation,) = page_of(parse(NOTED)).named("details", class_="deviation")

    assert "An integer that ends in L " in " ".join(deviation.text.split())


def test_one_result_is_enough() -> None:
    page = page_of(parse(NOTED))

    assert page.tiles["Payloads"] == "1"
    assert "1 time in 1 payload of 1 file" in page.section("deviations")
    assert "<text>:1:61 $.data.referenceId note Expected an integer without" in page.section("deviations")


def test_equal_captures_give_equal_pages() -> None:
    assert render(iter_parse(CAPTURE)) == render(iter_parse(CAPTURE))


def test_what_was_read_and_what_was_passed_over_is_shown_by_kind() -> None:
    reading = iter_parse(ROOT / "corpus/documented/page.txt", name="page.txt")
    section = page_of(reading).section("captures")
    coverage = reading.coverage

    assert f"What was read of {coverage.characters:,} characters" in section
    assert f"read{coverage.read:,} " in section
    for kind, stretches in coverage.passed_over.items():
        assert re.search(rf"{kind}: [^0-9]+{stretches.characters:,} ", section)


def test_the_documentation_is_linked_where_its_address_is_given() -> None:
    page = page_of(lines("{} //", '{"data":{"referenceId":1L}}'), documentation="https://example.com/ucsmsg")
    links = {each.attributes["href"] for each in page.named("a") if "://" in (each.attributes["href"] or "")}

    assert links >= {
        "https://example.com/ucsmsg/grammar/README.md#comment",
        "https://example.com/ucsmsg/docs/schema.md#missing-message-type",
    }
    for link in links:
        file, anchor = str(link).removeprefix("https://example.com/ucsmsg/").split("#")
        assert f"\n### {anchor}\n" in (ROOT / file).read_text("utf-8")


def test_without_its_library_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from ucsmsg.report import _page  # noqa: PLC0415 - its caches are emptied

    monkeypatch.setitem(sys.modules, "jinja2", None)
    for cached in (_page.template, _page.environment):
        cached.cache_clear()

    unread = iter([parse("{}")])
    with pytest.raises(ImportError, match=r'^Expected the library jinja2 .*; pip install "ucsmsg\[report\]"$'):
        render(unread)
    assert len([*unread]) == 1


@pytest.mark.parametrize("number", [0, 200_001])
def test_the_list_cannot_hold_any_number(number: int) -> None:
    with pytest.raises(ValueError, match=rf"^Expected 1 to 200,000 notifications in a list, got {number:,}$"):
        render([], max_notifications=number)
