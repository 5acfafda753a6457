"""What docs/captures.md says of formats and of what touches a payload is true."""

import bz2
import gzip
import lzma
import re
from collections.abc import Callable

import pytest

from tests.captures.samples import failure
from tests.project.pages import PAGES
from ucsmsg import iter_parse
from ucsmsg.captures import Format
from ucsmsg.captures._formats import tell
from ucsmsg.catalogue import Layer

PAGE = PAGES[Layer.CAPTURE]
PAYLOAD = failure(1)
# The cases of a log that the page shows as `TEXT` with the name of their row.
TOUCHING = re.findall(
    r"`([^`]+)` (?:is )?an?\s+`([a-z]+-[a-z]+)`", PAGE.split("**`log`**")[1].split("* A line that")[0]
)
# A capture for each row of the table of formats, in its order, told by what the row names.
TOLD = [
    ("json-seq", f"\x1e{PAYLOAD}\n"),
    ("har", '{"log":{"entries":[]}}'),
    ("ndjson", f"{PAYLOAD}\n{PAYLOAD}\n"),
    ("page", f"<p>{PAYLOAD}</p>"),
    ("log", f"2015-10-01 16:02:07 INFO {PAYLOAD}\n"),
    ("payload", PAYLOAD),
    ("page", f"The server sends {PAYLOAD}\n"),
]


def names(capture: bytes, form: str | None = None) -> set[str]:
    """The deviations in a capture."""
    return {found.name for parsed in iter_parse(capture, format=form) for found in parsed.diagnostics}


def test_every_format_has_its_row_in_the_order_in_which_it_is_told() -> None:
    rows = re.findall(r"^\| `([a-z-]+)`[^|]*\| .+ \| .+ \|$", PAGE, flags=re.MULTILINE)

    assert rows == [name for name, _ in TOLD]
    assert set(rows) == {each.value for each in Format}


@pytest.mark.parametrize(("name", "text"), TOLD)
def test_a_capture_is_read_as_the_format_that_the_row_says(name: str, text: str) -> None:
    assert tell(text, is_whole=True) == name


def test_the_page_shows_cases_that_touch_a_payload() -> None:
    assert [name for _, name in TOUCHING] == ["extra-closer", "surrounding-text", "missing-opener"]


@pytest.mark.parametrize(("text", "name"), TOUCHING)
def test_what_touches_a_payload_in_a_log_is_judged_with_it(text: str, name: str) -> None:
    line = text.replace("{…", PAYLOAD[:-1]).replace(f'"data":{PAYLOAD}', PAYLOAD[1:])

    assert name in names(f"2015-10-01 16:02:07 INFO got {line}\n".encode(), "log")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_content_is_unpacked(pack: Callable[[bytes], bytes]) -> None:
    assert names(pack(PAYLOAD.encode())) == names(PAYLOAD.encode()) == set()


@pytest.mark.parametrize("archive", [b"Rar!\x1a\x07" + bytes(30), b"7z\xbc\xaf\x27\x1c" + bytes(30)])
def test_an_archive_is_refused_as_the_page_says(archive: bytes) -> None:
    assert names(archive) == {"damaged-compression"}
