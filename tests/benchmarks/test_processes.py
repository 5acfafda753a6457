"""The captures of the benchmarks are what they are taken for, so that a figure is about what its name says."""

import pytest

from tests.benchmarks.processes import CAPTURES
from ucsmsg.captures import Format, format_of, iter_parse

SIZE = 60_000


@pytest.mark.parametrize(
    ("name", "form", "payloads"),
    [
        ("lines", Format.NDJSON, range(5, 100)),
        ("log", Format.LOG, range(4, 60)),
        ("plain log", Format.LOG, range(0)),
        ("page", Format.PAGE, range(2, 60)),
        ("recording", Format.HAR, range(5, 6)),
    ],
)
def test_a_capture_is_of_its_form_and_holds_what_it_should(name: str, form: Format, payloads: range) -> None:
    text = "".join(CAPTURES[name](20 * SIZE if form is Format.HAR else SIZE))
    found = [parsed for parsed in iter_parse(text.encode()) if parsed.source.text]

    assert format_of(text) is form
    assert len(found) in payloads or (payloads == range(0) and found == [])
    assert all(parsed.ok and len(parsed.notifications) == 1 for parsed in found)


def test_one_line_of_ten_of_the_log_has_a_payload_of_one_to_twenty_kilobytes() -> None:
    lines = "".join(CAPTURES["log"](SIZE)).removesuffix("\n").split("\n")

    assert [number for number, line in enumerate(lines, 1) if "{" in line] == list(range(10, len(lines) + 1, 10))
    assert all(1_000 < len(line.encode()) < 20_200 for line in lines if "{" in line)
