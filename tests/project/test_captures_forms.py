"""Each form that docs/captures.md has a section for is read and told as it says."""

import json
import re
import urllib.parse

import pytest

from tests.captures.samples import failure, references
from tests.project.pages import PAGES
from ucsmsg import iter_parse
from ucsmsg.captures import Format, format_of
from ucsmsg.captures._envelopes import ENVELOPES, Envelope
from ucsmsg.catalogue import Layer

PAGE = PAGES[Layer.CAPTURE]
PAYLOAD = failure(1)
# What the page shows for a payload, and what stands there.
SHOWN = {
    "{…}": PAYLOAD,
    r"{\"…}": json.dumps(PAYLOAD)[1:-1],
    '{""…}': PAYLOAD.replace('"', '""'),
    "{&quot;…}": PAYLOAD.replace('"', "&quot;"),
    "%7B%22…": urllib.parse.quote(PAYLOAD, safe=""),
    "␞": "\x1e",
}
INDEX, *SECTIONS = PAGE.split("## Find your capture\n")[1].split("\n## What may be read")[0].split("\n## ")
TEXTS = dict(section.split("\n", 1) for section in SECTIONS)
EXAMPLES = {
    title: match[2] for title, text in TEXTS.items() if (match := re.search(r"(````?)text\n(.+?)\1\n", text, re.DOTALL))
}


def anchor(title: str) -> str:
    """The name that a heading has in links."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def capture(example: str) -> str:
    """The example with payloads in the places of what stands for them."""
    for shown, meant in SHOWN.items():
        example = example.replace(shown, meant)
    return example


def test_every_section_is_in_the_index() -> None:
    assert re.findall(r"\]\(#([a-z0-9-]+)\)", INDEX)
    assert {*re.findall(r"\]\(#([a-z0-9-]+)\)", INDEX)} == {*map(anchor, TEXTS)}


def test_every_format_has_an_example() -> None:
    told = {re.findall(r"^Told as `([a-z-]+)`", TEXTS[title], re.MULTILINE)[0] for title in EXAMPLES}

    assert told == {*map(str, Format)}


@pytest.mark.parametrize(("title", "example"), EXAMPLES.items(), ids=list(EXAMPLES))
def test_an_example_is_told_as_the_page_says_and_every_payload_in_it_is_read(title: str, example: str) -> None:
    text = capture(example)
    results = list(iter_parse(text.encode()))
    told = re.findall(r"^Told as (`[a-z-]+`(?:, or as `[a-z-]+`)?)", TEXTS[title], re.MULTILINE)[0]

    assert f"`{format_of(text)}`" in told
    assert references(results) == [1] * (example.count("…") + example.count('"referenceId": 1'))
    assert all(parsed.ok for parsed in results)


@pytest.mark.parametrize("title", [title for title in TEXTS if title in EXAMPLES])
def test_a_section_says_what_is_passed_over(title: str) -> None:
    assert "passed over" in " ".join(TEXTS[title].split())


@pytest.mark.parametrize("envelope", ENVELOPES, ids=lambda envelope: envelope.name)
def test_every_form_of_a_log_of_json_is_named(envelope: Envelope) -> None:
    names = " ".join(TEXTS["Logs of JSON lines"].split()).split("(`Parsed.origin`): ")[1].rstrip(". ").split("; ")

    assert envelope.name in names
